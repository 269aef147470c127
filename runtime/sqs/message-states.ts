import type { Clock } from "../core/clock.ts";
import type { Backlog } from "./backlog.ts";
import { Deadlines } from "./deadlines.ts";
import { AVAILABLE, GONE, type Message, type MessageState } from "./message.ts";
import { Retention } from "./retention.ts";

/** What the passing of time did to a message. */
export interface TimeListener {
  /** Its visibility timeout ended; it is available again. */
  returned(message: Message, at: number): void;
  /** Its retention period ended; it is gone. */
  expired(message: Message, at: number): void;
}

/**
 * Which state every message of a queue is in, and the structures that make each change of state cheap: the backlog of available
 * ones, the deadlines of delayed ones and those in flight, and the retention of all.
 *
 * A message is in exactly one state; the counts follow from every change and are never computed.
 */
export class MessageStates {
  readonly counts: Record<MessageState["kind"], number> = { available: 0, delayed: 0, inFlight: 0, gone: 0 };
  onArrival: ((message: Message) => void) | undefined;
  readonly #makeBacklog: () => Backlog;
  readonly #deadlines: Deadlines;
  readonly #retention = new Retention();
  /** Those received at least once: whom a receipt handle may name. */
  readonly #received = new Map<number, Message>();
  #backlog: Backlog;

  /** @param onDue called by the clock when a delay or a visibility timeout has ended */
  constructor(clock: Clock, makeBacklog: () => Backlog, onDue: () => void) {
    this.#makeBacklog = makeBacklog;
    this.#backlog = makeBacklog();
    this.#deadlines = new Deadlines(clock, onDue);
  }

  /** A new message of the queue, delayed until `availableAt` when that is given. */
  add(message: Message, availableAt: number | undefined): void {
    this.#retention.add(message);
    if (availableAt === undefined) {
      this.counts.available += 1;
      this.#backlog.add(message);
    } else {
      const delayed = { kind: "delayed", until: availableAt, message } as const;
      message.state = delayed;
      this.counts.delayed += 1;
      this.#deadlines.add(delayed);
    }
    this.onArrival?.(message);
  }

  /** See `Backlog.take`. */
  take(max: number, deliver: (message: Message) => boolean): void {
    if (this.counts.available > 0) this.#backlog.take(max, deliver);
  }

  /** The message with this place in the queue, when it was ever received and is still here. */
  received(sequence: number): Message | undefined {
    return this.#received.get(sequence);
  }

  /** The message that `take` would deliver next; it stays. */
  first(): Message | undefined {
    return this.counts.available > 0 ? this.#backlog.first() : undefined;
  }

  /**
   * @param until epoch milliseconds; a message in flight stays there, with this end instead of its old one
   * @param timed `false` when the caller ends it itself, at once
   */
  putInFlight(message: Message, until: number, timed = true): void {
    const inFlight = { kind: "inFlight", until, message } as const;
    this.#enter(message, inFlight);
    if (timed) this.#deadlines.add(inFlight);
    this.#received.set(message.sequence, message);
  }

  /** In flight for no time at all: what a visibility timeout of 0 asks for. */
  makeAvailable(message: Message): void {
    this.#enter(message, AVAILABLE);
    this.#backlog.add(message);
  }

  remove(message: Message): void {
    this.#enter(message, GONE);
    this.#retention.left();
    this.#received.delete(message.sequence);
    this.#backlog.released(message);
  }

  /** Lets everything happen that is due at `now`. */
  advance(now: number, retentionMs: number, listener: TimeListener): void {
    const cutoff = now - retentionMs;
    for (let old = this.#retention.takeExpired(cutoff); old !== undefined; old = this.#retention.takeExpired(cutoff)) {
      this.#expire(old);
      listener.expired(old, old.sentAt + retentionMs);
    }
    for (let due = this.#deadlines.takeDue(now); due !== undefined; due = this.#deadlines.takeDue(now)) {
      const { message, until } = due;
      this.counts[due.kind] -= 1;
      this.counts.available += 1;
      message.state = AVAILABLE;
      this.#backlog.add(message);
      if (due.kind === "inFlight") listener.returned(message, until);
    }
  }

  /** Moves the end of every delay: a FIFO queue's change of `DelaySeconds` counts for what already waits. */
  redelay(until: (message: Message) => number): void {
    for (const { message } of this.#deadlines.statesOf("delayed")) {
      const delayed = { kind: "delayed", until: until(message), message } as const;
      this.#enter(message, delayed);
      this.#deadlines.add(delayed);
    }
  }

  /** Forgets all messages at once. */
  clear(): void {
    this.#backlog = this.#makeBacklog();
    this.#deadlines.clear();
    this.#retention.clear();
    this.#received.clear();
    this.counts.available = 0;
    this.counts.delayed = 0;
    this.counts.inFlight = 0;
  }

  #expire(message: Message): void {
    this.#enter(message, GONE);
    this.#received.delete(message.sequence);
    this.#backlog.released(message);
  }

  #enter(message: Message, state: MessageState): void {
    const left = message.state;
    this.counts[left.kind] -= 1;
    this.counts[state.kind] += 1;
    message.state = state;
    if (left.kind === "inFlight" || left.kind === "delayed") this.#deadlines.endedEarly();
  }
}
