import { styleText } from "node:util";
import type { Difference } from "../../../events/replay/index.ts";
import type { ReplayAnswer } from "../../replay/replay-request.ts";

const MOST_DIFFERENCES = 50;
const LONGEST_VALUE = 200;

/** What a replay says to people. */
export function describeReplay(answer: ReplayAnswer): string {
  const { recorded, replayed, isChanged, differences, notes, settlement } = answer;
  const { id, functionName, source } = recorded;
  const took = replayed.durationMs === undefined ? "" : ` in ${replayed.durationMs.toFixed(1)} ms`;
  const verdict = isChanged ? styleText("yellow", "changed") : styleText("green", "same");
  const lines = [
    `${id}  ${functionName}  ${source}  ${replayed.outcome}${took}  ${verdict}`,
    ...notes.map((note) => `  note: ${note}`),
    ...differences.slice(0, MOST_DIFFERENCES).flatMap(describe),
  ];
  if (differences.length > MOST_DIFFERENCES) lines.push(`  and ${differences.length - MOST_DIFFERENCES} more`);
  if (settlement !== undefined) lines.push(`  ${describeSettlement(settlement)}`);
  if (recorded.outcome === "imported") lines.push(`  result: ${shown(replayed.result ?? replayed.resultText)}`);
  return `${lines.join("\n")}\n`;
}

function describeSettlement({ deleted, kept, queueName }: NonNullable<ReplayAnswer["settlement"]>): string {
  const messages = (count: number): string => (count === 1 ? "1 message" : `${count} messages`);
  if (kept === 0) return `${messages(deleted)} deleted from ${queueName}`;
  const others = deleted === 0 ? "" : `, ${messages(deleted)} deleted`;
  return `${messages(kept)} back in ${queueName} after the visibility timeout${others}`;
}

function describe({ path, kind, ...values }: Difference): string[] {
  const before = kind === "added" ? [] : [styleText("red", `    - ${shown(values.recorded)}`)];
  const after = kind === "removed" ? [] : [styleText("green", `    + ${shown(values.replayed)}`)];
  return [`  ${path}`, ...before, ...after];
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE - 1)}…`;
}
