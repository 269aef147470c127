import type { Clock } from "../../runtime/core/clock.ts";
import type { FactId, Journal } from "../../runtime/core/journal.ts";
import type { Invoke } from "../../runtime/core/ports.ts";
import type { MessageDraft, Queue } from "../../runtime/sqs/index.ts";
import { Batch } from "../batch.ts";
import { type CompiledMapping, receiveVisibilitySeconds } from "../event-source-mapping.ts";
import type { SqsEvent, SqsRecord } from "../payloads/sqs.ts";
import { Concurrency } from "../sources/concurrency.ts";
import { inProcessQueue, toQueueMessage } from "../sources/in-process-queue.ts";
import { standardScaling } from "../sources/scaling.ts";
import { BatchSettler } from "../sources/settle.ts";

export interface RedeliveryParts {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly invoke: Invoke;
  readonly queue: Queue;
  readonly mapping: CompiledMapping;
}

/** What became of the messages. */
export interface Settlement {
  readonly deleted: number;
  /** They come back after their visibility timeout. */
  readonly kept: number;
}

/** The SQS event in a text; `undefined` when it is none, or of more than one queue. */
export function sqsEventOf(eventText: string): SqsEvent | undefined {
  const event = parsed(eventText) as { readonly Records?: unknown } | null | undefined;
  if (!Array.isArray(event?.Records) || event.Records.length === 0) return undefined;
  const records = event.Records as readonly (Partial<SqsRecord> | null)[];
  const arn = records[0]?.eventSourceARN;
  const isOne = records.every(
    (record) => record?.eventSource === "aws:sqs" && record.eventSourceARN === arn && typeof record.body === "string",
  );
  return isOne && typeof arn === "string" ? (event as SqsEvent) : undefined;
}

/**
 * Puts an event's messages into their queue as received, so that their receipt handles work, invokes the function with them, and settles the
 * batch as its mapping does.
 *
 * @throws {AwsError} when the queue refuses a message
 */
export async function redeliver(event: SqsEvent, causeId: FactId, parts: RedeliveryParts): Promise<Settlement> {
  const { clock, journal, queue, mapping } = parts;
  const { uuid, functionName, eventSourceArn } = mapping;
  const source = inProcessQueue(queue);
  const visibilityTimeoutSeconds = await receiveVisibilitySeconds(mapping, source);
  const receivedAt = clock.now();
  const batch = new Batch(mapping, event.Records.length);
  const receivedFactIds: FactId[] = [];
  for (const record of event.Records) {
    const receiveCount = Number(record.attributes["ApproximateReceiveCount"] ?? 1);
    const received = queue.sendInFlight(draftOf(record, queue.isFifo, causeId), {
      receiver: uuid,
      receiveCount,
      visibilityTimeoutSeconds,
    });
    batch.add(toQueueMessage(received));
    receivedFactIds.push(received.receivedFactId);
  }
  const messageIds = batch.messages.map(({ messageId }) => messageId);
  const formedFactId = journal.record(
    {
      kind: "esm.batchFormed",
      uuid,
      functionName,
      eventSourceArn,
      messageIds,
      receivedFactIds,
      closedBy: "noMoreMessages",
    },
    receivedFactIds[0],
  );
  const settler = new BatchSettler(mapping, parts, new Concurrency(clock, standardScaling(1)));
  try {
    const kept = await settler.run({ batch, source, receivedAt, causeId: formedFactId });
    return { deleted: messageIds.length - kept.size, kept: kept.size };
  } finally {
    settler.stop();
  }
}

function draftOf(record: SqsRecord, isFifo: boolean, causeId: FactId): MessageDraft {
  const { body, attributes } = record;
  const given = Object.entries(record.messageAttributes).flatMap(([name, { dataType, stringValue, binaryValue }]) => {
    const value =
      binaryValue === undefined
        ? { stringValue: stringValue ?? "" }
        : { binaryValue: Buffer.from(binaryValue, "base64") };
    return [[name, { dataType, ...value }] as const];
  });
  return {
    body,
    ...(given.length === 0 ? {} : { attributes: Object.fromEntries(given) }),
    traceHeader: attributes["AWSTraceHeader"],
    senderId: attributes["SenderId"],
    groupId: attributes["MessageGroupId"] ?? (isFifo ? "replay" : undefined),
    deduplicationId: isFifo ? attributes["MessageDeduplicationId"] : undefined,
    causeId,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
