import { handleIn, receiveAll, type Replay, type Steps, twenty } from "./sqs-recordings-steps.ts";
import type { SqsOperations } from "../../runtime/protocol/generated/sqs.ts";
import type { SqsCaller } from "./sqs-recordings.ts";

const TRACE = "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1";

/** Replays about messages of standard queues. */
export const messageReplays: Readonly<Record<string, Replay>> = {
  async aws_trace_header_propagation(aws) {
    const url = await aws.queue();
    const attributes = { timestamp: { DataType: "Number", StringValue: "1493147359900" } };
    const message = { QueueUrl: url, MessageBody: "test", MessageAttributes: attributes };
    await aws.call("SendMessage", message, { traceHeader: TRACE });
    const { Messages: messages = [] } = await aws.call("ReceiveMessage", {
      QueueUrl: url,
      AttributeNames: ["SentTimestamp", "AWSTraceHeader"] as never,
      MessageAttributeNames: ["All"],
    });
    // The recorder hid the attribute itself behind its rule for timestamps.
    return { "xray-msg": { ...messages[0], MessageAttributes: { timestamp: "1493147359900" } } };
  },

  async change_message_visibility_after_visibility_timeout_expiration(aws) {
    const { url, handle } = await receivedMessage(aws, 1);
    aws.clock.advance(2000);
    const change = { QueueUrl: url, ReceiptHandle: handle, VisibilityTimeout: 2 };
    return { visibility_timeout_expired: await aws.record("ChangeMessageVisibility", change) };
  },

  async change_message_visibility_batch_with_too_large_batch(aws) {
    const url = await aws.queue();
    const entries = twenty((id) => ({ Id: id, ReceiptHandle: "x", VisibilityTimeout: 123 }));
    return { error_response: await aws.record("ChangeMessageVisibilityBatch", { QueueUrl: url, Entries: entries }) };
  },

  async delete_after_visibility_timeout(aws) {
    const { url, handle } = await receivedMessage(aws, 1);
    aws.clock.advance(2000);
    await aws.call("DeleteMessage", { QueueUrl: url, ReceiptHandle: handle });
    return { delete_after_timeout_queue_empty: await aws.record("ReceiveMessage", { QueueUrl: url }) };
  },

  async delete_message_batch_invalid_msg_id(aws, variant) {
    const url = await aws.queue();
    const id = variant.replace(/^sqs(_query)?-/, "");
    const entries = [{ Id: id, ReceiptHandle: "testHandle1" }];
    return { error_response: await aws.record("DeleteMessageBatch", { QueueUrl: url, Entries: entries }) };
  },

  async delete_message_batch_with_too_large_batch(aws) {
    const url = await aws.queue();
    const entries = twenty((id) => ({ Id: id, ReceiptHandle: "x" }));
    return { error_response: await aws.record("DeleteMessageBatch", { QueueUrl: url, Entries: entries }) };
  },

  async fair_queue_with_message_group_id(aws) {
    const url = await aws.queue();
    const send = { QueueUrl: url, MessageBody: "message", MessageGroupId: "test" };
    return {
      send_message: await aws.record("SendMessage", send),
      "get-message-with-deduplication-id": await aws.record("ReceiveMessage", receiveAll(url)),
    };
  },

  async invalid_batch_id(aws) {
    const url = await aws.queue();
    const entries = [{ Id: "message:1", MessageBody: "messageBody-1" }];
    return { test_invalid_batch_id: await aws.record("SendMessageBatch", { QueueUrl: url, Entries: entries }) };
  },

  async receive_empty_queue(aws) {
    const url = await aws.queue();
    return {
      empty_short_poll_resp_no_param: await aws.record("ReceiveMessage", { QueueUrl: url }),
      empty_short_poll_resp: await aws.record("ReceiveMessage", { QueueUrl: url, WaitTimeSeconds: 0 }),
      empty_long_poll_resp: await aws.record("ReceiveMessage", { QueueUrl: url, WaitTimeSeconds: 1 }),
    };
  },

  receive_message_attribute_names_filters: (aws) => systemAttributeFilters(aws, "AttributeNames"),

  receive_message_message_system_attribute_names_filters: (aws) =>
    systemAttributeFilters(aws, "MessageSystemAttributeNames"),

  async send_empty_message(aws) {
    const url = await aws.queue();
    return { send_empty_message: await aws.record("SendMessage", { QueueUrl: url, MessageBody: "" }) };
  },

  async send_message_batch_with_oversized_contents(aws) {
    const url = await aws.queue();
    const attributes = { k: { DataType: "String", StringValue: "x" } };
    const entries = [
      { Id: "1", MessageBody: "a".repeat(1_048_576 - 8), MessageAttributes: attributes },
      { Id: "2", MessageBody: "a" },
    ];
    return { send_oversized_message_batch: await aws.record("SendMessageBatch", { QueueUrl: url, Entries: entries }) };
  },

  async send_message_with_binary_attributes(aws) {
    const url = await aws.queue();
    const value = Buffer.from("traceparent\u001E00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01");
    const attributes = { attr1: { DataType: "Binary", BinaryValue: value } };
    await aws.call("SendMessage", { QueueUrl: url, MessageBody: "test", MessageAttributes: attributes });
    const receive = { QueueUrl: url, MessageAttributeNames: ["All"] };
    return { "binary-attrs-msg": await aws.record("ReceiveMessage", receive) };
  },

  async send_message_with_empty_string_attribute(aws) {
    const url = await aws.queue();
    const attributes = { ErrorDetails: { DataType: "String", StringValue: "" } };
    const send = { QueueUrl: url, MessageBody: "test", MessageAttributes: attributes };
    return { "empty-string-attr": await aws.record("SendMessage", send) };
  },

  async send_message_with_updated_maximum_message_size(aws) {
    const url = await aws.queue();
    await aws.call("SetQueueAttributes", { QueueUrl: url, Attributes: { MaximumMessageSize: "1024" } });
    await aws.call("SendMessage", { QueueUrl: url, MessageBody: "a".repeat(1024) });
    return { send_oversized_message: await aws.record("SendMessage", oversized(url, 1024)) };
  },

  async send_oversized_message(aws) {
    const url = await aws.queue();
    return { send_oversized_message: await aws.record("SendMessage", oversized(url, 1_048_576)) };
  },

  async send_receive_max_number_of_messages(aws) {
    const url = await aws.queue();
    const receive = { QueueUrl: url, MaxNumberOfMessages: 11 };
    return { send_max_number_of_messages: await aws.record("ReceiveMessage", receive) };
  },

  async send_receive_wait_time_seconds(aws) {
    const url = await aws.queue();
    const send = { QueueUrl: url, MessageBody: "message" };
    const tooLarge = await aws.record("ReceiveMessage", { QueueUrl: url, WaitTimeSeconds: 21 });
    const tooSmall = await aws.record("ReceiveMessage", { QueueUrl: url, WaitTimeSeconds: -1 });
    await aws.call("SendMessage", send);
    const byDefault = await aws.record("ReceiveMessage", { QueueUrl: url });
    await aws.call("SendMessage", send);
    return {
      recieve_message_error_too_large: tooLarge,
      recieve_message_error_too_small: tooSmall,
      empty_short_poll_by_default_resp: byDefault,
      empty_short_poll_explicit_resp: await aws.record("ReceiveMessage", { QueueUrl: url, WaitTimeSeconds: 0 }),
    };
  },

  async too_many_entries_in_batch_request(aws) {
    const url = await aws.queue();
    const batch = { QueueUrl: url, Entries: twenty((id) => ({ Id: id, MessageBody: id })) };
    return { test_too_many_entries_in_batch_request: await aws.record("SendMessageBatch", batch) };
  },
};

