// @ts-check
/**
 * Runs a user's Node handler inside workerd: the worker that `isolate.ts` talks to, one HTTP request a start or an invocation.
 *
 * What a handler can see (error documents, log lines, callbacks, context) is that of `bootstrap.cjs`, whose files it shares.
 * Here it lies at /var/runtime/index.mjs, the user's code below /var/task.
 */
/* oxlint-disable no-restricted-globals -- this file runs in the user's isolate, where time is the machine's own */

import fs from "node:fs";
import { Writable } from "node:stream";
import logging from "../process/bootstrap-logging.cjs";
import loading from "../process/bootstrap-loading.cjs";

const { errorDocument, isModernRuntime, logError, patchConsole, runtimeError, setCurrentRequestId } = logging;
const { STREAMING, isStreaming, loadHandler, refuseCallback } = loading;

/** @typedef {(event: unknown, context: unknown, callback?: unknown) => unknown} Handler */
/** @typedef {{ requestId: string, invokedFunctionArn: string, traceHeader: string, clientContext?: string, leftMs: number }} Invocation */
/** @typedef {ReadableStreamDefaultController<Uint8Array>} Controller */

/** The first byte of a frame; `frames.ts` knows the same ones. */
const FRAME = { ready: 1, returned: 2, threw: 3, fatal: 4, exit: 5, contentType: 6, part: 7, end: 8 };

/** @type {Handler | undefined} */
let handler;
/** Ends the request that runs now, whatever the user's code goes on to do. @type {(frame: Uint8Array) => void} */
let settle = () => {};
/** What a callback answered that waits for the event loop to be empty. @type {Uint8Array | undefined} */
let waitingAnswer;
/** Of an exit that the code asked for. @type {Uint8Array | undefined} */
let exitFrame;
/** What an HTTP response stream sends before its first part: status, headers, cookies. @type {WeakMap<object, string>} */
const preludes = new WeakMap();

/** @param {number} kind @param {string | Uint8Array} [body] */
function frame(kind, body = "") {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const whole = new Uint8Array(5 + bytes.length);
  whole[0] = kind;
  new DataView(whole.buffer).setUint32(1, bytes.length);
  whole.set(bytes, 5);
  return whole;
}

/** @param {unknown} result */
function returned(result) {
  let text;
  try {
    text = JSON.stringify(result === undefined ? null : result) ?? "null";
  } catch {
    const message = "Unable to stringify response body";
    throw isModernRuntime() ? runtimeError("JSONStringifyError", message) : new Error(message);
  }
  return frame(FRAME.returned, text);
}

/** @param {number} kind @param {string} label @param {unknown} error */
function failed(kind, label, error) {
  if (exitFrame !== undefined) return exitFrame;
  logError(label, error);
  return frame(kind, JSON.stringify(errorDocument(error)));
}

// ---- What surrounds the user's code ----

/** workerd's own `console` is the way out; text without a line's end waits for it. */
function openStreams() {
  /** @type {Record<number, (text: string) => void>} */
  const ways = { 1: console.log.bind(console), 2: console.error.bind(console) };
  /** @type {Record<number, string>} */
  const rests = { 1: "", 2: "" };
  /** @param {number} fd @param {unknown} chunk */
  const print = (fd, chunk) => {
    const text =
      rests[fd] + (typeof chunk === "string" ? chunk : Buffer.from(/** @type {Uint8Array} */ (chunk)).toString());
    const lines = text.split("\n");
    rests[fd] = lines.pop() ?? "";
    // A line break inside one event comes as NUL, which workerd's console would end at.
    for (const line of lines) ways[fd]?.(line.replaceAll("\0", "\u001e"));
  };
  const { writeSync } = fs;
  fs.writeSync = /** @type {typeof fs.writeSync} */ (
    (/** @type {number} */ fd, /** @type {Uint8Array} */ data, /** @type {[]} */ ...rest) => {
      if (ways[fd] === undefined) return writeSync(fd, data, ...rest);
      print(fd, data);
      return data.length;
    }
  );
  for (const [name, fd] of /** @type {const} */ ([
    ["stdout", 1],
    ["stderr", 2],
  ])) {
    /** @param {unknown} chunk @param {unknown[]} rest */
    const write = (chunk, ...rest) => {
      print(fd, chunk);
      const done = rest.at(-1);
      if (typeof done === "function") queueMicrotask(() => done());
      return true;
    };
    Reflect.set(process[name], "write", write);
  }
  return () => {
    for (const fd of [1, 2]) if (rests[fd] !== "") print(fd, "\n");
  };
}

/** As in a process: nothing runs on after it, unless the code catches what is thrown here. @param {number | string} [code] */
function exit(code = process.exitCode ?? 0) {
  exitFrame = frame(FRAME.exit, String(code));
  // A module that loads runs outside of the request that started it, which must find the frame by itself.
  if (handler !== undefined) settle(exitFrame);
  throw new Error(`process.exit(${code})`);
}

