import { type EntryOf, type FactIndex, isOfKind } from "./fact-index.ts";
import { inFlightReason } from "./in-flight-reason.ts";
import type { GoneKind, MessageLife } from "./message-lives.ts";
import { functionOf, receiveOf } from "./mapping-names.ts";
import { nameOf } from "./names.ts";
import { type Reason, reason } from "./reasons.ts";
import type { MappingNow, World } from "./world.ts";

export interface Known {
  readonly index: FactIndex;
  readonly lives: ReadonlyMap<string, MessageLife>;
  readonly world: World;
}

/** Why a message is where it is: always exactly one reason. */
export function messageReason(life: MessageLife, known: Known): Reason {
  const { standing, queueArn } = life;
  switch (standing.kind) {
    case "delayed":
      return reason("message.delayed", { queue: nameOf(queueArn), until: standing.until });
    case "inFlight":
      return inFlightReason(life, standing, known);
    case "gone":
      return goneReason(life, standing.by, known);
    case "available":
      break;
  }
  return blockedByGroup(life, known) ?? exhausted(life, known) ?? waitingReason(life, standing.since, known);
}

/** "While messages with a particular MessageGroupId are invisible, no more messages belonging to the same MessageGroupId are returned" */
function blockedByGroup({ queueArn, groupId, arrival }: MessageLife, { lives }: Known): Reason | undefined {
  if (groupId === undefined || arrival === undefined) return undefined;
  for (const other of lives.values()) {
    if (other.groupId !== groupId || other.queueArn !== queueArn || other.standing.kind !== "inFlight") continue;
    // One that came back earlier than those behind it is given again.
    if (other.arrival === undefined || other.arrival.id > arrival.id) continue;
    const { until } = other.standing;
    return reason("message.blockedByGroup", {
      queue: nameOf(queueArn),
      group: groupId,
      blocker: other.messageId,
      until,
    });
  }
  return undefined;
}

function exhausted({ queueArn, receives }: MessageLife, { world }: Known): Reason | undefined {
  const { maxReceiveCount, deadLetterQueueArn } = world.queues.get(queueArn) ?? {};
  if (maxReceiveCount === undefined || deadLetterQueueArn === undefined || receives < maxReceiveCount) return undefined;
  const deadLetterQueue = nameOf(deadLetterQueueArn);
  return reason("message.exhausted", { queue: nameOf(queueArn), receives, deadLetterQueue });
}

function waitingReason(life: MessageLife, since: number, known: Known): Reason {
  const { queueArn, receives, lastReceive } = life;
  const queue = nameOf(queueArn);
  const { inFlight, inFlightLimit } = known.world.queues.get(queueArn) ?? {};
  if (inFlight !== undefined && inFlightLimit !== undefined && inFlight >= inFlightLimit) {
    return reason("message.inFlightLimitReached", { queue, inFlight });
  }
  const candidates = known.world.mappings
    .filter(({ eventSourceArn }) => eventSourceArn === queueArn)
    .map((mapping) => mappingReason(queue, mapping, known))
    .toSorted((a, b) => a.rank - b.rank);
  const [best] = candidates;
  if (best !== undefined) return best.reason;
  if (receives > 0) return reason("message.visibleAgain", { queue, since, receive: receiveOf(lastReceive, receives) });
  return deadLettered(life) ?? reason("message.noReceiver", { queue });
}

/** What keeps one mapping from receiving; with several mappings the least of it counts. */
function mappingReason(queue: string, mapping: MappingNow, { index, world }: Known): { rank: number; reason: Reason } {
  const { functionName, state, uuid, inFlight, concurrencyLimit } = mapping;
  if (state === "Disabled") return { rank: 6, reason: reason("message.mappingDisabled", { queue, functionName }) };
  if (state === "Disabling" || state === "Deleting") {
    return { rank: 5, reason: reason("message.mappingLeaving", { queue, functionName, state }) };
  }
  if (concurrencyLimit === undefined) {
    return { rank: 3, reason: reason("message.mappingNotEnabledYet", { queue, functionName, state }) };
  }
  const { retryAt = 0, reason: cause = "" } = index.lastPollFailure(uuid) ?? {};
  if (retryAt > world.now) {
    return { rank: 4, reason: reason("message.pollerBackingOff", { queue, functionName, retryAt, cause }) };
  }
  if (inFlight >= concurrencyLimit) {
    const values = { queue, functionName, batches: inFlight, limit: concurrencyLimit };
    return { rank: 2, reason: reason("message.pollerAtConcurrency", values) };
  }
  return { rank: 1, reason: reason("message.aboutToBeReceived", { queue, functionName }) };
}

/** In the dead-letter queue, and never received from there. */
function deadLettered({ arrival, neverHandled, handling }: MessageLife): Reason | undefined {
  if (!isOfKind(arrival, "sqs.messageMovedToDeadLetterQueue")) return undefined;
  const { receiveCount: receives, at: since } = arrival;
  const common = { queue: nameOf(arrival.deadLetterQueueArn), source: nameOf(arrival.queueArn), receives, since };
  if (neverHandled !== undefined) {
    return reason("message.deadLetteredUnhandled", { ...common, functionName: neverHandled.functionName });
  }
  const failure = handling.kind === "kept" ? `The last time, ${handling.entry.reason}.` : "";
  return reason("message.deadLettered", { ...common, failure });
}

function goneReason({ queueArn, arrival }: MessageLife, gone: EntryOf<GoneKind>, known: Known): Reason {
  const queue = nameOf(queueArn);
  const table: { readonly [Kind in GoneKind]: (entry: EntryOf<Kind>) => Reason } = {
    "sqs.messageDeleted": (entry) => deletedReason(entry, known),
    "sqs.messageExpired": ({ at, sentAt }) => reason("message.expired", { queue, at, sentAt }),
    "sqs.queuePurged": ({ at }) => reason("message.purged", { queue, at }),
    "sqs.queueDeleted": ({ at }) => reason("message.queueDeleted", { queue, at }),
    "sqs.messageRedriven"({ destinationQueueArn, newMessageId }) {
      const cameFrom = isOfKind(arrival, "sqs.messageMovedToDeadLetterQueue") ? arrival.queueArn : undefined;
      const code = cameFrom === destinationQueueArn ? "message.redriven" : "message.movedByTask";
      return reason(code, { queue, destination: nameOf(destinationQueueArn), newMessageId });
    },
  };
  return (table[gone.kind] as (entry: EntryOf<GoneKind>) => Reason)(gone);
}

function deletedReason(entry: EntryOf<"sqs.messageDeleted">, { index, world }: Known): Reason {
  const { at, by, queueArn, causeId } = entry;
  const queue = nameOf(queueArn);
  const cause = index.get(causeId);
  if (by === "client") {
    const handler = isOfKind(cause, "lambda.invocationStarted") ? `the handler of ${cause.functionName}` : "a client";
    return reason("message.deletedByClient", { queue, at, by: handler });
  }
  const functionName = functionOf(by, { index, world });
  if (isOfKind(cause, "esm.messageFiltered")) {
    return reason("message.filteredOut", { queue, at, functionName, clause: cause.reason });
  }
  return reason("message.handled", { queue, at, functionName });
}
