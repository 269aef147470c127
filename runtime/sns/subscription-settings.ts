import { parseArn } from "../core/arn.ts";
import type { SnsProtocol } from "../core/deliver.ts";
import type { AwsError } from "../core/errors.ts";
import { compileFilterPolicy, type FilterPolicyScope } from "../core/pattern/filter-policy.ts";
import { unreadableJson } from "../core/unreadable-json.ts";
import { type DeliveryPolicy, parseSubscriptionDeliveryPolicy } from "./delivery-policy.ts";
import type { SubscriptionFilter } from "./filter.ts";
import { parseObject } from "./json.ts";
import { parseReplayPolicy, type ReplayPolicy } from "./replay-policy.ts";

/** Makes the refusal of one attribute; Subscribe and SetSubscriptionAttributes begin their sentences differently. */
export type Refuse = (what: string) => AwsError;

/** A subscription's attributes as they were set, and what they mean. Never changed: a new one is made. */
export interface SubscriptionSettings {
  /** As they were given, without those that were unset. */
  readonly texts: Readonly<Record<string, string>>;
  readonly rawMessageDelivery: boolean;
  readonly filterPolicyScope: FilterPolicyScope;
  readonly filter: SubscriptionFilter | undefined;
  readonly deliveryPolicy: DeliveryPolicy | undefined;
  readonly deadLetterQueueArn: string | undefined;
  readonly replayPolicy: ReplayPolicy | undefined;
}

/** What an attribute's rule may know. */
export interface SubscriptionParty {
  readonly topicIsFifo: boolean;
  readonly protocol: SnsProtocol;
  readonly endpoint: string;
}

const NAMES: ReadonlySet<string> = new Set([
  "DeliveryPolicy",
  "FilterPolicy",
  "FilterPolicyScope",
  "RawMessageDelivery",
  "RedrivePolicy",
  "ReplayPolicy",
  "SubscriptionRoleArn",
]);

const NOTHING_SET: SubscriptionSettings = {
  texts: {},
  rawMessageDelivery: false,
  filterPolicyScope: "MessageAttributes",
  filter: undefined,
  deliveryPolicy: undefined,
  deadLetterQueueArn: undefined,
  replayPolicy: undefined,
};

export function newSubscriptionSettings(
  attributes: Readonly<Record<string, string>>,
  party: SubscriptionParty,
  refuse: Refuse,
): SubscriptionSettings {
  // The scope first: it decides which filter policies are valid.
  const names = Object.keys(attributes).toSorted(
    (a, b) => Number(b === "FilterPolicyScope") - Number(a === "FilterPolicyScope"),
  );
  return names.reduce<SubscriptionSettings>(
    (settings, name) => changeSubscriptionSettings(settings, [name, attributes[name] ?? ""], party, refuse),
    NOTHING_SET,
  );
}

/**
 * Settings with one attribute changed. A value that is missing or empty unsets it, but an empty RedrivePolicy is refused: "the AWS API
 * requires a non-empty string value or nil for the RedrivePolicy attribute" (terraform-provider-aws, topic_subscription.go).
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
 */
export function changeSubscriptionSettings(
  settings: SubscriptionSettings,
  [name, given]: readonly [name: string, value: string | undefined],
  party: SubscriptionParty,
  refuse: Refuse,
): SubscriptionSettings {
  if (!NAMES.has(name)) throw refuse("AttributeName");
  const value = given ?? "";
  if (name === "RedrivePolicy" && given === "") throw notJson(name, given, refuse);
  const meaning = meaningOf(settings, [name, value], party, refuse);
  const { [name]: _, ...others } = settings.texts;
  return {
    ...settings,
    ...meaning,
    texts: isRemoved(name, value) ? others : { ...others, [name]: shown(value, name, meaning) },
  };
}

/** `{}` removes a filter policy: https://docs.aws.amazon.com/sns/latest/dg/message-filtering-policy-remove.html */
function isRemoved(name: string, value: string): boolean {
  return value === "" || (name === "FilterPolicy" && isUnset(value));
}

/** An attribute as it is given back. */
function shown(value: string, name: string, { deliveryPolicy }: Partial<SubscriptionSettings>): string {
  if (name === "RawMessageDelivery") return value.toLowerCase();
  return deliveryPolicy?.text ?? value;
}

/** Whether a subscription that exists is what Subscribe asks for; what is not given does not matter. */
export function fitsSubscription(settings: SubscriptionSettings, wanted: SubscriptionSettings): boolean {
  return Object.entries(wanted.texts).every(([name, value]) => (settings.texts[name] ?? DEFAULTS[name]) === value);
}

