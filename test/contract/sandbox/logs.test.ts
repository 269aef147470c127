/* oxlint-disable vitest/no-standalone-expect -- the contract registers its tests itself, for every kind that has them */
import { describe, expect, it } from "vitest";
import type { LoggingConfiguration } from "../../../runtime/core/function-definition.ts";
import { contract, invocationOf, payloadOf, type SpecOverrides } from "./harness.ts";
import { INSTALLED_PYTHON } from "../handlers/installed-python.ts";
import { recorded } from "./recordings.ts";

/** A line as the recordings show it. */
function normalized(line: string, requestId: string): string {
  return line
    .replaceAll(requestId, "<request-id>")
    .replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, "date")
    .replaceAll(/Duration: [\d.]+ ms/g, "Duration: <duration> ms")
    .replace(/Max Memory Used: \d+ MB/, "Max Memory Used: <memory> MB");
}

contract(({ environmentOf, run, test }) => {
  describe("the log of an invocation", () => {
    test("is line for line as recorded in invocation_with_logs", async () => {
      const source = `export const handler = async (event) => { console.log(JSON.stringify(event)); return event; };`;
      const { outcome, logs } = await run(source);
      const variants = recorded("lambda--TestLambdaFeatures.invocation_with_logs", "variants", "nodejs16.x", "content");
      const { logs: expected } = (variants as { logs: { logs: string[] } }).logs;
      expect(logs.lines.map((line) => `${normalized(line, outcome.requestId)}\n`)).toEqual(expected);
    });

    test("belongs to its request id, and only to it", async () => {
      const source = `console.log("at load"); export const handler = async ({ n }) => console.log("call", n);`;
      const { environment, logs } = await environmentOf({ "index.mjs": source });
      await environment.init();
      const [first, second] = [invocationOf({ n: 1 }), invocationOf({ n: 2 })];
      await environment.invoke(first);
      await environment.invoke(second);
      const ids = logs.all.filter(({ source: from }) => from === "stdout").map(({ requestId }) => requestId);
      expect(ids).toEqual([undefined, first.requestId, second.requestId]);
      expect(logs.printed[0]).toMatch(/^\S+Z\tundefined\tINFO\tat load$/);
    });

    test("tells the time of initialization once", async () => {
      const { environment, logs } = await run(`export const handler = async () => 1;`);
      await environment.invoke(invocationOf({}));
      expect(
        logs.lines.filter((line) => line.startsWith("REPORT")).map((line) => line.includes("Init Duration")),
      ).toEqual([true, false]);
      expect(logs.lines.at(-1)).toMatch(/\tMax Memory Used: \d+ MB\t$/);
    });

    test("has no status after a handler's error, as recorded in invocation_type_event_error", async () => {
      const { logs } = await run(`export const handler = async () => { throw new Error("x"); };`);
      expect(logs.lines.at(-1)).toMatch(/^REPORT RequestId: \S+\tDuration: [\d.]+ ms\t.*\tInit Duration: [\d.]+ ms\t$/);
    });
  });

  describe("what a handler prints", () => {
    test("names Lambda's own runtime in stacks, not ours", async () => {
      const { logs } = await run(`export const handler = async () => console.error(new Error("e"));`);
      expect(logs.printed[0]).toMatch(/ at \S+ \(\/var\/runtime\/index\.mjs:\d+:\d+\)/);
      expect(logs.printed[0]).not.toContain("bootstrap");
    });

    test("has its level, and one call is one event with its line breaks", async () => {
      const source = `export const handler = async () => {
      console.trace("t"); console.debug("d"); console.info("i"); console.log("two\\nlines %s", { a: 1 });
      console.warn("w"); console.error(new Error("e")); };`;
      const { logs, outcome } = await run(source);
      const events = logs.printed.map((line) => normalized(line, outcome.requestId));
      expect(events.slice(0, 5)).toEqual([
        "date\t<request-id>\tTRACE\tt",
        "date\t<request-id>\tDEBUG\td",
        "date\t<request-id>\tINFO\ti",
        "date\t<request-id>\tINFO\ttwo\nlines { a: 1 }",
        "date\t<request-id>\tWARN\tw",
      ]);
      expect(events[5]).toMatch(/^date\t<request-id>\tERROR\tError: e\n {4}at handler \(/);
      expect(events).toHaveLength(6);
    });

    test("is JSON when the function says so, from its level on", async () => {
      const source = `export const handler = async () => {
      console.debug("hidden"); console.info({ a: 1 }); console.warn("order %s", "o-1"); console.error("failed", new TypeError("e")); };`;
      const variables = { AWS_LAMBDA_LOG_FORMAT: "JSON", AWS_LAMBDA_LOG_LEVEL: "INFO" };
      const { logs, outcome } = await run(source, {}, { variables });
      const { requestId } = outcome;
      const timestamp = expect.stringMatching(/Z$/);
      expect(logs.printed.map((line) => JSON.parse(line) as unknown)).toEqual([
        { timestamp, level: "INFO", requestId, message: { a: 1 } },
        { timestamp, level: "WARN", requestId, message: "order o-1" },
        {
          timestamp,
          level: "ERROR",
          requestId,
          message: expect.stringMatching(/^failed TypeError: e\n/),
          errorType: "TypeError",
          errorMessage: "e",
          stackTrace: expect.arrayContaining(["TypeError: e"]),
        },
      ]);
    });

    test("to the streams themselves is cut at line ends, the last one without needing one", async () => {
      const source = `export const handler = async () => {
      process.stdout.write("one\\ntwo\\nth"); process.stdout.write("ree"); process.stderr.write("err\\n"); };`;
      const { logs } = await run(source);
      const of = (from: string): string[] =>
        logs.all.filter(({ source: each }) => each === from).map(({ line }) => line);
      expect(of("stdout")).toEqual(["one", "two", "three"]);
      expect(of("stderr")).toEqual(["err"]);
      expect(logs.lines.findIndex((line) => line.startsWith("END"))).toBe(5);
    });

    test("is all there before END, megabytes of it, and in order", async () => {
      const source = `export const handler = async () => { for (let n = 0; n < 40_000; n++) console.log(n, "x".repeat(80)); };`;
      const { logs } = await run(source);
      expect(logs.printed).toHaveLength(40_000);
      expect(logs.printed.map((line) => Number(/INFO\t(\d+)/.exec(line)?.[1]))).toEqual(
        Array.from({ length: 40_000 }, (_, n) => n),
      );
      expect(logs.lines.slice(-2)).toEqual([expect.stringMatching(/^END/), expect.stringMatching(/^REPORT/)]);
    });

    test("through process.stdout in one go is all there before END", async () => {
      const source = `export const handler = async () => { process.stdout.write("y".repeat(200_000) + "\\n" + "z".repeat(3_000_000) + "\\nend\\n"); };`;
      const { logs } = await run(source);
      expect(logs.printed[0]).toBe("y".repeat(200_000));
      expect(logs.printed.slice(1, -1).join("")).toBe("z".repeat(3_000_000));
      expect(Math.max(...logs.printed.map((line) => line.length))).toBe(262_144);
      expect(logs.printed.at(-1)).toBe("end");
      expect(logs.lines.at(-2)).toMatch(/^END/);
    });

    test("is kept when the process ends right after", async () => {
      const { logs } = await run(`export const handler = async () => { console.log("last words"); process.exit(1); };`);
      expect(logs.printed).toEqual([expect.stringContaining("last words")]);
    });

    test("does not matter once stdout is closed", async () => {
      const source = `import { closeSync } from "node:fs"; export const handler = async () => { closeSync(1); closeSync(2); console.log("lost"); return "fine"; };`;
      const { outcome, environment } = await run(source);
      expect(outcome).toMatchObject({ kind: "returned", payload: '"fine"' });
      // The streams are closed already: the handler itself fails at that, and the environment answers.
      expect(await environment.invoke(invocationOf({}))).toMatchObject({ kind: "threw" });
    });

    test("in text beyond ASCII survives the borders of chunks", async () => {
      const source = `export const handler = async () => { for (let n = 0; n < 3000; n++) console.log("größe € 😀".repeat(9)); };`;
      const { logs } = await run(source);
      expect(logs.printed.every((line) => line.endsWith(`INFO\t${"größe € 😀".repeat(9)}`))).toBe(true);
    });
  });

  describe("the JSON log format", () => {
    const json = (changes: Partial<LoggingConfiguration> = {}): SpecOverrides => ({
      logging: { format: "JSON", ...changes },
    });
    const parsed = (lines: readonly string[]): Record<string, unknown>[] =>
      lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const durationMs = expect.any(Number);

    test("has platform.start and platform.report around what the function prints", async () => {
      const { logs, outcome } = await run(`export const handler = async () => console.log("hello");`, {}, json());
      const { requestId } = outcome;
      const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:orders";
      expect(parsed(logs.lines)).toEqual([
        { time, type: "platform.start", record: { requestId, functionArn, version: "$LATEST" } },
        { timestamp: time, level: "INFO", requestId, message: "hello" },
        {
          time,
          type: "platform.report",
          record: {
            requestId,
            metrics: {
              durationMs,
              billedDurationMs: durationMs,
              memorySizeMB: 128,
              maxMemoryUsedMB: durationMs,
              initDurationMs: durationMs,
            },
            status: "success",
          },
        },
      ]);
    });

    it.each<[LoggingConfiguration["systemLogLevel"], string[]]>([
      ["DEBUG", ["initStart", "initRuntimeDone", "initReport", "start", "runtimeDone", "report"]],
      ["INFO", ["start", "report"]],
      ["WARN", []],
    ])("at the system log level %s has the records of AWS's table", async (systemLogLevel = "INFO", expected) => {
      const { logs } = await run(`export const handler = async () => 1;`, {}, json({ systemLogLevel }));
      expect(parsed(logs.lines).map(({ type }) => type)).toEqual(expected.map((name) => `platform.${name}`));
    });

    test("tells failures from the level WARN on", async () => {
      const warn = json({ systemLogLevel: "WARN" });
      const { logs } = await run(`export const handler = async () => process.exit(3);`, {}, warn);
      const record = { status: "error", errorType: "Runtime.ExitError" };
      expect(parsed(logs.lines)).toMatchObject([
        { type: "platform.runtimeDone", record },
        { type: "platform.report", record },
      ]);
      const late = await run(
        `export const handler = () => new Promise(() => setInterval(() => {}, 1000));`,
        {},
        { ...warn, timeoutMs: 200 },
      );
      expect(parsed(late.logs.lines)).toMatchObject([
        { type: "platform.runtimeDone", record: { status: "timeout" } },
        { type: "platform.report", record: { status: "timeout", metrics: { durationMs: 200 } } },
      ]);
      const broken = await environmentOf({ "index.mjs": "throw new Error('no');" }, warn);
      await broken.environment.init().catch(() => undefined);
      expect(parsed(broken.logs.lines).slice(-2)).toMatchObject([
        { type: "platform.initRuntimeDone", record: { status: "error", errorType: "Error" } },
        { type: "platform.initReport", record: { phase: "init", status: "error", metrics: { durationMs } } },
      ]);
    });

    test("has no application lines below the function's level", async () => {
      const source = `export const handler = async () => { console.info("i"); console.warn("w"); console.error("e"); };`;
      const { logs } = await run(source, {}, json({ applicationLogLevel: "WARN" }));
      expect(parsed(logs.printed).map(({ level }) => level)).toEqual(["WARN", "ERROR"]);
    });

    test("drops what is printed without a level, or below the level, whoever prints it", async () => {
      const printed = [
        "plain",
        '{"level":"debug","timestamp":"2026-01-01T00:00:00Z"}',
        '{"level":"error","timestamp":"2026-01-01T00:00:00.5+01:00"}',
        '{"level":"CRITICAL","time":"2026-01-01T00:00:00Z"}',
        '{"level":"error"}',
        '{"level":"warn","timestamp":"yesterday"}',
      ];
      const source = `export const handler = async () => process.stdout.write(${JSON.stringify(`${printed.join("\n")}\n`)});`;
      const { logs } = await run(source, {}, json({ applicationLogLevel: "WARN" }));
      expect(logs.printed).toEqual([printed[2], printed[3]]);
      const all = await run(source, {}, json({ applicationLogLevel: "TRACE" }));
      expect(all.logs.printed).toEqual(printed);
    });

    test("holds for Python's logging too, from the function's level on", async () => {
      const source = `import logging\nlogger = logging.getLogger("orders")\ndef handler(event, context):\n    logger.debug("hidden")\n    logger.warning("late %s", "o-1")\n`;
      const python = { runtime: INSTALLED_PYTHON, handler: "app.handler", file: "app.py", ...json() };
      const { logs, outcome } = await run(source, {}, python);
      expect(parsed(logs.printed)).toEqual([
        {
          timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
          level: "WARNING",
          message: "late o-1",
          logger: "orders",
          requestId: outcome.requestId,
        },
      ]);
    });

    test("is known to the function, as is its log group", async () => {
      const names = ["AWS_LAMBDA_LOG_FORMAT", "AWS_LAMBDA_LOG_LEVEL", "AWS_LAMBDA_LOG_GROUP_NAME"];
      const source = `export const handler = async (_, context) => [...${JSON.stringify(names)}.map((name) => process.env[name]), context.logGroupName];`;
      const { outcome } = await run(source, {}, { ...json(), logGroup: "/shop/orders" });
      expect(payloadOf(outcome)).toEqual(["JSON", "INFO", "/shop/orders", "/shop/orders"]);
    });
  });
});
