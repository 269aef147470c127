import { existsSync, mkdirSync, writeFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FunctionDefinition } from "../../../runtime/core/function-definition.ts";
import type { RunRequest } from "../../../runtime/core/function-runner.ts";
import { factsOf, nextFact } from "../../unit/handlers/facts.ts";
import { definitionOf } from "../../unit/handlers/project.ts";
import { INSTALLED_PYTHON } from "./installed-python.ts";
import { createBench, type Bench } from "./host.ts";
import { zipOf } from "./zips.ts";

const ARN = "arn:aws:lambda:us-east-1:000000000000:function:orders";

let bench: Bench;

beforeEach(() => {
  bench = createBench({ "package.json": '{"type":"module"}' }, { accountConcurrency: 3 });
});

afterEach(() => bench.dispose());

function run(changes: Partial<RunRequest> = {}) {
  const request = { functionArn: ARN, version: "$LATEST", invokedFunctionArn: ARN, payload: "{}", causeId: undefined };
  return bench.host.run({ ...request, ...changes });
}

async function deployed(files: Parameters<typeof zipOf>[0], changes: Partial<FunctionDefinition> = {}) {
  const { folder } = await bench.host.store(await zipOf(files));
  bench.host.deploy(definitionOf({ handler: "index.handler", code: { folder, watch: false }, ...changes }));
  return folder;
}

async function answer(changes: Partial<RunRequest> = {}): Promise<unknown> {
  const outcome = await run(changes);
  if (outcome.kind !== "returned") throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.payload);
}

const answering = (value: unknown): string => `export const handler = async () => ${JSON.stringify(value)};`;

