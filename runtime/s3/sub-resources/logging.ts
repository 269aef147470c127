import type { GetBucketLoggingOutput, LoggingEnabled, PutBucketLoggingRequest } from "../../protocol/generated/s3.ts";
import { crossLocationLogging, invalidTargetBucketForLogging } from "../errors.ts";
import { getConfiguration, putConfiguration } from "./configuration-operations.ts";
import type { SubResource } from "./sub-resources.ts";

/** Server access logging. It is kept and answered; no log is written. */
const LOGGING: SubResource<LoggingEnabled> = { name: "logging" };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html */
export const putBucketLogging = putConfiguration<PutBucketLoggingRequest, LoggingEnabled>(
  LOGGING,
  ({ BucketLoggingStatus: { LoggingEnabled: logging } }, { bucket, parts }) => {
    if (logging === undefined) return undefined;
    const target = parts.buckets.byName(logging.TargetBucket);
    if (target === undefined || target.identity.accountId !== bucket.identity.accountId) {
      throw invalidTargetBucketForLogging(logging.TargetBucket);
    }
    const [from, to] = [bucket.identity.region, target.identity.region];
    if (from !== to) throw crossLocationLogging(from === "us-east-1" ? undefined : from, to);
    return logging;
  },
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLogging.html */
export const getBucketLogging = getConfiguration<LoggingEnabled, GetBucketLoggingOutput>(
  LOGGING,
  (logging) => ({ LoggingEnabled: logging }),
  () => ({}),
);
