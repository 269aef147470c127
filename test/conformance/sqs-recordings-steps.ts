import type { SqsCaller } from "./sqs-recordings.ts";

export type Steps = Readonly<Record<string, unknown>>;

/** A recorded test, done again: gives the answers under the recording's names. */
export type Replay = (aws: SqsCaller, variant: string) => Promise<Steps>;

export const FIFO = { FifoQueue: "true" };
export const CONTENT_FIFO = { FifoQueue: "true", ContentBasedDeduplication: "true" };

export function twenty<Entry>(entry: (id: string) => Entry): Entry[] {
  return Array.from({ length: 20 }, (_, index) => entry(`message-${index}`));
}

export function receiveAll(url: string): { readonly QueueUrl: string; readonly AttributeNames: readonly ["All"] } {
  return { QueueUrl: url, AttributeNames: ["All"] };
}

export function allAttributes(aws: SqsCaller, url: string): Promise<object> {
  return aws.record("GetQueueAttributes", receiveAll(url));
}

export function handleIn(answer: object): string {
  const { Messages: messages } = answer as { readonly Messages: readonly { readonly ReceiptHandle: string }[] };
  return messages[0]?.ReceiptHandle ?? "";
}
