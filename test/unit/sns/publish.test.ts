import { describe, expect, test } from "vitest";
import { QUEUE_ARN, type SnsCaller, snsCaller } from "../../conformance/sns/sns-caller.ts";

const FIFO = { FifoTopic: "true" };
const TYPES = "the set of supported type prefixes is Binary, Number, and String.";

function invalid(what: string): object {
  return {
    Error: expect.objectContaining({ Code: "InvalidParameter", Message: `Invalid parameter: ${what}` }) as object,
  };
}

async function publish(aws: SnsCaller, input: object): Promise<object> {
  const TopicArn = "arn:aws:sns:us-east-1:000000000000:topic";
  await aws.topic("topic");
  return aws.record("Publish", { TopicArn, Message: "hello", ...input });
}

/** The one notification that was delivered. */
function notified(aws: SnsCaller): unknown {
  expect(aws.delivered).toHaveLength(1);
  return aws.delivered[0]?.notification;
}

describe("what can be published", () => {
  test.each([
    [{ Message: "" }, "Empty message"],
    [{ Subject: "" }, "Subject"],
    [{ Subject: "a".repeat(101) }, "Subject"],
    [{ Subject: "two\nlines" }, "Subject"],
    [{ MessageStructure: "xml" }, "MessageStructure"],
    [
      { MessageStructure: "json", Message: '{"sqs":"text"}' },
      "Message Structure - No default entry in JSON message body",
    ],
    [
      { MessageStructure: "json", Message: '{"default":{"object":"test"}}' },
      "Message Structure - No default entry in JSON message body",
    ],
    [
      { MessageStructure: "json", Message: '{"default":"text"} }' },
      "Message Structure - JSON message body failed to parse",
    ],
    [
      { MessageDeduplicationId: "id" },
      "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
    ],
    [{ TopicArn: undefined }, "TopicArn or TargetArn Reason: no value for required parameter"],
    [{ PhoneNumber: "nonsense" }, "PhoneNumber Reason: nonsense is not valid to publish to"],
  ])("not %j", async (input, reason) => {
    expect(await publish(snsCaller(), input)).toMatchObject(invalid(reason));
  });

  test.each(
    [
      ["", { DataType: "String", StringValue: "x" }, "Invalid non-alphanumeric"],
      [
        ".a",
        { DataType: "String", StringValue: "x" },
        "Invalid message attribute name starting with character '.' was found.",
      ],
      [
        "a.",
        { DataType: "String", StringValue: "x" },
        "Invalid message attribute name ending with character '.' was found.",
      ],
      [
        "a..b",
        { DataType: "String", StringValue: "x" },
        "Message attribute name can not have successive '.' character.",
      ],
      ["a b", { DataType: "String", StringValue: "x" }, "Invalid non-alphanumeric character '#x20' was found"],
      [
        "a".repeat(257),
        { DataType: "String", StringValue: "x" },
        "Length of message attribute name must be less than 256",
      ],
      [
        "a",
        { DataType: "Text", StringValue: "x" },
        `The message attribute 'a' has an invalid message attribute type, ${TYPES}`,
      ],
      [
        "a",
        { DataType: "String" },
        "must contain non-empty message attribute value for message attribute type 'String'.",
      ],
      ["a", { DataType: "String", StringValue: "" }, "must contain non-empty message attribute value"],
      [
        "a",
        { DataType: "Binary", StringValue: "x" },
        "The message attribute 'a' with type 'Binary' must use field 'Binary'.",
      ],
      ["a", { DataType: "String", BinaryValue: Uint8Array.of(1) }, "with type 'String' must use field 'String'."],
      ["a", { DataType: "Number", StringValue: "many" }, "Could not cast message attribute 'a' value to number."],
    ].slice(1) as [string, object, string][],
  )("not with the attribute %s: %j", async (name, attribute, reason) => {
    const answer = await publish(snsCaller(), { MessageAttributes: { [name]: attribute } });

    const message = expect.stringContaining(reason) as string;
    expect(answer).toMatchObject({ Error: { Code: "ParameterValueInvalid", Message: message } });
  });

  test("more than 256 KiB when the topic says so", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic("large", { MaximumMessageSize: "1048576" });

    const largest = await aws.record("Publish", { TopicArn, Message: "a".repeat(1_048_576) });
    const tooLarge = await aws.record("Publish", { TopicArn, Message: "a".repeat(1_048_577) });

    expect(largest).toMatchObject({ ResponseMetadata: { HTTPStatusCode: 200 } });
    expect(tooLarge).toMatchObject(invalid("Message too long"));
  });

  test("a topic with large messages takes no email subscription, and the other way round", async () => {
    const aws = snsCaller();
    const email = { Protocol: "email", Endpoint: "someone@example.com" };
    const large = await aws.topic("large", { MaximumMessageSize: "1048576" });
    const TopicArn = await aws.topic();
    await aws.call("Subscribe", { TopicArn, ...email });

    const size = { AttributeName: "MaximumMessageSize", AttributeValue: "1048576" };
    expect(await aws.record("Subscribe", { TopicArn: large, ...email })).toMatchObject({
      Error: { Code: "InvalidParameter" },
    });
    expect(await aws.record("SetTopicAttributes", { TopicArn, ...size })).toMatchObject({
      Error: { Code: "InvalidParameter" },
    });
  });
});

