import type { DeclaredSummary } from "../../../runtime/core/facts.ts";
import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { functionLabel, layOut, milliseconds, WIDEST_NAME } from "./layout.ts";
import type { RenderState } from "./render-state.ts";

type EntryOf<Kind extends JournalEntry["kind"]> = Extract<JournalEntry, { kind: Kind }>;

export function renderConfigLoaded(entry: EntryOf<"config.loaded">, state: RenderState): string | undefined {
  state.hasConfig = true;
  if (entry.changes !== undefined) {
    const detail = entry.changes.length === 0 ? "nothing changed" : entry.changes.join(", ");
    return layOut({ at: entry.at, name: "config", verb: "reloaded", format: "magenta", detail }, state);
  }
  return entry.declared === undefined ? undefined : summary(entry.file, entry.declared, state);
}

export function renderStarted(entry: EntryOf<"runtime.started">, state: RenderState): string {
  const { endpoint, seed, readyMs, inspector } = entry;
  const { style, hasConfig } = state;
  state.hasStarted = true;
  return [
    ...(hasConfig ? [] : [section("config", ["none here; `lambdaloop init` writes a first one"], style)]),
    section("endpoint", [style("bold", endpoint)], style),
    section("seed", [seed], style),
    ...(inspector === undefined
      ? []
      : [section("inspector", [`${inspector} and up, one for each environment`], style)]),
    `  ${style("green", `ready in ${milliseconds(readyMs)}`)}`,
    "",
  ].join("\n");
}

function summary(file: string, declared: DeclaredSummary, state: RenderState): string {
  const { style } = state;
  const { functions, queues, subscriptions, mappings } = declared;
  const subscriptionRows = subscriptions.map(({ topicName, protocol, endpoint, attributes }) => [
    `${topicName} → ${protocol === "lambda" ? functionLabel(endpoint) : endpoint}`,
    attributes.join(", "),
  ]);
  const queueRows = queues.map(({ queueName, deadLetterQueueName, maxReceiveCount }) => [
    queueName,
    deadLetterQueueName === undefined
      ? ""
      : `dead-letter queue ${deadLetterQueueName} after ${maxReceiveCount} receives`,
  ]);
  const functionRows = functions.map(({ functionName, handler, runtime, timeout }) => [
    functionLabel(functionName),
    handler,
    runtime,
    `timeout ${timeout} s`,
  ]);
  const mappingRows = mappings.map(({ eventSourceName, functionName, batchSize, functionResponseTypes }) => [
    `${eventSourceName} → ${functionLabel(functionName)}`,
    [`batch size ${batchSize}`, ...functionResponseTypes].join(", "),
  ]);
  reserveWidth([...queueRows, ...functionRows, ...subscriptionRows, ...mappingRows], state);
  return [
    section("config", [file], style),
    section("functions", table(functionRows), style),
    section("queues", table(queueRows), style),
    section("topics", table(subscriptionRows), style),
    section("mappings", table(mappingRows), style),
  ]
    .filter((text) => text !== "")
    .join("\n");
}

/** So that the lines to come are aligned from the first one on. */
function reserveWidth(rows: readonly (readonly string[])[], state: RenderState): void {
  for (const [name = ""] of rows) state.nameWidth = Math.min(WIDEST_NAME, Math.max(state.nameWidth, name.length));
}

function section(title: string, rows: readonly string[], style: RenderState["style"]): string {
  return rows.map((row, index) => `  ${style("dim", (index === 0 ? title : "").padEnd(10))} ${row}`).join("\n");
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
