import type { SeenInvocation } from "./engine.ts";

/** An invocation as a test asks for it. */
export interface TestInvocation {
  readonly functionName: string;
  readonly event: unknown;
  /** `running` until it ended. */
  readonly kind: "running" | "returned" | "threw" | "timedOut" | "crashed" | "throttled";
  readonly requestId: string | undefined;
  /** What the handler answered, or Lambda's error document. */
  readonly result: unknown;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
}

export function toTestInvocation({ functionName, event, startedAt, endedAt, outcome }: SeenInvocation): TestInvocation {
  const payload = outcome !== undefined && "payload" in outcome ? outcome.payload : undefined;
  return {
    functionName,
    event,
    kind: outcome?.kind ?? "running",
    requestId: outcome?.requestId,
    result: payload === undefined ? undefined : parsed(payload),
    startedAt,
    endedAt,
  };
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
