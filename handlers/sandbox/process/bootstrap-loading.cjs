// @ts-check
/** How the bootstrap finds a user's handler, as AWS's own Node runtime client does. Loaded by `bootstrap.cjs`. */
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const nodeModule = require("node:module");
const { pathToFileURL } = require("node:url");
const { AWS_BOOTSTRAP, isModernRuntime, runtimeError } = require("./bootstrap-logging.cjs");

/** @typedef {(event: unknown, context: unknown, callback?: unknown) => unknown} Handler */

const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");

/** @param {string} file */
function isModule(file) {
  if (file.endsWith(".mjs")) return true;
  if (!file.endsWith(".js")) return false;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (fs.existsSync(manifest)) return JSON.parse(fs.readFileSync(manifest, "utf8")).type === "module";
    if (folder === path.dirname(folder)) return false;
  }
}

/** @param {string} root @param {string} folder @param {string} name @returns {Promise<unknown>} */
async function importModule(root, folder, name) {
  const require = nodeModule.createRequire(AWS_BOOTSTRAP);
  const file = path.resolve(root, folder, name);
  const found = [".js", ".mjs", ".cjs"].map((extension) => file + extension).find((each) => fs.existsSync(each));
  if (found === undefined) return require(require.resolve(name, { paths: [root, path.join(root, folder)] }));
  return isModule(found) ? import(pathToFileURL(found).href) : require(found);
}

/** @param {string} exportPath @param {unknown} module @returns {unknown} */
function exported(exportPath, module) {
  return exportPath.split(".").reduce((object, key) => (object ? Reflect.get(Object(object), key) : undefined), module);
}

/**
 * @param {string} root @param {string} handlerName
 * @param {(root: string, folder: string, name: string) => Promise<unknown>} load `importModule`, or another way to its module
 * @returns {Promise<Handler>}
 */
async function loadHandler(root, handlerName, load) {
  if (handlerName.includes("..")) {
    const advice = "Use absolute paths when specifying root directories in handler names.";
    throw runtimeError("MalformedHandlerName", `'${handlerName}' is not a valid handler name. ${advice}`);
  }
  const base = path.basename(handlerName);
  const [, name, exportPath] = /^([^.]*)\.(.*)$/.exec(base) ?? [];
  if (name === undefined || exportPath === undefined) throw runtimeError("MalformedHandlerName", "Bad handler");
  let module;
  try {
    module = await load(root, handlerName.slice(0, handlerName.length - base.length), name);
  } catch (error) {
    if (error instanceof SyntaxError) throw syntaxError(error);
    // An ES module's missing package keeps its own name ("Error"), as on AWS: only require's code is renamed.
    const code = error instanceof Error ? Reflect.get(error, "code") : undefined;
    throw code === "MODULE_NOT_FOUND" ? runtimeError("ImportModuleError", String(error)) : error;
  }
  const handler = exported(exportPath, module) ?? exported(exportPath, exported("default", module));
  if (!handler) throw runtimeError("HandlerNotFound", `${handlerName} is undefined or not exported`);
  if (typeof handler !== "function") throw runtimeError("HandlerNotFound", `${handlerName} is not a function`);
  return /** @type {Handler} */ (handler);
}

/** Node puts the file, the line and a caret above the stack's first line; they are what the user needs. @param {SyntaxError} error */
function syntaxError(error) {
  const renamed = runtimeError("UserCodeSyntaxError", String(error));
  if (error.stack !== undefined) renamed.stack = error.stack;
  return renamed;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html @param {Handler} handler */
function refuseCallback(handler) {
  if (!isModernRuntime() || handler.length < 3 || isStreaming(handler)) return;
  throw runtimeError(
    "CallbackHandlerDeprecated",
    "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.",
  );
}

/** @param {Handler} handler */
function isStreaming(handler) {
  const mark = Reflect.get(handler, STREAMING);
  if (!mark) return false;
  if (mark === "response") return true;
  throw runtimeError("MalformedStreamingHandler", "Only response streaming is supported.");
}

module.exports = { STREAMING, importModule, isStreaming, loadHandler, refuseCallback };
