/**
 * What SNS promises its clients, through the real clients. The gateway runs in this process on a virtual clock.
 */
import { createHash, createVerify, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEndpoints, type TestEndpoints } from "../support/endpoints.ts";
import { awscli } from "./clients/awscli.ts";
import { boto3 } from "./clients/boto3.ts";
import { type ClientTarget, outputOf, type TestClient } from "./clients/client.ts";
import { javascript } from "./clients/javascript.ts";

const REGION = "us-east-1";
const ACCOUNT_ID = "000000000000";
const SCOPE = { region: REGION, accountId: ACCOUNT_ID };

interface Envelope {
  readonly Type: string;
  readonly MessageId: string;
  readonly TopicArn: string;
  readonly Subject?: string;
  readonly Message: string;
  readonly Timestamp: string;
  readonly SignatureVersion: string;
  readonly Signature: string;
  readonly SigningCertURL: string;
  readonly MessageAttributes?: Record<string, unknown>;
}

describe.each([
  ["JavaScript SDK", javascript],
  ["boto3", boto3],
  ["awscli", awscli],
])("SNS through %s", (_name, connect: (target: ClientTarget) => TestClient) => {
  let endpoints: TestEndpoints;
  let client: TestClient;
  let made = 0;

  beforeAll(async () => {
    endpoints = await startEndpoints();
    client = connect({ service: "sns", endpoint: endpoints.url, region: REGION, accessKeyId: ACCOUNT_ID });
  });
  afterAll(async () => {
    await client.stop();
    await endpoints.stop();
  });

  const call = async (operation: string, input: Record<string, unknown>): Promise<Record<string, unknown>> =>
    outputOf(await client.call(operation, input));
  const createTopic = async (attributes?: Record<string, string>, name = `topic-${++made}`): Promise<string> => {
    const output = await call("CreateTopic", { Name: name, ...(attributes && { Attributes: attributes }) });
    return String(output["TopicArn"]);
  };
  const subscribedQueue = async (topicArn: string, attributes: Record<string, string> = {}) => {
    const queue = endpoints.sqs.createQueue(SCOPE, `queue-${++made}`, {});
    await call("Subscribe", { TopicArn: topicArn, Protocol: "sqs", Endpoint: queue.arn, Attributes: attributes });
    return {
      received: async () => {
        await endpoints.sns.settled();
        const received = await queue.receive({ max: 10, receiver: "test" });
        return received.map(({ body, messageAttributes }) => ({ body, messageAttributes }));
      },
    };
  };

  test("a topic is created once, listed, tells its attributes, and can be deleted", async () => {
    const topicArn = await createTopic({ DisplayName: "Orders" }, "orders");
    expect(topicArn).toBe(`arn:aws:sns:${REGION}:${ACCOUNT_ID}:orders`);
    expect(await createTopic({ DisplayName: "Orders" }, "orders")).toBe(topicArn);
    expect(await call("ListTopics", {})).toMatchObject({ Topics: [{ TopicArn: topicArn }] });
    const { Attributes } = await call("GetTopicAttributes", { TopicArn: topicArn });
    expect(Attributes).toMatchObject({ TopicArn: topicArn, DisplayName: "Orders", SubscriptionsConfirmed: "0" });
    await call("DeleteTopic", { TopicArn: topicArn });
    expect(await client.call("GetTopicAttributes", { TopicArn: topicArn })).toMatchObject({
      error: { message: "Topic does not exist" },
    });
  });

  test("a queue gets the envelope, with the text, subject and attributes that were published", async () => {
    const topicArn = await createTopic();
    const queue = await subscribedQueue(topicArn);
    const published = await call("Publish", {
      TopicArn: topicArn,
      Message: 'snow ☃ & "quotes"',
      Subject: "Weather",
      MessageAttributes: { kind: { DataType: "String", StringValue: "snow" } },
    });
    const [message] = await queue.received();
    expect(JSON.parse(message?.body ?? "")).toMatchObject({
      Type: "Notification",
      MessageId: published["MessageId"],
      TopicArn: topicArn,
      Subject: "Weather",
      Message: 'snow ☃ & "quotes"',
      MessageAttributes: { kind: { Type: "String", Value: "snow" } },
    });
  });

  test("a raw subscription gets the text itself, and the attributes as message attributes", async () => {
    const topicArn = await createTopic();
    const queue = await subscribedQueue(topicArn, { RawMessageDelivery: "true" });
    await call("Publish", {
      TopicArn: topicArn,
      Message: "plain",
      MessageAttributes: { kind: { DataType: "String", StringValue: "snow" } },
    });
    expect(await queue.received()).toMatchObject([
      { body: "plain", messageAttributes: { kind: { dataType: "String", stringValue: "snow" } } },
    ]);
  });

  test("a filter policy lets through what matches, on attributes and on the body", async () => {
    const topicArn = await createTopic();
    const byAttribute = await subscribedQueue(topicArn, {
      RawMessageDelivery: "true",
      FilterPolicy: JSON.stringify({ kind: [{ prefix: "sn" }] }),
    });
    const byBody = await subscribedQueue(topicArn, {
      RawMessageDelivery: "true",
      FilterPolicyScope: "MessageBody",
      FilterPolicy: JSON.stringify({ order: { total: [{ numeric: [">", 10] }] } }),
    });
    const attributes = { kind: { DataType: "String", StringValue: "snow" } };
    await call("Publish", { TopicArn: topicArn, Message: '{"order":{"total":5}}', MessageAttributes: attributes });
    await call("Publish", { TopicArn: topicArn, Message: '{"order":{"total":50}}' });
    expect((await byAttribute.received()).map(({ body }) => body)).toEqual(['{"order":{"total":5}}']);
    expect((await byBody.received()).map(({ body }) => body)).toEqual(['{"order":{"total":50}}']);
  });

  test("a filter policy that AWS would not take is refused with its reason", async () => {
    const topicArn = await createTopic();
    const answer = await client.call("Subscribe", {
      TopicArn: topicArn,
      Protocol: "sqs",
      Endpoint: `arn:aws:sqs:${REGION}:${ACCOUNT_ID}:any`,
      Attributes: { FilterPolicy: '{"kind": [{"numeric": ["<", "1"]}]}' },
    });
    expect(answer).toMatchObject({
      error: { message: expect.stringContaining("Invalid parameter: Attributes Reason: FilterPolicy") },
    });
  });

  test("a batch tells for each entry whether it was published", async () => {
    const topicArn = await createTopic();
    const queue = await subscribedQueue(topicArn, { RawMessageDelivery: "true" });
    const output = await call("PublishBatch", {
      TopicArn: topicArn,
      PublishBatchRequestEntries: [
        { Id: "one", Message: "first" },
        { Id: "two", Message: "second" },
      ],
    });
    expect(output["Successful"]).toMatchObject([{ Id: "one" }, { Id: "two" }]);
    expect((await queue.received()).map(({ body }) => body)).toEqual(["first", "second"]);
  });

  test("a FIFO topic keeps the order of a group and drops a repeated message", async () => {
    const topicArn = await createTopic({ FifoTopic: "true" }, `ordered-${++made}.fifo`);
    const queue = endpoints.sqs.createQueue(SCOPE, `ordered-${++made}.fifo`, { FifoQueue: "true" });
    await call("Subscribe", {
      TopicArn: topicArn,
      Protocol: "sqs",
      Endpoint: queue.arn,
      Attributes: { RawMessageDelivery: "true" },
    });
    const publish = (text: string): Promise<Record<string, unknown>> =>
      call("Publish", { TopicArn: topicArn, Message: text, MessageGroupId: "g", MessageDeduplicationId: text });
    await publish("a");
    await publish("b");
    const again = await publish("a");
    expect(again["SequenceNumber"]).toMatch(/^\d{20}$/);
    await endpoints.sns.settled();
    const received = await queue.receive({ max: 10, receiver: "test" });
    expect(received.map(({ body }) => body)).toEqual(["a", "b"]);
  });

  test("a text message lands in the inbox", async () => {
    await call("Publish", { PhoneNumber: "+4915112345678", Message: "your code is 1234" });
    await endpoints.sns.settled();
    expect(JSON.stringify(endpoints.inbox.list())).toContain("your code is 1234");
  });

  test("the signature holds against the certificate that the envelope names", async () => {
    const topicArn = await createTopic({ SignatureVersion: "2" });
    const queue = await subscribedQueue(topicArn);
    await call("Publish", { TopicArn: topicArn, Message: "signed" });
    const [message] = await queue.received();
    const envelope = JSON.parse(message?.body ?? "") as Envelope;
    const text = (["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"] as const)
      .filter((name) => envelope[name] !== undefined)
      .map((name) => `${name}\n${envelope[name]}\n`)
      .join("");
    const certificate = new X509Certificate(await (await fetch(envelope.SigningCertURL)).text());
    const verify = createVerify("RSA-SHA256").update(text);
    expect(envelope.SignatureVersion).toBe("2");
    expect(verify.verify(certificate.publicKey, envelope.Signature, "base64")).toBe(true);
  });

  test("an unsubscribed queue gets nothing more", async () => {
    const topicArn = await createTopic();
    const queue = await subscribedQueue(topicArn, { RawMessageDelivery: "true" });
    const { Subscriptions } = await call("ListSubscriptionsByTopic", { TopicArn: topicArn });
    const [{ SubscriptionArn } = {}] = Subscriptions as { SubscriptionArn?: string }[];
    await call("Unsubscribe", { SubscriptionArn });
    await call("Publish", { TopicArn: topicArn, Message: "nobody" });
    expect(await queue.received()).toEqual([]);
  });

  test("what cannot be delivered goes to the subscription's dead-letter queue", async () => {
    const topicArn = await createTopic();
    const deadLetters = endpoints.sqs.createQueue(SCOPE, `dead-${++made}`, {});
    await call("Subscribe", {
      TopicArn: topicArn,
      Protocol: "sqs",
      Endpoint: `arn:aws:sqs:${REGION}:${ACCOUNT_ID}:no-such-queue`,
      Attributes: {
        RawMessageDelivery: "true",
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn }),
      },
    });
    await call("Publish", { TopicArn: topicArn, Message: "lost?" });
    await endpoints.sns.settled();
    const received = await deadLetters.receive({ max: 10, receiver: "test" });
    expect(received.map(({ body, md5OfBody }) => ({ body, md5OfBody }))).toEqual([
      { body: "lost?", md5OfBody: createHash("md5").update("lost?").digest("hex") },
    ]);
  });
});
