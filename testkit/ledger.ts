import type { QueuedMessage, SqsQueue } from "../app/in-process.ts";

/** A message that came into a queue, as it is now. */
export interface LedgerMessage {
  readonly messageId: string;
  readonly queueArn: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageGroupId: string | undefined;
  readonly messageDeduplicationId: string | undefined;
  readonly state: "available" | "delayed" | "inFlight" | "gone";
  readonly receiveCount: number;
  /** Epoch milliseconds. */
  readonly sentAt: number;
}

/** Every message that ever came into a queue. */
export class Ledger {
  readonly #messages = new Map<string, QueuedMessage[]>();

  follow(queue: SqsQueue): void {
    queue.arrivals.onArrival = (message) => this.#ofQueue(queue.arn).push(message);
  }

  /** In the order of their arrival, gone ones included. */
  messagesOf(queue: SqsQueue): LedgerMessage[] {
    // What is due becomes so when the queue is asked.
    void queue.counts;
    return this.#ofQueue(queue.arn).map((message) => seen(message, queue.arn));
  }

  #ofQueue(arn: string): QueuedMessage[] {
    let messages = this.#messages.get(arn);
    if (messages === undefined) this.#messages.set(arn, (messages = []));
    return messages;
  }
}

function seen({ content, state, receiveCount, sentAt }: QueuedMessage, queueArn: string): LedgerMessage {
  const attributes = Object.entries(content.attributes ?? {});
  return {
    messageId: content.id,
    queueArn,
    body: content.body,
    attributes: Object.fromEntries(attributes.map(([name, value]) => [name, textOf(value)])),
    messageGroupId: content.groupId,
    messageDeduplicationId: content.deduplicationId,
    state: state.kind,
    receiveCount,
    sentAt,
  };
}

function textOf({
  stringValue,
  binaryValue,
}: {
  stringValue?: string | undefined;
  binaryValue?: Uint8Array | undefined;
}): string {
  return stringValue ?? Buffer.from(binaryValue ?? []).toString("base64");
}