describe("an uploaded archive", () => {
  test.each<[string, Record<string, string>]>([
    ["an ES module by its extension", { "index.mjs": answering("ran") }],
    [
      "an ES module by its package",
      { "index.js": "import './more.js';" + answering("ran"), "more.js": "", "package.json": '{"type":"module"}' },
    ],
    [
      "CommonJS",
      { "index.js": 'exports.handler = async () => require("./more").value;', "more.js": 'exports.value = "ran";' },
    ],
    ["CommonJS by its extension", { "index.cjs": 'exports.handler = async () => "ran";' }],
    [
      "a package in it",
      {
        "index.js": 'exports.handler = async () => require("said");',
        "node_modules/said/index.js": 'module.exports = "ran";',
      },
    ],
  ])("runs as it is: %s", async (_, files) => {
    await deployed(files);
    expect(await answer()).toBe("ran");
  });

  test("runs as it is: Python", async () => {
    await deployed(
      { "app.py": "def handler(event, context):\n    return 'ran'\n" },
      { handler: "app.handler", runtime: INSTALLED_PYTHON },
    );
    expect(await answer()).toBe("ran");
  });

  test("with a bootstrap runs when that is executable, and only then", async () => {
    const text = `#!${process.execPath}
const base = "http://" + process.env.AWS_LAMBDA_RUNTIME_API + "/2018-06-01/runtime/invocation/";
(async () => { for (;;) {
  const next = await fetch(base + "next"); await next.text();
  await fetch(base + next.headers.get("lambda-runtime-aws-request-id") + "/response", { method: "POST", body: '"ran"' });
} })();`;
    const custom = { runtime: "provided.al2023", memorySize: 1024 } as const;
    await deployed({ bootstrap: { text, mode: 0o100755 } }, custom);
    expect(await answer()).toBe("ran");
    await deployed({ bootstrap: { text, mode: 0o100644 } }, custom);
    expect(await run()).toMatchObject({
      kind: "crashed",
      payload: expect.stringContaining("fork/exec /var/task/bootstrap: permission denied"),
    });
  });

  test("shows its files under /var/task in stacks, and the journal their place in the archive", async () => {
    await deployed({
      "lib/fail.js": 'exports.fail = () => {\n  throw new Error("no");\n};',
      "index.js": 'exports.handler = async () => require("./lib/fail").fail();',
    });
    expect(await run()).toMatchObject({
      kind: "threw",
      payload: expect.stringContaining("(/var/task/lib/fail.js:2:9)"),
    });
    expect(factsOf(bench.journal, "lambda.invocationEnded")).toMatchObject([{ errorAt: "lib/fail.js:2:9" }]);
  });

  test("starts no process before its first invocation", async () => {
    await deployed({ "index.mjs": answering(1) });
    await bench.host.settled();
    expect(factsOf(bench.journal, "handler.buildStarted")).toEqual([]);
    expect(bench.host.status(ARN, "$LATEST")).toEqual({ state: "ready" });
    await answer();
    expect(factsOf(bench.journal, "lambda.environmentStarted")).toHaveLength(1);
  });

  test("that was replaced is what no invocation runs any more", async () => {
    await deployed({ "index.mjs": answering(1) });
    expect(await answer()).toBe(1);
    await deployed({ "index.mjs": answering(2) });
    expect(await answer()).toBe(2);
    await bench.host.settled();
    expect(factsOf(bench.journal, "lambda.environmentStopped")).toHaveLength(1);
  });

  test("without its handler fails with its runtime's own init error, also in place of a good one", async () => {
    await deployed({ "index.mjs": answering(1) });
    expect(await answer()).toBe(1);
    await deployed({ "other.mjs": answering(2) });
    expect(await run()).toMatchObject({
      kind: "crashed",
      payload: expect.stringContaining("Error: Cannot find module 'index'\\nRequire stack:\\n- /var/runtime/index.mjs"),
    });
  });

  test("is what codeOf gives back", async () => {
    const archive = await zipOf({ "index.mjs": answering(1) });
    const stored = await bench.host.store(archive);
    bench.host.deploy(definitionOf({ handler: "index.handler", code: { folder: stored.folder, watch: false } }));
    expect(await bench.host.codeOf(ARN, "$LATEST")).toEqual(stored);
  });

  test("has none of the project's packages", async () => {
    bench.project.write("node_modules/money/index.js", 'module.exports = "EUR";');
    await deployed({ "index.js": 'exports.handler = async () => require("money");' });
    expect(await run()).toMatchObject({
      kind: "threw",
      payload: expect.stringContaining("Cannot find module 'money'"),
    });
  });

  test("is gone when the host stops", async () => {
    const folder = await deployed({ "index.mjs": answering(1) });
    await answer();
    expect(existsSync(folder)).toBe(true);
    await bench.host.stop();
    expect(existsSync(folder)).toBe(false);
    expect(readdirSync(join(bench.project.folder, ".lambdaloop/build"))).toEqual([]);
  });
});

