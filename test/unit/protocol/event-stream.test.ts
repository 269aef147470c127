import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { AwsError } from "../../../runtime/core/errors.ts";
import { encodeMessage, eventStreamBody } from "../../../runtime/protocol/event-stream.ts";
import type { EventStreamOptions } from "../../../runtime/protocol/event-stream.ts";
import { linkModel } from "../../../runtime/protocol/schema.ts";
import type { StructureShape } from "../../../runtime/protocol/schema.ts";
import type { ServiceModel } from "../../../runtime/protocol/wire-model.ts";

const MODEL: ServiceModel = {
  name: "example",
  serviceId: "Example",
  namespace: "com.example",
  targetPrefix: "Example",
  version: "1",
  protocols: ["restJson1"],
  operations: { Listen: { output: "Output" } },
  errors: ["Gone"],
  shapes: {
    Output: { type: "structure", members: { events: { shape: "Events" } } },
    Events: {
      type: "union",
      streaming: true,
      members: { text: { shape: "Text" }, document: { shape: "Document" }, Gone: { shape: "Gone" } },
    },
    Text: {
      type: "structure",
      members: {
        at: { type: "timestamp", eventHeader: true },
        count: { type: "integer", eventHeader: true },
        last: { type: "boolean", eventHeader: true },
        key: { type: "blob", eventHeader: true },
        body: { type: "string", eventPayload: true },
      },
    },
    Document: {
      type: "structure",
      members: { kind: { type: "string", eventHeader: true }, when: { type: "timestamp" }, ü: { type: "string" } },
    },
    Gone: {
      type: "structure",
      error: { fault: "Sender", status: 400 },
      members: { Message: { type: "string" }, Why: { type: "string" } },
    },
  },
};
const EVENTS = linkModel(MODEL).operations.get("Listen")?.eventStream?.events as StructureShape;

/** Every message of the stream: its headers, in hex those that are no text, and its payload. */
async function messagesOf(events: AsyncIterable<Record<string, unknown>>, options: Partial<EventStreamOptions> = {}) {
  const messages: unknown[] = [];
  const body = eventStreamBody(EVENTS, events, { documentType: "application/json", ...options });
  for await (const piece of body) messages.push(decoded(Buffer.from(piece)));
  return messages;
}

function decoded(message: Buffer): unknown {
  const headersEnd = 12 + message.readUInt32BE(4);
  expect(message.readUInt32BE(0)).toBe(message.length);
  expect(message.readUInt32BE(8)).toBe(crc32(message.subarray(0, 8)));
  expect(message.readUInt32BE(message.length - 4)).toBe(crc32(message.subarray(0, -4)));
  const headers: Record<string, string> = {};
  for (let at = 12; at < headersEnd;) {
    const nameEnd = at + 1 + (message[at] ?? 0);
    const name = message.toString("utf8", at + 1, nameEnd);
    const end = valueEnd(message, nameEnd);
    const isText = message[nameEnd] === 7;
    headers[name] = isText ? message.toString("utf8", nameEnd + 3, end) : message.toString("hex", nameEnd, end);
    at = end;
  }
  return [headers, message.toString("utf8", headersEnd, message.length - 4)];
}

/** Behind the header's value whose type is at `at`. */
function valueEnd(message: Buffer, at: number): number {
  const fixed = [1, 1, undefined, undefined, 5, undefined, undefined, undefined, 9][message[at] ?? 0];
  return at + (fixed ?? 3 + message.readUInt16BE(at + 1));
}

async function* given(...events: readonly (Record<string, unknown> | Error)[]) {
  for (const event of events) {
    if (event instanceof Error) throw event;
    yield await Promise.resolve(event);
  }
}

test("an empty message is AWS's test vector", () => {
  expect(encodeMessage([], Buffer.alloc(0)).toString("hex")).toBe("000000100000000005c248eb7d98c8ff");
});

describe("an event", () => {
  test("has its header members as headers of their types, and its payload as it is", async () => {
    const text = { at: 1_767_225_600_000, count: -2, last: true, key: Buffer.from([1, 2]), body: "hällo" };
    expect(await messagesOf(given({ text }))).toEqual([
      [
        {
          ":event-type": "text",
          ":content-type": "text/plain",
          ":message-type": "event",
          at: `08${(1_767_225_600_000).toString(16).padStart(16, "0")}`,
          count: "04fffffffe",
          last: "00",
          key: "0600020102",
        },
        "hällo",
      ],
    ]);
  });

  test("without a payload member is a document of the others", async () => {
    const events = given({ document: { kind: "k", when: 500, ü: "ö" } });
    expect(
      await messagesOf(events, { documentType: "application/x-amz-json-1.1", initialResponse: '{"a":1}' }),
    ).toEqual([
      [
        {
          ":event-type": "initial-response",
          ":content-type": "application/x-amz-json-1.1",
          ":message-type": "event",
        },
        '{"a":1}',
      ],
      [
        {
          ":event-type": "document",
          ":content-type": "application/x-amz-json-1.1",
          ":message-type": "event",
          kind: "k",
        },
        '{"when":0.5,"ü":"ö"}',
      ],
    ]);
  });

  test("that the model does not have is a bug", async () => {
    await expect(messagesOf(given({ other: {} }))).rejects.toThrow("Events has no event other");
  });
});

describe("an error ends the stream", () => {
  const exception = [
    { ":exception-type": "Gone", ":content-type": "application/json", ":message-type": "exception" },
    '{"Message":"it left","Why":"tired"}',
  ];

  test("as an exception when the model has it", async () => {
    const error = new AwsError("Gone", "it left", { members: { Why: "tired" } });
    expect(await messagesOf(given(error))).toEqual([exception]);
    expect(await messagesOf(given({ Gone: { Message: "it left", Why: "tired" } }))).toEqual([exception]);
  });

  test("as an error when the model does not have it", async () => {
    expect(await messagesOf(given(new AwsError("Other", "something else")))).toEqual([
      [{ ":error-code": "Other", ":error-message": "something else", ":message-type": "error" }, ""],
    ]);
  });
});
