import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { envelopeText, toConfirmationDocument, toSnsEnvelope } from "../../../events/payloads/sns-envelope.ts";
import { toSnsEventText } from "../../../events/payloads/sns-lambda.ts";
import { toSqsMessageAttributes } from "../../../events/payloads/sns-raw.ts";
import { confirmation, published, subscriptionArn, topicArn } from "./deliver/world.ts";

const signature = { version: "1", signature: "c2lnbmF0dXJl", signingCertUrl: "https://sns/cert.pem" } as const;

interface Capture {
  readonly Records: readonly [{ readonly body: string; readonly md5OfBody: string }];
}

interface CapturedEnvelope {
  readonly MessageId: string;
  readonly TopicArn: string;
  readonly Message: string;
  readonly Timestamp: string;
  readonly Signature?: string;
  readonly SigningCertURL?: string;
  readonly UnsubscribeURL: string;
  readonly SequenceNumber?: string;
}

function captured(name: string): Capture["Records"][0] {
  const file = new URL(`../../fixtures/aws-recordings/chains/sample--powertools-python--${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as Capture).Records[0];
}

/** The body of a real delivery, made again from what it says. */
function writtenAgain(body: string): string {
  const envelope = JSON.parse(body) as CapturedEnvelope;
  const { SequenceNumber: sequenceNumber, Signature, SigningCertURL } = envelope;
  const message = published({
    messageId: envelope.MessageId,
    message: envelope.Message,
    publishedAt: Date.parse(envelope.Timestamp),
    ...(sequenceNumber === undefined
      ? {}
      : { fifo: { sequenceNumber, messageGroupId: "g", messageDeduplicationId: "d" } }),
  });
  const signed =
    Signature === undefined || SigningCertURL === undefined
      ? undefined
      : ({ version: "1", signature: Signature, signingCertUrl: SigningCertURL } as const);
  return envelopeText(toSnsEnvelope(envelope.TopicArn, message, signed), envelope.UnsubscribeURL);
}

describe("the envelope", () => {
  test.each(["snsSqsEvent", "snsSqsFifoEvent"])("of a real delivery byte for byte: %s", (name) => {
    const { body } = captured(name);

    expect(writtenAgain(body)).toBe(body);
  });

  test("of a real delivery has the digest that AWS gave it", () => {
    const { body, md5OfBody } = captured("snsSqsEvent");

    expect(createHash("md5").update(writtenAgain(body)).digest("hex")).toBe(md5OfBody);
  });

  test("has the subject before the message, and each attribute compact on a line of its own", () => {
    const message = published({
      subject: "Hi",
      messageAttributes: {
        kind: { dataType: "String", value: "csv" },
        "sizes.all": { dataType: "String.Array", value: '["s","m"]' },
        raw: { dataType: "Binary", value: "AgME" },
      },
    });

    expect(envelopeText(toSnsEnvelope(topicArn, message, signature), "https://sns/?Action=Unsubscribe")).toBe(
      `{
  "Type" : "Notification",
  "MessageId" : "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
  "TopicArn" : "arn:aws:sns:eu-west-1:123456789012:orders",
  "Subject" : "Hi",
  "Message" : "Hello world!",
  "Timestamp" : "2012-05-02T00:54:06.655Z",
  "SignatureVersion" : "1",
  "Signature" : "c2lnbmF0dXJl",
  "SigningCertURL" : "https://sns/cert.pem",
  "UnsubscribeURL" : "https://sns/?Action=Unsubscribe",
  "MessageAttributes" : {
    "kind" : {"Type":"String","Value":"csv"},
    "sizes.all" : {"Type":"String.Array","Value":"[\\"s\\",\\"m\\"]"},
    "raw" : {"Type":"Binary","Value":"AgME"}
  }
}`,
    );
  });

  test("marks a message that is replayed from an archive", () => {
    const fifo = { sequenceNumber: "1", messageGroupId: "g", messageDeduplicationId: "d" };
    const text = envelopeText(toSnsEnvelope(topicArn, published({ fifo, replayed: true }), undefined), "u");

    expect(JSON.parse(text)).toMatchObject({ Replayed: "true", Message: "Hello world!" });
  });

  test.each([
    ["a quote", '"', String.raw`\"`],
    ["a backslash", "\\", String.raw`\\`],
    ["a slash, as it is", "/", "/"],
    ["whitespace", "\b\t\n\f\r", String.raw`\b\t\n\f\r`],
    ["other control characters, in upper case", "\u0001\u001f", String.raw`\u0001\u001F`],
    ["a backslash before what looks like an escape", "\\u001f\u001f", String.raw`\\u001f\u001F`],
    ["what is not ASCII, as it is", "ö§\u2028漢😀\u007f", "ö§\u2028漢😀\u007f"],
  ])("writes %s", (_, message, written) => {
    const text = envelopeText(toSnsEnvelope(topicArn, published({ message }), undefined), "u");

    expect(text).toContain(`  "Message" : "${written}",\n`);
    expect((JSON.parse(text) as { Message: string }).Message).toBe(message);
  });
});

