import { describe, expect, test } from "vitest";
import { formEncodedKey } from "../../../../events/payloads/s3-key.ts";
import { toS3EventText } from "../../../../events/payloads/s3-record.ts";
import type { FactId } from "../../../../runtime/core/journal.ts";
import type { S3Event, S3EventName } from "../../../../runtime/s3/events.ts";
import type { S3TestEvent } from "../../../../runtime/s3/notifications/delivery.ts";
import { functionArn, NotificationsWorld, s3Event, scope } from "../../events/deliver/s3-world.ts";

const created = ["s3:ObjectCreated:*"];
const testEvent: S3TestEvent = {
  bucketName: "uploads",
  at: Date.UTC(2021, 3, 18, 12, 4, 10, 534),
  requestId: "AF8W3MW2B6E9YCZ4",
  hostId: "53oAjbUxoZHvQutfDJYELZ2Dxp5M9zX+2++O2g1c3AV5s9cJjf6aTFNAXO42aRa8=",
};

function filter(prefix: string, suffix: string) {
  return {
    Key: {
      FilterRules: [
        { Name: "prefix", Value: prefix },
        { Name: "suffix", Value: suffix },
      ],
    },
  };
}

describe("a change in a bucket", () => {
  test("reaches a queue as S3's own message", async () => {
    const world = new NotificationsWorld();
    const queue = world.queue("changes");
    const configuration = world.configure({
      QueueConfigurations: [{ Id: "to-queue", QueueArn: queue.arn, Events: created }],
    });

    world.notifier.notify(s3Event(), configuration);

    const [message] = await world.receive(queue);
    expect(message?.body).toBe(toS3EventText(s3Event(), { configurationId: "to-queue" }));
    expect(message?.attributes["SenderId"]).toBe("AROA5LVVW55647YN4KVPZ:S3-PROD-END");
  });

  test("reaches a topic with S3's subject", async () => {
    const world = new NotificationsWorld();
    const queue = world.queue("changes");
    const topic = world.sns.createTopic(scope, "changes");
    world.sns.subscribe(topic, "sqs", queue.arn);
    const configuration = world.configure({
      TopicConfigurations: [{ Id: "to-topic", TopicArn: topic.arn, Events: created }],
    });

    world.notifier.notify(s3Event(), configuration);
    await world.settle();

    const [message] = await world.receive(queue);
    expect(JSON.parse(message?.body ?? "")).toMatchObject({
      Subject: "Amazon S3 Notification",
      Message: toS3EventText(s3Event(), { configurationId: "to-topic" }),
    });
  });

  test("reaches a function as its event", async () => {
    const world = new NotificationsWorld();
    const configuration = world.configure({
      LambdaFunctionConfigurations: [{ Id: "to-function", LambdaFunctionArn: functionArn, Events: created }],
    });

    world.notifier.notify(s3Event(), configuration);
    await world.settle();

    const payload = toS3EventText(s3Event(), { configurationId: "to-function" });
    expect(world.invocations).toMatchObject([{ functionName: functionArn, payload }]);
  });

  test("has the version that its bucket's records were set to", async () => {
    const world = new NotificationsWorld();
    const configuration = world.configure({
      LambdaFunctionConfigurations: [{ LambdaFunctionArn: functionArn, Events: created }],
    });

    const event = s3Event();
    world.notifier.notify({ ...event, bucket: { ...event.bucket, eventVersion: "2.5" } }, configuration);
    await world.settle();

    expect(world.invocations.map(({ payload }) => payload)).toEqual([expect.stringContaining('"eventVersion":"2.5"')]);
  });

  test("is offered to EventBridge whatever the notifications want", () => {
    const world = new NotificationsWorld();
    const queue = world.queue("changes");
    const configuration = world.configure({
      QueueConfigurations: [{ QueueArn: queue.arn, Events: ["s3:ObjectRemoved:*"] }],
      EventBridgeConfiguration: {},
    });

    world.notifier.notify(s3Event(), configuration);

    expect(world.facts("eventbridge.eventOffered")).toMatchObject([
      {
        source: "aws.s3",
        detailType: "Object Created",
        resources: ["arn:aws:s3:::uploads"],
        causeId: s3Event().causeId,
      },
    ]);
  });

  test("goes nowhere in a bucket without notifications", () => {
    const world = new NotificationsWorld();

    world.notifier.notify(s3Event(), undefined);
    world.notifier.notify(s3Event(), { notifications: [], eventBridge: false });

    expect(world.journal.entries()).toEqual([]);
  });

  test("and what comes of it is one tree", async () => {
    const world = new NotificationsWorld();
    const queue = world.queue("changes");
    const topic = world.sns.createTopic(scope, "changes");
    world.sns.subscribe(topic, "sqs", queue.arn);
    const configuration = world.configure({ TopicConfigurations: [{ TopicArn: topic.arn, Events: created }] });
    const causeId = world.journal.record({ kind: "config.rejected", file: "stands for", message: "an object's fact" });

    world.notifier.notify(s3Event({ causeId }), configuration);
    await world.settle();

    const [notified] = world.facts("s3.notificationSent");
    const [published] = world.facts("sns.messagePublished");
    const [sent] = world.facts("sqs.messageSent");
    expect([notified?.causeId, published?.causeId, sent?.causeId]).toEqual([causeId, notified?.id, published?.id]);
  });
});

