import type { QueueSource } from "../events/index.ts";
import type { Queue } from "../runtime/sqs/index.ts";

/** For a poller that waits as long as it takes: longer than any timer matters, and what is woken is the waiter, not the timer. */
const FOREVER_MS = 365 * 24 * 3600 * 1000;
const NONE = {};

/** A queue of this process as event source mappings read it. */
export function toQueueSource(queue: Queue): QueueSource {
  return {
    queueArn: queue.arn,
    visibilityTimeoutSeconds: () => queue.visibilityTimeoutSeconds,
    receive(request) {
      const received = queue.receive({ ...request, waitMs: request.waitMs ?? FOREVER_MS });
      return received instanceof Promise
        ? received.then((messages) => messages.map(toQueueMessage))
        : received.map(toQueueMessage);
    },
    delete: (receiptHandle, options) => queue.delete(receiptHandle, options),
  };
}

type QueueMessages = Awaited<ReturnType<QueueSource["receive"]>>;
type ReceivedMessages = Awaited<ReturnType<Queue["receive"]>>;

function toQueueMessage(message: ReceivedMessages[number]): QueueMessages[number] {
  const { messageId, receiptHandle, body, md5OfBody, md5OfMessageAttributes, receivedFactId } = message;
  return {
    messageId,
    receiptHandle,
    body,
    md5OfBody,
    md5OfMessageAttributes,
    receivedFactId,
    attributes: message.attributes,
    messageAttributes: message.messageAttributes ?? NONE,
  };
}
