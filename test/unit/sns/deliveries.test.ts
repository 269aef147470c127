import { describe, expect, test } from "vitest";
import type { DeliveryOutcome } from "../../../runtime/core/deliver.ts";
import { QUEUE_ARN, type SnsCaller, snsCaller } from "../../conformance/sns/sns-caller.ts";

const DAY_MS = 24 * 3_600_000;
const DELIVERED: DeliveryOutcome = { kind: "delivered" };
const UNAVAILABLE: DeliveryOutcome = { kind: "failed", clientError: false, reason: "503 Service Unavailable" };
const GONE: DeliveryOutcome = { kind: "failed", clientError: true, reason: "The queue does not exist." };

/** When the attempts were made, in milliseconds from the publish. */
function attemptTimes(aws: SnsCaller): readonly number[] {
  const entries = aws.journal.entries();
  const published = entries.find(({ kind }) => kind === "sns.messagePublished");
  return entries.filter(({ kind }) => kind === "sns.deliveryFailed").map(({ at }) => at - (published?.at ?? 0));
}

function dlq(isRaw = false): Record<string, string> {
  const redrive = { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: `${QUEUE_ARN}-dlq` }) };
  return isRaw ? { ...redrive, RawMessageDelivery: "true" } : redrive;
}

/** Fails at the queue and takes at the dead-letter queue. */
function failingQueue(outcome: DeliveryOutcome): SnsCaller {
  return snsCaller(({ subscription }) => (subscription.endpoint.endsWith("-dlq") ? DELIVERED : outcome));
}

