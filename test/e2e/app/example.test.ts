import { spawn } from "node:child_process";
import { cpSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { DevProcess, endOf, Project } from "./dev-process.ts";

const EXAMPLE = path.resolve("examples/orders-queue");

let dev: DevProcess | undefined;
let project: Project | undefined;
afterEach(async () => {
  await dev?.stop("SIGKILL");
  project?.remove();
});

test("orders-queue: two orders are shipped, one at its second try, one ends in the dead-letter queue", async () => {
  // A copy, so that a developer's `npm start` in the same folder is left alone.
  project = new Project();
  cpSync(EXAMPLE, project.folder, { recursive: true, filter: (source) => !source.includes(".lambdaloop") });
  dev = await DevProcess.start(project.folder);
  const sender = spawn(process.execPath, [path.join(EXAMPLE, "send-orders.mjs")], {
    env: { ...process.env, AWS_ENDPOINT_URL: dev.endpoint, NODE_NO_WARNINGS: "1" },
  });
  expect(await endOf(sender)).toMatchObject({ code: 0, stderr: "" });
  const moved = await dev.fact("sqs.messageMovedToDeadLetterQueue");
  expect(moved).toMatchObject({ receiveCount: 3, maxReceiveCount: 3 });
  const shipped = dev.facts
    .filter(({ kind }) => kind === "lambda.logged")
    .flatMap((fact) => /shipped (order-\d): (.*) \(/.exec(String(fact["line"]))?.slice(1).join(" ") ?? []);
  expect(shipped).toEqual(expect.arrayContaining(["order-1 9.00 EUR", "order-2 43.70 EUR", "order-3 4.50 EUR"]));
  expect(shipped).toHaveLength(3);
  expect(dev.facts.filter(({ kind }) => kind === "sqs.messageDeleted")).toHaveLength(3);
});
