/**
 * What a bucket's notifications bring to queues when real clients write to it. The gateway runs in this process on a virtual clock.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEndpoints, type TestEndpoints } from "../support/endpoints.ts";
import { awscli } from "./clients/awscli.ts";
import { boto3 } from "./clients/boto3.ts";
import { type ClientTarget, outputOf, type TestClient } from "./clients/client.ts";
import { javascript } from "./clients/javascript.ts";

const REGION = "us-east-1";
const ACCOUNT_ID = "000000000000";
const SCOPE = { region: REGION, accountId: ACCOUNT_ID };

type Output = Readonly<Record<string, unknown>>;

interface EventRecord {
  readonly eventName: string;
  readonly s3: { readonly object: Readonly<Record<string, string | number>> };
}

/** Keys, and how AWS spells them in events. */
const SPELLINGS = [
  ["plain.txt", "plain.txt"],
  ["with space.txt", "with+space.txt"],
  ["a+b&c=d.txt", "a%2Bb%26c%3Dd.txt"],
  ["100%.txt", "100%25.txt"],
  ["dir/안녕 一.txt", "dir/%EC%95%88%EB%85%95+%E4%B8%80.txt"],
  ["/leading/slash", "/leading/slash"],
] as const;

describe.each([
  ["JavaScript SDK", javascript],
  ["boto3", boto3],
  ["awscli", awscli],
])("S3's events of what %s does", (_name, connect: (target: ClientTarget) => TestClient) => {
  let endpoints: TestEndpoints;
  let client: TestClient;
  let made = 0;

  beforeAll(async () => {
    endpoints = await startEndpoints();
    client = connect({ service: "s3", endpoint: endpoints.url, region: REGION, accessKeyId: ACCOUNT_ID });
  });
  afterAll(async () => {
    await client.stop();
    await endpoints.stop();
  });

  const call = async (operation: string, input: Output): Promise<Output> =>
    outputOf(await client.call(operation, input));
  const put = (Bucket: string, Key: string, more: Output = {}): Promise<Output> =>
    call("PutObject", { Bucket, Key, Body: Buffer.from("body"), ...more });

  const queue = () => {
    const created = endpoints.sqs.createQueue(SCOPE, `queue-${++made}`, {});
    const bodies = async (): Promise<string[]> => {
      await endpoints.s3.settled();
      await endpoints.sns.settled();
      return (await created.receive({ max: 10, receiver: "test" })).map(({ body }) => body);
    };
    return { arn: created.arn, bodies };
  };

  /** A bucket that tells a queue of all events of these types; S3's test event is taken already. */
  const watchedBucket = async (Events: readonly string[], filter: Output = {}) => {
    const Bucket = `bucket-${++made}`;
    const { arn, bodies } = queue();
    await call("CreateBucket", { Bucket });
    const QueueConfigurations = [{ Id: "all", QueueArn: arn, Events, ...filter }];
    await call("PutBucketNotificationConfiguration", {
      Bucket,
      NotificationConfiguration: { QueueConfigurations },
    });
    const [testEvent = ""] = await bodies();
    const records = async (): Promise<EventRecord[]> =>
      (await bodies()).flatMap((body) => (JSON.parse(body) as { Records: EventRecord[] }).Records);
    return { Bucket, arn, bodies, records, testEvent };
  };

  test("the queue gets S3's test event when it is configured, and the configuration can be read", async () => {
    const { Bucket, arn, testEvent } = await watchedBucket(["s3:ObjectCreated:*"]);
    const parsed = JSON.parse(testEvent) as Record<string, string>;
    expect(Object.keys(parsed)).toEqual(["Service", "Event", "Time", "Bucket", "RequestId", "HostId"]);
    expect(parsed).toMatchObject({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket });
    expect(await call("GetBucketNotificationConfiguration", { Bucket })).toEqual({
      QueueConfigurations: [{ Id: "all", QueueArn: arn, Events: ["s3:ObjectCreated:*"] }],
    });
  });

  test("a queue that does not exist is refused", async () => {
    const { Bucket } = await watchedBucket(["s3:ObjectCreated:*"]);
    const QueueArn = `arn:aws:sqs:${REGION}:${ACCOUNT_ID}:no-such-queue`;
    const answer = await client.call("PutBucketNotificationConfiguration", {
      Bucket,
      NotificationConfiguration: { QueueConfigurations: [{ QueueArn, Events: ["s3:ObjectCreated:*"] }] },
    });
    expect(answer).toEqual({
      error: { code: "InvalidArgument", message: "Unable to validate the following destination configurations" },
    });
  });

  test("the record has AWS's members in AWS's order", async () => {
    const { Bucket, bodies } = await watchedBucket(["s3:ObjectCreated:*"]);
    await put(Bucket, "a b.txt");
    const [body = ""] = await bodies();
    const varying = /"(principalId|sourceIPAddress|x-amz-request-id|x-amz-id-2|sequencer)":"[^"]+"/g;
    expect(body.replaceAll(varying, '"$1":"…"')).toBe(
      [
        '{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1",',
        '"eventTime":"2026-01-01T00:00:00.000Z","eventName":"ObjectCreated:Put","userIdentity":{"principalId":"…"},',
        '"requestParameters":{"sourceIPAddress":"…"},"responseElements":{"x-amz-request-id":"…","x-amz-id-2":"…"},',
        `"s3":{"s3SchemaVersion":"1.0","configurationId":"all","bucket":{"name":"${Bucket}",`,
        `"ownerIdentity":{"principalId":"…"},"arn":"arn:aws:s3:::${Bucket}"},`,
        '"object":{"key":"a+b.txt","size":4,"eTag":"841a2d689ad86bd1611447453c22c6fc","sequencer":"…"}}}]}',
      ].join(""),
    );
  });

  test.each(SPELLINGS)("the key %j is spelt %j, and decodes to the object", async (Key, spelling) => {
    const { Bucket, records } = await watchedBucket(["s3:ObjectCreated:*"]);
    await put(Bucket, Key);
    expect((await records()).map(({ s3 }) => s3.object["key"])).toEqual([spelling]);
    const decoded = decodeURIComponent(spelling.replaceAll("+", " "));
    expect(await call("HeadObject", { Bucket, Key: decoded })).toMatchObject({ ContentLength: 4 });
  });

  test("each way to write has its own event, and the sequencers of a key rise", async () => {
    const { Bucket, records } = await watchedBucket(["s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:ObjectTagging:*"]);
    await put(Bucket, "key");
    await call("CopyObject", { Bucket, Key: "key", CopySource: `${Bucket}/key`, MetadataDirective: "REPLACE" });
    await call("PutObjectTagging", { Bucket, Key: "key", Tagging: { TagSet: [{ Key: "a", Value: "b" }] } });
    const { UploadId } = await call("CreateMultipartUpload", { Bucket, Key: "key" });
    const part = { Bucket, Key: "key", UploadId, PartNumber: 1 };
    const { ETag } = await call("UploadPart", { ...part, Body: Buffer.from("part") });
    const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
    await call("CompleteMultipartUpload", { Bucket, Key: "key", UploadId, MultipartUpload });
    await call("DeleteObjects", { Bucket, Delete: { Objects: [{ Key: "key" }] } });
    const all = await records();
    expect(all.map(({ eventName }) => eventName)).toEqual([
      "ObjectCreated:Put",
      "ObjectCreated:Copy",
      "ObjectTagging:Put",
      "ObjectCreated:CompleteMultipartUpload",
      "ObjectRemoved:Delete",
    ]);
    const sequencers = all.flatMap(({ s3 }) => s3.object["sequencer"] ?? []);
    expect(sequencers).toHaveLength(4);
    expect(sequencers).toEqual([...new Set(sequencers)].toSorted((a, b) => (a < b ? -1 : 1)));
    expect(all[3]?.s3.object["eTag"]).toMatch(/^[0-9a-f]{32}-1$/);
  });

  test("with versions the records name them, and a delete is a marker's creation", async () => {
    const { Bucket, records } = await watchedBucket(["s3:ObjectCreated:*", "s3:ObjectRemoved:*"]);
    await call("PutBucketVersioning", { Bucket, VersioningConfiguration: { Status: "Enabled" } });
    const { VersionId } = await put(Bucket, "key");
    const marker = await call("DeleteObject", { Bucket, Key: "key" });
    const all = await records();
    expect(all.map(({ eventName, s3 }) => [eventName, s3.object["versionId"]])).toEqual([
      ["ObjectCreated:Put", VersionId],
      ["ObjectRemoved:DeleteMarkerCreated", marker["VersionId"]],
    ]);
  });

  test("prefix and suffix are those of the key as it was put", async () => {
    const FilterRules = [
      { Name: "prefix", Value: "my photos/" },
      { Name: "suffix", Value: ".jpg" },
    ];
    const { Bucket, records } = await watchedBucket(["s3:ObjectCreated:*"], { Filter: { Key: { FilterRules } } });
    for (const key of ["my photos/a.jpg", "my photos/a.txt", "my+photos/a.jpg"]) await put(Bucket, key);
    expect((await records()).map(({ s3 }) => s3.object["key"])).toEqual(["my+photos/a.jpg"]);
  });

  test("a topic in between lets its filtered subscriber hear of what its body filter matches", async () => {
    const Bucket = `bucket-${++made}`;
    await call("CreateBucket", { Bucket });
    const topic = endpoints.sns.createTopic(SCOPE, `topic-${++made}`);
    const [large, all] = [queue(), queue()];
    const FilterPolicy = JSON.stringify({ Records: { s3: { object: { size: [{ numeric: [">", 4] }] } } } });
    endpoints.sns.subscribe(topic, "sqs", large.arn, {
      RawMessageDelivery: "true",
      FilterPolicyScope: "MessageBody",
      FilterPolicy,
    });
    endpoints.sns.subscribe(topic, "sqs", all.arn, {});
    await call("PutBucketNotificationConfiguration", {
      Bucket,
      NotificationConfiguration: {
        TopicConfigurations: [{ TopicArn: topic.arn, Events: ["s3:ObjectCreated:*"] }],
      },
    });
    await put(Bucket, "small");
    await put(Bucket, "large", { Body: Buffer.from("more than four") });
    const enveloped = (await all.bodies()).map((body) => JSON.parse(body) as { Subject: string; Message: string });
    const messagesWith = (text: string): string[] =>
      enveloped.map(({ Message }) => Message).filter((message) => message.includes(text));
    expect(enveloped.map(({ Subject }) => Subject)).toEqual(Array.from({ length: 3 }, () => "Amazon S3 Notification"));
    expect(messagesWith('"Event":"s3:TestEvent"')).toHaveLength(1);
    expect(messagesWith('"key":"small"')).toHaveLength(1);
    // A topic promises no order between its messages.
    expect(await large.bodies()).toEqual(messagesWith('"key":"large"'));
  });
});
