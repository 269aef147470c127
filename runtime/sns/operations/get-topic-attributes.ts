import type { GetTopicAttributesInput, GetTopicAttributesResponse } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
export const getTopicAttributes: Operation<GetTopicAttributesInput, GetTopicAttributesResponse> = (
  { topics, clock },
  request,
  context,
) => ({ Attributes: topics.ofRequest(request.TopicArn, context).attributes(clock.now()) });
