import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { factsOf, nextFact } from "../../unit/handlers/facts.ts";
import { definitionOf } from "../../unit/handlers/project.ts";
import { createBench, type Bench } from "./host.ts";
import { deployAll } from "../../unit/handlers/host-calls.ts";

const ES_MODULE = { "package.json": '{"type":"module"}' };

let bench: Bench;

afterEach(() => bench.dispose());

async function started(files: Readonly<Record<string, string>>): Promise<void> {
  bench = createBench({ ...ES_MODULE, ...files });
  deployAll(bench.host, [definitionOf()]);
  await bench.host.settled();
}

/** Does something to the files and waits until new code is live. */
async function reload(change: () => void): Promise<void> {
  const swapped = nextFact(bench.journal, "handler.swapped");
  change();
  await swapped;
}

async function breakBy(change: () => void) {
  const failed = nextFact(bench.journal, "handler.buildFailed");
  change();
  return failed;
}

async function returned(): Promise<unknown> {
  const outcome = await bench.invoke();
  if (outcome.kind !== "returned") throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.payload);
}

const answering = (value: unknown): string => `export const handler = async () => ${JSON.stringify(value)};`;

describe("after a save", () => {
  test("the next invocation runs the new code, and the old code's process and folder are gone", async () => {
    await started({ "src/orders.ts": answering(1) });
    expect(await returned()).toBe(1);
    await reload(() => bench.project.write("src/orders.ts", answering(2)));
    expect(await returned()).toBe(2);
    await bench.host.settled();
    expect(factsOf(bench.journal, "lambda.environmentStopped")).toHaveLength(1);
    const [run = ""] = readdirSync(join(bench.project.folder, ".lambdaloop/build"));
    const folders = readdirSync(join(bench.project.folder, ".lambdaloop/build", run, "orders.1"), {
      withFileTypes: true,
    });
    expect(folders.filter((entry) => entry.isDirectory()).map(({ name }) => name)).toEqual(["2"]);
  });

  test("by renaming, as editors do, the next invocation runs the new code", async () => {
    await started({ "src/orders.ts": answering(1) });
    for (const value of [2, 3, 4]) {
      await reload(() => bench.project.saveByRename("src/orders.ts", answering(value)));
      expect(await returned()).toBe(value);
    }
  });

  test("of an imported file, JSON included, the next invocation runs the new code", async () => {
    await started({
      "src/orders.ts":
        'import { one } from "./one"; import rate from "./rate.json"; export const handler = async () => one + rate.value;',
      "src/one.ts": "export const one = 1;",
      "src/rate.json": '{"value":10}',
    });
    expect(await returned()).toBe(11);
    await reload(() => bench.project.write("src/one.ts", "export const one = 2;"));
    expect(await returned()).toBe(12);
    await reload(() => bench.project.write("src/rate.json", '{"value":20}'));
    expect(await returned()).toBe(22);
  });

  test("a file that is imported only now is watched from now on", async () => {
    await started({ "src/orders.ts": answering(1), "src/new.ts": "export const value = 2;" });
    await reload(() =>
      bench.project.write("src/orders.ts", 'import { value } from "./new"; export const handler = async () => value;'),
    );
    expect(await returned()).toBe(2);
    await reload(() => bench.project.write("src/new.ts", "export const value = 3;"));
    expect(await returned()).toBe(3);
  });

  test("module state starts afresh, and is kept between warm invocations", async () => {
    const counting = "let count = 0; export const handler = async () => ++count;";
    await started({ "src/orders.ts": counting });
    expect([await returned(), await returned()]).toEqual([1, 2]);
    await reload(() => bench.project.write("src/orders.ts", `${counting}\n`));
    expect(await returned()).toBe(1);
  });

  test("an invocation that runs finishes on the old code", async () => {
    await started({
      "src/orders.ts":
        'import { existsSync } from "node:fs"; export const handler = async (event) => { while (!existsSync(event.until)) await new Promise((r) => setTimeout(r, 5)); return 1; };',
    });
    const until = join(bench.project.folder, "go");
    const running = bench.invoke("orders", JSON.stringify({ until }));
    await reload(() => bench.project.write("src/orders.ts", answering(2)));
    expect(await returned()).toBe(2);
    bench.project.write("go", "");
    expect(await running).toMatchObject({ kind: "returned", payload: "1" });
    await bench.host.settled();
    expect(bench.host.list()).toMatchObject([{ environments: 1, generation: 2 }]);
  });

  test("while invocations hammer the function none is lost", async () => {
    await started({ "src/orders.ts": answering(0) });
    const hammering = new AbortController();
    const outcomes: Promise<string>[] = [];
    const hammer = async (): Promise<void> => {
      while (!hammering.signal.aborted) {
        const outcome = bench.invoke().then((each) => (each.kind === "returned" ? each.payload : each.kind));
        outcomes.push(outcome);
        await outcome;
      }
    };
    const hammers = Promise.all([hammer(), hammer(), hammer()]);
    for (let value = 1; value <= 10; value++) {
      await reload(() => bench.project.write("src/orders.ts", answering(value)));
    }
    hammering.abort();
    await hammers;
    const values = await Promise.all(outcomes);
    expect(values.filter((value) => !/^\d+$/.test(value))).toEqual([]);
    expect(await returned()).toBe(10);
  });

  test("many saves in a row end with the last one", async () => {
    await started({ "src/orders.ts": answering(0) });
    const last = nextFact(bench.journal, "handler.buildStarted");
    for (let value = 1; value <= 30; value++) bench.project.write("src/orders.ts", answering(value));
    await last;
    await bench.host.settled();
    expect(await returned()).toBe(30);
  });
});

