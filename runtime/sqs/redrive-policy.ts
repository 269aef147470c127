import { parseArn } from "../core/arn.ts";
import { invalidAttributeValue, invalidParameter, invalidParameterValue } from "./errors.ts";
import { inRange, MAX_RECEIVE_COUNT, REDRIVE_ALLOW_SOURCE_QUEUES } from "./limits.ts";

/** Where a queue's messages go after too many receives. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html */
export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** Who may use a queue as dead-letter queue. */
export interface RedriveAllowPolicy {
  readonly redrivePermission: "allowAll" | "denyAll" | "byQueue";
  readonly sourceQueueArns: readonly string[];
  readonly text: string;
}

/**
 * Reads a `RedrivePolicy` attribute's form; whether its target exists and fits is `checkDeadLetterTarget`'s.
 * Sentences as AWS clients report them.
 */
export function parseRedrivePolicy(text: string): RedrivePolicy {
  const policy = parseObject(text);
  if (policy === undefined) {
    throw invalidParameterValue(
      "Invalid value for the parameter RedrivePolicy. Reason: Redrive policy is not a valid JSON map.",
    );
  }
  for (const attribute of ["maxReceiveCount", "deadLetterTargetArn"]) {
    if (policy[attribute] === undefined) {
      throw invalid(text, `Redrive policy does not contain mandatory attribute: ${attribute}.`);
    }
  }
  const maxReceiveCount = wholeNumber(policy["maxReceiveCount"]);
  if (maxReceiveCount === undefined || !inRange(maxReceiveCount, MAX_RECEIVE_COUNT)) {
    const { min, max } = MAX_RECEIVE_COUNT;
    const given = String(policy["maxReceiveCount"]);
    throw invalid(
      text,
      `Invalid value for maxReceiveCount: ${given}, valid values are from ${min} to ${max} both inclusive.`,
    );
  }
  const deadLetterTargetArn = policy["deadLetterTargetArn"];
  if (typeof deadLetterTargetArn !== "string") throw invalid(text, "Invalid value for deadLetterTargetArn.");
  if (Object.keys(policy).length > 2) {
    throw invalid(text, "Only following attributes are supported: [maxReceiveCount, deadLetterTargetArn].");
  }
  const arn = parseArn(deadLetterTargetArn);
  // Recorded by others 2023-11-14, before any look at the queue.
  if (arn === undefined) throw invalid(text, "Invalid value for deadLetterTargetArn.");
  if (arn.service !== "sqs") throw invalid(text, "Only SQS queues are valid resources for deadLetterTargetArn.");
  return { deadLetterTargetArn, maxReceiveCount };
}

/** AWS reads a count back as a number, also when it was given as text. */
export function formatRedrivePolicy({ deadLetterTargetArn, maxReceiveCount }: RedrivePolicy): string {
  return JSON.stringify({ deadLetterTargetArn, maxReceiveCount });
}

/** What `checkDeadLetterTarget` must know of a queue. */
export interface RedriveParty {
  readonly arn: string;
  readonly isFifo: boolean;
}

/**
 * Whether `source` may have `policy`'s target as dead-letter queue: same account, region and type, it exists, and its own
 * `RedriveAllowPolicy` permits it.
 */
export function checkDeadLetterTarget(
  source: RedriveParty,
  policy: RedrivePolicy & { readonly text: string },
  target: { readonly isFifo: boolean; readonly redriveAllowPolicy: RedriveAllowPolicy | undefined } | undefined,
): void {
  const { text } = policy;
  const from = parseArn(source.arn);
  const to = parseArn(policy.deadLetterTargetArn);
  if (to?.accountId !== from?.accountId) {
    throw invalid(text, "Dead-letter target owner should be same as the source.");
  }
  // The doubled full stop is AWS's.
  if (to?.resource.endsWith(".fifo") !== source.isFifo) {
    throw invalid(text, "Dead-letter queue must be same type of queue as the source..");
  }
  // A queue of another region is not found from here.
  if (target === undefined || to.region !== from?.region) throw invalid(text, "Dead letter target does not exist.");
  if (!permits(target.redriveAllowPolicy, source.arn)) {
    // AWS refuses with a sentence that nobody published; this one is ours.
    throw invalid(text, "The dead-letter queue's RedriveAllowPolicy does not allow this source queue.");
  }
}

/** Reads a `RedriveAllowPolicy` attribute. Sentences as AWS clients report them. */
export function parseRedriveAllowPolicy(text: string): RedriveAllowPolicy {
  const policy = parseObject(text);
  const { redrivePermission, sourceQueueArns, ...unknown } = policy ?? {};
  if (!isPermission(redrivePermission) || Object.keys(unknown).length > 0) throw unsupportedFormat();
  if (sourceQueueArns !== undefined && !isTextList(sourceQueueArns)) throw unsupportedFormat();
  const arns = sourceQueueArns ?? [];
  if (redrivePermission !== "byQueue" && sourceQueueArns !== undefined) {
    throw cannotAllow(text, "To specify one or more source queue ARNs, you must set redrivePermission to byQueue.");
  }
  if (redrivePermission === "byQueue" && arns.length === 0) {
    throw cannotAllow(
      text,
      "When you specify the byQueue permission type, you must also specify one or more sourceQueueArns values.",
    );
  }
  if (arns.length > REDRIVE_ALLOW_SOURCE_QUEUES) {
    const limit = REDRIVE_ALLOW_SOURCE_QUEUES;
    throw cannotAllow(text, `The maximum number of source queue ARNs you can specify is ${limit}.`);
  }
  return { redrivePermission, sourceQueueArns: arns, text };
}

function permits(policy: RedriveAllowPolicy | undefined, sourceArn: string): boolean {
  if (policy === undefined || policy.redrivePermission === "allowAll") return true;
  return policy.redrivePermission === "byQueue" && policy.sourceQueueArns.includes(sourceArn);
}

function invalid(text: string, reason: string): Error {
  return invalidParameter("RedrivePolicy", text, reason);
}

function cannotAllow(text: string, reason: string): Error {
  return invalidParameter("RedriveAllowPolicy", text, `Amazon SQS can't create the redrive allow policy. ${reason}`);
}

function unsupportedFormat(): Error {
  return invalidAttributeValue(
    "RedriveAllowPolicy",
    "Amazon SQS can't create the redrive allow policy, as it’s in an unsupported format.",
  );
}

function isPermission(value: unknown): value is RedriveAllowPolicy["redrivePermission"] {
  return value === "allowAll" || value === "denyAll" || value === "byQueue";
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function wholeNumber(value: unknown): number | undefined {
  if (typeof value !== "number" && (typeof value !== "string" || !/^\d+$/.test(value))) return undefined;
  const number = Number(value);
  return Number.isInteger(number) ? number : undefined;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
