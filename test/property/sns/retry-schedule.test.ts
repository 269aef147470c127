import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effectivePolicy, parseSubscriptionDeliveryPolicy } from "../../../runtime/sns/delivery-policy.ts";
import {
  fixedRetryPolicy,
  type RetryPolicy,
  retryDelayMs,
  totalRetrySeconds,
} from "../../../runtime/sns/retry-schedule.ts";

const policies: fc.Arbitrary<RetryPolicy> = fc
  .record({
    minDelayTarget: fc.integer({ min: 1, max: 300 }),
    extraDelay: fc.integer({ min: 0, max: 300 }),
    numNoDelayRetries: fc.integer({ min: 0, max: 5 }),
    numMinDelayRetries: fc.integer({ min: 0, max: 5 }),
    backoffRetries: fc.integer({ min: 0, max: 10 }),
    numMaxDelayRetries: fc.integer({ min: 0, max: 5 }),
    backoffFunction: fc.constantFrom(
      "linear" as const,
      "arithmetic" as const,
      "geometric" as const,
      "exponential" as const,
    ),
  })
  .map(({ extraDelay, backoffRetries, ...policy }) => ({
    ...policy,
    maxDelayTarget: policy.minDelayTarget + extraDelay,
    numRetries: policy.numNoDelayRetries + policy.numMinDelayRetries + backoffRetries + policy.numMaxDelayRetries,
  }));

function delaysOf(policy: RetryPolicy): number[] {
  const delays: number[] = [];
  for (let retry = 1; ; retry++) {
    const delayMs = retryDelayMs(policy, retry);
    if (delayMs === undefined) return delays;
    delays.push(delayMs / 1000);
  }
}

describe("the delays of a retry policy", () => {
  test("never shrink, keep to their phases, and are as many as it says", () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const delays = delaysOf(policy);
        const { numNoDelayRetries: none, numMinDelayRetries: least, numMaxDelayRetries: greatest } = policy;

        expect(delays).toHaveLength(policy.numRetries);
        expect(delays).toEqual(delays.toSorted((a, b) => a - b));
        expect(delays.slice(0, none).every((delay) => delay === 0)).toBe(true);
        expect(delays.slice(none, none + least).every((delay) => delay === policy.minDelayTarget)).toBe(true);
        expect(
          delays.slice(delays.length - greatest).every((delay) => greatest === 0 || delay === policy.maxDelayTarget),
        ).toBe(true);
        for (const delay of delays.slice(none)) {
          expect(delay).toBeGreaterThanOrEqual(policy.minDelayTarget);
          expect(delay).toBeLessThanOrEqual(policy.maxDelayTarget);
        }
        expect(totalRetrySeconds(policy)).toBeCloseTo(
          delays.reduce((sum, delay) => sum + delay, 0),
          1,
        );
      }),
    );
  });

  test("are taken over from a policy document, when they are over within an hour", () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const text = JSON.stringify({ healthyRetryPolicy: policy });
        fc.pre(totalRetrySeconds(policy) <= 3600);
        const read = (): unknown =>
          effectivePolicy(
            undefined,
            parseSubscriptionDeliveryPolicy(text, (reason) => new Error(reason) as never),
          ).retry;

        expect(read()).toEqual(policy);
      }),
    );
  });

  test("a policy that goes on for more than an hour is refused", () => {
    const retry = { minDelayTarget: 60, maxDelayTarget: 61, numRetries: 60 };
    const text = JSON.stringify({ healthyRetryPolicy: retry });

    expect(() => parseSubscriptionDeliveryPolicy(text, (reason) => new Error(reason) as never)).toThrow(
      "healthyRetryPolicy: the total retry time must not exceed 3600 seconds",
    );
  });

  test.each([
    ["sqs", 100_014, 23],
    ["lambda", 100_014, 23],
    ["email", 49, 0.25],
    ["sms", 49, 0.25],
    ["application", 49, 0.25],
  ] as const)("%s: %i retries, over %s days", (protocol, retries, days) => {
    const policy = fixedRetryPolicy(protocol);

    expect(delaysOf(policy)).toHaveLength(retries);
    expect(totalRetrySeconds(policy) / 86_400).toBeGreaterThan(days);
  });
});
