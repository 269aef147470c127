import type { SqsOperations } from "../protocol/generated/sqs.ts";
import type { RequestContext } from "../protocol/service.ts";
import { addPermission } from "./operations/add-permission.ts";
import { cancelMessageMoveTask } from "./operations/cancel-message-move-task.ts";
import { changeMessageVisibilityBatch } from "./operations/change-message-visibility-batch.ts";
import { changeMessageVisibility } from "./operations/change-message-visibility.ts";
import { createQueue } from "./operations/create-queue.ts";
import { deleteMessageBatch } from "./operations/delete-message-batch.ts";
import { deleteMessage } from "./operations/delete-message.ts";
import { deleteQueue } from "./operations/delete-queue.ts";
import { getQueueAttributes } from "./operations/get-queue-attributes.ts";
import { getQueueUrl } from "./operations/get-queue-url.ts";
import { listDeadLetterSourceQueues } from "./operations/list-dead-letter-source-queues.ts";
import { listMessageMoveTasks } from "./operations/list-message-move-tasks.ts";
import { listQueueTags } from "./operations/list-queue-tags.ts";
import { listQueues } from "./operations/list-queues.ts";
import { purgeQueue } from "./operations/purge-queue.ts";
import { receiveMessage } from "./operations/receive-message.ts";
import { removePermission } from "./operations/remove-permission.ts";
import { sendMessageBatch } from "./operations/send-message-batch.ts";
import { sendMessage } from "./operations/send-message.ts";
import type { Operation, SqsParts } from "./operations/service-parts.ts";
import { setQueueAttributes } from "./operations/set-queue-attributes.ts";
import { startMessageMoveTask } from "./operations/start-message-move-task.ts";
import { tagQueue } from "./operations/tag-queue.ts";
import { untagQueue } from "./operations/untag-queue.ts";

/** Every operation of the model, bound to one service's parts. */
export function bindOperations(parts: SqsParts): SqsOperations {
  const bind = <Input, Output>(operation: Operation<Input, Output>) => {
    return (input: Input, context: RequestContext): Output => operation(parts, input, context);
  };
  return {
    AddPermission: bind(addPermission),
    CancelMessageMoveTask: bind(cancelMessageMoveTask),
    ChangeMessageVisibility: bind(changeMessageVisibility),
    ChangeMessageVisibilityBatch: bind(changeMessageVisibilityBatch),
    CreateQueue: bind(createQueue),
    DeleteMessage: bind(deleteMessage),
    DeleteMessageBatch: bind(deleteMessageBatch),
    DeleteQueue: bind(deleteQueue),
    GetQueueAttributes: bind(getQueueAttributes),
    GetQueueUrl: bind(getQueueUrl),
    ListDeadLetterSourceQueues: bind(listDeadLetterSourceQueues),
    ListMessageMoveTasks: bind(listMessageMoveTasks),
    ListQueueTags: bind(listQueueTags),
    ListQueues: bind(listQueues),
    PurgeQueue: bind(purgeQueue),
    ReceiveMessage: bind(receiveMessage),
    RemovePermission: bind(removePermission),
    SendMessage: bind(sendMessage),
    SendMessageBatch: bind(sendMessageBatch),
    SetQueueAttributes: bind(setQueueAttributes),
    StartMessageMoveTask: bind(startMessageMoveTask),
    TagQueue: bind(tagQueue),
    UntagQueue: bind(untagQueue),
  };
}
