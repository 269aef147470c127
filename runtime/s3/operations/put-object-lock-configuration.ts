import type {
  ObjectLockConfiguration,
  PutObjectLockConfigurationOutput,
  PutObjectLockConfigurationRequest,
} from "../../protocol/generated/s3.ts";
import { invalidBucketState, malformedXml, retentionPeriodNotPositive } from "../errors.ts";
import { isRetentionMode, OBJECT_LOCK } from "../sub-resources/object-lock.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html */
export const putObjectLockConfiguration: Operation<
  PutObjectLockConfigurationRequest,
  PutObjectLockConfigurationOutput
> = ({ buckets, changes }, request, context) => {
  const bucket = buckets.ofRequest(request);
  const configuration = readConfiguration(request.ObjectLockConfiguration);
  if (bucket.versioning !== "Enabled") {
    throw invalidBucketState("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
  }
  bucket.objectLockEnabled = true;
  bucket.subResources.set(OBJECT_LOCK, configuration);
  changes.bucketConfigured(bucket, "object lock", "put", context.causeId);
  return {};
};

function readConfiguration(configuration: ObjectLockConfiguration | undefined): ObjectLockConfiguration {
  if (configuration?.ObjectLockEnabled !== "Enabled") throw malformedXml();
  const { Rule: rule } = configuration;
  if (rule === undefined) return configuration;
  const { Mode: mode, Days: days, Years: years } = rule.DefaultRetention ?? {};
  if (mode === undefined || !isRetentionMode(mode) || (days === undefined) === (years === undefined)) {
    throw malformedXml();
  }
  if ((days ?? years ?? 0) <= 0) throw retentionPeriodNotPositive();
  return configuration;
}
