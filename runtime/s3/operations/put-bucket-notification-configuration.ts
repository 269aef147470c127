import type { PutBucketNotificationConfigurationRequest } from "../../protocol/generated/s3.ts";
import { eventRequest } from "../event-request.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html */
export const putBucketNotificationConfiguration: Operation<PutBucketNotificationConfigurationRequest, void> = (
  { buckets, notifications },
  request,
  context,
) => {
  notifications.put(buckets.ofRequest(request), request.NotificationConfiguration, {
    skipDestinationValidation: request.SkipDestinationValidation ?? false,
    request: eventRequest(context, "PutBucketNotificationConfiguration"),
    causeId: context.causeId,
  });
};
