import type { EventRouter } from "../../events/index.ts";
import type { Clock } from "../../runtime/core/clock.ts";
import type { Journal } from "../../runtime/core/journal.ts";
import type { Sqs } from "../../runtime/sqs/index.ts";
import { nameOf } from "./names.ts";
import { Explanations } from "./subjects.ts";
import type { QueueNow, World } from "./world.ts";

export interface Observed {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly sqs: Sqs;
  readonly router: Pick<EventRouter, "list">;
}

/** Everything that can be explained at this instant. */
export function explain(observed: Observed): Explanations {
  // First the queues: to be asked makes them record what is due.
  const world = worldOf(observed);
  return new Explanations(observed.journal.entries(), world);
}

/** The id of the message that a receipt handle names; other text as it is. */
export function withoutReceiptHandle(id: string, sqs: Sqs): string {
  for (const queue of sqs.queues()) {
    const messageId = queue.messageIdOf(id);
    if (messageId !== undefined) return messageId;
  }
  return id;
}

function worldOf({ clock, sqs, router }: Observed): World {
  const queues = new Map<string, QueueNow>();
  for (const queue of sqs.queues()) {
    const { maxReceiveCount, deadLetterTargetArn = "" } = queue.settings.redrivePolicy ?? {};
    const deadLetterQueueArn = sqs.queueByArn(deadLetterTargetArn)?.arn;
    const { inFlight } = queue.counts;
    queues.set(queue.arn, { inFlight, inFlightLimit: queue.inFlightLimit, maxReceiveCount, deadLetterQueueArn });
  }
  const mappings = router.list().map(({ uuid, definition, state, inFlight, concurrencyLimit }) => ({
    uuid,
    eventSourceArn: definition.eventSourceArn,
    functionName: nameOf(definition.functionName),
    state,
    inFlight,
    concurrencyLimit,
    windowSeconds: definition.maximumBatchingWindowInSeconds ?? 0,
  }));
  return { now: clock.now(), queues, mappings };
}
