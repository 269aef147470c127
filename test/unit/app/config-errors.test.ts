import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConfigError } from "../../../app/config/config-error.ts";
import { findConfigFile, loadConfigFile, loadConfigObject } from "../../../app/config/load.ts";
import { UserError } from "../../../runtime/core/errors.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lambdaloop-config-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The error that loading `source` as `fileName` gives. */
async function rejection(fileName: string, source: string): Promise<ConfigError> {
  const file = path.join(folder, fileName);
  writeFileSync(file, source);
  const outcome = await loadConfigFile(file, folder).catch((error: unknown) => error);
  if (outcome instanceof ConfigError) return outcome;
  throw new TypeError("The config was accepted.", { cause: outcome });
}

describe("a wrong value names file, line, column, key, what was expected and what was found", () => {
  test.each([
    [
      "a number as text",
      'export default {\n  functions: {\n    orders: { handler: "src/orders.handler",\n      timeout: "10" },\n  },\n};',
      'c.ts:4:7 functions.orders.timeout: expected an integer from 1 to 900 (seconds), found "10"',
    ],
    [
      "a number out of range",
      "export default {\n  queues: {\n    orders: { visibilityTimeout: 43201 } } };",
      "c.ts:3:15 queues.orders.visibilityTimeout: expected an integer from 0 to 43200 (seconds), found 43201",
    ],
    [
      "an unknown key close to a known one",
      "export default {\n  queues: { orders: {\n    visbilityTimeout: 30 } } };",
      'c.ts:3:5 queues.orders.visbilityTimeout: unknown key "visbilityTimeout"; did you mean "visibilityTimeout"?',
    ],
    [
      "an unknown key close to none",
      'export default {\n  queues: { orders: { deadLetterQueue: {\n    zzz: 1, queue: "orders", maxReceiveCount: 1 } } } };',
      'c.ts:3:5 queues.orders.deadLetterQueue.zzz: unknown key "zzz"; expected one of queue, maxReceiveCount',
    ],
    [
      "a missing key, at its owner",
      "export default {\n  functions: {\n    orders: {} } };",
      'c.ts:3:5 functions.orders.handler: expected a handler: path from the config\'s folder without extension, a dot, and the export, like "src/orders.handler", found nothing',
    ],
    [
      "a name AWS would not take",
      'export default {\n  queues: {\n    "my queue": {} } };',
      'c.ts:3:5 queues."my queue": expected a queue name: 1 to 80 letters, digits, hyphens and underscores (a FIFO queue\'s ends in .fifo), found "my queue"',
    ],
    [
      "a runtime that does not run here",
      'export default {\n  functions: { f: { handler: "f.handler",\n    runtime: "java21" } } };',
      'c.ts:3:5 functions.f.runtime: expected a runtime: "nodejs20.x", "nodejs22.x", "nodejs24.x", "python3.*", "provided.al2" or "provided.al2023", found "java21"',
    ],
    [
      "a queue that is not declared",
      'export default {\n  queues: { orders: {} },\n  functions: { f: { handler: "f.handler", eventSourceMappings: [\n    { queue: "order" }] } } };',
      'c.ts:4:7 functions.f.eventSourceMappings[0].queue: there is no queue "order"; did you mean "orders"?',
    ],
    [
      "a value in a constant that the config names",
      "const dlq = {\n  maxReceiveCount: 0,\n  queue: 'orders' };\nexport default { queues: { orders: { deadLetterQueue: dlq } } };",
      "c.ts:2:3 queues.orders.deadLetterQueue.maxReceiveCount: expected an integer from 1 to 1000, found 0",
    ],
    [
      "a value of the second item of a list",
      'export default { queues: { a: {} }, functions: { f: { handler: "f.handler", eventSourceMappings: [\n  { queue: "a" },\n  { queue: "a",\n    functionResponseTypes: ["Report"] }] } } };',
      'c.ts:4:29 functions.f.eventSourceMappings[1].functionResponseTypes[0]: expected one of "ReportBatchItemFailures", found "Report"',
    ],
    [
      "an env file that is not there",
      'export default {\n  envFile: ".env.missing" };',
      "c.ts:2:3 envFile: expected a readable file, found nothing at .env.missing",
    ],
    [
      "an environment variable that Lambda reserves",
      'export default {\n  functions: { f: { handler: "f.handler", environment: {\n    AWS_REGION: "eu-west-1" } } } };',
      'c.ts:3:5 functions.f.environment.AWS_REGION: expected a name that Lambda does not reserve, found "AWS_REGION"',
    ],
    [
      "an environment variable with a name that Lambda refuses",
      'export default {\n  functions: { f: { handler: "f.handler", environment: {\n    "my-name": "a" } } } };',
      'c.ts:3:5 functions.f.environment.my-name: expected a name of at least two letters, digits and underscores that starts with a letter, found "my-name"',
    ],
  ])("%s", async (_what, source, message) => {
    expect((await rejection("c.ts", source)).message).toBe(message);
  });

  test("also in JSON", async () => {
    const error = await rejection("c.json", '{\n  "queues": {\n    "orders": { "delaySeconds": -1 }\n  }\n}');
    expect(error.message).toBe(
      "c.json:3:17 queues.orders.delaySeconds: expected an integer from 0 to 900 (seconds), found -1",
    );
  });

  test("also where no line is known, in a config given as an object", () => {
    expect(() => loadConfigObject({ port: "4566" }, folder)).toThrow(
      'config port: expected an integer from 0 to 65535, found "4566"',
    );
  });
});

