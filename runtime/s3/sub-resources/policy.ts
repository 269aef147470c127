import type {
  GetBucketPolicyOutput,
  GetBucketPolicyStatusOutput,
  PutBucketPolicyRequest,
} from "../../protocol/generated/s3.ts";
import { malformedPolicy, noSuchConfiguration, publicPolicyBlocked } from "../errors.ts";
import { initiatorArn } from "../multipart/find-upload.ts";
import { deleteConfiguration, getConfiguration, putConfiguration } from "./configuration-operations.ts";
import { publicAccessBlock } from "./public-access.ts";
import type { SubResource } from "./sub-resources.ts";

/** The policy as the client wrote it. It is kept and answered; nobody is refused by it. */
const POLICY: SubResource<string> = { name: "policy" };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export const putBucketPolicy = putConfiguration<PutBucketPolicyRequest, string>(
  POLICY,
  ({ Policy: policy }, { bucket, context }) => {
    const statements = readStatements(policy);
    if (publicAccessBlock(bucket)?.BlockPublicPolicy === true && statements.some((statement) => isPublic(statement))) {
      throw publicPolicyBlocked(initiatorArn(context), bucket.arn);
    }
    return policy;
  },
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export const getBucketPolicy = getConfiguration<string, GetBucketPolicyOutput>(
  POLICY,
  (policy) => ({ Policy: policy }),
  ({ name }) => {
    throw noSuchConfiguration("NoSuchBucketPolicy", "The bucket policy does not exist", name);
  },
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html */
export const getBucketPolicyStatus = getConfiguration<string, GetBucketPolicyStatusOutput>(
  POLICY,
  (policy) => ({ PolicyStatus: { IsPublic: readStatements(policy).some((statement) => isPublic(statement)) } }),
  ({ name }) => {
    throw noSuchConfiguration("NoSuchBucketPolicy", "The bucket policy does not exist", name);
  },
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html */
export const deleteBucketPolicy = deleteConfiguration(POLICY);

/** @throws {AwsError} `MalformedPolicy` */
function readStatements(policy: string): readonly unknown[] {
  const document = policy.startsWith("{") ? parseJson(policy) : undefined;
  if (typeof document !== "object" || document === null) {
    throw malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
  }
  const { Statement: statement } = document as { readonly Statement?: unknown };
  if (statement === undefined) throw malformedPolicy("Missing required field Statement");
  return Array.isArray(statement) ? statement : [statement];
}

/**
 * Whether a statement lets everybody in. AWS looks into conditions too; we take any condition as a fence.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
function isPublic(statement: unknown): boolean {
  if (typeof statement !== "object" || statement === null) return false;
  const { Effect, Principal, Condition } = statement as Readonly<Record<string, unknown>>;
  if (Effect !== "Allow" || Condition !== undefined) return false;
  if (Principal === "*") return true;
  const aws =
    typeof Principal === "object" && Principal !== null ? (Principal as { readonly AWS?: unknown }).AWS : undefined;
  return aws === "*" || (Array.isArray(aws) && aws.includes("*"));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
