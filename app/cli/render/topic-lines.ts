import type { JournalEntry } from "../../../runtime/core/journal.ts";
import type { SnsFact } from "../../../runtime/core/sns-facts.ts";
import { layOut, nameOf, plural } from "./layout.ts";
import type { RenderState } from "./render-state.ts";

type EntryOf<Kind extends SnsFact["kind"]> = Extract<JournalEntry, { kind: Kind }>;
type Renderers = {
  readonly [Kind in SnsFact["kind"]]: (entry: EntryOf<Kind>, state: RenderState) => string | undefined;
};

const silent = (): undefined => undefined;

/** Lines about topics and subscriptions. A delivery to a queue or function is not shown: its `sent` or invocation line says it. */
export const TOPIC_RENDERERS: Renderers = {
  "sns.topicCreated": silent,
  "sns.topicDeleted": ({ at, topicArn, subscriptions }, state) =>
    layOut(
      {
        at,
        name: nameOf(topicArn),
        verb: "deleted",
        detail: `the topic, with ${plural(subscriptions, "subscription")}`,
      },
      state,
    ),
  "sns.topicAttributesSet": ({ at, topicArn, attributes }, state) =>
    layOut({ at, name: nameOf(topicArn), verb: "changed", detail: attributes.join(", ") }, state),
  "sns.subscribed": silent,
  "sns.subscriptionConfirmed": ({ at, subscriptionArn, endpoint }, state) =>
    layOut({ at, name: topicOf(subscriptionArn), verb: "confirmed", detail: `by ${endpointName(endpoint)}` }, state),
  "sns.subscriptionAttributesSet": ({ at, subscriptionArn, endpoint, attributes }, state) =>
    layOut(
      {
        at,
        name: topicOf(subscriptionArn),
        verb: "changed",
        detail: `for ${endpointName(endpoint)}: ${attributes.join(", ")}`,
      },
      state,
    ),
  "sns.unsubscribed": ({ at, subscriptionArn, endpoint, reason }, state) =>
    layOut(
      { at, name: topicOf(subscriptionArn), verb: "left", detail: `by ${endpointName(endpoint)}: ${reason}` },
      state,
    ),
  "sns.messagePublished": ({ at, target, messageId, messageBytes }, state) =>
    layOut({ at, id: messageId, name: nameOf(target), verb: "published", detail: plural(messageBytes, "byte") }, state),
  "sns.messageDeduplicated": ({ at, topicArn, messageId, messageDeduplicationId }, state) =>
    layOut(
      {
        at,
        id: messageId,
        name: nameOf(topicArn),
        verb: "ignored",
        format: "yellow",
        detail: `a message with the deduplication id ${messageDeduplicationId} came less than 5 minutes ago`,
      },
      state,
    ),
  "sns.messageFilteredOut": ({ at, subscriptionArn, messageId, endpoint, reason }, state) =>
    layOut(
      {
        at,
        id: messageId,
        name: topicOf(subscriptionArn),
        verb: "filtered",
        format: "yellow",
        detail: `for ${endpointName(endpoint)}: ${reason}`,
      },
      state,
    ),
  "sns.delivered": ({ at, subscriptionArn, messageId, protocol, endpoint }, state) => {
    if (protocol === "sqs" || protocol === "lambda") return undefined;
    return layOut(
      { at, id: messageId, name: topicOf(subscriptionArn), verb: "delivered", format: "green", detail: endpoint },
      state,
    );
  },
  "sns.deliveryFailed": ({ at, subscriptionArn, messageId, endpoint, attempt, reason, nextAttemptAt }, state) => {
    const next = nextAttemptAt === undefined ? "the last attempt" : `again at ${state.timeOf(nextAttemptAt)}`;
    const detail = `to ${endpointName(endpoint)}, attempt ${attempt}: ${reason.replace(/\.$/, "")}; ${next}`;
    return layOut({ at, id: messageId, name: topicOf(subscriptionArn), verb: "failed", format: "red", detail }, state);
  },
  "sns.movedToDeadLetterQueue": ({ at, subscriptionArn, messageId, deadLetterQueueArn, attempts }, state) =>
    layOut(
      {
        at,
        id: messageId,
        name: topicOf(subscriptionArn),
        verb: "moved",
        format: "red",
        detail: `to ${nameOf(deadLetterQueueArn)} after ${plural(attempts, "attempt")}`,
      },
      state,
    ),
  "sns.replayStarted": ({ at, subscriptionArn, messages }, state) =>
    layOut(
      { at, name: topicOf(subscriptionArn), verb: "replaying", detail: plural(messages, "archived message") },
      state,
    ),
  "sns.replayEnded": ({ at, subscriptionArn, status }, state) =>
    layOut({ at, name: topicOf(subscriptionArn), verb: "replayed", detail: status.toLowerCase() }, state),
};

/** A queue's or function's name; an address as it is. */
function endpointName(endpoint: string): string {
  return endpoint.startsWith("arn:") ? nameOf(endpoint) : endpoint;
}

/** The topic's name in a subscription's ARN; other endpoints are shown as they are. */
function topicOf(subscriptionArn: string): string {
  return subscriptionArn.split(":")[5] ?? subscriptionArn;
}
