import type { AddPermissionInput } from "../../protocol/generated/sns.ts";
import { addPermission as withPermission } from "../permissions.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_AddPermission.html */
export const addPermission: Operation<AddPermissionInput, void> = ({ topics }, request, context) => {
  const topic = topics.ofRequest(request.TopicArn, context);
  const { Label: label, AWSAccountId: accountIds, ActionName: actions } = request;
  const policy = withPermission(topic.policy, topic.arn, { label, accountIds, actions });
  topics.setPolicy(topic, policy, context.causeId);
};
