import { describe, expect, test } from "vitest";
import { snsCaller } from "../../conformance/sns/sns-caller.ts";

const FIFO = { FifoTopic: "true" };

function invalid(what: string): object {
  return {
    Error: expect.objectContaining({ Code: "InvalidParameter", Message: `Invalid parameter: ${what}` }) as object,
  };
}

describe("creating a topic", () => {
  test.each([
    ["a", {}],
    ["a".repeat(256), {}],
    ["Az09_-", {}],
    ["orders.fifo", FIFO],
    [`${"a".repeat(251)}.fifo`, FIFO],
  ])("takes the name %s", async (name, attributes) => {
    const aws = snsCaller();

    await expect(aws.topic(name, attributes)).resolves.toBe(`arn:aws:sns:us-east-1:000000000000:${name}`);
  });

  test.each([
    ["", {}],
    ["a".repeat(257), {}],
    ["bad name", {}],
    ["bad:name", {}],
    ["orders.fifo", {}],
    ["orders", FIFO],
    [".fifo", FIFO],
    [`${"a".repeat(252)}.fifo`, FIFO],
  ])("refuses the name '%s'", async (name, attributes) => {
    const aws = snsCaller();

    expect(await aws.record("CreateTopic", { Name: name, Attributes: attributes })).toMatchObject(
      invalid("Topic Name"),
    );
  });

  test.each([
    [{ Fake: "x" }, "Unknown attribute Fake"],
    [{ SignatureVersion: "3" }, "SignatureVersion"],
    [{ DisplayName: "a".repeat(101) }, "DisplayName"],
    [{ TracingConfig: "On" }, "TracingConfig"],
    [{ MaximumMessageSize: "1023" }, "MaximumMessageSize"],
    [{ MaximumMessageSize: "1048577" }, "MaximumMessageSize"],
    [{ Policy: "{" }, "Policy Error: null"],
    [{ DeliveryPolicy: "{" }, "DeliveryPolicy: failed to parse JSON."],
    [{ ContentBasedDeduplication: "true" }, "ContentBasedDeduplication can only be set for FIFO topics"],
    [{ LambdaSuccessFeedbackSampleRate: "101" }, "LambdaSuccessFeedbackSampleRate"],
  ])("refuses the attributes %j", async (attributes, reason) => {
    const aws = snsCaller();

    const answer = await aws.record("CreateTopic", { Name: "topic", Attributes: attributes });

    expect(answer).toMatchObject(invalid(`Attributes Reason: ${reason}`));
    expect([...aws.sns.topics()]).toEqual([]);
  });

  test("says what it did as a fact with the caller's cause", async () => {
    const aws = snsCaller();
    const causeId = aws.journal.record({ kind: "runtime.stopping", reason: "any fact" });

    await aws.call("CreateTopic", { Name: "topic" }, { causeId });

    const topicArn = "arn:aws:sns:us-east-1:000000000000:topic";
    expect(aws.journal.entries().at(-1)).toMatchObject({ kind: "sns.topicCreated", topicArn, causeId });
  });
});

