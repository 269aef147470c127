/* oxlint-disable vitest/no-standalone-expect -- the contract registers its tests itself, for every kind that has them */
import { build } from "esbuild";
import { spawn } from "node:child_process";
import { copyFile, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { contract, folderWith, invocationOf, LifeLine, onCleanUp, payloadOf } from "./harness.ts";
import { recorded } from "./recordings.ts";

const PROCESS_FOLDER = fileURLToPath(new URL("../../../handlers/sandbox/process/", import.meta.url));

/** Connects itself and a grandchild to the test's life line; then the test knows when both have ended. */
function familySource(port: number, afterwards: string): string {
  return `import { connect } from "node:net"; import { spawn } from "node:child_process"; import { once } from "node:events";
    const socket = connect(${port}, "127.0.0.1"); await once(socket, "connect"); socket.unref();
    export const handler = async () => {
      spawn(process.execPath, ["-e", 'process.on("SIGTERM", () => {}); require("node:net").connect(${port}, "127.0.0.1")'], { stdio: "inherit" });
      console.log("started"); ${afterwards}
    };`;
}

contract(({ environmentOf, rows, run, sandbox, test: kept }) => {
  describe("a timeout", () => {
    kept("ends an endless loop with exactly Lambda's document, on whatever clock", async () => {
      const clock = new VirtualClock();
      const source = `export const handler = async () => { console.log("started"); for (;;); };`;
      const { environment, logs } = await environmentOf(
        { "index.mjs": source },
        { timeoutMs: 1000 },
        sandbox({ clock }),
      );
      await environment.init();
      const invocation = invocationOf({});
      const running = environment.invoke(invocation);
      await logs.until(/started/);
      clock.advance(1000);
      const outcome = await running;
      expect(outcome.kind).toBe("timedOut");
      const recording = recorded(
        "lambda--TestLambdaBehavior.lambda_invoke_with_timeout",
        "recording",
        "invoke-result",
        "Payload",
      );
      const expected = JSON.stringify(recording).replace("<timeout_error_msg>", invocation.requestId);
      expect(outcome).toMatchObject({ payload: expected });
      expect(environment.dead).toBe(true);
      await expect(environment.invoke(invocationOf({}))).rejects.toThrow("takes no invocations");
      expect(logs.lines.slice(-3)).toEqual([
        `2026-01-01T00:00:01.000Z ${invocation.requestId} Task timed out after 1.00 seconds`,
        `END RequestId: ${invocation.requestId}`,
        expect.stringMatching(/\tDuration: 1000\.00 ms\tBilled Duration: 1000 ms\t.*\tStatus: timeout$/),
      ]);
    });

    kept("ends what the handler has started as well", async () => {
      const lifeLine = await LifeLine.open();
      const source = familySource(lifeLine.port, "await new Promise(() => setTimeout(() => {}, 60_000));");
      const { environment } = await environmentOf({ "index.mjs": source }, { timeoutMs: 400 });
      await environment.init();
      const running = environment.invoke(invocationOf({}));
      await lifeLine.connected(2);
      expect(await running).toMatchObject({ kind: "timedOut" });
      await lifeLine.ended();
    });

    kept("counts what happens after the answer, until the runtime asks for more", async () => {
      const source = `export const handler = (e, c, callback) => { setTimeout(() => { for (;;); }, 20); callback(null, 1); };`;
      const { outcome } = await run(source, {}, { timeoutMs: 300 });
      expect(outcome.kind).toBe("timedOut");
    });

    kept("of the initialization is Lambda's ten seconds", async () => {
      const clock = new VirtualClock();
      const source = `console.log("loading"); for (;;);`;
      const { environment, logs } = await environmentOf({ "index.mjs": source }, {}, sandbox({ clock }));
      const starting = environment.init();
      await logs.until(/loading/);
      clock.advance(10_000);
      await expect(starting).rejects.toMatchObject({ name: "InitError", crashed: true });
      expect(logs.lines.at(-1)).toBe("INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout");
    });

    kept("is told to the handler in the time of the clock that drives it", async () => {
      const source = `export const handler = async (e, context) => context.getRemainingTimeInMillis();`;
      const shared = sandbox({ clock: new VirtualClock() });
      const { environment } = await environmentOf({ "index.mjs": source }, { timeoutMs: 60_000 }, shared);
      await environment.init();
      const left = payloadOf(await environment.invoke(invocationOf({})));
      expect(left).toBeGreaterThan(55_000);
      expect(left).toBeLessThanOrEqual(60_001);
    });
  });

  describe("the end of the process", () => {
    it.each(
      rows([
        ["process.exit(0)", "Runtime exited without providing a reason"],
        ["process.exit(1)", "Runtime exited with error: exit status 1"],
        ["process.exit(127)", "Runtime exited with error: exit status 127"],
        ['process.kill(process.pid, "SIGKILL")', "Runtime exited with error: signal: killed"],
        ['process.kill(process.pid, "SIGSEGV")', "Runtime exited with error: signal: segmentation fault"],
        ["process.abort()", "Runtime exited with error: signal: aborted"],
      ]),
    )("by %s is Runtime.ExitError in AWS's words", async (statement, reason) => {
      const source = `export const handler = async () => { ${statement}; await new Promise((r) => setTimeout(r, 5000)); };`;
      const { outcome, environment, logs } = await run(source);
      expect(outcome.kind).toBe("crashed");
      const requestId = outcome.requestId;
      expect(payloadOf(outcome)).toEqual({
        errorType: "Runtime.ExitError",
        errorMessage: `RequestId: ${requestId} Error: ${reason}`,
      });
      expect(environment.dead).toBe(true);
      expect(logs.lines.at(-1)).toMatch(/\tStatus: error\tError Type: Runtime\.ExitError$/);
      expect(logs.lines).toContain(`RequestId: ${requestId} Error: ${reason}`);
    });

    it.each([
      ["lambda--TestLambdaErrors.lambda_handler_exit", 0],
      ["lambda--TestLambdaErrors.lambda_runtime_wrapper_not_found", 127],
    ])("is as recorded in %s", async (file, status) => {
      const { outcome } = await run(`export const handler = async () => process.exit(${status});`);
      const expected = JSON.stringify(recorded(file, "recording", "invocation_error", "Payload"));
      expect(outcome).toMatchObject({ payload: expected.replace("<uuid>", outcome.requestId) });
    });

    kept("by memory beyond the function's own is out of memory, also outside the heap", async () => {
      const source = `const kept = []; export const handler = async () => {
      for (;;) { kept.push(Buffer.alloc(8_000_000, 1)); await new Promise((r) => setTimeout(r, 5)); } };`;
      const { outcome, environment, logs } = await run(source, {}, { memorySizeMB: 128 });
      expect(outcome.kind).toBe("crashed");
      expect(payloadOf(outcome)).toEqual({
        errorType: "Runtime.OutOfMemory",
        errorMessage: `RequestId: ${outcome.requestId} Error: Runtime exited with error: signal: killed`,
      });
      expect(environment.dead).toBe(true);
      expect(logs.lines.at(-1)).toMatch(/Max Memory Used: 128 MB\t.*Status: error\tError Type: Runtime\.OutOfMemory$/);
    });

    kept("by the heap's own limit crashes too", async () => {
      const source = `export const handler = async () => { const kept = []; for (;;) kept.push(new Array(1000).fill(1.5)); };`;
      const { outcome } = await run(source, {}, { memorySizeMB: 128 });
      expect(outcome.kind).toBe("crashed");
      expect(payloadOf(outcome)).toMatchObject({ errorMessage: expect.stringMatching(/signal: (aborted|killed)$/) });
    });

    kept("of one environment leaves others alone", async () => {
      const shared = sandbox();
      const source = `export const handler = async ({ exit }) => { if (exit) process.exit(5); return "alive"; };`;
      const first = await environmentOf({ "index.mjs": source }, {}, shared);
      const second = await environmentOf({ "index.mjs": source }, {}, shared);
      await Promise.all([first.environment.init(), second.environment.init()]);
      expect(await first.environment.invoke(invocationOf({ exit: true }))).toMatchObject({ kind: "crashed" });
      expect(await second.environment.invoke(invocationOf({}))).toMatchObject({ kind: "returned", payload: '"alive"' });
    });
  });

  describe("stop", () => {
    kept("lets the process clean up, and may be called twice", async () => {
      const source = `process.on("SIGTERM", () => { console.log("cleaning up"); process.exit(0); }); export const handler = async () => 1;`;
      const { environment, logs } = await run(source);
      await Promise.all([environment.stop(), environment.stop()]);
      await logs.until(/cleaning up/);
      expect(environment.dead).toBe(true);
    });

    kept("kills what does not listen, and what it has started", async () => {
      const lifeLine = await LifeLine.open();
      const ignoring = `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);`;
      const { environment } = await environmentOf({ "index.mjs": familySource(lifeLine.port, ignoring) });
      await environment.init();
      void environment.invoke(invocationOf({}));
      await lifeLine.connected(2);
      const startedAt = performance.now();
      await environment.stop();
      await lifeLine.ended();
      expect(performance.now() - startedAt).toBeLessThan(900);
    });

    kept("during the initialization rejects it", async () => {
      const { environment, logs } = await environmentOf({
        "index.mjs": `console.log("loading"); await new Promise(() => setInterval(() => {}, 1000));`,
      });
      const starting = environment.init();
      await logs.until(/loading/);
      const [end] = await Promise.allSettled([starting, environment.stop()]);
      expect(end).toMatchObject({ status: "rejected", reason: { name: "InitError", crashed: true } });
    });

    kept("an aborted initialization rejects with the signal's reason", async () => {
      const { environment, logs } = await environmentOf({
        "index.mjs": `console.log("loading"); await new Promise(() => setInterval(() => {}, 1000));`,
      });
      const controller = new AbortController();
      const starting = environment.init(controller.signal);
      await logs.until(/loading/);
      controller.abort(new Error("not needed any more"));
      await expect(starting).rejects.toThrow("not needed any more");
      expect(environment.dead).toBe(true);
    });
  });
});

describe("when the program itself is killed", () => {
  test("no child is left after a second, not even one in an endless loop", async () => {
    const lifeLine = await LifeLine.open();
    const looping = await folderWith({ "index.mjs": familySource(lifeLine.port, "for (;;);") });
    const idle = await folderWith({ "index.mjs": familySource(lifeLine.port, "") });
    const parent = await startParent([looping, idle]);
    await lifeLine.connected(4);
    const startedAt = performance.now();
    parent.kill("SIGKILL");
    await lifeLine.ended();
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

/** A program of its own, bundled as the published one is, with one invoked environment a folder. */
async function startParent(taskRoots: readonly string[]) {
  const folder = await folderWith({
    "parent.ts": `
      import { createProcessSandbox } from ${JSON.stringify(path.join(PROCESS_FOLDER, "process-sandbox.ts"))};
      import { systemClock } from ${JSON.stringify(path.join(PROCESS_FOLDER, "../../../runtime/core/clock.ts"))};
      import { seededRandom } from ${JSON.stringify(path.join(PROCESS_FOLDER, "../../../runtime/core/random.ts"))};
      const sandbox = createProcessSandbox({ clock: systemClock, random: seededRandom("parent") });
      for (const taskRoot of ${JSON.stringify(taskRoots)}) {
        const environment = sandbox.create({ functionName: "f", functionArn: "arn", version: "$LATEST", runtime: "nodejs22.x",
          handler: "index.handler", taskRoot, memorySizeMB: 128, timeoutMs: 60_000, variables: {}, region: "us-east-1",
          accountId: "000000000000", endpointUrl: "http://127.0.0.1:4566", onLog: () => {} });
        await environment.init();
        void environment.invoke({ requestId: "r", payload: "{}", invokedFunctionArn: "arn", traceHeader: "Root=1-0-0" });
      }`,
  });
  const bundle = path.join(folder, "parent.mjs");
  await build({
    entryPoints: [path.join(folder, "parent.ts")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
  });
  const bootstraps = (await readdir(PROCESS_FOLDER)).filter((name) => /^bootstrap.*\.(cjs|py)$/.test(name));
  for (const name of bootstraps) await copyFile(path.join(PROCESS_FOLDER, name), path.join(folder, name));
  const parent = spawn(process.execPath, [bundle], { stdio: "inherit" });
  onCleanUp(async () => parent.kill("SIGKILL"));
  return parent;
}
