import type { FactId, Journal } from "../core/journal.ts";
import type { Message, MessageContent } from "./message.ts";

/** Writes one queue's part of the journal. */
export class QueueFacts {
  readonly #journal: Journal;
  readonly #queueArn: string;
  readonly #isFifo: boolean;

  constructor(journal: Journal, queueArn: string, isFifo: boolean) {
    this.#journal = journal;
    this.#queueArn = queueArn;
    this.#isFifo = isFifo;
  }

  sent(
    { id: messageId, groupId }: MessageContent,
    send: { readonly bodyBytes: number; readonly availableAt: number },
    causeId: FactId | undefined,
    at: number,
  ): FactId {
    const { bodyBytes, availableAt } = send;
    const messageGroupId = this.#isFifo ? groupId : undefined;
    const queueArn = this.#queueArn;
    const kind = "sqs.messageSent";
    return this.#journal.append((id) =>
      messageGroupId === undefined
        ? { id, at, causeId, kind, queueArn, messageId, bodyBytes, availableAt }
        : { id, at, causeId, kind, queueArn, messageId, bodyBytes, availableAt, messageGroupId },
    );
  }

  deduplicated(messageId: string, messageDeduplicationId: string, causeId: FactId | undefined): void {
    const queueArn = this.#queueArn;
    this.#journal.record({ kind: "sqs.messageDeduplicated", queueArn, messageId, messageDeduplicationId }, causeId);
  }

  received(
    { content, receiveCount, arrivalFactId, lastReceivedAt }: Message,
    receive: {
      readonly invisibleUntil: number;
      readonly receiver: string;
      readonly maxReceiveCount: number | undefined;
    },
  ): FactId {
    const { invisibleUntil, receiver, maxReceiveCount } = receive;
    const kind = "sqs.messageReceived";
    const queueArn = this.#queueArn;
    const messageId = content.id;
    const at = lastReceivedAt;
    const causeId = arrivalFactId;
    return this.#journal.append((id) =>
      // Two literals rather than a spread: this is recorded for every received message.
      maxReceiveCount === undefined
        ? { id, at, causeId, kind, queueArn, messageId, receiveCount, invisibleUntil, receiver }
        : { id, at, causeId, kind, queueArn, messageId, receiveCount, maxReceiveCount, invisibleUntil, receiver },
    );
  }

  visibilityChanged({ content, lastReceiveFactId }: Message, invisibleUntil: number): void {
    const messageId = content.id;
    this.#journal.record(
      { kind: "sqs.messageVisibilityChanged", queueArn: this.#queueArn, messageId, invisibleUntil },
      lastReceiveFactId,
    );
  }

  returned({ content, receiveCount, lastReceiveFactId }: Message, at: number): void {
    const messageId = content.id;
    this.#journal.record(
      { kind: "sqs.messageReturned", queueArn: this.#queueArn, messageId, receiveCount },
      lastReceiveFactId,
      at,
    );
  }

  deleted({ content, lastReceiveFactId }: Message, by: string, causeId: FactId | undefined, at: number): void {
    const kind = "sqs.messageDeleted";
    const queueArn = this.#queueArn;
    const messageId = content.id;
    const cause = causeId ?? lastReceiveFactId;
    this.#journal.append((id) => ({ id, at, causeId: cause, kind, queueArn, messageId, by }));
  }

  deadLettered(message: Message, deadLetterQueueArn: string, maxReceiveCount: number): FactId {
    return this.#journal.record(
      {
        kind: "sqs.messageMovedToDeadLetterQueue",
        queueArn: this.#queueArn,
        deadLetterQueueArn,
        messageId: message.content.id,
        receiveCount: message.receivesHere,
        maxReceiveCount,
      },
      message.lastReceiveFactId,
    );
  }

  redriven(message: Message, destinationQueueArn: string, newMessageId: string): void {
    this.#journal.record(
      {
        kind: "sqs.messageRedriven",
        queueArn: this.#queueArn,
        destinationQueueArn,
        messageId: message.content.id,
        newMessageId,
      },
      message.arrivalFactId,
    );
  }

  expired({ content, sentAt, lastReceiveFactId, arrivalFactId }: Message, at: number): void {
    const messageId = content.id;
    this.#journal.record(
      { kind: "sqs.messageExpired", queueArn: this.#queueArn, messageId, sentAt },
      lastReceiveFactId ?? arrivalFactId,
      at,
    );
  }

  purged(messages: number, causeId: FactId | undefined): void {
    this.#journal.record({ kind: "sqs.queuePurged", queueArn: this.#queueArn, messages }, causeId);
  }
}
