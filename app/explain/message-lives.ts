import type { JournalEntry } from "../../runtime/core/journal.ts";
import { byKind, type ByKind, type EntryOf } from "./fact-index.ts";

/** Where a message stands, as the facts tell it. */
export type Standing =
  | { readonly kind: "delayed"; readonly until: number }
  | { readonly kind: "available"; readonly since: number }
  | { readonly kind: "inFlight"; readonly until: number; readonly receiver: string }
  | { readonly kind: "gone"; readonly by: EntryOf<GoneKind> };

/** What a message can be gone by. */
export type GoneKind =
  | "sqs.messageDeleted"
  | "sqs.messageExpired"
  | "sqs.queuePurged"
  | "sqs.queueDeleted"
  | "sqs.messageRedriven";

/** How far the event source mapping that received it has come. */
export type Handling =
  | { readonly kind: "gathered" }
  | { readonly kind: "filtered" }
  | { readonly kind: "batch"; readonly batch: EntryOf<"esm.batchFormed"> }
  | {
      readonly kind: "throttled";
      readonly batch: EntryOf<"esm.batchFormed">;
      readonly entry: EntryOf<"esm.batchThrottled">;
    }
  | { readonly kind: "left"; readonly entry: EntryOf<"esm.messagesLeft"> }
  | { readonly kind: "kept"; readonly batch: EntryOf<"esm.batchFormed">; readonly entry: EntryOf<"esm.batchSettled"> };

/** A message's life so far. */
export interface MessageLife {
  readonly messageId: string;
  /** The first fact that the journal has of it. */
  readonly first: JournalEntry;
  /** The queue that it is in, or was in last. */
  queueArn: string;
  /** On a FIFO queue. */
  readonly groupId: string | undefined;
  /** What brought it into this queue; absent when the journal no longer has it. */
  arrival: EntryOf<"sqs.messageSent"> | EntryOf<"sqs.messageMovedToDeadLetterQueue"> | undefined;
  standing: Standing;
  /** From this queue. */
  receives: number;
  lastReceive: EntryOf<"sqs.messageReceived"> | undefined;
  handling: Handling;
  /** Its handler never ran before it was moved to the dead-letter queue. */
  neverHandled: EntryOf<"esm.messageNeverHandled"> | undefined;
}

/** Follows all messages through the facts, oldest first. */
export function livesOf(entries: readonly JournalEntry[], now: number): ReadonlyMap<string, MessageLife> {
  const lives = new Lives();
  for (const entry of entries) lives.take(entry);
  lives.advance(now);
  return lives.byId;
}

const GATHERED: Handling = { kind: "gathered" };

class Lives {
  readonly byId = new Map<string, MessageLife>();
  readonly #steps: ByKind<void> = {
    "sqs.messageSent": (entry) => this.#sent(entry),
    "sqs.messageReceived": (entry) => this.#received(entry),
    "sqs.messageVisibilityChanged": (entry) => this.#hidden(entry),
    "sqs.messageReturned": (entry) => {
      this.#life(entry).standing = { kind: "available", since: entry.at };
    },
    "sqs.messageMovedToDeadLetterQueue": (entry) => this.#moved(entry),
    "sqs.messageDeleted": (entry) => this.#leave(entry),
    "sqs.messageRedriven": (entry) => this.#leave(entry),
    "sqs.messageExpired": (entry) => this.#leave(entry),
    "sqs.queuePurged": (entry) => this.#empty(entry),
    "sqs.queueDeleted": (entry) => this.#empty(entry),
    "sqs.queueAttributesSet": ({ queueArn, delaySeconds, at }) => {
      if (delaySeconds !== undefined) this.#redelay(queueArn, delaySeconds * 1000, at);
    },
    "esm.messageFiltered": (entry) => {
      const life = this.byId.get(entry.messageId);
      if (life !== undefined && life.lastReceive?.id === entry.causeId) life.handling = { kind: "filtered" };
    },
    "esm.batchFormed": (entry) => {
      for (const life of this.#held(entry)) life.handling = { kind: "batch", batch: entry };
    },
    "esm.batchThrottled": (entry) => {
      const throttled = this.#ofBatch(entry.messageIds, entry.causeId);
      for (const { life, batch } of throttled) life.handling = { kind: "throttled", batch, entry };
    },
    "esm.messagesLeft": (entry) => {
      for (const life of this.#held(entry)) life.handling = { kind: "left", entry };
    },
    "esm.batchSettled": (entry) => {
      const kept = this.#ofBatch(entry.kept, entry.causeId);
      for (const { life, batch } of kept) life.handling = { kind: "kept", batch, entry };
    },
    "esm.messageNeverHandled": (entry) => {
      this.#life(entry).neverHandled = entry;
    },
  };

  take(entry: JournalEntry): void {
    byKind(this.#steps, entry);
  }

  /** Delays end without a fact. */
  advance(now: number): void {
    for (const life of this.byId.values()) endDelay(life, now);
  }

  #leave(entry: Extract<EntryOf<GoneKind>, { messageId: string }>): void {
    this.#life(entry).standing = { kind: "gone", by: entry };
  }

  #empty(entry: Exclude<EntryOf<GoneKind>, { messageId: string }>): void {
    for (const life of this.#in(entry.queueArn)) life.standing = { kind: "gone", by: entry };
  }

  #sent(entry: EntryOf<"sqs.messageSent">): void {
    const { messageId, queueArn, messageGroupId: groupId, availableAt, at } = entry;
    const standing: Standing =
      availableAt > at ? { kind: "delayed", until: availableAt } : { kind: "available", since: at };
    this.byId.set(messageId, { ...newLife(entry, queueArn, standing), groupId, arrival: entry });
  }

