import type { SetQueueAttributesRequest } from "../../protocol/generated/sqs.ts";
import { missingParameter } from "../errors.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const setQueueAttributes: Operation<SetQueueAttributesRequest, void> = ({ queues }, request, context) => {
  const queue = queues.ofRequest(request.QueueUrl, context);
  if (request.Attributes === undefined) throw missingParameter("Attributes");
  queues.setAttributes(queue, request.Attributes, context.causeId);
};
