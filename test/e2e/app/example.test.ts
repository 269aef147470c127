import { spawn } from "node:child_process";
import { cpSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { DevProcess, type Ended, endOf, Project } from "./dev-process.ts";

const ORDERS = path.resolve("examples/orders-queue");
const FUNCTION_URL = path.resolve("examples/function-url");

let dev: DevProcess | undefined;
let project: Project | undefined;
afterEach(async () => {
  await dev?.stop("SIGKILL");
  project?.remove();
});

/** A copy, so that a developer's `npm start` in the same folder is left alone. */
async function start(example: string): Promise<DevProcess> {
  project = new Project();
  cpSync(example, project.folder, { recursive: true, filter: (source) => !source.includes(".lambdaloop") });
  return DevProcess.start(project.folder);
}

function run(script: string, { endpoint }: DevProcess): Promise<Ended> {
  const env = { ...process.env, AWS_ENDPOINT_URL: endpoint, NODE_NO_WARNINGS: "1" };
  return endOf(spawn(process.execPath, [script], { env }));
}

test("orders-queue: two orders are shipped, one at its second try, one ends in the dead-letter queue", async () => {
  dev = await start(ORDERS);
  expect(await run(path.join(ORDERS, "send-orders.mjs"), dev)).toMatchObject({ code: 0, stderr: "" });
  const moved = await dev.fact("sqs.messageMovedToDeadLetterQueue");
  expect(moved).toMatchObject({ receiveCount: 3, maxReceiveCount: 3 });
  const shipped = dev.facts
    .filter(({ kind }) => kind === "lambda.logged")
    .flatMap((fact) => /shipped (order-\d): (.*) \(/.exec(String(fact["line"]))?.slice(1).join(" ") ?? []);
  expect(shipped).toEqual(expect.arrayContaining(["order-1 9.00 EUR", "order-2 43.70 EUR", "order-3 4.50 EUR"]));
  expect(shipped).toHaveLength(3);
  expect(dev.facts.filter(({ kind }) => kind === "sqs.messageDeleted")).toHaveLength(3);
});

test("function-url: one function answers, the other streams its lines", async () => {
  dev = await start(FUNCTION_URL);
  const { code, stdout } = await run(path.join(FUNCTION_URL, "visit.mjs"), dev);
  const [greeting, ...story] = stdout.trimEnd().split("\n");
  expect({ code, greeting }).toEqual({ code: 0, greeting: "200 Hello, Ada!" });
  expect(story).toEqual(["200 Once upon a time", "200 there was a handler", "200 that did not wait for its end."]);
});
