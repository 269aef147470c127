import type { Journal } from "../runtime/core/journal.ts";
import type { InvokeOutcome } from "../runtime/core/ports.ts";
import type { BuildFailure } from "./build/code-builder.ts";
import type { PoolInvocation } from "./environment-pool.ts";
import { errorDocument } from "./error-document.ts";

/** An invocation of a function that has no code because it does not build: Lambda would answer its deployment with its init error. */
export function neverBuilt(
  functionName: string,
  { requestId, causeId }: PoolInvocation,
  failure: BuildFailure | undefined,
  journal: Journal,
): InvokeOutcome {
  const errorType = failure?.errorType ?? "Runtime.ImportModuleError";
  const errorMessage = failure?.frame ?? "The runtime stops.";
  journal.record(
    {
      kind: "lambda.invocationEnded",
      functionName,
      requestId,
      outcome: "crashed",
      durationMs: 0,
      errorType,
      errorMessage: failure?.message ?? errorMessage,
      ...(failure?.at === undefined ? {} : { errorAt: failure.at }),
    },
    causeId,
  );
  return { kind: "crashed", requestId, payload: errorDocument(errorType, errorMessage, []) };
}