describe("which notifications fire", () => {
  const names: readonly S3EventName[] = [
    "ObjectCreated:Put",
    "ObjectCreated:Post",
    "ObjectCreated:Copy",
    "ObjectCreated:CompleteMultipartUpload",
    "ObjectRemoved:Delete",
    "ObjectRemoved:DeleteMarkerCreated",
    "ObjectRestore:Post",
    "ObjectRestore:Completed",
    "ObjectRestore:Delete",
    "ObjectTagging:Put",
    "ObjectTagging:Delete",
    "ObjectAcl:Put",
    "LifecycleExpiration:Delete",
    "LifecycleExpiration:DeleteMarkerCreated",
    "LifecycleTransition",
  ];

  test.each([
    ["s3:ObjectCreated:*", names.slice(0, 4)],
    ["s3:ObjectCreated:Copy", ["ObjectCreated:Copy"]],
    ["s3:ObjectRemoved:*", names.slice(4, 6)],
    ["s3:ObjectRestore:*", names.slice(6, 9)],
    ["s3:ObjectTagging:*", names.slice(9, 11)],
    ["s3:ObjectAcl:Put", ["ObjectAcl:Put"]],
    ["s3:LifecycleExpiration:*", names.slice(12, 14)],
    ["s3:LifecycleTransition", ["LifecycleTransition"]],
    ["s3:Replication:*", []],
  ])("%s", (eventType, expected) => {
    const world = new NotificationsWorld();
    const queue = world.queue("changes");
    const configuration = world.configure({ QueueConfigurations: [{ QueueArn: queue.arn, Events: [eventType] }] });

    for (const name of names) world.notifier.notify(s3Event({ name }), configuration);

    expect(world.facts("s3.notificationSent").map(({ eventName }) => eventName)).toEqual(expected);
  });

  test.each([
    ["photos/cat.jpg", true],
    ["photos/.jpg", true],
    ["photo/cat.jpg", false],
    ["photos/cat.png", false],
    ["old/photos/cat.jpg", false],
  ])("prefix photos/ and suffix .jpg: %s", (key, expected) => {
    const world = new NotificationsWorld();
    const queue = world.queue("changes");
    const notification = { Id: "a", QueueArn: queue.arn, Events: created, Filter: filter("photos/", ".jpg") };
    const configuration = world.configure({ QueueConfigurations: [notification] });

    world.notifier.notify(s3Event({ key }), configuration);

    expect(world.facts("s3.notificationSent").length > 0).toBe(expected);
  });

  test("filters see the key as it is, not as records spell it", () => {
    const world = new NotificationsWorld();
    const queue = world.queue("changes");
    const raw = { Id: "raw", QueueArn: queue.arn, Events: created, Filter: filter("büro fotos/", "") };
    const spelt = { ...raw, Id: "spelt", Filter: filter(formEncodedKey("büro fotos/"), "") };
    const configuration = world.configure({ QueueConfigurations: [raw, spelt] });

    world.notifier.notify(s3Event({ key: "büro fotos/1.jpg" }), configuration);

    expect(world.facts("s3.notificationSent").map(({ configurationId }) => configurationId)).toEqual(["raw"]);
  });

  test("none: the reason is what each wants instead", () => {
    const world = new NotificationsWorld();
    const queue = world.queue("changes");
    const configuration = world.configure({
      QueueConfigurations: [
        { Id: "jpgs", QueueArn: queue.arn, Events: created, Filter: filter("photos/", ".jpg") },
        { Id: "removed", QueueArn: queue.arn, Events: ["s3:ObjectRemoved:*"] },
      ],
    });

    world.notifier.notify(s3Event({ key: "photos/cat.png" }), configuration);

    expect(world.facts("s3.notificationNotMatched")).toMatchObject([
      {
        bucketName: "uploads",
        key: "photos/cat.png",
        eventName: "ObjectCreated:Put",
        reason: 'no notification matches: jpgs wants keys that end with ".jpg"; removed wants s3:ObjectRemoved:*',
        causeId: s3Event().causeId,
      },
    ]);
  });
});

