import path from "node:path";
import { describe, expect, test } from "vitest";
import type { ExternalModule } from "../../../handlers/sandbox/execution-environment.ts";
import {
  folderWith,
  invocationOf,
  LifeLine,
  Logs,
  onCleanUp,
  payloadOf,
  sandboxUnderTest,
  specOf,
  type SpecOverrides,
} from "./harness.ts";

const PACKAGES = {
  "node_modules/esm-kit/package.json": `{"name":"esm-kit","type":"module","exports":{"import":"./index.js","require":"./no.cjs"}}`,
  "node_modules/esm-kit/index.js": `globalThis.loads = (globalThis.loads ?? 0) + 1; export const stageAtLoad = process.env.STAGE;`,
  "node_modules/esm-kit/no.cjs": `throw new Error("the wrong half");`,
  "node_modules/cjs-kit/package.json": `{"name":"cjs-kit","main":"index.js"}`,
  "node_modules/cjs-kit/index.js": `globalThis.loads = (globalThis.loads ?? 0) + 1; exports.load = globalThis.loads; console.log("cjs-kit loads");`,
  "node_modules/broken/package.json": `{"name":"broken","main":"index.js"}`,
  "node_modules/broken/index.js": `throw new Error("broken package");`,
};
const MODULES: readonly ExternalModule[] = [
  { specifier: "esm-kit", kind: "import" },
  { specifier: "cjs-kit", kind: "require" },
  { specifier: "broken", kind: "require" },
  { specifier: "not-there", kind: "import" },
];
const HANDLER = `import { stageAtLoad } from "esm-kit"; import { load } from "cjs-kit";
  export const handler = async (event, context) => ({ loads: globalThis.loads, load, stageAtLoad, pid: process.pid,
    cwd: process.cwd(), env: process.env, log: context.logStreamName });`;

interface Answer {
  readonly loads: number;
  readonly load: number;
  readonly stageAtLoad?: string;
  readonly cwd: string;
  readonly env: Record<string, string>;
}

async function project(): Promise<{ fromFolder: string; taskRoot: string; logs: Logs }> {
  const fromFolder = await folderWith({ ...PACKAGES, "built/g1/index.mjs": HANDLER });
  return { fromFolder, taskRoot: path.join(fromFolder, "built/g1"), logs: new Logs() };
}

/** A standby for `likely`, made into an environment of `wanted`, and its first answer. */
async function assigned(likely: SpecOverrides | undefined, wanted: SpecOverrides = {}) {
  const { fromFolder, taskRoot, logs } = await project();
  const wish = { runtime: "nodejs22.x", memorySizeMB: 128, fromFolder, modules: MODULES } as const;
  const known = likely === undefined ? {} : { likely: specOf(path.join(fromFolder, "built/g0"), new Logs(), likely) };
  const standby = sandboxUnderTest().standby({ ...wish, ...known });
  if (standby === undefined) throw new Error("No standby.");
  onCleanUp(() => standby.stop());
  await standby.ready;
  const environment = standby.assign(specOf(taskRoot, logs, wanted));
  onCleanUp(() => environment.stop());
  const { initMs } = await environment.init();
  const answer = payloadOf(await environment.invoke(invocationOf({}))) as Answer;
  return { answer, initMs, logs, environment, standby, taskRoot };
}

