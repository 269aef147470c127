import { describe, expect, test, vi } from "vitest";
import type { InlineHandler } from "../../../handlers/sandbox/inline/handler-call.ts";
import { createInlineSandbox } from "../../../handlers/sandbox/inline/inline-sandbox.ts";
import type { ExecutionEnvironment } from "../../../handlers/sandbox/execution-environment.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { folderWith, invocationOf, Logs, payloadOf, specOf, type SpecOverrides } from "./harness.ts";

interface Inline {
  readonly environment: ExecutionEnvironment;
  readonly logs: Logs;
  readonly clock: VirtualClock;
}

/** An environment of a handler that is there, or of source files. */
async function inline(given: InlineHandler | Record<string, string>, overrides: SpecOverrides = {}): Promise<Inline> {
  const clock = new VirtualClock();
  const logs = new Logs();
  const sandbox = createInlineSandbox({
    clock,
    random: seededRandom("inline"),
    handlerClock: clock,
    load: () => (typeof given === "function" ? given : undefined),
  });
  const folder = await folderWith(typeof given === "function" ? {} : given);
  return { environment: sandbox.create(specOf(folder, logs, overrides)), logs, clock };
}

async function started(given: InlineHandler | Record<string, string>, overrides: SpecOverrides = {}): Promise<Inline> {
  const one = await inline(given, overrides);
  await one.environment.init();
  return one;
}

describe("in the caller's own process, a handler", () => {
  test("has the function's variables, also after it has waited, and the caller keeps its own", async () => {
    const handler = async (): Promise<unknown> => {
      await new Promise((resolve) => setImmediate(resolve));
      const { AWS_LAMBDA_FUNCTION_NAME: name, CURRENCY: currency, PATH: path } = process.env;
      return { name, currency, hasPath: path !== undefined, listed: Object.keys(process.env).includes("CURRENCY") };
    };
    const { environment } = await started(handler, { variables: { CURRENCY: "EUR" } });
    const running = environment.invoke(invocationOf({}));
    expect(process.env["CURRENCY"]).toBeUndefined();
    expect(payloadOf(await running)).toEqual({ name: "orders", currency: "EUR", hasPath: true, listed: true });
    expect(process.env["AWS_LAMBDA_FUNCTION_NAME"]).toBeUndefined();
  });

  test("may set a variable for its next invocation, and for nobody else", async () => {
    const handler = (): Promise<unknown> => {
      const before = process.env["SEEN"];
      process.env["SEEN"] = "yes";
      return Promise.resolve(before ?? "no");
    };
    const [first, other] = [await started(handler), await started(handler)];
    expect(payloadOf(await first.environment.invoke(invocationOf({})))).toBe("no");
    expect(payloadOf(await first.environment.invoke(invocationOf({})))).toBe("yes");
    expect(payloadOf(await other.environment.invoke(invocationOf({})))).toBe("no");
    expect(process.env["SEEN"]).toBeUndefined();
  });

  test("sees what the caller sets meanwhile, and may delete what it has", async () => {
    const handler = (): Promise<unknown> => {
      const flag = process.env["FLAG"];
      delete process.env["CURRENCY"];
      return Promise.resolve([flag, "CURRENCY" in process.env, Object.keys(process.env).includes("CURRENCY")]);
    };
    const { environment } = await started(handler, { variables: { CURRENCY: "EUR" } });
    expect(payloadOf(await environment.invoke(invocationOf({})))).toEqual([null, false, false]);
    vi.stubEnv("FLAG", "on");
    expect(payloadOf(await environment.invoke(invocationOf({})))).toEqual(["on", false, false]);
    vi.unstubAllEnvs();
  });

  test("runs into its timeout on the clock, and its environment takes nothing more", async () => {
    const { environment, clock } = await started(() => new Promise(() => {}), { timeoutMs: 900_000 });
    const running = environment.invoke(invocationOf({}));
    await clock.advanceAsync(900_000);
    expect(await running).toMatchObject({ kind: "timedOut" });
    expect(environment.dead).toBe(true);
  });

  test("takes one invocation at a time", async () => {
    const { environment } = await started(() => Promise.resolve(1));
    const first = environment.invoke(invocationOf({}));
    await expect(environment.invoke(invocationOf({}))).rejects.toThrow("one at a time");
    expect(await first).toMatchObject({ kind: "returned" });
  });

  test("that throws has Lambda's document, its error in the log, and no frame of ours", async () => {
    const { environment, logs } = await started(() => Promise.reject(new TypeError("no order")));
    const outcome = await environment.invoke(invocationOf({}));
    expect(payloadOf(outcome)).toMatchObject({ errorType: "TypeError", errorMessage: "no order" });
    expect(JSON.stringify(payloadOf(outcome))).not.toContain("sandbox/inline/handler-call");
    expect(logs.printed[0]).toMatch(/\tERROR\tInvoke Error \t\{"errorType":"TypeError","errorMessage":"no order"/);
  });

  test("prints into its own log while another one prints into its own", async () => {
    const handler = async ({ name }: { readonly name: string }): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
      console.log(`I am ${name}`);
    };
    const [one, other] = [await started(handler), await started(handler)];
    await Promise.all([
      one.environment.invoke(invocationOf({ name: "one" })),
      other.environment.invoke(invocationOf({ name: "other" })),
    ]);
    expect(one.logs.printed).toEqual([expect.stringMatching(/I am one$/)]);
    expect(other.logs.printed).toEqual([expect.stringMatching(/I am other$/)]);
  });
});

