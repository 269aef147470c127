import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WireResponse } from "../../../runtime/core/wire.ts";
import { listening, readAll } from "./listening.ts";

const HOST = "Host: 127.0.0.1\r\n";

let answer: WireResponse;
let server: Awaited<ReturnType<typeof listening>>;
beforeAll(async () => {
  server = await listening(() => answer);
});
afterAll(() => server.stop());

/** The answer to a request on a connection that stays open, with a placeholder for the time. */
async function received(headers: string): Promise<string> {
  const text = await server.raw(`POST / HTTP/1.1\r\n${HOST}${headers}Content-Length: 2\r\n\r\nhi`);
  return text.replace(/\r\nDate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n/, "\r\nDate: NOW\r\n");
}

describe("an answer that is written at once is the one that Node would write", () => {
  const json = { "x-amzn-RequestId": "1", "Content-Type": "application/json" };
  test.for([
    ["a text", { status: 200, headers: json, body: '{"a":1}' }],
    ["a text in UTF-8", { status: 200, headers: json, body: '{"a":"é€😀"}' }],
    ["a lone surrogate", { status: 200, headers: json, body: '"\ud800"' }],
    ["bytes", { status: 200, headers: {}, body: Buffer.from([0, 13, 10, 127, 128, 255]) }],
    ["part of a buffer", { status: 206, headers: {}, body: Buffer.from("0123456789").subarray(3, 7) }],
    ["many bytes", { status: 200, headers: {}, body: Buffer.alloc(9000, 0xe9) }],
    ["no body", { status: 200, headers: json, body: "" }],
    ["an error", { status: 400, headers: { ...json, "x-amzn-query-error": "A;Sender" }, body: '{"__type":"A"}' }],
    ["a status that has no name", { status: 599, headers: {}, body: "x" }],
    ["a status without a body", { status: 204, headers: {}, body: "" }],
    ["a header beyond ASCII", { status: 200, headers: { "x-amz-meta-a": "\u00e9" }, body: "x" }],
    ["cookies", { status: 200, headers: {}, cookies: ["a=1", "b=2"], body: "x" }],
    ["a date of its own", { status: 200, headers: { date: "yesterday" }, body: "x" }],
    ["a length of its own", { status: 200, headers: { "Content-Length": "1" }, body: "x" }],
  ] as const)("%s", async ([, given]) => {
    answer = given;
    // The spelling alone sends the second through Node's own hands.
    const whole = await received("Connection: keep-alive\r\n");
    expect(whole).toBe(await received("Connection: Keep-Alive\r\n"));
    expect(whole).toContain(`HTTP/1.1 ${given.status} `);
    expect(whole).toContain("\r\nKeep-Alive: timeout=75\r\n");
  });

  test.for([
    ["in a value", { "x-amz-meta-a": "1\r\nSet-Cookie: stolen" }],
    ["in a name", { "x-amz-meta-a\r\nSet-Cookie": "stolen" }],
  ] as const)("a line break %s does not become a header", async ([, headers]) => {
    answer = { status: 200, headers, body: "" };
    expect(await received("")).not.toContain("Set-Cookie: stolen");
  });
});

test("requests that come together are answered in their order, also when the first takes longest", async () => {
  const late: ((answer: WireResponse) => void)[] = [];
  const own = await listening(({ url }) =>
    url === "/1" ? new Promise((resolve) => late.push(resolve)) : { status: 200, headers: {}, body: url },
  );
  const socket = connect(own.port, "127.0.0.1");
  const all = readAll(socket);
  const request = (path: string): string => `POST ${path} HTTP/1.1\r\n${HOST}Content-Length: 1\r\n\r\nx`;
  socket.write(request("/0") + request("/1") + request("/2") + request("/3"));
  await new Promise((resolve) => socket.once("data", resolve));
  for (const answerLate of late) answerLate({ status: 200, headers: {}, body: "/1" });
  socket.end(request("/4"));
  expect([...(await all).matchAll(/\r\n\r\n(\/\d)/g)].map(([, path]) => path)).toEqual(["/0", "/1", "/2", "/3", "/4"]);
  await own.stop();
});
