/* oxlint-disable vitest/no-standalone-expect -- the contract registers its tests itself, for every kind that has them */
import { describe, expect, it } from "vitest";
import { contract, invocationOf, payloadOf } from "./harness.ts";

contract(({ environmentOf, run, test }) => {
  describe("a handler's answer", () => {
    it.each([
      ["an async handler", "index.mjs", `export const handler = async (event) => ({ got: event.a });`],
      ["a CommonJS handler", "index.js", `exports.handler = async (event) => ({ got: event.a });`],
      ["a .cjs handler", "index.cjs", `exports.handler = async (event) => ({ got: event.a });`],
      ["a default export's property", "index.mjs", `export default { handler: async (event) => ({ got: event.a }) };`],
      [
        "a callback",
        "index.mjs",
        `export const handler = (event, _c, callback) => { callback(null, { got: event.a }); };`,
      ],
      ["a promise without async", "index.mjs", `export const handler = (event) => Promise.resolve({ got: event.a });`],
      [
        "context.succeed",
        "index.mjs",
        `export const handler = (event, context) => { context.succeed({ got: event.a }); };`,
      ],
      [
        "context.done",
        "index.mjs",
        `export const handler = (event, context) => { context.done(null, { got: event.a }); };`,
      ],
      ["top-level await", "index.mjs", `await null; export const handler = async (event) => ({ got: event.a });`],
    ])("is taken from %s", async (_name, file, source) => {
      const { outcome } = await run(source, { a: 1 }, { file });
      expect(outcome).toMatchObject({ kind: "returned", payload: '{"got":1}' });
    });

    it.each([
      ["nothing", `export const handler = async () => {};`, "null"],
      ["a function, which JSON cannot hold", `export const handler = async () => () => 1;`, "null"],
      ["a string", `export const handler = async () => "text";`, '"text"'],
      ["a synchronous value, which Lambda ignores", `export const handler = () => "text";`, "null"],
      ["a promise that never settles", `export const handler = () => new Promise(() => {});`, "null"],
    ])("is JSON text for %s", async (_name, source, payload) => {
      expect((await run(source)).outcome).toMatchObject({ kind: "returned", payload });
    });

    test("waits for the event loop to be empty after a callback", async () => {
      const source = `export const handler = (event, context, callback) => {
      context.callbackWaitsForEmptyEventLoop = event.wait;
      setTimeout(() => console.log("later"), event.delayMs);
      callback(null, 1);
    };`;
      expect((await run(source, { wait: true, delayMs: 30 })).logs.printed).toEqual([expect.stringContaining("later")]);
      expect((await run(source, { wait: false, delayMs: 60_000 })).logs.printed).toEqual([]);
    });

    test("may come from nested folders and nested exports", async () => {
      const files = { "src/api/orders.mjs": `export const api = { v1: { get: async () => "nested" } };` };
      const { environment } = await environmentOf(files, { handler: "src/api/orders.api.v1.get" });
      await environment.init();
      expect(await environment.invoke(invocationOf({}))).toMatchObject({ payload: '"nested"' });
    });

    test("of a package with type module is loaded as a module", async () => {
      const files = {
        "package.json": `{"type":"module"}`,
        "index.js": `export const handler = async () => import.meta.url;`,
      };
      const { environment, taskRoot } = await environmentOf(files);
      await environment.init();
      expect(await environment.invoke(invocationOf({}))).toMatchObject({ payload: `"file://${taskRoot}/index.js"` });
    });

    test("larger than 6 MB is refused with AWS's sentence, and the environment lives on", async () => {
      const source = `export const handler = async ({ size }) => "x".repeat(size);`;
      const { outcome, environment } = await run(source, { size: 6_291_556 - 1 });
      expect(outcome.kind).toBe("threw");
      expect(payloadOf(outcome)).toEqual({
        errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
        errorType: "Function.ResponseSizeTooLarge",
      });
      expect(await environment.invoke(invocationOf({ size: 6_291_556 - 2 }))).toMatchObject({ kind: "returned" });
    });

    test("that cannot be written as JSON is an error", async () => {
      const { outcome } = await run(`export const handler = async () => 1n;`);
      expect(outcome.kind).toBe("threw");
      expect(payloadOf(outcome)).toMatchObject({
        errorType: "Error",
        errorMessage: "Unable to stringify response body",
      });
      const modern = await run(`export const handler = async () => 1n;`, {}, { runtime: "nodejs24.x" });
      expect(payloadOf(modern.outcome)).toMatchObject({ errorType: "Runtime.JSONStringifyError" });
    });
  });

  describe("one environment", () => {
    test("keeps module state between invocations, as the recording lambda_cache_local does", async () => {
      const { outcome, environment } = await run(
        `let counter = 0; export const handler = async () => ({ counter: counter++ });`,
      );
      expect(payloadOf(outcome)).toEqual({ counter: 0 });
      expect(payloadOf(await environment.invoke(invocationOf({})))).toEqual({ counter: 1 });
    });

    test("takes one invocation at a time", async () => {
      const { environment } = await environmentOf({ "index.mjs": `export const handler = async () => 1;` });
      await environment.init();
      const first = environment.invoke(invocationOf({}));
      await expect(environment.invoke(invocationOf({}))).rejects.toThrow("one at a time");
      expect(await first).toMatchObject({ kind: "returned" });
    });

    test("lives on after a handler's error", async () => {
      const source = `export const handler = async ({ fail }) => { if (fail) throw new Error("no"); return "yes"; };`;
      const { outcome, environment } = await run(source, { fail: true });
      expect(outcome.kind).toBe("threw");
      expect(environment.dead).toBe(false);
      expect(await environment.invoke(invocationOf({}))).toMatchObject({ kind: "returned", payload: '"yes"' });
    });
  });

  describe("the context object", () => {
    const source = `export const handler = async (event, context) => ({
    json: context, left: context.getRemainingTimeInMillis(), keys: Object.keys(context), trace: process.env._X_AMZN_TRACE_ID });`;

    test("has what the recording lambda_with_context has", async () => {
      const { environment } = await environmentOf({ "index.mjs": source }, { timeoutMs: 5000 });
      await environment.init();
      const clientContext = JSON.stringify({ custom: { foo: "größe 😀" } }, undefined, 1);
      const invocation = invocationOf({}, { clientContext });
      const { json, left, trace } = payloadOf(await environment.invoke(invocation)) as Record<string, unknown>;
      expect(json).toEqual({
        callbackWaitsForEmptyEventLoop: true,
        functionVersion: "$LATEST",
        functionName: "orders",
        memoryLimitInMB: "128",
        logGroupName: "/aws/lambda/orders",
        logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
        clientContext: { custom: { foo: "größe 😀" } },
        invokedFunctionArn: invocation.invokedFunctionArn,
        awsRequestId: invocation.requestId,
      });
      expect(left).toBeGreaterThan(4000);
      expect(left).toBeLessThanOrEqual(5000);
      expect(trace).toBe(invocation.traceHeader);
    });

    it.each([
      ["nodejs22.x", true],
      ["nodejs24.x", false],
    ] as const)("on %s has done, succeed, fail: %s", async (runtime, expected) => {
      const { outcome } = await run(source, {}, { runtime });
      const { keys } = payloadOf(outcome) as { keys: string[] };
      for (const name of ["done", "succeed", "fail", "callbackWaitsForEmptyEventLoop"]) {
        expect(keys.includes(name)).toBe(expected);
      }
      expect(keys).toEqual(expect.arrayContaining(["identity", "clientContext", "getRemainingTimeInMillis"]));
    });
  });

  describe("a streaming handler", () => {
    test("answers with everything it wrote", async () => {
      const source = `export const handler = awslambda.streamifyResponse(async (event, stream) => {
      stream.write("a"); stream.write({ b: 1 }); stream.write(Buffer.from("c")); stream.end();
    });`;
      expect((await run(source)).outcome).toMatchObject({ kind: "returned", payload: 'a{"b":1}c' });
    });

    test("sends status and headers ahead, parted by eight NULs", async () => {
      const source = `export const handler = awslambda.streamifyResponse(async (event, stream) => {
      const http = awslambda.HttpResponseStream.from(stream, { statusCode: 201 });
      http.write("body"); http.end();
    });`;
      const { outcome } = await run(source);
      expect(outcome).toMatchObject({ kind: "returned", payload: `{"statusCode":201}${"\0".repeat(8)}body` });
    });

    test("that fails midway has failed", async () => {
      const source = `export const handler = awslambda.streamifyResponse(async (event, stream) => {
      stream.write("a"); throw new TypeError("midway");
    });`;
      const { outcome, environment } = await run(source);
      expect(outcome.kind).toBe("threw");
      expect(payloadOf(outcome)).toMatchObject({ errorType: "TypeError", errorMessage: "midway" });
      expect(await environment.invoke(invocationOf({}))).toMatchObject({ kind: "threw" });
    });

    test("that forgets to end its stream has failed", async () => {
      const { outcome } = await run(
        `export const handler = awslambda.streamifyResponse(async (e, s) => { s.write("a"); });`,
      );
      expect(payloadOf(outcome)).toMatchObject({ errorMessage: "Response stream is not finished." });
    });
  });
});
