import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { functionLabel, idList, layOut, nameOf, shortId, withoutRequestId } from "./layout.ts";
import { receiveOf } from "./message-lines.ts";
import type { BatchFormed, RenderState } from "./render-state.ts";

type EntryOf<Kind extends JournalEntry["kind"]> = Extract<JournalEntry, { kind: Kind }>;

const CLOSED_BY: Readonly<Record<EntryOf<"esm.batchFormed">["closedBy"], string>> = {
  batchSize: "full",
  window: "its window ended",
  payloadSize: "the next record would pass 6 MB",
  noMoreMessages: "nothing else waited",
};

/** Told when its invocation starts, with the request's id, which its log lines carry. */
export function rememberBatch(entry: BatchFormed, state: RenderState): undefined {
  state.mappings.add(entry.uuid);
  state.batches.set(entry.id, entry);
}

export function renderBatchInvoked(
  batch: BatchFormed,
  invoked: { at: number; requestId: string },
  state: RenderState,
): string {
  const { messageIds, closedBy } = batch;
  const [first = ""] = messageIds;
  const received = messageIds.length === 1 ? state.received.get(first) : undefined;
  const times = received === undefined ? "" : `, ${receiveOf(received)}`;
  const which =
    messageIds.length === 1
      ? ""
      : ` with ${messageIds.length} messages (${CLOSED_BY[closedBy]}): ${idList(messageIds)}`;
  return layOut(
    {
      at: invoked.at,
      id: first,
      name: `${nameOf(batch.eventSourceArn)} → ${functionLabel(batch.functionName)}`,
      verb: "invoked",
      detail: `as ${shortId(invoked.requestId)}${which}${times}`,
    },
    state,
  );
}

/** One line a message: its fate and why. */
export function renderBatchSettled(entry: EntryOf<"esm.batchSettled">, state: RenderState): string | undefined {
  const name = nameOf(entry.eventSourceArn);
  const reason = withoutRequestId(entry.reason);
  // The reason is about the messages that were kept whenever there are any.
  const success = entry.kept.length === 0 ? reason : "not among batchItemFailures";
  const deleted = entry.deleted.map((id) =>
    layOut({ at: entry.at, id, name, verb: "deleted", format: "green", detail: success }, state),
  );
  const kept = entry.kept.map((id) =>
    layOut(
      { at: entry.at, id, name, verb: "kept", format: "yellow", detail: `${reason}${whatNext(id, state)}` },
      state,
    ),
  );
  const lines = [...deleted, ...kept];
  return lines.length === 0 ? undefined : lines.join("\n");
}

function whatNext(messageId: string, state: RenderState): string {
  const received = state.received.get(messageId);
  if (received === undefined) return "";
  return `; ${receiveOf(received)}, hidden until ${state.timeOf(received.invisibleUntil)}`;
}

export function renderMessageFiltered(entry: EntryOf<"esm.messageFiltered">, state: RenderState): string {
  state.received.delete(entry.messageId);
  const name = nameOf(entry.eventSourceArn);
  return layOut(
    {
      at: entry.at,
      id: entry.messageId,
      name,
      verb: "filtered",
      format: "yellow",
      detail: `and deleted: ${entry.reason}`,
    },
    state,
  );
}
