import type { Replays } from "./replay.ts";
import { QUEUE_ARN, type SnsCaller } from "./sns-caller.ts";

function subscribe(aws: SnsCaller, TopicArn: string, target: object): Promise<object> {
  return aws.record("Subscribe", { TopicArn, Protocol: "sqs", Endpoint: QUEUE_ARN, ...target });
}

/** A real token of another topic. */
const UNKNOWN_TOKEN = `51b2ff3edb475b7d91550e0ab6edf0c1de2a34e6ebaf6c2262a001bcb7e051c43aa00022ceecce70${"0".repeat(206)}`;

function listByTopic(aws: SnsCaller, TopicArn: string, NextToken?: string): Promise<object> {
  return aws.record("ListSubscriptionsByTopic", { TopicArn, NextToken });
}

function confirm(aws: SnsCaller, TopicArn: string, Token: string): Promise<object> {
  return aws.record("ConfirmSubscription", { TopicArn, Token });
}

/** The attributes of a queue's subscription that was made in one way or another. */
function attributesAfter(step: string, attributes: Record<string, string>, later: Record<string, string> = {}) {
  return async (aws: SnsCaller): Promise<Record<string, unknown>> => {
    const arn = await aws.subscribeQueue(await aws.topic(), attributes);
    for (const [name, value] of Object.entries(later)) await aws.set(arn, name, value);
    return { [step]: await aws.attributesOf(arn) };
  };
}