describe("retries", () => {
  test("a queue that is unavailable is tried 100,015 times over 23 days", async () => {
    const aws = snsCaller(() => UNAVAILABLE);
    const TopicArn = await aws.topic();
    await aws.subscribeQueue(TopicArn);

    await aws.call("Publish", { TopicArn, Message: "x" });
    aws.clock.advance(23 * DAY_MS);
    const soon = aws.delivered.length;
    aws.clock.advance(DAY_MS);

    expect(soon).toBeGreaterThan(99_000);
    expect(aws.delivered).toHaveLength(100_015);
    expect(aws.clock.pending).toBe(0);
  });

  test("its first attempts come at once, then a second apart, then slower", async () => {
    const aws = snsCaller(() => UNAVAILABLE);
    const TopicArn = await aws.topic();
    await aws.subscribeQueue(TopicArn);

    await aws.call("Publish", { TopicArn, Message: "x" });
    aws.clock.advance(60_000);

    const seconds = attemptTimes(aws).map((ms) => ms / 1000);
    expect(seconds).toEqual([0, 0, 0, 0, 1, 2, 3, 5, 9, 17, 33, 53]);
  });

  test("an SMS that cannot be sent is tried 50 times over 6 hours", async () => {
    const aws = snsCaller(() => UNAVAILABLE);

    await aws.call("Publish", { PhoneNumber: "+12345678", Message: "x" });
    aws.clock.advance(8 * 3_600_000);

    expect(aws.delivered).toHaveLength(50);
    expect(attemptTimes(aws).at(-1)).toBeGreaterThan(6 * 3_600_000);
  });

  test("an HTTP endpoint is tried again three times, 20 seconds apart", async () => {
    const aws = snsCaller(({ notification }) => (notification.type === "Notification" ? UNAVAILABLE : DELIVERED));
    const TopicArn = await confirmedHttp(aws, {});

    await aws.call("Publish", { TopicArn, Message: "x" });
    aws.clock.advance(3_600_000);

    expect(attemptTimes(aws)).toEqual([0, 20_000, 40_000, 60_000]);
  });

  test("an HTTP endpoint's own delivery policy counts", async () => {
    const aws = snsCaller(({ notification }) => (notification.type === "Notification" ? UNAVAILABLE : DELIVERED));
    const retry = {
      numRetries: 7,
      numNoDelayRetries: 1,
      numMinDelayRetries: 1,
      numMaxDelayRetries: 1,
      minDelayTarget: 10,
      maxDelayTarget: 40,
      backoffFunction: "linear",
    };
    const TopicArn = await confirmedHttp(aws, { DeliveryPolicy: JSON.stringify({ healthyRetryPolicy: retry }) });

    await aws.call("Publish", { TopicArn, Message: "x" });
    aws.clock.advance(3_600_000);

    // No delay; 10; then 10, 20, 30, 40; then 40.
    expect(attemptTimes(aws).map((ms) => ms / 1000)).toEqual([0, 0, 10, 20, 40, 70, 110, 150]);
  });

  test("a client error is not tried again", async () => {
    const aws = snsCaller(() => GONE);
    const TopicArn = await aws.topic();
    const subscriptionArn = await aws.subscribeQueue(TopicArn);

    await aws.call("Publish", { TopicArn, Message: "x" });
    aws.clock.advance(DAY_MS);

    expect(aws.delivered).toHaveLength(1);
    const failed = aws.journal.entries().at(-1);
    expect(failed).toMatchObject({ kind: "sns.deliveryFailed", subscriptionArn, attempt: 1, reason: GONE.reason });
    expect(failed).not.toHaveProperty("nextAttemptAt");
  });

  test("end when the endpoint has taken it, and each is a fact", async () => {
    let attempts = 0;
    const aws = snsCaller(() => (++attempts < 5 ? UNAVAILABLE : DELIVERED));
    const TopicArn = await aws.topic();
    await aws.subscribeQueue(TopicArn);

    const { MessageId: messageId } = await aws.call("Publish", { TopicArn, Message: "x" });
    aws.clock.advance(DAY_MS);

    const facts = aws.journal.entries().slice(-5);
    const publishedId = aws.journal.entries().find(({ kind }) => kind === "sns.messagePublished")?.id;
    expect(facts.map((fact) => ("attempt" in fact ? [fact.kind, fact.attempt] : fact.kind))).toEqual([
      ["sns.deliveryFailed", 1],
      ["sns.deliveryFailed", 2],
      ["sns.deliveryFailed", 3],
      ["sns.deliveryFailed", 4],
      ["sns.delivered", 5],
    ]);
    for (const fact of facts) expect(fact).toMatchObject({ messageId, causeId: publishedId });
    expect(facts[3]).toMatchObject({ nextAttemptAt: facts[4]?.at });
  });

  test("end when the subscription is deleted", async () => {
    const aws = snsCaller(() => UNAVAILABLE);
    const TopicArn = await aws.topic();
    const SubscriptionArn = await aws.subscribeQueue(TopicArn);
    await aws.call("Publish", { TopicArn, Message: "x" });
    aws.clock.advance(1000);
    const before = aws.delivered.length;

    await aws.call("Unsubscribe", { SubscriptionArn });
    aws.clock.advance(DAY_MS);

    expect(aws.delivered).toHaveLength(before);
    expect(aws.journal.entries().at(-1)).toMatchObject({ reason: "the subscription was deleted" });
    expect(aws.clock.pending).toBe(0);
  });

  test("nothing is left on the clock after a stop", async () => {
    const aws = snsCaller(() => UNAVAILABLE);
    const TopicArn = await aws.topic();
    await aws.subscribeQueue(TopicArn);
    await aws.call("Subscribe", { TopicArn, Protocol: "email", Endpoint: "someone@example.com" });
    await aws.call("Publish", { TopicArn, Message: "x" });

    aws.sns.stop();

    expect(aws.clock.pending).toBe(0);
  });
});

