/**
 * Delivery policies of HTTP/S endpoints: how a topic and a subscription write them, and what holds in the end.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html#creating-delivery-policy
 */
import type { AwsError } from "../core/errors.ts";
import { isObject, parseObject } from "./json.ts";
import { inRange, type Range } from "./limits.ts";
import { type BackoffFunction, type RetryPolicy, totalRetrySeconds } from "./retry-schedule.ts";

/** What one policy document says, under the names that a subscription's has. */
export interface DeliveryPolicy {
  /** As AWS gives it back: in its own order, with what it adds (recorded: topic_delivery_policy_crud, subscribe_external_http_endpoint_content_type). */
  readonly text: string;
  readonly retry: Partial<RetryPolicy> | undefined;
  /** Deliveries per second to one subscription. */
  readonly maxReceivesPerSecond: number | undefined;
  readonly headerContentType: string | undefined;
  /** A topic's only: its subscriptions' own policies do not count. */
  readonly disableSubscriptionOverrides: boolean;
}

/** What holds for one subscription. */
export interface EffectiveDeliveryPolicy {
  readonly retry: RetryPolicy;
  readonly maxReceivesPerSecond: number | undefined;
  readonly headerContentType: string;
}

type Refuse = (reason: string) => AwsError;

const DEFAULT_RETRY: RetryPolicy = {
  minDelayTarget: 20,
  maxDelayTarget: 20,
  numRetries: 3,
  numMaxDelayRetries: 0,
  numNoDelayRetries: 0,
  numMinDelayRetries: 0,
  backoffFunction: "linear",
};
const DEFAULT_CONTENT_TYPE = "text/plain; charset=UTF-8";

const NUMBERS: Readonly<Record<Exclude<keyof RetryPolicy, "backoffFunction">, Range>> = {
  minDelayTarget: { min: 1, max: 3600 },
  maxDelayTarget: { min: 1, max: 3600 },
  numRetries: { min: 0, max: 100 },
  numMaxDelayRetries: { min: 0, max: 100 },
  numNoDelayRetries: { min: 0, max: 100 },
  numMinDelayRetries: { min: 0, max: 100 },
};
const BACKOFF_FUNCTIONS: ReadonlySet<unknown> = new Set<BackoffFunction>([
  "linear",
  "arithmetic",
  "geometric",
  "exponential",
]);
/** Seconds; a hard limit for HTTP/S. */
const LONGEST_RETRY_SECONDS = 3600;

/** Reads a topic's `DeliveryPolicy`: `{"http": {"defaultHealthyRetryPolicy": ...}}`. The reasons are ours but for the JSON one. */
export function parseTopicDeliveryPolicy(text: string, refuse: Refuse): DeliveryPolicy {
  const policy = parsePolicy(text, refuse);
  const http = memberOf(policy, "http", refuse) ?? {};
  const said = {
    retry: retryOf(http, "defaultHealthyRetryPolicy", refuse),
    maxReceivesPerSecond: throttleOf(http, "defaultThrottlePolicy", refuse),
    headerContentType: contentTypeOf(http, "defaultRequestPolicy", refuse),
    disableSubscriptionOverrides: http["disableSubscriptionOverrides"] === true,
  };
  return { ...said, text: topicPolicyText(said) };
}

/** Reads a subscription's `DeliveryPolicy`: `{"healthyRetryPolicy": ...}`. */
export function parseSubscriptionDeliveryPolicy(text: string, refuse: Refuse): DeliveryPolicy {
  const policy = parsePolicy(text, refuse);
  const said = {
    retry: retryOf(policy, "healthyRetryPolicy", refuse),
    maxReceivesPerSecond: throttleOf(policy, "throttlePolicy", refuse),
    headerContentType: contentTypeOf(policy, "requestPolicy", refuse),
    disableSubscriptionOverrides: false,
  };
  return { ...said, text: subscriptionPolicyText(said) };
}

type Said = Omit<DeliveryPolicy, "text">;

/** What was not said is left out, but `disableSubscriptionOverrides`. */
function topicPolicyText({
  retry,
  maxReceivesPerSecond,
  headerContentType,
  disableSubscriptionOverrides,
}: Said): string {
  return JSON.stringify({
    http: {
      defaultHealthyRetryPolicy: retry && inOrder(retry, undefined),
      disableSubscriptionOverrides,
      defaultThrottlePolicy: maxReceivesPerSecond === undefined ? undefined : { maxReceivesPerSecond },
      defaultRequestPolicy: headerContentType === undefined ? undefined : { headerContentType },
    },
  });
}

/** What was not said is `null`. */
function subscriptionPolicyText({ retry, maxReceivesPerSecond, headerContentType }: Said): string {
  return JSON.stringify({
    healthyRetryPolicy: retry === undefined ? null : inOrder(retry, null),
    sicklyRetryPolicy: null,
    throttlePolicy: maxReceivesPerSecond === undefined ? null : { maxReceivesPerSecond },
    requestPolicy: headerContentType === undefined ? null : { headerContentType },
    guaranteed: false,
  });
}

/** All members in AWS's order; `missing` stands for those that were not given. */
function inOrder(retry: Partial<RetryPolicy>, missing: null | undefined): Readonly<Record<string, unknown>> {
  const names = Object.keys(DEFAULT_RETRY) as (keyof RetryPolicy)[];
  return Object.fromEntries(names.map((name) => [name, retry[name] ?? missing]));
}

