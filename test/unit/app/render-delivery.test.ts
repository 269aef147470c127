import { expect, test } from "vitest";
import { renderEntry } from "../../../app/cli/render/render-entry.ts";
import { createRenderState } from "../../../app/cli/render/render-state.ts";
import type { Fact } from "../../../runtime/core/facts.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";

const clock = new VirtualClock();
const requestId = "77777777-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
const event = { functionName: "orders", requestId } as const;

function printed(fact: Fact): string | undefined {
  const journal = new Journal(clock);
  const entry = journal.get(journal.record(fact));
  return (
    entry &&
    renderEntry(
      entry,
      createRenderState((_format, text) => text, "UTC"),
    )
  );
}

test.each<[string, Fact, string | undefined]>([
  [
    "an accepted event, told by its invocation",
    { kind: "lambda.asyncInvocationQueued", ...event, payloadBytes: 2 },
    undefined,
  ],
  [
    "an event that is tried again",
    {
      kind: "lambda.asyncInvocationRetried",
      ...event,
      retryAt: clock.now() + 60_000,
      reason: "handler threw: no stock",
    },
    "00:00:00.000  77777777  λ orders      kept       its event until 00:01:00.000: handler threw: no stock",
  ],
  [
    "an event that is given up",
    {
      kind: "lambda.asyncInvocationDropped",
      ...event,
      condition: "RetriesExhausted",
      reason: "handler threw: no stock",
    },
    "00:00:00.000  77777777  λ orders      dropped    its event, RetriesExhausted: handler threw: no stock",
  ],
  [
    "an item of the inbox",
    {
      kind: "inbox.received",
      number: 3,
      protocol: "email",
      endpoint: "a@example.com",
      topicArn: "t",
      messageId: requestId,
      textBytes: 12,
    },
    "00:00:00.000  77777777  inbox         received   email to a@example.com, 12 bytes, not sent: number 3",
  ],
])("%s", (_, fact, line) => {
  expect(printed(fact)).toBe(line);
});
