import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type CarriedMessage, sqsEvent, throughSns } from "../../../events/payloads/factories/index.ts";
import type { SqsEvent, SqsRecord } from "../../../events/payloads/sqs.ts";
import { filledIn, readRecorded, recorded, scene } from "./recorded.ts";

const MD5 = /^[0-9a-f]{32}$/;

const events = recorded<SqsEvent>(
  ["esm", "chains", "lambda"],
  ({ Records }) => Array.isArray(Records) && isSqs(Records[0]),
);

function isSqs(record: unknown): boolean {
  return typeof record === "object" && record !== null && "eventSource" in record && record.eventSource === "aws:sqs";
}

/** What somebody sent to the queue. */
function sentMessage(record: SqsRecord): CarriedMessage {
  return {
    text: record.body,
    attributes: Object.fromEntries(
      Object.entries(record.messageAttributes)
        .toReversed()
        .map(([name, { dataType, stringValue, binaryValue }]) => [
          name,
          { dataType, value: stringValue ?? binaryValue ?? "" },
        ]),
    ),
    messageGroupId: record.attributes["MessageGroupId"],
  };
}

/** The recorder shows JSON bodies parsed and hides digests of bodies that change; real ones stay, and have to be right. */
function asSent(record: SqsRecord): SqsRecord {
  const given: unknown = record.body;
  const body = typeof given === "string" ? given : JSON.stringify(given);
  const isParsed = typeof given !== "string";
  const md5OfBody = MD5.test(record.md5OfBody) && !isParsed ? record.md5OfBody : digestOf(body);
  return { ...record, body, md5OfBody, awsRegion: record.eventSourceARN.split(":")[3] ?? "" };
}

function digestOf(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

/** Ids were changed in these, so their digests are those of other bodies. */
const REDACTED = new Set(["s3SqsEvent.json", "snsSqsFifoEvent.json", "sqsDlqTriggerEvent.json"]);

describe("a batch that AWS passed to a function is built again", () => {
  test("there are recordings", () => {
    expect(events.length).toBeGreaterThan(25);
  });

  test.each(events)("$name", ({ name, value }) => {
    const isRedacted = REDACTED.has(name.split("--").at(-1) ?? "");
    const records = filledIn(value)
      .Records.map(asSent)
      .map((record) => (isRedacted ? { ...record, md5OfBody: digestOf(record.body) } : record));
    const [first] = records;
    const hasWindow = first?.md5OfMessageAttributes === null;

    const built = sqsEvent(
      records.map(sentMessage),
      {
        queueArn: first?.eventSourceARN,
        maximumBatchingWindowInSeconds: hasWindow ? 1 : 0,
        known: records.map(({ messageId, receiptHandle, attributes }) => ({ messageId, receiptHandle, attributes })),
        deadLetterSourceArn: first?.attributes["DeadLetterQueueSourceArn"],
      },
      scene(),
    );

    expect(built.event).toEqual({ Records: records });
    const order = (record: object): string =>
      Object.keys(record)
        .filter((key) => key !== "md5OfMessageAttributes")
        .join();
    expect(built.event.Records.map(order)).toEqual(records.map(order));
  });
});

interface Envelope {
  readonly MessageId: string;
  readonly TopicArn: string;
  readonly Message: string;
  readonly Timestamp: string;
  readonly SequenceNumber?: string;
  readonly Signature?: string;
  readonly SigningCertURL?: string;
  readonly UnsubscribeURL: string;
}

describe("a message through SNS into SQS", () => {
  test.each(["snsSqsEvent", "snsSqsFifoEvent"])("the bytes of a real one: %s", (file) => {
    const event = readRecorded(`chains/sample--powertools-python--${file}.json`) as SqsEvent;
    const [record] = event.Records;
    if (record === undefined) throw new Error("no record");
    const envelope = JSON.parse(record.body) as Envelope;
    const here = scene({ region: record.awsRegion });

    const carried = throughSns(
      {
        text: envelope.Message,
        messageGroupId: record.attributes["MessageGroupId"],
        messageDeduplicationId: record.attributes["MessageDeduplicationId"],
      },
      {
        topicArn: envelope.TopicArn,
        messageId: envelope.MessageId,
        publishedAt: Date.parse(envelope.Timestamp),
        sequenceNumber: envelope.SequenceNumber,
        signature: envelope.Signature,
        signingCertUrl: envelope.SigningCertURL,
        unsubscribeUrl: envelope.UnsubscribeURL,
      },
      here,
    );
    const { messageId, receiptHandle, attributes } = record;
    const { SentTimestamp, ApproximateFirstReceiveTimestamp } = attributes;
    const { SequenceNumber } = attributes;
    const built = sqsEvent(
      [carried],
      {
        queueArn: record.eventSourceARN,
        sentAt: Number(SentTimestamp),
        firstReceivedAt: Number(ApproximateFirstReceiveTimestamp),
        known: [{ messageId, receiptHandle, attributes: SequenceNumber === undefined ? {} : { SequenceNumber } }],
      },
      here,
    );

    const md5OfBody = file === "snsSqsEvent" ? record.md5OfBody : digestOf(record.body);
    expect(built.text).toBe(JSON.stringify({ Records: [{ ...record, md5OfBody }] }));
  });
});
