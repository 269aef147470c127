import type { SnsProtocol } from "../core/deliver.ts";

export type BackoffFunction = "linear" | "arithmetic" | "geometric" | "exponential";

/**
 * When a failed delivery is tried again, in AWS's own members; delays are seconds.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
export interface RetryPolicy {
  readonly minDelayTarget: number;
  readonly maxDelayTarget: number;
  /** All phases together; the backoff phase gets what the others leave. */
  readonly numRetries: number;
  readonly numMaxDelayRetries: number;
  readonly numNoDelayRetries: number;
  readonly numMinDelayRetries: number;
  readonly backoffFunction: BackoffFunction;
}

/** 100,015 attempts over 23 days, the first one included: the last phase is one shorter than the guide's table of retries. */
const AWS_MANAGED: RetryPolicy = {
  minDelayTarget: 1,
  maxDelayTarget: 20,
  numRetries: 100_014,
  numMaxDelayRetries: 99_999,
  numNoDelayRetries: 3,
  numMinDelayRetries: 2,
  backoffFunction: "exponential",
};

/** 50 attempts over 6 hours. */
const CUSTOMER_MANAGED: RetryPolicy = {
  minDelayTarget: 10,
  maxDelayTarget: 600,
  numRetries: 49,
  numMaxDelayRetries: 37,
  numNoDelayRetries: 0,
  numMinDelayRetries: 2,
  backoffFunction: "exponential",
};

/** What AWS does for `protocol`; HTTP/S endpoints have policies of their own. */
export function fixedRetryPolicy(protocol: Exclude<SnsProtocol, "http" | "https">): RetryPolicy {
  return protocol === "sqs" || protocol === "lambda" || protocol === "firehose" ? AWS_MANAGED : CUSTOMER_MANAGED;
}

/**
 * How long to wait before a retry, in whole milliseconds; `undefined` when there is none.
 *
 * @param retry counts from 1: the first retry follows the first attempt
 */
export function retryDelayMs(policy: RetryPolicy, retry: number): number | undefined {
  if (retry > policy.numRetries) return undefined;
  return Math.round(delaySeconds(policy, retry) * 1000);
}

function delaySeconds(policy: RetryPolicy, retry: number): number {
  const { numNoDelayRetries, numMinDelayRetries, numMaxDelayRetries, numRetries } = policy;
  if (retry <= numNoDelayRetries) return 0;
  const step = retry - numNoDelayRetries - numMinDelayRetries;
  if (step <= 0) return policy.minDelayTarget;
  const steps = numRetries - numNoDelayRetries - numMinDelayRetries - numMaxDelayRetries;
  return step > steps ? policy.maxDelayTarget : backoffSeconds(policy, step, steps);
}

/**
 * The guide draws the four functions from the least to the greatest delay and gives no formula. Ours: equal steps, growing steps,
 * equal ratios, and doubling.
 *
 * @param step 1 to `steps`
 */
function backoffSeconds(policy: RetryPolicy, step: number, steps: number): number {
  const { minDelayTarget: least, maxDelayTarget: greatest } = policy;
  const progress = steps === 1 ? 0 : (step - 1) / (steps - 1);
  const curves: Readonly<Record<BackoffFunction, number>> = {
    linear: least + (greatest - least) * progress,
    arithmetic: least + ((greatest - least) * progress * (progress + 1)) / 2,
    geometric: least * (greatest / least) ** progress,
    exponential: Math.min(greatest, least * 2 ** (step - 1)),
  };
  return curves[policy.backoffFunction];
}

/** Seconds from the first attempt to the last. */
export function totalRetrySeconds(policy: RetryPolicy): number {
  let total = 0;
  for (let retry = 1; retry <= policy.numRetries; retry++) total += delaySeconds(policy, retry);
  return total;
}
