import { describe, expect, test } from "vitest";
import { call, Lab, URL_OF_ORDERS } from "./lab.ts";

describe("batches", () => {
  test("let one entry fail alone", () => {
    const lab = new Lab();
    lab.queue();
    const entries = [
      { Id: "good", MessageBody: "work" },
      { Id: "bad", MessageBody: "\u0001" },
    ];
    const result = call(lab, "SendMessageBatch", { QueueUrl: URL_OF_ORDERS, Entries: entries });

    expect(result.Successful?.map(({ Id: id }) => id)).toEqual(["good"]);
    expect(result.Failed).toEqual([
      {
        Id: "bad",
        SenderFault: true,
        Code: "InvalidMessageContents",
        Message: expect.stringContaining("Invalid characters"),
      },
    ]);
  });

  test("begin the sentence about a message that is too long otherwise than a single send", () => {
    const lab = new Lab();
    lab.queue({ MaximumMessageSize: "1024" });
    const body = "a".repeat(1025);
    const reason = "Reason: Message must be shorter than 1024 bytes.";
    const { Failed: failed } = call(lab, "SendMessageBatch", {
      QueueUrl: URL_OF_ORDERS,
      Entries: [{ Id: "1", MessageBody: body }],
    });

    expect(failed).toEqual([
      {
        Id: "1",
        SenderFault: true,
        Code: "InvalidParameterValue",
        Message: `One or more parameters cannot be validated. ${reason}`,
      },
    ]);
    expect(() => call(lab, "SendMessage", { QueueUrl: URL_OF_ORDERS, MessageBody: body })).toThrow(
      `One or more parameters are invalid. ${reason}`,
    );
  });

  test("leave out an empty list", () => {
    const lab = new Lab();
    lab.queue();
    const entries = [{ Id: "1", ReceiptHandle: "garbage" }];
    const result = call(lab, "DeleteMessageBatch", { QueueUrl: URL_OF_ORDERS, Entries: entries });

    expect(Object.keys(result)).toEqual(["Failed"]);
  });

  test.each([
    ["SendMessageBatch", "There should be at least one SendMessageBatchRequestEntry in the request."],
    ["DeleteMessageBatch", "There should be at least one DeleteMessageBatchRequestEntry in the request."],
    [
      "ChangeMessageVisibilityBatch",
      "There should be at least one ChangeMessageVisibilityBatchRequestEntry in the request.",
    ],
  ] as const)("%s must not be empty", (operation, message) => {
    const lab = new Lab();
    lab.queue();

    expect(() => call(lab, operation, { QueueUrl: URL_OF_ORDERS, Entries: [] })).toThrow(
      expect.objectContaining({ code: "EmptyBatchRequest", message }),
    );
  });

  test("must not repeat an id", () => {
    const lab = new Lab();
    lab.queue();
    const entries = [
      { Id: "1", MessageBody: "a" },
      { Id: "1", MessageBody: "b" },
    ];

    expect(() => call(lab, "SendMessageBatch", { QueueUrl: URL_OF_ORDERS, Entries: entries })).toThrow(
      "Id 1 repeated.",
    );
    expect(lab.sqs.queueByArn("arn:aws:sqs:us-east-1:000000000000:orders")?.counts.available).toBe(0);
  });
});

