import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type SqsRecord, toSqsEvent, toSqsEventText } from "../../../events/payloads/sqs.ts";
import type { QueueMessage, QueueMessageAttribute } from "../../../events/sources/queue-source.ts";

interface RecordedEvent {
  readonly name: string;
  readonly windowInSeconds: number;
  readonly records: readonly SqsRecord[];
}

const recordings = new URL("../../fixtures/aws-recordings/", import.meta.url);

describe("the event that AWS passed to a function, key for key", () => {
  test.each(recordedEvents())("$name", ({ records, windowInSeconds }) => {
    const eventSourceArn = records[0]?.eventSourceARN ?? "";
    const origin = { eventSourceArn, maximumBatchingWindowInSeconds: windowInSeconds };
    const messages = records.map(toMessage);

    const expected = JSON.stringify({ Records: records.map(inUsualOrder) });
    expect(JSON.stringify(toSqsEvent(messages, origin))).toBe(expected);
    expect(toSqsEventText(messages, origin)).toBe(expected);
  });
});

/** Everything in a recording that looks like an SQS event, with the batching window of its mapping. */
function recordedEvents(): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (const area of ["esm", "chains", "lambda"]) {
    for (const file of readdirSync(new URL(area, recordings))) {
      const recording: unknown = JSON.parse(readFileSync(new URL(`${area}/${file}`, recordings), "utf8"));
      collect(recording, `${area}/${file}`, events);
    }
  }
  return events;
}

function collect(node: unknown, name: string, events: RecordedEvent[], inherited = 0): void {
  if (typeof node !== "object" || node === null) return;
  const windowInSeconds = windowIn(node) ?? inherited;
  const records: unknown = "Records" in node ? node.Records : undefined;
  if (Array.isArray(records) && records.every(isSqsRecord)) {
    events.push({ name, windowInSeconds, records: records.map(withTextBody) });
    return;
  }
  for (const [key, value] of Object.entries(node)) collect(value, `${name} ${key}`, events, windowInSeconds);
}

/** The window that a mapping beside an event reports; a masked one was at least 1. */
function windowIn(node: object): number | undefined {
  for (const value of Object.values(node)) {
    if (typeof value !== "object" || value === null || !("MaximumBatchingWindowInSeconds" in value)) continue;
    const window: unknown = value.MaximumBatchingWindowInSeconds;
    return typeof window === "number" ? window : 1;
  }
  return undefined;
}

function isSqsRecord(record: unknown): record is SqsRecord {
  return typeof record === "object" && record !== null && "eventSource" in record && record.eventSource === "aws:sqs";
}

/** The recorder shows JSON bodies parsed. */
function withTextBody(record: SqsRecord): SqsRecord {
  const body: unknown = record.body;
  const awsRegion = record.eventSourceARN.split(":")[3] ?? "";
  return { ...record, awsRegion, body: typeof body === "string" ? body : JSON.stringify(body) };
}

/** AWS's place for a null `md5OfMessageAttributes` varies from record to record; ours is always before `md5OfBody`. */
function inUsualOrder(record: SqsRecord): object {
  if (record.md5OfMessageAttributes !== null) return record;
  const { md5OfBody, eventSource, eventSourceARN, awsRegion, md5OfMessageAttributes, ...start } = record;
  return { ...start, md5OfMessageAttributes, md5OfBody, eventSource, eventSourceARN, awsRegion };
}

/** The message behind a record, with its attributes turned round, so that the order is the builder's own. */
function toMessage(record: SqsRecord): QueueMessage {
  const messageAttributes = Object.entries(record.messageAttributes)
    .toReversed()
    .map(([name, { dataType, stringValue }]): [string, QueueMessageAttribute] => [name, { dataType, stringValue }]);
  return {
    messageId: record.messageId,
    receiptHandle: record.receiptHandle,
    body: record.body,
    md5OfBody: record.md5OfBody,
    attributes: Object.fromEntries(Object.entries(record.attributes).toReversed()),
    messageAttributes: Object.fromEntries(messageAttributes),
    md5OfMessageAttributes: record.md5OfMessageAttributes ?? undefined,
  };
}
