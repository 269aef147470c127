import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { endOf, Project, runCli } from "./dev-process.ts";

const projects: Project[] = [];
afterEach(() => {
  for (const made of projects.splice(0)) made.remove();
});

async function projectWithCapture(): Promise<Project> {
  const project = new Project({
    "lambdaloop.config.json": JSON.stringify({ functions: { hello: { handler: "hello.handler" } } }),
    "hello.mjs": `export const handler = async () => "hello";\n`,
    "event.json": "{}",
  });
  projects.push(project);
  const imported = await runCli(["capture", "import", "event.json", "--function", "hello"], { cwd: project.folder });
  expect(imported.code).toBe(0);
  return project;
}

/** @param steps each: what the terminal must show before the key is pressed, and the key */
async function press(project: Project, ...steps: readonly (readonly [string, string])[]) {
  const script = path.resolve("test/e2e/app/press-keys.py");
  const args = [script, process.execPath, path.resolve("dist/cli.js"), ...steps.flat()];
  const { stdout } = await endOf(spawn("python3", args, { cwd: project.folder }));
  return JSON.parse(stdout) as { shown: string; restored: boolean; code: number };
}

test("keys replay, write a test and copy the variables; the terminal is left as it was", async () => {
  const project = await projectWithCapture();
  const { shown, restored, code } = await press(
    project,
    ["press h for keys", "h"],
    ["q  quit", "r"],
    ['result: "hello"', "t"],
    ["began ", "w"],
    [".cassette.json", "c"],
    ["unset AWS_SESSION_TOKEN", "q"],
  );
  expect({ restored, code }).toEqual({ restored: true, code: 0 });
  const copied = shown.split("\u001B]52;c;")[1]?.split("\u0007")[0] ?? "";
  expect(Buffer.from(copied, "base64").toString()).toMatch(/^export AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+\n/);
  expect(readdirSync(path.join(project.folder, "test")).map((name) => name.replace(/-[a-z0-9]{8}/, ""))).toEqual([
    "hello.cassette.json",
    "hello.test.ts",
  ]);
}, 60_000);

test("Ctrl-C still ends it, and the terminal is left as it was", async () => {
  const project = await projectWithCapture();
  const { restored, code } = await press(project, ["press h for keys", "\u0003"]);
  expect({ restored, code }).toEqual({ restored: true, code: 0 });
}, 60_000);
