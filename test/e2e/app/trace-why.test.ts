import { afterAll, beforeAll, expect, test } from "vitest";
import { DevProcess, Project, runCli } from "./dev-process.ts";

const CONFIG = `export default {
  queues: { orders: {} },
  topics: { silence: {} },
  functions: { orders: { handler: "src/orders.handler", eventSourceMappings: [{ queue: "orders" }] } },
};
`;

const project = new Project({
  "lambdaloop.config.mjs": CONFIG,
  "src/orders.mjs": 'export async function handler() { console.log("shipped"); }\n',
});
let dev: DevProcess;
beforeAll(async () => {
  dev = await DevProcess.start(project.folder);
});
afterAll(async () => {
  await dev.stop();
  project.remove();
});

function cli(...args: string[]): ReturnType<typeof runCli> {
  return runCli([...args, "--endpoint", dev.endpoint], { cwd: project.folder });
}

test("before anything was asked, why says so", async () => {
  const { code, stderr } = await cli("why");

  expect(code).toBe(2);
  expect(stderr).toContain("Nothing was sent, published, stored or invoked yet.");
});

test("trace prints a message's way to its handler, why its reason", async () => {
  const id = (await cli("send", "orders", "{}")).stdout.trim();
  await dev.fact("esm.batchSettled");
  const trace = await cli("trace", "last");
  const why = await cli("why", id.slice(0, 8));
  const json = JSON.parse((await cli("trace", id, "--json")).stdout) as { subject: unknown; reason: unknown };

  expect(trace.code).toBe(0);
  expect(trace.stdout).toContain(`sent to orders as ${id}, 2 bytes`);
  expect(trace.stdout).toContain("log shipped");
  expect(trace.stdout).toMatch(/done +orders handled it: it was deleted from orders at .+\n/);
  expect(why.stdout).toContain("reason    message.handled");
  expect(json).toMatchObject({ subject: { kind: "message", id }, reason: { code: "message.handled" } });
});

test("why without an id is about the newest request", async () => {
  await cli("publish", "silence", "hello");

  expect((await cli("why")).stdout).toContain("reason    published.noSubscriptions");
});

test("an unknown id is told with what ids look like", async () => {
  const { code, stderr } = await cli("trace", "nobody");

  expect(code).toBe(2);
  expect(stderr).toContain("nobody is not, or no longer, in the journal");
  expect(stderr).toContain("bucket/key");
});