/** Replays about subscriptions. */
export const subscriptionReplays: Replays = {
  async "TestSNSSubscriptionCrud.subscribe_with_invalid_protocol"(aws) {
    const target = { Protocol: "test-protocol", Endpoint: "someone@example.com" };
    return { exception: await subscribe(aws, await aws.topic(), target) };
  },

  async "TestSNSSubscriptionCrud.subscribe_with_invalid_topic"(aws) {
    const email = { Protocol: "email", Endpoint: "someone@example.com" };
    return {
      "invalid-subscribe-arn-1": await subscribe(aws, "randomstring", email),
      "invalid-subscribe-arn-2": await subscribe(aws, "arn:aws:sns:us-east-1:random", email),
      "non-existent-topic": await subscribe(aws, `${await aws.topic()}aaa`, email),
    };
  },

  async "TestSNSSubscriptionCrud.create_subscriptions_with_attributes"(aws) {
    const arn = await aws.topic();
    const withRaw = (value: string): Promise<object> => {
      const attributes = { RawMessageDelivery: value, FilterPolicyScope: "MessageBody", FilterPolicy: "" };
      return subscribe(aws, arn, { Attributes: attributes, ReturnSubscriptionArn: true });
    };
    const wrong = await withRaw("wrongvalue");
    const subscribed = await withRaw("TrUe");
    const { SubscriptionArn: subscriptionArn } = subscribed as { readonly SubscriptionArn: string };
    return {
      "subscribe-wrong-attr": wrong,
      subscribe: subscribed,
      "get-attrs": await aws.attributesOf(subscriptionArn),
      "get-attrs-nonexistent-sub": await aws.attributesOf(`${subscriptionArn.slice(0, -8)}00000000`),
    };
  },

  async "TestSNSSubscriptionCrud.not_found_error_on_set_subscription_attributes"(aws) {
    const arn = await aws.topic();
    const subscribed = await subscribe(aws, arn, {});
    const { SubscriptionArn: subscriptionArn } = subscribed as { readonly SubscriptionArn: string };
    const attributes = await aws.attributesOf(subscriptionArn);
    const before = await listByTopic(aws, arn);
    await aws.call("Unsubscribe", { SubscriptionArn: subscriptionArn });
    return {
      sub: subscribed,
      "sub-attrs": attributes,
      "subscriptions-for-topic-before-unsub": before,
      "sub-not-found": await aws.set(subscriptionArn, "RawMessageDelivery", "true"),
      "subscriptions-for-topic-after-unsub": await listByTopic(aws, arn),
    };
  },

  async "TestSNSSubscriptionCrud.sns_confirm_subscription_wrong_token"(aws) {
    const arn = await aws.topic();
    return {
      "topic-not-exists": await confirm(aws, `${arn}i`, UNKNOWN_TOKEN),
      "invalid-token": await confirm(aws, arn, "randomtoken"),
      "token-not-exists": await confirm(aws, arn, UNKNOWN_TOKEN),
    };
  },

  async "TestSNSSubscriptionCrud.list_subscriptions_by_topic_pagination"(aws) {
    const arn = await aws.topic();
    for (let suffix = 0; suffix <= 100; suffix++) {
      await subscribe(aws, arn, { Protocol: "sms", Endpoint: `+12312312${suffix}` });
    }
    const { NextToken: token } = (await listByTopic(aws, arn)) as { readonly NextToken?: string };
    return { "list-sub-per-topic-page-2": await listByTopic(aws, arn, token) };
  },

  async "TestSNSSubscriptionCrud.unsubscribe_from_non_existing_subscription"(aws) {
    const arn = await aws.subscribeQueue(await aws.topic());
    await aws.call("Unsubscribe", { SubscriptionArn: arn });
    return { "empty-unsubscribe": await aws.record("Unsubscribe", { SubscriptionArn: arn }) };
  },

  async "TestSNSSubscriptionCrud.unsubscribe_idempotency"(aws) {
    const arn = await aws.subscribeQueue(await aws.topic());
    return {
      "unsubscribe-1": await aws.record("Unsubscribe", { SubscriptionArn: arn }),
      "unsubscribe-2": await aws.record("Unsubscribe", { SubscriptionArn: arn }),
    };
  },

  async "TestSNSSubscriptionCrudV2.confirm_subscription"(aws) {
    const arn = await aws.topic("confirm-sub-e46f689a");
    const target = { Protocol: "email", Endpoint: "test@example.com", ReturnSubscriptionArn: true };
    const { SubscriptionArn: subscriptionArn } = (await subscribe(aws, arn, target)) as { SubscriptionArn: string };
    const [subscription] = [...aws.sns.subscriptions()].filter((one) => one.arn === subscriptionArn);
    const token = subscription && aws.sns.tokenOf(subscription);
    return { "confirm-subscription": await confirm(aws, arn, token ?? "") };
  },

  async "TestSNSSubscriptionCrudV2.creating_subscription"(aws) {
    const target = { Protocol: "http", Endpoint: "http://example.com/" };
    return { "create-subscription": await subscribe(aws, await aws.topic(), target) };
  },

  "TestSNSSubscriptionCrudV2.creating_subscription_with_attributes": attributesAfter("subscription-with-attributes", {
    RawMessageDelivery: "true",
  }),

  "TestSNSSubscriptionCrudV2.set_subscription_attributes": attributesAfter(
    "set-subscription-attributes",
    {},
    { RawMessageDelivery: "true" },
  ),

  "TestSNSSubscriptionCrudV2.subscribe_attributes": attributesAfter("get-subscription-attributes", {}),

  "TestSNSSubscriptionSQS.sqs_topic_subscription_confirmation": async (aws) => {
    const steps = await attributesAfter("answer", {})(aws);
    const { Attributes: attributes } = steps["answer"] as { readonly Attributes: object };
    return { "subscription-attrs": attributes };
  },

  async "TestSNSSubscriptionCrudV2.get_subscription_attributes_error_not_exists"(aws) {
    const arn = `${await aws.topic()}:00000000-0000-4000-8000-000000000000`;
    return { "get-sub-attrs-nonexistent": await aws.attributesOf(arn) };
  },

  async "TestSNSSubscriptionCrudV2.getting_subscriptions_by_topic"(aws) {
    const arn = await aws.topic();
    await aws.subscribeQueue(arn);
    return { "list-subscriptions-by-topic": await listByTopic(aws, arn) };
  },

  async "TestSNSSubscriptionCrudV2.subscribe_invalid_filter_policy"(aws) {
    const target = { Attributes: { FilterPolicy: "invalid-json" } };
    return { "subscribe-invalid-filter-policy": await subscribe(aws, await aws.topic(), target) };
  },

  async "TestSNSSubscriptionCrudV2.subscribe_sqs_queue_url"(aws) {
    const url = `https://sqs.us-east-1.amazonaws.com/${aws.place.accountId}/queue`;
    return { "subscribe-sqs-via-url-error": await subscribe(aws, await aws.topic(), { Endpoint: url }) };
  },

  async "TestSNSSubscriptionSQS.subscribe_to_sqs_with_queue_url"(aws) {
    const url = `https://sqs.us-east-1.amazonaws.com/${aws.place.accountId}/queue`;
    return { "sub-queue-url": await subscribe(aws, await aws.topic(), { Endpoint: url }) };
  },

  async "TestSNSSubscriptionCrudV2.subscribe_unknown_sqs_queue"(aws) {
    const arn = await aws.topic();
    return {
      "subscribe-unknown-sqs": await subscribe(aws, arn, { Endpoint: `${QUEUE_ARN}-unknown` }),
      "subscribe-unknown-sqs-invalid_arn": await subscribe(aws, arn, { Endpoint: "unknown" }),
    };
  },

  async "TestSNSSubscriptionCrudV2.subscribe_unknown_topic"(aws) {
    const arn = `arn:aws:sns:${aws.place.region}:${aws.place.accountId}:unknown`;
    const target = { Protocol: "sms", Endpoint: "+1234567890" };
    return { "subscribe-unknown-topic": await subscribe(aws, arn, target) };
  },

  async "TestSNSSubscriptionCrudV2.unsubscribe_from_deleted_topic"(aws) {
    const arn = await aws.topic();
    const target = { Protocol: "http", Endpoint: "http://example.com/" };
    const { SubscriptionArn: subscriptionArn } = (await subscribe(aws, arn, target)) as { SubscriptionArn: string };
    await aws.call("DeleteTopic", { TopicArn: arn });
    const answer = await aws.record("Unsubscribe", { SubscriptionArn: subscriptionArn });
    return { "unsubscribe-deleted-topic": answer };
  },

  async "TestSNSSubscriptionHttp.http_subscription_response"(aws) {
    const arn = await aws.topic();
    const target = { Protocol: "http", Endpoint: "http://example.com/endpoint" };
    return {
      "topic-arn": { TopicArn: arn },
      subscription: await subscribe(aws, arn, target),
      "subscription-with-arn": await subscribe(aws, arn, { ...target, ReturnSubscriptionArn: true }),
    };
  },

  async "TestSNSSubscriptionSQS.attribute_raw_subscribe"(aws) {
    const topicArn = await aws.topic();
    const arn = await aws.subscribeQueue(topicArn, { RawMessageDelivery: "true" });
    const attributes = { store: { DataType: "Binary", BinaryValue: Uint8Array.of(2, 3, 4) } };
    await aws.call("Publish", { TopicArn: topicArn, Message: "This is a test message", MessageAttributes: attributes });
    return { "subscription-attributes": await aws.attributesOf(arn), "messages-response": aws.received() };
  },

  async "TestSNSSubscriptionSQS.subscribe_sqs_queue"(aws) {
    const topicArn = await aws.topic();
    const policy = JSON.stringify({ attr1: [{ numeric: [">", 0, "<=", 100] }] });
    const arn = await aws.subscribeQueue(topicArn, { FilterPolicy: policy });
    const attributes = { attr1: { DataType: "Number", StringValue: "99.12" } };
    await aws.call("Publish", { TopicArn: topicArn, Message: "This is a test message", MessageAttributes: attributes });
    return { "subscription-attributes": await aws.attributesOf(arn), messages: aws.received() };
  },

  async "TestSNSSubscriptionSQS.subscription_after_failure_to_deliver"(aws) {
    const topicArn = await aws.topic();
    const arn = await aws.subscribeQueue(topicArn);
    const publish = async (message: string): Promise<object> => {
      await aws.call("Publish", { TopicArn: topicArn, Message: message });
      return aws.received();
    };
    const attributes = await aws.attributesOf(arn);
    const before = await publish("test_dlq_before_sqs_endpoint_deleted");
    const list = await listByTopic(aws, topicArn);
    await aws.set(arn, "RedrivePolicy", JSON.stringify({ deadLetterTargetArn: `${QUEUE_ARN}-dlq` }));
    return {
      "subscriptions-attrs": attributes,
      "messages-before-delete": before,
      subscriptions: list,
      "subscriptions-attrs-with-redrive": await aws.attributesOf(arn),
      "message-0-after-delete": await publish("test_dlq_after_sqs_endpoint_deleted_0"),
      "message-1-after-delete": await publish("test_dlq_after_sqs_endpoint_deleted_1"),
    };
  },
};
