import { describe, expect, test } from "vitest";
import { checkDraft, type MessageDraft } from "../../../runtime/sqs/message-draft.ts";
import { DEFAULT_SETTINGS, newSettings } from "../../../runtime/sqs/queue-settings.ts";

const FIFO = newSettings({ FifoQueue: "true" });
const text = (stringValue: string) => ({ dataType: "String", stringValue });
const check =
  (draft: Partial<MessageDraft>, settings = DEFAULT_SETTINGS) =>
  () =>
    checkDraft({ body: "work", ...draft }, settings);

describe("a body", () => {
  test.each(["\u0000", "\u0008", "\u000B", "\u001F", "\uFFFE", "\uFFFF", "\uD800"])("cannot hold %j", (character) => {
    expect(check({ body: `a${character}b` })).toThrow(
      expect.objectContaining({
        code: "InvalidMessageContents",
        message: expect.stringContaining("#x10000 to #x10FFFF"),
      }),
    );
  });

  test.each(["\t\n\r", "\u0020", "\u007F", "ä€", "\uD7FF\uE000\uFFFD", "😀"])("can hold %j", (body) => {
    expect(check({ body })).not.toThrow();
  });

  test("counts in bytes of UTF-8, together with the attributes", () => {
    const settings = { ...DEFAULT_SETTINGS, maximumMessageSize: 1024 };

    expect(check({ body: "ä".repeat(512) }, settings)()).toBe(1024);
    expect(check({ body: "ä".repeat(513) }, settings)).toThrow("Message must be shorter than 1024 bytes.");
    expect(check({ body: "a".repeat(1016), attributes: { k: text("x") } }, settings)).not.toThrow();
    expect(check({ body: "a".repeat(1017), attributes: { k: text("x") } }, settings)).toThrow(
      "shorter than 1024 bytes",
    );
  });
});

describe("a message attribute", () => {
  test.each([
    ["", text("x"), "The request must contain non-empty message (user) attribute names."],
    ["a".repeat(257), text("x"), "Message (user) attribute name must be shorter than 256 bytes."],
    ["aWs.x", text("x"), "You can't use message attribute names beginning with 'AWS.' or 'Amazon'."],
    ["AMAZON.x", text("x"), "You can't use message attribute names beginning with 'AWS.' or 'Amazon'."],
    [".x", text("x"), "is invalid"],
    ["x.", text("x"), "is invalid"],
    ["a..b", text("x"), "is invalid"],
    ["a!b", text("x"), "is invalid"],
    ["a§b", text("x"), "is invalid"],
    [
      "n",
      { dataType: "Invalid", stringValue: "x" },
      "You must use only the following supported type prefixes: Binary, Number, String.",
    ],
    [
      "n",
      { dataType: `Number.${"L".repeat(256)}`, stringValue: "1" },
      "Message (user) attribute type must be shorter than 256 bytes.",
    ],
    [
      "n",
      { dataType: "Number", stringValue: "one" },
      "Can't cast the value of message (user) attribute 'n' to a number.",
    ],
    ["n", text("\u0008"), "Invalid characters found"],
    ["n", text(""), "Message (user) attribute 'n' must contain a non-empty value of type 'String'."],
    ["n", { dataType: "Binary", binaryValue: new Uint8Array() }, "must contain a non-empty value of type 'Binary'."],
    ["n", { dataType: "Binary", stringValue: "x" }, "must use field 'Binary'"],
  ])("%j with %j is refused", (name, attribute, message) => {
    expect(check({ attributes: { [name]: attribute } })).toThrow(
      expect.objectContaining({ code: "InvalidParameterValue", message: expect.stringContaining(message) }),
    );
  });

  test.each([
    ["attr.1øßä", text("x")],
    ["id", { dataType: "Number.bigint", stringValue: "-1234567890123456789012.5e3" }],
    ["image", { dataType: "Binary.png", binaryValue: Uint8Array.of(0) }],
  ])("%j with %j is allowed", (name, attribute) => {
    expect(check({ attributes: { [name]: attribute } })).not.toThrow();
  });

  test("is one of ten at most", () => {
    const attributes = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`attribute${index}`, text("x")]));

    expect(check({ attributes: attributes(10) })).not.toThrow();
    expect(check({ attributes: attributes(11) })).toThrow(
      "Number of message attributes [11] exceeds the allowed maximum [10].",
    );
  });
});

describe("other members", () => {
  test.each([
    [
      { delaySeconds: -1 },
      DEFAULT_SETTINGS,
      "Value -1 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.",
    ],
    [
      { delaySeconds: 901 },
      DEFAULT_SETTINGS,
      "Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.",
    ],
    [{ delaySeconds: 1 }, FIFO, "The request include parameter that is not valid for this queue type."],
    [
      { deduplicationId: "x" },
      DEFAULT_SETTINGS,
      "Value x for parameter MessageDeduplicationId is invalid. Reason: The request include parameter that is not valid for this queue type.",
    ],
    [
      { groupId: "with space" },
      DEFAULT_SETTINGS,
      "MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.",
    ],
    [{ systemAttributes: { Hello: text("x") } }, DEFAULT_SETTINGS, "Message system attribute name 'Hello' is invalid."],
  ])("%j is refused", (draft, settings, message) => {
    expect(check(draft, settings)).toThrow(message);
  });

  test.each([
    [{ delaySeconds: 900 }, DEFAULT_SETTINGS],
    [{ delaySeconds: 0 }, FIFO],
    [{ groupId: "tenant-1" }, DEFAULT_SETTINGS],
    [{ systemAttributes: { AWSTraceHeader: text("Root=1-5759e988") } }, DEFAULT_SETTINGS],
  ])("%j is allowed", (draft, settings) => {
    expect(check(draft, settings)).not.toThrow();
  });
});
