import type { JournalEntry } from "../../../runtime/core/journal.ts";
import type { Line } from "./layout.ts";
import { functionLabel, idList, layOut, nameOf, shortId, withoutRequestId } from "./layout.ts";
import { forget, receiveOf } from "./message-lines.ts";
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

/** Beyond so many messages of one fate a line for each would hide the others. */
const MOST_LINES = 3;

/** One line a message, or for many of the same fate: what became of it and why. */
export function renderBatchSettled(entry: EntryOf<"esm.batchSettled">, state: RenderState): string | undefined {
  const reason = withoutRequestId(entry.reason);
  // The reason is about the messages that were kept whenever there are any.
  const success = entry.kept.length === 0 ? reason : "not among batchItemFailures";
  const fates = new Map<string, string[]>();
  for (const id of entry.kept) {
    const fate = `${reason}${whatNext(id, state)}`;
    fates.set(fate, [...(fates.get(fate) ?? []), id]);
  }
  const common = { at: entry.at, name: nameOf(entry.eventSourceArn) };
  const lines = [
    ...fateLines(entry.deleted, { ...common, verb: "deleted", format: "green", detail: success }, state),
    ...[...fates].flatMap(([detail, ids]) =>
      fateLines(ids, { ...common, verb: "kept", format: "yellow", detail }, state),
    ),
  ];
  return lines.length === 0 ? undefined : lines.join("\n");
}

function fateLines(ids: readonly string[], line: Line, state: RenderState): string[] {
  if (ids.length <= MOST_LINES) return ids.map((id) => layOut({ ...line, id }, state));
  const [id = ""] = ids;
  return [layOut({ ...line, id, detail: `${ids.length} messages (${idList(ids)}): ${line.detail ?? ""}` }, state)];
}

function whatNext(messageId: string, state: RenderState): string {
  const received = state.received.get(messageId);
  if (received === undefined) return "";
  return `; ${receiveOf(received)}, hidden until ${state.timeOf(received.invisibleUntil)}`;
}

export function renderMessageFiltered(entry: EntryOf<"esm.messageFiltered">, state: RenderState): string {
  forget(entry.messageId, state);
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
