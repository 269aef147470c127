import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { spawn } from "node:child_process";
import { afterEach, describe, expect, test } from "vitest";
import { DevProcess, endOf, Project, runCli } from "./dev-process.ts";

const projects: Project[] = [];
function project(files: Readonly<Record<string, string>> = {}): Project {
  const made = new Project(files);
  projects.push(made);
  return made;
}
afterEach(() => {
  for (const made of projects.splice(0)) made.remove();
});

describe("init", () => {
  test("makes a project in an empty folder whose test passes and whose config runs", async () => {
    const { folder } = project();
    const { code } = await runCli(["init"], { cwd: folder });
    expect(code).toBe(0);
    mkdirSync(path.join(folder, "node_modules"));
    symlinkSync(process.cwd(), path.join(folder, "node_modules/lambdaloop"));
    const tests = await endOf(spawn(process.execPath, ["--test", "--test-reporter=tap"], { cwd: folder }));
    expect(tests.stdout).toContain("# pass 2");
    expect(tests.code).toBe(0);
    const dev = await DevProcess.start(folder);
    const { stdout } = await runCli(["send", "greetings", '{"name":"Ada"}', "--endpoint", dev.endpoint], {
      cwd: folder,
    });
    await dev.fact("sqs.messageDeleted", (fact) => fact["messageId"] === stdout.trim());
    await dev.fact("lambda.logged", (fact) => String(fact["line"]).includes("Hello, Ada!"));
    await dev.stop();
  });

  test.each(["pollers-over-reserved-concurrency", "throttles-to-the-dead-letter-queue"])(
    "--preset %s makes a project that runs and tells the incident",
    async (preset) => {
      const { folder } = project();
      const { code, stdout } = await runCli(["init", ".", "--preset", preset], { cwd: folder });
      expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("--count 20") });
      expect(readFileSync(path.join(folder, "INCIDENT.md"), "utf8")).toContain(`# ${preset}`);
      const dev = await DevProcess.start(folder);
      const sent = await runCli(["send", "work", "a job", "--count", "3"], {
        cwd: folder,
        env: { AWS_ENDPOINT_URL: dev.endpoint },
      });
      expect(sent.stdout.trim().split("\n")).toHaveLength(3);
      await dev.fact("lambda.invocationStarted");
      await dev.fact("esm.batchThrottled");
      await dev.stop();
    },
  );

  test("an unknown preset is the user's to mend", async () => {
    const { code, stderr } = await runCli(["init", ".", "--preset", "throttles"], { cwd: project().folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: There is no preset "throttles"\. [^\n]*throttles-to-the-dead-letter-queue/);
  });

  test("overwrites nothing", async () => {
    const existing = {
      "package.json": '{"name":"mine"}',
      "lambdaloop.config.json": "{}",
      "src/greet.ts": "// mine",
    };
    const { folder } = project(existing);
    const { stdout } = await runCli(["init"], { cwd: folder });
    for (const [name, content] of Object.entries(existing))
      expect(readFileSync(path.join(folder, name), "utf8")).toBe(content);
    expect(existsSync(path.join(folder, "lambdaloop.config.ts"))).toBe(false);
    expect(stdout).toContain("  kept  lambdaloop.config.json\n");
    expect(stdout).toContain("  wrote test/greet.test.mjs\n");
  });
});
