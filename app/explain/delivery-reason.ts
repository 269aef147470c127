import { type EntryOf, type FactIndex, isOfKind } from "./fact-index.ts";
import { nameOf } from "./names.ts";
import { type Reason, reason } from "./reasons.ts";

type Published = EntryOf<"sns.messagePublished">;
type Attempt = EntryOf<"sns.delivered"> | EntryOf<"sns.deliveryFailed">;

/** What became of a message that was published to SNS: of many deliveries the one that most wants to be looked at. */
export function publishedReason(published: Published, index: FactIndex): Reason {
  const reasons = deliveryReasons(published, index);
  return reasons.toSorted((a, b) => rank(a) - rank(b))[0] ?? nobody(published);
}

/** From what most wants to be looked at: a filter that does not match is no news where others got the message. */
const RANKS: readonly Reason["code"][] = [
  "published.deadLetterFailed",
  "published.dropped",
  "published.deadLettered",
  "published.subscriptionDeleted",
  "published.retrying",
  "published.delivering",
  "published.delivered",
  "published.filteredOut",
];

function rank({ code }: Reason): number {
  return RANKS.indexOf(code);
}

function nobody({ target, subscriptions = 0, pendingSubscriptions = 0, archived }: Published): Reason {
  const topic = nameOf(target);
  if (subscriptions > 0 && subscriptions === pendingSubscriptions) {
    return reason("published.pendingConfirmation", { topic, subscriptions });
  }
  if (archived === true) return reason("published.archivedOnly", { topic });
  return reason("published.noSubscriptions", { topic });
}

/** One for each subscription. */
function deliveryReasons(published: Published, index: FactIndex): Reason[] {
  const effects = index.effectsOf(published.id);
  const arns = new Set(effects.flatMap((entry) => ("subscriptionArn" in entry ? entry.subscriptionArn : [])));
  const reasons = [...arns].map((arn) =>
    deliveryReason(effects.filter((entry) => "subscriptionArn" in entry && entry.subscriptionArn === arn)),
  );
  const { subscriptions, pendingSubscriptions = 0, target } = published;
  const expected = subscriptions === undefined ? 1 : subscriptions - pendingSubscriptions;
  // A first attempt that is under way has no fact yet.
  if (arns.size < expected)
    reasons.push(reason("published.delivering", { endpoint: `subscribers of ${nameOf(target)}` }));
  return reasons;
}

/** @param facts of one subscription */
function deliveryReason(facts: readonly { readonly kind: string }[]): Reason {
  const entries = facts as readonly EntryOf<
    "sns.messageFilteredOut" | "sns.delivered" | "sns.deliveryFailed" | "sns.movedToDeadLetterQueue"
  >[];
  const last = entries.at(-1);
  if (isOfKind(last, "sns.messageFilteredOut")) {
    return reason("published.filteredOut", { endpoint: nameOf(last.endpoint), clause: last.reason });
  }
  const attempts = entries.filter(
    (entry): entry is Attempt => entry.kind === "sns.delivered" || entry.kind === "sns.deliveryFailed",
  );
  const attempt = attempts.at(-1);
  const endpoint = nameOf(attempt?.endpoint ?? "its subscriber");
  if (isOfKind(attempt, "sns.delivered")) return reason("published.delivered", { endpoint });
  const cause = attempt?.reason ?? "no reason given";
  if (isOfKind(last, "sns.movedToDeadLetterQueue")) {
    return reason("published.deadLettered", { endpoint, cause, deadLetterQueue: nameOf(last.deadLetterQueueArn) });
  }
  return failedReason(attempt, endpoint, cause);
}

function failedReason(failed: EntryOf<"sns.deliveryFailed"> | undefined, endpoint: string, cause: string): Reason {
  const { nextAttemptAt, attempt: attempts = 0 } = failed ?? {};
  if (nextAttemptAt !== undefined) return reason("published.retrying", { endpoint, attempts, nextAttemptAt, cause });
  if (cause === "the subscription was deleted") return reason("published.subscriptionDeleted", { endpoint });
  if (cause.startsWith("the dead-letter queue did not take it")) {
    return reason("published.deadLetterFailed", { endpoint, cause });
  }
  return reason("published.dropped", { endpoint, attempts, cause });
}

export type ObjectChange = EntryOf<"s3.objectCreated"> | EntryOf<"s3.objectRemoved">;

/** What became of the notifications of a change in a bucket. */
export function objectReason(change: ObjectChange, index: FactIndex): Reason {
  const effects = index.effectsOf(change.id);
  const { bucketName: bucket, key } = change;
  const event = eventNameOf(change);
  const sent = effects.filter((entry) => isOfKind(entry, "s3.notificationSent"));
  for (const one of sent) {
    const failed = index.effectOf(one.id, "s3.notificationFailed");
    if (failed === undefined) continue;
    const { configurationId: configuration, destinationArn, reason: cause } = failed;
    return reason("object.destinationFailed", {
      configuration,
      bucket,
      key,
      destination: nameOf(destinationArn),
      cause,
    });
  }
  const [first] = sent;
  if (first !== undefined) {
    const waiting = sent.find((one) => index.effectsOf(one.id).length === 0);
    const destination = nameOf((waiting ?? first).destinationArn);
    return reason(waiting === undefined ? "object.notified" : "object.notifying", { destination, key, event });
  }
  const unmatched = effects.find((entry) => isOfKind(entry, "s3.notificationNotMatched"));
  if (unmatched !== undefined) {
    const { mismatch = "eventType", reason: clause } = unmatched;
    return reason(MISMATCHES[mismatch], {
      bucket,
      key,
      event,
      clause: clause.replace(/^no notification matches: /, ""),
    });
  }
  const offered = effects.some((entry) => isOfKind(entry, "eventbridge.eventOffered"));
  return reason(offered ? "object.eventBridgeOnly" : "object.noNotifications", { bucket, key, event });
}

const MISMATCHES = {
  eventType: "object.eventTypeNotListed",
  prefix: "object.prefixDoesNotMatch",
  suffix: "object.suffixDoesNotMatch",
} as const;

/** As a notification lists it: `ObjectCreated:Put`. */
export function eventNameOf(change: ObjectChange): string {
  if (change.kind === "s3.objectCreated") return `ObjectCreated:${change.by}`;
  return `${change.by === "lifecycle" ? "LifecycleExpiration" : "ObjectRemoved"}:${change.change}`;
}
