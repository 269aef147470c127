import type { PutBucketVersioningRequest } from "../../protocol/generated/s3.ts";
import { illegalVersioningConfiguration, invalidBucketState, malformedXml, notModelled } from "../errors.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
export const putBucketVersioning: Operation<PutBucketVersioningRequest, void> = (
  { buckets, changes },
  request,
  context,
) => {
  const bucket = buckets.ofRequest(request);
  const { Status: status, MFADelete: mfaDelete } = request.VersioningConfiguration;
  if (status === undefined) throw illegalVersioningConfiguration();
  if (status !== "Enabled" && status !== "Suspended") throw malformedXml();
  if (mfaDelete === "Enabled") throw notModelled("MFA delete");
  if (status === "Suspended" && bucket.objectLockEnabled) {
    throw invalidBucketState(
      "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
    );
  }
  bucket.versioning = status === "Enabled" ? "Enabled" : "Suspended";
  changes.bucketConfigured(bucket, "versioning", "put", context.causeId);
};
