import { describe, expect, test } from "vitest";
import { type SnsCaller, snsCaller } from "../../conformance/sns/sns-caller.ts";

const DAY_MS = 24 * 3_600_000;
const ARCHIVED = {
  FifoTopic: "true",
  ContentBasedDeduplication: "true",
  ArchivePolicy: JSON.stringify({ MessageRetentionPeriod: "7" }),
};

function publish(aws: SnsCaller, TopicArn: string, Message: string, more: object = {}): Promise<object> {
  return aws.call("Publish", { TopicArn, Message, MessageGroupId: "g", ...more });
}

function policy(startingAt: number, endingAt?: number): string {
  return JSON.stringify({
    PointType: "Timestamp",
    StartingPoint: isoOf(startingAt),
    ...(endingAt === undefined ? undefined : { EndingPoint: isoOf(endingAt) }),
  });
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}

async function statusOf(aws: SnsCaller, SubscriptionArn: string): Promise<string | undefined> {
  const { Attributes: attributes } = await aws.call("GetSubscriptionAttributes", { SubscriptionArn });
  return attributes?.["ReplayStatus"];
}

describe("a topic's archive", () => {
  test("says from when it can be replayed", async () => {
    const aws = snsCaller();
    const madeAt = aws.clock.now();
    const TopicArn = await aws.topic("topic.fifo", ARCHIVED);
    const beginning = async (): Promise<string | undefined> =>
      (await aws.call("GetTopicAttributes", { TopicArn })).Attributes?.["BeginningArchiveTime"];

    const atFirst = await beginning();
    aws.clock.advance(10 * DAY_MS);

    expect(Date.parse(atFirst ?? "")).toBe(madeAt);
    expect(Date.parse((await beginning()) ?? "")).toBe(madeAt + 3 * DAY_MS);
  });

  test.each(["0", "366", "many"])("cannot keep messages for %s days", async (days) => {
    const aws = snsCaller();
    const ArchivePolicy = JSON.stringify({ MessageRetentionPeriod: days });

    const answer = await aws.record("CreateTopic", { Name: "topic.fifo", Attributes: { ...ARCHIVED, ArchivePolicy } });

    expect(answer).toMatchObject({ Error: { Code: "InvalidParameter" } });
  });
});

describe("a replay", () => {
  test("brings what was published in its time, in order and marked, then what is new", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic("topic.fifo", ARCHIVED);
    for (const text of ["1", "2", "3"]) {
      await publish(aws, TopicArn, text);
      aws.clock.advance(60_000);
    }
    const startingAt = aws.clock.now() - 120_000;

    const arn = await aws.subscribeQueue(TopicArn, { ReplayPolicy: policy(startingAt) });
    await publish(aws, TopicArn, "4");

    const notifications = aws.delivered.map(({ notification }) => notification);
    expect(notifications).toMatchObject([
      { message: "2", replayed: true, publishedAt: startingAt },
      { message: "3", replayed: true },
      { message: "4" },
    ]);
    expect(notifications[2]).not.toHaveProperty("replayed");
    expect(await statusOf(aws, arn)).toBe("Completed");
  });

  test("keeps to its ending point, the filter policy and the retention", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic("topic.fifo", ARCHIVED);
    await publish(aws, TopicArn, '{"kind":"a","too":"old"}');
    aws.clock.advance(8 * DAY_MS);
    const startedAt = aws.clock.now();
    for (const text of ['{"kind":"a"}', '{"kind":"b"}', '{"kind":"a","n":2}']) {
      await publish(aws, TopicArn, text);
      aws.clock.advance(60_000);
    }

    await aws.subscribeQueue(TopicArn, {
      FilterPolicyScope: "MessageBody",
      FilterPolicy: '{"kind":["a"]}',
      ReplayPolicy: policy(startedAt - 30 * DAY_MS, startedAt + 60_000),
    });

    expect(aws.received()).toEqual({ messages: ['{"kind":"a"}'] });
  });

  test("is in progress until the last message is taken, and new ones wait behind it", async () => {
    let isDown = true;
    const aws = snsCaller(() =>
      isDown ? { kind: "failed", clientError: false, reason: "503" } : { kind: "delivered" },
    );
    const TopicArn = await aws.topic("topic.fifo", ARCHIVED);
    await publish(aws, TopicArn, "1");
    await publish(aws, TopicArn, "2");

    const arn = await aws.subscribeQueue(TopicArn, { ReplayPolicy: policy(aws.clock.now()) });
    await publish(aws, TopicArn, "3");
    const during = await statusOf(aws, arn);
    isDown = false;
    aws.clock.advance(1000);

    expect(during).toBe("In progress");
    expect(await statusOf(aws, arn)).toBe("Completed");
    const delivered = aws.journal.entries().filter(({ kind }) => kind === "sns.delivered");
    expect(delivered).toHaveLength(3);
    expect(aws.delivered.slice(-2)).toMatchObject([
      { notification: { message: "2" } },
      { notification: { message: "3" } },
    ]);
  });

  test("has no status without a policy", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic("topic.fifo", ARCHIVED);
    const arn = await aws.subscribeQueue(TopicArn, { ReplayPolicy: policy(aws.clock.now()) });

    await aws.set(arn, "ReplayPolicy", "{}");

    expect(await statusOf(aws, arn)).toBeUndefined();
  });

  test.each([
    ["{", "failed to parse JSON."],
    ['{"PointType":"Sequence"}', "PointType must be Timestamp"],
    ['{"PointType":"Timestamp","StartingPoint":"yesterday"}', "StartingPoint must be an ISO 8601 timestamp"],
    [policy(2000, 1000), "EndingPoint must be after StartingPoint"],
  ])("with the policy %s is refused", async (text, reason) => {
    const aws = snsCaller();
    const arn = await aws.subscribeQueue(await aws.topic("topic.fifo", ARCHIVED));

    expect(await aws.set(arn, "ReplayPolicy", text)).toMatchObject({
      Error: { Code: "InvalidParameter", Message: `Invalid parameter: ReplayPolicy: ${reason}` },
    });
  });
});
