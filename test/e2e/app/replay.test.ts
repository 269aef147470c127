import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DevProcess, type Ended, endOf, Project, runCli } from "./dev-process.ts";

const handler = (fails: string): string => `import { randomUUID } from "node:crypto";
export const handler = async (event) => {
  for (const { messageId, body } of event.Records) console.log("order", messageId, body);
  const failed = event.Records.filter(({ body }) => body.includes(${JSON.stringify(fails)}));
  return { at: new Date().toISOString(), id: randomUUID(), batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};
`;
const CONFIG = {
  queues: { orders: {} },
  functions: {
    orders: {
      handler: "src/orders.handler",
      eventSourceMappings: [{ queue: "orders", functionResponseTypes: ["ReportBatchItemFailures"] }],
    },
  },
};
const SECRET = "AKIAIOSFODNN7EXAMPLE";

let project: Project;
let dev: DevProcess;
const cli = (...args: string[]): Promise<Ended> =>
  runCli(args, { cwd: project.folder, env: { AWS_ENDPOINT_URL: dev.endpoint } });

beforeAll(async () => {
  project = new Project({ "lambdaloop.config.json": JSON.stringify(CONFIG), "src/orders.mjs": handler("bad") });
  mkdirSync(path.join(project.folder, "node_modules"));
  symlinkSync(path.resolve("."), path.join(project.folder, "node_modules/lambdaloop"));
  symlinkSync(path.resolve("node_modules/vitest"), path.join(project.folder, "node_modules/vitest"));
  dev = await DevProcess.start(project.folder);
  await cli("send", "orders", `bad, key ${SECRET}`);
  await dev.fact("esm.batchSettled");
  // Whoever asks for captures gets all that have ended; until then, the newest wait for their batch.
  await fetch(`${dev.endpoint}/_lambdaloop/api/captures`);
});
afterAll(async () => {
  await dev.stop();
  project.remove();
});

const captureId = async (): Promise<string> =>
  (await cli("capture", "list")).stdout.split("\n").at(-2)?.slice(0, 8) ?? "";

function runVitest(): Promise<Ended> {
  const file = path.join(project.folder, "node_modules/vitest/vitest.mjs");
  const env = {
    ...process.env,
    NO_COLOR: "1",
    VITEST: undefined,
    VITEST_POOL_ID: undefined,
    VITEST_WORKER_ID: undefined,
  };
  return endOf(spawn(process.execPath, [file, "run"], { cwd: project.folder, env }));
}

test("every invocation is captured, without secrets, for its owner alone", () => {
  const folder = path.join(project.folder, ".lambdaloop/captures");
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  const text = files.map((file) => readFileSync(file, "utf8")).join("");
  expect(new Set(files.map((file) => statSync(file).mode & 0o777))).toEqual(new Set([0o600]));
  expect(text).toContain("bad, key AKIAREDACTED");
  expect(text).not.toContain(SECRET);
});

test("a replay with the same code is the same, its message is in the queue again, and another replay is not of the first", async () => {
  const id = await captureId();
  const { code, stdout } = await cli("replay", "--last-failed");
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      new RegExp(
        `^${id}  orders  sqs  returned in .* ms  same\n  note: The event has 1 redacted value; .*\n  1 message back in orders after the visibility timeout\n$`,
      ),
    ) as string,
  });
  const again = await cli("replay", "--last");
  expect(again.stdout).toContain(id);
});

test("a test is saved that passes, and fails when the handler does something else", async () => {
  const id = await captureId();
  const saved = await cli("save-test", id);
  expect(saved).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(
      `test/orders-${id}.test.ts\ntest/orders-${id}.cassette.json\nnote: The event has 1`,
    ) as string,
    stderr: "",
  });
  expect(existsSync(path.join(project.folder, `test/orders-${id}.cassette.json`))).toBe(true);
  expect(await cli("save-test", id)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Nothing is overwritten") as string,
  });
  expect(await runVitest()).toMatchObject({ code: 0, stdout: expect.stringContaining("1 passed") as string });

  const since = dev.mark;
  project.write("src/orders.mjs", handler("nothing"));
  await dev.fact("handler.swapped", () => true, since);

  const failed = await runVitest();
  expect(failed.code).toBe(1);
  expect(failed.stdout + failed.stderr).toContain("batchItemFailures");
  const changed = await cli("replay", id);
  expect(changed).toMatchObject({ code: 1, stdout: expect.stringContaining("result.batchItemFailures[0]") as string });
  expect(changed.stdout).toContain("1 message deleted from orders");
}, 90_000);

test("the control API lists captures and writes tests too", async () => {
  const api = `${dev.endpoint}/_lambdaloop/api/captures`;
  const listed = (await (await fetch(`${api}?failed=true&limit=1`)).json()) as { id: string; functionName: string }[];
  expect(listed).toMatchObject([{ functionName: "orders", outcome: "returned" }]);
  const id = listed[0]?.id ?? "";
  expect(await (await fetch(`${api}/${id}`)).json()).toMatchObject({ id, source: "sqs" });
  const write = (body: object) => fetch(`${api}/${id}/tests`, { method: "POST", body: JSON.stringify(body) });
  expect(await (await write({ nodeTest: true })).json()).toMatchObject({
    files: [`test/orders-${id}.test.mjs`, `test/orders-${id}.cassette.json`],
  });
  const again = await write({ nodeTest: true });
  expect({ status: again.status, body: await again.json() }).toMatchObject({
    status: 400,
    body: { code: "FILE_EXISTS" },
  });
  const run = spawn(process.execPath, ["--test", `test/orders-${id}.test.mjs`], {
    cwd: project.folder,
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  });
  expect(await endOf(run)).toMatchObject({ stdout: expect.stringContaining("pass 1") as string });
}, 60_000);

test("a replay without a running instance runs the function itself, and ends", async () => {
  const id = await captureId();
  const { code, stdout, stderr } = await runCli(["replay", id], {
    cwd: project.folder,
    env: { AWS_ENDPOINT_URL: "http://127.0.0.1:1" },
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining("changed") as string });
  expect(stderr).toBe("No instance is running: the functions run for this replay only.\n");
});

test.each([
  [["replay"], /^error: Name one capture\. Give its id/],
  [["replay", "zzzzzzzz"], /^error: There is no capture "zzzzzzzz"\./],
  [["replay", "lambdaloop.config.json"], /^error: lambdaloop\.config\.json is no cassette\./],
])("%j is refused with advice", async (args, line) => {
  const { code, stderr } = await cli(...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(line);
});
