import { Connection } from "./connection.ts";
import { sqsRequest } from "./requests.ts";
import type { Server } from "./processes.ts";

const BATCH = 10;
const CONNECTIONS = 16;

export function sendMessage(queueUrl: string, body: string): Buffer {
  return sqsRequest("SendMessage", { QueueUrl: queueUrl, MessageBody: body });
}

export function sendBatch(queueUrl: string, body: string): Buffer {
  const entries = Array.from({ length: BATCH }, (_, index) => ({ Id: `m${index}`, MessageBody: body }));
  return sqsRequest("SendMessageBatch", { QueueUrl: queueUrl, Entries: entries });
}

export function receiveMessages(queueUrl: string, max: number, waitSeconds = 0): Buffer {
  return sqsRequest("ReceiveMessage", {
    QueueUrl: queueUrl,
    MaxNumberOfMessages: max,
    WaitTimeSeconds: waitSeconds,
  });
}

export function deleteMessage(queueUrl: string, receipt: string): Buffer {
  return sqsRequest("DeleteMessage", { QueueUrl: queueUrl, ReceiptHandle: receipt });
}

export function deleteBatch(queueUrl: string, receipts: readonly string[]): Buffer {
  const entries = receipts.map((receipt, index) => ({ Id: `m${index}`, ReceiptHandle: receipt }));
  return sqsRequest("DeleteMessageBatch", { QueueUrl: queueUrl, Entries: entries });
}

/** @throws {Error} when there is none: a measure that runs dry measures something else */
export function receiptsIn(receiveAnswer: Buffer): string[] {
  const receipts = Array.from(
    receiveAnswer.toString("latin1").matchAll(/"ReceiptHandle":"([^"]+)"/g),
    ([, handle = ""]) => handle,
  );
  if (receipts.length === 0) throw new Error("nothing was received");
  return receipts;
}

/** Puts so many messages with this body into a queue. */
export async function fill(server: Server, queueUrl: string, messages: number, body: string): Promise<void> {
  const request = sendBatch(queueUrl, body);
  let left = Math.ceil(messages / BATCH);
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const connection = await Connection.open(server.port);
      while (left-- > 0) await connection.request(request);
      connection.close();
    }),
  );
}
