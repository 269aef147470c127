import type { DeleteTopicInput } from "../../protocol/generated/sns.ts";
import { checkTopicArn } from "../topics.ts";
import type { Operation } from "./service-parts.ts";

/**
 * A topic that does not exist is deleted already (recorded).
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html
 */
export const deleteTopic: Operation<DeleteTopicInput, void> = ({ topics, subscriptions }, request, context) => {
  checkTopicArn(request.TopicArn, context.region);
  const topic = topics.byArn(request.TopicArn);
  if (topic === undefined) return;
  topics.delete(topic, context.causeId);
  subscriptions.endAll(topic, context.causeId);
};