/** AWS's client of nodejs24.x leaves stray errors to Node, which prints them and exits with 1. @param {string} label @param {unknown} error */
function stray(label, error) {
  if (!isModernRuntime()) return settle(failed(FRAME.fatal, label, error));
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return settle(frame(FRAME.exit, "1"));
}

function catchStrayErrors() {
  /** @type {(type: string, listener: (event: Event & { reason?: unknown, error?: unknown }) => void) => void} */
  const listen = Reflect.get(globalThis, "addEventListener");
  listen("unhandledrejection", (event) => {
    event.preventDefault();
    const { reason } = event;
    if (isModernRuntime()) return stray("", reason);
    stray(
      "Unhandled Promise Rejection",
      Object.assign(runtimeError("UnhandledPromiseRejection", String(reason)), { reason }),
    );
  });
  // workerd tells nobody about an exception in a timer.
  for (const name of /** @type {const} */ (["setTimeout", "setInterval", "setImmediate"])) {
    const original = /** @type {(callback: (...given: unknown[]) => unknown, ...rest: unknown[]) => unknown} */ (
      globalThis[name]
    );
    Reflect.set(
      globalThis,
      name,
      (/** @type {(...given: unknown[]) => unknown} */ callback, /** @type {unknown[]} */ ...rest) =>
        original(
          (...given) => {
            try {
              return callback(...given);
            } catch (error) {
              return stray("Uncaught Exception", error);
            }
          },
          ...rest,
        ),
    );
  }
}

/**
 * A call that the gate refuses is no answer of somebody's: `fetch` fails with the gate's words. workerd's `node:http` calls `fetch` too, but
 * only prints what that fails with and never answers: it gets the gate's 403.
 */
function refuseCalls() {
  const original = globalThis.fetch;
  /** @param {Parameters<typeof fetch>} given */
  const refusing = async (...given) => {
    const isNodeHttp = /\(node-internal:/.test(new Error().stack ?? "");
    const response = await original(...given);
    if (!isNodeHttp && response.headers.has("Lambdaloop-Refused")) throw new TypeError(await response.text());
    return response;
  };
  globalThis.fetch = refusing;
}

function addAwsLambdaGlobal() {
  const HttpResponseStream = {
    /** @param {{ setContentType(type: string): void }} stream @param {unknown} prelude */
    from(stream, prelude) {
      stream.setContentType("application/vnd.awslambda.http-integration-response");
      preludes.set(stream, JSON.stringify(prelude));
      return stream;
    },
  };
  /** @param {Handler} streaming */
  const streamifyResponse = (streaming) => Object.assign(streaming, { [STREAMING]: "response" });
  Reflect.set(globalThis, "awslambda", { streamifyResponse, HttpResponseStream });
}

// ---- Starting ----

/** @param {string | null} specifier of the handler's module */
async function start(specifier) {
  try {
    handler = await loadHandler("/var/task", process.env["_HANDLER"] ?? "", () => {
      if (specifier !== null) return import(specifier);
      // As Node words it when `require` finds nothing.
      const message = `Cannot find module '${(process.env["_HANDLER"] ?? "").split(".")[0]}'\nRequire stack:\n- /var/runtime/index.mjs`;
      throw Object.assign(new Error(message), { code: "MODULE_NOT_FOUND" });
    });
    isStreaming(handler);
    refuseCallback(handler);
    return exitFrame ?? frame(FRAME.ready);
  } catch (error) {
    return failed(FRAME.threw, isModernRuntime() ? "Init Error" : "Uncaught Exception", error);
  }
}

// ---- Invoking ----

/** @param {Invocation} invocation */
function contextOf({ requestId, invokedFunctionArn, clientContext, leftMs }) {
  const env = process.env;
  const startedAt = Date.now();
  const environment = {
    functionVersion: env["AWS_LAMBDA_FUNCTION_VERSION"],
    functionName: env["AWS_LAMBDA_FUNCTION_NAME"],
    memoryLimitInMB: env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"],
    logGroupName: env["AWS_LAMBDA_LOG_GROUP_NAME"],
    logStreamName: env["AWS_LAMBDA_LOG_STREAM_NAME"],
  };
  const own = {
    clientContext: clientContext === undefined ? undefined : JSON.parse(clientContext),
    identity: undefined,
    invokedFunctionArn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => leftMs - (Date.now() - startedAt),
  };
  return isModernRuntime() ? { ...own, ...environment } : { ...environment, ...own };
}

/**
 * The contract until nodejs22.x. An answer by callback that waits for the event loop to be empty waits here for workerd to find that
 * nothing can happen any more: it then ends the request, and the answer is asked for.
 *
 * @param {Handler} run @param {unknown} event @param {object} given @returns {Promise<unknown>}
 */
function withCallbacks(run, event, given) {
  return new Promise((resolve, reject) => {
    /** @param {unknown} error @param {unknown} [result] */
    const done = (error, result) => {
      if (error === undefined || error === null) resolve(result);
      else reject(error);
    };
    let waits = true;
    /** @param {unknown} error @param {unknown} [result] */
    const callback = (error, result) => {
      if ((error !== undefined && error !== null) || !waits) return done(error, result);
      try {
        waitingAnswer = returned(result);
      } catch (unwritable) {
        reject(unwritable);
      }
    };
    const context = {
      get callbackWaitsForEmptyEventLoop() {
        return waits;
      },
      set callbackWaitsForEmptyEventLoop(value) {
        waits = value;
      },
      succeed: (/** @type {unknown} */ result) => done(undefined, result),
      fail: (/** @type {unknown} */ error) => done(error ?? "handled"),
      done,
    };
    const answer = run(event, Object.assign(context, given), callback);
    if (isPromise(answer)) answer.then(context.succeed, context.fail);
  });
}

/** @param {unknown} value @returns {value is Promise<unknown>} */
function isPromise(value) {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, "then") === "function";
}

