import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { types } from "node:util";
import type { ResponseSink } from "../../../runtime/core/response-sink.ts";
import { errorDocument } from "../../error-document.ts";
import { MAX_RESPONSE_BYTES } from "../process/error-documents.ts";
import { isStreaming, ResponseStream } from "./response-stream.ts";

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
  /** Takes the response while it is written; the payload is then empty. */
  readonly sink?: ResponseSink | undefined;
}

/**
 * Calls a handler in this process. Unlike in a process of its own, an answer by callback is taken at once, because this
 * process's event loop is never empty: `callbackWaitsForEmptyEventLoop` changes nothing here.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function callHandler(handler: InlineHandler, call: HandlerCall): Promise<HandlerResult> {
  if (isStreaming(handler)) return streamed(handler, call);
  try {
    const answer = call.allowsCallbacks ? await withCallbacks(handler, call) : await invoked(handler, call, undefined);
    return inOnePiece(stringified(answer, call.allowsCallbacks), call.sink);
  } catch (error) {
    logError("Invoke Error", error);
    return { kind: "threw", payload: errorDocumentOf(error) };
  }
}

function inOnePiece(payload: string, sink: ResponseSink | undefined): HandlerResult {
  const isTooLarge = Buffer.byteLength(payload) > MAX_RESPONSE_BYTES;
  if (sink === undefined || isTooLarge) return { kind: "returned", payload };
  sink.start("application/json");
  sink.write(Buffer.from(payload));
  return { kind: "returned", payload: "" };
}

async function streamed(handler: InlineHandler, { event, context, sink }: HandlerCall): Promise<HandlerResult> {
  const stream = new ResponseStream(sink);
  // Its writes are heard of by the response alone.
  stream.on("error", () => undefined);
  try {
    const call = handler as unknown as (event: unknown, stream: ResponseStream, context: object) => unknown;
    const answer = call(event, stream, context);
    if (!isThenable(answer)) throw new Error("Streaming does not support non-async handlers.");
    const result = await answer;
    if (result !== undefined) console.warn("Streaming handlers ignore return values.");
    if (!stream.writableEnded) throw new Error("Response stream is not finished.");
    if (!stream.writableFinished) await once(stream, "finish");
    const { excess } = stream;
    return excess === undefined ? { kind: "returned", payload: stream.text } : { kind: "threw", payload: excess };
  } catch (error) {
    logError("Invoke Error", error);
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

/** This file's: in what is published, that of the part of the program that it is in. */
const OWN_FILE = fileURLToPath(import.meta.url);

/** A stack's lines, without those of ours that called the handler. */
export function traceOf(stack: string): string[] {
  const lines = stack.split("\n");
  const ours = lines.findIndex((line) => line.includes(OWN_FILE));
  return ours === -1 ? lines : lines.slice(0, ours);
}

/** Prints an error as AWS's Node.js runtime does: into the log of whatever runs. */
export function logError(label: string, thrown: unknown): void {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { name: errorType, message: errorMessage, stack = "" } = error;
  // With what the user has put on it.
  const shown = Object.assign({ errorType, errorMessage }, error, { stack: traceOf(stack) });
  try {
    console.error(label, `\t${JSON.stringify(shown)}`);
  } catch {
    console.error(label, `\t${errorDocumentOf(error)}`);
  }
}

/**
 * For runtimes from nodejs24.x on.
 *
 * @throws {Error} `Runtime.CallbackHandlerDeprecated`
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function refuseCallback(handler: InlineHandler): void {
  if (handler.length <= CALLBACK_POSITION || isStreaming(handler)) return;
  const error = new Error(CALLBACK_DEPRECATED);
  error.name = "Runtime.CallbackHandlerDeprecated";
  throw error;
}

const CALLBACK_DEPRECATED =
  "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.";

/** As AWS's Node.js runtime words it. */
function errorDocumentOf(error: unknown): string {
  if (types.isNativeError(error) || error instanceof Error) {
    return errorDocument(error.name, error.message, traceOf(error.stack ?? ""));
  }
  return errorDocument(typeof error, String(error), []);
}
