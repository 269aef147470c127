import type { Backlog } from "./backlog.ts";
import { ChunkedDeque } from "./chunked-deque.ts";
import { KeyedHeap } from "./keyed-heap.ts";
import { MessageBuffer } from "./message-buffer.ts";
import type { Message } from "./message.ts";

/** One message group: strictly in order, and closed behind its messages in flight. */
interface Group {
  readonly id: string;
  readonly buffer: MessageBuffer;
  /** Those in flight by their sequence; may hold some that no longer are. */
  readonly inFlight: KeyedHeap<Message>;
  /** Whether it stands in the line of groups that have something to give. */
  ready: boolean;
}

/**
 * A FIFO queue's messages. Groups stand in line; a receive empties the first group before it goes on to the next, as recorded
 * tests show of AWS. While messages of a group are in flight nothing behind them is given; a message before them, whose visibility
 * timeout ended, is.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
export class FifoBacklog implements Backlog {
  readonly #groups = new Map<string, Group>();
  readonly #line = new ChunkedDeque<Group>();

  add(message: Message): void {
    const group = this.#group(message.content.groupId ?? "");
    group.buffer.add(message);
    this.#queueUp(group);
  }

  take(max: number, deliver: (message: Message) => boolean): void {
    let taken = 0;
    while (taken < max) {
      const group = this.#line.shift();
      if (group === undefined) return;
      group.ready = false;
      taken += takeFrom(group, max - taken, deliver);
      this.#queueUp(group);
    }
  }

  first(): Message | undefined {
    for (let group = this.#line.first(); group !== undefined; group = this.#line.first()) {
      const message = group.buffer.first();
      if (message !== undefined && message.sequence < firstSequenceInFlight(group)) return message;
      this.#line.shift();
      group.ready = false;
    }
    return undefined;
  }

  released(message: Message): void {
    const group = this.#groups.get(message.content.groupId ?? "");
    if (group !== undefined) this.#queueUp(group);
  }

  #queueUp(group: Group): void {
    if (group.ready) return;
    const next = group.buffer.first();
    const firstInFlight = firstSequenceInFlight(group);
    if (next !== undefined && next.sequence < firstInFlight) {
      group.ready = true;
      this.#line.push(group);
    } else if (next === undefined && firstInFlight === Number.POSITIVE_INFINITY) this.#groups.delete(group.id);
  }

  #group(id: string): Group {
    let group = this.#groups.get(id);
    if (group === undefined) {
      group = { id, buffer: new MessageBuffer(), inFlight: new KeyedHeap(), ready: false };
      this.#groups.set(id, group);
    }
    return group;
  }
}

function takeFrom(group: Group, max: number, deliver: (message: Message) => boolean): number {
  // Fixed before the first is taken: what this receive takes does not close the group to the receive itself.
  const firstInFlight = firstSequenceInFlight(group);
  let taken = 0;
  for (let next = group.buffer.first(); next !== undefined && taken < max; next = group.buffer.first()) {
    if (next.sequence > firstInFlight) break;
    group.buffer.take();
    if (!deliver(next)) continue;
    group.inFlight.push(next.sequence, next);
    taken += 1;
  }
  return taken;
}

function firstSequenceInFlight({ inFlight }: Group): number {
  while (inFlight.size > 0 && inFlight.first()?.state.kind !== "inFlight") inFlight.pop();
  return inFlight.firstKey;
}
