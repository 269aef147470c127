import fc from "fast-check";
import { expect, test } from "vitest";
import type { DeliveryOutcome, SnsDelivery } from "../../../runtime/core/deliver.ts";
import { QUEUE_ARN, type SnsCaller, snsCaller } from "../../conformance/sns/sns-caller.ts";

interface Publish {
  readonly group: string;
  readonly deduplicationId: string;
  /** Milliseconds that pass before it. */
  readonly afterMs: number;
}

interface Numbered {
  readonly group: string;
  readonly number: string;
}

const MINUTE_MS = 60_000;
const GROUPS = ["a", "b", "c"];
const ENDPOINTS = [`${QUEUE_ARN}-1`, `${QUEUE_ARN}-2.fifo`];

const publishes: fc.Arbitrary<Publish[]> = fc.array(
  fc.record({
    group: fc.constantFrom(...GROUPS),
    deduplicationId: fc.constantFrom("1", "2", "3", "4", "5"),
    afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 * MINUTE_MS })),
  }),
  { maxLength: 40 },
);

const DELIVERED: DeliveryOutcome = { kind: "delivered" };
const FAILED: DeliveryOutcome = { kind: "failed", clientError: false, reason: "503" };

/** What becomes of the attempts, in turn; when they are used up, everything arrives. */
const plans = fc.array(fc.record({ outcome: fc.constantFrom(DELIVERED, FAILED), isLate: fc.boolean() }), {
  maxLength: 60,
});

/** Keeps what arrived at each endpoint. */
class Endpoints {
  readonly #arrived = new Map<string, Numbered[]>();

  take({ subscription, notification }: SnsDelivery): void {
    if (notification.type !== "Notification") return;
    const { messageGroupId: group = "", sequenceNumber: number = "" } = notification.fifo ?? {};
    const there = this.#arrived.get(subscription.endpoint) ?? [];
    this.#arrived.set(subscription.endpoint, [...there, { group, number }]);
  }

  at(endpoint: string): readonly Numbered[] {
    return this.#arrived.get(endpoint) ?? [];
  }
}

function callerWith(plan: readonly { outcome: DeliveryOutcome; isLate: boolean }[], endpoints: Endpoints): SnsCaller {
  const left = [...plan];
  return snsCaller((delivery) => {
    const { outcome = DELIVERED, isLate = false } = left.shift() ?? {};
    const arrive = (): DeliveryOutcome => {
      if (outcome.kind === "delivered") endpoints.take(delivery);
      return outcome;
    };
    return isLate ? Promise.resolve().then(arrive) : arrive();
  });
}

/** A naive topic: when each id was last accepted, and the accepted messages in order. */
class NaiveTopic {
  readonly accepted: Numbered[] = [];
  readonly #acceptedAt = new Map<string, number>();

  /** @returns whether `number` is one that the topic may answer with */
  publish(id: string, group: string, number: string, now: number): boolean {
    const known = this.accepted.some((message) => message.number === number);
    if (now - (this.#acceptedAt.get(id) ?? -Infinity) < 5 * MINUTE_MS) return known;
    this.#acceptedAt.set(id, now);
    this.accepted.push({ group, number });
    return !known && /^\d{20}$/.test(number);
  }
}

function numbersOf(messages: readonly Numbered[], group: string): string[] {
  return messages.filter((message) => message.group === group).map(({ number }) => number);
}

test("every subscription gets each message of a group once and in order, whatever fails on the way", async () => {
  await fc.assert(
    fc.asyncProperty(publishes, plans, fc.boolean(), async (steps, plan, isByGroup) => {
      const endpoints = new Endpoints();
      const naive = new NaiveTopic();
      const aws = callerWith(plan, endpoints);
      const FifoThroughputScope = isByGroup ? "MessageGroup" : "Topic";
      const TopicArn = await aws.topic("topic.fifo", { FifoTopic: "true", FifoThroughputScope });
      for (const Endpoint of ENDPOINTS) await aws.call("Subscribe", { TopicArn, Protocol: "sqs", Endpoint });

      for (const { group, deduplicationId, afterMs } of steps) {
        await aws.clock.advanceAsync(afterMs);
        const ids = { MessageGroupId: group, MessageDeduplicationId: deduplicationId };
        const { SequenceNumber: number = "" } = await aws.call("Publish", { TopicArn, Message: "x", ...ids });
        const id = isByGroup ? `${group} ${deduplicationId}` : deduplicationId;
        expect(naive.publish(id, group, number, aws.clock.now())).toBe(true);
      }
      await aws.clock.advanceAsync(60 * MINUTE_MS);

      for (const endpoint of ENDPOINTS) {
        for (const group of GROUPS) {
          expect(numbersOf(endpoints.at(endpoint), group)).toEqual(numbersOf(naive.accepted, group));
        }
      }
      const numbers = naive.accepted.map(({ number }) => number);
      expect(numbers).toEqual(numbers.toSorted());
      expect(aws.clock.pending).toBe(0);
    }),
    { numRuns: 100 },
  );
});
