import type { Queue, ReceivedMessage } from "../../runtime/sqs/index.ts";
import type { QueueMessage, QueueSource, ReceiveRequest } from "./queue-source.ts";

/** A wait without end: longer than any run. What wakes the waiter is the message, so the length costs nothing. */
const WITHOUT_END_MS = 365 * 24 * 3600 * 1000;
const NO_ATTRIBUTES = {};

/** A queue of this process as a poller reads it. */
export function inProcessQueue(queue: Queue): QueueSource {
  return {
    queueArn: queue.arn,
    visibilityTimeoutSeconds: () => queue.visibilityTimeoutSeconds,
    async receive(request) {
      const received = await receive(queue, request);
      return received.map(toQueueMessage);
    },
    delete: (receiptHandle, options) => queue.delete(receiptHandle, options),
    changeVisibility: (receiptHandle, seconds) => queue.changeVisibility(receiptHandle, seconds),
  };
}

/** Asks again when the queue dismissed its waiters, so that a deleted queue answers with its error and not with nothing. */
async function receive(queue: Queue, request: ReceiveRequest): Promise<readonly ReceivedMessage[]> {
  const { waitMs, signal } = request;
  if (signal.aborted) return [];
  const received = await queue.receive({ ...request, waitMs: waitMs ?? WITHOUT_END_MS });
  if (received.length > 0 || waitMs !== undefined || signal.aborted) return received;
  return await queue.receive({ ...request, waitMs: WITHOUT_END_MS });
}

/** A received message as every source gives it. */
export function toQueueMessage(message: ReceivedMessage): QueueMessage {
  // Getters of a class: a spread would lose them.
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    md5OfBody: message.md5OfBody,
    attributes: message.attributes,
    messageAttributes: message.messageAttributes ?? NO_ATTRIBUTES,
    md5OfMessageAttributes: message.md5OfMessageAttributes,
    receivedFactId: message.receivedFactId,
  };
}
