import type { AwsError } from "../core/errors.ts";
import { type DeliveryPolicy, parseTopicDeliveryPolicy } from "./delivery-policy.ts";
import { parseObject } from "./json.ts";
import { ARCHIVE_RETENTION_DAYS, DISPLAY_NAME_LENGTH, inRange, MAXIMUM_MESSAGE_SIZE } from "./limits.ts";
import { checkPolicy } from "./permissions.ts";

/** Makes the refusal of one attribute; CreateTopic and SetTopicAttributes begin their sentences differently. */
export type Refuse = (what: string) => AwsError;

/** A topic's attributes as they were set, and what they mean. Never changed: a new one is made. */
export interface TopicSettings {
  /** As they were given, without those that were unset. */
  readonly texts: Readonly<Record<string, string>>;
  readonly isFifo: boolean;
  readonly contentBasedDeduplication: boolean;
  readonly fifoThroughputScope: "Topic" | "MessageGroup";
  readonly displayName: string;
  readonly signatureVersion: "1" | "2";
  /** Bytes; `undefined` when it was not set. */
  readonly maximumMessageSize: number | undefined;
  readonly deliveryPolicy: DeliveryPolicy | undefined;
  /** Days; `undefined` when the topic has no archive. */
  readonly archiveRetentionDays: number | undefined;
}

type Check = (value: string, refuse: Refuse) => void;

interface Rule {
  readonly check: Check;
  readonly fifoOnly?: true;
}

const BOOLEAN = /^(?:true|false)$/i;

function oneOf(name: string, values: readonly string[]): Check {
  return (value, refuse) => {
    if (!values.includes(value)) throw refuse(name);
  };
}

function matching(name: string, pattern: RegExp): Check {
  return (value, refuse) => {
    if (!pattern.test(value)) throw refuse(name);
  };
}

const anything: Check = () => undefined;

function feedbackRules(): [string, Rule][] {
  return ["HTTP", "Firehose", "Lambda", "Application", "SQS"].flatMap((protocol): [string, Rule][] => [
    [`${protocol}SuccessFeedbackRoleArn`, { check: anything }],
    [
      `${protocol}SuccessFeedbackSampleRate`,
      { check: matching(`${protocol}SuccessFeedbackSampleRate`, /^(?:100|\d{1,2})?$/) },
    ],
    [`${protocol}FailureFeedbackRoleArn`, { check: anything }],
  ]);
}

/** Every attribute that can be set. https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ["ArchivePolicy", { check: checkArchivePolicy, fifoOnly: true }],
  ["ContentBasedDeduplication", { check: matching("ContentBasedDeduplication", BOOLEAN), fifoOnly: true }],
  ["DeliveryPolicy", { check: (value, refuse) => void readDeliveryPolicy(value, refuse) }],
  ["DisplayName", { check: checkDisplayName }],
  ["FifoThroughputScope", { check: oneOf("FifoThroughputScope", ["Topic", "MessageGroup"]), fifoOnly: true }],
  ["FifoTopic", { check: matching("FifoTopic", BOOLEAN) }],
  ["KmsMasterKeyId", { check: anything }],
  ["MaximumMessageSize", { check: checkMaximumMessageSize }],
  ["Policy", { check: checkTopicPolicy }],
  ["SignatureVersion", { check: oneOf("SignatureVersion", ["1", "2"]) }],
  ["TracingConfig", { check: oneOf("TracingConfig", ["PassThrough", "Active"]) }],
  ...feedbackRules(),
]);

/** Settings of a topic that is made. */
export function newTopicSettings(attributes: Readonly<Record<string, string>>, refuse: Refuse): TopicSettings {
  const isFifo = attributes["FifoTopic"]?.toLowerCase() === "true";
  for (const [name, value] of Object.entries(attributes)) {
    const rule = RULES.get(name);
    if (rule === undefined) throw refuse(`Unknown attribute ${name}`);
    if (rule.fifoOnly === true && !isFifo) throw refuse(`${name} can only be set for FIFO topics`);
    rule.check(value, refuse);
  }
  // AWS does not keep an explicit "false" (recorded: topic_get_attributes_with_fifo_false).
  const { FifoTopic: _, ...texts } = attributes;
  return toSettings(isFifo ? { ...texts, FifoTopic: "true" } : texts, refuse);
}

