import { symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import {
  chooseSandbox,
  createFunctionHost,
  createProcessSandbox,
  createWorkerdSandbox,
} from "../../../handlers/index.ts";
import { systemClock } from "../../../runtime/core/clock.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { startEndpoints } from "../../support/endpoints.ts";
import { nextFact } from "../../unit/handlers/facts.ts";
import { invokeLatest } from "../../unit/handlers/host-calls.ts";
import { createProject, definitionOf } from "../../unit/handlers/project.ts";

const SOURCE = `
import { SQSClient, CreateQueueCommand, SendMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
const sqs = new SQSClient({});
export const handler = async ({ name }: { name: string }) => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "größe" }));
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  if (name === "wrong") throw new RangeError(name);
  return { bodies: Messages.map(({ Body }) => Body), under: typeof WebSocketPair };
};
declare const WebSocketPair: unknown;
`;

test("a function that asks for workerd is bundled with its AWS client, which reaches the runtime, and is reloaded", async () => {
  const endpoints = await startEndpoints();
  const project = createProject({ "package.json": '{"type":"module"}', "src/orders.ts": SOURCE });
  symlinkSync(path.resolve("node_modules"), path.join(project.folder, "node_modules"), "dir");
  const random = seededRandom("workerd");
  const journal = new Journal(systemClock);
  const host = createFunctionHost({
    clock: systemClock,
    random,
    journal,
    sandbox: chooseSandbox({
      process: createProcessSandbox({ clock: systemClock, random }),
      workerd: createWorkerdSandbox({ clock: systemClock, random, load: () => import("miniflare") }),
    }),
    projectFolder: project.folder,
    endpointUrl: () => endpoints.url,
    region: "us-east-1",
    accountId: "000000000000",
    watch: true,
  });
  try {
    host.deploy(definitionOf({ sandbox: "workerd", timeout: 20 }));
    const first = await invokeLatest(host, "orders", '{"name":"a"}');
    expect(first).toMatchObject({ kind: "returned", payload: '{"bodies":["größe"],"under":"function"}' });
    const again = await invokeLatest(host, "orders", '{"name":"b"}');
    expect(again).toMatchObject({ kind: "returned", payload: '{"bodies":["größe"],"under":"function"}' });
    const failed = await invokeLatest(host, "orders", '{"name":"wrong"}');
    expect(failed).toMatchObject({
      kind: "threw",
      payload: expect.stringContaining(`${project.folder}/src/orders.ts:8:31`) as string,
    });
    const swapped = nextFact(journal, "handler.swapped");
    project.write(
      "src/orders.ts",
      "export const handler = async () => typeof WebSocketPair;\ndeclare const WebSocketPair: unknown;",
    );
    await swapped;
    expect(await invokeLatest(host, "orders")).toMatchObject({ kind: "returned", payload: '"function"' });
  } finally {
    await host.stop();
    project.dispose();
    await endpoints.stop();
  }
});
