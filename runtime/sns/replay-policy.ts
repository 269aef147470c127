import type { AwsError } from "../core/errors.ts";
import { parseInstant } from "../protocol/instants.ts";
import { parseObject } from "./json.ts";

/**
 * Which archived messages a subscription wants again.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-subscriber.html
 */
export interface ReplayPolicy {
  /** Epoch milliseconds, included. */
  readonly startingAt: number;
  /** Epoch milliseconds, included; absent: until now, and then what is published. */
  readonly endingAt: number | undefined;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** `{"PointType": "Timestamp", "StartingPoint": "2023-08-28T18:47:00.000Z", "EndingPoint": ...}`. The reasons are ours. */
export function parseReplayPolicy(text: string, refuse: (reason: string) => AwsError): ReplayPolicy {
  const policy = parseObject(text);
  if (policy === undefined) throw refuse("failed to parse JSON.");
  if (policy["PointType"] !== "Timestamp") throw refuse("PointType must be Timestamp");
  const startingAt = instantOf(policy["StartingPoint"]);
  if (startingAt === undefined) throw refuse("StartingPoint must be an ISO 8601 timestamp");
  const { EndingPoint: end } = policy;
  const endingAt = end === undefined ? undefined : instantOf(end);
  if (end !== undefined && endingAt === undefined) throw refuse("EndingPoint must be an ISO 8601 timestamp");
  if (endingAt !== undefined && endingAt < startingAt) throw refuse("EndingPoint must be after StartingPoint");
  return { startingAt, endingAt };
}

function instantOf(value: unknown): number | undefined {
  if (typeof value !== "string" || !INSTANT.test(value)) return undefined;
  return parseInstant("date-time", /(?:Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}Z`);
}