describe("a confirmation", () => {
  test("has the token, AWS's text and the URL to visit", () => {
    const request = confirmation("SubscriptionConfirmation");
    if (request.type === "Notification") throw new Error("not a request");
    const context = { topicArn, subscriptionArn, subscribeUrl: "https://sns/?Action=ConfirmSubscription" };

    expect(toConfirmationDocument(request, context, signature)).toBe(`{
  "Type" : "SubscriptionConfirmation",
  "MessageId" : "165545c9-2a5c-472c-8df2-7ff2be2b3b1b",
  "Token" : "2336412f37fb",
  "TopicArn" : "arn:aws:sns:eu-west-1:123456789012:orders",
  "Message" : "You have chosen to subscribe to the topic arn:aws:sns:eu-west-1:123456789012:orders.\\nTo confirm the subscription, visit the SubscribeURL included in this message.",
  "SubscribeURL" : "https://sns/?Action=ConfirmSubscription",
  "Timestamp" : "2012-04-26T20:45:04.751Z",
  "SignatureVersion" : "1",
  "Signature" : "c2lnbmF0dXJl",
  "SigningCertURL" : "https://sns/cert.pem"
}`);
  });
});

describe("the event of a function", () => {
  const origin = { topicArn, subscriptionArn, unsubscribeUrl: "https://sns/?Action=Unsubscribe" };

  test("has Lambda's spelling of the URLs, a null subject and no attributes as an empty object", () => {
    expect(toSnsEventText(published(), origin, signature)).toBe(
      JSON.stringify({
        Records: [
          {
            EventSource: "aws:sns",
            EventVersion: "1.0",
            EventSubscriptionArn: subscriptionArn,
            Sns: {
              Type: "Notification",
              MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
              TopicArn: topicArn,
              Subject: null,
              Message: "Hello world!",
              Timestamp: "2012-05-02T00:54:06.655Z",
              SignatureVersion: "1",
              Signature: "c2lnbmF0dXJl",
              SigningCertUrl: "https://sns/cert.pem",
              UnsubscribeUrl: "https://sns/?Action=Unsubscribe",
              MessageAttributes: {},
            },
          },
        ],
      }),
    );
  });

  test("says signature version 1 whatever the topic's is", () => {
    const text = toSnsEventText(published({ subject: "Hi" }), origin, { ...signature, version: "2" });

    expect(JSON.parse(text)).toMatchObject({ Records: [{ Sns: { SignatureVersion: "1", Subject: "Hi" } }] });
  });
});

describe("the attributes of a raw delivery", () => {
  test("keep their types; binary values are bytes", () => {
    const attributes = {
      sizes: { dataType: "String.Array", value: '["s"]' },
      raw: { dataType: "Binary", value: "AgME" },
    };

    expect(toSqsMessageAttributes(attributes)).toEqual({
      sizes: { dataType: "String.Array", stringValue: '["s"]' },
      raw: { dataType: "Binary", binaryValue: Buffer.from([2, 3, 4]) },
    });
  });

  test("are absent when the message has none", () => {
    expect(toSqsMessageAttributes({})).toBeUndefined();
  });
});
