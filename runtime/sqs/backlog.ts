import type { Random } from "../core/random.ts";
import { ChunkedDeque } from "./chunked-deque.ts";
import { MessageBuffer } from "./message-buffer.ts";
import type { Message } from "./message.ts";

/**
 * The available messages of a queue, and which comes next. Standard and FIFO queues differ here and in nothing else that
 * concerns order.
 */
export interface Backlog {
  /** A message became available. */
  add(message: Message): void;
  /**
   * Hands messages to `deliver` until it has taken `max` of them. `deliver` puts a message in flight and returns `true`, or
   * moves it out of the queue and returns `false`.
   */
  take(max: number, deliver: (message: Message) => boolean): void;
  /** The message that `take` would hand out next, but for best-effort order; it stays. */
  first(): Message | undefined;
  /** A message is no longer in flight: it came back (and was added again) or is gone. */
  released(message: Message): void;
}

/** How far a message of a standard queue may overtake. */
const REORDER_REACH = 8;
/** One receive in so many takes a message out of turn. */
const REORDER_ONE_IN = 8;
/** So many waiting messages stay in order. */
const ORDERED_MESSAGES = 64;

/** The messages of one tenant of a standard queue. */
interface Lane {
  readonly groupId: string | undefined;
  readonly buffer: MessageBuffer;
  waiting: boolean;
}

/**
 * A standard queue's messages: best-effort order, and fair between message groups, so that a group with a long backlog does not
 * make the others wait. Messages without a group share one lane.
 *
 * AWS leaves both open; we take groups in turn. A few messages come in the order of sending, as tests against AWS find them; while
 * more than 64 wait, one receive in eight takes a message out of turn, up to seven places early, unless plain order is asked for.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
 */
export class StandardBacklog implements Backlog {
  readonly #random: Random | undefined;
  readonly #ungrouped: Lane = { groupId: undefined, buffer: new MessageBuffer(), waiting: false };
  readonly #lanes = new Map<string, Lane>();
  readonly #turns = new ChunkedDeque<Lane>();

  /** @param random for best-effort order; without it messages leave in the order in which they were sent */
  constructor(random: Random | undefined) {
    this.#random = random;
  }

  add(message: Message): void {
    const lane = this.#lane(message.content.groupId);
    lane.buffer.add(message);
    if (lane.waiting) return;
    lane.waiting = true;
    this.#turns.push(lane);
  }

  take(max: number, deliver: (message: Message) => boolean): void {
    let taken = 0;
    while (taken < max) {
      const message = this.#next();
      if (message === undefined) return;
      if (deliver(message)) taken += 1;
    }
  }

  first(): Message | undefined {
    for (let lane = this.#turns.first(); lane !== undefined; lane = this.#turns.first()) {
      const message = lane.buffer.first();
      if (message !== undefined) return message;
      this.#leave(lane);
    }
    return undefined;
  }

  released(message: Message): void {
    // In flight messages hold nobody back here; but what ended while it waited must not stay in memory until somebody receives.
    if (message.buffered) this.#existingLane(message)?.buffer.first();
  }

  #existingLane({ content }: Message): Lane | undefined {
    return content.groupId === undefined ? this.#ungrouped : this.#lanes.get(content.groupId);
  }

  #next(): Message | undefined {
    for (let lane = this.#turns.first(); lane !== undefined; lane = this.#turns.first()) {
      this.#reorder(lane.buffer);
      const message = lane.buffer.take();
      if (message === undefined) this.#leave(lane);
      else if (this.#turns.size > 1) this.#turns.push(this.#turns.shift() ?? lane);
      if (message !== undefined) return message;
    }
    return undefined;
  }

  #reorder(buffer: MessageBuffer): void {
    if (this.#random === undefined || buffer.size <= ORDERED_MESSAGES) return;
    const reach = Math.min(REORDER_REACH, buffer.reachable);
    if (reach > 1 && this.#random.int(REORDER_ONE_IN) === 0) buffer.bringToFront(this.#random.int(reach));
  }

  #leave(lane: Lane): void {
    this.#turns.shift();
    lane.waiting = false;
    if (lane.groupId !== undefined) this.#lanes.delete(lane.groupId);
  }

  #lane(groupId: string | undefined): Lane {
    if (groupId === undefined) return this.#ungrouped;
    let lane = this.#lanes.get(groupId);
    if (lane === undefined) {
      lane = { groupId, buffer: new MessageBuffer(), waiting: false };
      this.#lanes.set(groupId, lane);
    }
    return lane;
  }
}
