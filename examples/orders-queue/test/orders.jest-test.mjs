// The same kit with jest, which needs NODE_OPTIONS=--experimental-vm-modules for ES modules.
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createRuntime, matchers, snapshotSerializer } from "lambdaloop/testkit";

expect.extend(matchers);
expect.addSnapshotSerializer(snapshotSerializer);

let runtime;
beforeAll(async () => {
  runtime = await createRuntime({ cwd: path.resolve(import.meta.dirname, ".."), config: "lambdaloop.config.ts" });
});
afterAll(() => runtime.stop());

test("an order is shipped", async () => {
  runtime.queue("orders").send({ id: "order-1", items: [{ sku: "teapot", quantity: 1 }] });
  await runtime.settled();
  expect(runtime.queue("orders")).toHaveDeletedMessage({ id: "order-1" });
  expect(runtime.queue("orders-dlq")).not.toHaveReceivedMessage(expect.objectContaining({ id: "order-1" }));
  expect(runtime.invocations("orders")).toMatchObject([{ kind: "returned", result: { batchItemFailures: [] } }]);
});
