import type { CreateTopicInput, CreateTopicResponse } from "../../protocol/generated/sns.ts";
import { checkDataProtectionPolicy } from "../data-protection.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export const createTopic: Operation<CreateTopicInput, CreateTopicResponse> = ({ topics }, request, context) => {
  const { Name: name, Attributes: attributes = {}, Tags: tags, DataProtectionPolicy: policy } = request;
  const dataProtectionPolicy = policy === undefined ? undefined : checkDataProtectionPolicy(policy);
  const { causeId } = context;
  const topic = topics.create(context, name, { attributes, tags, dataProtectionPolicy, causeId });
  return { TopicArn: topic.arn };
};