test("all problems are reported, in the order of their lines", async () => {
  const source = `export default {
  queues: { orders: { delaySeconds: 901 } },
  functions: { orders: { handler: 5 } },
  regoin: "eu-west-1",
};`;
  const { problems } = await rejection("many.mts", source);
  expect(problems.map(({ place }) => [place.line, place.key])).toEqual([
    [2, "queues.orders.delaySeconds"],
    [3, "functions.orders.handler"],
    [4, "regoin"],
  ]);
});

describe("a config that cannot run", () => {
  test("a syntax error shows esbuild's frame", async () => {
    const error = await rejection("syntax.ts", "export default {\n  queues: { ; },\n};");
    expect(error.message).toBe('syntax.ts:2:13: Expected identifier but found ";"');
    expect(error.frame).toContain("2 │   queues: { ; },");
  });

  test("a syntax error in JSON has a frame too", async () => {
    const error = await rejection("syntax.json", '{\n  "queues": {},\n}');
    expect(error.message).toBe("syntax.json:2:15: JSON does not support trailing commas");
    expect(error.frame).toContain('2 │   "queues": {},');
  });

  test("a throw names the line that threw", async () => {
    const error = await rejection(
      "throws.ts",
      "type Name = string;\nconst name: Name = undefined!;\nname.trim();\nexport default {};",
    );
    expect(error.message).toMatch(/^throws\.ts:3: threw TypeError: /);
  });

  test("a missing package names the line of its import", async () => {
    const error = await rejection("missing.ts", 'import a from "not-installed-anywhere";\nexport default { seed: a };');
    expect(error.message).toBe("missing.ts:1:15: threw Error: Cannot find package 'not-installed-anywhere'");
  });

  test("no default export", async () => {
    const error = await rejection("none.ts", "export const config = {};");
    expect(error.message).toBe("none.ts: expected a default export: `export default defineConfig({ ... })`");
  });

  test("a file that was named but is not there", () => {
    expect(() => findConfigFile(folder, "nowhere.ts")).toThrow(UserError);
  });
});

describe("every kind of config file is read", () => {
  test.each([
    ["k.ts", 'import { defineConfig } from "lambdaloop";\nexport default defineConfig({ seed: "a" as string });'],
    ["k.mts", 'export default { seed: "a" };'],
    ["k.js", 'export default { seed: "a" };'],
    ["k.js", 'module.exports = { seed: "a" };'],
    ["k.mjs", 'const seed = await Promise.resolve("a");\nexport default { seed };'],
    ["k.cjs", 'module.exports = { seed: require("node:path").basename("/x/a") };'],
    ["k.json", '{ "seed": "a" }'],
  ])("%s", async (fileName, source) => {
    const file = path.join(folder, fileName);
    writeFileSync(file, source);
    const loaded = await loadConfigFile(file, folder);
    expect(loaded.config).toEqual({ seed: "a" });
    expect(loaded.watchFiles).toEqual([file]);
  });

  test("with the files it imports and its env file to watch, and the env file's values", async () => {
    writeFileSync(path.join(folder, "shared.ts"), "export const seed = 'shared';");
    writeFileSync(path.join(folder, ".env.test"), "TOKEN=a b # comment\n");
    const file = path.join(folder, "imports.ts");
    writeFileSync(file, 'import { seed } from "./shared";\nexport default { seed, envFile: ".env.test" };');
    const loaded = await loadConfigFile(file, folder);
    expect(loaded.config.seed).toBe("shared");
    expect(loaded.variables).toEqual({ TOKEN: "a b" });
    expect([...loaded.watchFiles].toSorted()).toEqual(
      [file, path.join(folder, "shared.ts"), path.join(folder, ".env.test")].toSorted(),
    );
  });
});

test("an env file brings no names that Lambda reserves, nor the way to the developer's own credentials", async () => {
  const lines = [
    "AWS_SECRET_ACCESS_KEY=real",
    "AWS_PROFILE=prod",
    "AWS_SHARED_CREDENTIALS_FILE=/home/me/.aws",
    "DB=pg",
  ];
  writeFileSync(path.join(folder, ".env.real"), lines.join("\n"));
  const file = path.join(folder, "real.json");
  writeFileSync(file, '{ "envFile": ".env.real" }');
  expect((await loadConfigFile(file, folder)).variables).toEqual({ DB: "pg" });
});

test("more environment variables than Lambda's 4 KB are refused", () => {
  const environment = { BIG: "x".repeat(4096) };
  expect(() => loadConfigObject({ functions: { f: { handler: "f.handler", environment } } }, folder)).toThrow(
    "config functions.f.environment: expected at most 4096 bytes of environment variables",
  );
});
