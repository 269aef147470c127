import { afterEach, describe, expect, test } from "vitest";
import { nextFact } from "../../unit/handlers/facts.ts";
import { definitionOf } from "../../unit/handlers/project.ts";
import { INSTALLED_PYTHON } from "./installed-python.ts";
import { createBench, type Bench } from "./host.ts";
import { deployAll } from "../../unit/handlers/host-calls.ts";

let bench: Bench;

afterEach(() => bench.dispose());

async function returned(): Promise<unknown> {
  const outcome = await bench.invoke();
  if (outcome.kind !== "returned") throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.payload);
}

describe("in a real environment", () => {
  test.each(["esm", "cjs"] as const)(
    "tsconfig paths, JSON, a CommonJS package's named import and a workspace package work together (%s)",
    async (format) => {
      bench = createBench({
        "tsconfig.json": '{"compilerOptions":{"paths":{"@lib/*":["./lib/*"]}}}',
        "src/orders.ts": [
          'import { format } from "money";',
          'import { today } from "dates";',
          'import { two } from "@lib/two";',
          'import { shop } from "@shop/name";',
          'import rates from "./rates.json";',
          "export const handler = async () => [format(1), today(), two, shop, rates.eur];",
        ].join("\n"),
        "src/rates.json": '{"eur":1.1}',
        "lib/two.ts": "export const two = 2;",
        "packages/name/package.json": '{"name":"@shop/name","main":"index.ts"}',
        "packages/name/index.ts": 'export const shop: string = "corner";',
        "node_modules/money/package.json": "{}",
        "node_modules/money/index.js": 'for (const name of ["format"]) module.exports[name] = (x) => `${name} ${x}`;',
        "node_modules/dates/package.json": '{"type":"module","exports":"./index.js"}',
        "node_modules/dates/index.js": 'export const today = () => "monday";',
      });
      bench.project.link("node_modules/@shop/name", "packages/name");
      deployAll(bench.host, [definitionOf({ bundle: { external: [], mode: "code", format } })]);
      expect(await returned()).toEqual(["format 1", "monday", 2, "corner", 1.1]);
      const swapped = nextFact(bench.journal, "handler.swapped", ({ generation }) => generation === 2);
      bench.project.write("packages/name/index.ts", 'export const shop: string = "market";');
      await swapped;
      expect(await returned()).toEqual(["format 1", "monday", 2, "market", 1.1]);
    },
  );

  test("top-level await finishes before the first invocation", async () => {
    bench = createBench({
      "package.json": '{"type":"module"}',
      "src/orders.ts":
        "const value = await new Promise((resolve) => setTimeout(resolve, 20, 7)); export const handler = async () => value;",
    });
    deployAll(bench.host, [definitionOf()]);
    expect(await returned()).toBe(7);
  });

  test("a nested export is found", async () => {
    bench = createBench({
      "package.json": '{"type":"module"}',
      "src/orders.ts": "export const api = { handler: async () => 3 };",
    });
    deployAll(bench.host, [definitionOf({ handler: "src/orders.api.handler" })]);
    expect(await returned()).toBe(3);
  });

  test("Python is reloaded when one of its files changes", async () => {
    bench = createBench({
      "src/app.py": "from src.rates import rate\n\ndef handler(event, context):\n    return rate\n",
      "src/rates.py": "rate = 1\n",
    });
    deployAll(bench.host, [definitionOf({ handler: "src/app.handler", runtime: INSTALLED_PYTHON })]);
    expect(await returned()).toBe(1);
    await bench.host.settled();
    const swapped = nextFact(bench.journal, "handler.swapped");
    bench.project.write("src/rates.py", "rate = 22\n");
    await swapped;
    expect(await returned()).toBe(22);
  });
});
