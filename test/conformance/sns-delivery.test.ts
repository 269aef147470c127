import { readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { SnsUrls } from "../../events/deliver/sns-urls.ts";
import { envelopeText, toSnsEnvelope } from "../../events/payloads/sns-envelope.ts";
import { toSnsEventText } from "../../events/payloads/sns-lambda.ts";
import type { SnsMessageAttribute } from "../../runtime/core/deliver.ts";
import { confirmation, type Published, published, World } from "../unit/events/deliver/world.ts";
import { readRecording, RecordingMatcher } from "./recording.ts";

interface RecordedEnvelope {
  readonly Type: "Notification";
  readonly MessageId: string;
  readonly SequenceNumber?: string;
  readonly TopicArn: string;
  readonly Subject?: string | null;
  readonly Message: unknown;
  readonly Timestamp: string;
  readonly SignatureVersion?: "1" | "2";
  readonly Signature?: string;
  readonly SigningCertURL?: string;
  readonly SigningCertUrl?: string;
  readonly UnsubscribeURL?: string;
  readonly UnsubscribeUrl?: string;
  readonly MessageAttributes?: Readonly<Record<string, { readonly Type: string; readonly Value: string }>>;
}

interface Found {
  readonly name: string;
  readonly envelope: RecordedEnvelope;
  /** The recorder sorted the keys of what it did not find in a message's body. */
  readonly isSorted: boolean;
}

const recordings = new URL("../fixtures/aws-recordings/", import.meta.url);
const AT = Date.UTC(2024, 0, 4, 12, 30, 15, 7);

/** Every delivered message in the recordings, wherever it is. */
function recordedEnvelopes(): Found[] {
  const found: Found[] = [];
  for (const area of ["sns", "chains"]) {
    for (const file of readdirSync(new URL(area, recordings))) {
      const content = JSON.parse(readFileSync(new URL(`${area}/${file}`, recordings), "utf8")) as { origin?: string };
      if (content.origin === "aws-recorded") collect(content, { name: file, isSorted: true }, found);
    }
  }
  return found;
}

function collect(node: unknown, place: Pick<Found, "name" | "isSorted">, found: Found[]): void {
  if (typeof node !== "object" || node === null) return;
  if ("Type" in node && node.Type === "Notification" && "Message" in node) {
    found.push({ ...place, envelope: node as RecordedEnvelope });
    return;
  }
  for (const [key, value] of Object.entries(node)) {
    collect(value, { name: `${place.name} ${key}`, isSorted: key !== "Body" }, found);
  }
}

/** What must have been published, and how it was signed. */
function origin(envelope: RecordedEnvelope): {
  readonly message: Published;
  readonly signature: Parameters<typeof toSnsEnvelope>[2];
} {
  const { MessageId: messageId, SequenceNumber: sequenceNumber, SignatureVersion: version, Signature } = envelope;
  const { Message, Subject, MessageAttributes = {} } = envelope;
  const attributes = Object.entries(MessageAttributes).map(([name, { Type, Value }]): [string, SnsMessageAttribute] => [
    name,
    { dataType: Type, value: Value },
  ]);
  const message = published({
    messageId,
    message: textOf(Message),
    subject: Subject ?? undefined,
    messageAttributes: Object.fromEntries(attributes),
    publishedAt: AT,
    ...(sequenceNumber === undefined
      ? {}
      : { fifo: { sequenceNumber, messageGroupId: "g", messageDeduplicationId: "d" } }),
  });
  const signingCertUrl = envelope.SigningCertURL ?? envelope.SigningCertUrl;
  if (version === undefined || Signature === undefined || signingCertUrl === undefined) {
    return { message, signature: undefined };
  }
  return { message, signature: { version, signature: Signature, signingCertUrl } };
}

/** The recorder shows JSON in strings parsed. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function withTimestamp(envelope: RecordedEnvelope): object {
  return { ...envelope, Message: textOf(envelope.Message), Timestamp: "2024-01-04T12:30:15.007Z" };
}

const found = recordedEnvelopes();
const envelopes = found.filter(({ envelope }) => envelope.UnsubscribeURL !== undefined);
const events = found.filter(({ envelope }) => envelope.UnsubscribeUrl !== undefined);

describe("the envelopes that AWS delivered", () => {
  test("there are recordings", () => {
    expect(envelopes.length).toBeGreaterThan(30);
    expect(envelopes.filter(({ isSorted }) => !isSorted).length).toBeGreaterThan(20);
  });

  test.each(envelopes)("$name", ({ envelope, isSorted }) => {
    const { message, signature } = origin(envelope);
    const text = envelopeText(toSnsEnvelope(envelope.TopicArn, message, signature), envelope.UnsubscribeURL ?? "");

    const expected = withTimestamp(envelope);
    const keys = Object.keys(JSON.parse(text) as object);
    expect(JSON.parse(text)).toEqual(expected);
    expect(isSorted ? keys.toSorted() : keys).toEqual(Object.keys(expected));
  });

  test.each(envelopes.filter(({ envelope }) => envelope.UnsubscribeURL?.startsWith("<")))(
    "the URLs of $name",
    ({ envelope }) => {
      const unsubscribe = new SnsUrls({ endpointUrl: () => "<unsubscribe-domain>" });
      const certificate = new SnsUrls({ endpointUrl: () => "<cert-domain>" });
      const subscriptionArn = envelope.UnsubscribeURL?.split("SubscriptionArn=")[1] ?? "";
      const fileName = "SimpleNotificationService-<signing-cert-file:1>";

      expect(unsubscribe.unsubscribe(envelope.TopicArn, subscriptionArn)).toBe(envelope.UnsubscribeURL);
      const recorded = envelope.SigningCertURL ?? "<cert-domain>/SimpleNotificationService-<signing-cert-file:1>";
      expect(certificate.signingCert(envelope.TopicArn, fileName)).toBe(recorded);
    },
  );
});

test.each(events)("the event that AWS passed to a function: $name", ({ envelope }) => {
  const { message, signature } = origin(envelope);
  if (signature === undefined) throw new Error("a function's event is signed");
  const { TopicArn: topicArn, UnsubscribeUrl: unsubscribeUrl = "" } = envelope;

  const text = toSnsEventText(message, { topicArn, subscriptionArn: "s", unsubscribeUrl }, signature);

  expect((JSON.parse(text) as { Records: [{ Sns: unknown }] }).Records[0].Sns).toEqual(withTimestamp(envelope));
});

describe("messages that AWS put into queues", () => {
  const answers = readRecording("sns/sns--TestSNSSubscriptionSQS.publish_batch_messages_from_sns_to_sqs").get("");
  const { Messages } = (answers?.["messages"] ?? { Messages: [] }) as { Messages: readonly RecordedMessage[] };
  interface RecordedMessage {
    readonly Body: string;
    readonly MD5OfMessageAttributes?: string;
    readonly MessageAttributes?: Readonly<Record<string, { readonly DataType: string; readonly StringValue: string }>>;
  }

  test.each(Messages)("raw: $Body", async ({ Body, MD5OfMessageAttributes, MessageAttributes = {} }) => {
    const world = new World();
    const queue = world.queue("orders");
    const attributes = Object.entries(MessageAttributes).map(
      ([name, { DataType, StringValue }]): [string, SnsMessageAttribute] => [
        name,
        { dataType: DataType, value: StringValue },
      ],
    );

    await world.deliver(
      { protocol: "sqs", endpoint: queue.arn, rawMessageDelivery: true },
      published({ message: Body, messageAttributes: Object.fromEntries(attributes) }),
    );

    const [message] = await world.receive(queue);
    expect(message?.body).toBe(Body);
    expect(message?.md5OfMessageAttributes).toBe(MD5OfMessageAttributes);
  });

  test("raw: a binary attribute", async () => {
    const answer = readRecording("sns/sns--TestSNSSubscriptionSQS.attribute_raw_subscribe").get("")?.[
      "messages-response"
    ];
    const [recorded] = (answer as { Messages: readonly [{ MessageAttributes: object }] }).Messages;
    const world = new World();
    const queue = world.queue("orders");
    const messageAttributes = { store: { dataType: "Binary", value: Buffer.from([2, 3, 4]).toString("base64") } };

    await world.deliver(
      { protocol: "sqs", endpoint: queue.arn, rawMessageDelivery: true },
      published({ messageAttributes }),
    );

    const [message] = await world.receive(queue);
    const store = message?.messageAttributes?.["store"];
    const wire = { store: { BinaryValue: store?.binaryValue, DataType: store?.dataType } };
    expect(differences(recorded.MessageAttributes, wire)).toEqual([]);
  });
});

describe("what AWS posted to an HTTP endpoint", () => {
  const recording = readRecording("sns/sns--TestSNSSubscriptionHttp.subscribe_external_http_endpoint");

  test.each([
    ["True", "SubscriptionConfirmation", "subscription-confirmation"],
    ["False", "SubscriptionConfirmation", "subscription-confirmation"],
    ["False", "Notification", "http-message"],
    ["False", "UnsubscribeConfirmation", "unsubscribe-request"],
  ] as const)("raw %s: the document of a %s", async (variant, type, step) => {
    const { body } = await posted(type, variant === "True");
    const recorded = recording.get(variant)?.[step] as object;

    expect(differences(withTokenOnly(recorded), withTokenOnly(JSON.parse(body) as object))).toEqual([]);
  });

  test("raw: the message alone", async () => {
    expect((await posted("Notification", true)).body).toBe("test_external_http_endpoint");
  });

  test.each([
    ["True", "SubscriptionConfirmation", "http-confirm-sub-headers"],
    ["True", "Notification", "http-message-headers-raw"],
    ["False", "Notification", "http-message-headers"],
  ] as const)("raw %s: the headers of a %s", async (variant, type, step) => {
    const { headers } = await posted(type, variant === "True");
    const recorded = recording.get(variant)?.[step] as object;

    expect(differences(lowerCase(recorded), withBareWords(headers))).toEqual([]);
  });
});

function differences(recorded: object, actual: object): string[] {
  return new RecordingMatcher({ region: "eu-west-1", accountId: "123456789012" }).differences(recorded, actual);
}

async function posted(
  type: "Notification" | "SubscriptionConfirmation" | "UnsubscribeConfirmation",
  rawMessageDelivery: boolean,
): Promise<{ readonly headers: IncomingHttpHeaders; readonly body: string }> {
  let post = { headers: {} as IncomingHttpHeaders, body: "" };
  const server = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => (post = { headers: request.headers, body: post.body + chunk.toString() }));
    request.on("end", () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const notification =
    type === "Notification" ? published({ message: "test_external_http_endpoint" }) : confirmation(type);
  await new World().deliver({ protocol: "http", endpoint, rawMessageDelivery }, notification);
  await new Promise((resolve) => server.close(resolve));
  return post;
}

function lowerCase(headers: object): object {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The recorder wrote a bare word for these. */
function withBareWords(headers: IncomingHttpHeaders): object {
  return { ...headers, connection: "connection", "content-length": "content--length" };
}

/** The domains and the time are the recorder's words; what is left of the URLs is compared. */
function withTokenOnly(document: object): object {
  const values: [string, unknown][] = Object.entries(document).map(([name, value]) => {
    if (name === "Timestamp") return [name, "date"];
    if (!name.endsWith("URL")) return [name, value];
    return [
      name,
      String(value)
        .replace(/^(?:http:\/\/[^/]+|<[a-z-]+>)\//, "")
        .replace(/-[0-9a-f]{32}\.pem$/, "-file")
        .replace(/-<signing-cert-file:1>$/, "-file"),
    ];
  });
  return Object.fromEntries(values);
}
