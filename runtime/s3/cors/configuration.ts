import type { CORSRule, GetBucketCorsOutput, PutBucketCorsRequest } from "../../protocol/generated/s3.ts";
import { invalidRequest, malformedXml, noSuchConfiguration } from "../errors.ts";
import { deleteConfiguration, getConfiguration, putConfiguration } from "../sub-resources/configuration-operations.ts";
import type { SubResource } from "../sub-resources/sub-resources.ts";

/** Which web pages may read answers. */
export const CORS: SubResource<readonly CORSRule[]> = { name: "cors" };

const METHODS: ReadonlySet<string> = new Set(["GET", "PUT", "POST", "DELETE", "HEAD"]);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
export const putBucketCors = putConfiguration<PutBucketCorsRequest, readonly CORSRule[]>(CORS, (request) => {
  const rules = request.CORSConfiguration.CORSRules;
  if (rules.length === 0) throw malformedXml();
  for (const { AllowedMethods: methods } of rules) {
    if (methods.length === 0) throw malformedXml();
    const unsupported = methods.find((method) => !METHODS.has(method));
    if (unsupported !== undefined) {
      throw invalidRequest(`Found unsupported HTTP method in CORS config. Unsupported method is ${unsupported}`);
    }
  }
  return rules;
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html */
export const getBucketCors = getConfiguration<readonly CORSRule[], GetBucketCorsOutput>(
  CORS,
  (rules) => ({ CORSRules: rules }),
  ({ name }) => {
    throw noSuchConfiguration("NoSuchCORSConfiguration", "The CORS configuration does not exist", name);
  },
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketCors.html */
export const deleteBucketCors = deleteConfiguration(CORS);
