import type { AnsweredNode, AnsweredReason, AnsweredTrace, AnsweredWhy } from "../../api/answers.ts";
import { clockTimes, offsetText } from "../../explain/times.ts";
import type { Format, Style } from "./render-state.ts";
import { wrap } from "./wrap.ts";

export interface PageOptions {
  readonly style: Style;
  /** Characters. */
  readonly width: number;
  /** Epoch milliseconds: instants of another day are shown with it. */
  readonly now: number;
  readonly timeZone?: string | undefined;
}

/** `+1.25 s` and a margin. */
const OFFSET_WIDTH = 11;
/** Below it the text of a deep branch is broken anyhow. */
const NARROWEST_TEXT = 24;

const TONES: Readonly<Record<AnsweredNode["tone"], Format>> = {
  plain: "bold",
  good: "green",
  warning: "yellow",
  bad: "red",
};

/** A life as a tree, with its reason at the end. */
export function renderTrace({ subject, root, reason }: AnsweredTrace, options: PageOptions): string {
  const { style, now, timeZone } = options;
  const began = clockTimes(now, timeZone)(root.fact.at);
  return [
    `${style("bold", subject.title)}${style("dim", `, began ${began}`)}`,
    "",
    ...nodeLines(root, { lead: "", below: "" }, options),
    "",
    ...reasonLines(reason, options),
  ].join("\n");
}

interface Margin {
  /** Before the node's first line. */
  readonly lead: string;
  /** Before the others and before its children. */
  readonly below: string;
}

function nodeLines(node: AnsweredNode, { lead, below }: Margin, options: PageOptions): string[] {
  const { style, width } = options;
  const { children, verb, tone, text } = node;
  const room = Math.max(NARROWEST_TEXT, width - OFFSET_WIDTH - lead.length);
  // A line that follows stands under the text, beside the branch to the children.
  const hanging = `${below}${children.length > 0 ? "│ " : "  "}`;
  const [first = "", ...rest] = hangingWrap(`${verb} ${text}`, room, hanging.length - lead.length);
  const offset = style("dim", offsetText(node.offsetMs).padEnd(OFFSET_WIDTH));
  const blank = " ".repeat(OFFSET_WIDTH);
  const told = first.startsWith(verb) ? `${style(TONES[tone], verb)}${first.slice(verb.length)}` : first;
  return [
    `${offset}${style("dim", lead)}${told}`.trimEnd(),
    ...rest.map((line) => `${blank}${style("dim", hanging)}${line}`),
    ...children.flatMap((child, place) => {
      const isLast = place === children.length - 1;
      const margin = { lead: `${below}${isLast ? "└ " : "├ "}`, below: `${below}${isLast ? "  " : "│ "}` };
      return nodeLines(child, margin, options);
    }),
  ];
}

/** @param indent how much less room the lines after the first have */
function hangingWrap(text: string, width: number, indent: number): string[] {
  const [first = ""] = wrap(text, width);
  const rest = text.replaceAll(/\s+/g, " ").slice(first.length).trimStart();
  return rest === "" ? [first] : [first, ...wrap(rest, Math.max(NARROWEST_TEXT, width - indent))];
}

/** From where it began to where it stands, and why. */
export function renderWhy({ path, reason }: AnsweredWhy, options: PageOptions): string {
  const { style, width, now, timeZone } = options;
  const timeOf = clockTimes(now, timeZone);
  const steps = path.flatMap(({ title, at }, place) =>
    wrap(title, width - 18).map((line, row) => {
      const margin = row === 0 ? timeOf(at).padEnd(14) : " ".repeat(14);
      return `${style("dim", margin)}${row === 0 && place > 0 ? "→ " : "  "}${line}`;
    }),
  );
  return [...steps, "", ...reasonLines(reason, options)].join("\n");
}

const OUTCOMES: Readonly<Record<AnsweredReason["outcome"], { readonly word: string; readonly format: Format }>> = {
  done: { word: "done", format: "green" },
  underWay: { word: "under way", format: "cyan" },
  waiting: { word: "waiting", format: "yellow" },
  stopped: { word: "stopped", format: "red" },
};

function reasonLines({ outcome, sentence, advice, code }: AnsweredReason, { style, width }: PageOptions): string[] {
  const { word, format } = OUTCOMES[outcome];
  const label = 10;
  const room = Math.max(NARROWEST_TEXT, width - label);
  const block = (name: string, text: string, how: Format): string[] =>
    wrap(text, room).map((line, row) => `${row === 0 ? style(how, name.padEnd(label)) : " ".repeat(label)}${line}`);
  return [...block(word, sentence, format), ...block("do", advice, "dim"), ...block("reason", code, "dim")];
}