describe("a broken build", () => {
  test("keeps the last good code and shows esbuild's frame; mending it goes on", async () => {
    await started({ "src/orders.ts": answering(1) });
    const failed = await breakBy(() =>
      bench.project.write("src/orders.ts", "export const handler = async () => {\n  retur 5;\n};"),
    );
    expect(failed.message).toMatch(/^src\/orders\.ts:2:9: /);
    expect(failed.frame).toContain("2 │   retur 5;");
    expect(await returned()).toBe(1);
    expect(bench.host.list()).toMatchObject([{ state: "broken", generation: 1 }]);
    await reload(() => bench.project.write("src/orders.ts", answering(2)));
    expect(await returned()).toBe(2);
    expect(bench.host.list()).toMatchObject([{ state: "ready" }]);
  });

  test.each([
    ["an empty file", ""],
    ["a renamed export", "export const handle = async () => 2;"],
  ])("by %s keeps the last good code", async (_, text) => {
    await started({ "src/orders.ts": answering(1) });
    const failed = await breakBy(() => bench.project.write("src/orders.ts", text));
    expect(failed.message).toContain('no export named "handler"');
    expect(await returned()).toBe(1);
  });

  test("in CommonJS, where exports are known only at run time, keeps the last good code too", async () => {
    bench = createBench({ "src/orders.js": "exports.handler = async () => 1;" });
    deployAll(bench.host, [definitionOf()]);
    await bench.host.settled();
    const failed = await breakBy(() => bench.project.write("src/orders.js", "exports.handle = async () => 2;"));
    expect(failed.message).toBe("src/orders.handler is undefined or not exported");
    expect(await returned()).toBe(1);
    await reload(() => bench.project.write("src/orders.js", "exports.handler = async () => 3;"));
    expect(await returned()).toBe(3);
  });

  test("by a missing file is mended when the file appears", async () => {
    await started({ "src/orders.ts": answering(1) });
    await breakBy(() => bench.project.write("src/orders.ts", 'export { handler } from "./lib/work";'));
    expect(await returned()).toBe(1);
    await reload(() => bench.project.write("src/lib/work.ts", answering(2)));
    expect(await returned()).toBe(2);
  });

  test("by deleting the handler is mended when it comes back", async () => {
    await started({ "src/orders.ts": answering(1) });
    const failed = await breakBy(() => bench.project.remove("src/orders.ts"));
    expect(failed.message).toContain('no file for the handler "src/orders.handler"');
    expect(await returned()).toBe(1);
    await reload(() => bench.project.write("src/orders.ts", answering(2)));
    expect(await returned()).toBe(2);
  });

  test("with the folder that holds the handler deleted and made again is mended", async () => {
    await started({ "src/orders.ts": answering(1) });
    await breakBy(() => bench.project.remove("src"));
    await reload(() => bench.project.write("src/orders.ts", answering(2)));
    expect(await returned()).toBe(2);
    await reload(() => bench.project.write("src/orders.ts", answering(33)));
    expect(await returned()).toBe(33);
  });

  test("before there was a good one fails invocations with an init error, in esbuild's words", async () => {
    bench = createBench({ ...ES_MODULE, "src/orders.ts": 'import "./missing"; export const handler = async () => 1;' });
    deployAll(bench.host, [definitionOf()]);
    const outcome = await bench.invoke();
    expect(outcome.kind).toBe("crashed");
    expect(outcome).toHaveProperty("payload", expect.stringContaining('"errorType":"Runtime.ImportModuleError"'));
    expect(outcome).toHaveProperty("payload", expect.stringContaining('Could not resolve \\"./missing\\"'));
    expect(factsOf(bench.journal, "lambda.invocationEnded")).toMatchObject([
      { outcome: "crashed", errorType: "Runtime.ImportModuleError", errorAt: "src/orders.ts:1:8" },
    ]);
    await reload(() => bench.project.write("src/missing.ts", ""));
    expect(await returned()).toBe(1);
  });
});

