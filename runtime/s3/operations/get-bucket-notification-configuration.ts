import type {
  GetBucketNotificationConfigurationRequest,
  NotificationConfiguration,
} from "../../protocol/generated/s3.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html */
export const getBucketNotificationConfiguration: Operation<
  GetBucketNotificationConfigurationRequest,
  NotificationConfiguration
> = ({ buckets, notifications }, request) => notifications.get(buckets.ofRequest(request));
