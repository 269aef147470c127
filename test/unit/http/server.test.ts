import { EventEmitter, once } from "node:events";
import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../../runtime/core/clock.ts";
import type { WireResponse } from "../../../runtime/core/wire.ts";
import { startHttpServer } from "../../../runtime/http/server.ts";
import { echo, listening, readAll, statusesIn } from "./listening.ts";

const HOST = "Host: 127.0.0.1\r\n";
const CLOSE = "Connection: close\r\n";

let server: Awaited<ReturnType<typeof listening>>;
beforeAll(async () => {
  server = await listening();
});
afterAll(() => server.stop());

describe("a request", () => {
  test("reaches its handler with method, URL, body and endpoint", async () => {
    const response = await fetch(`${server.endpoint}/a%2Fb?c=d`, { method: "PUT", body: "text" });
    expect(await response.json()).toEqual({
      method: "PUT",
      url: "/a%2Fb?c=d",
      body: "text",
      endpoint: server.endpoint,
    });
    expect(response.headers.get("content-length")).not.toBeNull();
  });

  test("finds the first row of the table that fits", async () => {
    expect(await (await fetch(`${server.endpoint}/_lambdaloop/health?x`)).text()).toBe("healthy");
    expect(await (await fetch(`${server.endpoint}/_lambdaloop/health`, { method: "POST" })).json()).toMatchObject({
      method: "POST",
    });
  });

  test("of many bytes in many chunks arrives whole", async () => {
    const body = "0123456789".repeat(200_000);
    const response = await fetch(server.endpoint, { method: "POST", body });
    expect(((await response.json()) as { body: string }).body === body).toBe(true);
  });

  test("of HEAD is answered without a body", async () => {
    const received = await server.raw(`HEAD / HTTP/1.1\r\n${HOST}${CLOSE}\r\n`);
    expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(received.split("\r\n\r\n")[1]).toBe("");
  });

  test("may be one of several in a connection", async () => {
    const one = `GET /1 HTTP/1.1\r\n${HOST}\r\n`;
    expect(statusesIn(await server.raw(one + one + `GET /2 HTTP/1.1\r\n${HOST}${CLOSE}\r\n`))).toEqual([200, 200, 200]);
  });
});

describe("refused before its handler", () => {
  test.for([
    ["a foreign Host", "Host: example.com\r\n", 'the Host "example.com" is not this machine'],
    [
      "a foreign Origin",
      `${HOST}Origin: https://example.com\r\n`,
      'the Origin "https://example.com" is another site\'s',
    ],
    ["a null Origin", `${HOST}Origin: null\r\n`, 'the Origin "null" is another site\'s'],
    ["another site's page", `${HOST}Sec-Fetch-Site: cross-site\r\n`, 'Sec-Fetch-Site "cross-site"'],
    ["no Host", "", "the request has no Host header"],
    ["a WebSocket", `${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\n`, "this server upgrades no connection"],
  ] as const)("%s gets 403 and the reason, and is recorded", async ([, headers, reason]) => {
    let calls = 0;
    const own = await listening(() => {
      calls++;
      return { status: 200, headers: {}, body: "" };
    });
    const received = await own.raw(`POST /path?secret=1 HTTP/1.1\r\n${headers}Content-Length: 2\r\n\r\nhi`);
    await own.stop();
    expect(statusesIn(received)).toEqual([403]);
    expect(received).toContain(`lambdaloop refused this request: ${reason}`);
    expect(own.journal.entries()).toMatchObject([{ kind: "http.refused", method: "POST", path: "/path" }]);
    expect(calls).toBe(0);
  });

  test("an AWS JSON client can show the reason", async () => {
    const received = await server.raw(`POST / HTTP/1.1\r\nHost: example.com\r\nX-Amz-Target: A.B\r\n${CLOSE}\r\n`);
    const body = JSON.parse(received.slice(received.indexOf("\r\n\r\n"))) as Record<string, string>;
    expect(body["__type"]).toBe("AccessDeniedException");
    expect(body["message"]).toContain('the Host "example.com" is not this machine');
  });

  test("CONNECT gets 405", async () => {
    const received = await server.raw("CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n");
    expect(statusesIn(received)).toEqual([405]);
  });
});

