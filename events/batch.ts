import type { QueueMessage } from "./sources/queue-source.ts";
import { joinSqsRecords, sqsEnvelopeBytes, type SqsEventOrigin, toSqsRecord } from "./payloads/sqs.ts";

/**
 * Bytes: the largest payload of a synchronous invocation, "6 MB".
 * Lambda counts 6 291 456 ("Request must be smaller than 6291456 bytes for the InvokeFunction operation").
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

/** Why a batch took no more messages. */
export type ClosedBy = "batchSize" | "window" | "payloadSize" | "noMoreMessages";

/**
 * The messages of one invocation while they are gathered; each record is written to JSON once, so that its size and the event's
 * text cost nothing more.
 */
export class Batch {
  readonly #origin: SqsEventOrigin;
  readonly #batchSize: number;
  readonly #maxPayloadBytes: number;
  readonly #messages: QueueMessage[] = [];
  readonly #recordTexts: string[] = [];
  #recordBytes = 0;

  /** @param batchSize most messages, 1 to 10 000 */
  constructor(origin: SqsEventOrigin, batchSize: number, maxPayloadBytes = MAX_PAYLOAD_BYTES) {
    this.#origin = origin;
    this.#batchSize = batchSize;
    this.#maxPayloadBytes = maxPayloadBytes;
  }

  get messages(): readonly QueueMessage[] {
    return this.#messages;
  }

  /** How many more messages it may take. */
  get room(): number {
    return this.#batchSize - this.#messages.length;
  }

  /** Adds the message, or answers `false` when the event would pass the payload limit. A batch takes its first message always. */
  add(message: QueueMessage): boolean {
    const text = JSON.stringify(toSqsRecord(message, this.#origin));
    const bytes = this.#recordBytes + Buffer.byteLength(text);
    const records = this.#messages.length + 1;
    if (records > 1 && bytes + sqsEnvelopeBytes(records) > this.#maxPayloadBytes) return false;
    this.#messages.push(message);
    this.#recordTexts.push(text);
    this.#recordBytes = bytes;
    return true;
  }

  /** The event as JSON text. */
  payload(): string {
    return joinSqsRecords(this.#recordTexts);
  }
}
