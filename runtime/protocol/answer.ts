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

const PLAIN = Symbol("plain");

/**
 * The same output, marked as one in whose text nothing needs an escape in JSON (printable ASCII, no quotes, no backslashes): the caller knows
 * so, and ten bodies are not searched once more.
 */
export function plainAnswer<Output extends object>(output: Output): Output {
  (output as { [PLAIN]?: true })[PLAIN] = true;
  return output;
}

export function isPlainAnswer(output: Readonly<Members>): boolean {
  return (output as { readonly [PLAIN]?: true })[PLAIN] === true;
}