describe("versions", () => {
  test("run side by side, each with its own code, number and settings", async () => {
    const shown = `export const handler = async (_, context) => [context.functionVersion, context.invokedFunctionArn, process.env.STAGE];`;
    await deployed({ "index.mjs": shown }, { environment: { STAGE: "one" }, version: "1" });
    await deployed({ "index.mjs": `\n${shown}` }, { environment: { STAGE: "latest" } });
    expect(await answer({ version: "1", invokedFunctionArn: `${ARN}:blue` })).toEqual(["1", `${ARN}:blue`, "one"]);
    expect(await answer()).toEqual(["$LATEST", ARN, "latest"]);
  });

  test("share their function's concurrency, which changes while they run", async () => {
    const waiting = `export const handler = async () => new Promise((done) => setTimeout(done, 300));`;
    await deployed({ "index.mjs": waiting }, { version: "1" });
    await deployed({ "index.mjs": waiting });
    bench.host.reserve(ARN, 1);
    const running = run({ version: "1" });
    expect(await run()).toMatchObject({
      kind: "throttled",
      reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
    });
    bench.host.reserve(ARN, undefined);
    expect(await run()).toMatchObject({ kind: "returned" });
    expect(await running).toMatchObject({ kind: "returned" });
  });

  test("are removed one by one, or all", async () => {
    await deployed({ "index.mjs": answering(1) }, { version: "1" });
    await deployed({ "index.mjs": answering(2) });
    bench.host.remove(ARN, "1");
    await expect(run({ version: "1" })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      message: `Function not found: ${ARN}:1`,
    });
    expect(await answer()).toBe(2);
    bench.host.remove(ARN);
    expect(bench.host.status(ARN, "$LATEST")).toBeUndefined();
  });

  test("published from the project's sources run what those were, and find the project's packages", async () => {
    bench.project.write("node_modules/money/index.js", 'module.exports = "EUR";');
    const selling = (price: number): string =>
      `import currency from "money";\nexport const handler = async (event) => { if (event.fail) throw new Error("no"); return ${price} + currency; };`;
    bench.project.write("src/orders.ts", selling(1));
    bench.host.deploy(definitionOf());
    const { folder } = await bench.host.codeOf(ARN, "$LATEST");
    bench.host.deploy(definitionOf({ version: "1", code: { folder, watch: false } }));
    const swapped = nextFact(bench.journal, "handler.swapped");
    expect(await answer()).toBe("1EUR");
    bench.project.write("src/orders.ts", selling(2));
    await swapped;
    await bench.host.settled();
    expect([await answer(), await answer({ version: "1" })]).toEqual(["2EUR", "1EUR"]);
    const failed = await run({ version: "1", payload: '{"fail":true}' });
    expect(failed).toHaveProperty("payload", expect.stringContaining(`${bench.project.folder}/src/orders.ts:2:`));
  });
});

describe("a folder that is watched", () => {
  function folderOf(files: Readonly<Record<string, string>>): string {
    const folder = join(bench.project.folder, "dist-of-another-tool");
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(folder, name, ".."), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return folder;
  }

  async function reload(change: () => void): Promise<void> {
    const swapped = nextFact(bench.journal, "handler.swapped");
    change();
    await swapped;
  }

  test("is live after a save, of the handler, of what it imports and of what only now appears", async () => {
    const folder = folderOf({ "index.mjs": 'export { handler } from "./lib/work.mjs";', "lib/work.mjs": answering(1) });
    bench.host.deploy(definitionOf({ handler: "index.handler", code: { folder, watch: true } }));
    expect(await answer()).toBe(1);
    await bench.host.settled();
    await reload(() => writeFileSync(join(folder, "lib/work.mjs"), answering(2)));
    expect(await answer()).toBe(2);
    await reload(() => writeFileSync(join(folder, "index.mjs"), 'export { handler } from "./lib/late.mjs";'));
    expect(await run()).toMatchObject({ kind: "crashed" });
    await reload(() => writeFileSync(join(folder, "lib/late.mjs"), answering(3)));
    expect(await answer()).toBe(3);
  });

  test("keeps its last good code while a save does not parse", async () => {
    const folder = folderOf({ "index.mjs": answering(1) });
    bench.host.deploy(definitionOf({ handler: "index.handler", code: { folder, watch: true } }));
    expect(await answer()).toBe(1);
    await bench.host.settled();
    const failed = nextFact(bench.journal, "handler.buildFailed");
    writeFileSync(join(folder, "index.mjs"), "export const handler = async () => {");
    await failed;
    expect(await answer()).toBe(1);
    await reload(() => writeFileSync(join(folder, "index.mjs"), answering(2)));
    expect(await answer()).toBe(2);
  });

  test("is never written to", async () => {
    const folder = folderOf({
      "app.py": "import more\n\ndef handler(event, context):\n    return more.value\n",
      "more.py": "value = 1\n",
    });
    bench.host.deploy(
      definitionOf({ handler: "app.handler", runtime: INSTALLED_PYTHON, code: { folder, watch: true } }),
    );
    expect(await answer()).toBe(1);
    await reload(() => writeFileSync(join(folder, "more.py"), "value = 2\n"));
    expect(await answer()).toBe(2);
    expect(readdirSync(folder).toSorted()).toEqual(["app.py", "more.py"]);
  });
});
