import { defineConfig } from "lambdaloop";

export default defineConfig({
  queues: {
    orders: {
      // Short, so that a failed order comes back while you watch. Lambda wants at least the function's timeout.
      visibilityTimeout: 3,
      deadLetterQueue: { queue: "orders-dlq", maxReceiveCount: 3 },
    },
    "orders-dlq": { messageRetentionPeriod: 1_209_600 },
  },
  functions: {
    orders: {
      handler: "src/orders.handler",
      timeout: 3,
      environment: { CURRENCY: "EUR" },
      eventSourceMappings: [{ queue: "orders", batchSize: 10, functionResponseTypes: ["ReportBatchItemFailures"] }],
    },
  },
});
