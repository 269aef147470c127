import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { layOut, plural } from "./layout.ts";
import type { RenderState } from "./render-state.ts";

type InboxReceived = Extract<JournalEntry, { kind: "inbox.received" }>;

export function renderInboxReceived(entry: InboxReceived, state: RenderState): string {
  const { at, messageId, protocol, endpoint, number, textBytes } = entry;
  const detail = `${protocol} to ${endpoint}, ${plural(textBytes, "byte")}, not sent: number ${number}`;
  return layOut({ at, id: messageId, name: "inbox", verb: "received", format: "magenta", detail }, state);
}
