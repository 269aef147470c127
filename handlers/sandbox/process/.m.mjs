// runtime/core/clock.ts
var LONGEST_TIMER_MS = 2 ** 31 - 1;
var systemClock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  schedule(delayMs, callback) {
    const dueMs = performance.now() + delayMs;
    let timer;
    const arm = () => {
      const leftMs = Math.max(0, Math.ceil(dueMs - performance.now()));
      if (leftMs > LONGEST_TIMER_MS) timer = setTimeout(arm, LONGEST_TIMER_MS);
      else timer = setTimeout(callback, leftMs);
      timer.unref();
    };
    arm();
    return () => clearTimeout(timer);
  }
};

// runtime/core/journal.ts
var DEFAULT_CAPACITY = 2e4;
var Journal = class {
  #clock;
  #capacity;
  #listeners = /* @__PURE__ */ new Set();
  #entries = [];
  #traces = /* @__PURE__ */ new Map();
  #recorded = 0;
  constructor(clock, options = {}) {
    this.#clock = clock;
    this.#capacity = options.capacity ?? DEFAULT_CAPACITY;
  }
  /** @param at epoch milliseconds, when the fact became true earlier than it was noticed (a visibility timeout seen late) */
  record(fact, causeId, at = this.#clock.now()) {
    const id = ++this.#recorded;
    const entry = { ...fact, id, at, causeId };
    this.#entries[(id - 1) % this.#capacity] = entry;
    for (const listener of this.#listeners) notify(listener, entry);
    return id;
  }
  /** Calls `listener` for every fact from now on; the returned function ends that. */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
  /** The entry, when it is still kept. */
  get(id) {
    const entry = this.#entries[(id - 1) % this.#capacity];
    return entry?.id === id ? entry : void 0;
  }
  /** The kept entries, oldest first. */
  entries() {
    const oldest = this.#recorded > this.#capacity ? this.#recorded % this.#capacity : 0;
    return [...this.#entries.slice(oldest), ...this.#entries.slice(0, oldest)];
  }
  /**
   * Remembers that calls which carry this trace root come from `id`: a handler's AWS SDK sends its invocation's
   * `x-amzn-trace-id` with every call, which joins what it does to the invocation without any code of the user's.
   *
   * @param traceHeader `Root=1-...;Parent=...;Sampled=...`
   */
  linkTrace(traceHeader, id) {
    const root = rootOf(traceHeader);
    if (root === void 0) return;
    this.#traces.set(root, id);
    if (this.#traces.size > this.#capacity) {
      for (const oldest of this.#traces.keys()) {
        this.#traces.delete(oldest);
        break;
      }
    }
  }
  /** The fact that the sender of this trace header is, when known. */
  causeOfTrace(traceHeader) {
    if (traceHeader === void 0) return void 0;
    const root = rootOf(traceHeader);
    return root === void 0 ? void 0 : this.#traces.get(root);
  }
};
function rootOf(traceHeader) {
  return /(?:^|;)\s*Root=([^;]+)/.exec(traceHeader)?.[1];
}
function notify(listener, entry) {
  try {
    listener(entry);
  } catch (error) {
    console.error("A journal listener failed:", error);
  }
}

// runtime/core/random.ts
function seededRandom(seed) {
  const next = sfc32(seed);
  const random2 = {
    float: () => next() / 2 ** 32,
    int: (below) => Math.floor(next() / 2 ** 32 * below),
    hex(bytes) {
      let text = "";
      for (let made = 0; made < bytes; made++) text += HEX[next() & 255];
      return text;
    },
    uuid() {
      const a = next();
      const b = next();
      const c = next();
      const d = next();
      return `${hex4(a)}-${hex2(b)}-${hex2(b >>> 16 & 4095 | 16384)}-${hex2(c & 16383 | 32768)}-${hex2(c >>> 16)}${hex4(d)}`;
    },
    fork: (label) => seededRandom(`${seed}\0${label}`)
  };
  return random2;
}
var HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
function hex2(value) {
  return `${HEX[value >>> 8 & 255]}${HEX[value & 255]}`;
}
function hex4(value) {
  return `${hex2(value >>> 16)}${hex2(value)}`;
}
function sfc32(seed) {
  let a = hash(seed, 2654435769);
  let b = hash(seed, 608135816);
  let c = hash(seed, 3084996962);
  let counter = 1;
  const next = () => {
    const sum2 = (a + b | 0) + counter | 0;
    counter = counter + 1 | 0;
    a = b ^ b >>> 9;
    b = c + (c << 3) | 0;
    c = (c << 21 | c >>> 11) + sum2;
    c |= 0;
    return sum2 >>> 0;
  };
  for (let round = 0; round < 16; round++) next();
  return next;
}
function hash(text, salt) {
  let value = 2166136261 ^ salt;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 16777619);
  return value | 0;
}

// handlers/function-host.ts
import { realpathSync as realpathSync2 } from "node:fs";
import { isAbsolute as isAbsolute2, join as join9, resolve as resolve5 } from "node:path";

// runtime/core/arn.ts
function partitionOf(region) {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}
function formatArn(service, { region, accountId }, resource) {
  return `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;
}

// runtime/core/errors.ts
var AwsError = class extends Error {
  name = "AwsError";
  code;
  status;
  fault;
  members;
  constructor(code, message, options = {}) {
    super(message);
    this.code = code;
    this.status = options.status;
    this.fault = options.fault;
    this.members = options.members ?? {};
  }
};
var UserError = class extends Error {
  name = "UserError";
  /** Stable and searchable, for example `HANDLER_NOT_FOUND`. */
  code;
  place;
  advice;
  constructor(code, message, options = {}) {
    super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
    this.code = code;
    this.place = options.place;
    this.advice = options.advice;
  }
};

// handlers/activity.ts
var Activity = class {
  #running = /* @__PURE__ */ new Set();
  #onFailure;
  /** @param onFailure told about rejections, which nobody else would hear of */
  constructor(onFailure) {
    this.#onFailure = onFailure;
  }
  run(work) {
    const running = work.catch(this.#onFailure).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }
  /** Resolves when nothing runs, also nothing that was begun meanwhile. */
  async settled() {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
};

// handlers/build/generation-folders.ts
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
function createBuildFolder(cacheFolder) {
  const parent = join(cacheFolder, "build");
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (!isAlive(Number.parseInt(name, 10))) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const path = mkdtempSync(join(parent, `${process.pid}-`));
  return {
    path,
    forFunction: (functionName) => new GenerationFolders(join(path, functionName)),
    remove: () => rm(path, { recursive: true, force: true })
  };
}
var GenerationFolders = class {
  path;
  constructor(path) {
    this.path = path;
    mkdirSync(path, { recursive: true });
  }
  /**
   * The file system's own present, as files' `mtime` will show it: a file with a later one was changed after this call.
   */
  async now() {
    const marker = join(this.path, "build-started");
    await writeFile(marker, "");
    return (await stat(marker, { bigint: true })).mtimeNs;
  }
  /** Writes a generation's code; resolves with its task root. */
  async write(generation, output) {
    if (output.kind === "inPlace") return output.taskRoot;
    const taskRoot = join(this.path, String(generation));
    await Promise.all(
      output.files.map(async ({ path, contents }) => {
        const file = join(taskRoot, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, contents);
      })
    );
    return taskRoot;
  }
  async remove(generation) {
    await rm(join(this.path, String(generation)), { recursive: true, force: true });
  }
};
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

// handlers/concurrency.ts
var DEFAULT_ACCOUNT_CONCURRENCY = 10;
var ConcurrencyLimits = class {
  #accountConcurrency;
  #running = /* @__PURE__ */ new Map();
  #reserved = /* @__PURE__ */ new Map();
  #unreserved;
  #unreservedRunning = 0;
  constructor(accountConcurrency) {
    this.#accountConcurrency = accountConcurrency;
    this.#unreserved = accountConcurrency;
  }
  /** @throws {UserError} `RESERVED_CONCURRENCY_TOO_HIGH` when the account has not that much */
  configure(definitions) {
    const reserved2 = reservations(definitions);
    checkReservations(reserved2, definitions, this.#accountConcurrency);
    this.#reserved.clear();
    for (const [name, limit] of reserved2) this.#reserved.set(name, limit);
    this.#unreserved = this.#accountConcurrency - sum(reserved2);
    this.#unreservedRunning = [...this.#running].filter(([name]) => !this.#reserved.has(name)).reduce((total, [, running]) => total + running, 0);
  }
  /** Counts one more running invocation of the function, or tells which limit forbids it. */
  tryAcquire(functionName) {
    const running = this.#running.get(functionName) ?? 0;
    const reserved2 = this.#reserved.get(functionName);
    if (reserved2 !== void 0 && running >= reserved2) return "ReservedFunctionConcurrentInvocationLimitExceeded";
    if (reserved2 === void 0) {
      if (this.#unreservedRunning >= this.#unreserved) return "ConcurrentInvocationLimitExceeded";
      this.#unreservedRunning++;
    }
    this.#running.set(functionName, running + 1);
    return void 0;
  }
  release(functionName) {
    const running = (this.#running.get(functionName) ?? 1) - 1;
    if (running === 0) this.#running.delete(functionName);
    else this.#running.set(functionName, running);
    if (!this.#reserved.has(functionName)) this.#unreservedRunning--;
  }
};
function reservations(definitions) {
  return new Map(
    definitions.flatMap(
      ({ functionName, reservedConcurrentExecutions }) => reservedConcurrentExecutions === void 0 ? [] : [[functionName, reservedConcurrentExecutions]]
    )
  );
}
function checkReservations(reserved2, definitions, accountConcurrency) {
  const left = accountConcurrency - sum(reserved2);
  if (left > 0 || left === 0 && reserved2.size === definitions.length) return;
  throw new UserError(
    "RESERVED_CONCURRENCY_TOO_HIGH",
    `The functions reserve ${sum(reserved2)} concurrent executions; the account has ${accountConcurrency}.`,
    {
      advice: "Reserve less, or raise the account's concurrency: functions without a reservation need at least 1."
    }
  );
}
function sum(reserved2) {
  let total = 0;
  for (const limit of reserved2.values()) total += limit;
  return total;
}

// handlers/build/esbuild-builder.ts
import { existsSync, realpathSync } from "node:fs";
import { join as join6, relative as relative2, resolve as resolve4 } from "node:path";
import * as esbuild3 from "esbuild";

// handlers/discover.ts
import { readdirSync as readdirSync2 } from "node:fs";
import { basename, dirname as dirname2, extname, join as join2, relative, resolve, sep } from "node:path";

// handlers/file-stats.ts
import { statSync } from "node:fs";
import { stat as stat2 } from "node:fs/promises";
function statsOf(path) {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return void 0;
  }
}
async function readStats(path) {
  return stat2(path, { bigint: true }).catch(() => void 0);
}

// handlers/nearest.ts
function nearest(wanted, names, limit = 3) {
  const tolerance = Math.max(2, Math.floor(wanted.length / 3));
  const found = [...new Set(names)].map((name) => ({ name, distance: editDistance(wanted.toLowerCase(), name.toLowerCase()) })).filter(({ distance }) => distance <= tolerance).toSorted((a, b) => a.distance - b.distance || a.name.localeCompare(b.name));
  const best = found[0]?.distance ?? 0;
  return found.filter(({ distance }) => distance <= best + 1).slice(0, limit).map(({ name }) => name);
}
function orList(names) {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}
function editDistance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

// handlers/discover.ts
var NODE_EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];
function languageOf(runtime) {
  if (runtime.startsWith("nodejs")) return "node";
  return runtime.startsWith("python") ? "python" : "provided";
}
function discoverHandler(definition, projectFolder) {
  const { modulePath, exportName } = splitHandler(definition);
  const candidates = handlerCandidates(definition, projectFolder);
  const file = candidates.find(isFile);
  if (file === void 0) throw notFound(definition, projectFolder, modulePath);
  return { file, modulePath, exportName };
}
function handlerCandidates(definition, projectFolder) {
  const { modulePath } = splitHandler(definition);
  const base = resolve(projectFolder, modulePath);
  const language = languageOf(definition.runtime);
  if (language === "python") return [`${base}.py`, join2(base, "__init__.py")];
  if (language === "provided") {
    return [join2(base, "bootstrap"), join2(dirname2(base), "bootstrap"), resolve(projectFolder, "bootstrap")];
  }
  return [
    ...NODE_EXTENSIONS.map((extension) => base + extension),
    ...NODE_EXTENSIONS.map((extension) => join2(base, `index${extension}`))
  ];
}
function splitHandler({ functionName, handler, runtime }) {
  const language = languageOf(runtime);
  const path = handler.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
  if (language === "provided") return { modulePath: path.replace(/\.[^./]*$/, ""), exportName: "" };
  const lastSegment = path.lastIndexOf("/") + 1;
  const dot = language === "node" ? path.indexOf(".", lastSegment) : path.lastIndexOf(".");
  if (dot <= lastSegment || dot === path.length - 1) {
    throw new UserError(
      "HANDLER_NOT_FOUND",
      `Function ${functionName}: the handler "${handler}" names no file and export.`,
      {
        place: { file: handler, key: `functions.${functionName}.handler` },
        advice: 'Write the path without extension, a dot and the exported name, for example "src/orders.handler".'
      }
    );
  }
  const module = path.slice(0, dot);
  return {
    modulePath: language === "python" ? module.replaceAll(".", "/") : module,
    exportName: path.slice(dot + 1)
  };
}
function notFound(definition, projectFolder, modulePath) {
  const { functionName, handler, runtime } = definition;
  const extensions = languageOf(runtime) === "node" ? "{ts,tsx,mts,cts,js,jsx,mjs,cjs}" : "py";
  const expected = languageOf(runtime) === "provided" ? "an executable named bootstrap" : `${modulePath}.${extensions}`;
  return new UserError("HANDLER_NOT_FOUND", `Function ${functionName}: no file for the handler "${handler}".`, {
    place: { file: modulePath, key: `functions.${functionName}.handler` },
    advice: `Looked for ${expected} in ${projectFolder}. ${advice(definition, projectFolder, modulePath)}`.trim()
  });
}
function advice(definition, projectFolder, modulePath) {
  const folder2 = dirname2(resolve(projectFolder, modulePath));
  const dotted = dottedFileName(definition, folder2);
  if (dotted !== void 0) {
    return `Lambda's Node.js runtime ends the file name at its first dot, so ${dotted} can be nobody's handler: rename it.`;
  }
  const names = modulesIn(folder2, projectFolder);
  const similar = nearest(modulePath, names);
  if (similar.length > 0) return `Did you mean ${orList(similar)}?`;
  return names.length > 0 ? `That folder has ${orList(names.slice(0, 5))}.` : "";
}
function dottedFileName({ handler, runtime }, folder2) {
  if (languageOf(runtime) !== "node") return void 0;
  const base = basename(handler.slice(0, handler.lastIndexOf(".")));
  return base.includes(".") ? NODE_EXTENSIONS.map((extension) => base + extension).find((name) => isFile(join2(folder2, name))) : void 0;
}
function modulesIn(folder2, projectFolder) {
  const nearestFolder = entriesOf(folder2) === void 0 ? dirname2(folder2) : folder2;
  const depth = nearestFolder === folder2 ? 0 : 1;
  return modulePaths(nearestFolder, projectFolder, depth);
}
function modulePaths(folder2, projectFolder, depth) {
  return (entriesOf(folder2) ?? []).flatMap((entry) => {
    const path = join2(folder2, entry.name);
    if (entry.isDirectory()) {
      const worthwhile = depth > 0 && entry.name !== "node_modules" && !entry.name.startsWith(".");
      return worthwhile ? modulePaths(path, projectFolder, depth - 1) : [];
    }
    const extension = extname(entry.name);
    if (![...NODE_EXTENSIONS, ".py"].some((known) => known === extension)) return [];
    const module = relative(projectFolder, path.slice(0, -extension.length)).split(sep).join("/");
    return [module.endsWith("/index") ? module.slice(0, -"/index".length) : module];
  });
}
function entriesOf(folder2) {
  try {
    return readdirSync2(folder2, { withFileTypes: true });
  } catch {
    return void 0;
  }
}
function isFile(path) {
  return statsOf(path)?.isFile() ?? false;
}

// handlers/build/build-failure.ts
import * as esbuild from "esbuild";
function isBuildFailure(error) {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}
async function asFailure({ errors }, projectFolder) {
  const frames = await esbuild.formatMessages([...errors], { kind: "error", color: false, terminalWidth: 120 });
  const first2 = errors.find(({ location }) => location !== null) ?? errors[0];
  const unresolved = errors.length > 0 && errors.every(({ text: text2 }) => text2.startsWith("Could not resolve"));
  const at = placeOf(first2);
  const text = first2?.text ?? `the build failed in ${projectFolder}`;
  return {
    errorType: unresolved ? "Runtime.ImportModuleError" : "Runtime.UserCodeSyntaxError",
    message: at === void 0 ? text : `${at}: ${text}`,
    frame: frames.join("").trimEnd(),
    ...at === void 0 ? {} : { at }
  };
}
function placeOf(message) {
  const location = message?.location;
  return location ? `${location.file}:${location.line}:${location.column + 1}` : void 0;
}

// handlers/build/exports-of.ts
function exportsOf(entry, metafile, text, format) {
  const input = Object.entries(metafile.inputs).find(([path]) => path === entry)?.[1];
  const output = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint === entry);
  if (input === void 0 || output === void 0) return [];
  if (format === "cjs") {
    if (input.format === "cjs" || text.includes("__reExport(")) return void 0;
    return input.format === "esm" ? annotatedExports(text) : [];
  }
  return /^export \* from /m.test(text) ? void 0 : output.exports;
}
function annotatedExports(text) {
  const annotation = text.lastIndexOf("0 && (module.exports = {");
  const names = annotation === -1 ? [] : [...text.slice(annotation).matchAll(/^ {2}([\p{ID_Continue}$]+),?$/gmu)];
  const byDefault = /^ {2}default: \(\) => /m.test(text) ? ["default"] : [];
  return [...names.map(([, name = ""]) => name), ...byDefault];
}

// handlers/build/external-packages.ts
import { extname as extname3 } from "node:path";
import { pathToFileURL } from "node:url";

// handlers/build/module-format.ts
import { readFileSync } from "node:fs";
import { dirname as dirname3, extname as extname2, join as join3 } from "node:path";
function moduleFormatOf(file, types = /* @__PURE__ */ new Map()) {
  const extension = extname2(file);
  if (extension === ".mjs" || extension === ".mts") return "esm";
  if (extension === ".cjs" || extension === ".cts") return "cjs";
  return packageFormat(dirname3(file), types);
}
function packageFormat(folder2, types) {
  const known = types.get(folder2);
  if (known !== void 0) return known;
  const parent = dirname3(folder2);
  const format = declaredFormat(join3(folder2, "package.json")) ?? (parent === folder2 ? "cjs" : packageFormat(parent, types));
  types.set(folder2, format);
  return format;
}
function declaredFormat(packageFile) {
  let text;
  try {
    text = readFileSync(packageFile, "utf8");
  } catch {
    return void 0;
  }
  return /"type"\s*:\s*"module"/.test(text) ? "esm" : "cjs";
}

// handlers/build/external-packages.ts
var REQUIRE_NAMESPACE = "lambdaloop-require";
var REQUIRE_NAME = "__lambdaloopRequire";
var SKIP = /* @__PURE__ */ Symbol("already being resolved");
var IN_NODE_MODULES = /[\\/]node_modules[\\/]/;
var LOADABLE = /* @__PURE__ */ new Set([".js", ".mjs", ".cjs", ".json", ".node"]);
function externalPackages(format, fromFolder) {
  return {
    name: "lambdaloop-external-packages",
    setup(build2) {
      const resolver = new PackageResolver(build2, format, fromFolder);
      build2.onResolve({ filter: /^[^./]/ }, (args) => resolver.resolve(args));
      build2.onLoad({ filter: /.*/, namespace: REQUIRE_NAMESPACE }, ({ path }) => ({
        contents: `module.exports = ${REQUIRE_NAME}(${JSON.stringify(path)})`,
        loader: "js"
      }));
    }
  };
}
var PackageResolver = class {
  #build;
  #format;
  #fromFolder;
  #packageTypes = /* @__PURE__ */ new Map();
  #resolved = /* @__PURE__ */ new Map();
  constructor(build2, format, fromFolder) {
    this.#build = build2;
    this.#format = format;
    this.#fromFolder = fromFolder;
  }
  async resolve(args) {
    if (args.pluginData === SKIP || args.kind === "entry-point" || args.namespace !== "file") return void 0;
    const key = `${args.kind}\0${args.resolveDir}\0${args.path}`;
    const known = this.#resolved.get(key);
    if (known !== void 0) return known;
    const found = await this.#find(args, args.kind);
    if (found.errors.length > 0) return void 0;
    if (found.external || !isPackageFile(found.path)) return asResult(found);
    const result = await this.#external(args, found);
    this.#resolved.set(key, result);
    return result;
  }
  async #external(args, found) {
    if (args.kind === "dynamic-import") return { path: await this.#importable(args, found), external: true };
    if (this.#format === "esm" && args.kind === "import-statement" && this.#isEsm(found.path)) {
      return { path: await this.#importable(args, found), external: true };
    }
    return this.#required(args, found);
  }
  /** A package for `require`: the file behind its `require` condition; a package with ES modules only is bundled into CommonJS. */
  async #required(args, found) {
    const byRequire = await this.#find(args, "require-call");
    const file = byRequire.errors.length > 0 ? found.path : byRequire.path;
    if (args.kind === "import-statement" && this.#isEsm(file)) return asResult(found);
    const specifier = await this.#specifier(args, "require-call", file);
    if (this.#format === "cjs" || args.kind === "require-resolve") return { path: specifier, external: true };
    return { path: specifier, namespace: REQUIRE_NAMESPACE };
  }
  async #importable(args, found) {
    const specifier = await this.#specifier(args, args.kind, found.path);
    return specifier === found.path ? pathToFileURL(found.path).href : specifier;
  }
  /** The bare specifier where it means the same from the built code's folder, else the file: workspaces have their own node_modules. */
  async #specifier(args, kind, file) {
    if (args.path.startsWith("#")) return file;
    const fromBuilt = await this.#find({ ...args, importer: "", resolveDir: this.#fromFolder }, kind);
    return fromBuilt.errors.length === 0 && fromBuilt.path === file ? args.path : file;
  }
  #isEsm(file) {
    const extension = extname3(file);
    return extension === ".mjs" || extension === ".js" && moduleFormatOf(file, this.#packageTypes) === "esm";
  }
  #find(args, kind) {
    const { path, importer, resolveDir } = args;
    return this.#build.resolve(path, { kind, importer, resolveDir, namespace: "file", pluginData: SKIP });
  }
};
function isPackageFile(file) {
  return IN_NODE_MODULES.test(file) && LOADABLE.has(extname3(file));
}
function asResult({ path, external, namespace, sideEffects, suffix, pluginData }) {
  const data = pluginData === SKIP ? void 0 : pluginData;
  return { path, external, namespace, sideEffects, suffix, pluginData: data };
}

// handlers/build/touched-paths.ts
import { dirname as dirname5, extname as extname4, join as join5, resolve as resolve3 } from "node:path";
import * as esbuild2 from "esbuild";

// handlers/build/tsconfig-paths.ts
import { readFileSync as readFileSync2 } from "node:fs";
import { dirname as dirname4, join as join4, resolve as resolve2 } from "node:path";
function tsconfigTargets(specifier, projectFolder) {
  return optionsOf(join4(projectFolder, "tsconfig.json"), 0).flatMap(
    ({ folder: folder2, options }) => Object.entries(options.paths ?? {}).flatMap(([pattern, targets]) => {
      const matched = matchStar(pattern, specifier);
      if (matched === void 0) return [];
      return targets.map((target) => resolve2(folder2, options.baseUrl ?? ".", target.replace("*", matched)));
    })
  );
}
function matchStar(pattern, specifier) {
  const [before = "", after] = pattern.split("*", 2);
  if (after === void 0) return pattern === specifier ? "" : void 0;
  const fits = specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after);
  return fits ? specifier.slice(before.length, specifier.length - after.length) : void 0;
}
function optionsOf(file, depth) {
  const config = readJsonWithComments(file);
  if (config === void 0 || depth > 5) return [];
  const bases = [config.extends ?? []].flat().filter((base) => base.startsWith("."));
  return [
    { folder: dirname4(file), options: config.compilerOptions ?? {} },
    ...bases.flatMap(
      (base) => optionsOf(resolve2(dirname4(file), base.endsWith(".json") ? base : `${base}.json`), depth + 1)
    )
  ];
}
function readJsonWithComments(file) {
  try {
    const plain = readFileSync2(file, "utf8").replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[^]*?\*\//g, (_, text) => text ?? "").replace(/,(\s*[}\]])/g, "$1");
    return JSON.parse(plain);
  } catch {
    return void 0;
  }
}

// handlers/build/touched-paths.ts
var EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];
async function touchedPaths(options) {
  const touched = /* @__PURE__ */ new Set();
  const observer = observe(touched, options.absWorkingDir ?? ".");
  const plugins = [observer, ...options.plugins ?? []];
  await esbuild2.build({ ...options, plugins, write: false, sourcemap: false }).catch(() => void 0);
  return [...touched];
}
function observe(touched, projectFolder) {
  return {
    name: "lambdaloop-observe",
    setup(build2) {
      build2.onLoad({ filter: /.*/, namespace: "file" }, ({ path }) => {
        if (!inNodeModules(path)) touched.add(path);
        return void 0;
      });
      build2.onResolve({ filter: /.*/, namespace: "file" }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData !== void 0 || kind === "entry-point" || inNodeModules(resolveDir)) return void 0;
        const found = await build2.resolve(path, { kind, importer, resolveDir, namespace: "file", pluginData: observe });
        if (found.errors.length > 0) for (const place of placesOf(path, resolveDir, projectFolder)) touched.add(place);
        return void 0;
      });
    }
  };
}
function placesOf(specifier, resolveDir, projectFolder) {
  if (specifier.startsWith(".") || specifier.startsWith("/")) return spellings(resolve3(resolveDir, specifier));
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  const packages = foldersUp(resolveDir).map((folder2) => join5(folder2, "node_modules", name, "package.json"));
  return [...packages, ...tsconfigTargets(specifier, projectFolder).flatMap(spellings)];
}
function spellings(path) {
  const extension = extname4(path);
  const stem = /^\.[cm]?jsx?$/.test(extension) ? path.slice(0, -extension.length) : path;
  return [path, ...EXTENSIONS.map((known) => stem + known), ...EXTENSIONS.map((known) => join5(path, `index${known}`))];
}
function foldersUp(folder2) {
  const parent = dirname5(folder2);
  return parent === folder2 ? [folder2] : [folder2, ...foldersUp(parent)];
}
function inNodeModules(path) {
  return /[\\/]node_modules[\\/]/.test(path);
}

// handlers/build/esbuild-builder.ts
var INSTALL_MARKERS = [".package-lock.json", ".modules.yaml", ".yarn-integrity", ".yarn-state.yml"];
var OUTPUT_FOLDER = "generation";
var EsbuildBuilder = class {
  #definition;
  #projectFolder;
  #fromFolder;
  #source;
  #format = "esm";
  #context;
  #watch = [];
  /**
   * @param fromFolder the existing folder that will hold the generations' folders
   * @throws {UserError} `HANDLER_NOT_FOUND`
   */
  constructor(definition, projectFolder, fromFolder) {
    this.#definition = definition;
    this.#projectFolder = projectFolder;
    this.#fromFolder = fromFolder;
    this.#source = discoverHandler(definition, projectFolder);
  }
  async build({ fresh = false } = {}) {
    try {
      const context2 = await this.#prepare(fresh);
      const result = await context2.rebuild();
      return this.#built(result);
    } catch (error) {
      return this.#failed(error);
    }
  }
  async dispose() {
    const context2 = this.#context;
    this.#context = void 0;
    await context2?.dispose();
  }
  async #prepare(fresh) {
    const moved = !existsSync(this.#source.file);
    if (moved) this.#source = discoverHandler(this.#definition, this.#projectFolder);
    const format = this.#definition.bundle.format ?? moduleFormatOf(this.#source.file);
    if (fresh || moved || format !== this.#format) await this.dispose();
    this.#format = format;
    this.#context ??= await esbuild3.context({ ...this.#options(), metafile: true, write: false });
    return this.#context;
  }
  #options() {
    const { bundle, runtime } = this.#definition;
    const esm = this.#format === "esm";
    return {
      absWorkingDir: this.#projectFolder,
      entryPoints: [{ in: this.#source.file, out: outputPath(this.#source.modulePath) }],
      outdir: join6(this.#fromFolder, OUTPUT_FOLDER),
      outExtension: { ".js": esm ? ".mjs" : ".cjs" },
      bundle: true,
      platform: "node",
      format: this.#format,
      target: `node${/\d+/.exec(runtime)?.[0] ?? "20"}`,
      external: [...bundle.external],
      loader: { ".node": "copy" },
      sourcemap: "inline",
      // The sources are on this disk; their text would only make the map heavier.
      sourcesContent: false,
      logLevel: "silent",
      ...esm ? { banner: { js: ESM_BANNER } } : {},
      plugins: bundle.mode === "code" ? [externalPackages(this.#format, this.#fromFolder)] : []
    };
  }
  #built({ metafile, outputFiles }) {
    const sources = new Set(
      Object.keys(metafile.inputs).filter((path) => !path.startsWith(`${REQUIRE_NAMESPACE}:`)).map((path) => resolve4(this.#projectFolder, path)).filter((path) => !/[\\/]node_modules[\\/]/.test(path))
    );
    this.#watch = [...sources, ...this.#configFiles()];
    const entry = relative2(this.#projectFolder, realpathSync(this.#source.file)).replaceAll("\\", "/");
    const handler = `${outputPath(this.#source.modulePath)}.${this.#source.exportName}`;
    const root = join6(this.#fromFolder, OUTPUT_FOLDER);
    const main = outputFiles.find(({ path }) => /\.[mc]js$/.test(path));
    const exported = exportsOf(entry, metafile, main?.text ?? "", this.#format);
    const [wanted = ""] = this.#source.exportName.split(".");
    if (exported !== void 0 && !exported.includes(wanted)) {
      const failure = noExport(entry, { wanted, exported, format: this.#format });
      return { kind: "failed", failure, watch: this.#watch };
    }
    const files = outputFiles.map(({ path, contents }) => ({ path: relative2(root, path), contents }));
    const code = { output: { kind: "files", files }, handler, externals: externalsOf(metafile), sources };
    return { kind: "built", code, watch: this.#watch };
  }
  async #failed(error) {
    if (error instanceof UserError) {
      const message = [error.message, error.advice ?? ""].join(" ").trim();
      const failure2 = { errorType: "Runtime.ImportModuleError", message, frame: message };
      return { kind: "failed", failure: failure2, watch: [...this.#watch, ...this.#candidates()] };
    }
    if (!isBuildFailure(error)) throw error;
    const failure = await asFailure(error, this.#projectFolder);
    const touched = await touchedPaths(this.#options());
    return {
      kind: "failed",
      failure,
      watch: [...this.#watch, ...this.#candidates(), ...touched, ...this.#configFiles()]
    };
  }
  #candidates() {
    return handlerCandidates(this.#definition, this.#projectFolder);
  }
  /** They shape the build although esbuild does not list them among its inputs. */
  #configFiles() {
    return [
      ...["tsconfig.json", "package.json"].map((name) => join6(this.#projectFolder, name)),
      ...installMarkers(this.#projectFolder)
    ];
  }
};
function installMarkers(projectFolder) {
  return INSTALL_MARKERS.map((name) => join6(projectFolder, "node_modules", name));
}
var ESM_BANNER = `import { createRequire as ${REQUIRE_NAME}Maker } from "node:module"; const require = ${REQUIRE_NAME}Maker(import.meta.url), ${REQUIRE_NAME} = require;`;
function outputPath(modulePath) {
  return modulePath.replace(/^(?:\.\.\/|\/|[A-Za-z]:\/)+/, "");
}
function noExport(entry, { wanted, exported, format }) {
  const similar = nearest(wanted, exported);
  const commonJs = format === "esm" && exported.length === 1 && exported[0] === "default";
  const advice2 = commonJs ? ` It has only a default export; if it is CommonJS, set bundle.format to "cjs".` : similar.length > 0 ? ` Did you mean ${orList(similar)}?` : exported.length > 0 ? ` It exports ${exported.map((name) => `"${name}"`).join(", ")}.` : "";
  const message = `${entry}: no export named "${wanted}".${advice2}`;
  return { errorType: "Runtime.HandlerNotFound", message, frame: message, at: entry };
}
function externalsOf(metafile) {
  const required = Object.keys(metafile.inputs).filter((path) => path.startsWith(`${REQUIRE_NAMESPACE}:`)).map((path) => ({ specifier: path.slice(REQUIRE_NAMESPACE.length + 1), kind: "require" }));
  const output = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint !== void 0);
  const imported = (output?.imports ?? []).filter(({ external, kind }) => external === true && (kind === "import-statement" || kind === "require-call")).map(({ path, kind }) => ({ specifier: path, kind: kind === "require-call" ? "require" : "import" }));
  const seen = new Map([...required, ...imported].map((module) => [`${module.kind} ${module.specifier}`, module]));
  return [...seen.values()];
}

// handlers/build/in-place-builder.ts
import { readdirSync as readdirSync3 } from "node:fs";
import { dirname as dirname6, join as join7 } from "node:path";
var SKIPPED_FOLDERS = /* @__PURE__ */ new Set(["node_modules", "venv", "env", "__pycache__", "site-packages", "dist", "build"]);
var InPlaceBuilder = class {
  #definition;
  #projectFolder;
  /** @throws {UserError} `HANDLER_NOT_FOUND` */
  constructor(definition, projectFolder) {
    this.#definition = definition;
    this.#projectFolder = projectFolder;
    discoverHandler(definition, projectFolder);
  }
  async build() {
    try {
      const { file } = discoverHandler(this.#definition, this.#projectFolder);
      const python = languageOf(this.#definition.runtime) === "python";
      const sources = new Set(python ? [file, ...pythonFiles(dirname6(file))] : [file]);
      const taskRoot = python ? this.#projectFolder : dirname6(file);
      const output = { kind: "inPlace", taskRoot };
      const code = { output, handler: this.#definition.handler, externals: [], sources };
      return { kind: "built", code, watch: [...sources] };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const message = [error.message, error.advice ?? ""].join(" ").trim();
      const watch = handlerCandidates(this.#definition, this.#projectFolder);
      return { kind: "failed", failure: { errorType: "Runtime.ImportModuleError", message, frame: message }, watch };
    }
  }
  async dispose() {
  }
};
function pythonFiles(folder2) {
  return readdirSync3(folder2, { withFileTypes: true }).flatMap((entry) => {
    const path = join7(folder2, entry.name);
    if (entry.isFile()) return entry.name.endsWith(".py") ? [path] : [];
    const skipped = !entry.isDirectory() || entry.name.startsWith(".") || SKIPPED_FOLDERS.has(entry.name);
    return skipped || isVirtualEnvironment(path) ? [] : pythonFiles(path);
  });
}
function isVirtualEnvironment(folder2) {
  return readdirSync3(folder2).includes("pyvenv.cfg");
}

// handlers/error-document.ts
import { isAbsolute, relative as relative3, sep as sep2 } from "node:path";
import { fileURLToPath } from "node:url";
function errorDocument(errorType, errorMessage, trace) {
  return JSON.stringify(trace === void 0 ? { errorType, errorMessage } : { errorType, errorMessage, trace });
}
function summarizeError(payload, projectFolder, isOwn) {
  const document = parseObject(payload);
  if (document === void 0) return {};
  const { errorType, errorMessage, trace, stackTrace } = document;
  const errorAt = placeOf2(nodeFrames(trace), projectFolder, isOwn) ?? placeOf2(pythonFrames(stackTrace).toReversed(), projectFolder, isOwn);
  return {
    ...typeof errorType === "string" ? { errorType } : {},
    ...typeof errorMessage === "string" ? { errorMessage } : {},
    ...errorAt === void 0 ? {} : { errorAt }
  };
}
function nodeFrames(trace) {
  return lines(trace).flatMap(
    (line) => frame(/^\s*at .*?\(?((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]*):(\d+):(\d+)\)?$/, line)
  );
}
function pythonFrames(stackTrace) {
  return lines(stackTrace).flatMap((line) => frame(/^\s*File "([^"]+)", line (\d+)/, line));
}
function frame(pattern, line) {
  const match = pattern.exec(line);
  if (match === null) return [];
  const [, path = "", row = "", column] = match;
  const file = path.startsWith("file://") ? fileURLToPath(path) : path;
  return [{ file, position: column === void 0 ? `:${row}` : `:${row}:${column}` }];
}
function placeOf2(frames, projectFolder, isOwn) {
  const own = frames.find(({ file }) => isAbsolute(file) && isOwn(file));
  return own === void 0 ? void 0 : relative3(projectFolder, own.file).split(sep2).join("/") + own.position;
}
function lines(value) {
  return Array.isArray(value) ? value.filter((line) => typeof line === "string") : [];
}
function parseObject(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : void 0;
  } catch {
    return void 0;
  }
}

// handlers/sandbox/execution-environment.ts
var InitError = class extends Error {
  name = "InitError";
  payload;
  /** Whether the process ended or timed out (crash), rather than reported an error of the user's code. */
  crashed;
  /** The same document for an invocation that had to wait for this start: Lambda puts its id into the sentence. */
  payloadFor;
  constructor(message, payload, crashed2, payloadFor) {
    super(message);
    this.payload = payload;
    this.crashed = crashed2;
    this.payloadFor = payloadFor ?? (() => payload);
  }
};

// handlers/environment-pool.ts
var IDLE_ENVIRONMENT_MS = 5 * 6e4;
var EnvironmentPool = class {
  #options;
  #idle = [];
  #busy = /* @__PURE__ */ new Set();
  #stopping = /* @__PURE__ */ new Set();
  /** An init that failed before any invocation: the first invocation is its retry. */
  #failedInits = 0;
  #drainReason;
  #stopped = false;
  #onDrained;
  constructor(options) {
    this.#options = options;
  }
  get size() {
    return this.#idle.length + this.#busy.size;
  }
  /**
   * Starts one environment ahead of the first invocation, as Lambda may ("proactive initialisation").
   * Never rejects for what the code did: the failure is the value, and the first invocation tries again.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib
   */
  async prime(create = this.#options.create) {
    const member = this.#newMember(create);
    this.#busy.add(member);
    const failure = await this.#init(member, void 0);
    this.#busy.delete(member);
    if (failure !== void 0) this.#failedInits++;
    else if (!member.stopped) this.#keep(member);
    this.#checkDrained();
    return failure;
  }
  /** Runs one invocation, in a warm environment when one is idle. */
  async invoke(invocation) {
    const warm2 = this.#idle.pop();
    const member = warm2 ?? this.#newMember();
    this.#busy.add(member);
    member.cancelIdle?.();
    const startedAtMs = this.#options.clock.monotonicMs();
    try {
      const ready = warm2 ?? await this.#coldStart(member, invocation);
      if ("kind" in ready) return this.#ended(ready, { startedAtMs, causeId: invocation.causeId });
      return await this.#run(ready, invocation);
    } finally {
      this.#checkDrained();
    }
  }
  /** Lets running invocations finish, stops every environment, and resolves when all are gone. */
  async drain(reason) {
    this.#drainReason ??= reason;
    for (const member of this.#idle.splice(0)) this.#stop(member, reason);
    if (this.#busy.size > 0) {
      await new Promise((resolve6) => {
        this.#onDrained = resolve6;
      });
    }
    await Promise.all(this.#stopping);
  }
  /** Stops every environment now, whatever it runs. */
  async stop(reason) {
    this.#stopped = true;
    this.#drainReason ??= reason;
    for (const member of [...this.#idle.splice(0), ...this.#busy]) this.#stop(member, reason);
    await Promise.all(this.#stopping);
  }
  async #run(member, invocation) {
    const { clock, journal: journal2, spec, generation } = this.#options;
    const { requestId, payload, causeId, traceHeader, invokedFunctionArn } = invocation;
    const startedAtMs = clock.monotonicMs();
    const { functionName } = spec;
    const startedId = journal2.record(
      {
        kind: "lambda.invocationStarted",
        functionName,
        requestId,
        environmentId: member.environment.id,
        generation,
        payloadBytes: Buffer.byteLength(payload),
        deadlineAt: clock.now() + spec.timeoutMs
      },
      causeId
    );
    journal2.linkTrace(traceHeader, startedId);
    member.lastInvocation = startedId;
    try {
      const outcome = await member.environment.invoke({ requestId, payload, traceHeader, invokedFunctionArn });
      return this.#ended(outcome, { startedAtMs, causeId: startedId });
    } finally {
      this.#busy.delete(member);
      if (member.environment.dead) this.#stop(member, "its process ended");
      else if (!member.stopped) this.#keep(member);
    }
  }
  /** An initialised environment, or the outcome of an invocation whose environment could not start. */
  async #coldStart(first2, { requestId, causeId }) {
    const firstIsRetry = this.#failedInits > 0;
    if (firstIsRetry) this.#failedInits--;
    const failure = await this.#init(first2, causeId, firstIsRetry);
    if (failure === void 0) return first2;
    if (firstIsRetry || this.#stopped) return initOutcome(requestId, failure);
    const second = this.#newMember();
    this.#busy.add(second);
    const again = await this.#init(second, causeId, true);
    return again === void 0 ? second : initOutcome(requestId, again);
  }
  /** Records how it went; a failed environment is stopped. */
  async #init(member, causeId, inInvocation = false) {
    const { journal: journal2, spec, generation } = this.#options;
    const { environment } = member;
    try {
      const { initMs } = await this.#initWithin(environment, inInvocation ? spec.timeoutMs : void 0);
      const { functionName } = spec;
      journal2.record(
        { kind: "lambda.environmentStarted", functionName, environmentId: environment.id, generation, initMs },
        causeId
      );
      return void 0;
    } catch (error) {
      this.#busy.delete(member);
      const type = error instanceof InitError ? this.#summary(error.payload).errorType : void 0;
      this.#stop(member, `init failed: ${type ?? String(error)}`);
      if (error instanceof InitError) return error;
      if (this.#stopped) return stoppedWhileStarting();
      throw error;
    }
  }
  /** Within an invocation the init has the function's timeout instead of its own 10 seconds. */
  async #initWithin(environment, timeoutMs) {
    if (timeoutMs === void 0) return environment.init();
    const controller = new AbortController();
    const cancel = this.#options.clock.schedule(timeoutMs, () => controller.abort());
    try {
      return await environment.init(controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
      throw new InitTimeout(timeoutMs);
    } finally {
      cancel();
    }
  }
  #ended(outcome, { startedAtMs, causeId }) {
    const { clock, journal: journal2, spec } = this.#options;
    const durationMs = clock.monotonicMs() - startedAtMs;
    const { kind, requestId } = outcome;
    const failed = kind === "returned" || kind === "throttled" ? {} : this.#summary(outcome.payload);
    journal2.record(
      {
        kind: "lambda.invocationEnded",
        functionName: spec.functionName,
        requestId,
        outcome: kind,
        durationMs,
        ...failed
      },
      causeId
    );
    return outcome;
  }
  #summary(payload) {
    return summarizeError(payload, this.#options.projectFolder, this.#options.isOwnSource);
  }
  #newMember(create = this.#options.create) {
    const onLog = (line) => this.#log(member, line);
    const environment = create({ ...this.#options.spec, onLog });
    const member = { environment, lastInvocation: void 0, cancelIdle: void 0, stopped: false };
    return member;
  }
  #log({ environment, lastInvocation }, { requestId, source, line }) {
    const { journal: journal2, spec } = this.#options;
    journal2.record(
      {
        kind: "lambda.logged",
        functionName: spec.functionName,
        environmentId: environment.id,
        ...requestId === void 0 ? {} : { requestId },
        source,
        line
      },
      requestId === void 0 ? void 0 : lastInvocation
    );
  }
  #keep(member) {
    if (this.#drainReason !== void 0) {
      this.#stop(member, this.#drainReason);
      return;
    }
    this.#idle.push(member);
    member.cancelIdle = this.#options.clock.schedule(IDLE_ENVIRONMENT_MS, () => this.#stopSurplus(member));
  }
  #stopSurplus(member) {
    const index = this.#idle.indexOf(member);
    if (index === -1 || this.size === 1) return;
    this.#idle.splice(index, 1);
    this.#stop(member, "idle");
  }
  #stop(member, reason) {
    if (member.stopped) return;
    member.stopped = true;
    member.cancelIdle?.();
    const stopped = this.#stopMember(member, reason).finally(() => this.#stopping.delete(stopped));
    this.#stopping.add(stopped);
  }
  async #stopMember({ environment }, reason) {
    const { functionName } = this.#options.spec;
    await environment.stop();
    this.#options.journal.record({
      kind: "lambda.environmentStopped",
      functionName,
      environmentId: environment.id,
      reason
    });
  }
  #checkDrained() {
    if (this.#busy.size === 0) this.#onDrained?.();
  }
};
var InitTimeout = class extends InitError {
  constructor(timeoutMs) {
    const message = `Task timed out after ${(timeoutMs / 1e3).toFixed(2)} seconds`;
    super(message, errorDocument("Sandbox.Timedout", message), true);
  }
};
function stoppedWhileStarting() {
  const message = "Runtime exited without providing a reason";
  return new InitError(message, errorDocument("Runtime.ExitError", message), true);
}
function initOutcome(requestId, failure) {
  if (failure instanceof InitTimeout) {
    const payload = errorDocument("Sandbox.Timedout", `RequestId: ${requestId} Error: ${failure.message}`);
    return { kind: "timedOut", requestId, payload };
  }
  return { kind: "crashed", requestId, payload: failure.payloadFor(requestId) };
}

// handlers/source-watcher.ts
import { dirname as dirname7, join as join8, sep as sep3 } from "node:path";
import { FSWatcher } from "chokidar";
var QUIET_MS = 5;
var SETTING_UP_MS = 150;
var SourceWatcher = class {
  #options;
  #watcher;
  /** What each wanted path looked like when it was last told about. */
  #seen = /* @__PURE__ */ new Map();
  /**
   * The watched folders by inode: one that was deleted and made again needs a new watch.
   * They are never given up, because chokidar's `unwatch` ignores everything below a folder from then on.
   */
  #folders = /* @__PURE__ */ new Map();
  #touched = /* @__PURE__ */ new Set();
  #verifications = /* @__PURE__ */ new Set();
  #noticedAtMs = 0;
  #cancelQuiet;
  #flushing = 0;
  #closed = false;
  constructor(options) {
    this.#options = options;
    this.#watcher = this.#open();
  }
  /** Whether events wait for their quiet, or are being looked at. */
  get busy() {
    return this.#cancelQuiet !== void 0 || this.#flushing > 0;
  }
  /**
   * Replaces the set of files.
   *
   * @param sinceNs the file system's time when the caller began to read: a new file in the set that changed later is told about at once
   */
  watch(files, sinceNs) {
    if (this.#closed) return;
    const wanted = new Set([...files].map(firstMissing));
    for (const path of this.#seen.keys()) if (!wanted.has(path)) this.#seen.delete(path);
    const added = [...wanted].filter((path) => !this.#seen.has(path));
    for (const path of added) this.#remember(path, sinceNs);
    const { fresh, replaced } = this.#updateFolders(new Set([...wanted].map((path) => dirname7(path))));
    if (replaced || fresh.length > 0) this.#verifyLater(replaced ? this.#folders.keys() : fresh);
    if (replaced) {
      void this.#watcher.close();
      this.#watcher = this.#open();
      this.#watcher.add([...this.#folders.keys(), ...this.#present(wanted)]);
      return;
    }
    const paths = [...fresh, ...this.#present(added)];
    if (paths.length > 0) this.#watcher.add(paths);
  }
  async close() {
    this.#closed = true;
    this.#cancelQuiet?.();
    this.#cancelQuiet = void 0;
    for (const cancel of this.#verifications) cancel();
    await this.#watcher.close();
  }
  #open() {
    const watcher = new FSWatcher({
      depth: 0,
      // chokidar's own atomic-save logic holds an unlink back for 100 ms; signatures tell the same sooner.
      atomic: false,
      ignored: (path) => !this.#folders.has(path) && !this.#seen.has(path)
    });
    watcher.on("all", (_event, path) => this.#notice(path));
    watcher.on("raw", (_event, name, details) => this.#noticeRaw(name, details));
    watcher.on("error", (error) => this.#options.onError(error));
    return watcher;
  }
  /** Which folders are new, and whether one that was watched has been made again. */
  #updateFolders(wanted) {
    const fresh = [];
    let replaced = false;
    for (const folder2 of wanted) {
      const inode = statsOf(folder2)?.ino ?? 0n;
      const known = this.#folders.get(folder2);
      if (known === void 0) fresh.push(folder2);
      else if (known !== inode) replaced = true;
      this.#folders.set(folder2, inode);
    }
    return { fresh, replaced };
  }
  /** Looks once more when the new watches are surely set: what changed while they were being set caused no event. */
  #verifyLater(folders) {
    const added = new Set(folders);
    const cancel = this.#options.clock.schedule(SETTING_UP_MS, () => {
      this.#verifications.delete(cancel);
      for (const path of this.#seen.keys()) if (added.has(dirname7(path))) this.#notice(path);
    });
    this.#verifications.add(cancel);
  }
  /** A path that does not exist is noticed through its folder. */
  #present(paths) {
    return [...paths].filter((path) => this.#seen.get(path) !== ABSENT);
  }
  #remember(path, sinceNs) {
    const stats = statsOf(path);
    const changedSince = stats !== void 0 && sinceNs !== void 0 && stats.isFile() && stats.mtimeNs > sinceNs;
    this.#seen.set(path, changedSince ? "unknown" : signatureOf(stats));
    if (changedSince) this.#notice(path);
  }
  #noticeRaw(name, details) {
    const watchedPath = details.watchedPath;
    if (typeof watchedPath !== "string") return;
    this.#notice(watchedPath);
    if (typeof name === "string") this.#notice(join8(watchedPath, name));
  }
  #notice(path) {
    if (!this.#seen.has(path) || this.#closed) return;
    if (this.#touched.size === 0) this.#noticedAtMs = this.#options.clock.monotonicMs();
    this.#touched.add(path);
    this.#cancelQuiet?.();
    this.#cancelQuiet = this.#options.clock.schedule(QUIET_MS, () => {
      this.#cancelQuiet = void 0;
      void this.#flush();
    });
  }
  /** One save causes several events, and some come late: only a path that looks different from before is a change. */
  async #flush() {
    const paths = [...this.#touched];
    const noticedAtMs = this.#noticedAtMs;
    this.#touched.clear();
    this.#flushing++;
    const signatures = await Promise.all(paths.map(async (path) => signatureOf(await readStats(path))));
    this.#flushing--;
    const changed = paths.filter((path, index) => this.#seen.has(path) && this.#seen.get(path) !== signatures[index]);
    paths.forEach((path, index) => {
      if (this.#seen.has(path)) this.#seen.set(path, signatures[index] ?? ABSENT);
    });
    if (changed.length > 0 && !this.#closed) this.#options.onChange({ files: new Set(changed), noticedAtMs });
  }
};
var ABSENT = "absent";
function signatureOf(stats) {
  if (stats === void 0) return ABSENT;
  return stats.isDirectory() ? "folder" : `${stats.ino} ${stats.size} ${stats.mtimeNs}`;
}
function firstMissing(path) {
  const folder2 = dirname7(path);
  if (folder2 === path || statsOf(folder2)?.isDirectory() === true) return path;
  return firstMissing(folder2);
}
function concerns(path, changed) {
  return path === changed || path.startsWith(changed + sep3);
}

// handlers/standby-slot.ts
var STANDBY_DELAY_MS = 75;
var StandbySlot = class {
  #clock;
  #sandbox;
  #activity;
  #standby;
  #cancel;
  constructor({ clock, sandbox, activity }) {
    this.#clock = clock;
    this.#sandbox = sandbox;
    this.#activity = activity;
  }
  /** @param options asked when the time has come */
  schedule(options) {
    this.#cancel?.();
    this.#cancel = this.#clock.schedule(STANDBY_DELAY_MS, () => {
      this.#standby ??= this.#sandbox.standby(options());
    });
  }
  /** Makes the environment of new code out of the standby; `undefined` when none waits. Once only. */
  take() {
    const standby = this.#standby;
    this.#standby = void 0;
    return standby === void 0 ? void 0 : (spec) => standby.assign(spec);
  }
  discard() {
    this.#cancel?.();
    if (this.#standby !== void 0) this.#activity.run(this.#standby.stop());
    this.#standby = void 0;
  }
};

// handlers/managed-function.ts
var ManagedFunction = class {
  #around;
  #folders;
  #definition;
  #builder;
  #current;
  #failure;
  #pending;
  #building = false;
  #publishing = 0;
  /** Number of the newest generation built; older ones that are not live yet never will be. */
  #newest = 0;
  #standby;
  #stopped = false;
  #watched = [];
  #ready;
  #markReady = () => {
  };
  /** @throws {UserError} `HANDLER_NOT_FOUND` */
  constructor(definition, around) {
    this.#around = around;
    this.#definition = definition;
    this.#folders = around.buildFolder.forFunction(definition.functionName);
    this.#builder = this.#makeBuilder(definition);
    this.#standby = new StandbySlot(around);
    this.#ready = new Promise((resolve6) => {
      this.#markReady = resolve6;
    });
  }
  get definition() {
    return this.#definition;
  }
  /** Absolute paths, also of files that do not exist but would matter. */
  get watched() {
    return this.#watched;
  }
  /** The live generation; 0 before there is one. */
  get generation() {
    return this.#current?.number ?? 0;
  }
  get state() {
    if (this.#building || this.#publishing > 0 || this.#pending !== void 0) return "building";
    return this.#failure === void 0 ? "ready" : "broken";
  }
  get environments() {
    return this.#current?.pool.size ?? 0;
  }
  get failure() {
    return this.#failure;
  }
  start() {
    this.#request({ files: /* @__PURE__ */ new Set(), noticedAtMs: void 0 });
  }
  /** Rebuilds when one of the files is its own. */
  filesChanged({ files, noticedAtMs }) {
    const own = [...files].filter((changed) => this.#watched.some((path) => concerns(path, changed)));
    if (own.length > 0) this.#request({ files: new Set(own), noticedAtMs });
  }
  /**
   * Takes another definition of the same function; it holds from the next generation on.
   *
   * @throws {UserError} `HANDLER_NOT_FOUND`; nothing has changed then
   */
  redefine(definition) {
    const builder = this.#makeBuilder(definition);
    this.#around.activity.run(this.#builder.dispose());
    this.#builder = builder;
    this.#definition = definition;
    this.#standby.discard();
    this.start();
  }
  /** Runs one invocation on the live code; waits for the first build, fails with its error when there never was a good one. */
  async invoke(invocation) {
    await this.#ready;
    if (this.#current === void 0 || this.#stopped) return this.#neverBuilt(invocation);
    return this.#current.pool.invoke(invocation);
  }
  /** @param graceful let running invocations finish */
  async stop({ graceful }) {
    this.#stopped = true;
    this.#standby.discard();
    const pool = this.#current?.pool;
    await Promise.all([
      this.#builder.dispose(),
      graceful ? pool?.drain("the function was removed") : pool?.stop("the runtime stops")
    ]);
    this.#markReady();
  }
  #makeBuilder(definition) {
    const { projectFolder } = this.#around;
    return languageOf(definition.runtime) === "node" ? new EsbuildBuilder(definition, projectFolder, this.#folders.path) : new InPlaceBuilder(definition, projectFolder);
  }
  #request(reason) {
    const before = this.#pending;
    this.#pending = {
      files: /* @__PURE__ */ new Set([...before?.files ?? [], ...reason.files]),
      noticedAtMs: before?.noticedAtMs ?? reason.noticedAtMs
    };
    if (!this.#building) this.#around.activity.run(this.#buildAll());
  }
  /** esbuild merges a rebuild into the one that runs, which has read the files already: so one at a time. */
  async #buildAll() {
    this.#building = true;
    try {
      for (let reason = this.#takePending(); reason !== void 0; reason = this.#takePending())
        await this.#build(reason);
    } finally {
      this.#building = false;
    }
  }
  #takePending() {
    const reason = this.#stopped ? void 0 : this.#pending;
    this.#pending = void 0;
    return reason;
  }
  async #build(reason) {
    const { clock, journal: journal2, projectFolder } = this.#around;
    const { functionName } = this.#definition;
    journal2.record({ kind: "handler.buildStarted", functionName, changed: [...reason.files] });
    const startedAtMs = clock.monotonicMs();
    const reinstalled = installMarkers(projectFolder).some((marker) => reason.files.has(marker));
    if (reinstalled) this.#standby.discard();
    const sinceNs = await this.#folders.now();
    const result = await this.#builder.build({ fresh: reinstalled });
    if (this.#stopped) return;
    this.#watchFor(result, sinceNs);
    if (this.#pending !== void 0) {
      this.#pending = {
        files: /* @__PURE__ */ new Set([...reason.files, ...this.#pending.files]),
        noticedAtMs: reason.noticedAtMs ?? this.#pending.noticedAtMs
      };
      return;
    }
    if (result.kind === "failed") {
      this.#fail(result.failure);
      return;
    }
    const number = ++this.#newest;
    const buildMs = clock.monotonicMs() - startedAtMs;
    journal2.record({
      kind: "handler.built",
      functionName,
      generation: number,
      buildMs,
      files: result.code.sources.size
    });
    this.#around.activity.run(this.#publish(number, result.code, reason));
  }
  #watchFor(result, sinceNs) {
    this.#watched = result.watch;
    this.#around.onWatchChanged(sinceNs);
  }
  #fail(failure) {
    this.#failure = failure;
    const { functionName } = this.#definition;
    const { message, frame: frame2 } = failure;
    this.#around.journal.record({ kind: "handler.buildFailed", functionName, message, frame: frame2 });
    this.#markReady();
  }
  /** Brings a build to life: an environment that has it loaded, then the swap. */
  async #publish(number, code, reason) {
    this.#publishing++;
    try {
      const T0=performance.now(); const taskRoot = await this.#folders.write(number, code.output); const T1=performance.now();
      const pool = this.#makePool(number, code, taskRoot);
      const failure = await pool.prime(this.#standby.take()); const T2=performance.now(); (globalThis.TT??=[]).push([T0-(reason.noticedAtMs??T0),T1-T0,T2-T1]);
      const isStale = this.#stopped || number < this.#newest;
      if (isStale || this.#isBroken(failure, code)) {
        await this.#retire(
          { number, code, taskRoot, pool },
          isStale ? "a newer build replaced it" : "its code is broken"
        );
        return;
      }
      this.#swap({ number, code, taskRoot, pool }, reason);
    } finally {
      this.#publishing--;
    }
  }
  /** Code without its handler is a half-written save, not a new version; what else fails at init is what Lambda would run. */
  #isBroken(failure, code) {
    if (failure === void 0) return false;
    const {
      errorType,
      errorMessage = failure.message,
      errorAt
    } = summarizeError(failure.payload, this.#around.projectFolder, (file) => code.sources.has(file));
    if (errorType !== "Runtime.HandlerNotFound" && errorType !== "Runtime.UserCodeSyntaxError") return false;
    const at = errorAt === void 0 ? {} : { at: errorAt };
    if (this.#newest >= 1) this.#fail({ errorType, message: errorMessage, frame: errorMessage, ...at });
    return true;
  }
  #swap(next, { noticedAtMs }) {
    const { clock, journal: journal2, activity } = this.#around;
    const previous = this.#current;
    this.#current = next;
    this.#failure = void 0;
    const { functionName } = this.#definition;
    const sinceChangeMs = noticedAtMs === void 0 ? 0 : clock.monotonicMs() - noticedAtMs;
    journal2.record({ kind: "handler.swapped", functionName, generation: next.number, sinceChangeMs });
    this.#markReady();
    if (previous !== void 0) activity.run(this.#retire(previous, `generation ${next.number} replaced it`));
    if (this.#around.watching && !this.#stopped) this.#standby.schedule(() => this.#standbyOptions(next));
  }
  async #retire({ number, pool }, reason) {
    await pool.drain(reason);
    await this.#folders.remove(number);
  }
  #makePool(generation, code, taskRoot) {
    const { clock, journal: journal2, sandbox, projectFolder } = this.#around;
    return new EnvironmentPool({
      clock,
      journal: journal2,
      generation,
      projectFolder,
      isOwnSource: (file) => code.sources.has(file),
      spec: this.#spec(code.handler, taskRoot),
      create: (spec) => sandbox.create(spec)
    });
  }
  #spec(handler, taskRoot) {
    const { functionName, runtime, memorySize, timeout, environment } = this.#definition;
    const { region, accountId, endpointUrl, functionArn } = this.#around;
    return {
      functionName,
      functionArn: functionArn(functionName),
      version: "$LATEST",
      runtime,
      handler,
      taskRoot,
      memorySizeMB: memorySize,
      timeoutMs: timeout * 1e3,
      variables: environment,
      region,
      accountId,
      endpointUrl: endpointUrl()
    };
  }
  #standbyOptions({ code, taskRoot }) {
    const { runtime, memorySize } = this.#definition;
    const likely = { ...this.#spec(code.handler, taskRoot), onLog: () => {
    } };
    return { runtime, memorySizeMB: memorySize, fromFolder: this.#folders.path, modules: code.externals, likely };
  }
  /** Lambda would answer the deployment of such code with its init error. */
  #neverBuilt({ requestId, causeId }) {
    const failure = this.#failure;
    const errorType = failure?.errorType ?? "Runtime.ImportModuleError";
    const errorMessage = failure?.frame ?? "The runtime stops.";
    this.#around.journal.record(
      {
        kind: "lambda.invocationEnded",
        functionName: this.#definition.functionName,
        requestId,
        outcome: "crashed",
        durationMs: 0,
        errorType,
        errorMessage: failure?.message ?? errorMessage,
        ...failure?.at === void 0 ? {} : { errorAt: failure.at }
      },
      causeId
    );
    return { kind: "crashed", requestId, payload: errorDocument(errorType, errorMessage, []) };
  }
};

// handlers/trace-header.ts
function newTraceHeader(clock, random2) {
  const seconds = Math.floor(clock.now() / 1e3).toString(16).padStart(8, "0");
  return `Root=1-${seconds}-${random2.hex(12)};Parent=${random2.hex(8)};Sampled=0`;
}

// handlers/function-host.ts
function createFunctionHost(options) {
  return new Host(options);
}
var Host = class {
  #options;
  #random;
  #functions = /* @__PURE__ */ new Map();
  #limits;
  #activity;
  #watcher;
  #extraFiles = /* @__PURE__ */ new Set();
  #buildFolder;
  #surroundings;
  constructor(options) {
    this.#options = options;
    this.#random = options.random.fork("handlers");
    this.#limits = new ConcurrencyLimits(options.accountConcurrency ?? DEFAULT_ACCOUNT_CONCURRENCY);
    const onError = (error) => this.#failed(error);
    this.#activity = new Activity(onError);
    const { clock, watch } = options;
    const onChange = (change) => this.#filesChanged(change);
    this.#watcher = watch ? new SourceWatcher({ clock, onChange, onError }) : void 0;
    const projectFolder = realpathSync2(options.projectFolder);
    this.#buildFolder = createBuildFolder(resolve5(projectFolder, options.cacheFolder ?? ".lambdaloop"));
    this.#surroundings = {
      ...options,
      projectFolder,
      buildFolder: this.#buildFolder,
      watching: watch,
      activity: this.#activity,
      functionArn: (functionName) => this.#arn(functionName),
      onWatchChanged: (sinceNs) => this.#updateWatch(sinceNs)
    };
  }
  async start(definitions) {
    await this.update(definitions);
  }
  async update(definitions) {
    const added = definitions.filter(({ functionName }) => !this.#functions.has(functionName)).map((definition) => new ManagedFunction(definition, this.#surroundings));
    this.#limits.configure(definitions);
    const names = new Set(definitions.map(({ functionName }) => functionName));
    this.#redefine(definitions);
    for (const [name, removed] of this.#functions) {
      if (names.has(name)) continue;
      this.#functions.delete(name);
      this.#activity.run(removed.stop({ graceful: true }));
    }
    for (const one of added) {
      this.#functions.set(one.definition.functionName, one);
      one.start();
    }
    this.#updateWatch();
  }
  invoke = async (invocation) => {
    const one = this.#functions.get(invocation.functionName);
    if (one === void 0) throw functionNotFound(this.#arn(invocation.functionName));
    const requestId = this.#random.uuid();
    const { functionName } = invocation;
    const throttled = this.#limits.tryAcquire(functionName);
    if (throttled !== void 0) return this.#throttled(invocation, requestId, throttled);
    try {
      return await one.invoke({
        requestId,
        payload: invocation.payload,
        causeId: invocation.causeId,
        invokedFunctionArn: this.#arn(functionName),
        traceHeader: newTraceHeader(this.#options.clock, this.#random)
      });
    } finally {
      this.#limits.release(functionName);
    }
  };
  list() {
    return [...this.#functions.values()].map((one) => ({
      definition: one.definition,
      functionArn: this.#arn(one.definition.functionName),
      generation: one.generation,
      state: one.state,
      environments: one.environments,
      ...one.failure === void 0 ? {} : { buildError: one.failure.frame }
    }));
  }
  watchFiles(files, onChange) {
    const { projectFolder } = this.#surroundings;
    const extra = { files: files.map((file) => isAbsolute2(file) ? file : join9(projectFolder, file)), onChange };
    this.#extraFiles.add(extra);
    this.#updateWatch();
    return () => {
      this.#extraFiles.delete(extra);
      this.#updateWatch();
    };
  }
  settled() {
    return this.#activity.settled();
  }
  async stop() {
    const functions = [...this.#functions.values()];
    await Promise.all([this.#watcher?.close(), ...functions.map((one) => one.stop({ graceful: false }))]);
    await this.#activity.settled();
    await this.#buildFolder.remove();
  }
  #redefine(definitions) {
    for (const definition of definitions) {
      const one = this.#functions.get(definition.functionName);
      if (one !== void 0 && JSON.stringify(one.definition) !== JSON.stringify(definition)) one.redefine(definition);
    }
  }
  #filesChanged(change) {
    for (const one of this.#functions.values()) one.filesChanged(change);
    for (const { files, onChange } of this.#extraFiles) {
      const changed = files.filter((file) => [...change.files].some((path) => concerns(file, path)));
      if (changed.length > 0) onChange(changed);
    }
  }
  #updateWatch(sinceNs) {
    if (this.#watcher === void 0) return;
    const sources = [...this.#functions.values()].flatMap(({ watched }) => watched);
    this.#watcher.watch([...sources, ...[...this.#extraFiles].flatMap(({ files }) => files)], sinceNs);
  }
  #throttled({ functionName, causeId }, requestId, reason) {
    this.#options.journal.record(
      {
        kind: "lambda.invocationEnded",
        functionName,
        requestId,
        outcome: "throttled",
        durationMs: 0,
        errorType: "TooManyRequestsException",
        errorMessage: `Rate Exceeded. (${reason})`
      },
      causeId
    );
    return { kind: "throttled", requestId, reason };
  }
  #arn(functionName) {
    return formatArn("lambda", this.#options, `function:${functionName}`);
  }
  #failed(error) {
    const message = error instanceof Error ? error.message : String(error);
    const stack = error instanceof Error ? error.stack ?? "" : "";
    this.#options.journal.record({ kind: "internal.failed", where: "handlers", message, stack });
  }
};
function functionNotFound(functionArn) {
  return new AwsError("ResourceNotFoundException", `Function not found: ${functionArn}:$LATEST`, { status: 404 });
}

// handlers/sandbox/process/bootstrap-file.ts
import { fileURLToPath as fileURLToPath2 } from "node:url";
function bootstrapFile(name) {
  return fileURLToPath2(new URL(`./${name}`, import.meta.url));
}

// handlers/sandbox/process/lambda-environment.ts
function lambdaEnvironment(options) {
  return {
    ...passing(options),
    ...defaults(options),
    ...options.spec.variables,
    ...reserved(options)
  };
}
function hostVariables(host2) {
  return { ...passing({ host: host2, debug: false }), LANG: "en_US.UTF-8", TZ: ":UTC", HOME: LAMBDA_HOME };
}
function canBecome(started, wanted) {
  const names = /* @__PURE__ */ new Set([...Object.keys(started), ...Object.keys(wanted)]);
  for (const name of names) if (started[name] !== wanted[name] && !PER_GENERATION.has(name)) return false;
  return true;
}
function isReadAtStart(name) {
  return /^(?:NODE_|UV_|LD_|DYLD_|SSL_|OPENSSL_)/.test(name) && !PER_GENERATION.has(name);
}
var PER_GENERATION = /* @__PURE__ */ new Set([
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDALOOP_STANDBY",
  "LAMBDA_TASK_ROOT",
  "LD_LIBRARY_PATH",
  "NODE_PATH",
  "PWD",
  "_HANDLER"
]);
var PASSING = ["PATH", "SystemRoot"];
var PASSING_TO_DEBUG = ["NODE_OPTIONS", "VSCODE_INSPECTOR_OPTIONS"];
function passing({ host: host2, debug }) {
  const variables = {};
  for (const name of debug ? [...PASSING, ...PASSING_TO_DEBUG] : PASSING) {
    const value = host2[name];
    if (value !== void 0) variables[name] = value;
  }
  return variables;
}
function defaults({ spec, host: host2 }) {
  return {
    ...languageDefaults(spec),
    LANG: "en_US.UTF-8",
    // A node or python that lives outside the system's folders may need the host's own.
    LD_LIBRARY_PATH: [spec.taskRoot, `${spec.taskRoot}/lib`, "/opt/lib", host2["LD_LIBRARY_PATH"]].filter((folder2) => folder2 !== void 0).join(":"),
    TZ: ":UTC",
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:2000",
    _AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1",
    _AWS_XRAY_DAEMON_PORT: "2000",
    AWS_ENDPOINT_URL: spec.endpointUrl,
    AWS_EC2_METADATA_DISABLED: "true",
    // Files that do not exist: otherwise the clients read ~/.aws, which `os.homedir()` finds without HOME too.
    AWS_CONFIG_FILE: `${LAMBDA_HOME}/.aws/config`,
    AWS_SHARED_CREDENTIALS_FILE: `${LAMBDA_HOME}/.aws/credentials`,
    HOME: LAMBDA_HOME
  };
}
var LAMBDA_HOME = "/home/sbx_user1051";
function languageDefaults({ runtime, taskRoot }) {
  if (runtime.startsWith("provided")) return {};
  const shell = { PWD: taskRoot, SHLVL: "0" };
  if (runtime.startsWith("python")) return { ...shell, LC_CTYPE: "C.UTF-8", PYTHONPATH: "/var/runtime" };
  const major = /\d+/.exec(runtime)?.[0] ?? "";
  const folders = [`/opt/nodejs/node${major}/node_modules`, "/opt/nodejs/node_modules", "/var/runtime/node_modules"];
  return { ...shell, NODE_PATH: [...folders, "/var/runtime", taskRoot].join(":") };
}
function reserved({ spec, runtimeApi, logStreamName: logStreamName2 }) {
  const managed = spec.runtime.startsWith("provided") ? {} : { AWS_EXECUTION_ENV: `AWS_Lambda_${spec.runtime}` };
  return {
    ...managed,
    // A 12-digit access key is the account: the handler's clients reach the function's own.
    AWS_ACCESS_KEY_ID: spec.accountId,
    AWS_SECRET_ACCESS_KEY: "lambdaloop",
    AWS_SESSION_TOKEN: "lambdaloop",
    AWS_REGION: spec.region,
    AWS_DEFAULT_REGION: spec.region,
    AWS_LAMBDA_FUNCTION_NAME: spec.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: spec.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memorySizeMB),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName2,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    LAMBDA_TASK_ROOT: spec.taskRoot,
    _HANDLER: spec.handler
  };
}

// handlers/sandbox/process/platform-lines.ts
function startLine(requestId, version) {
  return `START RequestId: ${requestId} Version: ${version}`;
}
function endLine(requestId) {
  return `END RequestId: ${requestId}`;
}
function reportLine(report) {
  const billedMs = Math.ceil(report.durationMs + (report.initMs ?? 0));
  const fields = [
    `REPORT RequestId: ${report.requestId}`,
    `Duration: ${report.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs} ms`,
    `Memory Size: ${report.memorySizeMB} MB`,
    `Max Memory Used: ${report.maxMemoryUsedMB} MB`
  ];
  if (report.initMs !== void 0) fields.push(`Init Duration: ${report.initMs.toFixed(2)} ms`);
  return `${fields.join("	")}	${report.failure === void 0 ? "" : failureFields(report.failure)}`;
}
function initReportLine(initMs, failure) {
  return `INIT_REPORT Init Duration: ${initMs.toFixed(2)} ms	Phase: init	${failureFields(failure)}`;
}
function timedOutLine(now, requestId, reason) {
  return `${isoTime(now)} ${requestId} ${reason}`;
}
function isoTime(now) {
  return new Date(now).toISOString();
}
function failureFields(failure) {
  return failure.status === "timeout" ? "Status: timeout" : `Status: error	Error Type: ${failure.errorType}`;
}

// handlers/sandbox/process/error-documents.ts
var MAX_RESPONSE_BYTES = 6291556;
var RESPONSE_TOO_LARGE_DOCUMENT = JSON.stringify({
  errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  errorType: "Function.ResponseSizeTooLarge"
});
function timedOutDocument(requestId, timeoutMs) {
  return crashDocument(requestId, "Sandbox.Timedout", timedOutReason(timeoutMs));
}
function timedOutReason(timeoutMs) {
  return `Task timed out after ${(timeoutMs / 1e3).toFixed(2)} seconds`;
}
function exitDocument(requestId, exit) {
  return crashDocument(requestId, "Runtime.ExitError", exitReason(exit));
}
function outOfMemoryDocument(requestId) {
  return crashDocument(requestId, "Runtime.OutOfMemory", exitReason({ code: null, signal: "SIGKILL" }));
}
function crashDocument(requestId, errorType, reason) {
  return JSON.stringify({ errorType, errorMessage: crashMessage(requestId, reason) });
}
function crashMessage(requestId, reason) {
  return `RequestId: ${requestId} Error: ${reason}`;
}
function exitReason({ code, signal }) {
  if (signal !== null) return `Runtime exited with error: signal: ${SIGNALS[signal] ?? signal}`;
  return code === 0 || code === null ? "Runtime exited without providing a reason" : `Runtime exited with error: exit status ${code}`;
}
function errorTypeOf(document) {
  try {
    const parsed = JSON.parse(document);
    if (typeof parsed !== "object" || parsed === null || !("errorType" in parsed)) return void 0;
    return typeof parsed.errorType === "string" ? parsed.errorType : void 0;
  } catch {
    return void 0;
  }
}
var SIGNALS = {
  SIGHUP: "hangup",
  SIGINT: "interrupt",
  SIGQUIT: "quit",
  SIGILL: "illegal instruction",
  SIGTRAP: "trace/breakpoint trap",
  SIGABRT: "aborted",
  SIGBUS: "bus error",
  SIGFPE: "floating point exception",
  SIGKILL: "killed",
  SIGUSR1: "user defined signal 1",
  SIGSEGV: "segmentation fault",
  SIGUSR2: "user defined signal 2",
  SIGPIPE: "broken pipe",
  SIGALRM: "alarm clock",
  SIGTERM: "terminated"
};

// handlers/sandbox/process/init-failure.ts
function isInitFailure(event) {
  return event.kind !== "next" && event.kind !== "result" && event.kind !== "aborted";
}
function initFailure(failure, spec, limitMs) {
  const { functionName } = spec;
  switch (failure.kind) {
    case "initError":
      return new InitError(
        `${functionName} could not be loaded: ${messageOf(failure.document)}`,
        failure.document,
        false
      );
    case "exited":
      return crashed(
        `${functionName}: ${exitReason(failure.exit)} during its start.`,
        (id) => exitDocument(id, failure.exit)
      );
    case "timedOut":
      return crashed(
        `${functionName}: ${timedOutReason(limitMs)} during its start.`,
        (id) => timedOutDocument(id, limitMs)
      );
    case "outOfMemory":
      return crashed(`${functionName} needs more than its ${spec.memorySizeMB} MB to start.`, outOfMemoryDocument);
    case "cannotStart":
    default:
      return cannotStart(spec, failure.error);
  }
}
function crashed(message, payloadFor) {
  return new InitError(message, payloadFor(""), true, payloadFor);
}
function cannotStart({ functionName, runtime, taskRoot }, error) {
  const reason = runtime.startsWith("provided") ? entrypointReason(taskRoot, error) : error.message;
  const advice2 = runtime.startsWith("python") ? `${functionName} runs on ${runtime}, but there is no python3 on the PATH; install Python 3 or change the function's runtime.` : `${functionName} could not be started on ${runtime}: ${reason}`;
  return crashed(advice2, (id) => crashDocument(id, "Runtime.InvalidEntrypoint", reason));
}
function entrypointReason(taskRoot, error) {
  if (error.code === "ENOENT") return `Couldn't find valid bootstrap(s): [${taskRoot}/bootstrap /opt/bootstrap]`;
  if (error.code === "EACCES") return `fork/exec ${taskRoot}/bootstrap: permission denied`;
  return `fork/exec ${taskRoot}/bootstrap: ${error.code === "ENOEXEC" ? "exec format error" : error.message}`;
}
function messageOf(document) {
  try {
    const parsed = JSON.parse(document);
    if (typeof parsed === "object" && parsed !== null && "errorMessage" in parsed) return String(parsed.errorMessage);
  } catch {
  }
  return document;
}

// handlers/sandbox/process/process-environment.ts
var INIT_LIMIT_MS = 1e4;
var MEMORY_WATCH_MS = 50;
var ProcessEnvironment = class {
  id;
  #options;
  #runner;
  /** Until the first REPORT has told it. */
  #initMs;
  #requestId;
  #peakMB = 0;
  #initialized = false;
  #dead = false;
  #stopping;
  constructor(options) {
    this.id = options.id;
    this.#options = options;
  }
  get dead() {
    return this.#dead || this.#runner?.process.exit !== void 0;
  }
  async init(signal) {
    if (this.#initialized || this.#dead) throw new Error(`Environment ${this.id} cannot be initialized again.`);
    this.#initialized = true;
    const { clock, child } = this.#options;
    const startedAt = clock.monotonicMs();
    const runner = await child.start();
    this.#runner = runner;
    runner.onLine = (source, line) => this.#log(source, line);
    const end = await this.#untilReady(runner, signal);
    const initMs = clock.monotonicMs() - startedAt;
    if (end.kind === "aborted") {
      await this.#die(runner);
      throw signal?.reason ?? new Error(`Environment ${this.id} was stopped during its initialization.`);
    }
    if (isInitFailure(end)) await this.#failInit(runner, end, initMs);
    this.#notePeak(runner);
    this.#initMs = initMs;
    return { initMs };
  }
  async invoke(invocation) {
    const runner = this.#runner;
    if (runner === void 0 || this.#dead) throw new Error(`Environment ${this.id} takes no invocations.`);
    if (this.#requestId !== void 0)
      throw new Error(`Environment ${this.id} runs ${this.#requestId}; one at a time.`);
    const { clock, spec } = this.#options;
    const { requestId } = invocation;
    this.#requestId = requestId;
    this.#platform(startLine(requestId, spec.version));
    const startedAt = clock.monotonicMs();
    const now = clock.now();
    runner.api.deliver({ invocation, deadlineAt: now + spec.timeoutMs, now });
    const ending = await this.#untilEnd(runner);
    const durationMs = clock.monotonicMs() - startedAt;
    if (ending.fatal === void 0) await runner.process.drainLogs();
    else await this.#die(runner);
    this.#report(runner, ending, durationMs);
    this.#requestId = void 0;
    return this.#outcome(requestId, ending);
  }
  stop() {
    this.#dead = true;
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }
  async #stop() {
    if (this.#runner !== void 0) await this.#runner.process.stop();
    else if (!this.#initialized) await this.#options.child.abandon?.();
  }
  async #die(runner) {
    this.#dead = true;
    await runner.process.kill();
    await runner.process.drainLogs();
  }
  async #failInit(runner, failure, initMs) {
    await this.#die(runner);
    const error = initFailure(failure, this.#options.spec, INIT_LIMIT_MS);
    const errorType = errorTypeOf(error.payload) ?? "Runtime.Unknown";
    const timedOut = failure.kind === "timedOut";
    this.#platform(initReportLine(initMs, timedOut ? { status: "timeout" } : { status: "error", errorType }));
    throw error;
  }
  async #untilReady(runner, signal) {
    const { clock, debug } = this.#options;
    const abort = () => runner.push({ kind: "aborted" });
    signal?.addEventListener("abort", abort);
    const cancelLimit = debug ? void 0 : clock.schedule(INIT_LIMIT_MS, () => runner.push({ kind: "timedOut" }));
    const cancelWatch = this.#watchMemory(runner);
    if (this.#dead || signal?.aborted === true) abort();
    try {
      return await runner.take();
    } finally {
      cancelLimit?.();
      cancelWatch();
      signal?.removeEventListener("abort", abort);
    }
  }
  /** Until the runtime asks for more work, as in Lambda: what it still does after its answer belongs to the invocation. */
  async #untilEnd(runner) {
    const { clock, spec, debug } = this.#options;
    const cancelLimit = debug ? void 0 : clock.schedule(spec.timeoutMs, () => runner.push({ kind: "timedOut" }));
    const cancelWatch = this.#watchMemory(runner);
    let result;
    try {
      for (; ; ) {
        const event = await runner.take();
        if (event.kind === "result") result = event.result;
        else if (event.kind === "next" && result !== void 0) return { result, fatal: void 0 };
        else if (event.kind === "exited" || event.kind === "timedOut" || event.kind === "outOfMemory") {
          return { result, fatal: event };
        }
      }
    } finally {
      cancelLimit?.();
      cancelWatch();
    }
  }
  #outcome(requestId, { result, fatal }) {
    if (result !== void 0 || fatal === void 0) return { kind: "returned", payload: "null", ...result, requestId };
    const { timeoutMs } = this.#options.spec;
    if (fatal.kind === "timedOut")
      return { kind: "timedOut", requestId, payload: timedOutDocument(requestId, timeoutMs) };
    const payload = fatal.kind === "exited" ? exitDocument(requestId, fatal.exit) : outOfMemoryDocument(requestId);
    return { kind: "crashed", requestId, payload };
  }
  #report(runner, { result, fatal }, durationMs) {
    const { clock, spec } = this.#options;
    const requestId = this.#requestId ?? "";
    let failure;
    if (fatal?.kind === "timedOut") {
      failure = { status: "timeout" };
      this.#platform(timedOutLine(clock.now(), requestId, timedOutReason(spec.timeoutMs)));
    } else if (fatal !== void 0 && result === void 0) {
      const exit = fatal.kind === "exited" ? fatal.exit : { code: null, signal: "SIGKILL" };
      const errorType = fatal.kind === "exited" ? "Runtime.ExitError" : "Runtime.OutOfMemory";
      failure = { status: "error", errorType };
      this.#platform(crashMessage(requestId, exitReason(exit)));
      this.#platform(errorType);
    }
    this.#platform(endLine(requestId));
    this.#notePeak(runner);
    const report = { requestId, durationMs: failure?.status === "timeout" ? spec.timeoutMs : durationMs };
    const memory = { memorySizeMB: spec.memorySizeMB, maxMemoryUsedMB: Math.min(this.#peakMB, spec.memorySizeMB) };
    const initMs = this.#initMs === void 0 ? {} : { initMs: this.#initMs };
    this.#platform(reportLine({ ...report, ...memory, ...initMs, ...failure === void 0 ? {} : { failure } }));
    this.#initMs = void 0;
  }
  /** Real time, whatever clock drives the deadlines: the child's memory grows in it. */
  #watchMemory(runner) {
    if (this.#options.debug) return () => void 0;
    let cancel;
    const look = () => {
      const heldMB = this.#notePeak(runner);
      if (heldMB > this.#options.spec.memorySizeMB) runner.push({ kind: "outOfMemory" });
      else cancel = systemClock.schedule(MEMORY_WATCH_MS, look);
    };
    cancel = systemClock.schedule(MEMORY_WATCH_MS, look);
    return () => cancel();
  }
  #notePeak(runner) {
    const memory = runner.process.memory();
    this.#peakMB = Math.max(this.#peakMB, memory?.peakMB ?? 0);
    return memory?.heldMB ?? 0;
  }
  #platform(line) {
    this.#log("platform", line);
  }
  #log(source, line) {
    const id = this.#requestId === void 0 ? {} : { requestId: this.#requestId };
    this.#options.spec.onLog({ ...id, source, line });
  }
};

// handlers/sandbox/process/runtime-api.ts
import { createServer } from "node:http";
var RuntimeApi = class {
  #server;
  #events;
  #state = "Started";
  #delivery;
  #waiting;
  #assignment;
  #waitingForAssignment;
  #onStandby;
  constructor(events) {
    this.#events = events;
    this.#server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, (request, response) => {
      this.#route(request, response);
    });
  }
  /** @returns `127.0.0.1:port` */
  async listen() {
    await new Promise((resolve6, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", resolve6);
    });
    return `127.0.0.1:${this.#server.address().port}`;
  }
  /** Hands out an invocation, now or when the runtime next asks. One at a time. */
  deliver(delivery) {
    this.#delivery = delivery;
    if (this.#waiting !== void 0) this.#send(this.#waiting, delivery);
  }
  /** Tells a waiting standby what to become. */
  assign(assignment) {
    this.#assignment = assignment;
    if (this.#waitingForAssignment !== void 0) answer(this.#waitingForAssignment, 200, assignment);
  }
  /** Calls back when a standby has loaded its packages. */
  set onStandby(callback) {
    this.#onStandby = callback;
  }
  close() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
  #route(request, response) {
    response.on("error", () => void 0);
    switch (`${request.method} ${request.url}`) {
      case "GET /2018-06-01/runtime/invocation/next":
        return this.#next(response);
      case "POST /2018-06-01/runtime/init/error":
        return this.#initError(request, response);
      case "GET /lambdaloop/assignment":
        return this.#awaitAssignment(response);
      default:
        return this.#invocation(request, response);
    }
  }
  #invocation(request, response) {
    const path = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/.exec(request.url ?? "");
    if (path === null || request.method !== "POST") return answer(response, 404, "404 page not found", "text/plain");
    const isError = path[2] === "error";
    const wanted = isError ? "InvocationErrorResponse" : "InvocationResponse";
    if (this.#state !== "Running") return this.#refuse(response, wanted);
    if (path[1] !== this.#delivery?.invocation.requestId) return answer(response, 400, INVALID_REQUEST_ID);
    const read = isError ? readError : readResponse;
    return read(request, (result) => this.#result(response, result, wanted));
  }
  #next(response) {
    const asked = this.#state;
    if (asked === "InitError") return this.#refuse(response, "Ready");
    this.#waiting = response;
    response.once("close", () => {
      if (this.#waiting === response) this.#waiting = void 0;
    });
    if (asked !== "Running") {
      this.#state = "Ready";
      if (asked === "RuntimeResponseSentState") this.#delivery = void 0;
      this.#events.onNext();
    }
    if (this.#delivery !== void 0 && this.#waiting === response) this.#send(response, this.#delivery);
  }
  #send(response, { invocation, deadlineAt, now }) {
    this.#waiting = void 0;
    this.#state = "Running";
    const body = Buffer.from(invocation.payload);
    const headers = {
      "Content-Type": "application/json",
      "Content-Length": body.length,
      "Lambda-Runtime-Aws-Request-Id": invocation.requestId,
      "Lambda-Runtime-Deadline-Ms": deadlineAt,
      "Lambda-Runtime-Invoked-Function-Arn": invocation.invokedFunctionArn,
      "Lambda-Runtime-Trace-Id": invocation.traceHeader,
      "Lambdaloop-Clock-Ms": now
    };
    if (invocation.clientContext !== void 0) headers["Lambda-Runtime-Client-Context"] = invocation.clientContext;
    response.writeHead(200, headers);
    response.end(body);
  }
  #initError(request, response) {
    if (this.#state !== "Started") return this.#refuse(response, "InitError");
    this.#state = "InitError";
    readBody(request, (body) => {
      answer(response, 202, ACCEPTED);
      this.#events.onInitError(body?.toString() ?? RESPONSE_TOO_LARGE_DOCUMENT);
    });
  }
  #result(response, result, wanted) {
    if (this.#state !== "Running") return this.#refuse(response, wanted);
    this.#state = "RuntimeResponseSentState";
    if (result === "tooLarge") answer(response, 413, TOO_LARGE);
    else answer(response, 202, ACCEPTED);
    this.#events.onResult(result === "tooLarge" ? { kind: "threw", payload: RESPONSE_TOO_LARGE_DOCUMENT } : result);
  }
  #refuse(response, wanted) {
    const sentence = `State transition from ${this.#state} to ${wanted} failed for runtime. Error: State transition is not allowed`;
    answer(response, 403, JSON.stringify({ errorMessage: sentence, errorType: "InvalidStateTransition" }));
  }
  #awaitAssignment(response) {
    if (this.#assignment !== void 0) return answer(response, 200, this.#assignment);
    this.#waitingForAssignment = response;
    this.#onStandby?.();
  }
};
var ACCEPTED = '{"status":"OK"}\n';
var INVALID_REQUEST_ID = JSON.stringify({ errorMessage: "Invalid request ID", errorType: "InvalidRequestID" });
var TOO_LARGE = JSON.stringify({
  errorMessage: `Exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  errorType: "RequestEntityTooLarge"
});
function answer(response, status, body, contentType = "application/json") {
  response.writeHead(status, { "Content-Type": contentType, "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}
function readError(request, onResult) {
  readBody(request, (body) => onResult(body === void 0 ? "tooLarge" : { kind: "threw", payload: body.toString() }));
}
function readResponse(request, onResult) {
  readBody(request, (body) => {
    const failure = streamedError(request.trailers);
    if (failure !== void 0) return onResult({ kind: "threw", payload: failure });
    return onResult(body === void 0 ? "tooLarge" : { kind: "returned", payload: body.toString() });
  });
}
function streamedError(trailers) {
  const type = trailers["lambda-runtime-function-error-type"];
  const body = trailers["lambda-runtime-function-error-body"];
  if (typeof body === "string") return Buffer.from(body, "base64").toString();
  return typeof type === "string" ? JSON.stringify({ errorType: type, errorMessage: "" }) : void 0;
}
function readBody(request, onBody) {
  const chunks = [];
  let size = 0;
  request.on("data", (chunk) => {
    size += chunk.length;
    if (size <= MAX_RESPONSE_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  });
  request.on("end", () => onBody(size <= MAX_RESPONSE_BYTES ? Buffer.concat(chunks) : void 0));
  request.on("error", () => void 0);
}

// handlers/sandbox/process/runtime-process.ts
import { spawn } from "node:child_process";

// handlers/sandbox/process/log-capture.ts
var MAX_EVENT_CHARACTERS = 262144;
var INNER_LINE_BREAK = "\0";
var LineSplitter = class {
  #rest = "";
  #emit;
  constructor(emit) {
    this.#emit = emit;
  }
  push(text) {
    let start = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
      this.#end(this.#rest + text.slice(start, end));
      this.#rest = "";
      start = end + 1;
    }
    this.#rest += text.slice(start);
    if (this.#rest.length >= MAX_EVENT_CHARACTERS) this.flush();
  }
  /** Emits a last line that has no end. */
  flush() {
    const rest = this.#rest;
    this.#rest = "";
    if (rest !== "") this.#end(rest);
  }
  #end(event) {
    const line = event.includes(INNER_LINE_BREAK) ? event.replaceAll(INNER_LINE_BREAK, "\n") : event;
    for (let start = 0; start === 0 || start < line.length; start += MAX_EVENT_CHARACTERS) {
      this.#emit(line.length <= MAX_EVENT_CHARACTERS ? line : line.slice(start, start + MAX_EVENT_CHARACTERS));
    }
  }
};
var LogCapture = class {
  #splitters;
  #chunks = 0;
  constructor(streams, onLine) {
    this.#splitters = ["stdout", "stderr"].map((source) => {
      const splitter = new LineSplitter((line) => onLine(source, line));
      const stream = streams[source];
      stream.setEncoding("utf8");
      stream.on("data", (text) => {
        this.#chunks++;
        splitter.push(text);
      });
      stream.on("error", () => void 0);
      return splitter;
    });
  }
  /**
   * Resolves when everything the child wrote before now has been emitted, unfinished lines included.
   * What was written lies in the pipe already, so it arrives in the event loop's next turns; a turn without any is the end.
   */
  async drain() {
    for (let seen = -1, quietTurns = 0; quietTurns < 2; ) {
      quietTurns = seen === this.#chunks ? quietTurns + 1 : 0;
      seen = this.#chunks;
      if (quietTurns < 2) await new Promise((resolve6) => setImmediate(resolve6));
    }
    for (const splitter of this.#splitters) splitter.flush();
  }
};

// handlers/sandbox/process/memory.ts
import { readFileSync as readFileSync3 } from "node:fs";
function processMemory(pid) {
  try {
    return parseStatus(readFileSync3(`/proc/${pid}/status`, "latin1"));
  } catch {
    return void 0;
  }
}
function parseStatus(status) {
  const kilobytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0);
  const peak = kilobytes("VmHWM");
  if (peak === 0) return void 0;
  return { heldMB: Math.ceil((kilobytes("RssAnon") + kilobytes("RssShmem")) / 1024), peakMB: Math.ceil(peak / 1024) };
}

// handlers/sandbox/process/runtime-process.ts
var STOP_GRACE_MS = 300;
var RuntimeProcess = class {
  #child;
  #reaper;
  #logs;
  #exit;
  /** Resolves when the process has ended, with the reason it could not start if so. */
  exited;
  constructor(command, reaper, onLine) {
    this.#reaper = reaper;
    this.#child = spawn(command.file, [...command.args], {
      cwd: command.workingFolder,
      env: { ...command.variables },
      stdio: ["ignore", "pipe", "pipe"],
      // Its own process group, so that what the handler starts ends with it.
      detached: process.platform !== "win32",
      windowsHide: true
    });
    const { stdout, stderr } = this.#child;
    if (stdout === null || stderr === null) throw new Error("A piped child has streams.");
    this.#logs = new LogCapture({ stdout, stderr }, onLine);
    if (this.#child.pid !== void 0) reaper.add(this.#child.pid);
    this.exited = new Promise((resolve6) => {
      this.#child.once("error", (error) => {
        if (this.#child.pid === void 0) resolve6(this.#ended({ code: null, signal: null }, error));
      });
      this.#child.once("exit", (code, signal) => resolve6(this.#ended({ code, signal })));
    });
  }
  get pid() {
    return this.#child.pid;
  }
  get exit() {
    return this.#exit;
  }
  memory() {
    return this.#child.pid === void 0 ? void 0 : processMemory(this.#child.pid);
  }
  /** Everything written before now has been emitted. */
  drainLogs() {
    return this.#logs.drain();
  }
  /** At once, the whole group. */
  async kill() {
    if (this.#exit === void 0) this.#signal("SIGKILL");
    await this.exited;
  }
  /** SIGTERM, a moment to clean up, SIGKILL. */
  async stop() {
    if (this.#exit === void 0) this.#signal("SIGTERM");
    const cancel = systemClock.schedule(STOP_GRACE_MS, () => this.#signal("SIGKILL"));
    await this.exited;
    cancel();
  }
  #ended(exit, reason) {
    this.#exit = exit;
    this.#signal("SIGKILL");
    if (this.#child.pid !== void 0) this.#reaper.remove(this.#child.pid);
    return reason ?? exit;
  }
  #signal(signal) {
    const { pid } = this.#child;
    if (pid === void 0) return;
    try {
      if (process.platform === "win32") this.#child.kill(signal);
      else process.kill(-pid, signal);
    } catch {
    }
  }
};

// handlers/sandbox/process/runner.ts
var MAX_EARLY_LINES = 1e3;
var Runner = class _Runner {
  api;
  process;
  #address;
  #events = [];
  #earlyLines = [];
  #taker;
  #onLine;
  /** @param command of the address of its Runtime API, `127.0.0.1:port` */
  static async start(command, reaper) {
    let runner;
    const api = new RuntimeApi({
      onNext: () => runner?.push({ kind: "next" }),
      onInitError: (document) => runner?.push({ kind: "initError", document }),
      onResult: (result) => runner?.push({ kind: "result", result })
    });
    const address = await api.listen();
    runner = new _Runner(api, address, command(address), reaper);
    return runner;
  }
  constructor(api, address, command, reaper) {
    this.api = api;
    this.#address = address;
    this.process = new RuntimeProcess(command, reaper, (...line) => {
      if (this.#onLine !== void 0) this.#onLine(...line);
      else if (this.#earlyLines.length < MAX_EARLY_LINES) this.#earlyLines.push(line);
    });
    void this.#announceEnd();
  }
  /** `127.0.0.1:port` */
  get address() {
    return this.#address;
  }
  /** Receives every line from now on, first those that came before. */
  set onLine(callback) {
    this.#onLine = callback;
    for (const line of this.#earlyLines.splice(0)) callback(...line);
  }
  /** The next event, now or when it happens. One taker at a time. */
  take() {
    const event = this.#events.shift();
    if (event !== void 0) return Promise.resolve(event);
    return new Promise((resolve6) => {
      this.#taker = resolve6;
    });
  }
  async #announceEnd() {
    const end = await this.process.exited;
    this.api.close();
    this.push(end instanceof Error ? { kind: "cannotStart", error: end } : { kind: "exited", exit: end });
  }
  push(event) {
    const taker = this.#taker;
    this.#taker = void 0;
    if (taker === void 0) this.#events.push(event);
    else taker(event);
  }
};

// handlers/sandbox/process/process-standby.ts
var ProcessStandby = class {
  ready;
  #options;
  #runner;
  #assigned = false;
  constructor(options) {
    this.#options = options;
    this.#runner = Runner.start((runtimeApi) => this.#command(runtimeApi), options.reaper);
    this.ready = this.#loaded();
  }
  assign(spec) {
    if (this.#assigned) throw new Error("A standby becomes one environment only.");
    this.#assigned = true;
    const { environment, start } = this.#options;
    if (this.#fits(spec)) {
      return environment(spec, { start: () => this.#become(spec), abandon: () => this.#stop() });
    }
    void this.#stop();
    return environment(spec, { start: () => start(spec) });
  }
  async stop() {
    if (!this.#assigned) await this.#stop();
  }
  async #loaded() {
    const runner = await this.#runner;
    const waits = new Promise((resolve6) => {
      runner.api.onStandby = resolve6;
    });
    await Promise.race([waits, runner.process.exited]);
  }
  async #stop() {
    const runner = await this.#runner;
    await runner.process.stop();
  }
  #command(runtimeApi) {
    const { wish, host: host2, program: program2, variables } = this.#options;
    const own = wish.likely === void 0 ? hostVariables(host2) : variables(wish.likely, runtimeApi);
    const preload = JSON.stringify({ fromFolder: wish.fromFolder, modules: wish.modules });
    const started = { ...own, AWS_LAMBDA_RUNTIME_API: runtimeApi, LAMBDALOOP_STANDBY: preload };
    return { ...program2, workingFolder: wish.fromFolder, variables: started };
  }
  #fits(spec) {
    const { wish, variables } = this.#options;
    if (spec.runtime !== wish.runtime || spec.memorySizeMB !== wish.memorySizeMB) return false;
    const wanted = variables(spec, "");
    if (wish.likely === void 0) return !Object.keys(spec.variables).some(isReadAtStart);
    return canBecome(variables(wish.likely, ""), wanted);
  }
  /** The waiting process; a new one when it has died meanwhile. */
  async #become(spec) {
    const runner = await this.#runner;
    if (runner.process.exit !== void 0) return this.#options.start(spec);
    const environment = this.#options.variables(spec, runner.address);
    runner.api.assign(JSON.stringify({ environment, workingFolder: spec.taskRoot }));
    return runner;
  }
};

// handlers/sandbox/process/reaper.ts
import { spawn as spawn2 } from "node:child_process";
var SCRIPT = `
trap '' HUP INT TERM
groups=' '
while read -r verb group; do
  case $verb in
    add) groups="$groups$group " ;;
    remove) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -KILL -- "-$group" 2>/dev/null; done
`;
function createReaper() {
  let shell;
  const tell = (verb, processGroup) => {
    if (process.platform === "win32") return;
    shell ??= startShell();
    shell.stdin?.write(`${verb} ${processGroup}
`);
  };
  return { add: (group) => tell("add", group), remove: (group) => tell("remove", group) };
}
function startShell() {
  const shell = spawn2("/bin/sh", ["-c", SCRIPT], { detached: true, stdio: ["pipe", "ignore", "ignore"], env: {} });
  shell.on("error", () => void 0);
  shell.stdin?.on("error", () => void 0);
  shell.unref();
  if (shell.stdin !== null && "unref" in shell.stdin && typeof shell.stdin.unref === "function") shell.stdin.unref();
  return shell;
}

// handlers/sandbox/process/process-sandbox.ts
function createProcessSandbox(options) {
  const { clock, random: random2, debug = false, hostEnvironment: host2 = process.env } = options;
  const reaper = createReaper();
  const streams = random2.fork("log streams");
  const variables = (spec, runtimeApi) => lambdaEnvironment({ spec, runtimeApi, logStreamName: logStreamName(clock, streams, spec), host: host2, debug });
  const start = (spec) => Runner.start(
    (runtimeApi) => ({ ...program(spec), workingFolder: spec.taskRoot, variables: variables(spec, runtimeApi) }),
    reaper
  );
  const environment = (spec, child) => new ProcessEnvironment({ id: random2.uuid(), spec, clock, debug, child });
  return {
    create: (spec) => environment(spec, { start: () => start(spec) }),
    standby(wish) {
      if (debug || !wish.runtime.startsWith("nodejs")) return void 0;
      const run = nodeProgram(wish.memorySizeMB);
      return new ProcessStandby({ wish, host: host2, reaper, program: run, variables, start, environment });
    }
  };
}
function logStreamName(clock, random2, spec) {
  const day = isoTime(clock.now()).slice(0, 10).replaceAll("-", "/");
  return `${day}/[${spec.version}]${random2.hex(16)}`;
}
function program(spec) {
  if (spec.runtime.startsWith("nodejs")) return nodeProgram(spec.memorySizeMB);
  if (spec.runtime.startsWith("python")) return { file: "python3", args: [bootstrapFile("bootstrap.py")] };
  return { file: `${spec.taskRoot}/bootstrap`, args: [] };
}
function nodeProgram(memorySizeMB) {
  const semiSpaceMB = Math.max(1, Math.floor(memorySizeMB / 20));
  const oldSpaceMB = memorySizeMB - 2 * semiSpaceMB;
  const heap = [`--max-semi-space-size=${semiSpaceMB}`, `--max-old-space-size=${oldSpaceMB}`];
  return { file: process.execPath, args: [...heap, bootstrapFile("bootstrap.cjs")] };
}

// ../../tmp/measure/m.ts
import { mkdtempSync as mkdtempSync2, mkdirSync as mkdirSync2, writeFileSync, symlinkSync } from "node:fs";
var folder = mkdtempSync2("/tmp/measure/p-");
mkdirSync2(folder + "/src");
writeFileSync(folder + "/package.json", '{"type":"module"}');
symlinkSync("/work/main/node_modules", folder + "/node_modules");
var sdk = process.argv[2] === "sdk";
var src = (v) => (sdk ? 'import { SQSClient } from "@aws-sdk/client-sqs"; const c = new SQSClient({});' : "") + `export const handler = async () => ${v};`;
writeFileSync(folder + "/src/orders.ts", src(0));
var random = seededRandom("m");
var journal = new Journal(systemClock);
var host = createFunctionHost({ clock: systemClock, random, journal, sandbox: createProcessSandbox({ clock: systemClock, random }), projectFolder: folder, endpointUrl: () => "http://127.0.0.1:4566", region: "us-east-1", accountId: "000000000000", watch: true });
var t00 = performance.now();
await host.start([{ functionName: "orders", handler: "src/orders.handler", runtime: "nodejs20.x", timeout: 3, memorySize: 512, environment: {}, bundle: { external: [], mode: "code" } }]);
var first = await host.invoke({ functionName: "orders", payload: "{}", causeId: void 0 });
console.log("start -> first answer", (performance.now() - t00).toFixed(0), first.payload);
var N = Number(process.argv[3] ?? 100);
var ms = [];
var built = [];
var sw = [];
journal.subscribe((e) => {
  if (e.kind === "handler.built") built.push(e.buildMs);
  if (e.kind === "handler.swapped") sw.push(e.sinceChangeMs);
  if (e.kind === "internal.failed" || e.kind === "handler.buildFailed") console.log(e);
});
var sleep = (n) => new Promise((r) => setTimeout(r, n));
for (let i = 1; i <= N; i++) {
  await sleep(600);
  const t0 = performance.now();
  writeFileSync(folder + "/src/orders.ts", src(i));
  let n = 0;
  for (; ; ) {
    const o = await host.invoke({ functionName: "orders", payload: "{}", causeId: void 0 });
    n++;
    if (o.payload === String(i)) break;
    await sleep(2);
  }
  ms.push(performance.now() - t0);
}
var q = (a, p) => a.toSorted((x, y) => x - y)[Math.floor((a.length - 1) * p)]?.toFixed(1);
console.log({ p50: q(ms, 0.5), p95: q(ms, 0.95), max: q(ms, 1), build50: q(built, 0.5), swap50: q(sw, 0.5), swap95: q(sw, 0.95) });
var warm = [];
for (let i = 0; i < 2e3; i++) {
  const t = performance.now();
  await host.invoke({ functionName: "orders", payload: "{}", causeId: void 0 });
  warm.push(performance.now() - t);
}
console.log("warm p50", q(warm, 0.5), "p95", q(warm, 0.95));
await host.stop(); for (const k of [0,1,2]) console.log(["notice->built","write","prime"][k], q(TT.slice(1).map(x=>x[k]),.5), q(TT.slice(1).map(x=>x[k]),.95));
