import { keyFilterOf, type Notification } from "./configuration.ts";
import { commonEventType, overlappingFilters } from "./errors.ts";
import { eventTypesOverlap } from "./event-names.ts";

/**
 * Refuses notifications of which two could match one event, whatever their destinations.
 *
 * @throws {AwsError} `InvalidArgument`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
export function refuseOverlaps(notifications: readonly Notification[]): void {
  for (const [index, one] of notifications.entries()) {
    refuseWithin(one);
    for (const other of notifications.slice(index + 1)) refusePair(one, other);
  }
}

function refuseWithin({ eventTypes }: Notification): void {
  for (const [index, one] of eventTypes.entries()) {
    const other = eventTypes.slice(index + 1).find((candidate) => eventTypesOverlap(one, candidate));
    if (other !== undefined) throw commonEventType(one, other);
  }
}

function refusePair(one: Notification, other: Notification): void {
  const common = commonEventTypes(one, other);
  if (common === undefined || !keysOverlap(one, other)) return;
  if (one.filterRules === undefined && other.filterRules === undefined) throw commonEventType(...common);
  throw overlappingFilters();
}

function commonEventTypes(one: Notification, other: Notification): readonly [string, string] | undefined {
  for (const eventType of one.eventTypes) {
    const common = other.eventTypes.find((candidate) => eventTypesOverlap(eventType, candidate));
    if (common !== undefined) return [eventType, common];
  }
  return undefined;
}

/** Whether some key could have both prefixes and both suffixes. */
function keysOverlap(one: Notification, other: Notification): boolean {
  const a = keyFilterOf(one);
  const b = keyFilterOf(other);
  const prefixesOverlap = a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix);
  return prefixesOverlap && (a.suffix.endsWith(b.suffix) || b.suffix.endsWith(a.suffix));
}
