import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, describe, expect, test } from "vitest";
import type { PrintedFact } from "./dev-process.ts";
import { DevProcess, processesMentioning, Project, runCli } from "./dev-process.ts";

const CONFIG = `import { defineConfig } from "lambdaloop";
export default defineConfig({
  queues: {
    orders: { visibilityTimeout: 1, deadLetterQueue: { queue: "orders-dlq", maxReceiveCount: 2 } },
    "orders-dlq": {},
  },
  functions: {
    orders: { handler: "src/orders.handler", timeout: 1, eventSourceMappings: [{ queue: "orders" }] },
  },
});
`;

const handler = (name: string): string =>
  `import type { SQSEvent } from "aws-lambda";
export async function handler(event: SQSEvent): Promise<void> {
  for (const { body } of event.Records) {
    console.log(\`${name} handles \${body}\`);
    if (body === "bad") throw new TypeError("cannot take this");
  }
}
`;

const running: DevProcess[] = [];
const projects: Project[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((dev) => dev.stop("SIGKILL")));
  for (const project of projects.splice(0)) project.remove();
});

async function startProject(): Promise<{ dev: DevProcess; project: Project; send: (body: string) => Promise<string> }> {
  const project = new Project({ "lambdaloop.config.ts": CONFIG, "src/orders.ts": handler("first") });
  projects.push(project);
  const dev = await DevProcess.start(project.folder);
  running.push(dev);
  const sqs = new SQSClient({
    endpoint: dev.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const QueueUrl = `${dev.endpoint}/000000000000/orders`;
  const send = async (body: string): Promise<string> => {
    const { MessageId = "" } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
    return MessageId;
  };
  return { dev, project, send };
}

const of =
  (messageId: string) =>
  (fact: PrintedFact): boolean =>
    fact["messageId"] === messageId;
const logs =
  (text: string) =>
  (fact: PrintedFact): boolean =>
    String(fact["line"]).includes(text);

test("a message that is sent with the AWS SDK is handled and deleted", async () => {
  const { dev, send } = await startProject();
  const messageId = await send("hello");
  await dev.fact("sqs.messageDeleted", of(messageId));
  await dev.fact("lambda.logged", logs("first handles hello"));
  const settled = await dev.fact("esm.batchSettled");
  expect(settled).toMatchObject({ deleted: [messageId], kept: [] });
});

test("a message whose handler throws comes back, and ends in the dead-letter queue after maxReceiveCount", async () => {
  const { dev, send } = await startProject();
  const messageId = await send("bad");
  const moved = await dev.fact("sqs.messageMovedToDeadLetterQueue", of(messageId));
  expect(moved).toMatchObject({ receiveCount: 2, maxReceiveCount: 2 });
  const receives = dev.facts.filter((fact) => fact.kind === "sqs.messageReceived" && fact["messageId"] === messageId);
  expect(receives.map((fact) => fact["receiveCount"])).toEqual([1, 2]);
  const ended = dev.facts.filter(({ kind }) => kind === "lambda.invocationEnded");
  expect(ended).toHaveLength(2);
  expect(ended[0]).toMatchObject({
    outcome: "threw",
    errorType: "TypeError",
    errorMessage: "cannot take this",
    errorAt: "src/orders.ts:5:31",
  });
});

describe("while it runs", () => {
  test("the next message after a save runs the new code, and none is lost", async () => {
    const { dev, project, send } = await startProject();
    await dev.fact("sqs.messageDeleted", of(await send("one")));
    project.write("src/orders.ts", handler("second"));
    const during = await send("two");
    await dev.fact("handler.swapped", (fact) => Number(fact["sinceChangeMs"]) > 0);
    const after = await send("three");
    await dev.fact("sqs.messageDeleted", of(during));
    await dev.fact("sqs.messageDeleted", of(after));
    await dev.fact("lambda.logged", logs("second handles three"));
    const ids = (kind: string) =>
      dev.facts.filter((fact) => fact.kind === kind).map((fact) => String(fact["messageId"]));
    expect(new Set(ids("sqs.messageDeleted"))).toEqual(new Set(ids("sqs.messageSent")));
  });

  test("a build that breaks leaves the last good code, and tells file and line", async () => {
    const { dev, project, send } = await startProject();
    project.write("src/orders.ts", "export async function handler( {");
    const failed = await dev.fact("handler.buildFailed");
    expect(failed["frame"]).toContain("src/orders.ts:1:");
    await dev.fact("sqs.messageDeleted", of(await send("still")));
    await dev.fact("lambda.logged", logs("first handles still"));
    project.write("src/orders.ts", handler("mended"));
    await dev.fact("handler.swapped", (fact) => Number(fact["sinceChangeMs"]) > 0);
    await dev.fact("sqs.messageDeleted", of(await send("again")));
    await dev.fact("lambda.logged", logs("mended handles again"));
  });

  test("a config that breaks leaves the last good one, a mended one is applied, and waiting messages stay", async () => {
    const { dev, project, send } = await startProject();
    project.write("lambdaloop.config.ts", CONFIG.replace("timeout: 1", "timeout: 0"));
    const rejected = await dev.fact("config.rejected");
    expect(rejected["message"]).toBe(
      "lambdaloop.config.ts:8:46 functions.orders.timeout: expected an integer from 1 to 900 (seconds), found 0",
    );
    await dev.fact("sqs.messageDeleted", of(await send("still")));

    project.write("lambdaloop.config.ts", CONFIG.replace("timeout: 1", "timeout: 2"));
    const refused = await dev.fact("config.rejected", (fact) => fact.id > rejected.id);
    expect(refused["message"]).toBe(
      "lambdaloop.config.ts:8:80 functions.orders.eventSourceMappings[0]: AWS refuses this with InvalidParameterValueException: Queue visibility timeout: 1 seconds is less than Function timeout: 2 seconds",
    );

    const changed = CONFIG.replace("timeout: 1", "timeout: 2").replace("visibilityTimeout: 1", "visibilityTimeout: 5");
    project.write("lambdaloop.config.ts", changed.replace('"orders-dlq": {}', '"orders-dlq": {}, more: {}'));
    const loaded = await dev.fact("config.loaded", (fact) => fact.id > refused.id);
    expect(loaded["changes"]).toEqual([
      "queue orders: VisibilityTimeout",
      "queue more created",
      "function orders changed",
    ]);
    await dev.fact("sqs.messageDeleted", of(await send("after")));
  });
});

test("a handler that never ends and ignores SIGTERM is gone too when it is stopped", async () => {
  const { dev, project, send } = await startProject();
  project.write(
    "src/orders.ts",
    'process.on("SIGTERM", () => {});\nexport async function handler() { console.log("stuck"); for (;;); }',
  );
  await dev.fact("handler.swapped", (fact) => Number(fact["sinceChangeMs"]) > 0);
  await send("hello");
  await dev.fact("lambda.logged", logs("stuck"));
  const { code } = await dev.stop();
  expect(code).toBe(0);
  // What it has killed needs a moment to be gone.
  await expect.poll(() => processesMentioning(project.folder)).toEqual([]);
});

test("Ctrl-C during a start that hangs ends it, and leaves no child process", async () => {
  const project = new Project({
    "lambdaloop.config.ts": CONFIG,
    "src/orders.mts": "await new Promise(() => {});\nexport const handler = 1;",
  });
  projects.push(project);
  const dev = DevProcess.spawn(project.folder);
  running.push(dev);
  await dev.fact("handler.built");
  expect(await dev.stop()).toMatchObject({ code: 0, stderr: "" });
  await expect.poll(() => processesMentioning(project.folder)).toEqual([]);
});

test("a config that is written while it runs is used", async () => {
  const project = new Project({ "src/orders.ts": handler("late") });
  projects.push(project);
  const dev = await DevProcess.start(project.folder);
  running.push(dev);
  project.write("lambdaloop.config.ts", CONFIG);
  expect(await dev.fact("config.loaded")).toMatchObject({ functions: 1, queues: 2 });
});

test("a changed env file reaches the next invocation", async () => {
  const config = { envFile: ".env", functions: { who: { handler: "who.handler" } } };
  const project = new Project({
    ".env": "NAME=first\n",
    "lambdaloop.config.json": JSON.stringify(config),
    "who.mjs": "export const handler = async () => process.env.NAME;",
  });
  projects.push(project);
  const dev = await DevProcess.start(project.folder);
  running.push(dev);
  const invoke = async (): Promise<string> =>
    (await runCli(["invoke", "who", "--endpoint", dev.endpoint], { cwd: project.folder })).stdout;
  expect(await invoke()).toBe('"first"\n');
  const since = dev.mark;
  project.write(".env", "NAME=second\n");
  await dev.fact("handler.swapped", undefined, since);
  expect(await invoke()).toBe('"second"\n');
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s ends it cleanly and leaves no child process",
  async (signal) => {
    const { dev, project, send } = await startProject();
    await dev.fact("sqs.messageDeleted", of(await send("hello")));
    expect(processesMentioning(project.folder)).not.toEqual([]);
    const { code, stderr } = await dev.stop(signal);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(processesMentioning(project.folder)).toEqual([]);
  },
);
