import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { renderBatchInvoked } from "./batch-lines.ts";
import type { Format, RenderState } from "./render-state.ts";
import { functionLabel, layOut, layOutBelow, milliseconds, plural } from "./layout.ts";

type EntryOf<Kind extends JournalEntry["kind"]> = Extract<JournalEntry, { kind: Kind }>;

export function renderInvocationStarted(entry: EntryOf<"lambda.invocationStarted">, state: RenderState): string {
  const batch = entry.causeId === undefined ? undefined : state.batches.get(entry.causeId);
  if (batch !== undefined) {
    state.batches.delete(batch.id);
    return renderBatchInvoked(batch, entry, state);
  }
  const detail = `${plural(entry.payloadBytes, "byte")} of event`;
  return layOut(
    { at: entry.at, id: entry.requestId, name: functionLabel(entry.functionName), verb: "invoked", detail },
    state,
  );
}

/** Said better by the lines of the invocation's start and end. */
const TOLD_BY_FACTS = /^(START RequestId|END RequestId|REPORT RequestId|INIT_START|INIT_REPORT)\b/;

export function renderLog(entry: EntryOf<"lambda.logged">, state: RenderState): string | undefined {
  if (entry.source === "platform" && TOLD_BY_FACTS.test(entry.line)) return undefined;
  return entry.line
    .trimEnd()
    .split(/\r?\n|\r/)
    .map((line) => layOutBelow(withoutPrefix(line, entry.requestId), entry.requestId ?? "", state))
    .join("\n");
}

/** Lambda's Node.js runtime starts each line with time and request id, which the margin already shows. */
function withoutPrefix(line: string, requestId: string | undefined): string {
  const match = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t(\S+)\t([A-Z]+)\t/.exec(line);
  if (match === null || (match[1] !== requestId && match[1] !== "undefined")) return line;
  const rest = line.slice(match[0].length);
  return match[2] === "INFO" ? rest : `${match[2]} ${rest}`;
}

const VERBS: Readonly<Record<EntryOf<"lambda.invocationEnded">["outcome"], { verb: string; format: Format }>> = {
  returned: { verb: "returned", format: "green" },
  threw: { verb: "threw", format: "red" },
  timedOut: { verb: "timed out", format: "red" },
  crashed: { verb: "crashed", format: "red" },
  throttled: { verb: "throttled", format: "yellow" },
};

export function renderInvocationEnded(entry: EntryOf<"lambda.invocationEnded">, state: RenderState): string {
  const error = entry.errorType === undefined ? "" : `, ${entry.errorType}: ${entry.errorMessage ?? ""}`;
  const at = entry.errorAt === undefined ? "" : ` at ${entry.errorAt}`;
  return layOut(
    {
      at: entry.at,
      id: entry.requestId,
      name: functionLabel(entry.functionName),
      ...VERBS[entry.outcome],
      detail: `after ${milliseconds(entry.durationMs)}${error}${at}`,
    },
    state,
  );
}
