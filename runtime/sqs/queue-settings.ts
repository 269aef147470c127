import { invalidAttributeName, invalidAttributeValue, unknownAttribute } from "./errors.ts";
import {
  DELAY_SECONDS,
  inRange,
  KMS_DATA_KEY_REUSE_SECONDS,
  MAXIMUM_MESSAGE_SIZE,
  MESSAGE_RETENTION_SECONDS,
  type Range,
  VISIBILITY_TIMEOUT_SECONDS,
  WAIT_TIME_SECONDS,
} from "./limits.ts";
import { checkPolicy } from "./policy.ts";
import {
  formatRedrivePolicy,
  parseRedriveAllowPolicy,
  parseRedrivePolicy,
  type RedriveAllowPolicy,
  type RedrivePolicy,
} from "./redrive-policy.ts";

/** What can be set on a queue, as values; attribute names and their text stop in this file. */
export interface QueueSettings {
  readonly isFifo: boolean;
  readonly visibilityTimeoutSeconds: number;
  readonly delaySeconds: number;
  /** Bytes. */
  readonly maximumMessageSize: number;
  readonly messageRetentionSeconds: number;
  readonly receiveMessageWaitTimeSeconds: number;
  readonly redrivePolicy: RedrivePolicy | undefined;
  readonly redriveAllowPolicy: RedriveAllowPolicy | undefined;
  readonly policy: string | undefined;
  readonly sqsManagedSseEnabled: boolean;
  readonly kmsMasterKeyId: string | undefined;
  readonly kmsDataKeyReuseSeconds: number;
  readonly contentBasedDeduplication: boolean;
  readonly deduplicationScope: "queue" | "messageGroup";
  readonly fifoThroughputLimit: "perQueue" | "perMessageGroupId";
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const DEFAULT_SETTINGS: QueueSettings = {
  isFifo: false,
  visibilityTimeoutSeconds: 30,
  delaySeconds: 0,
  maximumMessageSize: MAXIMUM_MESSAGE_SIZE.max,
  messageRetentionSeconds: 345_600,
  receiveMessageWaitTimeSeconds: 0,
  redrivePolicy: undefined,
  redriveAllowPolicy: undefined,
  policy: undefined,
  sqsManagedSseEnabled: true,
  kmsMasterKeyId: undefined,
  kmsDataKeyReuseSeconds: 300,
  contentBasedDeduplication: false,
  deduplicationScope: "queue",
  fifoThroughputLimit: "perQueue",
};

/** Settings that are plain numbers. */
type NumberKey = {
  [Key in keyof QueueSettings]: QueueSettings[Key] extends number ? Key : never;
}[keyof QueueSettings];

interface AttributeRule {
  /** The change that `text` asks for. */
  readonly parse: (text: string) => Partial<QueueSettings>;
  /** What GetQueueAttributes shows; `undefined` when it leaves the attribute out. */
  readonly format: (settings: QueueSettings) => string | undefined;
}

const RULES: ReadonlyMap<string, AttributeRule> = new Map(
  Object.entries({
    VisibilityTimeout: whole("VisibilityTimeout", "visibilityTimeoutSeconds", VISIBILITY_TIMEOUT_SECONDS),
    DelaySeconds: whole("DelaySeconds", "delaySeconds", DELAY_SECONDS),
    MaximumMessageSize: whole("MaximumMessageSize", "maximumMessageSize", MAXIMUM_MESSAGE_SIZE),
    MessageRetentionPeriod: whole("MessageRetentionPeriod", "messageRetentionSeconds", MESSAGE_RETENTION_SECONDS),
    ReceiveMessageWaitTimeSeconds: whole(
      "ReceiveMessageWaitTimeSeconds",
      "receiveMessageWaitTimeSeconds",
      WAIT_TIME_SECONDS,
    ),
    RedrivePolicy: {
      parse: (text) => ({ redrivePolicy: text === "" ? undefined : parseRedrivePolicy(text) }),
      format: ({ redrivePolicy }) => redrivePolicy && formatRedrivePolicy(redrivePolicy),
    },
    RedriveAllowPolicy: {
      parse: (text) => ({ redriveAllowPolicy: text === "" ? undefined : parseRedriveAllowPolicy(text) }),
      format: ({ redriveAllowPolicy }) => redriveAllowPolicy?.text,
    },
    Policy: {
      parse: (text) => ({ policy: text === "" ? undefined : checkPolicy(text) }),
      format: ({ policy }) => policy,
    },
    SqsManagedSseEnabled: {
      parse: (text) => {
        const sqsManagedSseEnabled = parseBoolean("SqsManagedSseEnabled", text);
        return sqsManagedSseEnabled ? { sqsManagedSseEnabled, kmsMasterKeyId: undefined } : { sqsManagedSseEnabled };
      },
      format: ({ sqsManagedSseEnabled }) => String(sqsManagedSseEnabled),
    },
    KmsMasterKeyId: {
      parse: (text) =>
        text === "" ? { kmsMasterKeyId: undefined } : { kmsMasterKeyId: text, sqsManagedSseEnabled: false },
      format: ({ kmsMasterKeyId }) => kmsMasterKeyId,
    },
    KmsDataKeyReusePeriodSeconds: {
      ...whole("KmsDataKeyReusePeriodSeconds", "kmsDataKeyReuseSeconds", KMS_DATA_KEY_REUSE_SECONDS),
      format: ({ kmsMasterKeyId, kmsDataKeyReuseSeconds }) =>
        kmsMasterKeyId === undefined ? undefined : String(kmsDataKeyReuseSeconds),
    },
    FifoQueue: {
      parse: (text) => ({ isFifo: parseBoolean("FifoQueue", text) }),
      format: ({ isFifo }) => (isFifo ? "true" : undefined),
    },
    ContentBasedDeduplication: {
      parse: (text) => ({ contentBasedDeduplication: parseBoolean("ContentBasedDeduplication", text) }),
      format: ({ isFifo, contentBasedDeduplication }) => (isFifo ? String(contentBasedDeduplication) : undefined),
    },
    DeduplicationScope: {
      parse: (text) => {
        if (text !== "queue" && text !== "messageGroup") throw invalidAttributeValue("DeduplicationScope");
        return { deduplicationScope: text };
      },
      format: ({ isFifo, deduplicationScope }) => (isFifo ? deduplicationScope : undefined),
    },
    FifoThroughputLimit: {
      parse: (text) => {
        if (text !== "perQueue" && text !== "perMessageGroupId") throw invalidAttributeValue("FifoThroughputLimit");
        return { fifoThroughputLimit: text };
      },
      format: ({ isFifo, fifoThroughputLimit }) => (isFifo ? fifoThroughputLimit : undefined),
    },
  } satisfies Record<string, AttributeRule>),
);

/** Attributes that can be set, in the order in which we list them. */
export const SETTABLE_ATTRIBUTES: readonly string[] = [...RULES.keys()];

/** AWS reads booleans in any case: recorded tests write `"True"`. */
export function asksForFifo(attributes: Readonly<Record<string, string>>): boolean {
  return attributes["FifoQueue"]?.toLowerCase() === "true";
}

/** What `attributes` of CreateQueue make of the defaults. */
export function newSettings(attributes: Readonly<Record<string, string>>): QueueSettings {
  const isFifo = asksForFifo(attributes);
  // A queue is FIFO or does not mention it: `FifoQueue: "false"` is refused (recorded).
  return changeSettings({ ...DEFAULT_SETTINGS, isFifo }, attributes);
}

/** `settings` with `attributes` applied; nothing is applied when one of them is invalid. */
export function changeSettings(settings: QueueSettings, attributes: Readonly<Record<string, string>>): QueueSettings {
  refuseBothEncryptions(attributes);
  let changed = settings;
  for (const [name, text] of Object.entries(attributes)) {
    const change = ruleFor(name, settings).parse(text);
    if (change.isFifo === false) {
      throw invalidAttributeValue("FifoQueue", "Modifying queue type is not supported.");
    }
    changed = { ...changed, ...change };
  }
  if (changed.fifoThroughputLimit === "perMessageGroupId" && changed.deduplicationScope !== "messageGroup") {
    // The rule is AWS's documentation; its sentence is not published.
    throw invalidAttributeValue(
      "FifoThroughputLimit",
      "The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup.",
    );
  }
  return changed;
}

/** The text of one attribute; `undefined` when the queue has none. */
export function formatSetting(settings: QueueSettings, name: string): string | undefined {
  return RULES.get(name)?.format(settings);
}

/** The first of `attributes` whose value differs from what the queue has. */
export function differingAttribute(
  settings: QueueSettings,
  attributes: Readonly<Record<string, string>>,
): string | undefined {
  const wanted = changeSettings(settings, attributes);
  return Object.keys(attributes).find((name) => formatSetting(settings, name) !== formatSetting(wanted, name));
}

function ruleFor(name: string, { isFifo }: QueueSettings): AttributeRule {
  const rule = RULES.get(name);
  if (rule === undefined) throw unknownAttribute(name);
  if (isFifo) return rule;
  // Recorded: two of the four names have a sentence of their own.
  if (name === "FifoQueue" || name === "ContentBasedDeduplication") throw unknownAttribute(name);
  if (name === "DeduplicationScope" || name === "FifoThroughputLimit") {
    throw invalidAttributeName(`You can specify the ${name} only when FifoQueue is set to true.`);
  }
  return rule;
}

function refuseBothEncryptions(attributes: Readonly<Record<string, string>>): void {
  const kmsMasterKeyId = attributes["KmsMasterKeyId"] ?? "";
  if (kmsMasterKeyId === "" || attributes["SqsManagedSseEnabled"]?.toLowerCase() !== "true") return;
  throw invalidAttributeName(
    "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.",
  );
}

function whole(name: string, key: NumberKey, range: Range): AttributeRule {
  return {
    parse(text) {
      const value = Number(text);
      if (!/^-?\d+$/.test(text) || !inRange(value, range)) throw invalidAttributeValue(name);
      return { [key]: value };
    },
    format: (settings) => String(settings[key]),
  };
}

function parseBoolean(name: string, text: string): boolean {
  const lower = text.toLowerCase();
  if (lower === "true") return true;
  if (lower === "false") return false;
  throw invalidAttributeValue(name);
}
