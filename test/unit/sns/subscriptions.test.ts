import { describe, expect, test } from "vitest";
import { QUEUE_ARN, type SnsCaller, snsCaller } from "../../conformance/sns/sns-caller.ts";

const HTTP = { Protocol: "http", Endpoint: "http://example.com/hook" };
const HOUR_MS = 3_600_000;

function invalid(what: string): object {
  return {
    Error: expect.objectContaining({ Code: "InvalidParameter", Message: `Invalid parameter: ${what}` }) as object,
  };
}

function subscribe(aws: SnsCaller, TopicArn: string, target: object): Promise<object> {
  return aws.record("Subscribe", { TopicArn, Protocol: "sqs", Endpoint: QUEUE_ARN, ...target });
}

/** What the endpoint was asked last. */
function question(aws: SnsCaller): { readonly type: string; readonly token: string } {
  const notification = aws.delivered.at(-1)?.notification;
  if (notification === undefined || notification.type === "Notification") throw new Error("no question was sent");
  return notification;
}

async function subscriptionsOf(aws: SnsCaller, TopicArn: string): Promise<readonly object[]> {
  const { Subscriptions: subscriptions = [] } = await aws.call("ListSubscriptionsByTopic", { TopicArn });
  return subscriptions;
}

describe("endpoints", () => {
  test.each([
    [{ Protocol: "http", Endpoint: "https://example.com" }, "Endpoint must match the specified protocol"],
    [{ Protocol: "https", Endpoint: "http://example.com" }, "Endpoint must match the specified protocol"],
    [{ Protocol: "email", Endpoint: "nobody" }, "Email address"],
    [{ Protocol: "lambda", Endpoint: "orders" }, "Lambda endpoint ARN"],
    [{ Protocol: "lambda", Endpoint: QUEUE_ARN }, "Lambda endpoint ARN"],
    [{ Protocol: "application", Endpoint: "token" }, "ApplicationEndpoint ARN"],
    [{ Protocol: "firehose", Endpoint: "stream" }, "Firehose endpoint ARN"],
    [
      { Endpoint: `${QUEUE_ARN}.fifo` },
      "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
    ],
  ])("%j is refused", async (target, reason) => {
    const aws = snsCaller();

    expect(await subscribe(aws, await aws.topic(), target)).toMatchObject(invalid(reason));
  });

  test.each(["+15--551234567", "NAA+15551234567", "+15551234567.", "/+15551234567"])(
    "the phone number %s is refused",
    async (number) => {
      const aws = snsCaller();
      const answer = await subscribe(aws, await aws.topic(), { Protocol: "sms", Endpoint: number });

      expect(answer).toMatchObject({ Error: { Message: `Invalid SMS endpoint: ${number}` } });
    },
  );

  test.each(["+1234567890", "+12/34-567.890"])("the phone number %s is taken", async (number) => {
    const aws = snsCaller();
    const answer = await subscribe(aws, await aws.topic(), { Protocol: "sms", Endpoint: number });

    expect(answer).toMatchObject({ SubscriptionArn: expect.stringContaining("arn:aws:sns:") as string });
  });

  test("a FIFO topic takes FIFO and standard queues and nothing else", async () => {
    const aws = snsCaller();
    const arn = await aws.topic("topic.fifo", { FifoTopic: "true" });

    const answers = [
      await subscribe(aws, arn, { Endpoint: `${QUEUE_ARN}.fifo` }),
      await subscribe(aws, arn, {}),
      await subscribe(aws, arn, HTTP),
    ];

    expect(answers).toMatchObject([
      { ResponseMetadata: { HTTPStatusCode: 200 } },
      { ResponseMetadata: { HTTPStatusCode: 200 } },
      invalid("Invalid parameter: Endpoint Reason: Please use FIFO SQS queue"),
    ]);
  });

  test("a firehose subscription needs a role", async () => {
    const aws = snsCaller();
    const firehose = { Protocol: "firehose", Endpoint: "arn:aws:firehose:us-east-1:000000000000:deliverystream/s" };
    const arn = await aws.topic();

    const without = await subscribe(aws, arn, firehose);
    const role = { SubscriptionRoleArn: "arn:aws:iam::000000000000:role/sns" };

    expect(without).toMatchObject({ Error: { Code: "InvalidParameter" } });
    expect(await subscribe(aws, arn, { ...firehose, Attributes: role })).toMatchObject({
      ResponseMetadata: { HTTPStatusCode: 200 },
    });
  });
});

