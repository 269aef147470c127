import { describe, expect, test } from "vitest";
import type { SnsDelivery } from "../../../runtime/core/deliver.ts";
import { QUEUE_ARN, type SnsCaller, snsCaller } from "../../conformance/sns/sns-caller.ts";

const HTTP = { Protocol: "http", Endpoint: "http://example.com/hook" };

function invalid(what: string): object {
  return {
    Error: expect.objectContaining({ Code: "InvalidParameter", Message: `Invalid parameter: ${what}` }) as object,
  };
}

function subscribe(aws: SnsCaller, TopicArn: string, target: object): Promise<object> {
  return aws.record("Subscribe", { TopicArn, Protocol: "sqs", Endpoint: QUEUE_ARN, ...target });
}

describe("a subscription's attributes", () => {
  test.each([
    ["FakeAttribute", "test-value", "AttributeName"],
    ["RawMessageDelivery", "test-ValUe", "RawMessageDelivery: Invalid value [test-ValUe]. Must be true or false."],
    ["RawMessageDelivery", "", "RawMessageDelivery: Invalid value []. Must be true or false."],
    ["RedrivePolicy", '{"deadLetterTargetArn":"fake-arn"}', "RedrivePolicy: deadLetterTargetArn is an invalid arn"],
    [
      "RedrivePolicy",
      "{invalidjson}",
      "RedrivePolicy: failed to parse JSON. Unexpected character ('i' (code 105)): was expecting double-quote to start field name\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]",
    ],
    [
      "RedrivePolicy",
      "",
      "RedrivePolicy: failed to parse JSON. No content to map due to end-of-input\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1]",
    ],
    ["DeliveryPolicy", "[]", "DeliveryPolicy: failed to parse JSON."],
    ["ReplayPolicy", "{}x", "ReplayPolicy: only subscriptions of FIFO topics can be replayed to"],
  ])("%s cannot be '%s'", async (name, value, reason) => {
    const aws = snsCaller();
    const arn = await aws.subscribeQueue(await aws.topic());

    expect(await aws.set(arn, name, value)).toMatchObject(invalid(reason));
  });

  test("a filter policy that is no JSON is refused with the parser's words", async () => {
    const aws = snsCaller();
    const arn = await aws.subscribeQueue(await aws.topic());

    const answer = await aws.set(arn, "FilterPolicy", "{invalidjson}");

    expect(answer).toMatchObject({
      Error: {
        Message: expect.stringMatching(
          /^Invalid parameter: FilterPolicy: failed to parse JSON\. Unexpected character \('i' \(code 105\)\)/,
        ) as string,
      },
    });
  });

  test("a FIFO queue on a FIFO topic needs a FIFO dead-letter queue", async () => {
    const aws = snsCaller();
    const topicArn = await aws.topic("topic.fifo", { FifoTopic: "true" });
    const target = { TopicArn: topicArn, Protocol: "sqs", Endpoint: `${QUEUE_ARN}.fifo` };
    const { SubscriptionArn: arn = "" } = await aws.call("Subscribe", target);

    const answer = await aws.set(arn, "RedrivePolicy", JSON.stringify({ deadLetterTargetArn: QUEUE_ARN }));

    const reason = "must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.";
    expect(answer).toMatchObject(invalid(`RedrivePolicy: ${reason}`));
  });

  test("subscribing again gives the same subscription, unless other attributes are asked for", async () => {
    const aws = snsCaller();
    const arn = await aws.topic();
    const again = (attributes?: object): Promise<object> => subscribe(aws, arn, { Attributes: attributes });
    const first = await again({ RawMessageDelivery: "True" });

    expect([
      await again({ RawMessageDelivery: "true" }),
      await again({ RawMessageDelivery: "true", FilterPolicyScope: "MessageAttributes" }),
      await again(),
      await again({}),
      await again({ FilterPolicyScope: "MessageAttributes" }),
    ]).toEqual([first, first, first, first, first]);
    expect(await again({ RawMessageDelivery: "false", FilterPolicyScope: "MessageBody" })).toMatchObject(
      invalid("Attributes Reason: Subscription already exists with different attributes"),
    );
  });

  test.each(["", "{}", " { } "])("the filter policy '%s' removes the one before", async (value) => {
    const aws = snsCaller();
    const SubscriptionArn = await aws.subscribeQueue(await aws.topic(), { FilterPolicy: '{"a":["x"]}' });

    await aws.set(SubscriptionArn, "FilterPolicy", value);

    const { Attributes: attributes } = await aws.call("GetSubscriptionAttributes", { SubscriptionArn });
    expect(attributes).not.toHaveProperty("FilterPolicy");
    expect(attributes).not.toHaveProperty("FilterPolicyScope");
  });

  test("a RedrivePolicy without a value is unset", async () => {
    const aws = snsCaller();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: `${QUEUE_ARN}-dlq` });
    const SubscriptionArn = await aws.subscribeQueue(await aws.topic(), { RedrivePolicy });
    const before = await aws.call("GetSubscriptionAttributes", { SubscriptionArn });

    await aws.call("SetSubscriptionAttributes", { SubscriptionArn, AttributeName: "RedrivePolicy" });

    const after = await aws.call("GetSubscriptionAttributes", { SubscriptionArn });
    expect(before.Attributes).toMatchObject({ RedrivePolicy });
    expect(after.Attributes).not.toHaveProperty("RedrivePolicy");
  });

  test.each(["true", "false"])("only some protocols know of RawMessageDelivery %s", async (RawMessageDelivery) => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    const attributes = { Attributes: { RawMessageDelivery } };
    const answers = [
      HTTP,
      { Protocol: "email", Endpoint: "a@example.com" },
      { Protocol: "sms", Endpoint: "+12345678" },
    ];

    expect(
      await Promise.all(answers.map((target) => subscribe(aws, TopicArn, { ...target, ...attributes }))),
    ).toMatchObject([
      { SubscriptionArn: "pending confirmation" },
      invalid("Attributes Reason: Delivery protocol [email] does not support raw message delivery."),
      invalid("Attributes Reason: Delivery protocol [sms] does not support raw message delivery."),
    ]);
  });

  // localstack, test_subscribe_external_http_endpoint_content_type; terraform-provider-aws, topic_subscription_test.go.
  test.each([
    [
      { requestPolicy: { headerContentType: "text/csv" } },
      '{"healthyRetryPolicy":null,"sicklyRetryPolicy":null,"throttlePolicy":null,"requestPolicy":{"headerContentType":"text/csv"},"guaranteed":false}',
    ],
    [
      {
        throttlePolicy: { maxReceivesPerSecond: 1000 },
        healthyRetryPolicy: { numRetries: 5, maxDelayTarget: 20, minDelayTarget: 5 },
      },
      '{"healthyRetryPolicy":{"minDelayTarget":5,"maxDelayTarget":20,"numRetries":5,"numMaxDelayRetries":null,"numNoDelayRetries":null,"numMinDelayRetries":null,"backoffFunction":null},"sicklyRetryPolicy":null,"throttlePolicy":{"maxReceivesPerSecond":1000},"requestPolicy":null,"guaranteed":false}',
    ],
  ])("the delivery policy %j is given back with all members in order", async (policy, shown) => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    const target = { ...HTTP, Attributes: { DeliveryPolicy: JSON.stringify(policy) }, ReturnSubscriptionArn: true };
    const { SubscriptionArn = "" } = (await subscribe(aws, TopicArn, target)) as { SubscriptionArn?: string };

    const { Attributes: attributes } = await aws.call("GetSubscriptionAttributes", { SubscriptionArn });

    expect(attributes?.["DeliveryPolicy"]).toBe(shown);
    expect(await subscribe(aws, TopicArn, target)).toMatchObject({ SubscriptionArn });
  });

  test("an HTTP subscription shows its effective delivery policy", async () => {
    const aws = snsCaller();
    const policy = { healthyRetryPolicy: { numRetries: 5 }, throttlePolicy: { maxReceivesPerSecond: 10 } };
    const attributes = { DeliveryPolicy: JSON.stringify(policy) };
    const target = { ...HTTP, Attributes: attributes, ReturnSubscriptionArn: true };
    const { SubscriptionArn: arn } = (await subscribe(aws, await aws.topic(), target)) as { SubscriptionArn: string };

    const { Attributes: shown } = await aws.call("GetSubscriptionAttributes", { SubscriptionArn: arn });

    expect(JSON.parse(shown?.["EffectiveDeliveryPolicy"] ?? "")).toMatchObject({
      healthyRetryPolicy: { numRetries: 5, minDelayTarget: 20, backoffFunction: "linear" },
      throttlePolicy: { maxReceivesPerSecond: 10 },
      requestPolicy: { headerContentType: "text/plain; charset=UTF-8" },
    });
  });

  test("what is delivered follows a change at once", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    const arn = await aws.subscribeQueue(TopicArn);

    await aws.set(arn, "RawMessageDelivery", "true");
    await aws.call("SetTopicAttributes", { TopicArn, AttributeName: "DisplayName", AttributeValue: "Orders" });
    await aws.call("Publish", { TopicArn, Message: "hello" });

    const expected: Partial<SnsDelivery> = {
      topic: { topicArn: TopicArn, isFifo: false, signatureVersion: "1", displayName: "Orders" },
      subscription: { subscriptionArn: arn, protocol: "sqs", endpoint: QUEUE_ARN, rawMessageDelivery: true },
    };
    expect(aws.delivered).toMatchObject([expected]);
  });
});
