import {
  allAttributes,
  CONTENT_FIFO,
  FIFO,
  handleIn,
  receiveAll,
  type Replay,
  type Steps,
} from "./sqs-recordings-steps.ts";
import type { SqsCaller } from "./sqs-recordings.ts";

const HIGH_THROUGHPUT = { ...FIFO, DeduplicationScope: "messageGroup", FifoThroughputLimit: "perMessageGroupId" };

/** Replays about FIFO queues. */
export const fifoReplays: Readonly<Record<string, Replay>> = {
  async create_fifo_queue_with_different_attributes_raises_error(aws) {
    await aws.queue("queue.fifo", CONTENT_FIFO);
    const attributes = { ...FIFO, ContentBasedDeduplication: "false" };
    const again = { QueueName: "queue.fifo", Attributes: attributes };
    return { "queue-already-exists": await aws.record("CreateQueue", again) };
  },

  async create_standard_queue_with_fifo_attribute_raises_error(aws) {
    const create = (attributes: Record<string, string>): Promise<object> =>
      aws.record("CreateQueue", { QueueName: "queue", Attributes: attributes });
    return {
      "invalid-attribute-fifo-queue": await create({ FifoQueue: "false" }),
      "invalid-attribute-content-based-deduplication": await create({ ContentBasedDeduplication: "false" }),
      "invalid-attribute-deduplication-scope": await create({ DeduplicationScope: "queue" }),
      "invalid-attribute-throughput-limit": await create({ FifoThroughputLimit: "perQueue" }),
    };
  },

  async fifo_change_to_regular_throughput_after_creation(aws) {
    const url = await aws.queue("queue.fifo", HIGH_THROUGHPUT);
    const first = await sendAndReceive(aws, url, "Test1", "group1");
    const second = await sendAndReceive(aws, url, "Test2", "group2");
    const attributes = { DeduplicationScope: "queue", FifoThroughputLimit: "perQueue" };
    await aws.call("SetQueueAttributes", { QueueUrl: url, Attributes: attributes });
    const changed = await allAttributes(aws, url);
    return {
      "same-dedup-different-grp-1": first,
      "same-dedup-different-grp-2": second,
      // Counts are exact here; AWS showed both messages in flight as none.
      "set-to-regular-throughput": withCountsZero(changed),
      "same-dedup-different-grp-regular-throughput": await sendAndReceive(aws, url, "Test3", "group3"),
    };
  },

  async fifo_deduplication_arrives_once_after_delete(aws, variant) {
    const { url, send } = await deduplicatingQueue(aws, variant);
    await send("group-1");
    const first = await aws.record("ReceiveMessage", { QueueUrl: url, WaitTimeSeconds: 3 });
    await aws.call("DeleteMessage", { QueueUrl: url, ReceiptHandle: handleIn(first) });
    await send("group-1");
    const again = await aws.record("ReceiveMessage", { QueueUrl: url, WaitTimeSeconds: 1 });
    return { "get-messages": first, "get-messages-duplicate": again };
  },

  async fifo_deduplication_not_on_message_group_id(aws, variant) {
    const { url, send } = await deduplicatingQueue(aws, variant);
    await send("group-1");
    await send("group-2");
    const first = await aws.record("ReceiveMessage", { QueueUrl: url, WaitTimeSeconds: 2 });
    const again = await aws.record("ReceiveMessage", { QueueUrl: url, WaitTimeSeconds: 1 });
    return { "get-messages": first, "get-dedup-messages": again };
  },

  async fifo_empty_message_groups_added_back_to_queue(aws) {
    const url = await aws.queue("queue.fifo", CONTENT_FIFO);
    const send = (body: string): Promise<unknown> =>
      aws.call("SendMessage", { QueueUrl: url, MessageBody: body, MessageGroupId: "g" });
    await send("Message 1");
    const initial = await aws.record("ReceiveMessage", { QueueUrl: url });
    await aws.call("DeleteMessage", { QueueUrl: url, ReceiptHandle: handleIn(initial) });
    const empty = await aws.record("ReceiveMessage", { QueueUrl: url });
    await send("Message 2");
    const final = await aws.record("ReceiveMessage", { QueueUrl: url });
    return { "inital-fifo-receive": initial, "empty-fifo-receive": empty, "final-fifo-receive": final };
  },

  async fifo_high_throughput_ordering(aws) {
    const url = await aws.queue("queue.fifo", HIGH_THROUGHPUT);
    await sendDuplicate(aws, url, "Test1", "group1");
    await sendDuplicate(aws, url, "Test2", "group2");
    return {
      "same-dedup-different-grp-1": await aws.record("ReceiveMessage", { QueueUrl: url }),
      "same-dedup-different-grp-2": await aws.record("ReceiveMessage", { QueueUrl: url }),
    };
  },

  async fifo_message_attributes(aws) {
    const url = await aws.queue("queue.fifo", { ...HIGH_THROUGHPUT, ...CONTENT_FIFO, VisibilityTimeout: "0" });
    const send = {
      QueueUrl: url,
      MessageBody: "message-body-1",
      MessageGroupId: "group-1",
      MessageDeduplicationId: "dedup-1",
    };
    return {
      send_message: await aws.record("SendMessage", send),
      receive_message_0: await aws.record("ReceiveMessage", { ...receiveAll(url), WaitTimeSeconds: 10 }),
      receive_message_1: await aws.record("ReceiveMessage", { ...receiveAll(url), WaitTimeSeconds: 10 }),
    };
  },

  async fifo_queue_send_message_with_delay_seconds_fails(aws) {
    const url = await aws.queue("queue.fifo", CONTENT_FIFO);
    const send = { QueueUrl: url, MessageBody: "message-1", MessageGroupId: "1", DelaySeconds: 2 };
    return { send_message: await aws.record("SendMessage", send) };
  },

  async fifo_set_content_based_deduplication_strategy(aws) {
    const url = await aws.queue("queue.fifo", { ...CONTENT_FIFO, SqsManagedSseEnabled: "true" });
    const before = await allAttributes(aws, url);
    await aws.call("SetQueueAttributes", { QueueUrl: url, Attributes: { ContentBasedDeduplication: "false" } });
    return { "before-update": before, "after-update": await allAttributes(aws, url) };
  },

  async message_deduplication_id_invalid(aws, variant) {
    const url = await aws.queue("queue.fifo", FIFO);
    const ids = new Map([
      ["empty", ""],
      ["too_long", "a".repeat(129)],
      ["spaces", "group 123"],
    ]);
    const send = { QueueUrl: url, MessageBody: "Hello World!", MessageGroupId: "test" };
    const id = ids.get(variant);
    return { "error-response": await aws.record("SendMessage", { ...send, MessageDeduplicationId: id }) };
  },

  async send_batch_missing_deduplication_id_for_fifo_queue(aws) {
    const url = await aws.queue("queue.fifo", { ...FIFO, ContentBasedDeduplication: "false" });
    const entry = { MessageBody: "messageBody", MessageGroupId: "test-group" };
    const entries = [
      { Id: "message-1", ...entry, MessageDeduplicationId: "dedup-1" },
      { Id: "message-2", ...entry },
    ];
    const batch = { QueueUrl: url, Entries: entries };
    return { test_missing_deduplication_id_for_fifo_queue: await aws.record("SendMessageBatch", batch) };
  },

  async send_batch_missing_message_group_id_for_fifo_queue(aws) {
    const url = await aws.queue("queue.fifo", { ...FIFO, ContentBasedDeduplication: "false" });
    const entries = [
      { Id: "message-1", MessageBody: "x", MessageGroupId: "test-group", MessageDeduplicationId: "dedup-1" },
      { Id: "message-2", MessageBody: "x", MessageDeduplicationId: "dedup-2" },
    ];
    const batch = { QueueUrl: url, Entries: entries };
    return { test_missing_message_group_id_for_fifo_queue: await aws.record("SendMessageBatch", batch) };
  },

  async sqs_fifo_message_group_scope_no_throughput_setting(aws) {
    const url = await aws.queue("queue.fifo", { ...FIFO, DeduplicationScope: "messageGroup" });
    return sameIdInTwoGroups(aws, url);
  },

  async sqs_fifo_same_dedup_id_different_message_groups(aws) {
    return sameIdInTwoGroups(aws, await aws.queue("queue.fifo", FIFO));
  },
};