describe("the dead-letter queue", () => {
  test.each([false, true])("gets what the subscriber would have got (raw: %s)", async (isRaw) => {
    const aws = failingQueue(GONE);
    const TopicArn = await aws.topic();
    const subscriptionArn = await aws.subscribeQueue(TopicArn, dlq(isRaw));

    await aws.call("Publish", { TopicArn, Message: "x" });

    const [failed, moved] = aws.delivered;
    expect(moved?.notification).toBe(failed?.notification);
    expect(moved?.subscription).toEqual({
      subscriptionArn,
      protocol: "sqs",
      endpoint: `${QUEUE_ARN}-dlq`,
      rawMessageDelivery: isRaw,
    });
    expect(aws.journal.entries().at(-1)).toMatchObject({
      kind: "sns.movedToDeadLetterQueue",
      subscriptionArn,
      deadLetterQueueArn: `${QUEUE_ARN}-dlq`,
      attempts: 1,
    });
  });

  test("gets it after the last retry", async () => {
    const aws = snsCaller(({ subscription, notification }) =>
      notification.type !== "Notification" || subscription.protocol === "sqs" ? DELIVERED : UNAVAILABLE,
    );
    const TopicArn = await confirmedHttp(aws, dlq());

    await aws.call("Publish", { TopicArn, Message: "x" });
    aws.clock.advance(59_999);
    const before = aws.delivered.at(-1)?.subscription.protocol;
    aws.clock.advance(1);

    expect([before, aws.delivered.at(-1)?.subscription.protocol]).toEqual(["http", "sqs"]);
  });

  test("that does not take it is the end", async () => {
    const aws = snsCaller(() => GONE);
    const TopicArn = await aws.topic();
    await aws.subscribeQueue(TopicArn, dlq());

    await aws.call("Publish", { TopicArn, Message: "x" });

    expect(aws.delivered).toHaveLength(2);
    expect(aws.journal.entries().at(-1)).toMatchObject({
      kind: "sns.deliveryFailed",
      reason: "the dead-letter queue did not take it: The queue does not exist.",
    });
  });
});

describe("an endpoint with a throttle policy", () => {
  test("gets at most so many messages a second", async () => {
    const aws = snsCaller();
    const policy = JSON.stringify({ throttlePolicy: { maxReceivesPerSecond: 2 } });
    const TopicArn = await confirmedHttp(aws, { DeliveryPolicy: policy });
    aws.clock.advance(1000);
    const before = aws.delivered.length;
    for (let index = 0; index < 5; index++) await aws.call("Publish", { TopicArn, Message: String(index) });

    const counts = [0, 499, 1, 500, 500, 500].map((ms) => {
      aws.clock.advance(ms);
      return aws.delivered.length - before;
    });

    expect(counts).toEqual([1, 1, 2, 3, 4, 5]);
  });
});

describe("a publish", () => {
  test("is answered when queues in the same process have their message", async () => {
    let arrive = (): void => undefined;
    const aws = snsCaller(
      () =>
        new Promise((resolve) => {
          arrive = () => resolve(DELIVERED);
        }),
    );
    const TopicArn = await aws.topic();
    await aws.subscribeQueue(TopicArn);
    const happened: string[] = [];

    const answered = aws.call("Publish", { TopicArn, Message: "x" }).then(() => happened.push("answered"));
    const settled = aws.sns.settled().then(() => happened.push("settled"));
    await Promise.resolve();
    happened.push("arriving");
    arrive();
    await Promise.all([answered, settled]);

    expect(happened[0]).toBe("arriving");
    expect(happened).toHaveLength(3);
  });

  test("does not wait for endpoints of others", async () => {
    const aws = snsCaller(() => new Promise(() => undefined));
    const TopicArn = await aws.topic();
    await aws.call("Subscribe", { TopicArn, Protocol: "sms", Endpoint: "+12345678" });

    await expect(aws.call("Publish", { TopicArn, Message: "x" })).resolves.toHaveProperty("MessageId");
  });
});

/** A topic with a confirmed HTTP subscription. */
async function confirmedHttp(aws: SnsCaller, attributes: Record<string, string>): Promise<string> {
  const TopicArn = await aws.topic();
  const target = { Protocol: "http", Endpoint: "http://127.0.0.1:3000/hook", Attributes: attributes };
  await aws.call("Subscribe", { TopicArn, ...target });
  for (const subscription of aws.sns.subscriptions()) {
    await aws.call("ConfirmSubscription", { TopicArn, Token: aws.sns.tokenOf(subscription) ?? "" });
  }
  return TopicArn;
}
