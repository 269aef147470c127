import type { AddPermissionRequest } from "../../protocol/generated/sqs.ts";
import { missingParameter } from "../errors.ts";
import { addPermission as withPermission } from "../policy.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html */
export const addPermission: Operation<AddPermissionRequest, void> = ({ queues }, request, context) => {
  const queue = queues.ofRequest(request.QueueUrl, context);
  const { Label: label, AWSAccountIds: accountIds = [], Actions: actions = [] } = request;
  if (label === undefined) throw missingParameter("Label");
  if (actions.length === 0) throw missingParameter("Actions");
  if (accountIds.length === 0) throw missingParameter("AWSAccountIds");
  const policy = withPermission(queue.settings.policy, queue.arn, { label, accountIds, actions });
  queues.setPolicy(queue, policy, context.causeId);
};
