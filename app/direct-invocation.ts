import type { InlineHandler } from "../handlers/sandbox/inline/handler-call.ts";
import { createInlineSandbox } from "../handlers/sandbox/inline/inline-sandbox.ts";
import type { EnvironmentSpec, LogLine } from "../handlers/sandbox/execution-environment.ts";
import { InitError } from "../handlers/sandbox/execution-environment.ts";
import { newTraceHeader } from "../handlers/trace-header.ts";
import { formatArn, type Scope } from "../runtime/core/arn.ts";
import type { Clock } from "../runtime/core/clock.ts";
import type { LambdaRuntime } from "../runtime/core/function-definition.ts";
import type { InvokeOutcome } from "../runtime/core/ports.ts";
import type { Random } from "../runtime/core/random.ts";
import { runtimeOfThisNode } from "./config/resolve.ts";

export { batchVerdict } from "../events/batch-response.ts";

export interface DirectInvocation extends Scope {
  readonly handler: InlineHandler;
  readonly payload: string;
  readonly functionName: string;
  readonly runtime?: LambdaRuntime | undefined;
  readonly timeoutMs: number;
  readonly memorySizeMB: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** What the handler sees of time; absent: the machine's. */
  readonly handlerClock: Clock | undefined;
  readonly random: Random;
  readonly onLog: (line: LogLine) => void;
}

/** Calls a handler once in this process, as Lambda would: with its context, its variables and its timeout, without any service. */
export async function invokeDirectly(call: DirectInvocation): Promise<InvokeOutcome> {
  const { clock, random, handler, handlerClock, payload } = call;
  const sandbox = createInlineSandbox({ clock, random, load: () => handler, handlerClock });
  const spec = specOf(call);
  const environment = sandbox.create(spec);
  const requestId = random.uuid();
  try {
    await environment.init();
  } catch (error) {
    if (!(error instanceof InitError)) throw error;
    return { kind: "crashed", requestId, payload: error.payload };
  }
  const { functionArn: invokedFunctionArn } = spec;
  const traceHeader = newTraceHeader(clock, random);
  return environment.invoke({ requestId, payload, invokedFunctionArn, traceHeader });
}

function specOf(call: DirectInvocation): EnvironmentSpec {
  const { functionName, timeoutMs, memorySizeMB, region, accountId, onLog } = call;
  return {
    functionName,
    functionArn: formatArn("lambda", call, `function:${functionName}`),
    version: "$LATEST",
    runtime: call.runtime ?? runtimeOfThisNode(),
    handler: "index.handler",
    taskRoot: process.cwd(),
    memorySizeMB,
    timeoutMs,
    variables: call.environment,
    region,
    accountId,
    endpointUrl: "http://127.0.0.1:4566",
    onLog,
  };
}
