import type { Invocation, InvokeOutcome } from "./ports.ts";
import type { FunctionRunner, RunRequest } from "./function-runner.ts";

/** What is known of an invocation before it runs. */
export type TappedRequest = Invocation | RunRequest;

/**
 * Watches invocations where their payloads pass: facts carry none. What it does is on the way of every invocation, so it is synchronous and
 * quick, and changes nothing.
 */
export interface InvocationTap {
  /** Called right before the function is invoked; `undefined` when this one is of no interest. */
  started(request: TappedRequest): InvocationWatch | undefined;
}

/** One invocation. Exactly one of `ended` and `refused` is called, once. */
export interface InvocationWatch {
  /** A part of a response that is streamed. */
  wrote(chunk: Uint8Array): void;
  ended(outcome: InvokeOutcome): void;
  /** Nothing ran: there is no such function, or a bug of ours. */
  refused(error: unknown): void;
}

/**
 * The same `Invoke`, or `FunctionRunner.run`, with a tap. A tap that throws does not disturb the invocation.
 *
 * @param onError told what the tap threw
 * @example
 * const invoke = tapped(host.invoke, recorder, report);
 */
export function tapped<Request extends TappedRequest>(
  run: (request: Request) => Promise<InvokeOutcome>,
  tap: InvocationTap,
  onError: (error: unknown) => void,
): (request: Request) => Promise<InvokeOutcome> {
  const safely = <Result>(act: () => Result): Result | undefined => {
    try {
      return act();
    } catch (error) {
      onError(error);
      return undefined;
    }
  };
  return async (request) => {
    const watch = safely(() => tap.started(request));
    if (watch === undefined) return run(request);
    try {
      const outcome = await run(watched(request, (chunk) => safely(() => watch.wrote(chunk))));
      safely(() => watch.ended(outcome));
      return outcome;
    } catch (error) {
      safely(() => watch.refused(error));
      throw error;
    }
  };
}

function watched<Request extends TappedRequest>(request: Request, wrote: (chunk: Uint8Array) => void): Request {
  const sink = request.onResponse;
  if (sink === undefined) return request;
  return {
    ...request,
    onResponse: {
      start: (contentType) => sink.start(contentType),
      write(chunk) {
        wrote(chunk);
        sink.write(chunk);
      },
    },
  };
}

/** A runner whose invocations have a tap. */
export function tappedRunner(
  runner: FunctionRunner,
  tap: InvocationTap,
  onError: (error: unknown) => void,
): FunctionRunner {
  return {
    deploy: (definition) => runner.deploy(definition),
    remove: (functionArn, version) => runner.remove(functionArn, version),
    status: (functionArn, version) => runner.status(functionArn, version),
    reserve: (functionArn, executions) => runner.reserve(functionArn, executions),
    run: tapped((request) => runner.run(request), tap, onError),
    store: (archive) => runner.store(archive),
    codeOf: (functionArn, version) => runner.codeOf(functionArn, version),
  };
}