describe("what a subscription gets", () => {
  test("all of the message, with the caller's trace", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    await aws.subscribeQueue(TopicArn);
    const MessageAttributes = {
      text: { DataType: "String", StringValue: "x" },
      bytes: { DataType: "Binary", BinaryValue: Uint8Array.of(1, 2) },
    };

    const input = { TopicArn, Message: "hello", Subject: "Greeting", MessageGroupId: "tenant-1", MessageAttributes };
    const { MessageId } = await aws.call("Publish", input, { traceHeader: "Root=1-2-3" });

    expect(notified(aws)).toEqual({
      type: "Notification",
      messageId: MessageId,
      message: "hello",
      subject: "Greeting",
      messageAttributes: { text: { dataType: "String", value: "x" }, bytes: { dataType: "Binary", value: "AQI=" } },
      publishedAt: aws.clock.now(),
      messageGroupId: "tenant-1",
      traceHeader: "Root=1-2-3",
    });
  });

  test("the same object as every other subscription with the same text", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    for (const name of ["a", "b"]) {
      await aws.call("Subscribe", { TopicArn, Protocol: "sqs", Endpoint: QUEUE_ARN + name });
    }
    await aws.call("Subscribe", { TopicArn, Protocol: "sms", Endpoint: "+12345678" });

    const texts = { default: "for all", sms: "for phones" };
    await aws.call("Publish", { TopicArn, Message: JSON.stringify(texts), MessageStructure: "json" });

    const [first, second, third] = aws.delivered.map(({ notification }) => notification);
    expect(first).toBe(second);
    expect([first, third]).toMatchObject([{ message: "for all" }, { message: "for phones" }]);
  });

  test("of a duplicate key in a JSON message, the last", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    await aws.subscribeQueue(TopicArn);

    const Message = '{"default": "This is a default message", "default": "Duplicate"}';
    await aws.call("Publish", { TopicArn, Message, MessageStructure: "json" });

    expect(notified(aws)).toMatchObject({ message: "Duplicate" });
  });

  test("nothing, and the reason is a fact", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    const subscriptionArn = await aws.subscribeQueue(TopicArn, { FilterPolicy: '{"kind":["json"]}' });

    const kind = { DataType: "String", StringValue: "csv" };
    const { MessageId } = await aws.call("Publish", { TopicArn, Message: "x", MessageAttributes: { kind } });

    const [published, filtered] = aws.journal.entries().slice(-2);
    expect(published).toMatchObject({ kind: "sns.messagePublished", target: TopicArn, messageId: MessageId });
    expect(filtered).toMatchObject({
      kind: "sns.messageFilteredOut",
      subscriptionArn,
      messageId: MessageId,
      reason: '`kind` is "csv", wants "json"',
      causeId: published?.id,
    });
  });

  test.each([
    [{ a: [{ numeric: ["=", 5] }] }, { DataType: "Number", StringValue: "5.0" }, true],
    [{ a: [{ numeric: ["=", 5] }] }, { DataType: "String", StringValue: "5" }, false],
    [{ a: ["5"] }, { DataType: "String", StringValue: "5" }, true],
    [{ a: ["b"] }, { DataType: "String.Array", StringValue: '["a","b"]' }, true],
    [{ a: ["c"] }, { DataType: "String.Array", StringValue: '["a","b"]' }, false],
    [{ a: [{ exists: true }] }, { DataType: "String.Array", StringValue: "no list" }, false],
    [{ a: [{ exists: false }] }, { DataType: "Binary", BinaryValue: Uint8Array.of(1) }, true],
    [{ a: [{ "anything-but": "x" }] }, { DataType: "String", StringValue: "y" }, true],
  ])("policy %j, attribute %j: %s", async (policy, attribute, isDelivered) => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    await aws.subscribeQueue(TopicArn, { FilterPolicy: JSON.stringify(policy) });

    await aws.call("Publish", { TopicArn, Message: "x", MessageAttributes: { a: attribute } });

    expect(aws.delivered).toHaveLength(isDelivered ? 1 : 0);
  });
});