describe("a topic's attributes", () => {
  test.each([
    ["DisplayName", "Orders"],
    ["SignatureVersion", "2"],
    ["TracingConfig", "Active"],
    ["KmsMasterKeyId", "alias/aws/sns"],
    ["MaximumMessageSize", "1048576"],
    ["SQSSuccessFeedbackSampleRate", "100"],
  ])("%s reads back as it was set", async (name, value) => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();

    await aws.call("SetTopicAttributes", { TopicArn, AttributeName: name, AttributeValue: value });

    const { Attributes: attributes } = await aws.call("GetTopicAttributes", { TopicArn });
    expect(attributes?.[name]).toBe(value);
  });

  test.each([
    ["DisplayName", "Orders"],
    ["KmsMasterKeyId", "alias/aws/sns"],
    ["DeliveryPolicy", '{"http":{"defaultHealthyRetryPolicy":{"numRetries":1}}}'],
    ["Policy", '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*"}]}'],
  ])("an empty %s unsets it", async (name, value) => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    const before = await aws.call("GetTopicAttributes", { TopicArn });
    await aws.call("SetTopicAttributes", { TopicArn, AttributeName: name, AttributeValue: value });

    await aws.call("SetTopicAttributes", { TopicArn, AttributeName: name, AttributeValue: "" });

    expect(await aws.call("GetTopicAttributes", { TopicArn })).toEqual(before);
  });

  test.each([["Fake"], ["FifoTopic"], ["ContentBasedDeduplication"], ["ArchivePolicy"]])(
    "%s cannot be set on a standard topic",
    async (name) => {
      const aws = snsCaller();
      const attribute = { AttributeName: name, AttributeValue: "true" };

      const answer = await aws.record("SetTopicAttributes", { TopicArn: await aws.topic(), ...attribute });

      expect(answer).toMatchObject(invalid("AttributeName"));
    },
  );

  // localstack, test_topic_delivery_policy_crud.
  test.each([
    [
      { defaultRequestPolicy: { headerContentType: "application/json" } },
      '{"http":{"disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":"application/json"}}}',
    ],
    [
      { defaultHealthyRetryPolicy: { numRetries: 1, maxDelayTarget: 6, minDelayTarget: 5 } },
      '{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":5,"maxDelayTarget":6,"numRetries":1},"disableSubscriptionOverrides":false}}',
    ],
    [{ defaultHealthyRetryPolicy: null }, '{"http":{"disableSubscriptionOverrides":false}}'],
  ])("the delivery policy %j is given back in AWS's order", async (http, shown) => {
    const aws = snsCaller();
    const DeliveryPolicy = JSON.stringify({ http });
    const TopicArn = await aws.topic("topic", { DeliveryPolicy });

    const { Attributes: attributes } = await aws.call("GetTopicAttributes", { TopicArn });

    expect(attributes?.["DeliveryPolicy"]).toBe(shown);
    expect(await aws.topic("topic", { DeliveryPolicy })).toBe(TopicArn);
  });

  test("the effective delivery policy takes over what was set", async () => {
    const aws = snsCaller();
    const policy = {
      http: {
        defaultHealthyRetryPolicy: { minDelayTarget: 5, maxDelayTarget: 6, numRetries: 1 },
        defaultRequestPolicy: { headerContentType: "application/json" },
      },
    };
    const TopicArn = await aws.topic("topic", { DeliveryPolicy: JSON.stringify(policy) });

    const { Attributes: attributes } = await aws.call("GetTopicAttributes", { TopicArn });

    expect(JSON.parse(attributes?.["EffectiveDeliveryPolicy"] ?? "")).toEqual({
      http: {
        defaultHealthyRetryPolicy: {
          minDelayTarget: 5,
          maxDelayTarget: 6,
          numRetries: 1,
          numMaxDelayRetries: 0,
          numNoDelayRetries: 0,
          numMinDelayRetries: 0,
          backoffFunction: "linear",
        },
        disableSubscriptionOverrides: false,
        defaultRequestPolicy: { headerContentType: "application/json" },
      },
    });
  });

  test.each([
    [{ numRetries: 101 }, "numRetries must be a whole number between 0 and 100"],
    [{ minDelayTarget: 0 }, "minDelayTarget must be a whole number between 1 and 3600"],
    [{ minDelayTarget: 21 }, "minDelayTarget must be less than or equal to maxDelayTarget"],
    [{ numNoDelayRetries: 4 }, "numRetries must be at least the sum of the phases' retries"],
    [{ backoffFunction: "random" }, "backoffFunction must be linear, arithmetic, geometric or exponential"],
  ])("a delivery policy with %j is refused", async (retry, reason) => {
    const aws = snsCaller();
    const DeliveryPolicy = JSON.stringify({ http: { defaultHealthyRetryPolicy: retry } });

    const answer = await aws.record("CreateTopic", { Name: "topic", Attributes: { DeliveryPolicy } });

    const where = "Attributes Reason: DeliveryPolicy: defaultHealthyRetryPolicy";
    expect(answer).toMatchObject(invalid(`${where}.${reason}`));
  });

  test("count its subscriptions by their state", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    const ended = await aws.subscribeQueue(TopicArn);
    await aws.call("Unsubscribe", { SubscriptionArn: ended });
    await aws.subscribeQueue(TopicArn);
    await aws.call("Subscribe", { TopicArn, Protocol: "email", Endpoint: "someone@example.com" });

    const { Attributes: attributes } = await aws.call("GetTopicAttributes", { TopicArn });

    expect(attributes).toMatchObject({
      SubscriptionsConfirmed: "1",
      SubscriptionsPending: "1",
      SubscriptionsDeleted: "1",
    });
  });
});

