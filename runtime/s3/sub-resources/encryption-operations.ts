import type {
  GetBucketEncryptionOutput,
  PutBucketEncryptionRequest,
  ServerSideEncryptionConfiguration,
} from "../../protocol/generated/s3.ts";
import { invalidArgument, malformedXml } from "../errors.ts";
import { deleteConfiguration, getConfiguration, putConfiguration } from "./configuration-operations.ts";
import { ENCRYPTION } from "./encryption.ts";

const ALGORITHMS: ReadonlySet<string> = new Set(["AES256", "aws:kms", "aws:kms:dsse"]);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html */
export const putBucketEncryption = putConfiguration<PutBucketEncryptionRequest, ServerSideEncryptionConfiguration>(
  ENCRYPTION,
  ({ ServerSideEncryptionConfiguration: configuration }) => {
    const [rule, ...more] = configuration.Rules;
    if (rule === undefined || more.length > 0) throw malformedXml();
    const { SSEAlgorithm: algorithm, KMSMasterKeyID: keyId } = rule.ApplyServerSideEncryptionByDefault ?? {};
    if (algorithm === undefined || !ALGORITHMS.has(algorithm)) throw malformedXml();
    if (algorithm === "AES256" && keyId !== undefined) {
      const message = "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse";
      throw invalidArgument(message, "ApplyServerSideEncryptionByDefault");
    }
    return { Rules: [{ ...rule, BucketKeyEnabled: rule.BucketKeyEnabled ?? false }] };
  },
);

/** Objects are always encrypted: without a configuration with keys of S3's own. */
const DEFAULT: ServerSideEncryptionConfiguration = {
  Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html */
export const getBucketEncryption = getConfiguration<ServerSideEncryptionConfiguration, GetBucketEncryptionOutput>(
  ENCRYPTION,
  (configuration) => ({ ServerSideEncryptionConfiguration: configuration }),
  () => ({ ServerSideEncryptionConfiguration: DEFAULT }),
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketEncryption.html */
export const deleteBucketEncryption = deleteConfiguration(ENCRYPTION);