/** @param {Controller} controller */
function responseStream(controller) {
  let written = false;
  /** @param {string | Uint8Array} body */
  const send = (body) => controller.enqueue(frame(FRAME.part, body));
  const stream = new Writable({
    write(chunk, _encoding, callback) {
      send(chunk);
      callback();
    },
  });
  const write = stream.write.bind(stream);
  Reflect.set(stream, "setContentType", (/** @type {string} */ type) => {
    if (written) throw runtimeError("InvalidStreamingOperation", "Cannot set content-type, too late.");
    controller.enqueue(frame(FRAME.contentType, type));
  });
  Reflect.set(stream, "write", (/** @type {unknown} */ chunk, /** @type {[]} */ ...rest) => {
    const prelude = written ? undefined : preludes.get(stream);
    written = true;
    // Eight NUL bytes part the prelude from the body.
    if (prelude !== undefined) send(`${prelude}${"\0".repeat(8)}`);
    return write(typeof chunk === "string" || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk), ...rest);
  });
  return stream;
}

/** @param {Handler} run @param {unknown} event @param {object} context @param {Controller} controller */
async function runStreaming(run, event, context, controller) {
  const out = responseStream(controller);
  try {
    // The type says two arguments; a streaming handler's second one is the stream.
    const answer = run(event, out, context);
    if (!isPromise(answer)) throw new Error("Streaming does not support non-async handlers.");
    if ((await answer) !== undefined) console.warn("Streaming handlers ignore return values.");
    if (!out.writableEnded) throw new Error("Response stream is not finished.");
    settle(frame(FRAME.end));
  } catch (error) {
    settle(failed(FRAME.threw, "Invoke Error", error));
  }
}

/** @param {Handler} run @param {unknown} event @param {object} context */
async function runBuffered(run, event, context) {
  try {
    return returned(await (isModernRuntime() ? run(event, context) : withCallbacks(run, event, context)));
  } catch (error) {
    return failed(FRAME.threw, "Invoke Error", error);
  }
}

/** @param {Handler} run @param {Request} request */
async function invoke(run, request) {
  /** @type {Invocation} */
  const invocation = JSON.parse(decodeURIComponent(request.headers.get("lambdaloop-invocation") ?? ""));
  setCurrentRequestId(invocation.requestId);
  waitingAnswer = undefined;
  process.env["_X_AMZN_TRACE_ID"] = invocation.traceHeader;
  const event = JSON.parse(await request.text());
  const context = contextOf(invocation);
  if (!isStreaming(run)) return settled(() => runBuffered(run, event, context));
  return new ReadableStream({
    start(controller) {
      controller.enqueue(frame(FRAME.contentType, "application/octet-stream"));
      let isOpen = true;
      settle = (last) => {
        if (!isOpen) return;
        isOpen = false;
        flush();
        controller.enqueue(last);
        controller.close();
      };
      void runStreaming(run, event, context, controller);
    },
  });
}

/** The first of: what the code answers, its exit, a stray error. @param {() => Promise<Uint8Array>} run @returns {Promise<Uint8Array>} */
async function settled(run) {
  const first = await new Promise((resolve) => {
    settle = resolve;
    run().then(resolve, resolve);
  });
  flush();
  return first;
}

/** Other types of content are compressed, which would hold parts of a stream back. @param {Uint8Array | ReadableStream} body */
function framed(body) {
  return new Response(/** @type {ConstructorParameters<typeof Response>[0]} */ (body), {
    headers: { "Content-Type": "application/octet-stream" },
  });
}

const flush = openStreams();
patchConsole();
addAwsLambdaGlobal();
refuseCalls();
catchStrayErrors();
Reflect.set(process, "exit", exit);

// oxlint-disable-next-line import/no-default-export -- a worker is its module's default export
export default {
  /** @param {Request} request */
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/start") return framed(await settled(() => start(searchParams.get("module"))));
    if (pathname === "/answer") return framed(waitingAnswer ?? frame(FRAME.returned, "null"));
    if (handler === undefined) return new Response("no handler", { status: 500 });
    return framed(await invoke(handler, request));
  },
};
