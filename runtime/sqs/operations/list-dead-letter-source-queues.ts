import type {
  ListDeadLetterSourceQueuesRequest,
  ListDeadLetterSourceQueuesResult,
} from "../../protocol/generated/sqs.ts";
import { pageOf } from "../paging.ts";
import { byName } from "../queue-registry.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html */
export const listDeadLetterSourceQueues: Operation<
  ListDeadLetterSourceQueuesRequest,
  ListDeadLetterSourceQueuesResult
> = ({ queues }, request, context) => {
  const { MaxResults: maxResults, NextToken: nextToken } = request;
  const queue = queues.ofRequest(request.QueueUrl, context);
  const sources = [...queues.sourcesOf(queue.arn)].toSorted(byName);
  const page = pageOf(sources, ({ name }) => name, { maxResults, nextToken });
  return {
    queueUrls: page.items.map((source) => queues.urlOf(source, context.endpoint)),
    ...(page.nextToken === undefined ? undefined : { NextToken: page.nextToken }),
  };
};