async function receivedMessage(aws: SqsCaller, visibilityTimeout: number): Promise<{ url: string; handle: string }> {
  const url = await aws.queue("queue", { VisibilityTimeout: String(visibilityTimeout) });
  await aws.call("SendMessage", { QueueUrl: url, MessageBody: "foobar" });
  return { url, handle: handleIn(await aws.call("ReceiveMessage", { QueueUrl: url })) };
}

function oversized(url: string, limit: number): Parameters<SqsOperations["SendMessage"]>[0] {
  const attributes = { k: { DataType: "String", StringValue: "x" } };
  return { QueueUrl: url, MessageBody: "a".repeat(limit - 8 + 1), MessageAttributes: attributes };
}

async function systemAttributeFilters(
  aws: SqsCaller,
  member: "AttributeNames" | "MessageSystemAttributeNames",
): Promise<Steps> {
  const url = await aws.queue("queue", { VisibilityTimeout: "0" });
  const attributes = { Foo: { DataType: "String", StringValue: "Bar" } };
  await aws.call("SendMessage", { QueueUrl: url, MessageBody: "msg", MessageAttributes: attributes });
  const receive = (names: readonly string[], attributeNames: readonly string[] = []): Promise<object> => {
    const request = { QueueUrl: url, MessageAttributeNames: attributeNames, [member]: names };
    return aws.record("ReceiveMessage", request);
  };
  return {
    all_attributes: await receive(["All"]),
    all_system_and_message_attributes: await receive(["All"], ["All"]),
    single_attribute: await receive(["SenderId"]),
    multiple_attributes: await receive(["SenderId", "SequenceNumber"]),
  };
}
