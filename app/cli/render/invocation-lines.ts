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
const TOLD_BY_THE_END = /^RequestId: \S+ Error: Runtime exited\b|^Runtime\.(ExitError|OutOfMemory)$/;

/** V8's own, after it ran out of memory; it names no code of the user's. */
const NATIVE_STACK = /^(----- Native stack trace -----|[ \d]\d: 0x[0-9a-f]+ .*)$/;

export function renderLog(entry: EntryOf<"lambda.logged">, state: RenderState): string | undefined {
  const { functionName, requestId, line } = entry;
  if (isTold(entry) || isRepeatedWarning(line, state)) return undefined;
  const text = withoutRequestId(withoutPrefix(line, requestId).trimEnd());
  // Outside an invocation there is no id that would tell whose it is.
  const whole = requestId === undefined ? `${functionLabel(functionName)}: ${text}` : text;
  return withoutRuntimeFrames(whole.split(/\r?\n|\r/))
    .map((part) => layOutBelow(part, requestId ?? "", state))
    .join("\n");
}

function isTold({ source, line, requestId }: EntryOf<"lambda.logged">): boolean {
  if (source === "stderr") return NATIVE_STACK.test(line);
  if (source !== "platform") return false;
  return TOLD_BY_FACTS.test(line) || (requestId !== undefined && TOLD_BY_THE_END.test(line));
}

/** Every new process warns again, for example of an old Node.js. */
function isRepeatedWarning(line: string, { warnings }: RenderState): boolean {
  const [, warning] = /^(?:\S+\t\S+\tERROR\t)?\(node:\d+\) (.*)$/s.exec(line) ?? [];
  if (warning === undefined) return false;
  const isRepeated = warnings.has(warning);
  warnings.add(warning);
  return isRepeated;
}

/** Lambda's Node.js runtime starts each line with time and request id, which the margin already shows. */
function withoutPrefix(text: string, requestId: string | undefined): string {
  const [prefix = "", id, level] = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t(\S+)\t([A-Z]+)\t/.exec(text) ?? [];
  if (prefix === "" || (id !== requestId && id !== "undefined")) return text;
  const rest = withReadableStack(text.slice(prefix.length));
  return level === "INFO" ? rest : `${level} ${rest}`;
}

/** The runtime logs an error of the handler as JSON on one line; a person wants its stack. */
function withReadableStack(text: string): string {
  const json = /^(?:Invoke Error|Unhandled Promise Rejection|Uncaught Exception) \t(\{.*\})$/s.exec(text)?.[1];
  return json === undefined ? text : (stackOf(json) ?? [text]).join("\n");
}

/** What called the handler is the same in every stack. */
function withoutRuntimeFrames(lines: readonly string[]): string[] {
  return lines.filter(
    (line) => !/^\s+at (.*[( ])?(file:\/\/)?(\/var\/runtime\/|node:internal)|^\s+at .*<anonymous>\)$/.test(line),
  );
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
  const isPlaceTold = entry.errorAt === undefined || entry.errorMessage?.startsWith(entry.errorAt) === true;
  const at = isPlaceTold ? "" : ` at ${entry.errorAt}`;
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