function withCountsZero(answer: object): object {
  const { Attributes: attributes } = answer as { readonly Attributes: Record<string, string> };
  return { ...answer, Attributes: { ...attributes, ApproximateNumberOfMessagesNotVisible: "0" } };
}

async function deduplicatingQueue(
  aws: SqsCaller,
  variant: string,
): Promise<{ url: string; send: (groupId: string) => Promise<unknown> }> {
  const isByContent = variant.endsWith("True");
  const url = await aws.queue("queue.fifo", isByContent ? CONTENT_FIFO : FIFO);
  const id = isByContent ? undefined : "dedup1";
  const message = { QueueUrl: url, MessageBody: '{"foo": "bar"}', MessageDeduplicationId: id };
  return { url, send: (groupId) => aws.call("SendMessage", { ...message, MessageGroupId: groupId }) };
}

function sendDuplicate(aws: SqsCaller, url: string, body: string, groupId: string): Promise<unknown> {
  const ids = { MessageGroupId: groupId, MessageDeduplicationId: "dedup" };
  return aws.call("SendMessage", { QueueUrl: url, MessageBody: body, ...ids });
}

async function sendAndReceive(aws: SqsCaller, url: string, body: string, groupId: string): Promise<object> {
  await sendDuplicate(aws, url, body, groupId);
  return aws.record("ReceiveMessage", { QueueUrl: url });
}

async function sameIdInTwoGroups(aws: SqsCaller, url: string): Promise<Steps> {
  await sendDuplicate(aws, url, "Test", "group1");
  await sendDuplicate(aws, url, "Test", "group2");
  return {
    "same-dedup-different-grp-1": await aws.record("ReceiveMessage", { QueueUrl: url }),
    "same-dedup-different-grp-2": await aws.record("ReceiveMessage", { QueueUrl: url }),
  };
}
