import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DevProcess, type Ended, endOf, Project, runCli } from "./dev-process.ts";

const handler = (answer: string): string => `export const handler = async (event) => ({ ${answer}, n: event.n });\n`;
const CONFIG = { functions: { hello: { handler: "hello.handler" } } };

let project: Project;
let dev: DevProcess;
const ids: string[] = [];

beforeAll(async () => {
  project = new Project({ "lambdaloop.config.json": JSON.stringify(CONFIG), "hello.mjs": handler("v: 1") });
  dev = await DevProcess.start(project.folder);
  for (const n of [1, 2]) await cli(["invoke", "hello", "-"], `{"n":${n}}`);
  const { stdout } = await cli(["capture", "list"]);
  ids.push(
    ...stdout
      .trim()
      .split("\n")
      .map((line) => line.slice(0, 8))
      .toReversed(),
  );
  await cli(["capture", "save", "both.cassette.json", ...ids]);
});
afterAll(async () => {
  await dev.stop();
  project.remove();
});

const environment = (): NodeJS.ProcessEnv => ({
  AWS_ENDPOINT_URL: dev.endpoint,
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
});
const cli = (args: readonly string[], input = "", env: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  runCli(args, { cwd: project.folder, input, env: { ...environment(), ...env } });

test.each([[["--fast"]], [[]]])("a cassette's captures are replayed in their order, with %j", async (flags) => {
  const { code, stdout } = await cli(["replay", "both.cassette.json", "--json", ...flags]);
  const answers = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { recorded: { id: string }; replayed: { at: string } });
  expect({ code, ids: answers.map(({ recorded }) => recorded.id) }).toEqual({ code: 0, ids });
  const starts = answers.map(({ replayed }) => replayed.at);
  expect(starts).toEqual(starts.toSorted());
});

test("a deployed function is compared by its outcome and result", async () => {
  const { code, stdout } = await cli(["replay", ids[0] ?? "", "--remote"]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining("only the outcome and the result are compared") as string,
  });
});

test("an event is what the editor leaves", async () => {
  const editor = path.join(project.folder, "editor.sh");
  writeFileSync(editor, `#!/bin/sh\necho '{"n":9}' > "$1"\n`);
  chmodSync(editor, 0o755);
  const { code, stdout } = await cli(["replay", ids[0] ?? "", "--edit"], "", { VISUAL: editor });
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: expect.stringContaining("result.n\n    - 1\n    + 9\n") as string,
  });
});

test("with --watch, it is replayed again when there is new code", async () => {
  const args = [path.resolve("dist/cli.js"), "replay", ids[0] ?? "", "--watch"];
  const child = spawn(process.execPath, args, { cwd: project.folder, env: { ...process.env, ...environment() } });
  const shown = { stdout: "", stderr: "" };
  const until = (stream: "stdout" | "stderr", text: string): Promise<void> =>
    new Promise((resolve) => {
      child[stream].on("data", (chunk: Buffer) => {
        shown[stream] += chunk.toString();
        if (shown[stream].includes(text)) resolve();
      });
    });
  const waiting = until("stderr", "waiting for new code");
  const changed = until("stdout", "result.v\n    - 1\n    + 2\n");
  await waiting;
  project.write("hello.mjs", handler("v: 2"));
  await changed;
  child.kill();
  await endOf(child);
  expect(shown.stdout).toContain("same");
  expect(shown.stdout).toContain("changed");
});

test("captures that cannot be written disturb no invocation, and are one warning", async () => {
  const other = new Project({ "lambdaloop.config.json": JSON.stringify(CONFIG), "hello.mjs": handler("v: 1") });
  mkdirSync(path.join(other.folder, ".lambdaloop"));
  // A file where the folder should be: nobody, not even root, can write into it.
  writeFileSync(path.join(other.folder, ".lambdaloop/captures"), "");
  const running = await DevProcess.start(other.folder);
  const call = (): Promise<Ended> =>
    runCli(["invoke", "hello", "-"], {
      cwd: other.folder,
      input: '{"n":1}',
      env: { AWS_ENDPOINT_URL: running.endpoint },
    });
  expect(await call()).toMatchObject({ code: 0, stdout: '{"v":1,"n":1}\n' });
  await running.fact("capture.failed");
  expect(await call()).toMatchObject({ code: 0, stdout: '{"v":1,"n":1}\n' });
  await running.stop();
  expect(running.facts.filter(({ kind }) => kind === "capture.failed")).toHaveLength(1);
  other.remove();
});
