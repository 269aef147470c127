import { UserError } from "../../runtime/core/errors.ts";
import type { InstanceOptions } from "./instance.ts";
import { findInstance } from "./instance.ts";
import { readTextArgument } from "./standard-input.ts";

export interface InvokeOptions extends InstanceOptions {
  readonly event?: string;
}

/** What the instance answers to a control invocation. */
export interface ControlInvocation {
  readonly kind: "returned" | "threw" | "timedOut" | "crashed" | "throttled";
  readonly requestId: string;
  readonly payload?: string;
  readonly reason?: string;
  readonly logs: readonly string[];
}

/**
 * Invokes a function: its result goes to standard output, its log to standard error.
 *
 * @returns the exit code, 1 when the function failed
 */
export async function invoke(functionName: string, options: InvokeOptions): Promise<number> {
  const event = options.event === undefined ? "{}" : readTextArgument(options.event);
  const { endpoint } = await findInstance(options);
  const response = await fetch(`${endpoint}/_lambdaloop/functions/${encodeURIComponent(functionName)}/invocations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: event,
  });
  const answer = (await response.json()) as ControlInvocation & { message?: string };
  if (!response.ok) throw new UserError("REFUSED", answer.message ?? `The instance answered ${response.status}.`);
  for (const line of answer.logs) process.stderr.write(`${line.trimEnd()}\n`);
  if (answer.kind === "returned") {
    process.stdout.write(`${answer.payload ?? "null"}\n`);
    return 0;
  }
  process.stderr.write(`${answer.kind}: ${answer.payload ?? answer.reason ?? ""}\n`);
  return 1;
}
