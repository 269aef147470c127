import type { S3EventRecord, SNSEvent } from "aws-lambda";
import { describe, expect, test } from "vitest";
import {
  eventBridgeS3Event,
  s3Event,
  type S3EventInput,
  s3Message,
  snsEvent,
  sqsEvent,
  throughSns,
} from "../../../events/payloads/factories/index.ts";
import { sequencerText } from "../../../events/payloads/s3-sequencer.ts";
import type { S3EventName } from "../../../runtime/s3/index.ts";
import { AT, filledIn, readRecorded, recorded, scene } from "./recorded.ts";

const SEQUENCE = AT * 1000 + 123;

const records = recorded<S3EventRecord>(
  ["s3", "chains"],
  ({ eventSource, s3 }) => eventSource === "aws:s3" && isPlain(s3),
).filter(({ name }) => !name.startsWith("docs--") && !name.startsWith("sample--"));

/** One recording went through DynamoDB, which writes types around values; docs' samples hold placeholders. */
function isPlain(s3: unknown): boolean {
  return typeof s3 === "object" && s3 !== null && "object" in s3;
}

/** Placeholders as values that a record can have. */
function asHere(record: S3EventRecord): S3EventRecord {
  const text = JSON.stringify(filledIn(record))
    .replaceAll('"eventTime":"date"', `"eventTime":"${new Date(AT).toISOString()}"`)
    .replaceAll(/"sequencer":"[^"]*"/g, `"sequencer":"${sequencerText(SEQUENCE)}"`)
    // As keys these would be encoded.
    .replaceAll(/<(object-key|key-name):(\d)>/g, "$1-$2");
  return JSON.parse(text) as S3EventRecord;
}

/** What must have happened in the bucket. */
function inputOf(record: S3EventRecord): S3EventInput & { configurationId: string } {
  const { bucket, object, configurationId } = record.s3;
  return {
    bucketName: bucket.name,
    ownerId: bucket.ownerIdentity.principalId,
    key: decodeURIComponent(object.key.replaceAll("+", " ")),
    size: object.size,
    eTag: object.eTag,
    versionId: object.versionId,
    at: Date.parse(record.eventTime),
    sequence: SEQUENCE,
    configurationId,
    request: {
      requestId: record.responseElements["x-amz-request-id"],
      hostId: record.responseElements["x-amz-id-2"],
      principalId: record.userIdentity.principalId,
      sourceIpAddress: record.requestParameters.sourceIPAddress,
    },
  };
}

describe("records that S3 sent are built again", () => {
  test("there are recordings", () => {
    expect(records.length).toBeGreaterThan(10);
  });

  test.each(records)("$name", ({ value }) => {
    const expected = asHere(value);
    const here = scene({ region: expected.awsRegion });
    const { event } = s3Event(expected.eventName as S3EventName, inputOf(expected), here);
    expect(event).toEqual({ Records: [expected] });
  });

  test("a real one in a queue, byte for byte", () => {
    const { Records } = readRecorded("chains/sample--powertools-python--s3SqsEvent.json") as {
      readonly Records: readonly [{ readonly body: string }];
    };
    const [{ body }] = Records;
    const [record] = (JSON.parse(body) as { readonly Records: readonly [S3EventRecord] }).Records;
    const message = s3Message(record.eventName as S3EventName, inputOf(record), scene({ region: record.awsRegion }));

    const expected = body.replace(record.s3.object.sequencer, sequencerText(SEQUENCE));
    expect(sqsEvent([message], {}, scene()).event.Records[0]?.body).toBe(expected);
  });
});

describe("S3 through SNS, as recorded", () => {
  interface Envelope {
    readonly MessageId: string;
    readonly TopicArn: string;
    readonly Subject: string;
    readonly Message: { readonly Records: readonly [S3EventRecord] };
    readonly Signature: string;
    readonly SigningCertURL: string;
    readonly UnsubscribeURL: string;
  }
  const envelopes = recorded<Envelope>(
    ["chains"],
    ({ Type, Message }) => Type === "Notification" && typeof Message === "object",
  );

  test("there are recordings", () => {
    expect(envelopes.length).toBeGreaterThan(1);
  });

  test.each(envelopes)("$name", ({ value }) => {
    const envelope = filledIn(value);
    const record = asHere(value.Message.Records[0]);
    const here = scene({ region: record.awsRegion });
    const message = throughSns(
      s3Message(record.eventName as S3EventName, inputOf(record), here),
      {
        topicArn: envelope.TopicArn,
        messageId: envelope.MessageId,
        signature: envelope.Signature,
        signingCertUrl: envelope.SigningCertURL,
        unsubscribeUrl: envelope.UnsubscribeURL,
      },
      here,
    );

    const Timestamp = new Date(AT).toISOString();
    expect(JSON.parse(message.text)).toEqual({
      ...envelope,
      Message: JSON.stringify({ Records: [record] }),
      Timestamp,
    });
  });
});

describe("one happening in every form", () => {
  const input = { bucketName: "b", key: "a b.txt", sequence: SEQUENCE };

  test("raw delivery hands over what the topic was sent; the digest is that of the body", () => {
    const message = s3Message("ObjectCreated:Put", input, scene());
    const raw = sqsEvent([throughSns(message, { raw: true }, scene())], {}, scene());
    const enveloped = sqsEvent([throughSns(message, {}, scene())], {}, scene());

    expect(raw.event.Records[0]?.body).toBe(s3Event("ObjectCreated:Put", input, scene()).text);
    const envelope = JSON.parse(enveloped.event.Records[0]?.body ?? "") as { Message: string; Subject: string };
    expect(envelope).toMatchObject({ Message: raw.event.Records[0]?.body, Subject: "Amazon S3 Notification" });
    expect(enveloped.event.Records[0]?.md5OfBody).not.toBe(raw.event.Records[0]?.md5OfBody);
  });

  test("EventBridge has the key as it is, records have it encoded", () => {
    const { event } = eventBridgeS3Event("ObjectCreated:Put", input, scene());
    expect(event.detail).toMatchObject({ object: { key: "a b.txt" } });
    expect(s3Event("ObjectCreated:Put", input, scene()).event.Records[0]?.s3.object.key).toBe("a+b.txt");
  });

  test("a function gets a topic's message with null for a subject that nobody gave", () => {
    const event: SNSEvent = snsEvent({ text: "hello" }, {}, scene()).event;
    expect(event.Records[0]?.Sns).toMatchObject({ Message: "hello", Subject: null, MessageAttributes: {} });
  });
});
