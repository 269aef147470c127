import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { functionLabel, idList, layOut, nameOf, plural } from "./layout.ts";
import { receiveOf } from "./message-lines.ts";
import type { RenderState } from "./render-state.ts";

type EntryOf<Kind extends JournalEntry["kind"]> = Extract<JournalEntry, { kind: Kind }>;

const CLOSED_BY: Readonly<Record<EntryOf<"esm.batchFormed">["closedBy"], string>> = {
  batchSize: "full",
  window: "its window ended",
  payloadSize: "the next record would pass 6 MB",
  noMoreMessages: "nothing else waited",
};

export function renderBatchFormed(entry: EntryOf<"esm.batchFormed">, state: RenderState): string {
  state.mappings.add(entry.uuid);
  state.batches.add(entry.id);
  const { messageIds } = entry;
  const [first = ""] = messageIds;
  const received = messageIds.length === 1 ? state.received.get(first) : undefined;
  const which = messageIds.length === 1 ? "" : ` (${CLOSED_BY[entry.closedBy]}): ${idList(messageIds)}`;
  const times = received === undefined ? "" : `, ${receiveOf(received)}`;
  return layOut(
    {
      at: entry.at,
      id: first,
      name: `${nameOf(entry.eventSourceArn)} → ${functionLabel(entry.functionName)}`,
      verb: "invoked",
      detail: `with ${plural(messageIds.length, "message")}${which}${times}`,
    },
    state,
  );
}

/** One line a message: its fate and why. */
export function renderBatchSettled(entry: EntryOf<"esm.batchSettled">, state: RenderState): string | undefined {
  const name = nameOf(entry.eventSourceArn);
  // The reason is about the messages that were kept whenever there are any.
  const success = entry.kept.length === 0 ? entry.reason : "not among batchItemFailures";
  const deleted = entry.deleted.map((id) =>
    layOut({ at: entry.at, id, name, verb: "deleted", format: "green", detail: success }, state),
  );
  const kept = entry.kept.map((id) =>
    layOut(
      { at: entry.at, id, name, verb: "kept", format: "yellow", detail: `${entry.reason}${whatNext(id, state)}` },
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