export function effectivePolicy(
  topic: DeliveryPolicy | undefined,
  subscription: DeliveryPolicy | undefined,
): EffectiveDeliveryPolicy {
  // The first that says something: the subscription's, unless the topic forbids it, then the topic's.
  const policies = topic?.disableSubscriptionOverrides === true ? [topic] : [subscription, topic];
  const first = <T>(read: (policy: DeliveryPolicy) => T | undefined): T | undefined => {
    for (const policy of policies) {
      const said = policy && read(policy);
      if (said !== undefined) return said;
    }
    return undefined;
  };
  return {
    retry: { ...DEFAULT_RETRY, ...first(({ retry }) => retry) },
    maxReceivesPerSecond: first(({ maxReceivesPerSecond }) => maxReceivesPerSecond),
    headerContentType: first(({ headerContentType }) => headerContentType) ?? DEFAULT_CONTENT_TYPE,
  };
}

/** A topic's `EffectiveDeliveryPolicy`, in the order of AWS's members (recorded). */
export function formatTopicEffectivePolicy(topic: DeliveryPolicy | undefined): string {
  const { retry, maxReceivesPerSecond, headerContentType } = effectivePolicy(topic, undefined);
  return JSON.stringify({
    http: {
      defaultHealthyRetryPolicy: retry,
      disableSubscriptionOverrides: topic?.disableSubscriptionOverrides ?? false,
      ...(maxReceivesPerSecond === undefined ? undefined : { defaultThrottlePolicy: { maxReceivesPerSecond } }),
      defaultRequestPolicy: { headerContentType },
    },
  });
}

/** A subscription's; its form is the guide's. */
export function formatSubscriptionEffectivePolicy(policy: EffectiveDeliveryPolicy): string {
  const { retry, maxReceivesPerSecond, headerContentType } = policy;
  return JSON.stringify({
    healthyRetryPolicy: retry,
    sicklyRetryPolicy: null,
    throttlePolicy: maxReceivesPerSecond === undefined ? null : { maxReceivesPerSecond },
    requestPolicy: { headerContentType },
    guaranteed: false,
  });
}

function parsePolicy(text: string, refuse: Refuse): Readonly<Record<string, unknown>> {
  const policy = parseObject(text);
  if (policy === undefined) throw refuse("failed to parse JSON.");
  return policy;
}

function memberOf(
  owner: Readonly<Record<string, unknown>>,
  name: string,
  refuse: Refuse,
): Readonly<Record<string, unknown>> | undefined {
  const member = owner[name];
  if (member === undefined || member === null) return undefined;
  if (!isObject(member)) throw refuse(`${name} must be a JSON object`);
  return member;
}

function retryOf(
  owner: Readonly<Record<string, unknown>>,
  name: string,
  refuse: Refuse,
): Partial<RetryPolicy> | undefined {
  const given = memberOf(owner, name, refuse);
  if (given === undefined) return undefined;
  for (const [member, range] of Object.entries(NUMBERS)) {
    const value = given[member];
    if (value === undefined || value === null) continue;
    if (typeof value !== "number" || !Number.isInteger(value) || !inRange(value, range)) {
      throw refuse(`${name}.${member} must be a whole number between ${range.min} and ${range.max}`);
    }
  }
  const { backoffFunction } = given;
  if (backoffFunction !== undefined && backoffFunction !== null && !BACKOFF_FUNCTIONS.has(backoffFunction)) {
    throw refuse(`${name}.backoffFunction must be linear, arithmetic, geometric or exponential`);
  }
  const set = Object.entries(given).filter(([member, value]) => member in DEFAULT_RETRY && value !== null);
  const retry: Partial<RetryPolicy> = Object.fromEntries(set);
  checkTogether({ ...DEFAULT_RETRY, ...retry }, name, refuse);
  return retry;
}

function checkTogether(retry: RetryPolicy, name: string, refuse: Refuse): void {
  const { numNoDelayRetries, numMinDelayRetries, numMaxDelayRetries, numRetries } = retry;
  if (retry.minDelayTarget > retry.maxDelayTarget) {
    throw refuse(`${name}.minDelayTarget must be less than or equal to maxDelayTarget`);
  }
  if (numNoDelayRetries + numMinDelayRetries + numMaxDelayRetries > numRetries) {
    throw refuse(`${name}.numRetries must be at least the sum of the phases' retries`);
  }
  if (totalRetrySeconds(retry) > LONGEST_RETRY_SECONDS) {
    throw refuse(`${name}: the total retry time must not exceed ${LONGEST_RETRY_SECONDS} seconds`);
  }
}

function throttleOf(owner: Readonly<Record<string, unknown>>, name: string, refuse: Refuse): number | undefined {
  const value = memberOf(owner, name, refuse)?.["maxReceivesPerSecond"];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1) {
    throw refuse(`${name}.maxReceivesPerSecond must be at least 1`);
  }
  return value;
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html: what `headerContentType` may be. */
const CONTENT_TYPES: ReadonlySet<string> = new Set([
  "application/json",
  "application/octet-stream",
  "application/soap+xml",
  "application/x-www-form-urlencoded",
  "application/xml",
  "text/css",
  "text/csv",
  "text/html",
  "text/plain",
  "text/xml",
]);

function contentTypeOf(owner: Readonly<Record<string, unknown>>, name: string, refuse: Refuse): string | undefined {
  const value = memberOf(owner, name, refuse)?.["headerContentType"];
  if (value === undefined || value === null) return undefined;
  const type = typeof value === "string" ? (value.split(";")[0] ?? "").trim() : "";
  if (typeof value !== "string" || !CONTENT_TYPES.has(type)) throw refuse(`${name}.headerContentType is not supported`);
  return value;
}
