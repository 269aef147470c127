import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { layOut, nameOf } from "./layout.ts";
import type { ReceivedMessage, RenderState } from "./render-state.ts";

type EntryOf<Kind extends JournalEntry["kind"]> = Extract<JournalEntry, { kind: Kind }>;

export function renderDeduplicated(entry: EntryOf<"sqs.messageDeduplicated">, state: RenderState): string {
  const { at, messageId, queueArn, messageDeduplicationId } = entry;
  const detail = `a message with the deduplication id ${messageDeduplicationId} came less than 5 minutes ago`;
  return layOut({ at, id: messageId, name: nameOf(queueArn), verb: "ignored", format: "yellow", detail }, state);
}

export function renderReceived(entry: EntryOf<"sqs.messageReceived">, state: RenderState): string | undefined {
  const { receiveCount, maxReceiveCount, invisibleUntil, receiver } = entry;
  const before = state.receivedBefore.get(entry.messageId) ?? 0;
  const received = { receiveCount: receiveCount - before, maxReceiveCount, invisibleUntil };
  state.received.set(entry.messageId, received);
  if (state.mappings.has(receiver)) return undefined;
  const detail = `by ${receiver}, ${receiveOf(received)}, hidden until ${state.timeOf(invisibleUntil)}`;
  return layOut({ at: entry.at, id: entry.messageId, name: nameOf(entry.queueArn), verb: "received", detail }, state);
}

export function renderReturned(entry: EntryOf<"sqs.messageReturned">, state: RenderState): string {
  const received = state.received.get(entry.messageId);
  const times = received === undefined ? `receive ${entry.receiveCount}` : receiveOf(received);
  return layOut(
    {
      at: entry.at,
      id: entry.messageId,
      name: nameOf(entry.queueArn),
      verb: "visible",
      format: "yellow",
      detail: `again: not deleted within its visibility timeout (${times})`,
    },
    state,
  );
}

export function renderMoved(entry: EntryOf<"sqs.messageMovedToDeadLetterQueue">, state: RenderState): string {
  state.received.delete(entry.messageId);
  const before = state.receivedBefore.get(entry.messageId) ?? 0;
  state.receivedBefore.set(entry.messageId, before + entry.receiveCount);
  const detail = `to ${nameOf(entry.deadLetterQueueArn)}: received ${entry.receiveCount} times, maxReceiveCount is ${entry.maxReceiveCount}`;
  return layOut(
    { at: entry.at, id: entry.messageId, name: nameOf(entry.queueArn), verb: "moved", format: "red", detail },
    state,
  );
}

export function renderExpired(entry: EntryOf<"sqs.messageExpired">, state: RenderState): string {
  forget(entry.messageId, state);
  return layOut(
    {
      at: entry.at,
      id: entry.messageId,
      name: nameOf(entry.queueArn),
      verb: "expired",
      format: "yellow",
      detail: `its retention period ended (sent ${state.timeOf(entry.sentAt)})`,
    },
    state,
  );
}

/** For messages that are gone. */
export function forget(messageId: string, { received, receivedBefore }: RenderState): void {
  received.delete(messageId);
  receivedBefore.delete(messageId);
}

/** `receive 2 of 3` */
export function receiveOf({ receiveCount, maxReceiveCount }: ReceivedMessage): string {
  return maxReceiveCount === undefined ? `receive ${receiveCount}` : `receive ${receiveCount} of ${maxReceiveCount}`;
}
