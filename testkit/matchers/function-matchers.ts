import { compilePattern } from "../../runtime/core/pattern/compile.ts";
import type { InvokeResult } from "../invoke.ts";
import { TestFunction } from "../resources/function.ts";
import type { TestInvocation } from "../seen-invocation.ts";
import { traceOf } from "../trace.ts";
import { isLike, shown } from "./like.ts";
import type { MatcherResult } from "./queue-matchers.ts";

/** Passes when one of the function's invocations had an event like this. */
export function toHaveBeenInvokedWith(
  received: TestFunction | readonly TestInvocation[],
  event: unknown,
): MatcherResult {
  const invocations = received instanceof TestFunction ? received.invocations() : received;
  const name = received instanceof TestFunction ? `function ${received.name}` : "the function";
  const pass = invocations.some((invocation) => isLike(invocation.event, event));
  const told = invocations.map((each) => `  ${each.kind}: ${shown(each.event)}${traceFor(received, each)}`);
  const what = invocations.length === 0 ? "It was not invoked." : `It was invoked with:\n${told.join("\n")}`;
  return {
    pass,
    message: () => `Expected ${name} ${pass ? "not " : ""}to have been invoked with ${shown(event)}.\n${what}`,
  };
}

/**
 * Passes when exactly these messages of the batch stay in the queue: their ids or bodies in any order, or how many.
 * For a function of a runtime: over all of its batches.
 */
export function toHaveBatchFailures(
  received: InvokeResult | TestFunction,
  expected: number | readonly string[],
): MatcherResult {
  const { failed, reason } = received instanceof TestFunction ? failuresOf(received) : failuresIn(received);
  const pass = typeof expected === "number" ? failed.length === expected : isSame(failed, expected);
  const list = failed.map(({ body, messageId }) => `  ${messageId}: ${body}`).join("\n");
  return {
    pass,
    message: () =>
      `Expected ${pass ? "other batch failures than" : "the batch failures"} ${shown(expected)}; ${failed.length} failed, because ${reason}.\n${list}`,
  };
}

/** Passes when an EventBridge rule with this pattern would let the event through. */
export function toMatchEventPattern(event: object, pattern: unknown): MatcherResult {
  const compiled = compilePattern(pattern);
  if (compiled.kind === "invalid") throw new TypeError(`AWS would refuse this pattern: ${compiled.reason}`);
  const refusal = compiled.pattern.refusal(event);
  const pass = refusal === undefined;
  return {
    pass,
    message: () =>
      pass ? `Expected the event not to match ${shown(pattern)}.` : `The event does not match: ${refusal}.`,
  };
}

interface Failed {
  readonly messageId: string;
  readonly body: string;
}

interface Failures {
  readonly failed: readonly Failed[];
  readonly reason: string;
}

function failuresIn({ records, reason = "its event is no queue's" }: InvokeResult): Failures {
  return { failed: records.filter(({ fate }) => fate !== "deleted"), reason };
}

function failuresOf(handler: TestFunction): Failures {
  const settled = handler.settledBatches();
  const bodies = new Map(handler.invocations().flatMap(({ event }) => recordsOf(event)));
  const kept = settled.flatMap((batch) => batch.kept);
  const failed = kept.map((messageId) => ({ messageId, body: bodies.get(messageId) ?? "" }));
  const reasons = [...new Set(settled.map(({ reason }) => reason))].join("; ");
  return { failed, reason: reasons === "" ? "it had no batch" : reasons };
}

function recordsOf(event: unknown): [string, string][] {
  const { Records = [] } = event as { Records?: { messageId?: string; body?: string }[] };
  return Records.map(({ messageId = "", body = "" }) => [messageId, body]);
}

function isSame(failed: readonly Failed[], expected: readonly string[]): boolean {
  if (failed.length !== expected.length) return false;
  return expected.every((each) => failed.some(({ messageId, body }) => messageId === each || body === each));
}

function traceFor(received: TestFunction | readonly TestInvocation[], { requestId }: TestInvocation): string {
  if (!(received instanceof TestFunction) || requestId === undefined) return "";
  return `\n${traceOf(received.engine.facts, requestId).replaceAll(/^/gm, "    ")}`;
}
