/* oxlint-disable vitest/no-standalone-expect -- the contract registers its tests itself, for every kind that has them */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ResponseSink } from "../../../runtime/core/response-sink.ts";
import {
  contract,
  environmentOf as processOf,
  folderWith,
  invocationOf,
  payloadOf,
  type SpecOverrides,
} from "./harness.ts";

const INTEGRATION = "application/vnd.awslambda.http-integration-response";

/** What a caller of a streaming function sees, as it comes. */
class Received implements ResponseSink {
  readonly contentTypes: string[] = [];
  readonly chunks: string[] = [];
  bytes = 0;
  #onChunk: (() => void) | undefined;

  start(contentType: string): void {
    this.contentTypes.push(contentType);
  }

  write(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    if (this.chunks.length < 100) this.chunks.push(Buffer.from(chunk).toString());
    this.#onChunk?.();
  }

  get text(): string {
    return this.chunks.join("");
  }

  /** Resolves when this text has come. */
  until(text: string): Promise<void> {
    return new Promise((resolve) => {
      this.#onChunk = () => {
        if (this.text.includes(text)) resolve();
      };
      this.#onChunk();
    });
  }
}

contract(({ environmentOf, test }) => {
  async function started(source: string, overrides: SpecOverrides = {}, file = "index.mjs") {
    const environment = await environmentOf({ [file]: source }, overrides);
    await environment.environment.init();
    return environment;
  }

  const streaming = (body: string): string =>
    `export const handler = awslambda.streamifyResponse(async (event, stream, context) => { ${body} });`;

  describe("a handler that streams its response", () => {
    test("is heard while it still writes", async () => {
      const received = new Received();
      const { environment } = await started(
        `import { existsSync } from "node:fs"; import { setTimeout } from "node:timers/promises";
      ${streaming(`stream.setContentType("text/plain"); stream.write("one,"); while (!existsSync(event.until)) await setTimeout(5); stream.write("two"); stream.end();`)}`,
      );
      const until = join(await folderWith({}), "go");
      const running = environment.invoke(invocationOf({ until }, { onResponse: received }));
      await received.until("one,");
      expect(received.contentTypes).toEqual(["text/plain"]);
      expect(received.text).toBe("one,");
      await writeFile(until, "");
      expect(await running).toMatchObject({ kind: "returned", payload: "" });
      expect(received.text).toBe("one,two");
    });

    test("tells status and headers ahead of its body, with AWS's prelude", async () => {
      const received = new Received();
      const { environment } = await started(
        streaming(
          `const http = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { a: "b" } }); http.write("body"); http.end();`,
        ),
      );
      await environment.invoke(invocationOf({}, { onResponse: received }));
      expect(received.contentTypes).toEqual([INTEGRATION]);
      expect(received.text).toBe(`{"statusCode":201,"headers":{"a":"b"}}${"\0".repeat(8)}body`);
    });

    test("has its error in the outcome, after what it wrote", async () => {
      const received = new Received();
      const { environment } = await started(streaming(`stream.write("half"); throw new RangeError("no more");`));
      const outcome = await environment.invoke(invocationOf({}, { onResponse: received }));
      expect(outcome.kind).toBe("threw");
      expect(payloadOf(outcome)).toMatchObject({ errorType: "RangeError", errorMessage: "no more" });
      expect(received.text).toBe("half");
    });

    test("is cut off by its timeout", async () => {
      const received = new Received();
      const { environment } = await started(
        streaming(`stream.write("half"); await new Promise((done) => setTimeout(done, 60_000));`),
        { timeoutMs: 500 },
      );
      const outcome = await environment.invoke(invocationOf({}, { onResponse: received }));
      expect(outcome.kind).toBe("timedOut");
      expect(received.text).toBe("half");
    });

    test("is collected for a caller that wants it whole, up to 6 MB", async () => {
      const { environment } = await started(
        streaming(`for (let n = 0; n < event.parts; n++) stream.write("x".repeat(100_000)); stream.end();`),
      );
      const outcome = await environment.invoke(invocationOf({ parts: 2 }));
      expect(outcome).toMatchObject({ kind: "returned", payload: "x".repeat(200_000) });
      const tooLarge = await environment.invoke(invocationOf({ parts: 70 }));
      expect(payloadOf(tooLarge)).toMatchObject({ errorType: "Function.ResponseSizeTooLarge" });
    });

    test("may stream 200 MB and no more", async () => {
      const received = new Received();
      const { environment } = await started(
        `import { once } from "node:events"; const part = Buffer.alloc(1_048_576);
      ${streaming(`for (let n = 0; n < event.parts; n++) if (!stream.write(part)) await once(stream, "drain"); stream.end();`)}`,
        { memorySizeMB: 512 },
      );
      expect(await environment.invoke(invocationOf({ parts: 200 }, { onResponse: received }))).toMatchObject({
        kind: "returned",
      });
      expect(received.bytes).toBe(209_715_200);
      const more = new Received();
      const outcome = await environment.invoke(invocationOf({ parts: 201 }, { onResponse: more }));
      expect(payloadOf(outcome)).toMatchObject({ errorType: "Function.ResponseSizeTooLarge" });
      expect(more.bytes).toBe(209_715_200);
    });
  });

  test("a handler that returns its response reaches a streaming caller in one piece", async () => {
    const received = new Received();
    const { environment } = await started(`export const handler = async () => ({ a: 1 });`);
    const outcome = await environment.invoke(invocationOf({}, { onResponse: received }));
    expect(outcome).toMatchObject({ kind: "returned", payload: "" });
    expect([received.contentTypes, received.text]).toEqual([["application/json"], '{"a":1}']);
  });
});

/** A custom runtime that streams, with the protocol's own headers and trailers. */
const BOOTSTRAP = `#!${process.execPath}
const http = require("node:http");
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const base = "/2018-06-01/runtime/invocation/";
const ask = (method, path, headers, write) => new Promise((resolve) => {
  const request = http.request({ host, port, method, path: base + path, headers }, (response) => {
    let text = ""; response.on("data", (chunk) => (text += chunk)); response.on("end", () => resolve([response.headers, text]));
  });
  write(request);
});
(async () => {
  for (;;) {
    const [headers, event] = await ask("GET", "next", {}, (request) => request.end());
    await ask("POST", headers["lambda-runtime-aws-request-id"] + "/response", {
      "Lambda-Runtime-Function-Response-Mode": "streaming", "Transfer-Encoding": "chunked",
      "Trailer": "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body" }, (request) => {
      request.write("own ");
      if (JSON.parse(event).fail) request.addTrailers({ "Lambda-Runtime-Function-Error-Type": "Own.Error",
        "Lambda-Runtime-Function-Error-Body": Buffer.from('{"errorType":"Own.Error","errorMessage":"own words"}').toString("base64") });
      request.end("stream");
    });
  }
})();`;

it("a custom runtime streams through the Runtime API, errors in its trailers", async () => {
  const own = { runtime: "provided.al2023", memorySizeMB: 1024 } as const;
  const { environment } = await processOf({ bootstrap: BOOTSTRAP }, own);
  await environment.init();
  const [good, bad] = [new Received(), new Received()];
  expect(await environment.invoke(invocationOf({}, { onResponse: good }))).toMatchObject({ kind: "returned" });
  expect([good.contentTypes, good.text]).toEqual([["application/octet-stream"], "own stream"]);
  const outcome = await environment.invoke(invocationOf({ fail: true }, { onResponse: bad }));
  expect(payloadOf(outcome)).toEqual({ errorType: "Own.Error", errorMessage: "own words" });
});
