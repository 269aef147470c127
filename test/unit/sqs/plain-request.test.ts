import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "../../../runtime/core/random.ts";
import type { WireResponse } from "../../../runtime/core/wire.ts";
import { createDispatcher } from "../../../runtime/protocol/dispatcher.ts";
import { Lab, URL_OF_ORDERS } from "./lab.ts";

/** A queue behind the wire: what a client writes and reads is bytes. */
function client(): (operation: string, input: object) => Record<string, unknown> {
  const lab = new Lab();
  lab.queue();
  const dispatch = createDispatcher({
    services: [lab.sqs.service],
    journal: lab.journal,
    random: seededRandom("ids"),
  });
  return (operation, input) => {
    const body = Buffer.from(JSON.stringify({ QueueUrl: URL_OF_ORDERS, ...input }));
    const headers = { "x-amz-target": `AmazonSQS.${operation}`, host: "127.0.0.1:4566" };
    const request = { method: "POST", url: "/", headers, body, endpoint: "http://127.0.0.1:4566", onHangUp: () => {} };
    return JSON.parse((dispatch(request) as WireResponse).body as string) as Record<string, unknown>;
  };
}

const body = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom("a", '"', "\\", "\n", "\t", "/", "\u007f", "é", "😀"),
    minLength: 1,
    maxLength: 8,
  }),
);

test("bodies come back as they were sent, those that need no escape beside those that do", () => {
  fc.assert(
    fc.property(fc.array(body, { minLength: 1, maxLength: 6 }), (bodies) => {
      const call = client();
      for (const [index, text] of bodies.entries()) {
        if (index % 2 === 0) call("SendMessage", { MessageBody: text });
        else call("SendMessageBatch", { Entries: [{ Id: "1", MessageBody: text }] });
      }
      const { Messages } = call("ReceiveMessage", { MaxNumberOfMessages: 10 });
      expect((Messages as { Body: string }[]).map(({ Body }) => Body)).toEqual(bodies);
    }),
  );
});

test("attributes of a plain body keep their quotes", () => {
  const call = client();
  const attributes = { "note.1": { DataType: "String", StringValue: "plain" } };
  call("SendMessage", { MessageBody: "plain", MessageAttributes: attributes });
  const trace = { AWSTraceHeader: { DataType: "String", StringValue: 'Root="1"' } };
  call("SendMessage", { MessageBody: "traced", MessageSystemAttributes: trace });
  const asked = { MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["All"], MessageAttributeNames: ["All"] };
  expect(call("ReceiveMessage", asked)).toMatchObject({
    Messages: [
      { Body: "plain", MessageAttributes: attributes },
      { Body: "traced", Attributes: { AWSTraceHeader: 'Root="1"' } },
    ],
  });
});

test.for(["\u0000", "\u001b[0m", "\uffff", "a\u0008"] as const)("%j is refused, escaped as it must be", (text) => {
  const call = client();
  expect(call("SendMessage", { MessageBody: text })).toMatchObject({
    __type: "com.amazonaws.sqs#InvalidMessageContents",
  });
  expect(call("SendMessageBatch", { Entries: [{ Id: "1", MessageBody: text }] })).toMatchObject({
    Failed: [{ Id: "1", Code: "InvalidMessageContents" }],
  });
});