  #received(entry: EntryOf<"sqs.messageReceived">): void {
    const life = this.#life(entry);
    const { invisibleUntil: until, receiver } = entry;
    life.receives = life.arrival === undefined ? entry.receiveCount : life.receives + 1;
    life.lastReceive = entry;
    life.handling = GATHERED;
    life.standing = { kind: "inFlight", until, receiver };
  }

  #hidden(entry: EntryOf<"sqs.messageVisibilityChanged">): void {
    const life = this.#life(entry);
    const receiver = life.lastReceive?.receiver ?? "client";
    life.standing = { kind: "inFlight", until: entry.invisibleUntil, receiver };
  }

  #moved(entry: EntryOf<"sqs.messageMovedToDeadLetterQueue">): void {
    const life = this.#life(entry);
    life.queueArn = entry.deadLetterQueueArn;
    life.arrival = entry;
    life.receives = 0;
    life.standing = { kind: "available", since: entry.at };
    life.neverHandled = undefined;
  }

  /** A FIFO queue's new delay counts for what is delayed; a standard queue's does not. */
  #redelay(queueArn: string, delayMs: number, at: number): void {
    if (!queueArn.endsWith(".fifo")) return;
    for (const life of this.#in(queueArn)) {
      endDelay(life, at);
      if (life.standing.kind !== "delayed") continue;
      life.standing = { kind: "delayed", until: (life.arrival?.at ?? at) + delayMs };
    }
  }

  *#in(queueArn: string): Iterable<MessageLife> {
    for (const life of this.byId.values()) {
      if (life.queueArn === queueArn && life.standing.kind !== "gone") yield life;
    }
  }

  /** Messages that the mapping of the fact has in flight. */
  *#held({
    messageIds,
    uuid,
  }: {
    readonly messageIds: readonly string[];
    readonly uuid: string;
  }): Iterable<MessageLife> {
    for (const messageId of messageIds) {
      const life = this.byId.get(messageId);
      if (life?.lastReceive?.receiver === uuid) yield life;
    }
  }

  /** Messages whose newest batch it is: an older one may end after somebody else has received them. */
  *#ofBatch(
    messageIds: readonly string[],
    batchId: number | undefined,
  ): Iterable<{ readonly life: MessageLife; readonly batch: EntryOf<"esm.batchFormed"> }> {
    for (const messageId of messageIds) {
      const life = this.byId.get(messageId);
      if (life === undefined || !("batch" in life.handling) || life.handling.batch.id !== batchId) continue;
      yield { life, batch: life.handling.batch };
    }
  }

  /** The message's life, begun anew when the journal no longer has its beginning. */
  #life(fact: FactOfMessage): MessageLife {
    const known = this.byId.get(fact.messageId);
    if (known !== undefined) return known;
    const queueArn = "queueArn" in fact ? fact.queueArn : fact.eventSourceArn;
    const life = newLife(fact, queueArn, { kind: "available", since: fact.at });
    this.byId.set(fact.messageId, life);
    return life;
  }
}

type FactOfMessage = Extract<JournalEntry, { messageId: string } & ({ queueArn: string } | { eventSourceArn: string })>;

function newLife(first: FactOfMessage, queueArn: string, standing: Standing): MessageLife {
  const { messageId } = first;
  const unknown = { groupId: undefined, arrival: undefined, lastReceive: undefined, neverHandled: undefined };
  return { messageId, first, queueArn, standing, receives: 0, handling: GATHERED, ...unknown };
}

function endDelay(life: MessageLife, now: number): void {
  const { standing } = life;
  if (standing.kind === "delayed" && standing.until <= now) {
    life.standing = { kind: "available", since: standing.until };
  }
}