const DEFAULTS: Readonly<Record<string, string>> = {
  FilterPolicyScope: "MessageAttributes",
  RawMessageDelivery: "false",
};

function meaningOf(
  settings: SubscriptionSettings,
  [name, value]: readonly [string, string],
  party: SubscriptionParty,
  refuse: Refuse,
): Partial<SubscriptionSettings> {
  switch (name) {
    case "RawMessageDelivery":
      return { rawMessageDelivery: readRaw(value, party, refuse) };
    case "FilterPolicyScope":
      return readScope(settings, value, refuse);
    case "FilterPolicy":
      return { filter: readFilter(value, settings.filterPolicyScope, refuse) };
    case "DeliveryPolicy":
      return { deliveryPolicy: value === "" ? undefined : readDeliveryPolicy(value, refuse) };
    case "RedrivePolicy":
      return { deadLetterQueueArn: value === "" ? undefined : readRedrivePolicy(value, party, refuse) };
    case "ReplayPolicy":
      return { replayPolicy: isUnset(value) ? undefined : readReplayPolicy(value, party, refuse) };
    default:
      return {};
  }
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html */
const RAW_PROTOCOLS: ReadonlySet<SnsProtocol> = new Set<SnsProtocol>(["sqs", "http", "https", "firehose"]);

/**
 * The sentence about protocols is quoted in public (aws-controllers-k8s/community issue 2192), and that `false` is refused as well
 * (cloudformation-coverage-roadmap issue 399).
 */
function readRaw(value: string, { protocol }: SubscriptionParty, refuse: Refuse): boolean {
  const lower = value.toLowerCase();
  if (lower !== "true" && lower !== "false") {
    throw refuse(`RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
  }
  if (!RAW_PROTOCOLS.has(protocol))
    throw refuse(`Delivery protocol [${protocol}] does not support raw message delivery.`);
  return lower === "true";
}

function readScope(settings: SubscriptionSettings, value: string, refuse: Refuse): Partial<SubscriptionSettings> {
  if (value !== "MessageAttributes" && value !== "MessageBody") {
    throw refuse(`FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`);
  }
  const policy = settings.texts["FilterPolicy"];
  return { filterPolicyScope: value, filter: policy === undefined ? undefined : readFilter(policy, value, refuse) };
}

/** An empty policy, and one without keys, filters nothing. */
function readFilter(text: string, scope: FilterPolicyScope, refuse: Refuse): SubscriptionFilter | undefined {
  if (isUnset(text)) return undefined;
  const compiled = compileFilterPolicy(text, scope);
  if (compiled.kind === "invalid") throw refuse(compiled.reason);
  return { scope, pattern: compiled.pattern };
}

function readDeliveryPolicy(value: string, refuse: Refuse): DeliveryPolicy {
  return parseSubscriptionDeliveryPolicy(value, (reason) => refuse(`DeliveryPolicy: ${reason}`));
}

/** `{"deadLetterTargetArn": ...}`. https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html */
function readRedrivePolicy(value: string, { topicIsFifo, endpoint }: SubscriptionParty, refuse: Refuse): string {
  const policy = parseObject(value);
  if (policy === undefined) throw notJson("RedrivePolicy", value, refuse);
  const target = policy["deadLetterTargetArn"];
  const arn = typeof target === "string" ? parseArn(target) : undefined;
  if (typeof target !== "string" || arn === undefined) {
    throw refuse("RedrivePolicy: deadLetterTargetArn is an invalid arn");
  }
  if (arn.service !== "sqs") throw refuse("RedrivePolicy: deadLetterTargetArn must be an SQS queue");
  if (topicIsFifo && endpoint.endsWith(".fifo") && !target.endsWith(".fifo")) {
    // The wording of August 2025.
    throw refuse("RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.");
  }
  return target;
}

function notJson(name: string, value: string, refuse: Refuse): AwsError {
  return refuse(`${name}: failed to parse JSON. ${unreadableJson(value)}`);
}

function readReplayPolicy(value: string, { topicIsFifo }: SubscriptionParty, refuse: Refuse): ReplayPolicy {
  if (!topicIsFifo) throw refuse("ReplayPolicy: only subscriptions of FIFO topics can be replayed to");
  return parseReplayPolicy(value, (reason) => refuse(`ReplayPolicy: ${reason}`));
}

/** Nothing, or `{}`: no filter, no replay. */
function isUnset(value: string): boolean {
  return value === "" || /^\s*\{\s*\}\s*$/.test(value);
}