describe("a handler that streams, in the caller's own process", () => {
  const source = (body: string): Record<string, string> => ({
    "index.mjs": `export const handler = awslambda.streamifyResponse(async (event, stream) => { ${body} });`,
  });

  test("is collected, and what is neither text nor bytes is JSON", async () => {
    const { environment } = await started(source(`stream.write("one"); stream.write({ two: 2 }); stream.end();`));
    expect(await environment.invoke(invocationOf({}))).toMatchObject({ kind: "returned", payload: 'one{"two":2}' });
  });

  test("tells status and headers ahead of its body", async () => {
    const parts: string[] = [];
    const { environment } = await started(
      source(
        `const http = awslambda.HttpResponseStream.from(stream, { statusCode: 201 }); http.write("body"); http.end();`,
      ),
    );
    const onResponse = {
      start: (type: string): void => void parts.push(type),
      write: (chunk: Uint8Array): void => void parts.push(Buffer.from(chunk).toString()),
    };
    expect(await environment.invoke(invocationOf({}, { onResponse }))).toMatchObject({ payload: "" });
    expect(parts.join("|")).toBe(
      `application/vnd.awslambda.http-integration-response|{"statusCode":201}${"\0".repeat(8)}|body`,
    );
  });

  test("that forgets to end its stream has failed", async () => {
    const { environment } = await started(source(`stream.write("half");`));
    expect(payloadOf(await environment.invoke(invocationOf({})))).toMatchObject({
      errorMessage: "Response stream is not finished.",
    });
  });
});

describe("code that cannot be loaded into the caller's own process", () => {
  test.each([
    { why: "no export", handler: "index.handler", code: "export const other = 1;", type: "Runtime.HandlerNotFound" },
    {
      why: "no function",
      handler: "index.handler",
      code: "export const handler = 1;",
      type: "Runtime.HandlerNotFound",
    },
    { why: "no dot", handler: "index", code: "", type: "Runtime.MalformedHandlerName" },
    { why: "a climb", handler: "../index.handler", code: "", type: "Runtime.MalformedHandlerName" },
    { why: "no file", handler: "other.handler", code: "", type: "Runtime.ImportModuleError" },
    { why: "its own error", handler: "index.handler", code: `throw new RangeError("x");`, type: "RangeError" },
  ])("has Lambda's error: $why", async ({ handler, code, type }) => {
    const { environment, logs } = await inline({ "index.mjs": code }, { handler });
    const failure: unknown = await environment.init().catch((error: unknown) => error);
    expect(JSON.parse((failure as { payload: string }).payload)).toMatchObject({ errorType: type });
    expect(environment.dead).toBe(true);
    expect(logs.printed[0]).toMatch(/^\S+Z\tundefined\tERROR\tUncaught Exception \t\{"errorType":/);
    expect(logs.lines.at(-1)).toContain(`Status: error\tError Type: ${type}`);
  });

  test("is what takes a callback on nodejs24.x", async () => {
    const handler = (_event: unknown, _context: unknown, callback: (error: null, answer: number) => void): void =>
      callback(null, 1);
    const { environment } = await inline(handler, { runtime: "nodejs24.x" });
    await expect(environment.init()).rejects.toThrow(/has removed support for callback-based function handlers/);
    const { environment: older } = await started(handler, { runtime: "nodejs22.x" });
    expect(payloadOf(await older.invoke(invocationOf({})))).toBe(1);
  });
});
