// @ts-check
/** What the bootstrap prints and how it words errors, as AWS's own Node runtime client does. Loaded by `bootstrap.cjs`. */
"use strict";
/* oxlint-disable no-restricted-globals -- this file runs in the user's process, where time is the machine's own */

const fs = require("node:fs");
const path = require("node:path");
const { format, types } = require("node:util");

/** @typedef {Error & { code?: unknown }} CodedError */

/** Where AWS keeps its own bootstrap; stands in stacks and "Require stack" lists for ours. */
const AWS_BOOTSTRAP = "/var/runtime/index.mjs";
const OWN_FILES = ["bootstrap.cjs", "bootstrap-logging.cjs", "bootstrap-loading.cjs"].map((name) =>
  path.join(__dirname, name),
);
/** Libraries look here for the request id. */
const REQUEST_ID = Symbol.for("aws.lambda.runtime.requestId");

/** @returns {string | undefined} */
function currentRequestId() {
  return Reflect.get(globalThis, REQUEST_ID);
}

/** @param {string | undefined} id */
function setCurrentRequestId(id) {
  Reflect.set(globalThis, REQUEST_ID, id);
}

/** Callbacks, `context.done` and the catching of stray errors ended with nodejs24.x. */
function isModernRuntime() {
  return Number(/nodejs(\d+)/.exec(process.env["AWS_EXECUTION_ENV"] ?? "")?.[1] ?? 0) >= 24;
}

/**
 * Writes to a pipe that may be full or closed; a log line must neither throw into the handler nor be cut.
 * @param {number} fd @param {string} text
 */
function writeAll(fd, text) {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(fd, rest));
    } catch (error) {
      if (/** @type {CodedError} */ (error).code !== "EAGAIN") return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

/** @type {Set<"stdout" | "stderr">} */
const usedStreams = new Set();

/** `process.stdout` is made on first use; notes that, because only then may text wait in it. */
function noteStreamUse() {
  for (const name of /** @type {const} */ (["stdout", "stderr"])) {
    const descriptor = Object.getOwnPropertyDescriptor(process, name);
    if (descriptor?.get === undefined) continue;
    Object.defineProperty(process, name, {
      configurable: true,
      enumerable: true,
      get() {
        usedStreams.add(name);
        return descriptor.get?.call(process);
      },
    });
  }
}

/** What the handler wrote before its answer must be out before the answer. */
async function flushStreams() {
  for (const name of usedStreams) {
    const stream = process[name];
    if (stream.writableLength > 0 && stream.writable) await new Promise((resolve) => stream.write("", resolve));
  }
}

const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/** @param {unknown} _key @param {unknown} value */
function errorsAsJson(_key, value) {
  if (!(value instanceof Error)) return value;
  const stackTrace = typeof value.stack === "string" ? value.stack.split("\n") : value.stack;
  const { constructor, message } = value;
  return Object.assign({ errorType: constructor?.name ?? "UnknownError", errorMessage: message, stackTrace }, value);
}

/** @param {string} level @param {unknown[]} parts */
function jsonLine(level, parts) {
  /** @type {Record<string, unknown>} */
  const line = { timestamp: new Date().toISOString(), level, requestId: shownRequestId() };
  if (parts.length === 1) {
    try {
      return JSON.stringify({ ...line, message: parts[0] }, errorsAsJson);
    } catch {
      return JSON.stringify({ ...line, message: format(parts[0]) });
    }
  }
  line["message"] = format(...parts);
  const error = parts.find((part) => part instanceof Error);
  if (error instanceof Error) Object.assign(line, errorsAsJson("", error));
  return JSON.stringify(line);
}

function shownRequestId() {
  return currentRequestId() ?? (isModernRuntime() ? "-" : undefined);
}

/** @param {string} level @param {unknown[]} parts */
function textLine(level, parts) {
  return `${new Date().toISOString()}\t${shownRequestId()}\t${level}\t${format(...parts)}`;
}

function patchConsole() {
  const line = process.env["AWS_LAMBDA_LOG_FORMAT"]?.toUpperCase() === "JSON" ? jsonLine : textLine;
  const lowest = Math.max(0, LEVELS.indexOf((process.env["AWS_LAMBDA_LOG_LEVEL"] ?? "TRACE").toUpperCase()));
  /** @param {string} level */
  const logger = (level) => {
    if (LEVELS.indexOf(level) < lowest) return () => {};
    // One call is one log event in CloudWatch, line breaks included: they travel as NUL, a real one ends the event.
    return (/** @type {unknown[]} */ ...parts) =>
      writeAll(1, `${withAwsFiles(line(level, parts)).replaceAll("\n", "\0")}\n`);
  };
  const info = logger("INFO");
  Object.assign(console, { trace: logger("TRACE"), debug: logger("DEBUG"), info, log: info, warn: logger("WARN") });
  Object.assign(console, { error: logger("ERROR"), fatal: logger("FATAL") });
}

/** @param {string} type @param {string} message */
function runtimeError(type, message) {
  const error = new Error(message);
  // Not enumerable, or the log would show it beside `errorType`.
  Object.defineProperty(error, "name", { value: `Runtime.${type}` });
  error.stack = `${error.name}: ${message}\n${(error.stack ?? "").split("\n").filter(isFrame).join("\n")}`;
  return error;
}

/** @param {string} line */
function isFrame(line) {
  return line.startsWith("    at ");
}

/** Shows the files of a stack where Lambda has them. @param {string} text */
function withAwsFiles(text) {
  const taskRoot = process.env["LAMBDA_TASK_ROOT"];
  const shown = taskRoot === undefined ? text : text.replaceAll(`${taskRoot}/`, "/var/task/");
  if (!shown.includes(__dirname)) return shown;
  return OWN_FILES.reduce((rest, file) => rest.replaceAll(file, AWS_BOOTSTRAP), shown);
}

/** @param {string} text */
function cleaned(text) {
  return withAwsFiles(text.replaceAll("\u007f", "%7F"));
}

/** Lambda's error document. @param {unknown} error */
function errorDocument(error) {
  try {
    if (types.isNativeError(error) || error instanceof Error) {
      const trace = cleaned(error.stack ?? "").split("\n");
      return { errorType: cleaned(error.name), errorMessage: cleaned(error.message), trace };
    }
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  } catch {
    const errorMessage =
      "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack";
    return { errorType: "handled", errorMessage, trace: [] };
  }
}

/** @param {unknown} _key @param {unknown} value */
function errorsWithStack(_key, value) {
  if (!(value instanceof Error)) return value;
  const { name: errorType, message: errorMessage, code } = /** @type {CodedError} */ (value);
  return Object.assign({ errorType, errorMessage, code }, value, { stack: cleaned(value.stack ?? "").split("\n") });
}

/** @param {string} label @param {unknown} thrown */
function logError(label, thrown) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (process.env["AWS_LAMBDA_LOG_FORMAT"]?.toUpperCase() === "JSON") return console.error(error);
  try {
    console.error(label, `\t${JSON.stringify(error, errorsWithStack)}`);
  } catch {
    console.error(label, `\t${JSON.stringify(errorDocument(error))}`);
  }
}

module.exports = {
  AWS_BOOTSTRAP,
  currentRequestId,
  errorDocument,
  flushStreams,
  isModernRuntime,
  logError,
  noteStreamUse,
  patchConsole,
  runtimeError,
  setCurrentRequestId,
};
