import type { GetQueueUrlRequest, GetQueueUrlResult } from "../../protocol/generated/sqs.ts";
import { missingParameter, queueDoesNotExist } from "../errors.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
export const getQueueUrl: Operation<GetQueueUrlRequest, GetQueueUrlResult> = ({ queues }, request, context) => {
  if (request.QueueName === undefined) throw missingParameter("QueueName");
  const accountId = request.QueueOwnerAWSAccountId ?? context.accountId;
  const queue = queues.byName({ region: context.region, accountId }, request.QueueName);
  if (queue === undefined) throw queueDoesNotExist(context.protocol);
  return { QueueUrl: queues.urlOf(queue, context.endpoint) };
};
