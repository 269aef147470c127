import { describe, expect, test, vi } from "vitest";
import { published, subscriptionArn, topic, topicArn, World } from "./world.ts";

describe("delivery to a queue", () => {
  test("puts the envelope in, sent by the region's SNS user", async () => {
    const world = new World();
    const queue = world.queue("orders");

    const outcome = await world.deliver({ protocol: "sqs", endpoint: queue.arn }, published({ traceHeader: "Root=1" }));
    const [message] = await world.receive(queue);

    expect(outcome).toEqual({ kind: "delivered", statusCode: 200 });
    expect(message?.attributes).toMatchObject({ SenderId: "AIDAISMY7JYY5F7RTT6AO", AWSTraceHeader: "Root=1" });
    expect(JSON.parse(message?.body ?? "")).toMatchObject({
      Type: "Notification",
      TopicArn: topicArn,
      Message: "Hello world!",
      UnsubscribeURL: `http://127.0.0.1:4566/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
    });
  });

  test("the fact of the message names the cause of the delivery", async () => {
    const world = new World();
    const queue = world.queue("orders");
    const causeId = world.journal.record({ kind: "runtime.stopping", reason: "any fact" });

    await world.deliverer()({
      kind: "sns",
      topic,
      subscription: { subscriptionArn, protocol: "sqs", endpoint: queue.arn, rawMessageDelivery: true },
      notification: published(),
      causeId,
    });

    expect(world.facts("sqs.messageSent")).toMatchObject([{ queueArn: queue.arn, causeId }]);
  });

  test("a publish is signed once for all its subscriptions, whose documents differ in the URL to leave", async () => {
    const world = new World();
    const sign = vi.spyOn(world.signer, "sign");
    const deliver = world.deliverer();
    const notification = published();
    const queues = [world.queue("a"), world.queue("b")];

    for (const round of [1, 2]) {
      await Promise.all(
        queues.map(async (queue) =>
          deliver({
            kind: "sns",
            topic,
            subscription: {
              subscriptionArn: `${topicArn}:${queue.name}${round}`,
              protocol: "sqs",
              endpoint: queue.arn,
              rawMessageDelivery: false,
            },
            notification,
            causeId: undefined,
          }),
        ),
      );
    }
    const messages = (await Promise.all(queues.map((queue) => world.receive(queue)))).flat();
    const documents = messages.map(({ body }) => JSON.parse(body) as { Signature: string; UnsubscribeURL: string });

    expect(sign).toHaveBeenCalledTimes(1);
    expect(new Set(documents.map(({ Signature }) => Signature)).size).toBe(1);
    expect(documents.map(({ UnsubscribeURL }) => UnsubscribeURL.split("orders:")[1])).toEqual(["a1", "a2", "b1", "b2"]);
  });

  test("raw: the body is the message and its attributes are the queue message's; nothing is signed", async () => {
    const world = new World();
    const sign = vi.spyOn(world.signer, "sign");
    const queue = world.queue("orders");
    const notification = published({
      subject: "lost",
      messageAttributes: { attr1: { dataType: "Number", value: "99.12" } },
    });

    await world.deliver({ protocol: "sqs", endpoint: queue.arn, rawMessageDelivery: true }, notification);
    const [message] = await world.receive(queue);

    expect(message?.body).toBe("Hello world!");
    expect(message?.messageAttributes).toEqual({ attr1: { dataType: "Number", stringValue: "99.12" } });
    // Recorded: sns--TestSNSSubscriptionSQS.publish_sqs_from_sns.
    expect(message?.md5OfMessageAttributes).toBe("d302007e9aa062660afc85fd0a482472");
    expect(sign).not.toHaveBeenCalled();
  });

  test("raw: with more than 10 attributes it fails for good", async () => {
    const world = new World();
    const queue = world.queue("orders");
    const names = Array.from({ length: 11 }, (_, index) => `a${index}`);
    const messageAttributes = Object.fromEntries(names.map((name) => [name, { dataType: "String", value: "x" }]));

    const raw = { protocol: "sqs", endpoint: queue.arn, rawMessageDelivery: true } as const;
    const outcome = await world.deliver(raw, published({ messageAttributes }));

    expect(outcome).toEqual({
      kind: "failed",
      clientError: true,
      reason: "Number of message attributes [11] exceeds the allowed maximum [10].",
      statusCode: 400,
    });
    await world.deliver({ ...raw, rawMessageDelivery: false }, published({ messageAttributes }));
    expect(await world.receive(queue)).toHaveLength(1);
  });

  test("of a FIFO topic: carries group and deduplication id, and is not signed", async () => {
    const world = new World();
    const queue = world.queue("orders.fifo", { FifoQueue: "true" });
    const fifo = { messageGroupId: "g1", messageDeduplicationId: "d1", sequenceNumber: "10000000000000004000" };

    await world.deliver({ protocol: "sqs", endpoint: queue.arn }, published({ fifo }), { topic: { isFifo: true } });
    const [message] = await world.receive(queue);

    expect(message?.attributes).toMatchObject({
      MessageGroupId: "g1",
      MessageDeduplicationId: "d1",
      SenderId: "AIDAWYJAWPFU7SUQGUJC6",
    });
    const keys = Object.keys(JSON.parse(message?.body ?? "") as object);
    expect(keys).toEqual(["Type", "MessageId", "SequenceNumber", "TopicArn", "Message", "Timestamp", "UnsubscribeURL"]);
  });

  test("of a FIFO topic to a standard queue: carries neither the group nor the deduplication id", async () => {
    const world = new World();
    const queue = world.queue("orders");
    const fifo = { messageGroupId: "g1", messageDeduplicationId: "d1", sequenceNumber: "10000000000000004000" };

    const outcome = await world.deliver({ protocol: "sqs", endpoint: queue.arn }, published({ fifo }), {
      topic: { isFifo: true },
    });
    const [message] = await world.receive(queue);

    expect(outcome.kind).toBe("delivered");
    expect(message?.attributes).not.toHaveProperty("MessageGroupId");
    expect(message?.attributes).not.toHaveProperty("MessageDeduplicationId");
  });

  test.each(["orders", "orders.fifo"])("of a standard topic to %s: carries the group", async (name) => {
    const world = new World();
    const queue = world.queue(
      name,
      name.endsWith(".fifo") ? { FifoQueue: "true", ContentBasedDeduplication: "true" } : {},
    );

    await world.deliver({ protocol: "sqs", endpoint: queue.arn }, published({ messageGroupId: "tenant-1" }));
    const [message] = await world.receive(queue);

    expect(message?.attributes).toMatchObject({ MessageGroupId: "tenant-1" });
  });

  test.each([
    ["eu-west-2", "AIDAIVEA3AGEU7NF6DRAG"],
    ["us-east-1", "AIDAIT2UOQQY3AUEKVGXU"],
    ["sa-east-1", "AIDAIT2UOQQY3AUEKVGXU"],
  ])("a topic of %s sends as %s, wherever the queue is", async (region, senderId) => {
    const world = new World();
    const queue = world.queue("orders");

    await world.deliver({ protocol: "sqs", endpoint: queue.arn, rawMessageDelivery: true }, published(), {
      topic: { topicArn: `arn:aws:sns:${region}:123456789012:orders` },
    });

    expect((await world.receive(queue))[0]?.attributes["SenderId"]).toBe(senderId);
  });

  test("to a queue that is gone: fails for good", async () => {
    const outcome = await new World().deliver({ protocol: "sqs", endpoint: "arn:aws:sqs:eu-west-1:123456789012:gone" });

    expect(outcome).toEqual({
      kind: "failed",
      clientError: true,
      reason: "The specified queue does not exist.",
      statusCode: 400,
    });
  });

  test("a message too long for the queue fails for good, in SQS's words", async () => {
    const world = new World();
    const queue = world.queue("small", { MaximumMessageSize: "1024" });

    const outcome = await world.deliver(
      { protocol: "sqs", endpoint: queue.arn },
      published({ message: "x".repeat(1000) }),
    );

    expect(outcome).toMatchObject({ kind: "failed", clientError: true });
    expect(outcome.kind === "failed" && outcome.reason).toMatch("Message must be shorter than 1024 bytes.");
  });

  test("an error of ours is told loudly and is no rejection", async () => {
    const world = new World();
    const sqs = {
      queueByArn: () => {
        throw new TypeError("oops");
      },
    };

    const outcome = await world.deliver({ protocol: "sqs", endpoint: "any" }, published(), { dependencies: { sqs } });

    expect(outcome).toMatchObject({ kind: "failed", reason: "An internal error: oops" });
    expect(world.facts("internal.failed")).toMatchObject([{ where: "events/deliver", message: "oops" }]);
  });
});

test("delivery to Firehose is refused by name", async () => {
  const outcome = await new World().deliver({ protocol: "firehose", endpoint: "arn:aws:firehose:eu-west-1:1:x" });

  expect(outcome).toEqual({
    kind: "failed",
    clientError: true,
    reason: "Delivery to Amazon Data Firehose is not modelled.",
  });
});
