import type { SetTopicAttributesInput } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
export const setTopicAttributes: Operation<SetTopicAttributesInput, void> = ({ topics }, request, context) => {
  const { TopicArn: arn, AttributeName: name, AttributeValue: value = "" } = request;
  topics.setAttribute(topics.ofRequest(arn, context), name, value, context.causeId);
};
