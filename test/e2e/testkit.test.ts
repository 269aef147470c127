import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { endOf, type Ended } from "./app/dev-process.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const ORDERS = path.join(ROOT, "examples/orders-queue");
const VITEST = path.join(ROOT, "node_modules/vitest/vitest.mjs");

let folder: string | undefined;
afterEach(async () => {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

/** Outside of our own run, whose variables a vitest inside would take for its own. */
function node(cwd: string, ...given: string[]): Promise<Ended> {
  const own = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|TEST|NODE_OPTIONS)/.test(name));
  const env = { ...Object.fromEntries(own), NODE_NO_WARNINGS: "1", NO_COLOR: "1" };
  return endOf(spawn(process.execPath, given, { cwd, env }));
}

test("the tests of the example pass with vitest", async () => {
  const { code, stdout } = await node(ORDERS, VITEST, "run");
  expect(stdout).toMatch(/Tests {2}6 passed/);
  expect(code).toBe(0);
});

test("the tests of the example pass with node:test", async () => {
  const { code, stdout } = await node(ORDERS, "--test", "--test-reporter=tap", "test/orders.node-test.mjs");
  expect(stdout).toContain("# pass 2");
  expect(code).toBe(0);
});

test("every example in docs/testing.md does what it says", async () => {
  folder = mkdtempSync(path.join(tmpdir(), "lambdaloop-docs-"));
  const files = examplesIn(readFileSync(path.join(ROOT, "docs/testing.md"), "utf8"));
  expect(files.length).toBeGreaterThanOrEqual(6);
  for (const { file, code } of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), code);
  }
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
  installIn(path.join(folder, "node_modules"));
  const typed = await node(folder, path.join(ROOT, "node_modules/typescript/bin/tsc"), ...STRICT, ...filesOf(files));
  expect(typed).toMatchObject({ code: 0, stdout: "" });
  const run = await node(folder, VITEST, "run");
  expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(/Test Files {2}3 passed/) as string });
  const plain = await node(folder, "--test", "--test-reporter=tap", "test/orders.node-test.mjs");
  expect(plain).toMatchObject({ code: 0, stdout: expect.stringContaining("# pass 1") as string });
});

const STRICT = [
  "--noEmit",
  "--strict",
  "--skipLibCheck",
  "--target",
  "es2023",
  "--module",
  "preserve",
  "--types",
  "node",
];

interface Example {
  readonly file: string;
  readonly code: string;
}

/** Code blocks whose first line names a file. */
function examplesIn(markdown: string): Example[] {
  const blocks = markdown.matchAll(/^```[jt]s\n\/\/ (\S+)\n([^]*?)^```$/gm);
  return [...blocks].map(([, file = "", code = ""]) => ({ file, code }));
}

function filesOf(examples: readonly Example[]): string[] {
  return examples.map(({ file }) => file).filter((file) => file.endsWith(".ts"));
}

/** As after `npm install lambdaloop vitest @aws-sdk/client-sqs`. */
function installIn(modules: string): void {
  mkdirSync(modules);
  symlinkSync(ROOT, path.join(modules, "lambdaloop"));
  const own = path.join(ROOT, "node_modules");
  for (const name of readdirSync(own))
    if (!name.startsWith(".")) symlinkSync(path.join(own, name), path.join(modules, name));
}
