import type { CreateQueueRequest, CreateQueueResult } from "../../protocol/generated/sqs.ts";
import { invalidParameterValue, notAtQueueUrl } from "../errors.ts";
import { isQueuePath } from "../queue-url.ts";
import { checkTags } from "../tags.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const createQueue: Operation<CreateQueueRequest, CreateQueueResult> = ({ queues }, request, context) => {
  if (context.protocol === "awsQuery" && isQueuePath(context.path)) throw notAtQueueUrl("CreateQueue");
  const { QueueName: name, Attributes: attributes = {}, tags } = request;
  // SQS's own sentence for this one (AWS-validated by others), not the usual one for a missing parameter.
  if (name === undefined) {
    throw invalidParameterValue("Value for parameter QueueName is invalid. Reason: Must specify a queue name.");
  }
  checkTags(Object.keys(tags ?? {}).length);
  const queue = queues.create(context, name, { attributes, tags, causeId: context.causeId });
  return { QueueUrl: queues.urlOf(queue, context.endpoint) };
};
