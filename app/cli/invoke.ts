import { UserError } from "../../runtime/core/errors.ts";
import type { InstanceOptions } from "./instance.ts";
import { findInstance, otherNames } from "./instance.ts";
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
  const event = options.event === undefined ? "{}" : readEvent(options.event);
  const { endpoint } = await findInstance(options);
  const response = await fetch(`${endpoint}/_lambdaloop/functions/${encodeURIComponent(functionName)}/invocations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: event,
  });
  const answer = (await response.json()) as ControlInvocation & { message?: string; functions?: string[] };
  if (!response.ok) {
    const message = answer.message ?? `The instance answered ${response.status}.`;
    throw new UserError("REFUSED", message, { advice: otherNames(functionName, answer.functions ?? []) });
  }
  for (const line of answer.logs) process.stderr.write(`${line.trimEnd()}\n`);
  if (answer.kind === "returned") {
    process.stdout.write(`${answer.payload ?? "null"}\n`);
    return 0;
  }
  process.stderr.write(`${answer.kind}: ${answer.payload ?? answer.reason ?? ""}\n`);
  return 1;
}

/** @throws {UserError} `NO_JSON` with what JSON.parse says */
function readEvent(file: string): string {
  const text = readTextArgument(file);
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    const name = file === "-" ? "Standard input" : `The file ${file}`;
    throw new UserError("NO_JSON", `${name} is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
}
