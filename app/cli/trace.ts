import { styleText } from "node:util";
import { systemClock } from "../../runtime/core/clock.ts";
import type { AnsweredTrace } from "../api/answers.ts";
import { askControl } from "./control.ts";
import type { InstanceOptions } from "./instance.ts";
import { type PageOptions, renderTrace } from "./render/trace-tree.ts";

export interface TraceOptions extends InstanceOptions {
  readonly json?: boolean;
}

/** Prints the whole life of a message, a request or an object. @param id see `Explanations.find` */
export async function trace(id: string, options: TraceOptions): Promise<void> {
  const answer = await askControl<AnsweredTrace>("trace", { id }, options);
  const text = options.json === true ? JSON.stringify(answer, undefined, 2) : renderTrace(answer, pageOptions());
  process.stdout.write(`${text}\n`);
}

const DEFAULT_WIDTH = 80;

/** Of the terminal; a pipe has the default's width. */
export function pageOptions(): PageOptions {
  return { style: styleText, width: process.stdout.columns ?? DEFAULT_WIDTH, now: systemClock.now() };
}
