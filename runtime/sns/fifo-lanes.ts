import type { SnsNotification } from "../core/deliver.ts";
import type { FactId } from "../core/journal.ts";
import type { Deliveries, DeliveryTarget } from "./deliveries.ts";

interface Waiting {
  readonly notification: SnsNotification;
  readonly causeId: FactId | undefined;
  readonly ended: (() => void) | undefined;
}

/** What waits for one message group at one target, while the one before is being delivered. */
class Lane {
  readonly waiting: Waiting[] = [];
}

/**
 * Deliveries of FIFO topics: to each subscription, the messages of a group one after the other, also while one is retried.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/fifo-topic-message-ordering.html
 */
export class FifoLanes {
  readonly #deliveries: Deliveries;
  readonly #lanes = new WeakMap<DeliveryTarget, Map<string, Lane>>();

  constructor(deliveries: Deliveries) {
    this.#deliveries = deliveries;
  }

  /** @param ended called when this one needs no further attempt */
  begin(target: DeliveryTarget, messageGroupId: string, waiting: Waiting): void {
    let groups = this.#lanes.get(target);
    if (groups === undefined) this.#lanes.set(target, (groups = new Map()));
    const busy = groups.get(messageGroupId);
    if (busy !== undefined) {
      busy.waiting.push(waiting);
      return;
    }
    const lane = new Lane();
    lane.waiting.push(waiting);
    groups.set(messageGroupId, lane);
    this.#run(target, lane, () => groups.delete(messageGroupId));
  }

  /** A loop and not a chain of callbacks: thousands that wait must not fill the stack. */
  #run(target: DeliveryTarget, lane: Lane, idle: () => void): void {
    for (let next = lane.waiting.shift(); next !== undefined; next = lane.waiting.shift()) {
      const { notification, causeId, ended } = next;
      let state: "starting" | "waiting" | "ended" = "starting";
      void this.#deliveries.begin(target, notification, causeId, () => {
        ended?.();
        const wasWaiting = state === "waiting";
        state = "ended";
        if (wasWaiting) this.#run(target, lane, idle);
      });
      if (isEnded(state)) continue;
      state = "waiting";
      return;
    }
    idle();
  }
}

/** A function, because the compiler does not see that a callback has changed a local. */
function isEnded(state: "starting" | "waiting" | "ended"): boolean {
  return state === "ended";
}
