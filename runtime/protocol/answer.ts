import type { Members } from "./json-codec.ts";

/** What an operation wants of its HTTP answer and the model has no member for. */
export interface AnswerExtras {
  /** Instead of the model's: RestoreObject answers 202 or 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const EXTRAS = Symbol("answer");

/** The same output, answered with another status or further headers. Only the rest protocols look at it. */
export function withAnswer<Output extends object>(output: Output, extras: AnswerExtras): Output {
  return { ...output, [EXTRAS]: extras };
}

export function answerExtrasOf(output: Readonly<Members>): AnswerExtras | undefined {
  return (output as { readonly [EXTRAS]?: AnswerExtras })[EXTRAS];
}