describe("malformed requests get an answer of theirs, never a 500", () => {
  test.for([
    ["HTTP/1.0 without a Host", "GET / HTTP/1.0\r\n\r\n", 403],
    ["two Host headers", `GET / HTTP/1.1\r\n${HOST}Host: example.com\r\n${CLOSE}\r\n`, 200],
    ["broken percent-encoding", `GET /%zz%?%=%&Action=%E0 HTTP/1.1\r\n${HOST}${CLOSE}\r\n`, 200],
    ["a URL of another scheme", `GET ftp://localhost/ HTTP/1.1\r\n${HOST}${CLOSE}\r\n`, 403],
    ["no HTTP at all", "hello\r\n\r\n", 400],
    ["a Content-Length of words", `POST / HTTP/1.1\r\n${HOST}Content-Length: many\r\n\r\n`, 400],
    ["a negative Content-Length", `POST / HTTP/1.1\r\n${HOST}Content-Length: -1\r\n\r\n`, 400],
    ["two Content-Lengths", `POST / HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 400],
    [
      "length and chunks",
      `POST / HTTP/1.1\r\n${HOST}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ["a header without a colon", `GET / HTTP/1.1\r\n${HOST}nonsense\r\n\r\n`, 400],
    ["a header of 40 KB", `GET / HTTP/1.1\r\n${HOST}X: ${"x".repeat(40_000)}\r\n\r\n`, 431],
    ["an expectation that we cannot meet", `GET / HTTP/1.1\r\n${HOST}Expect: miracles\r\n${CLOSE}\r\n`, 417],
  ] as const)("%s: %i", async ([, text, status]) => {
    expect(statusesIn(await server.raw(text))).toEqual([status]);
  });

  test("whatever the headers and the URL are", async () => {
    const token = fc.string({ minLength: 1, maxLength: 12 });
    const line = fc.tuple(
      fc.constantFrom(
        "Host",
        "Origin",
        "Authorization",
        "X-Amz-Target",
        "Content-Type",
        "Content-Length",
        "Expect",
        "Upgrade",
        "X",
      ),
      fc.oneof(token, fc.string({ unit: "binary", maxLength: 20 }), fc.constantFrom("127.0.0.1", "100-continue", "5")),
    );
    const method = fc.constantFrom("GET", "POST", "PUT", "HEAD", "OPTIONS", "get", "\u0000");
    await fc.assert(
      fc.asyncProperty(method, token, fc.array(line, { maxLength: 6 }), token, async (verb, url, lines, body) => {
        const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
        const text = Buffer.from(`${verb} /${url} HTTP/1.1\r\n${head}Connection: close\r\n\r\n${body}`, "latin1");
        const statuses = statusesIn(await server.raw(text));
        expect(statuses.filter((status) => status >= 500)).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(server.journal.entries().filter(({ kind }) => kind === "internal.failed")).toEqual([]);
    expect((await fetch(server.endpoint)).status).toBe(200);
  });
});

describe("a body over the limit", () => {
  let limited: Awaited<ReturnType<typeof listening>>;
  beforeAll(async () => {
    limited = await listening(echo, { maxBodyBytes: 10 });
  });
  afterAll(() => limited.stop());
  const post = (headers: string, body = "") => limited.raw(`POST / HTTP/1.1\r\n${HOST}${headers}\r\n${body}`);

  test.for([
    ["at the limit passes", "Content-Length: 10\r\nConnection: close\r\n", "0123456789", [200]],
    ["with its length", "Content-Length: 11\r\nConnection: close\r\n", "0123456789a", [413]],
    ["with a length far over the limit is not waited for", "Content-Length: 1000000\r\n", "", [413]],
    ["in chunks", "Transfer-Encoding: chunked\r\nConnection: close\r\n", "b\r\n0123456789a\r\n0\r\n\r\n", [413]],
    ["in endless chunks is cut", "Transfer-Encoding: chunked\r\n", `64\r\n${"x".repeat(100)}\r\n`, [413]],
    ["that waits to be asked is not asked for", "Content-Length: 11\r\nExpect: 100-continue\r\n", "", [413]],
  ] as const)("%s", async ([, headers, body, statuses]) => {
    expect(statusesIn(await post(headers, body))).toEqual(statuses);
  });
});

test("a client that waits for 100 Continue is asked for its body", async () => {
  const socket = connect(server.port, "127.0.0.1");
  const received = readAll(socket);
  socket.write(`POST / HTTP/1.1\r\n${HOST}Content-Length: 2\r\nExpect: 100-continue\r\n${CLOSE}\r\n`);
  await once(socket, "data");
  socket.end("hi");
  expect(statusesIn(await received)).toEqual([100, 200]);
});

test("a refused client that waits for 100 Continue gets its 403 instead", async () => {
  const received = await server.raw(
    `POST / HTTP/1.1\r\nHost: evil\r\nContent-Length: 2\r\nExpect: 100-continue\r\n${CLOSE}\r\n`,
  );
  expect(statusesIn(received)).toEqual([403]);
});

describe("a handler", () => {
  test("that throws is a 500 and a recorded bug", async () => {
    const own = await listening(() => {
      throw new Error("boom");
    });
    expect((await fetch(own.endpoint)).status).toBe(500);
    await own.stop();
    expect(own.journal.entries()).toMatchObject([{ kind: "internal.failed", message: "boom" }]);
  });

  test("that rejects is a 500", async () => {
    const own = await listening(() => Promise.reject(new Error("late")));
    expect((await fetch(own.endpoint)).status).toBe(500);
    await own.stop();
  });

  test("may answer later", async () => {
    const own = await listening(() => Promise.resolve({ status: 202, headers: {}, body: "later" }));
    expect(await (await fetch(own.endpoint)).text()).toBe("later");
    await own.stop();
  });

  test("hears when its client hangs up, and only then", async () => {
    const heard: string[] = [];
    const calls = new EventEmitter();
    const own = await listening((request) => {
      request.onHangUp(() => {
        heard.push(request.url);
        calls.emit("hangUp");
      });
      return new Promise((resolve) => calls.emit("asked", resolve));
    });
    const asked = once(calls, "asked");
    const patient = fetch(`${own.endpoint}/patient`);
    const [answer] = (await asked) as [(response: WireResponse) => void];
    answer({ status: 200, headers: {}, body: "" });
    expect((await patient).status).toBe(200);

    const hangUp = once(calls, "hangUp");
    const socket = connect(own.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(`GET /impatient HTTP/1.1\r\n${HOST}\r\n`, () => socket.destroy());
    await hangUp;
    expect(heard).toEqual(["/impatient"]);
    await own.stop();
  });
});

describe("starting and stopping", () => {
  test("listens on 127.0.0.1 only", () => {
    expect(server.endpoint).toBe(`http://127.0.0.1:${server.port}`);
  });

  test("a busy port is an error with advice", async () => {
    const { journal } = server;
    const start = startHttpServer({ port: server.port, routes: [], journal, clock: systemClock });
    await expect(start).rejects.toMatchObject({
      name: "UserError",
      code: "PORT_IN_USE",
      advice: expect.stringContaining("--port"),
    });
  });

  test("stopping ends idle connections and long polls within 100 ms", async () => {
    const own = await listening(({ url }) =>
      url === "/poll" ? new Promise(() => undefined) : { status: 200, headers: {}, body: "" },
    );
    const idle = connect(own.port, "127.0.0.1");
    idle.write(`GET / HTTP/1.1\r\n${HOST}\r\n`);
    await once(idle, "data");
    const poll = connect(own.port, "127.0.0.1");
    const polled = readAll(poll);
    await new Promise<void>((resolve) => {
      poll.write(`GET /poll HTTP/1.1\r\n${HOST}\r\n`, () => setImmediate(resolve));
    });
    const startedMs = systemClock.monotonicMs();
    await own.stop();
    expect(systemClock.monotonicMs() - startedMs).toBeLessThan(100);
    expect(await polled).toBe("");
  });
});
