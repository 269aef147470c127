import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { totalOf } from "./prices";
import type { Order } from "./prices";

/** Ships each order; the ones that fail come back after the queue's visibility timeout, the rest are done. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  for (const record of event.Records) {
    try {
      ship(record, context);
    } catch (error) {
      console.error(`${(error as Error).name}: ${(error as Error).message}`);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}

function ship(record: SQSRecord, context: Context): void {
  const order = JSON.parse(record.body) as Order;
  const attempt = Number(record.attributes.ApproximateReceiveCount);
  if (order.warehouse === "busy" && attempt === 1) throw new WarehouseBusy(order.id);
  const total = totalOf(order);
  console.log(`shipped ${order.id}: ${total} ${process.env.CURRENCY} (${context.getRemainingTimeInMillis()} ms left)`);
}

class WarehouseBusy extends Error {
  override name = "WarehouseBusy";
  constructor(orderId: string) {
    super(`${orderId} has to wait`);
  }
}
