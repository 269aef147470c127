// @ts-check
/**
 * Runs a user's Node handler over the Lambda Runtime API; started by `process-sandbox.ts`, one process per execution environment.
 *
 * What a handler can see (error documents, log lines, callbacks, context) follows AWS's own runtime client: 3.x for nodejs20.x and
 * nodejs22.x, 4.x from nodejs24.x on. https://github.com/aws/aws-lambda-nodejs-runtime-interface-client
 *
 * CommonJS and `require("node:http")` on purpose: the ESM facade of node:http costs 30 ms of start on Node >= 22.
 */
"use strict";
/* oxlint-disable no-restricted-globals -- this file runs in the user's process, where time is the machine's own */

const http = require("node:http");
const nodeModule = require("node:module");
const {
  currentRequestId,
  errorDocument,
  flushStreams,
  isModernRuntime,
  logError,
  noteStreamUse,
  patchConsole,
  runtimeError,
  setCurrentRequestId,
} = require("./bootstrap-logging.cjs");
const { STREAMING, importModule, isStreaming, loadHandler, refuseCallback } = require("./bootstrap-loading.cjs");
const { waitForAssignment } = require("./bootstrap-standby.cjs");

/** @typedef {import("node:http").IncomingHttpHeaders} Headers */
/** @typedef {(event: unknown, context: unknown, callback?: unknown) => unknown} Handler */
/** @typedef {Record<string, unknown>} Context */
/** @typedef {import("node:http").ClientRequest & { setContentType?: unknown }} ResponseStream */

const RUNTIME_API = "/2018-06-01/runtime";
/** A difference between the runtime's clock and this machine's beyond which the runtime's is a virtual one. */
const VIRTUAL_CLOCK_GAP_MS = 1000;

const [host = "", port = ""] = (process.env["AWS_LAMBDA_RUNTIME_API"] ?? "").split(":");
const agent = new http.Agent({ keepAlive: true, maxFreeSockets: 1 });
/** What an HTTP response stream sends before its first part: status, headers, cookies. @type {WeakMap<object, string>} */
const preludes = new WeakMap();
let onBeforeExit = () => {};
let inFlight = false;

/** A hung-up Runtime API means that the program which started this process is gone. @returns {never} */
function orphaned() {
  process.exit(0);
}

/**
 * @param {string} method @param {string} url @param {string} [body] @param {Record<string, string>} [headers]
 * @returns {Promise<{ headers: Headers, body: string }>}
 */
function call(method, url, body, headers = {}) {
  return new Promise((resolve) => {
    const payload = body === undefined ? undefined : Buffer.from(body);
    if (payload !== undefined) headers["Content-Length"] = String(payload.length);
    const request = http.request({ host, port, method, path: url, agent, headers }, (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }));
      response.on("error", orphaned);
    });
    request.on("error", orphaned);
    request.end(payload);
  });
}

/** @param {string} url @param {string} body @param {string} [errorType] */
async function post(url, body, errorType) {
  /** @type {Record<string, string>} */
  const headers = { "Content-Type": "application/json" };
  if (errorType !== undefined) {
    headers["Lambda-Runtime-Function-Error-Type"] = errorType.replaceAll(/[^\u0020-\u007e]/g, "?");
  }
  await flushStreams();
  return call("POST", `${RUNTIME_API}${url}`, body, headers);
}

/** @param {string} requestId @param {unknown} result */
function respond(requestId, result) {
  return post(`/invocation/${requestId}/response`, stringified(result));
}

/** @param {string} requestId @param {unknown} error */
function reportError(requestId, error) {
  logError("Invoke Error", error);
  const document = errorDocument(error);
  return post(`/invocation/${requestId}/error`, JSON.stringify(document), document.errorType);
}

/** @param {unknown} result */
function stringified(result) {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? "null";
  } catch {
    const message = "Unable to stringify response body";
    throw isModernRuntime() ? runtimeError("JSONStringifyError", message) : new Error(message);
  }
}

function addAwsLambdaGlobal() {
  const HttpResponseStream = {
    /** @param {ResponseStream & { setContentType(type: string): void }} stream @param {unknown} prelude */
    from(stream, prelude) {
      stream.setContentType("application/vnd.awslambda.http-integration-response");
      preludes.set(stream, JSON.stringify(prelude));
      return stream;
    },
  };
  /** @param {Handler} handler */
  const streamifyResponse = (handler) => Object.assign(handler, { [STREAMING]: "response" });
  Reflect.set(globalThis, "awslambda", {
    ...Reflect.get(globalThis, "awslambda"),
    streamifyResponse,
    HttpResponseStream,
  });
}