describe("code that fails when it loads", () => {
  test("is the new code all the same, and its error is the invocation's outcome", async () => {
    await started({ "src/orders.ts": answering(1) });
    await reload(() => bench.project.write("src/orders.ts", `\nthrow new RangeError("no table");\n${answering(2)}`));
    const outcome = await bench.invoke();
    expect(outcome.kind).toBe("crashed");
    expect(outcome).toHaveProperty("payload", expect.stringContaining("no table"));
    expect(factsOf(bench.journal, "lambda.invocationEnded").at(-1)).toMatchObject({ errorAt: "src/orders.ts:2:7" });
    await reload(() => bench.project.write("src/orders.ts", answering(3)));
    expect(await returned()).toBe(3);
  });
});

describe("a handler's error", () => {
  test("is told with its line in the user's source", async () => {
    await started({
      "src/orders.ts":
        'import { check } from "./check";\nexport const handler = async (event: { id?: string }) => {\n  check(event.id);\n};',
      "src/check.ts":
        'type Id = string | undefined;\n\nexport function check(id: Id): void {\n  if (!id) throw new TypeError("no id");\n}',
    });
    const outcome = await bench.invoke();
    expect(outcome.kind).toBe("threw");
    expect(outcome).toHaveProperty("payload", expect.stringContaining("src/check.ts:4:18"));
    expect(factsOf(bench.journal, "lambda.invocationEnded")).toMatchObject([
      { outcome: "threw", errorType: "TypeError", errorMessage: "no id", errorAt: "src/check.ts:4:18" },
    ]);
  });

  test("in its process ends the process, and the next invocation has a new one", async () => {
    await started({ "src/orders.ts": "export const handler = async (event) => event.exit ? process.exit(1) : 1;" });
    expect(await bench.invoke("orders", '{"exit":true}')).toMatchObject({ kind: "crashed" });
    expect(await returned()).toBe(1);
  });
});

test("stopping does not wait for old code that still runs, nor for new code that still starts", async () => {
  const endless = "setInterval(() => {}, 1000); await new Promise(() => {});";
  await started({ "src/orders.ts": `export const handler = async () => { ${endless} };` });
  const running = bench.invoke();
  await reload(() => bench.project.write("src/orders.ts", answering(2)));
  const built = nextFact(bench.journal, "handler.built");
  bench.project.write("src/orders.ts", `${endless} ${answering(3)}`);
  await built;
  await bench.host.stop();
  expect(await running).toMatchObject({ kind: "crashed" });
  expect(bench.host.list()).toMatchObject([{ generation: 2 }]);
});

test("a stopped host leaves no process and no built code", async () => {
  await started({ "src/orders.ts": "export const handler = async () => process.pid;" });
  const pid = await returned();
  await bench.host.stop();
  expect(() => process.kill(Number(pid), 0)).toThrow("ESRCH");
  expect(readdirSync(join(bench.project.folder, ".lambdaloop/build"))).toEqual([]);
  expect(existsSync(join(bench.project.folder, "src/orders.ts"))).toBe(true);
});
