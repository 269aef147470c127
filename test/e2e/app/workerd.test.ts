import { expect, test } from "vitest";
import { DevProcess, Project, runCli } from "./dev-process.ts";

test("a function of the config runs in workerd when it says so", async () => {
  const project = new Project({
    "lambdaloop.config.json": JSON.stringify({
      functions: { edge: { handler: "work.handler", sandbox: "workerd", timeout: 10 } },
    }),
    "work.mjs": `export const handler = async (event) => ({ event, edge: typeof WebSocketPair });`,
  });
  const dev = await DevProcess.start(project.folder);
  try {
    const { stdout } = await runCli(["invoke", "edge", "-"], {
      cwd: project.folder,
      input: '{"x":1}',
      env: { AWS_ENDPOINT_URL: dev.endpoint },
    });
    expect(JSON.parse(stdout)).toEqual({ event: { x: 1 }, edge: "function" });
  } finally {
    await dev.stop();
    project.remove();
  }
});

test("a Python function cannot", async () => {
  const project = new Project({
    "lambdaloop.config.json": JSON.stringify({
      functions: { edge: { handler: "work.handler", sandbox: "workerd", runtime: "python3.12" } },
    }),
  });
  const { code, stderr } = await runCli(["dev", "--port", "0"], { cwd: project.folder });
  project.remove();
  expect({ code, stderr }).toEqual({
    code: expect.any(Number) as number,
    stderr: expect.stringMatching(
      /functions\.edge\.sandbox: expected "process", because "workerd" runs Node\.js/,
    ) as string,
  });
  expect(code).not.toBe(0);
});
