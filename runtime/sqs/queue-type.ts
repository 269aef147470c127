import type { Random } from "../core/random.ts";
import { type Backlog, StandardBacklog } from "./backlog.ts";
import { FifoBacklog } from "./fifo-backlog.ts";
import { FifoSending } from "./fifo-sending.ts";
import type { QueueSettings } from "./queue-settings.ts";
import { type Sending, StandardSending } from "./sending.ts";

/** What a queue's type decides: how it names what is sent to it, and in which order it gives it. */
export interface QueueType {
  readonly sending: Sending;
  readonly makeBacklog: () => Backlog;
}

/** @param ordered plain order instead of a standard queue's best-effort order */
export function queueTypeOf(settings: QueueSettings, random: Random, ordered: boolean): QueueType {
  if (settings.isFifo) {
    return { sending: new FifoSending(random, settings.deduplicationScope), makeBacklog: () => new FifoBacklog() };
  }
  const order = ordered ? undefined : random;
  return { sending: new StandardSending(random), makeBacklog: () => new StandardBacklog(order) };
}
