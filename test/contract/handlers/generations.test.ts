import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { FakeSandbox } from "../../unit/handlers/fake-sandbox.ts";
import { factsOf, nextFact } from "../../unit/handlers/facts.ts";
import { definitionOf } from "../../unit/handlers/project.ts";
import { createBench, type Bench } from "./host.ts";
import { deployAll } from "../../unit/handlers/host-calls.ts";

const HANDLER = "export const handler = async () => 1;";

let bench: Bench;

afterEach(() => bench.dispose());

async function started(sandbox: FakeSandbox, files: Readonly<Record<string, string>>): Promise<void> {
  bench = createBench({ "package.json": '{"type":"module"}', ...files }, { sandbox });
  deployAll(bench.host, [definitionOf({ environment: { TABLE: "t" } })]);
  await bench.host.settled();
}

test("the next save takes the standby, which was started with the function's packages and variables", async () => {
  const sandbox = new FakeSandbox();
  const waiting = sandbox.nextStandby();
  await started(sandbox, {
    "src/orders.ts": `import "money"; ${HANDLER}`,
    "node_modules/money/package.json": "{}",
    "node_modules/money/index.js": "",
  });
  const standby = await waiting;
  expect(standby.options).toMatchObject({
    runtime: "nodejs22.x",
    memorySizeMB: 128,
    modules: [{ specifier: "money", kind: "require" }],
    likely: { functionName: "orders", variables: { TABLE: "t" } },
  });
  const swapped = nextFact(bench.journal, "handler.swapped");
  bench.project.write("src/orders.ts", `${HANDLER}\n`);
  await swapped;
  expect(sandbox.running.map(({ fromStandby }) => fromStandby)).toEqual([true]);
});

test("a standby that loaded packages is let go when packages are installed", async () => {
  const sandbox = new FakeSandbox();
  const waiting = sandbox.nextStandby();
  await started(sandbox, { "src/orders.ts": HANDLER, "node_modules/.package-lock.json": "{}" });
  const standby = await waiting;
  const swapped = nextFact(bench.journal, "handler.swapped");
  bench.project.write("node_modules/.package-lock.json", '{"lockfileVersion":3}');
  await swapped;
  expect(standby.state).toBe("stopped");
  expect(sandbox.running.map(({ fromStandby }) => fromStandby)).toEqual([false]);
});

test("code that is out of date before it is live never becomes live", async () => {
  const sandbox = new FakeSandbox();
  await started(sandbox, { "src/orders.ts": HANDLER });
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  sandbox.beforeInit = () => held;
  const second = nextFact(bench.journal, "handler.built");
  bench.project.write("src/orders.ts", `${HANDLER}//2`);
  await second;
  const third = nextFact(bench.journal, "handler.built");
  bench.project.write("src/orders.ts", `${HANDLER}//3`);
  await third;
  release();
  await bench.host.settled();
  expect(factsOf(bench.journal, "handler.swapped").map(({ generation }) => generation)).toEqual([1, 3]);
  expect(sandbox.running).toHaveLength(1);
});

test("a save rebuilds only the functions that it concerns", async () => {
  const sandbox = new FakeSandbox();
  bench = createBench(
    {
      "package.json": '{"type":"module"}',
      "src/orders.ts": `export { two } from "./shared"; ${HANDLER}`,
      "src/users.ts": HANDLER,
      "src/shared.ts": "export const two = 2;",
    },
    { sandbox },
  );
  deployAll(bench.host, [definitionOf(), definitionOf({ functionName: "users", handler: "src/users.handler" })]);
  await bench.host.settled();
  const swapped = nextFact(bench.journal, "handler.swapped");
  bench.project.write("src/shared.ts", "export const two = 22;");
  await swapped;
  await bench.host.settled();
  expect(bench.host.list().map(({ generation }) => generation)).toEqual([2, 1]);
});

test("files of nobody's code are told to who asked for them", async () => {
  const sandbox = new FakeSandbox();
  await started(sandbox, { "src/orders.ts": HANDLER, ".env": "A=1" });
  const changed = new Promise((resolve) => {
    bench.host.watchFiles([".env", "lambdaloop.config.ts"], resolve);
  });
  bench.project.write(".env", "A=22");
  expect(await changed).toEqual([join(bench.project.folder, ".env")]);
  expect(bench.host.list()).toMatchObject([{ generation: 1 }]);
});
