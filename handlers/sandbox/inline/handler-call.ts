import { types } from "node:util";
import { errorDocument } from "../../error-document.ts";

/** A function of the user's, as Node.js runtimes take it. */
export type InlineHandler = (event: never, context: never, callback: never) => unknown;

/** A handler's answer or its error, as the runtime would report it. */
export interface HandlerResult {
  readonly kind: "returned" | "threw";
  /** JSON text. */
  readonly payload: string;
}

export interface HandlerCall {
  readonly event: unknown;
  readonly context: object;
  /** Callbacks and `context.done` ended with nodejs24.x. */
  readonly allowsCallbacks: boolean;
}

/**
 * Calls a handler in this process. Unlike in a process of its own, an answer by callback is taken at once, because this
 * process's event loop is never empty: `callbackWaitsForEmptyEventLoop` changes nothing here.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function callHandler(handler: InlineHandler, call: HandlerCall): Promise<HandlerResult> {
  try {
    const answer = call.allowsCallbacks ? await withCallbacks(handler, call) : await invoked(handler, call, undefined);
    return { kind: "returned", payload: stringified(answer, call.allowsCallbacks) };
  } catch (error) {
    return { kind: "threw", payload: errorDocumentOf(error) };
  }
}

type Callback = (error?: unknown, result?: unknown) => void;

function invoked(handler: InlineHandler, { event, context }: HandlerCall, callback: Callback | undefined): unknown {
  const call = handler as (event: unknown, context: object, callback?: Callback) => unknown;
  return callback === undefined ? call(event, context) : call(event, context, callback);
}

function withCallbacks(handler: InlineHandler, call: HandlerCall): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done: Callback = (error, result) => {
      if (error === undefined || error === null) resolve(result);
      // What is thrown is the user's, whatever it is.
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors
      else reject(error);
    };
    const context = Object.assign(
      {
        callbackWaitsForEmptyEventLoop: true,
        succeed: (result: unknown) => done(undefined, result),
        fail: (error: unknown) => done(error ?? "handled"),
        done,
      },
      call.context,
    );
    const answer = invoked(handler, { ...call, context }, done);
    if (isThenable(answer)) answer.then(context.succeed, context.fail);
    // Lambda ignores what a synchronous handler returns, and answers null when its event loop runs dry.
    else if (handler.length <= CALLBACK_POSITION) setImmediate(() => resolve(null));
  });
}

/** How many parameters come before the callback: a handler without it has nothing to wait for. */
const CALLBACK_POSITION = 2;

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

function stringified(answer: unknown, isOldRuntime: boolean): string {
  try {
    return JSON.stringify(answer === undefined ? null : answer) ?? "null";
  } catch (cause) {
    const error = new Error("Unable to stringify response body", { cause });
    if (!isOldRuntime) error.name = "Runtime.JSONStringifyError";
    throw error;
  }
}

/** As AWS's Node.js runtime words it. */
function errorDocumentOf(error: unknown): string {
  if (types.isNativeError(error) || error instanceof Error) {
    return errorDocument(error.name, error.message, (error.stack ?? "").split("\n"));
  }
  return errorDocument(typeof error, String(error), []);
}