// ---- Invoking ----

/** @param {Headers} headers */
function contextOf(headers) {
  const env = process.env;
  const environment = {
    functionVersion: env["AWS_LAMBDA_FUNCTION_VERSION"],
    functionName: env["AWS_LAMBDA_FUNCTION_NAME"],
    memoryLimitInMB: env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"],
    logGroupName: env["AWS_LAMBDA_LOG_GROUP_NAME"],
    logStreamName: env["AWS_LAMBDA_LOG_STREAM_NAME"],
  };
  const deadlineMs = Number(headers["lambda-runtime-deadline-ms"]);
  const clockMs = Number(headers["lambdaloop-clock-ms"] ?? Date.now());
  const aheadMs = Math.abs(clockMs - Date.now()) > VIRTUAL_CLOCK_GAP_MS ? clockMs - Date.now() : 0;
  const pausedBeforeMs = pausedMs();
  const invocation = {
    clientContext: parsedHeader(headers["lambda-runtime-client-context"]),
    identity: parsedHeader(headers["lambda-runtime-cognito-identity"]),
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    getRemainingTimeInMillis: () => deadlineMs + pausedMs() - pausedBeforeMs - (Date.now() + aheadMs),
  };
  return isModernRuntime() ? { ...invocation, ...environment } : { ...environment, ...invocation };
}

/** @param {string | string[] | undefined} value */
function parsedHeader(value) {
  return typeof value === "string" && value !== "" ? JSON.parse(value) : undefined;
}

/**
 * The contract until nodejs22.x: promise, callback (sent when the event loop is empty, unless told otherwise), `context.done`,
 * and `null` for a handler whose event loop runs dry without an answer.
 *
 * @param {Handler} handler @param {unknown} event @param {Context} context @returns {Promise<unknown>}
 */
function runWithCallbacks(handler, event, context) {
  return new Promise((resolve, reject) => {
    /** @param {unknown} error @param {unknown} [result] */
    const done = (error, result) => {
      onBeforeExit = () => {};
      if (error === undefined || error === null) resolve(result);
      else reject(error);
    };
    let waitsForEmptyEventLoop = true;
    /** @param {unknown} error @param {unknown} [result] */
    const callback = (error, result) => {
      if ((error !== undefined && error !== null) || !waitsForEmptyEventLoop) return done(error, result);
      onBeforeExit = () => setImmediate(() => done(undefined, result));
    };
    onBeforeExit = () => done(undefined, null);
    const callbackContext = {
      get callbackWaitsForEmptyEventLoop() {
        return waitsForEmptyEventLoop;
      },
      set callbackWaitsForEmptyEventLoop(value) {
        waitsForEmptyEventLoop = value;
      },
      succeed: (/** @type {unknown} */ result) => done(undefined, result),
      fail: (/** @type {unknown} */ error) => done(error ?? "handled"),
      done,
    };
    const answer = handler(event, Object.assign(callbackContext, context), callback);
    if (isPromise(answer)) answer.then(callbackContext.succeed, callbackContext.fail);
  });
}

/** @param {unknown} value @returns {value is Promise<unknown>} */
function isPromise(value) {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, "then") === "function";
}

/**
 * The stream a handler of `awslambda.streamifyResponse` writes to: the request that posts its response.
 * @param {string} requestId @returns {{ stream: ResponseStream, accepted: Promise<void> }}
 */
function openResponseStream(requestId) {
  const url = `${RUNTIME_API}/invocation/${requestId}/response`;
  const headers = {
    "Lambda-Runtime-Function-Response-Mode": "streaming",
    Trailer: "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body",
    "Content-Type": "application/octet-stream",
    "Transfer-Encoding": "chunked",
  };
  /** @type {ResponseStream} */
  const stream = http.request({ host, port, method: "POST", path: url, agent, headers });
  /** @type {Promise<void>} */
  const accepted = new Promise((resolve) => {
    stream.on("response", (response) => response.resume().on("end", () => resolve()));
    stream.on("error", orphaned);
  });
  let written = false;
  const write = stream.write.bind(stream);
  stream.setContentType = (/** @type {string} */ type) => {
    if (written) throw runtimeError("InvalidStreamingOperation", "Cannot set content-type, too late.");
    stream.setHeader("Content-Type", type);
  };
  Reflect.set(stream, "write", (/** @type {unknown} */ chunk, /** @type {[]} */ ...rest) => {
    const prelude = written ? undefined : preludes.get(stream);
    written = true;
    // Eight NUL bytes part the prelude from the body.
    if (prelude !== undefined) write(`${prelude}${"\0".repeat(8)}`);
    return write(typeof chunk === "string" || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk), ...rest);
  });
  return { stream, accepted };
}

