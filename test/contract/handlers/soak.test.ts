import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { nextFact } from "../../unit/handlers/facts.ts";
import { FakeSandbox } from "../../unit/handlers/fake-sandbox.ts";
import { definitionOf } from "../../unit/handlers/project.ts";
import { createBench, type Bench } from "./host.ts";
import { deployAll } from "../../unit/handlers/host-calls.ts";

/**
 * `LAMBDALOOP_SOAK_RELOADS=10000 npx vitest run test/contract/handlers/soak.test.ts` is the long form.
 * The environments are fakes: what may leak here is ours (contexts, watches, folders, listeners), not the children's.
 */
const RELOADS = Number(process.env["LAMBDALOOP_SOAK_RELOADS"] ?? 300);

let bench: Bench;

afterEach(() => bench.dispose());

test(`${RELOADS} reloads leave nothing behind`, { timeout: 60_000 + RELOADS * 100 }, async () => {
  const sandbox = new FakeSandbox();
  bench = createBench({ "package.json": '{"type":"module"}', "src/orders.ts": source(0) }, { sandbox });
  deployAll(bench.host, [definitionOf()]);
  await bench.host.settled();
  const halfway = Math.floor(RELOADS / 2);
  let before = usage();
  for (let reload = 1; reload <= RELOADS; reload++) {
    const swapped = nextFact(bench.journal, "handler.swapped");
    bench.project.write("src/orders.ts", source(reload));
    await swapped;
    await bench.invoke();
    // The fake remembers every environment; only the living may stay.
    sandbox.environments.splice(0, sandbox.environments.length - 1);
    sandbox.standbys.length = 0;
    if (reload === halfway) before = usage();
  }
  await bench.host.settled();
  const after = usage();
  expect(generationFolders()).toHaveLength(1);
  expect(after.files).toBeLessThanOrEqual(before.files + 2);
  // Half of the reloads, each with a few kilobytes of journal, which holds 20,000 entries at most.
  expect(after.residentMB).toBeLessThan(before.residentMB + 40);
});

function source(value: number): string {
  return `export const handler = async () => ${value};`;
}

function generationFolders(): string[] {
  const [run = ""] = readdirSync(join(bench.project.folder, ".lambdaloop/build"));
  const folder = join(bench.project.folder, ".lambdaloop/build", run, "orders.1");
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Open files of this process (where /proc tells), and the memory of this process and of esbuild's. */
function usage(): { files: number; residentMB: number } {
  globalThis.gc?.();
  const files = process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0;
  return { files, residentMB: process.memoryUsage.rss() / 2 ** 20 + childrenMB() };
}

function childrenMB(): number {
  if (process.platform !== "linux") return 0;
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  const sizes = children.map((pid) =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0),
  );
  return sizes.reduce((total, size) => total + size, 0) / 1024;
}
