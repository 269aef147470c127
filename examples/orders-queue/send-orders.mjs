// Sends four orders with the real AWS SDK: two succeed at once, one at its second try, one ends in the dead-letter queue.
import { SendMessageCommand, GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";

const sqs = new SQSClient({
  endpoint: process.env.AWS_ENDPOINT_URL ?? "http://127.0.0.1:4566",
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
});

const orders = [
  { id: "order-1", items: [{ sku: "tea-green", quantity: 2 }] },
  {
    id: "order-2",
    items: [
      { sku: "teapot", quantity: 1 },
      { sku: "tea-black", quantity: 3 },
    ],
  },
  { id: "order-3", items: [{ sku: "tea-green", quantity: 1 }], warehouse: "busy" },
  { id: "order-4", items: [{ sku: "coffee", quantity: 1 }] },
];

const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: "orders" }));
for (const order of orders) await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(order) }));
sqs.destroy();
