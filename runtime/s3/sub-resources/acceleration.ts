import type {
  GetBucketAccelerateConfigurationOutput,
  PutBucketAccelerateConfigurationRequest,
} from "../../protocol/generated/s3.ts";
import { invalidRequest, malformedXml } from "../errors.ts";
import { getConfiguration, putConfiguration } from "./configuration-operations.ts";
import type { SubResource } from "./sub-resources.ts";

/** Transfer acceleration: there is nothing to accelerate here, the setting is only kept. */
const ACCELERATION: SubResource<"Enabled" | "Suspended"> = { name: "accelerate" };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAccelerateConfiguration.html */
export const putBucketAccelerateConfiguration = putConfiguration<
  PutBucketAccelerateConfigurationRequest,
  "Enabled" | "Suspended"
>(ACCELERATION, ({ AccelerateConfiguration: { Status: status } }, { bucket }) => {
  if (bucket.name.includes(".")) {
    throw invalidRequest("S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
  }
  if (status === "Enabled") return "Enabled";
  if (status === "Suspended") return "Suspended";
  throw malformedXml();
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAccelerateConfiguration.html */
export const getBucketAccelerateConfiguration = getConfiguration<
  "Enabled" | "Suspended",
  GetBucketAccelerateConfigurationOutput
>(
  ACCELERATION,
  (status) => ({ Status: status }),
  () => ({}),
);
