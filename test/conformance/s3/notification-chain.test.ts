import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createEventRouter, inProcessQueue } from "../../../events/index.ts";
import { toS3EventText } from "../../../events/payloads/s3-record.ts";
import type { Invocation } from "../../../runtime/core/ports.ts";
import type { ReceivedMessage } from "../../../runtime/sqs/index.ts";
import { NotificationsWorld, s3Event, scope } from "../../unit/events/deliver/s3-world.ts";

const KEY = "photos/büro katze+1.jpg";
const DELIVERED = toS3EventText(s3Event({ key: KEY }), { configurationId: "fan-out" });

/** A bucket that tells a topic, whose queues get what the body filter lets through, raw and enveloped. */
async function fannedOut(key: string) {
  const world = new NotificationsWorld();
  const [raw, enveloped] = [world.queue("raw"), world.queue("enveloped")];
  const topic = world.sns.createTopic(scope, "uploads");
  const FilterPolicy = JSON.stringify({ Records: { s3: { object: { key: [{ prefix: "photos/" }] } } } });
  const filter = { FilterPolicy, FilterPolicyScope: "MessageBody" };
  world.sns.subscribe(topic, "sqs", raw.arn, { ...filter, RawMessageDelivery: "true" });
  const subscription = world.sns.subscribe(topic, "sqs", enveloped.arn, filter);
  const configuration = world.configure({
    TopicConfigurations: [{ Id: "fan-out", TopicArn: topic.arn, Events: ["s3:ObjectCreated:*"] }],
  });
  const causeId = world.journal.record({ kind: "config.rejected", file: "stands for", message: "an object's fact" });
  world.notifier.notify(s3Event({ key, causeId }), configuration);
  await world.settle();
  return { world, raw, enveloped, topic, subscription, causeId };
}

describe("from a bucket over a topic and queues to functions", () => {
  test("a raw queue has S3's own text", async () => {
    const { world, raw } = await fannedOut(KEY);

    const [message] = await world.receive(raw);

    expect(message?.body).toBe(DELIVERED);
    expect(message?.md5OfBody).toBe(createHash("md5").update(DELIVERED).digest("hex"));
  });

  test("another queue has SNS's envelope around it", async () => {
    const { world, enveloped, topic, subscription } = await fannedOut(KEY);

    const [message] = await world.receive(enveloped);
    const [published] = world.facts("sns.messagePublished");
    const { Signature, SigningCertURL } = JSON.parse(message?.body ?? "") as Record<string, string>;

    expect(message?.body).toBe(
      [
        "{",
        '  "Type" : "Notification",',
        `  "MessageId" : "${published?.messageId}",`,
        `  "TopicArn" : "${topic.arn}",`,
        '  "Subject" : "Amazon S3 Notification",',
        `  "Message" : ${JSON.stringify(DELIVERED)},`,
        '  "Timestamp" : "2026-01-01T00:00:00.000Z",',
        '  "SignatureVersion" : "1",',
        `  "Signature" : "${Signature}",`,
        `  "SigningCertURL" : "${SigningCertURL}",`,
        `  "UnsubscribeURL" : "http://127.0.0.1:4566/?Action=Unsubscribe&SubscriptionArn=${subscription.arn}"`,
        "}",
      ].join("\n"),
    );
  });

  test("a key that the body filter does not want reaches no queue", async () => {
    const { world, raw, enveloped } = await fannedOut("videos/cat.mp4");

    expect([...(await world.receive(raw)), ...(await world.receive(enveloped))]).toEqual([]);
    expect(world.facts("sns.messageFilteredOut")).toHaveLength(2);
  });

  test("a function has the queue's message in its event, and all of it is one tree", async () => {
    const { world, raw, causeId } = await fannedOut(KEY);
    const invocations: Invocation[] = [];
    const router = createEventRouter({
      clock: world.clock,
      random: world.random,
      journal: world.journal,
      invoke: (invocation) => {
        invocations.push(invocation);
        return Promise.resolve({ kind: "returned", requestId: "r", payload: "null" });
      },
      queueSource: () => inProcessQueue(raw),
      mappingTarget: (name) => ({ functionArn: `arn:aws:lambda:eu-west-1:123456789012:function:${name}`, timeout: 3 }),
      accountConcurrency: 10,
    });

    await router.apply([{ eventSourceArn: raw.arn, functionName: "handle" }]);
    await world.clock.advanceAsync(1000);
    await router.stop();

    const [invocation] = invocations;
    const { Records } = JSON.parse(invocation?.payload ?? "") as { Records: [ReceivedMessage] };
    const [{ messageId, receiptHandle, md5OfBody }] = Records;
    const record = {
      messageId,
      receiptHandle,
      body: DELIVERED,
      attributes: {
        ApproximateReceiveCount: "1",
        SentTimestamp: "1767225600000",
        SenderId: "AIDAIVEA3AGEU7NF6DRAG",
        ApproximateFirstReceiveTimestamp: "1767225600000",
      },
      messageAttributes: {},
      md5OfBody,
      eventSource: "aws:sqs",
      eventSourceARN: raw.arn,
      awsRegion: scope.region,
    };
    expect(invocation?.payload).toBe(JSON.stringify({ Records: [record] }));
    expect(ancestors(world, invocation?.causeId)).toContain(causeId);
  });

  test("the handler that decodes the record's key finds the object's", async () => {
    const { world, raw } = await fannedOut(KEY);

    const [message] = await world.receive(raw);
    const event = JSON.parse(message?.body ?? "") as { Records: [{ s3: { object: { key: string } } }] };

    expect(decodeURIComponent(event.Records[0].s3.object.key.replaceAll("+", " "))).toBe(KEY);
  });
});

function ancestors(world: NotificationsWorld, causeId: Invocation["causeId"]): Invocation["causeId"][] {
  if (causeId === undefined) return [];
  return [causeId, ...ancestors(world, world.journal.get(causeId)?.causeId)];
}