/** Settings with one attribute changed; an empty value unsets it. */
export function changeTopicSettings(
  settings: TopicSettings,
  name: string,
  value: string,
  refuse: Refuse,
): TopicSettings {
  const rule = RULES.get(name);
  // Recorded: "AttributeName" also for FifoTopic, which is fixed when the topic is made.
  if (rule === undefined || name === "FifoTopic") throw refuse("AttributeName");
  if (rule.fifoOnly === true && !settings.isFifo) throw refuse("AttributeName");
  rule.check(value, refuse);
  const { [name]: _, ...others } = settings.texts;
  return toSettings(value === "" ? others : { ...others, [name]: value }, refuse);
}

/** Whether a topic that exists is what CreateTopic asks for; attributes that are not given do not matter (recorded). */
export function fitsSettings(
  settings: TopicSettings,
  attributes: Readonly<Record<string, string>>,
  refuse: Refuse,
): boolean {
  return Object.entries(attributes).every(([name, given]) => {
    const value = name === "DeliveryPolicy" ? (readDeliveryPolicy(given, refuse)?.text ?? "") : given;
    const current = settings.texts[name] ?? DEFAULTS[name] ?? "";
    return BOOLEAN.test(value) ? current.toLowerCase() === value.toLowerCase() : current === value;
  });
}

const DEFAULTS: Readonly<Record<string, string>> = {
  ContentBasedDeduplication: "false",
  FifoTopic: "false",
  FifoThroughputScope: "Topic",
  SignatureVersion: "1",
  TracingConfig: "PassThrough",
};

function toSettings(texts: Readonly<Record<string, string>>, refuse: Refuse): TopicSettings {
  const size = texts["MaximumMessageSize"];
  const deliveryPolicy = readDeliveryPolicy(texts["DeliveryPolicy"] ?? "", refuse);
  return {
    texts: deliveryPolicy === undefined ? texts : { ...texts, DeliveryPolicy: deliveryPolicy.text },
    isFifo: texts["FifoTopic"] === "true",
    contentBasedDeduplication: texts["ContentBasedDeduplication"]?.toLowerCase() === "true",
    fifoThroughputScope: texts["FifoThroughputScope"] === "MessageGroup" ? "MessageGroup" : "Topic",
    displayName: texts["DisplayName"] ?? "",
    signatureVersion: texts["SignatureVersion"] === "2" ? "2" : "1",
    maximumMessageSize: size === undefined ? undefined : Number(size),
    deliveryPolicy,
    archiveRetentionDays: retentionOf(texts["ArchivePolicy"]),
  };
}

function readDeliveryPolicy(value: string, refuse: Refuse): DeliveryPolicy | undefined {
  if (value === "") return undefined;
  return parseTopicDeliveryPolicy(value, (reason) => refuse(`DeliveryPolicy: ${reason}`));
}

function checkTopicPolicy(value: string, refuse: Refuse): void {
  if (value !== "") checkPolicy(value, refuse);
}

function checkDisplayName(value: string, refuse: Refuse): void {
  if (value.length > DISPLAY_NAME_LENGTH) throw refuse("DisplayName");
}

function checkMaximumMessageSize(value: string, refuse: Refuse): void {
  if (!/^\d+$/.test(value) || !inRange(Number(value), MAXIMUM_MESSAGE_SIZE)) throw refuse("MaximumMessageSize");
}

/**
 * `{"MessageRetentionPeriod": "30"}`; `{}` ends archiving, an empty text is refused (terraform-provider-aws issue 38885). The sentences
 * are ours.
 */
function checkArchivePolicy(value: string, refuse: Refuse): void {
  const policy = parseObject(value);
  if (policy === undefined) throw refuse("ArchivePolicy: failed to parse JSON.");
  const days = policy["MessageRetentionPeriod"];
  if (days === undefined && Object.keys(policy).length === 0) return;
  if (!/^\d+$/.test(String(days)) || !inRange(Number(days), ARCHIVE_RETENTION_DAYS)) throw refuse("ArchivePolicy");
}

function retentionOf(text: string | undefined): number | undefined {
  const days = text === undefined ? undefined : parseObject(text)?.["MessageRetentionPeriod"];
  return days === undefined ? undefined : Number(days);
}