describe("a configuration that was put", () => {
  test("is proven by a test event to each queue and topic, and none to functions", async () => {
    const world = new NotificationsWorld();
    const queue = world.queue("changes");
    const subscriber = world.queue("subscriber");
    const topic = world.sns.createTopic(scope, "changes");
    world.sns.subscribe(topic, "sqs", subscriber.arn);
    const configuration = world.configure({
      QueueConfigurations: [
        { QueueArn: queue.arn, Events: created },
        { QueueArn: queue.arn, Events: ["s3:ObjectRemoved:*"] },
      ],
      TopicConfigurations: [{ TopicArn: topic.arn, Events: ["s3:ObjectAcl:Put"] }],
      LambdaFunctionConfigurations: [{ LambdaFunctionArn: functionArn, Events: ["s3:ObjectTagging:*"] }],
    });

    world.notifier.sendTestEvents(configuration, testEvent);
    await world.settle();

    // A real one, from a public repository.
    const body =
      '{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2021-04-18T12:04:10.534Z","Bucket":"uploads","RequestId":"AF8W3MW2B6E9YCZ4","HostId":"53oAjbUxoZHvQutfDJYELZ2Dxp5M9zX+2++O2g1c3AV5s9cJjf6aTFNAXO42aRa8="}';
    expect((await world.receive(queue)).map((message) => message.body)).toEqual([body]);
    const [message] = await world.receive(subscriber);
    expect(JSON.parse(message?.body ?? "")).toMatchObject({ Subject: "Amazon S3 Notification", Message: body });
    expect(world.invocations).toEqual([]);
  });
});

describe("a delivery that fails", () => {
  test.each([
    ["queue", "The destination queue does not exist."],
    ["topic", "The destination topic does not exist."],
    ["function", "Function not found: arn:aws:lambda:eu-west-2:111122223333:function:gone:$LATEST"],
  ] as const)("a %s that is gone", (kind, reason) => {
    const world = new NotificationsWorld();
    const arn = kind === "function" ? functionArn.replace("handle", "gone") : `arn:aws:sqs:eu-west-2:111122223333:gone`;
    const notification = { id: "a", destination: { kind, arn }, eventTypes: created };

    world.notifier.notify(s3Event(), { notifications: [notification], eventBridge: false });

    const [sent] = world.facts("s3.notificationSent");
    expect(world.facts("s3.notificationFailed")).toMatchObject([
      { reason, destinationArn: arn, key: "photos/cat.jpg", causeId: sent?.id },
    ]);
  });

  test("by a bug of ours is told loudly and does not reach the bucket", async () => {
    const world = new NotificationsWorld();
    const topicArn = "arn:aws:sns:eu-west-2:111122223333:t";
    const notification = { id: "a", destination: { kind: "topic", arn: topicArn } as const, eventTypes: created };
    const configuration = { notifications: [notification], eventBridge: false };
    const throwing = world.notifierWith({
      publishToTopic: () => {
        throw new TypeError("at once");
      },
    });
    const rejecting = world.notifierWith({
      publishToTopic: () => ({ underWay: Promise.reject(new TypeError("later")) }),
    });

    throwing.notify(s3Event(), configuration);
    rejecting.notify(s3Event(), configuration);
    await rejecting.settled();

    expect(world.facts("internal.failed").map(({ message }) => message)).toEqual(["at once", "later"]);
    expect(world.facts("s3.notificationFailed")).toHaveLength(2);
  });
});

test("the size of what EventBridge is offered is that of the whole event", () => {
  const world = new NotificationsWorld();
  const sizes = ["k", "k".repeat(11)].map((key) => {
    const event: S3Event = s3Event({ key, causeId: 1 as FactId });
    world.notifier.notify(event, { notifications: [], eventBridge: true });
    return world.facts("eventbridge.eventOffered").at(-1)?.eventBytes ?? 0;
  });
  expect((sizes[1] ?? 0) - (sizes[0] ?? 0)).toBe(10);
});
