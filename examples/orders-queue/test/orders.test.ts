import { explore, invoke, sqsEvent } from "lambdaloop/testkit";
import { testWithRuntime } from "lambdaloop/vitest";
import { describe, expect, vi } from "vitest";
import { handler } from "../src/orders";
import * as prices from "../src/prices";

// The whole config, with the handler of src/orders.ts in this process: breakpoints, coverage and mocks work.
const test = testWithRuntime({ config: "lambdaloop.config.ts" });

const tea = { id: "order-1", items: [{ sku: "tea-green", quantity: 2 }] };
const coffee = { id: "order-2", items: [{ sku: "coffee", quantity: 1 }] };
const late = { ...tea, id: "order-3", warehouse: "busy" };

describe("orders", () => {
  test("are shipped and leave the queue", async ({ runtime }) => {
    const orders = runtime.queue("orders");
    orders.send(tea);
    await runtime.settled();
    expect(orders).toHaveDeletedMessage({ id: "order-1" });
    expect(orders).toBeEmptyQueue();
  });

  test("wait for a busy warehouse until their visibility timeout has passed", async ({ runtime, clock }) => {
    runtime.queue("orders").send(late);
    await runtime.settled();
    expect(runtime.function("orders")).toHaveBatchFailures(1);
    await clock.advance("3 seconds");
    expect(runtime.queue("orders")).toHaveDeletedMessage({ id: "order-3" });
    expect(runtime.queue("orders-dlq")).toBeEmptyQueue();
  });

  test("of what is not sold end in the dead-letter queue, and hold nobody up", async ({ runtime }) => {
    runtime.queue("orders").send(coffee);
    runtime.queue("orders").send(tea);
    await runtime.drained();
    expect(runtime.queue("orders-dlq")).toHaveReceivedMessage({ id: "order-2" }, { times: 1 });
    expect(runtime.queue("orders-dlq")).not.toHaveReceivedMessage({ id: "order-1" });
  });

  test("cost what the price list says, also a mocked one", async ({ runtime }) => {
    const totalOf = vi.spyOn(prices, "totalOf").mockReturnValue("1.00");
    runtime.queue("orders").send(coffee);
    await runtime.settled();
    expect(totalOf).toHaveBeenCalledOnce();
    expect(runtime.queue("orders")).toBeEmptyQueue();
  });
});

test("the handler alone: which messages Lambda deletes, and which come back", async () => {
  const outcome = await invoke(handler, sqsEvent([tea, coffee]), {
    environment: { CURRENCY: "EUR" },
    functionResponseTypes: ["ReportBatchItemFailures"],
  });
  expect(outcome).toHaveBatchFailures([JSON.stringify(coffee)]);
  expect(outcome.logs).toEqual([
    expect.stringContaining("shipped order-1: 9.00 EUR"),
    expect.stringContaining("no such item: coffee"),
  ]);
});

test("no fault of AWS's loses an order", async () => {
  await explore(
    async (run) => {
      const runtime = await run.createRuntime({ config: "lambdaloop.config.ts", handlers: { orders: handler } });
      runtime.queue("orders").send(tea);
      await runtime.drained({ within: "10 minutes" });
      expect(runtime.queue("orders")).toHaveReceivedMessage(tea);
      const places = [...runtime.queue("orders").messages(), ...runtime.queue("orders-dlq").messages()];
      const shipped = runtime.facts("lambda.logged").some(({ line }) => String(line).includes("shipped order-1"));
      expect(shipped || places.length > 0).toBe(true);
    },
    { runs: 20 },
  );
});