describe("a batch", () => {
  test.each([
    [[], "EmptyBatchRequest"],
    [Array.from({ length: 11 }, (_, index) => ({ Id: String(index), Message: "x" })), "TooManyEntriesInBatchRequest"],
    [
      [
        { Id: "1", Message: "x" },
        { Id: "1", Message: "y" },
      ],
      "BatchEntryIdsNotDistinct",
    ],
  ])("is refused as a whole: %j", async (PublishBatchRequestEntries, code) => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();

    const answer = await aws.record("PublishBatch", { TopicArn, PublishBatchRequestEntries });

    expect(answer).toMatchObject({ Error: { Code: code } });
  });

  test("delivers nothing when one entry is malformed", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    await aws.subscribeQueue(TopicArn);
    const entries = [
      { Id: "1", Message: "fine" },
      { Id: "2", Message: "" },
    ];

    const answer = await aws.record("PublishBatch", { TopicArn, PublishBatchRequestEntries: entries });

    expect(answer).toMatchObject(invalid("Empty message"));
    expect(aws.delivered).toEqual([]);
  });

  test("of a FIFO topic answers with sequence numbers in order", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic("topic.fifo", { ...FIFO, ContentBasedDeduplication: "true" });
    const entries = ["1", "2"].map((Id) => ({ Id, Message: Id, MessageGroupId: "g" }));

    const { Successful } = await aws.call("PublishBatch", { TopicArn, PublishBatchRequestEntries: entries });

    expect(Successful?.map(({ SequenceNumber }) => SequenceNumber)).toEqual([
      "10000000000000001000",
      "10000000000000002000",
    ]);
  });
});

describe("a FIFO topic", () => {
  test.each([
    [{}, "The MessageGroupId parameter is required for FIFO topics"],
    [
      { MessageGroupId: "g" },
      "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    ],
    [
      { MessageGroupId: "a b", MessageDeduplicationId: "d" },
      "MessageGroupId Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.",
    ],
  ])("refuses %j", async (ids, reason) => {
    const aws = snsCaller();
    const TopicArn = await aws.topic("topic.fifo", FIFO);

    expect(await aws.record("Publish", { TopicArn, Message: "x", ...ids })).toMatchObject(invalid(reason));
  });

  test("takes a duplicate and delivers it to nobody, for five minutes", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic("topic.fifo", FIFO);
    await aws.subscribeQueue(TopicArn);
    const input = { TopicArn, Message: "x", MessageGroupId: "g", MessageDeduplicationId: "d" };
    const first = await aws.call("Publish", input);

    aws.clock.advance(5 * 60_000 - 1);
    const duplicate = await aws.call("Publish", { ...input, Message: "y", MessageGroupId: "other" });
    const during = aws.delivered.length;
    aws.clock.advance(1);
    const later = await aws.call("Publish", input);

    expect(duplicate).toEqual(first);
    expect(during).toBe(1);
    expect(later.MessageId).not.toBe(first.MessageId);
    expect(aws.delivered).toHaveLength(2);
    expect(aws.journal.entries().filter(({ kind }) => kind === "sns.messageDeduplicated")).toHaveLength(1);
  });

  test("looks for duplicates inside a group only, when its scope is MessageGroup", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic("topic.fifo", { ...FIFO, FifoThroughputScope: "MessageGroup" });
    await aws.subscribeQueue(TopicArn);

    for (const MessageGroupId of ["a", "b", "a"]) {
      await aws.call("Publish", { TopicArn, Message: "x", MessageGroupId, MessageDeduplicationId: "d" });
    }

    expect(aws.delivered).toMatchObject([
      { notification: { fifo: { messageGroupId: "a" } } },
      { notification: { fifo: { messageGroupId: "b" } } },
    ]);
  });
});
