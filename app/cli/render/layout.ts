import type { Format, RenderState } from "./render-state.ts";

const ID_WIDTH = 8;
const VERB_WIDTH = 9;
export const WIDEST_NAME = 32;

export interface Line {
  readonly at: number;
  /** A message's or request's id; shortened. */
  readonly id?: string;
  /** The queue or function. */
  readonly name: string;
  readonly verb: string;
  readonly format?: Format;
  readonly detail?: string;
}

/** `12:01:42.123  1f0c9a7e  orders        sent       412 bytes` */
export function layOut(line: Line, state: RenderState): string {
  state.nameWidth = Math.min(WIDEST_NAME, Math.max(state.nameWidth, line.name.length));
  const verb = line.verb.padEnd(VERB_WIDTH);
  const columns = [
    state.style("dim", state.timeOf(line.at)),
    state.style("cyan", shortId(line.id ?? "").padEnd(ID_WIDTH)),
    line.name.padEnd(state.nameWidth),
    line.format === undefined ? verb : state.style(line.format, verb),
    line.detail ?? "",
  ];
  return columns.join("  ").trimEnd();
}

const TIME_WIDTH = 12;

/** A line below its invocation: `              1f0c9a7e  │ text` */
export function layOutBelow(text: string, id: string, state: RenderState): string {
  const margin = " ".repeat(TIME_WIDTH);
  return `${margin}  ${state.style("dim", shortId(id).padEnd(ID_WIDTH))}  ${state.style("dim", "│")} ${text}`.trimEnd();
}

/** Enough of a UUID to tell messages apart on a screen. */
export function shortId(id: string): string {
  return id.slice(0, ID_WIDTH);
}

/** Resource name of an ARN. */
export function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}

export function functionLabel(functionName: string): string {
  return `λ ${functionName}`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const MOST_IDS = 6;

/** `1f0c9a7e 2a…` and how many more. */
export function idList(ids: readonly string[]): string {
  const shown = ids.slice(0, MOST_IDS).map(shortId).join(" ");
  return ids.length > MOST_IDS ? `${shown} +${ids.length - MOST_IDS}` : shown;
}

export function milliseconds(durationMs: number): string {
  return durationMs < 10 ? `${Math.round(durationMs * 10) / 10} ms` : `${Math.round(durationMs)} ms`;
}

/** Without what Lambda puts before the text of some errors: the line shows the request's id already. */
export function withoutRequestId(text: string): string {
  return text.replaceAll(/RequestId: [0-9a-f-]{36} Error: /g, "");
}
