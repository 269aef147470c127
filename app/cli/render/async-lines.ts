import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { functionLabel, layOut, nameOf, withoutRequestId } from "./layout.ts";
import type { RenderState } from "./render-state.ts";

type EntryOf<Kind extends JournalEntry["kind"]> = Extract<JournalEntry, { kind: Kind }>;

export function renderAsyncRetried(entry: EntryOf<"lambda.asyncInvocationRetried">, state: RenderState): string {
  const { at, requestId, functionName, retryAt, reason } = entry;
  const detail = `its event until ${state.timeOf(retryAt)}: ${withoutRequestId(reason)}`;
  return layOut(
    { at, id: requestId, name: functionLabel(functionName), verb: "kept", format: "yellow", detail },
    state,
  );
}

export function renderAsyncDropped(entry: EntryOf<"lambda.asyncInvocationDropped">, state: RenderState): string {
  const { at, requestId, functionName, condition, reason } = entry;
  const detail = `its event, ${condition}: ${withoutRequestId(reason)}`;
  return layOut(
    { at, id: requestId, name: functionLabel(functionName), verb: "dropped", format: "red", detail },
    state,
  );
}

export function renderDestinationFailed(entry: EntryOf<"lambda.destinationFailed">, state: RenderState): string {
  const { at, requestId, functionName, role, destinationArn, reason } = entry;
  const detail = `to send its ${role} record to ${nameOf(destinationArn)}: ${reason}`;
  return layOut({ at, id: requestId, name: functionLabel(functionName), verb: "failed", format: "red", detail }, state);
}
