import { renderEntry } from "../../../app/cli/render/render-entry.ts";
import { createRenderState } from "../../../app/cli/render/render-state.ts";
import type { Fact } from "../../../runtime/core/facts.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";

export const queueArn = "arn:aws:sqs:us-east-1:000000000000:orders";
export const deadLetterQueueArn = "arn:aws:sqs:us-east-1:000000000000:orders-dlq";
export const first = "11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
export const second = "22222222-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
export const uuid = "99999999-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
export const requestId = "77777777-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
export const mapping = { uuid, functionName: "orders", eventSourceArn: queueArn };

export const midnight = new VirtualClock().now();

/** What the facts, recorded one a second from 00:00:00 on and each caused by the one before, print. */
export function printed(...facts: readonly Fact[]): string[] {
  const clock = new VirtualClock();
  const journal = new Journal(clock);
  const state = createRenderState((_format, text) => text, "UTC");
  const lines: string[] = [];
  journal.subscribe((entry) => {
    const text = renderEntry(entry, state);
    if (text !== undefined) lines.push(...text.split("\n"));
  });
  let causeId;
  for (const fact of facts) {
    causeId = journal.record(fact, causeId);
    clock.advance(1000);
  }
  return lines;
}

export const invocationStarted: Fact = {
  kind: "lambda.invocationStarted",
  functionName: "orders",
  requestId,
  environmentId: "e",
  generation: 1,
  payloadBytes: 2,
  deadlineAt: 0,
};

export const received = (messageId: string, receiveCount: number): Fact => ({
  kind: "sqs.messageReceived",
  queueArn,
  messageId,
  receiveCount,
  maxReceiveCount: 3,
  invisibleUntil: midnight + 30_000,
  receiver: uuid,
});