describe("a subscription that must be confirmed", () => {
  test("gets nothing and hides its ARN until then", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    const answer = await subscribe(aws, TopicArn, HTTP);
    const { token, type } = question(aws);

    await aws.call("Publish", { TopicArn, Message: "too early" });
    const listed = await subscriptionsOf(aws, TopicArn);
    const { SubscriptionArn } = await aws.call("ConfirmSubscription", { TopicArn, Token: token });
    await aws.call("Publish", { TopicArn, Message: "in time" });

    expect(answer).toMatchObject({ SubscriptionArn: "pending confirmation" });
    expect(type).toBe("SubscriptionConfirmation");
    expect(listed).toMatchObject([{ SubscriptionArn: "PendingConfirmation" }]);
    expect(await subscriptionsOf(aws, TopicArn)).toMatchObject([{ SubscriptionArn }]);
    expect(aws.received()).toEqual({ messages: ["in time"] });
  });

  test("the token has 288 hexadecimal digits, and using it twice is fine", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    await subscribe(aws, TopicArn, HTTP);
    const { token } = question(aws);

    const first = await aws.call("ConfirmSubscription", { TopicArn, Token: token });

    expect(token).toMatch(/^[0-9a-f]{288}$/);
    expect(await aws.call("ConfirmSubscription", { TopicArn, Token: token })).toEqual(first);
  });

  test.each([
    ["not-an-arn", "Topic"],
    ["arn:aws:sns:eu-central-1:000000000000:topic", "Topic"],
  ])("cannot be confirmed with the topic %s", async (TopicArn, reason) => {
    const aws = snsCaller();
    await subscribe(aws, await aws.topic(), HTTP);

    const answer = await aws.record("ConfirmSubscription", { TopicArn, Token: question(aws).token });

    expect(answer).toMatchObject(invalid(reason));
  });

  test("can be confirmed with another topic of its region: the token knows", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    await subscribe(aws, TopicArn, HTTP);

    const answer = await aws.call("ConfirmSubscription", { TopicArn: `${TopicArn}a`, Token: question(aws).token });

    expect(answer.SubscriptionArn).toContain(`${TopicArn}:`);
  });

  test("is asked again when it is subscribed again", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    await subscribe(aws, TopicArn, HTTP);
    const first = question(aws).token;

    await subscribe(aws, TopicArn, HTTP);

    expect(question(aws).token).not.toBe(first);
    expect(await subscriptionsOf(aws, TopicArn)).toHaveLength(1);
  });

  test("is gone after two days", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    await subscribe(aws, TopicArn, HTTP);

    aws.clock.advance(48 * HOUR_MS - 1);
    const before = await subscriptionsOf(aws, TopicArn);
    aws.clock.advance(1);

    expect(before).toHaveLength(1);
    expect(await subscriptionsOf(aws, TopicArn)).toEqual([]);
    expect(await aws.record("ConfirmSubscription", { TopicArn, Token: question(aws).token })).toMatchObject({
      ResponseMetadata: { HTTPStatusCode: 400 },
    });
  });

  test("a queue of another account is asked as well", async () => {
    const aws = snsCaller();
    const answer = await subscribe(aws, await aws.topic(), { Endpoint: "arn:aws:sqs:us-east-1:111122223333:queue" });

    expect(answer).toMatchObject({ SubscriptionArn: "pending confirmation" });
  });

  test("tells whether the confirmation was signed", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    await subscribe(aws, TopicArn, HTTP);
    const token = { TopicArn, Token: question(aws).token };

    const { SubscriptionArn = "" } = await aws.call("ConfirmSubscription", token, { accessKeyId: undefined });

    const { Attributes: attributes } = await aws.call("GetSubscriptionAttributes", { SubscriptionArn });
    expect(attributes).toMatchObject({ PendingConfirmation: "false", ConfirmationWasAuthenticated: "false" });
  });
});

