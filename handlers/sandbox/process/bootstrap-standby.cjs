// @ts-check
/** The part of the bootstrap that runs ahead of time: loads a function's packages, then waits to be told which code to run. */
"use strict";

const nodeModule = require("node:module");
const path = require("node:path");

/** @typedef {{ fromFolder: string, modules: { specifier: string, kind: "import" | "require" }[] }} Preload */
/** @typedef {{ environment: Record<string, string>, workingFolder: string }} Assignment */

/**
 * @param {(method: string, url: string) => Promise<{ body: string }>} call
 */
async function waitForAssignment(call) {
  /** @type {Preload} */
  const preload = JSON.parse(process.env["LAMBDALOOP_STANDBY"] ?? "{}");
  delete process.env["LAMBDALOOP_STANDBY"];
  await load(preload);
  /** @type {Assignment} */
  const { environment, workingFolder } = JSON.parse((await call("GET", "/lambdaloop/assignment")).body);
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(environment, name)) delete process.env[name];
  Object.assign(process.env, environment);
  process.chdir(workingFolder);
}

/** A package that fails here fails again, and is reported, when the user's code asks for it. @param {Preload} preload */
async function load({ fromFolder, modules }) {
  const base = path.join(fromFolder, "lambdaloop-standby.js");
  const require = nodeModule.createRequire(base);
  // Resolved as an import that stands in `base` would be: `require.resolve` would pick the other half of a dual package.
  const importer = new nodeModule.Module(base);
  Reflect.get(importer, "_compile").call(importer, "module.exports = (specifier) => import(specifier);", base);
  /** @type {(specifier: string) => Promise<unknown>} */
  const importFrom = importer.exports;
  // The first import of a process sets up the module loader, which takes milliseconds.
  await importFrom("data:text/javascript,export default 0");
  for (const { specifier, kind } of modules) {
    try {
      if (kind === "import") await importFrom(specifier);
      else require(specifier);
    } catch {
      continue;
    }
  }
}

module.exports = { waitForAssignment };
