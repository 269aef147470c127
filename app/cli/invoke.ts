import { UserError } from "../../runtime/core/errors.ts";
import type { InstanceOptions } from "./instance.ts";
import { findInstance, otherNames } from "./instance.ts";
import { readTextArgument } from "./standard-input.ts";

export interface InvokeOptions extends InstanceOptions {
  readonly event?: string;
  /** Do not wait for the function. */
  readonly async?: boolean;
  /** The deployed function, by the AWS account of the environment. */
  readonly remote?: boolean;
  readonly region?: string;
  readonly profile?: string;
}

/** An invocation that is over: of the running instance or of a deployed function. */
export interface FinishedInvocation {
  readonly kind: "returned" | "threw" | "timedOut" | "crashed" | "throttled";
  readonly requestId: string;
  /** JSON text. */
  readonly payload?: string;
  readonly reason?: string;
  readonly logs: readonly string[];
}

/** An event that was accepted. */
export interface QueuedInvocation {
  readonly kind: "queued";
  readonly requestId: string;
}

/** What the instance answers to a control invocation. */
export type ControlInvocation = FinishedInvocation;

/**
 * Invokes a function: its result goes to standard output, its log to standard error.
 *
 * @returns the exit code, 1 when the function failed
 */
export async function invoke(functionName: string, options: InvokeOptions): Promise<number> {
  const event = options.event === undefined ? "{}" : readEvent(options.event);
  const answer = await ask(functionName, event, options);
  if (answer.kind === "queued") {
    process.stdout.write(`${answer.requestId}\n`);
    return 0;
  }
  for (const line of answer.logs) process.stderr.write(`${line.trimEnd()}\n`);
  if (answer.kind === "returned") {
    process.stdout.write(`${answer.payload ?? "null"}\n`);
    return 0;
  }
  process.stderr.write(`${answer.kind}: ${answer.payload ?? answer.reason ?? ""}\n`);
  return 1;
}

async function ask(
  functionName: string,
  event: string,
  options: InvokeOptions,
): Promise<FinishedInvocation | QueuedInvocation> {
  if (options.remote !== true) {
    const { endpoint } = await findInstance(options);
    return options.async === true ? queue(endpoint, functionName, event) : call(endpoint, functionName, event);
  }
  const { invokeRemote } = await import("./invoke-remote.ts");
  return invokeRemote(functionName, event, options);
}

async function call(endpoint: string, functionName: string, event: string): Promise<FinishedInvocation> {
  const response = await fetch(`${endpoint}/_lambdaloop/functions/${encodeURIComponent(functionName)}/invocations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: event,
  });
  const answer = (await response.json()) as ControlInvocation & { message?: string; functions?: string[] };
  if (response.ok) return answer;
  const message = answer.message ?? `The instance answered ${response.status}.`;
  throw new UserError("REFUSED", message, { advice: otherNames(functionName, answer.functions ?? []) });
}

/** As any client does: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
async function queue(endpoint: string, functionName: string, event: string): Promise<QueuedInvocation> {
  const response = await fetch(`${endpoint}/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-amz-invocation-type": "Event" },
    body: event,
  });
  const text = await response.text();
  if (response.status === 202) return { kind: "queued", requestId: response.headers.get("x-amzn-requestid") ?? "" };
  const { message, Message } = JSON.parse(text) as { message?: string; Message?: string };
  throw new UserError("REFUSED", message ?? Message ?? `The instance answered ${response.status}.`);
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
