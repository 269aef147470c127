import { expect } from "vitest";
import { allAttributes, type Replay } from "./sqs-recordings-steps.ts";

/** Replays about queues and their attributes. */
export const queueReplays: Readonly<Record<string, Replay>> = {
  async create_and_update_queue_attributes(aws) {
    const url = await aws.queue("queue", {
      MessageRetentionPeriod: "604800",
      ReceiveMessageWaitTimeSeconds: "10",
      VisibilityTimeout: "20",
    });
    const created = await allAttributes(aws, url);
    const changes = { MaximumMessageSize: "2048", VisibilityTimeout: "69", DelaySeconds: "420" };
    await aws.call("SetQueueAttributes", { QueueUrl: url, Attributes: changes });
    return { get_queue_attributes: created, get_updated_queue_attributes: await allAttributes(aws, url) };
  },

  async create_queue_with_different_attributes_raises_exception(aws) {
    const attributes = (delay: string): Record<string, string> => ({
      ReceiveMessageWaitTimeSeconds: "1",
      DelaySeconds: delay,
    });
    const url = await aws.queue("queue", attributes("1"));
    expect(await aws.queue("queue")).toBe(url);
    expect(await aws.queue("queue", { DelaySeconds: "1" })).toBe(url);
    const first = await aws.record("CreateQueue", { QueueName: "queue", Attributes: attributes("2") });
    await aws.call("SetQueueAttributes", { QueueUrl: url, Attributes: { DelaySeconds: "2" } });
    expect(await aws.queue("queue", attributes("2"))).toBe(url);
    const second = await aws.record("CreateQueue", { QueueName: "queue", Attributes: attributes("1") });
    return { create_queue_01: first, create_queue_02: second };
  },

  async set_unsupported_attribute_standard(aws) {
    const url = await aws.queue();
    const set = (value: string): Promise<object> =>
      aws.record("SetQueueAttributes", { QueueUrl: url, Attributes: { FifoQueue: value } });
    return { "invalid-attr-name-1": await set("true"), "invalid-attr-name-2": await set("false") };
  },

  async sse_kms_and_sqs_are_mutually_exclusive(aws) {
    const url = await aws.queue();
    const attributes = { KmsMasterKeyId: "testKeyId", SqsManagedSseEnabled: "true" };
    const answer = await aws.record("SetQueueAttributes", { QueueUrl: url, Attributes: attributes });
    const { Error: error } = answer as { readonly Error: { readonly Code: string; readonly Message: string } };
    // The recorder kept this one as the client's text.
    const text = `An error occurred (${error.Code}) when calling the SetQueueAttributes operation: ${error.Message}`;
    return { error: text };
  },

  async sse_queue_attributes(aws) {
    const encryption = async (attributes: Readonly<Record<string, string>>): Promise<object> => {
      const url = await aws.queue();
      await aws.call("SetQueueAttributes", { QueueUrl: url, Attributes: attributes });
      return aws.record("GetQueueAttributes", {
        QueueUrl: url,
        AttributeNames: ["KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "SqsManagedSseEnabled"],
      });
    };
    return {
      sse_kms_attributes: await encryption({
        KmsMasterKeyId: "testKeyId",
        KmsDataKeyReusePeriodSeconds: "6000",
        SqsManagedSseEnabled: "false",
      }),
      sse_sqs_attributes: await encryption({ SqsManagedSseEnabled: "true" }),
    };
  },

  async tag_untag_queue(aws) {
    const url = await aws.queue();
    const tags = (): Promise<object> => aws.record("ListQueueTags", { QueueUrl: url });
    await aws.call("TagQueue", { QueueUrl: url, Tags: { tag1: "value1", tag2: "value2", tag3: "" } });
    const first = await tags();
    await aws.call("UntagQueue", { QueueUrl: url, TagKeys: ["tag1", "tag3"] });
    const second = await tags();
    await aws.call("UntagQueue", { QueueUrl: url, TagKeys: ["tag2"] });
    return { "get-tag-1": first, "get-tag-2": second, "get-tag-after-untag": await tags() };
  },
};
