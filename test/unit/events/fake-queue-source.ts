import { createHash } from "node:crypto";
import type { Clock } from "../../../runtime/core/clock.ts";
import type {
  DeleteOptions,
  QueueMessage,
  QueueMessageAttribute,
  QueueSource,
  ReceiveRequest,
} from "../../../events/sources/queue-source.ts";

interface Stored {
  readonly messageId: string;
  readonly body: string;
  readonly groupId: string | undefined;
  readonly messageAttributes: Readonly<Record<string, QueueMessageAttribute>>;
  visibleAt: number;
  receiveCount: number;
}

interface Waiter {
  readonly request: ReceiveRequest;
  readonly resolve: (messages: readonly QueueMessage[]) => void;
}

/** A queue with visibility timeouts and FIFO groups, in as few lines as a test can trust. */
export class FakeQueueSource implements QueueSource {
  readonly queueArn: string;
  readonly requests: ReceiveRequest[] = [];
  readonly changes: { messageId: string; visibilityTimeoutSeconds: number }[] = [];
  readonly deleted: { messageId: string; options: DeleteOptions }[] = [];
  visibilitySeconds = 30;
  receiveError: Error | undefined;
  deleteError: Error | undefined;
  readonly #clock: Clock;
  readonly #stored: Stored[] = [];
  readonly #waiters: Waiter[] = [];
  #sent = 0;

  constructor(clock: Clock, queueArn = "arn:aws:sqs:eu-west-1:123456789012:orders") {
    this.#clock = clock;
    this.queueArn = queueArn;
  }

  /** Ids of the messages that have not been deleted, in order. */
  get remaining(): string[] {
    return this.#stored.map(({ messageId }) => messageId);
  }

  get waiting(): number {
    return this.#waiters.length;
  }

  visibilityTimeoutSeconds(): number {
    return this.visibilitySeconds;
  }

  send(
    body: string,
    more: { groupId?: string; messageAttributes?: Record<string, QueueMessageAttribute> } = {},
  ): string {
    const messageId = `m${++this.#sent}`;
    this.#stored.push({
      messageId,
      body,
      groupId: more.groupId,
      messageAttributes: more.messageAttributes ?? {},
      visibleAt: 0,
      receiveCount: 0,
    });
    this.#serve();
    return messageId;
  }

  async receive(request: ReceiveRequest): Promise<readonly QueueMessage[]> {
    this.requests.push(request);
    if (this.receiveError !== undefined) throw this.receiveError;
    if (request.signal.aborted) return [];
    const messages = this.#take(request);
    if (messages.length > 0) return messages;
    return await new Promise((resolve) => this.#wait(request, resolve));
  }

  async delete(receiptHandle: string, options: DeleteOptions): Promise<void> {
    if (this.deleteError !== undefined) throw this.deleteError;
    const [messageId = ""] = receiptHandle.split("#");
    const index = this.#stored.findIndex((stored) => stored.messageId === messageId);
    if (index >= 0) this.#stored.splice(index, 1);
    this.deleted.push({ messageId, options });
    this.#serve();
  }

  changeVisibility(receiptHandle: string, visibilityTimeoutSeconds: number): void {
    const [messageId = "", receive] = receiptHandle.split("#");
    const stored = this.#stored.find((one) => one.messageId === messageId);
    if (stored === undefined || String(stored.receiveCount) !== receive) return;
    this.changes.push({ messageId, visibilityTimeoutSeconds });
    stored.visibleAt = this.#clock.now() + visibilityTimeoutSeconds * 1000;
    this.#clock.schedule(visibilityTimeoutSeconds * 1000, () => this.#serve());
  }

  #wait(request: ReceiveRequest, resolve: (messages: readonly QueueMessage[]) => void): void {
    const giveUp = (): void => waiter.resolve([]);
    const cancel = request.waitMs === undefined ? undefined : this.#clock.schedule(request.waitMs, giveUp);
    const waiter: Waiter = {
      request,
      resolve: (messages) => {
        this.#forget(waiter);
        cancel?.();
        request.signal.removeEventListener("abort", giveUp);
        resolve(messages);
      },
    };
    this.#waiters.push(waiter);
    request.signal.addEventListener("abort", giveUp);
  }

  #forget(waiter: Waiter): void {
    const index = this.#waiters.indexOf(waiter);
    if (index >= 0) this.#waiters.splice(index, 1);
  }

  #serve(): void {
    for (const waiter of this.#waiters.slice()) {
      const messages = this.#take(waiter.request);
      if (messages.length > 0) waiter.resolve(messages);
    }
  }

  #take({ max, visibilityTimeoutSeconds }: ReceiveRequest): QueueMessage[] {
    const now = this.#clock.now();
    const busy = new Set(this.#stored.filter((one) => one.visibleAt > now).map((one) => one.groupId));
    busy.delete(undefined);
    const free = this.#stored.filter((one) => one.visibleAt <= now && !busy.has(one.groupId)).slice(0, max);
    const hiddenMs = (visibilityTimeoutSeconds ?? this.visibilitySeconds) * 1000;
    for (const one of free) {
      one.visibleAt = now + hiddenMs;
      one.receiveCount += 1;
      this.#clock.schedule(hiddenMs, () => this.#serve());
    }
    return free.map((one) => this.#toMessage(one));
  }

  #toMessage(stored: Stored): QueueMessage {
    const now = String(this.#clock.now());
    return {
      messageId: stored.messageId,
      receiptHandle: `${stored.messageId}#${stored.receiveCount}`,
      body: stored.body,
      md5OfBody: createHash("md5").update(stored.body).digest("hex"),
      attributes: {
        SenderId: "AIDAEXAMPLE",
        SentTimestamp: now,
        ApproximateReceiveCount: String(stored.receiveCount),
        ApproximateFirstReceiveTimestamp: now,
        ...(stored.groupId === undefined ? {} : { MessageGroupId: stored.groupId }),
      },
      messageAttributes: stored.messageAttributes,
    };
  }
}
