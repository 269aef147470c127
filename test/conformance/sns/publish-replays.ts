import type { Replays } from "./replay.ts";
import { QUEUE_ARN, type SnsCaller } from "./sns-caller.ts";

const CONTENT_FIFO = { FifoTopic: "true", ContentBasedDeduplication: "true" };
const FIFO = { FifoTopic: "true", ContentBasedDeduplication: "false" };
const MESSAGE_BYTES = 262_144;
/** `attr1`, `Number` and `1`. */
const ATTRIBUTE_BYTES = 12;
const ATTRIBUTE = { attr1: { DataType: "Number", StringValue: "1" } };

function publish(aws: SnsCaller, TopicArn: string, Message: string, more: object = {}): Promise<object> {
  return aws.record("Publish", { TopicArn, Message, ...more });
}

function batch(aws: SnsCaller, TopicArn: string, ...entries: { readonly Id: string; readonly Message: string }[]) {
  return aws.record("PublishBatch", { TopicArn, PublishBatchRequestEntries: entries });
}

async function subscribedTopic(aws: SnsCaller, name?: string, attributes?: Record<string, string>): Promise<string> {
  const arn = await aws.topic(name, attributes);
  await aws.subscribeQueue(arn);
  return arn;
}

/** Replays about publishing. */
export const publishReplays: Replays = {
  async "TestSNSPublishCrud.publish_wrong_arn_format"(aws) {
    return {
      "invalid-topic-arn": await publish(aws, "randomstring", "Good news everyone!"),
      "invalid-topic-arn-1": await publish(aws, "randomstring:1", "Good news everyone!"),
      "empty-topic": await publish(aws, "", "Good news everyone!"),
    };
  },

  async "TestSNSPublishCrud.publish_by_path_parameters"(aws) {
    const arn = await subscribedTopic(aws);
    const { MessageId, ResponseMetadata } = (await publish(aws, arn, "test message direct post request")) as {
      readonly MessageId: string;
      readonly ResponseMetadata: object;
    };
    const response = { PublishResult: { MessageId }, ResponseMetadata };
    return { "post-request": { PublishResponse: response }, messages: aws.received() };
  },

  async "TestSNSPublishCrud.publish_message_by_target_arn"(aws) {
    const arn = await subscribedTopic(aws);
    await aws.call("Publish", { TopicArn: arn, Message: "test-msg-1" });
    const first = aws.received();
    await aws.call("Publish", { TargetArn: arn, Message: "test-msg-2" });
    return { "receive-topic-arn": first, "receive-target-arn": aws.received() };
  },

  async "TestSNSPublishCrud.publish_message_before_subscribe_topic"(aws) {
    const arn = await aws.topic();
    const before = await publish(aws, arn, "test_message_before", { Subject: "test-subject-before-sub" });
    await aws.subscribeQueue(arn);
    const after = await publish(aws, arn, "test_message_after", { Subject: "test-subject-after-sub" });
    return {
      "publish-before-subscribing": before,
      "publish-after-subscribing": after,
      "receive-messages": aws.received(),
    };
  },

  async "TestSNSPublishCrud.unknown_topic_publish"(aws) {
    const arn = await aws.topic();
    return {
      success: await publish(aws, arn, "This is a test message"),
      error: await publish(aws, `${arn}-fake`, "This is a test message"),
    };
  },

  async "TestSNSPublishCrud.topic_publish_another_region"(aws) {
    const TopicArn = await aws.topic();
    const elsewhere = { region: "us-west-2" };
    const entries = [{ Id: "1", Message: "This is a test message" }];
    return {
      success: await publish(aws, TopicArn, "This is a test message"),
      error: await aws.record("Publish", { TopicArn, Message: "This is a test message" }, elsewhere),
      "error-batch": await aws.record("PublishBatch", { TopicArn, PublishBatchRequestEntries: entries }, elsewhere),
    };
  },

  async "TestSNSPublishCrud.publish_non_existent_target"(aws) {
    const endpoint = "endpoint/APNS/abcdef/0f7d5971-aa8b-4bd5-b585-0826e9f93a66";
    const TargetArn = `arn:aws:sns:us-east-1:${aws.place.accountId}:${endpoint}`;
    return {
      "non-existent-endpoint": await aws.record("Publish", { TargetArn, Message: "This is a push notification" }),
    };
  },

  async "TestSNSPublishCrud.publish_with_empty_subject"(aws) {
    const arn = await aws.topic();
    return {
      "response-without-subject": await publish(aws, arn, "{}"),
      "response-with-empty-subject": await publish(aws, arn, "{}", { Subject: "" }),
    };
  },

  async "TestSNSPublishCrud.empty_sns_message"(aws) {
    const arn = await subscribedTopic(aws);
    const error = await publish(aws, arn, "");
    const counted = { Attributes: { ApproximateNumberOfMessages: String(aws.delivered.length) } };
    return {
      "empty-msg-error": error,
      "queue-attrs": { ...counted, ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: 200 } },
    };
  },

  async "TestSNSPublishCrud.publish_too_long_message"(aws) {
    const arn = await aws.topic();
    const attributes = { MessageAttributes: ATTRIBUTE };
    const longest = "a".repeat(MESSAGE_BYTES - ATTRIBUTE_BYTES);
    await aws.call("Publish", { TopicArn: arn, Message: longest, ...attributes });
    return {
      error: await publish(aws, arn, "This is a test message".repeat(12_000)),
      "error-with-attrs": await publish(aws, arn, `${longest}a`, attributes),
    };
  },

  async "TestSNSPublishCrud.publish_batch_too_long_message"(aws) {
    const arn = await aws.topic();
    const half = MESSAGE_BYTES / 2;
    const longest = { Id: "1", Message: "a".repeat(MESSAGE_BYTES - ATTRIBUTE_BYTES), MessageAttributes: ATTRIBUTE };
    return {
      "error-no-attrs": await batch(
        aws,
        arn,
        { Id: "1", Message: "a".repeat(half) },
        { Id: "2", Message: "b".repeat(half + 1) },
      ),
      "error-with-attrs": await batch(aws, arn, longest, { Id: "2", Message: "b" }),
    };
  },

  async "TestSNSPublishCrud.publish_batch_invalid_entry_id"(aws) {
    const arn = await aws.topic();
    const withId = (Id: string): Promise<object> => batch(aws, arn, { Id, Message: "test" });
    return {
      "invalid-char-dot": await withId("message.id"),
      "invalid-char-special": await withId("msg@123#test"),
      "id-too-long-81": await withId("a".repeat(81)),
      "id-too-long-91": await withId(`my${"really".repeat(13)}longid`),
      "valid-id-80-chars": await withId("a".repeat(80)),
      "valid-id-with-hyphen-underscore": await withId("valid-message_123"),
    };
  },

  async "TestSNSSubscriptionSQS.publish_batch_messages_without_topic"(aws) {
    const arn = await aws.topic();
    await aws.call("DeleteTopic", { TopicArn: arn });
    return { "publish-batch-no-topic": await batch(aws, arn, { Id: "1", Message: "Test" }) };
  },

  async "TestSNSSubscriptionSQS.message_attributes_prefixes"(aws) {
    const arn = await subscribedTopic(aws);
    const typed = (type: string, value: object = { StringValue: "1" }): Promise<object> =>
      publish(aws, arn, "test", { MessageAttributes: { attr1: { DataType: type, ...value } } });
    return {
      "publish-error": await typed("Number."),
      "publish-error-2": await typed("Stringprefixed"),
      "publish-ok-1": await typed("String.prefixed"),
      "publish-ok-2": await typed("String.prefixed."),
    };
  },

  async "TestSNSSubscriptionSQS.publish_unicode_chars"(aws) {
    await publish(aws, await subscribedTopic(aws), 'ö§a1"_!?,. £$-');
    return { "received-message": aws.received() };
  },

  async "TestSNSSubscriptionSQS.message_structure_json_to_sqs"(aws) {
    const arn = await subscribedTopic(aws);
    const structured = (texts: object): Promise<object> =>
      publish(aws, arn, JSON.stringify(texts), { MessageStructure: "json" });
    await structured({ default: "default field", sqs: '{"field": "value"}' });
    const own = aws.received();
    await structured({ default: "default field", lambda: "lambda field" });
    return { "get-msg-json-sqs": own, "get-msg-json-default": aws.received() };
  },

  async "TestSNSSubscriptionSQS.publish_batch_messages_from_sns_to_sqs"(aws) {
    const topicArn = await aws.topic();
    const subscriptionArn = await aws.subscribeQueue(topicArn, { RawMessageDelivery: "true" });
    const attribute = (value: string): object => ({ DataType: "Number", StringValue: value });
    const one = { MessageAttributes: { attr1: attribute("19.12") } };
    const two = { MessageAttributes: { attr1: attribute("99.12"), attr2: attribute("109.12") } };
    const published = await batch(
      aws,
      topicArn,
      { Id: "1", Message: "Test Message with two attributes", ...two },
      { Id: "2", Message: "Test Message with one attribute", ...one },
      { Id: "3", Message: "Test Message without attribute" },
      { Id: "4", Message: "Test Message without subject" },
      {
        Id: "5",
        Message: JSON.stringify({ default: "test default", sqs: "test sqs" }),
        MessageStructure: "json",
      } as never,
    );
    return {
      "sub-attrs-raw-true": await aws.attributesOf(subscriptionArn),
      "publish-batch": published,
      messages: aws.received(),
    };
  },

  async "TestSNSSubscriptionSQS.publish_sqs_from_sns"(aws) {
    const topicArn = await aws.topic();
    const subscriptionArn = await aws.subscribeQueue(topicArn, { RawMessageDelivery: "true" });
    const raw = await aws.attributesOf(subscriptionArn);
    await publish(aws, topicArn, "Test msg");
    const rawMessage = aws.received();
    await aws.set(subscriptionArn, "RawMessageDelivery", "false");
    await publish(aws, topicArn, "Test msg");
    return {
      "sub-attrs-raw-true": raw,
      "message-raw-true": rawMessage,
      "sub-attrs-raw-false": await aws.attributesOf(subscriptionArn),
      "message-raw-false": aws.received(),
    };
  },

  async "TestSNSSubscriptionSQSFifo.message_to_fifo_sqs"(aws, variant) {
    const isByContent = variant === "True";
    const arn = await subscribedTopic(aws, "topic.fifo", isByContent ? CONTENT_FIFO : FIFO);
    const ids = {
      MessageGroupId: "message-group-id-1",
      ...(isByContent ? {} : { MessageDeduplicationId: "message-deduplication-id-1" }),
    };
    await publish(aws, arn, "Test", ids);
    const messages = aws.received();
    await publish(aws, arn, "Test", ids);
    return { messages, "dedup-messages": aws.received() };
  },

  async "TestSNSSubscriptionSQSFifo.publish_to_fifo_topic_deduplication_on_topic_level"(aws) {
    const arn = await subscribedTopic(aws, "topic.fifo", CONTENT_FIFO);
    await publish(aws, arn, "Test", { MessageGroupId: "message-group-id-1" });
    const messages = aws.received();
    await publish(aws, arn, "Test", { MessageGroupId: "message-group-id-1" });
    return { messages, "dedup-messages": aws.received() };
  },

  async "TestSNSSubscriptionSQSFifo.publish_to_fifo_topic_to_sqs_queue_no_content_dedup"(aws) {
    const arn = await subscribedTopic(aws, "topic.fifo", CONTENT_FIFO);
    await publish(aws, arn, "Test single", { MessageGroupId: "message-group-id-1" });
    await batch(aws, arn, { Id: "1", Message: "Test batched", MessageGroupId: "message-group-id-1" } as never);
    return { messages: aws.received() };
  },

  async "TestSNSMultiRegions.cross_region_delivery_sqs"(aws) {
    const elsewhere = { region: "us-west-2" };
    const TopicArn = await aws.topic();
    const target = { TopicArn, Protocol: "sqs", Endpoint: QUEUE_ARN.replace(aws.place.region, elsewhere.region) };
    const cross = await aws.record("Subscribe", target, elsewhere);
    const same = await aws.record("Subscribe", target);
    await aws.call("Publish", { TopicArn, Message: "This is a test message" });
    return { "subscribe-cross-region": cross, "subscribe-same-region": same, messages: aws.received() };
  },
};
