/**
 * What SQS promises its clients, through the real clients: the newest JavaScript SDK on both protocols, boto3 and awscli.
 * The gateway runs in this process on a virtual clock, so timeouts pass without waiting.
 */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEndpoints, type TestEndpoints } from "../support/endpoints.ts";
import { awscli } from "./clients/awscli.ts";
import { boto3 } from "./clients/boto3.ts";
import { type ClientTarget, outputOf, type TestClient } from "./clients/client.ts";
import { javascript, javascriptQuery } from "./clients/javascript.ts";

type Message = {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
  MD5OfBody: string;
  Attributes?: Record<string, string>;
  MessageAttributes?: Record<string, unknown>;
  MD5OfMessageAttributes?: string;
};

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

describe.each([
  ["JavaScript SDK (JSON)", javascript],
  ["JavaScript SDK (Query)", javascriptQuery],
  ["boto3", boto3],
  ["awscli", awscli],
])("SQS through %s", (_name, connect: (target: ClientTarget) => TestClient) => {
  let endpoints: TestEndpoints;
  let client: TestClient;
  let queues = 0;

  beforeAll(async () => {
    endpoints = await startEndpoints();
    client = connect({ service: "sqs", endpoint: endpoints.url, region: "us-east-1", accessKeyId: "000000000000" });
  });
  afterAll(async () => {
    await client.stop();
    await endpoints.stop();
  });

  const call = async (operation: string, input: Record<string, unknown>): Promise<Record<string, unknown>> =>
    outputOf(await client.call(operation, input));
  const createQueue = async (attributes?: Record<string, string>, name = `queue-${++queues}`): Promise<string> => {
    const output = await call("CreateQueue", { QueueName: name, ...(attributes && { Attributes: attributes }) });
    return String(output["QueueUrl"]);
  };
  const receive = async (queueUrl: string, more: Record<string, unknown> = {}): Promise<Message[]> => {
    const output = await call("ReceiveMessage", { QueueUrl: queueUrl, MaxNumberOfMessages: 10, ...more });
    return (output["Messages"] ?? []) as Message[];
  };

  test("a created queue is found by its name, listed, and tells its attributes", async () => {
    const queueUrl = await createQueue({ VisibilityTimeout: "45" }, "found-by-name");
    expect(queueUrl).toBe(`${endpoints.url}/000000000000/found-by-name`);
    expect(await call("GetQueueUrl", { QueueName: "found-by-name" })).toEqual({ QueueUrl: queueUrl });
    expect(await call("ListQueues", { QueueNamePrefix: "found-" })).toMatchObject({ QueueUrls: [queueUrl] });
    const { Attributes } = await call("GetQueueAttributes", { QueueUrl: queueUrl, AttributeNames: ["All"] });
    expect(Attributes).toMatchObject({
      VisibilityTimeout: "45",
      MaximumMessageSize: "1048576",
      MessageRetentionPeriod: "345600",
      DelaySeconds: "0",
      QueueArn: "arn:aws:sqs:us-east-1:000000000000:found-by-name",
      ApproximateNumberOfMessages: "0",
    });
  });

  test("a message comes back with the body, the digests and the attributes that were sent", async () => {
    const queueUrl = await createQueue();
    const body = 'snow ☃ & <tags> "quotes" \n tab\t emoji 🎉';
    const sent = await call("SendMessage", {
      QueueUrl: queueUrl,
      MessageBody: body,
      MessageAttributes: {
        Author: { DataType: "String", StringValue: "Ada <L>" },
        Weeks: { DataType: "Number", StringValue: "6" },
        Cover: { DataType: "Binary", BinaryValue: new Uint8Array([0, 1, 2, 255]) },
      },
    });
    expect(sent).toMatchObject({ MD5OfMessageBody: md5(body) });
    const [message] = await receive(queueUrl, { MessageAttributeNames: ["All"], AttributeNames: ["All"] });
    expect(message).toMatchObject({
      MessageId: sent["MessageId"],
      Body: body,
      MD5OfBody: md5(body),
      MD5OfMessageAttributes: sent["MD5OfMessageAttributes"],
      Attributes: { ApproximateReceiveCount: "1", SenderId: expect.any(String) },
      MessageAttributes: {
        Author: { DataType: "String", StringValue: "Ada <L>" },
        Weeks: { DataType: "Number", StringValue: "6" },
      },
    });
    expect(Object.keys(message?.MessageAttributes ?? {}).toSorted()).toEqual(["Author", "Cover", "Weeks"]);
  });

  test("a received message is hidden until its visibility timeout has passed, and then counts one receive more", async () => {
    const queueUrl = await createQueue({ VisibilityTimeout: "30" });
    await call("SendMessage", { QueueUrl: queueUrl, MessageBody: "hide me" });
    expect(await receive(queueUrl)).toHaveLength(1);
    endpoints.clock.advance(29_999);
    expect(await receive(queueUrl)).toEqual([]);
    endpoints.clock.advance(1);
    expect(await receive(queueUrl, { AttributeNames: ["All"] })).toMatchObject([
      { Body: "hide me", Attributes: { ApproximateReceiveCount: "2" } },
    ]);
  });

  test("a deleted message does not come back", async () => {
    const queueUrl = await createQueue();
    await call("SendMessage", { QueueUrl: queueUrl, MessageBody: "once" });
    const [message] = await receive(queueUrl);
    await call("DeleteMessage", { QueueUrl: queueUrl, ReceiptHandle: message?.ReceiptHandle });
    endpoints.clock.advance(60_000);
    expect(await receive(queueUrl)).toEqual([]);
  });

  test("a delayed message arrives when its delay is over", async () => {
    const queueUrl = await createQueue();
    await call("SendMessage", { QueueUrl: queueUrl, MessageBody: "later", DelaySeconds: 10 });
    endpoints.clock.advance(9_999);
    expect(await receive(queueUrl)).toEqual([]);
    endpoints.clock.advance(1);
    expect(await receive(queueUrl)).toMatchObject([{ Body: "later" }]);
  });

  test("a message given back with visibility 0 is available at once", async () => {
    const queueUrl = await createQueue();
    await call("SendMessage", { QueueUrl: queueUrl, MessageBody: "again" });
    const [message] = await receive(queueUrl);
    await call("ChangeMessageVisibility", {
      QueueUrl: queueUrl,
      ReceiptHandle: message?.ReceiptHandle,
      VisibilityTimeout: 0,
    });
    expect(await receive(queueUrl)).toMatchObject([{ Body: "again" }]);
  });

  test("a long poll is answered by the message that is sent while it waits", async () => {
    await createQueue({}, "long-poll");
    const timersBefore = endpoints.clock.pending;
    const waiting = receive(`${endpoints.url}/000000000000/long-poll`, { WaitTimeSeconds: 20 });
    await expect.poll(() => endpoints.clock.pending, { timeout: 10_000 }).toBeGreaterThan(timersBefore);
    endpoints.sqs.queueByArn("arn:aws:sqs:us-east-1:000000000000:long-poll")?.send({ body: "wake up" });
    expect(await waiting).toMatchObject([{ Body: "wake up" }]);
  });

  test("a message that was received too often goes to the dead-letter queue", async () => {
    const deadLetterUrl = await createQueue({}, `dead-${client.protocol}`);
    const queueUrl = await createQueue({
      VisibilityTimeout: "1",
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: `arn:aws:sqs:us-east-1:000000000000:dead-${client.protocol}`,
        maxReceiveCount: 2,
      }),
    });
    await call("SendMessage", { QueueUrl: queueUrl, MessageBody: "poison" });
    for (let attempt = 0; attempt < 2; attempt++) {
      expect(await receive(queueUrl)).toHaveLength(1);
      endpoints.clock.advance(1_000);
    }
    expect(await receive(queueUrl)).toEqual([]);
    expect(await receive(deadLetterUrl, { AttributeNames: ["All"] })).toMatchObject([
      { Body: "poison", Attributes: { ApproximateReceiveCount: "3" } },
    ]);
  });

  test("a batch tells for each entry whether it was taken", async () => {
    const queueUrl = await createQueue();
    const output = await call("SendMessageBatch", {
      QueueUrl: queueUrl,
      Entries: [
        { Id: "good", MessageBody: "one" },
        { Id: "late", MessageBody: "two", DelaySeconds: 901 },
      ],
    });
    expect(output["Successful"]).toMatchObject([{ Id: "good", MD5OfMessageBody: md5("one") }]);
    expect(output["Failed"]).toMatchObject([{ Id: "late", SenderFault: true, Code: "InvalidParameterValue" }]);
    const [message] = await receive(queueUrl);
    const deleted = await call("DeleteMessageBatch", {
      QueueUrl: queueUrl,
      Entries: [{ Id: "good", ReceiptHandle: message?.ReceiptHandle }],
    });
    expect(deleted["Successful"]).toEqual([{ Id: "good" }]);
    expect(deleted["Failed"] ?? []).toEqual([]);
  });

  test("only the message attributes that were asked for come back", async () => {
    const queueUrl = await createQueue({ VisibilityTimeout: "0" });
    const attribute = (StringValue: string) => ({ DataType: "String", StringValue });
    await call("SendMessage", {
      QueueUrl: queueUrl,
      MessageBody: "filtered",
      MessageAttributes: { "order.id": attribute("1"), "order.kind": attribute("a"), other: attribute("b") },
    });
    const namesFor = async (names: string[]): Promise<string[]> => {
      const [message] = await receive(queueUrl, { MessageAttributeNames: names });
      return Object.keys(message?.MessageAttributes ?? {}).toSorted();
    };
    expect(await namesFor(["order.*"])).toEqual(["order.id", "order.kind"]);
    expect(await namesFor(["other"])).toEqual(["other"]);
  });

  test("purging empties a queue, deleting removes it", async () => {
    const queueUrl = await createQueue();
    await call("SendMessage", { QueueUrl: queueUrl, MessageBody: "gone" });
    await call("PurgeQueue", { QueueUrl: queueUrl });
    expect(await receive(queueUrl)).toEqual([]);
    await call("DeleteQueue", { QueueUrl: queueUrl });
    const answer = await client.call("SendMessage", { QueueUrl: queueUrl, MessageBody: "nobody" });
    expect(answer).toEqual({
      error: {
        code: client.modelledErrorNames ? "QueueDoesNotExist" : "AWS.SimpleQueueService.NonExistentQueue",
        message: expect.stringContaining("The specified queue does not exist"),
      },
    });
  });

  test.each([
    [
      "a number of messages over 10",
      "ReceiveMessage",
      { MaxNumberOfMessages: 11 },
      "Must be between 1 and 10, if provided.",
    ],
    ["a wait over 20 seconds", "ReceiveMessage", { WaitTimeSeconds: 21 }, "Must be >= 0 and <= 20, if provided."],
    [
      "a delay over 900 seconds",
      "SendMessage",
      { MessageBody: "x", DelaySeconds: 901 },
      "DelaySeconds must be >= 0 and <= 900.",
    ],
  ])("%s is refused in AWS's words", async (_what, operation, input, reason) => {
    const queueUrl = await createQueue();
    const answer = await client.call(operation, { QueueUrl: queueUrl, ...input });
    expect(answer).toMatchObject({
      error: {
        code: "InvalidParameterValue",
        message: expect.stringContaining(reason),
      },
    });
  });

  test("changed attributes are read back, and a bad value is refused", async () => {
    const queueUrl = await createQueue();
    await call("SetQueueAttributes", { QueueUrl: queueUrl, Attributes: { DelaySeconds: "7" } });
    const { Attributes } = await call("GetQueueAttributes", { QueueUrl: queueUrl, AttributeNames: ["DelaySeconds"] });
    expect(Attributes).toEqual({ DelaySeconds: "7" });
    const refused = await client.call("SetQueueAttributes", {
      QueueUrl: queueUrl,
      Attributes: { VisibilityTimeout: "43201" },
    });
    expect(refused).toMatchObject({ error: { message: "Invalid value for the parameter VisibilityTimeout." } });
  });

  test("a queue of the same name in another region is another queue with another URL", async () => {
    const elsewhere = connect({
      service: "sqs",
      endpoint: endpoints.url,
      region: "eu-west-1",
      accessKeyId: "000000000000",
    });
    const here = await createQueue({}, "twin");
    const there = outputOf(await elsewhere.call("CreateQueue", { QueueName: "twin" }))["QueueUrl"];
    expect(there).not.toBe(here);
    await call("SendMessage", { QueueUrl: here, MessageBody: "here" });
    outputOf(await elsewhere.call("SendMessage", { QueueUrl: there, MessageBody: "there" }));
    expect(await receive(here)).toMatchObject([{ Body: "here" }]);
    const received = outputOf(await elsewhere.call("ReceiveMessage", { QueueUrl: there }));
    expect(received["Messages"]).toMatchObject([{ Body: "there" }]);
    await elsewhere.stop();
  });

  test("a 12-digit access key is the account", async () => {
    const other = connect({
      service: "sqs",
      endpoint: endpoints.url,
      region: "us-east-1",
      accessKeyId: "123456789012",
    });
    const output = outputOf(await other.call("CreateQueue", { QueueName: "theirs" }));
    expect(output["QueueUrl"]).toBe(`${endpoints.url}/123456789012/theirs`);
    expect(await client.call("GetQueueUrl", { QueueName: "theirs" })).toHaveProperty("error");
    await other.stop();
  });
});