describe("listing topics", () => {
  test("gives a hundred a page, and the rest behind the token", async () => {
    const aws = snsCaller();
    const arns: string[] = [];
    for (let index = 0; index < 120; index++) arns.push(await aws.topic());

    const first = await aws.call("ListTopics", {});
    const second = await aws.call("ListTopics", { NextToken: first.NextToken });

    expect(first.Topics).toHaveLength(100);
    expect(second.NextToken).toBeUndefined();
    expect([...(first.Topics ?? []), ...(second.Topics ?? [])].map(({ TopicArn }) => TopicArn)).toEqual(arns);
  });

  test("goes on behind a topic that was deleted between two pages", async () => {
    const aws = snsCaller();
    const arns: string[] = [];
    for (let index = 0; index < 102; index++) arns.push(await aws.topic());
    const { NextToken: token } = await aws.call("ListTopics", {});

    await aws.call("DeleteTopic", { TopicArn: arns[99] ?? "" });
    const { Topics: topics } = await aws.call("ListTopics", { NextToken: token });

    expect(topics?.map(({ TopicArn }) => TopicArn)).toEqual(arns.slice(100));
  });

  test("refuses a token that is not its own", async () => {
    const aws = snsCaller();

    expect(await aws.record("ListTopics", { NextToken: "bm9uc2Vuc2U=" })).toMatchObject(invalid("NextToken"));
  });
});

describe("deleting a topic", () => {
  test("ends its subscriptions", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    const SubscriptionArn = await aws.subscribeQueue(TopicArn);

    await aws.call("DeleteTopic", { TopicArn });

    const answer = await aws.record("GetSubscriptionAttributes", { SubscriptionArn });
    expect(answer).toMatchObject({ Error: { Code: "NotFound", Message: "Subscription does not exist" } });
    expect(await aws.call("ListSubscriptions", {})).toMatchObject({ Subscriptions: [] });
  });

  test("is refused while it has an archive", async () => {
    const aws = snsCaller();
    const archived = { ...FIFO, ArchivePolicy: JSON.stringify({ MessageRetentionPeriod: "30" }) };
    const TopicArn = await aws.topic("topic.fifo", archived);
    const refused = await aws.record("DeleteTopic", { TopicArn });

    await aws.call("SetTopicAttributes", { TopicArn, AttributeName: "ArchivePolicy", AttributeValue: "{}" });

    expect(refused).toMatchObject({
      Error: { Code: "InvalidState", Message: "Invalid state: Cannot delete a topic with an ArchivePolicy" },
    });
    expect(await aws.record("DeleteTopic", { TopicArn })).toMatchObject({ ResponseMetadata: { HTTPStatusCode: 200 } });
  });
});

describe("tags", () => {
  test("at most fifty", async () => {
    const aws = snsCaller();
    const ResourceArn = await aws.topic();
    const tags = Array.from({ length: 51 }, (_, index) => ({ Key: `key${index}`, Value: "" }));

    expect(await aws.record("TagResource", { ResourceArn, Tags: tags })).toMatchObject({
      Error: { Code: "TagLimitExceeded" },
    });
    expect(await aws.call("ListTagsForResource", { ResourceArn })).toEqual({ Tags: [] });
  });

  test("of something that is not there", async () => {
    const aws = snsCaller();
    const ResourceArn = `${await aws.topic()}-unknown`;

    expect(await aws.record("ListTagsForResource", { ResourceArn })).toMatchObject({
      Error: { Code: "ResourceNotFound", Message: "Resource does not exist" },
      ResponseMetadata: { HTTPStatusCode: 404 },
    });
  });
});
