import { expect, test } from "vitest";
import { renderEntry } from "../../../app/cli/render/render-entry.ts";
import { createRenderState } from "../../../app/cli/render/render-state.ts";
import type { Fact } from "../../../runtime/core/facts.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";

const messageId = "11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
const subscriptionArn = "arn:aws:sns:us-east-1:000000000000:events:983aaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
const toQueue = { subscriptionArn, protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:000000000000:orders" };
const toHook = { subscriptionArn, protocol: "http", endpoint: "http://127.0.0.1:3000/hook" };

function printed(fact: Fact): string | undefined {
  const journal = new Journal(new VirtualClock());
  const entry = journal.get(journal.record(fact));
  const state = createRenderState((_format, text) => text, "UTC");
  return entry && renderEntry(entry, state);
}

// Endpoints go by their names: nobody knows a subscription by its UUID.
test.each<[string, Fact, string]>([
  [
    "a message that a filter policy keeps from a queue",
    { kind: "sns.messageFilteredOut", ...toQueue, messageId, reason: '`kind` is missing, wants "json"' },
    '00:00:00.000  11111111  events        filtered   for orders: `kind` is missing, wants "json"',
  ],
  [
    "a message for a phone that has opted out",
    {
      kind: "sns.messageFilteredOut",
      subscriptionArn: "+12345678",
      protocol: "sms",
      endpoint: "+12345678",
      messageId,
      reason: "the phone number has opted out",
    },
    "00:00:00.000  11111111  +12345678     filtered   for +12345678: the phone number has opted out",
  ],
  [
    "a delivery that failed",
    { kind: "sns.deliveryFailed", ...toQueue, messageId, attempt: 1, reason: "The queue does not exist." },
    "00:00:00.000  11111111  events        failed     to orders, attempt 1: The queue does not exist; the last attempt",
  ],
  [
    "a subscription that is confirmed",
    { kind: "sns.subscriptionConfirmed", ...toHook },
    "00:00:00.000            events        confirmed  by http://127.0.0.1:3000/hook",
  ],
  [
    "a subscription that is changed",
    { kind: "sns.subscriptionAttributesSet", ...toQueue, attributes: ["FilterPolicy"] },
    "00:00:00.000            events        changed    for orders: FilterPolicy",
  ],
  [
    "a subscription that ends",
    { kind: "sns.unsubscribed", ...toQueue, reason: "unsubscribed" },
    "00:00:00.000            events        left       by orders: unsubscribed",
  ],
])("%s", (_, fact, line) => {
  expect(printed(fact)).toBe(line);
});
