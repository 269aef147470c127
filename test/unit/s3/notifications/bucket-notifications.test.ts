import { describe, expect, test } from "vitest";
import { bodyOfBytes } from "../../../../runtime/core/body-stream.ts";
import { Journal } from "../../../../runtime/core/journal.ts";
import { seededRandom } from "../../../../runtime/core/random.ts";
import { VirtualClock } from "../../../../runtime/core/virtual-clock.ts";
import type { RequestContext } from "../../../../runtime/protocol/service.ts";
import { MemoryBodyStore } from "../../../../runtime/s3/bodies/memory-body-store.ts";
import { createS3Service, type S3Delivery } from "../../../../runtime/s3/index.ts";

const queueArn = "arn:aws:sqs:us-east-1:111122223333:changes";
const context: RequestContext = {
  requestId: "YMSSR8BZJ2Y99K6P",
  hostId: "host",
  region: "us-east-1",
  accountId: "111122223333",
  accessKeyId: "AKIDEXAMPLE",
  endpoint: "http://127.0.0.1:4566",
  path: "/",
  protocol: "restXml",
  signal: new AbortController().signal,
  causeId: undefined,
  traceHeader: undefined,
  sourceIp: "127.0.0.1",
  header: () => undefined,
};

async function withBucket() {
  const clock = new VirtualClock();
  const journal = new Journal(clock);
  const deliveries: S3Delivery[] = [];
  const s3 = createS3Service({
    clock,
    journal,
    random: seededRandom("test"),
    bodies: new MemoryBodyStore(),
    deliver: (delivery) => {
      deliveries.push(delivery);
      return { kind: "delivered" };
    },
    destinationExists: (_, arn) => arn === queueArn,
  });
  const { operations } = s3.service;
  await operations.CreateBucket?.({ Bucket: "uploads" }, context);
  return { s3, operations, deliveries, journal };
}

const configuration = { QueueConfigurations: [{ Id: "a", QueueArn: queueArn, Events: ["s3:ObjectRemoved:*"] }] };

describe("a bucket's notifications", () => {
  test("are empty until they are put, then what was put, then empty again", async () => {
    const { operations } = await withBucket();
    const get = () => operations.GetBucketNotificationConfiguration?.({ Bucket: "uploads" }, context);
    const put = (NotificationConfiguration: object) =>
      operations.PutBucketNotificationConfiguration?.({ Bucket: "uploads", NotificationConfiguration }, context);

    expect(get()).toEqual({});
    void put(configuration);
    expect(get()).toEqual(configuration);
    void put({});
    expect(get()).toEqual({});
  });

  test("are of a bucket that exists", async () => {
    const { operations } = await withBucket();
    expect(() => operations.GetBucketNotificationConfiguration?.({ Bucket: "gone" }, context)).toThrow(
      "The specified bucket does not exist",
    );
  });

  test("stay as they were when a put is refused", async () => {
    const { s3, operations } = await withBucket();
    const bucket = s3.bucketByName("uploads");
    if (bucket === undefined) throw new Error("the bucket was created");
    s3.putNotifications(bucket, configuration);

    const QueueConfigurations = [{ QueueArn: `${queueArn}2`, Events: ["s3:ObjectCreated:*"] }];
    expect(() => s3.putNotifications(bucket, { QueueConfigurations })).toThrow(
      "Unable to validate the following destination configurations",
    );

    expect(operations.GetBucketNotificationConfiguration?.({ Bucket: "uploads" }, context)).toEqual(configuration);
  });

  test("are proven with the ids of the put's own answer, unless validation is skipped", async () => {
    const { operations, deliveries } = await withBucket();
    const request = { Bucket: "uploads", NotificationConfiguration: configuration };

    void operations.PutBucketNotificationConfiguration?.({ ...request, SkipDestinationValidation: true }, context);
    expect(deliveries).toEqual([]);

    void operations.PutBucketNotificationConfiguration?.(request, context);
    expect(deliveries).toMatchObject([
      { kind: "testEvent", testEvent: { bucketName: "uploads", requestId: "YMSSR8BZJ2Y99K6P" } },
    ]);
  });

  test("hear of changes that clients make, caused by the change's own fact", async () => {
    const { operations, deliveries, journal } = await withBucket();
    const request = { Bucket: "uploads", NotificationConfiguration: configuration };
    void operations.PutBucketNotificationConfiguration?.({ ...request, SkipDestinationValidation: true }, context);

    await operations.PutObject?.(
      { Bucket: "uploads", Key: "cat.jpg", Body: bodyOfBytes(Buffer.from("meow")) },
      context,
    );
    await operations.DeleteObject?.({ Bucket: "uploads", Key: "cat.jpg" }, context);

    expect(deliveries).toMatchObject([
      { kind: "event", configurationId: "a", event: { name: "ObjectRemoved:Delete", key: "cat.jpg" } },
    ]);
    const kinds = journal.entries().map(({ kind }) => kind);
    expect(kinds.slice(-2)).toEqual(["s3.objectRemoved", "s3.notificationSent"]);
    const [removed, sent] = journal.entries().slice(-2);
    expect(sent?.causeId).toBe(removed?.id);
  });
});
