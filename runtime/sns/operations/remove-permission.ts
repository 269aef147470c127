import type { RemovePermissionInput } from "../../protocol/generated/sns.ts";
import { removePermission as withoutPermission } from "../permissions.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_RemovePermission.html */
export const removePermission: Operation<RemovePermissionInput, void> = ({ topics }, request, context) => {
  const topic = topics.ofRequest(request.TopicArn, context);
  topics.setPolicy(topic, withoutPermission(topic.policy, request.Label), context.causeId);
};
