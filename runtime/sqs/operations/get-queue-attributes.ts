import type { GetQueueAttributesRequest, GetQueueAttributesResult } from "../../protocol/generated/sqs.ts";
import { unknownAttribute } from "../errors.ts";
import { formatSetting, SETTABLE_ATTRIBUTES } from "../queue-settings.ts";
import type { Queue } from "../queue.ts";
import type { Operation } from "./service-parts.ts";

/** Attributes that cannot be set. */
const COMPUTED: Readonly<Record<string, (queue: Queue) => string>> = {
  ApproximateNumberOfMessages: ({ counts }) => String(counts.available),
  ApproximateNumberOfMessagesNotVisible: ({ counts }) => String(counts.inFlight),
  ApproximateNumberOfMessagesDelayed: ({ counts }) => String(counts.delayed),
  CreatedTimestamp: ({ createdAt }) => epochSeconds(createdAt),
  LastModifiedTimestamp: ({ modifiedAt }) => epochSeconds(modifiedAt),
  QueueArn: ({ arn }) => arn,
};
const ALL: readonly string[] = [...Object.keys(COMPUTED), ...SETTABLE_ATTRIBUTES];
const KNOWN: ReadonlySet<string> = new Set(ALL);

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const getQueueAttributes: Operation<GetQueueAttributesRequest, GetQueueAttributesResult> = (
  { queues },
  request,
  context,
) => {
  const queue = queues.ofRequest(request.QueueUrl, context);
  const requested: readonly string[] = request.AttributeNames ?? [];
  for (const name of requested) if (name !== "All" && !KNOWN.has(name)) throw unknownAttribute(name);
  const attributes: Record<string, string> = {};
  for (const name of requested.includes("All") ? ALL : requested) {
    const text = COMPUTED[name]?.(queue) ?? formatSetting(queue.settings, name);
    if (text !== undefined) attributes[name] = text;
  }
  return Object.keys(attributes).length === 0 ? {} : { Attributes: attributes };
};

function epochSeconds(at: number): string {
  return String(Math.floor(at / 1000));
}