describe("ReceiveMessage", () => {
  const attributes = {
    "Help.Me": { DataType: "String", StringValue: "Me" },
    Hello: { DataType: "String", StringValue: "There" },
    __proto__name: { DataType: "String", StringValue: "safe" },
  };

  test.each([
    [[], []],
    [["All"], ["Help.Me", "Hello", "__proto__name"]],
    [[".*"], ["Help.Me", "Hello", "__proto__name"]],
    [["*"], ["Help.Me", "Hello", "__proto__name"]],
    [["Hel.*"], ["Help.Me", "Hello"]],
    [["Foo", "Hello"], ["Hello"]],
    [["Foo", "Help"], []],
  ])("asked for %j gives the attributes %j", (names, expected) => {
    const lab = new Lab();
    lab.queue();
    call(lab, "SendMessage", { QueueUrl: URL_OF_ORDERS, MessageBody: "msg", MessageAttributes: attributes });
    const answer = call(lab, "ReceiveMessage", { QueueUrl: URL_OF_ORDERS, MessageAttributeNames: names });
    const [message] = answer.Messages ?? [];

    expect(Object.keys(message?.MessageAttributes ?? {})).toEqual(expected);
    expect(message?.MD5OfMessageAttributes === undefined).toBe(expected.length === 0);
  });

  test("has a digest over the attributes it gives, not over those that were sent", () => {
    const lab = new Lab();
    lab.queue({ VisibilityTimeout: "0" });
    call(lab, "SendMessage", { QueueUrl: URL_OF_ORDERS, MessageBody: "msg", MessageAttributes: attributes });
    const digest = (names: string[]): string | undefined =>
      call(lab, "ReceiveMessage", { QueueUrl: URL_OF_ORDERS, MessageAttributeNames: names }).Messages?.[0]
        ?.MD5OfMessageAttributes;

    expect(digest(["Hello"])).not.toBe(digest(["All"]));
  });

  test.each([
    ["awsJson", 4],
    ["awsQuery", 1],
  ] as const)("with both members for system attributes gives %s clients %i of them", (protocol, count) => {
    const lab = new Lab();
    lab.queue().send({ body: "work" });
    const { Messages: messages } = call(
      lab,
      "ReceiveMessage",
      { QueueUrl: URL_OF_ORDERS, AttributeNames: ["SenderId"], MessageSystemAttributeNames: ["All"] },
      { protocol },
    );

    expect(Object.keys(messages?.[0]?.Attributes ?? {})).toHaveLength(count);
  });

  test("refuses unknown system attributes", () => {
    const lab = new Lab();
    lab.queue();
    const receive = { QueueUrl: URL_OF_ORDERS, AttributeNames: ["Foo" as "All"] };

    expect(() => call(lab, "ReceiveMessage", receive)).toThrow("Unknown Attribute Foo.");
  });

  test.each([
    [
      { MaxNumberOfMessages: 0 },
      "Value 0 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.",
    ],
    [
      { VisibilityTimeout: 43_201 },
      "Value 43201 for parameter VisibilityTimeout is invalid. Reason: Must be >= 0 and <= 43200, if provided.",
    ],
  ])("refuses %j", (input, message) => {
    const lab = new Lab();
    lab.queue();

    expect(() => call(lab, "ReceiveMessage", { QueueUrl: URL_OF_ORDERS, ...input })).toThrow(message);
  });
});

describe("SendMessage", () => {
  test("has a digest of system attributes that does not change the other one", () => {
    const lab = new Lab();
    lab.queue();
    const message = {
      QueueUrl: URL_OF_ORDERS,
      MessageBody: "test",
      MessageAttributes: { timestamp: { DataType: "Number", StringValue: "1493147359900" } },
    };
    const header = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    const plain = call(lab, "SendMessage", message);
    const traced = call(lab, "SendMessage", {
      ...message,
      MessageSystemAttributes: { AWSTraceHeader: { DataType: "String", StringValue: header } },
    });

    expect(plain.MD5OfMessageSystemAttributes).toBeUndefined();
    // AWS's own digest of this header, published by a suite that was validated against AWS.
    expect(traced.MD5OfMessageSystemAttributes).toBe("5ae4d5d7636402d80f4eb6d213245a88");
    expect(traced.MD5OfMessageAttributes).toBe(plain.MD5OfMessageAttributes);
    expect(plain.MD5OfMessageAttributes).toBe("235c5c510d26fb653d073faed50ae77c");
  });

  test("is caused by what the caller was called by", () => {
    const lab = new Lab();
    lab.queue();
    const causeId = lab.journal.record({ kind: "runtime.stopping", reason: "test" });
    call(lab, "SendMessage", { QueueUrl: URL_OF_ORDERS, MessageBody: "work" }, { causeId });

    expect(lab.journal.entries().at(-1)).toMatchObject({ kind: "sqs.messageSent", causeId });
  });
});