describe("a standby", () => {
  test("has loaded the packages once, each the half that the code asks for", async () => {
    const { answer } = await assigned({ variables: { STAGE: "dev" } }, { variables: { STAGE: "dev" } });
    expect(answer).toMatchObject({ loads: 2, load: 2, stageAtLoad: "dev" });
  });

  test("becomes the environment that it is assigned: folder, variables, log stream", async () => {
    const { answer, taskRoot } = await assigned(undefined, { variables: { STAGE: "late" }, functionName: "invoices" });
    expect(answer.cwd).toBe(taskRoot);
    expect(answer.env).toMatchObject({
      STAGE: "late",
      AWS_LAMBDA_FUNCTION_NAME: "invoices",
      LAMBDA_TASK_ROOT: taskRoot,
      TZ: ":UTC",
    });
    expect(Object.keys(answer.env).filter((name) => name.startsWith("LAMBDALOOP"))).toEqual([]);
  });

  test("gives way to a new process when a package has seen other variables", async () => {
    const { answer } = await assigned({ variables: { STAGE: "dev" } }, { variables: { STAGE: "prod" } });
    expect(answer).toMatchObject({ stageAtLoad: "prod", env: { STAGE: "prod" } });
  });

  test("gives way to a new process for variables that Node reads at its start", async () => {
    const { answer } = await assigned(undefined, { variables: { NODE_OPTIONS: "--no-deprecation" } });
    expect(answer.env["NODE_OPTIONS"]).toBe("--no-deprecation");
    expect(answer.loads).toBe(2);
  });

  test("gives way to a new process for another memory size", async () => {
    const { answer } = await assigned({}, { memorySizeMB: 256 });
    expect(answer.env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]).toBe("256");
  });

  test("has what its packages printed in the function's log", async () => {
    const { logs } = await assigned({});
    expect(logs.all.find(({ line }) => line.endsWith("cjs-kit loads"))).toMatchObject({ source: "stdout" });
    expect(logs.lines[0]).toMatch(/cjs-kit loads$/);
  });

  test("is assigned once", async () => {
    const { standby, taskRoot } = await assigned({});
    expect(() => standby.assign(specOf(taskRoot, new Logs()))).toThrow("one environment only");
  });

  test("may be assigned before it is ready", async () => {
    const { fromFolder, taskRoot, logs } = await project();
    const wish = { runtime: "nodejs22.x", memorySizeMB: 128, fromFolder, modules: MODULES } as const;
    const environment = sandboxUnderTest().standby(wish)?.assign(specOf(taskRoot, logs));
    if (environment === undefined) throw new Error("No standby.");
    onCleanUp(() => environment.stop());
    await environment.init();
    expect(await environment.invoke(invocationOf({}))).toMatchObject({ kind: "returned" });
  });

  test.each(["standby", "environment"] as const)("that was never used ends with its %s", async (owner) => {
    const lifeLine = await LifeLine.open();
    const connecting = `const socket = require("node:net").connect(${lifeLine.port}, "127.0.0.1"); socket.unref();`;
    const fromFolder = await folderWith({ "node_modules/lines/index.js": connecting, "built/index.mjs": HANDLER });
    const modules = [{ specifier: "lines", kind: "require" }] as const;
    const standby = sandboxUnderTest().standby({ runtime: "nodejs22.x", memorySizeMB: 128, fromFolder, modules });
    if (standby === undefined) throw new Error("No standby.");
    await lifeLine.connected(1);
    if (owner === "standby") await standby.stop();
    else await standby.assign(specOf(path.join(fromFolder, "built"), new Logs())).stop();
    await expect(lifeLine.ended()).resolves.toBe(1);
  });

  test("whose process has died is replaced", async () => {
    const fromFolder = await folderWith({
      "node_modules/deadly/index.js": `process.exit(1);`,
      "built/index.mjs": `export const handler = async () => "alive";`,
    });
    const modules = [{ specifier: "deadly", kind: "require" }] as const;
    const standby = sandboxUnderTest().standby({ runtime: "nodejs22.x", memorySizeMB: 128, fromFolder, modules });
    await standby?.ready;
    const environment = standby?.assign(specOf(path.join(fromFolder, "built"), new Logs()));
    if (environment === undefined) throw new Error("No standby.");
    onCleanUp(() => environment.stop());
    await environment.init();
    expect(await environment.invoke(invocationOf({}))).toMatchObject({ payload: '"alive"' });
  });

  test("does not exist for other languages, nor while debugging", async () => {
    const wish = { memorySizeMB: 128, fromFolder: "/", modules: [] } as const;
    expect(sandboxUnderTest().standby({ ...wish, runtime: "python3.13" })).toBeUndefined();
    expect(sandboxUnderTest({ inspect: {} }).standby({ ...wish, runtime: "nodejs22.x" })).toBeUndefined();
  });
});