describe("unsubscribing", () => {
  async function confirmed(aws: SnsCaller, authenticate = "false"): Promise<{ TopicArn: string; arn: string }> {
    const TopicArn = await aws.topic();
    await subscribe(aws, TopicArn, HTTP);
    const token = { TopicArn, Token: question(aws).token, AuthenticateOnUnsubscribe: authenticate };
    const { SubscriptionArn: arn = "" } = await aws.call("ConfirmSubscription", token);
    return { TopicArn, arn };
  }

  test.each([
    ["by a link", { accessKeyId: undefined }],
    ["by another account", { accountId: "111111111111" }],
  ])("%s tells an HTTP endpoint, whose token takes it back", async (_, caller) => {
    const aws = snsCaller();
    const { TopicArn, arn } = await confirmed(aws);

    await aws.call("Unsubscribe", { SubscriptionArn: arn }, caller);
    const { type, token } = question(aws);
    const without = await subscriptionsOf(aws, TopicArn);
    await aws.call("ConfirmSubscription", { TopicArn, Token: token });

    expect(type).toBe("UnsubscribeConfirmation");
    expect(without).toEqual([]);
    expect(await subscriptionsOf(aws, TopicArn)).toMatchObject([{ SubscriptionArn: arn }]);
  });

  test("by its owner tells nobody", async () => {
    const aws = snsCaller();
    const { TopicArn, arn } = await confirmed(aws);
    const before = aws.delivered.length;

    await aws.call("Unsubscribe", { SubscriptionArn: arn });

    expect(await subscriptionsOf(aws, TopicArn)).toEqual([]);
    expect(aws.delivered).toHaveLength(before);
  });

  test("must be signed when the confirmation asked for it", async () => {
    const aws = snsCaller();
    const { arn } = await confirmed(aws, "true");

    const unsigned = await aws.record("Unsubscribe", { SubscriptionArn: arn }, { accessKeyId: undefined });
    const signed = await aws.record("Unsubscribe", { SubscriptionArn: arn });

    expect(unsigned).toMatchObject({
      Error: { Code: "AuthorizationError" },
      ResponseMetadata: { HTTPStatusCode: 403 },
    });
    expect(signed).toMatchObject({ ResponseMetadata: { HTTPStatusCode: 200 } });
  });

  test("is refused before the confirmation; the topic takes the subscription with it", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    const pending = await subscribe(aws, TopicArn, { ...HTTP, ReturnSubscriptionArn: true });
    const { SubscriptionArn = "" } = pending as { SubscriptionArn?: string };

    expect(await aws.record("Unsubscribe", { SubscriptionArn })).toMatchObject(
      invalid("SubscriptionArn Reason: Cannot unsubscribe a subscription that is pending confirmation"),
    );
    await aws.call("DeleteTopic", { TopicArn });
    expect(await aws.record("GetSubscriptionAttributes", { SubscriptionArn })).toMatchObject({
      Error: { Code: "NotFound" },
    });
  });

  test.each([
    ["randomstring", "SubscriptionArn Reason: An ARN must have at least 6 elements, not 1"],
    ["arn:aws:sns:us-east-1:random", "SubscriptionArn Reason: An ARN must have at least 6 elements, not 5"],
    ["arn:aws:sns:us-east-1:111111111111:random", "SubscriptionId"],
  ])("refuses %s", async (arn, reason) => {
    const aws = snsCaller();

    expect(await aws.record("Unsubscribe", { SubscriptionArn: arn })).toMatchObject(invalid(reason));
  });
});
