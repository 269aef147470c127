import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { functionLabel, idList, layOut, nameOf } from "./layout.ts";
import type { RenderState } from "./render-state.ts";

type EntryOf<Kind extends JournalEntry["kind"]> = Extract<JournalEntry, { kind: Kind }>;

export function renderBatchThrottled(entry: EntryOf<"esm.batchThrottled">, state: RenderState): string {
  const { at, eventSourceArn, functionName, messageIds, reason, retryAt } = entry;
  const [first = ""] = messageIds;
  const which = messageIds.length === 1 ? "" : ` with ${messageIds.length} messages: ${idList(messageIds)}`;
  const next = retryAt === undefined ? "back to the queue" : `again at ${state.timeOf(retryAt)}`;
  const name = `${nameOf(eventSourceArn)} → ${functionLabel(functionName)}`;
  const detail = `(${reason})${which}, ${next}`;
  return layOut({ at, id: first, name, verb: "throttled", format: "yellow", detail }, state);
}

export function renderMessagesLeft(entry: EntryOf<"esm.messagesLeft">, state: RenderState): string {
  const { at, eventSourceArn, messageIds, reason } = entry;
  const [first = ""] = messageIds;
  const which = messageIds.length === 1 ? "" : `${messageIds.length} messages (${idList(messageIds)}): `;
  const common = { at, id: first, name: nameOf(eventSourceArn), verb: "kept", format: "yellow" } as const;
  return layOut({ ...common, detail: `${which}${reason}` }, state);
}

export function renderNeverHandled(entry: EntryOf<"esm.messageNeverHandled">, state: RenderState): string {
  const { at, eventSourceArn, messageId, reason } = entry;
  const name = nameOf(eventSourceArn);
  return layOut({ at, id: messageId, name, verb: "unhandled", format: "red", detail: reason }, state);
}
