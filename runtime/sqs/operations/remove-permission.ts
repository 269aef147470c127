import type { RemovePermissionRequest } from "../../protocol/generated/sqs.ts";
import { missingParameter } from "../errors.ts";
import { removePermission as withoutPermission } from "../policy.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_RemovePermission.html */
export const removePermission: Operation<RemovePermissionRequest, void> = ({ queues }, request, context) => {
  const queue = queues.ofRequest(request.QueueUrl, context);
  if (request.Label === undefined) throw missingParameter("Label");
  queues.setPolicy(queue, withoutPermission(queue.settings.policy, request.Label), context.causeId);
};
