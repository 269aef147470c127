// The same kit with Node's own test runner: node --test examples/orders-queue/test/orders.node-test.mjs
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { assertThat, createRuntime } from "lambdaloop/testkit";

const cwd = path.resolve(import.meta.dirname, "..");
let runtime;
before(async () => {
  // Without `importModule` the TypeScript handlers are bundled first, as in `lambdaloop dev`.
  runtime = await createRuntime({ cwd, config: "lambdaloop.config.ts" });
});
after(() => runtime.stop());

test("an order is shipped", async () => {
  runtime.queue("orders").send({ id: "order-1", items: [{ sku: "teapot", quantity: 1 }] });
  await runtime.settled();
  assertThat(runtime.queue("orders")).toHaveDeletedMessage({ id: "order-1" });
  assertThat(runtime.queue("orders-dlq")).not.toHaveReceivedMessage({ id: "order-1" });
  assert.equal(runtime.invocations("orders").length, 1);
});

test("an order of what is not sold is in the dead-letter queue nine seconds later", async () => {
  await runtime.reset();
  runtime.queue("orders").send({ id: "order-2", items: [{ sku: "coffee", quantity: 1 }] });
  await runtime.clock.advance("9 seconds");
  assertThat(runtime.queue("orders-dlq")).toHaveReceivedMessage({ id: "order-2" });
});
