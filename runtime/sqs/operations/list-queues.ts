import type { ListQueuesRequest, ListQueuesResult } from "../../protocol/generated/sqs.ts";
import { notAtQueueUrl } from "../errors.ts";
import { pageOf } from "../paging.ts";
import { isQueuePath } from "../queue-url.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const listQueues: Operation<ListQueuesRequest, ListQueuesResult> = ({ queues }, request, context) => {
  if (context.protocol === "awsQuery" && isQueuePath(context.path)) throw notAtQueueUrl("ListQueues");
  const { QueueNamePrefix: prefix = "", MaxResults: maxResults, NextToken: nextToken } = request;
  const all = queues.sorted(context);
  const wanted = prefix === "" ? all : all.filter(({ name }) => name.startsWith(prefix));
  const page = pageOf(wanted, ({ name }) => name, { maxResults, nextToken });
  // No key at all when there is none, as AWS answers.
  return {
    ...(page.items.length === 0
      ? undefined
      : { QueueUrls: page.items.map((queue) => queues.urlOf(queue, context.endpoint)) }),
    ...(page.nextToken === undefined ? undefined : { NextToken: page.nextToken }),
  };
};
