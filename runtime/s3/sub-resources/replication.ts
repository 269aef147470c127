import type {
  GetBucketReplicationOutput,
  PutBucketReplicationRequest,
  ReplicationConfiguration,
} from "../../protocol/generated/s3.ts";
import { invalidRequest, malformedXml, noSuchConfiguration } from "../errors.ts";
import { deleteConfiguration, getConfiguration, putConfiguration } from "./configuration-operations.ts";
import type { SubResource } from "./sub-resources.ts";

/** Replication rules. They are kept and answered; nothing is replicated. */
const REPLICATION: SubResource<ReplicationConfiguration> = { name: "replication" };

const ARN_PREFIX = "arn:aws:s3:::";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html */
export const putBucketReplication = putConfiguration<PutBucketReplicationRequest, ReplicationConfiguration>(
  REPLICATION,
  ({ ReplicationConfiguration: configuration }, { bucket, parts }) => {
    if (bucket.versioning !== "Enabled") {
      throw invalidRequest("Versioning must be 'Enabled' on the bucket to apply a replication configuration");
    }
    if (configuration.Rules.length === 0) throw malformedXml();
    for (const { Destination: destination } of configuration.Rules) {
      const target = parts.buckets.byName(destination.Bucket.replace(ARN_PREFIX, ""));
      if (target?.versioning !== "Enabled") throw invalidRequest("Destination bucket must have versioning enabled.");
    }
    return {
      ...configuration,
      Rules: configuration.Rules.map((rule) => ({ ...rule, ID: rule.ID ?? parts.random.uuid() })),
    };
  },
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketReplication.html */
export const getBucketReplication = getConfiguration<ReplicationConfiguration, GetBucketReplicationOutput>(
  REPLICATION,
  (configuration) => ({ ReplicationConfiguration: configuration }),
  ({ name }) => {
    const message = "The replication configuration was not found";
    throw noSuchConfiguration("ReplicationConfigurationNotFoundError", message, name);
  },
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketReplication.html */
export const deleteBucketReplication = deleteConfiguration(REPLICATION);
