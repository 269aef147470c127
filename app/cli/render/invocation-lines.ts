import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { renderBatchInvoked } from "./batch-lines.ts";
import type { Format, RenderState } from "./render-state.ts";
import { functionLabel, layOut, layOutBelow, milliseconds, plural, withoutRequestId } from "./layout.ts";

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
const TOLD_BY_FACTS =
  /^(START RequestId|END RequestId|REPORT RequestId|INIT_START|INIT_REPORT)\b|Task timed out after [\d.]+ seconds$/;

export function renderLog(entry: EntryOf<"lambda.logged">, state: RenderState): string | undefined {
  if (entry.source === "platform" && TOLD_BY_FACTS.test(entry.line)) return undefined;
  return withoutRequestId(withoutPrefix(entry.line.trimEnd(), entry.requestId))
    .split(/\r?\n|\r/)
    .map((line) => layOutBelow(line, entry.requestId ?? "", state))
    .join("\n");
}

/** Lambda's Node.js runtime starts each line with time and request id, which the margin already shows. */
function withoutPrefix(text: string, requestId: string | undefined): string {
  const [prefix = "", id, level] = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t(\S+)\t([A-Z]+)\t/.exec(text) ?? [];
  if (prefix === "" || (id !== requestId && id !== "undefined")) return text;
  const rest = withReadableStack(text.slice(prefix.length));
  return level === "INFO" ? rest : `${level} ${rest}`;
}

/** The runtime logs an error of the handler as JSON on one line; a person wants its stack, without the runtime's own frames. */
function withReadableStack(text: string): string {
  const json = /^(?:Invoke Error|Unhandled Promise Rejection|Uncaught Exception) \t(\{.*\})$/s.exec(text)?.[1];
  if (json === undefined) return text;
  const lines = stackOf(json) ?? [text];
  return lines.filter((line) => !/\(?(\/var\/runtime\/|node:internal)|<anonymous>\)$/.test(line)).join("\n");
}

function stackOf(json: string): string[] | undefined {
  try {
    const { reason, stack } = JSON.parse(json) as { reason?: { stack?: string[] }; stack?: string[] };
    return reason?.stack ?? stack;
  } catch {
    // A handler may log anything, also what only looks like the runtime's own line.
    return undefined;
  }
}

const VERBS: Readonly<Record<EntryOf<"lambda.invocationEnded">["outcome"], { verb: string; format: Format }>> = {
  returned: { verb: "returned", format: "green" },
  threw: { verb: "threw", format: "red" },
  timedOut: { verb: "timed out", format: "red" },
  crashed: { verb: "crashed", format: "red" },
  throttled: { verb: "throttled", format: "yellow" },
};

export function renderInvocationEnded(entry: EntryOf<"lambda.invocationEnded">, state: RenderState): string {
  const error =
    entry.errorType === undefined ? "" : `, ${entry.errorType}: ${withoutRequestId(entry.errorMessage ?? "")}`;
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