/** @param {Handler} handler @param {string} requestId @param {unknown} event @param {Context} context */
async function runStreaming(handler, requestId, event, context) {
  const { stream, accepted } = openResponseStream(requestId);
  try {
    // The type says two arguments; a streaming handler's second one is the stream.
    const answer = handler(event, stream, context);
    if (!isPromise(answer)) throw new Error("Streaming does not support non-async handlers.");
    const result = await answer;
    if (result !== undefined) console.warn("Streaming handlers ignore return values.");
    if (!stream.writableEnded) throw new Error("Response stream is not finished.");
  } catch (error) {
    logError("Invoke Error", error);
    const document = errorDocument(error);
    stream.addTrailers({
      "Lambda-Runtime-Function-Error-Type": document.errorType,
      "Lambda-Runtime-Function-Error-Body": Buffer.from(JSON.stringify(document)).toString("base64"),
    });
    await flushStreams();
    stream.end();
  }
  await accepted;
}

/** @param {Handler} handler */
async function handleNext(handler) {
  const { headers, body } = await call("GET", `${RUNTIME_API}/invocation/next`);
  const requestId = String(headers["lambda-runtime-aws-request-id"]);
  setCurrentRequestId(requestId);
  inFlight = true;
  process.env["_X_AMZN_TRACE_ID"] = String(headers["lambda-runtime-trace-id"]);
  try {
    const event = JSON.parse(body);
    const context = contextOf(headers);
    if (isStreaming(handler)) await runStreaming(handler, requestId, event, context);
    else if (isModernRuntime()) await respond(requestId, await handler(event, context));
    else await respond(requestId, await runWithCallbacks(handler, event, context));
  } catch (error) {
    await reportError(requestId, error);
  }
  inFlight = false;
}

// ---- Start ----

/** Reports an error that nothing caught, then ends the process with the status of AWS's client. @param {string} label @param {unknown} error @param {number} status */
async function fail(label, error, status) {
  logError(label, error);
  const document = errorDocument(error);
  const requestId = currentRequestId();
  const url = requestId === undefined ? "/init/error" : `/invocation/${requestId}/error`;
  if (requestId === undefined || inFlight) await post(url, JSON.stringify(document), document.errorType);
  process.exit(status);
}

/** AWS's client 4.x (nodejs24.x) leaves stray errors to Node, which prints them and exits with 1. */
function catchStrayErrors() {
  process.on("uncaughtException", (error) => void fail("Uncaught Exception", error, 129));
  process.on("unhandledRejection", (reason) => {
    const error = runtimeError("UnhandledPromiseRejection", String(reason));
    void fail("Unhandled Promise Rejection", Object.assign(error, { reason }), 128);
  });
  process.on("beforeExit", () => onBeforeExit());
}

/** Stacks name the user's own files and lines; maps of packages are not worth their parsing. */
function mapStacks() {
  const setSourceMapsSupport = Reflect.get(nodeModule, "setSourceMapsSupport");
  if (typeof setSourceMapsSupport !== "function") return process.setSourceMapsEnabled(true);
  return setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
}

/** Whoever hears the debugger's stops must be there before the user's first line. */
async function announceInspector() {
  delete process.env["LAMBDALOOP_INSPECT"];
  const url = require("node:inspector").url();
  if (url !== undefined) await call("POST", "/lambdaloop/inspector", url);
}

/** How long a debugger has stopped this process; told by whoever hears its stops. */
function pausedMs() {
  return Reflect.get(globalThis, Symbol.for("lambdaloop.pausedMs")) ?? 0;
}

async function main() {
  noteStreamUse();
  patchConsole();
  addAwsLambdaGlobal();
  if (process.env["LAMBDALOOP_STANDBY"] !== undefined) {
    await waitForAssignment(call);
    patchConsole();
  }
  if (process.env["LAMBDALOOP_INSPECT"] !== undefined) await announceInspector();
  if (!isModernRuntime()) catchStrayErrors();
  mapStacks();
  let handler;
  try {
    handler = await loadHandler(process.env["LAMBDA_TASK_ROOT"] ?? "", process.env["_HANDLER"] ?? "", importModule);
    isStreaming(handler);
    refuseCallback(handler);
  } catch (error) {
    if (isModernRuntime()) return fail("Init Error", error, 1);
    return fail("Uncaught Exception", error, 129);
  }
  for (;;) await handleNext(handler);
}

void main();
