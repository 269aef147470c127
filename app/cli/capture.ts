import { writeFileSync } from "node:fs";
import path from "node:path";
import {
  type Capture,
  CaptureLibrary,
  captureLine,
  cassetteText,
  importedCapture,
  importedInvocations,
  isCassette,
  isFailed,
  readCassette,
} from "../../events/capture/index.ts";
import { isoTimestamp } from "../../events/payloads/json-text.ts";
import { systemClock } from "../../runtime/core/clock.ts";
import { UserError } from "../../runtime/core/errors.ts";
import { freshSeed, seededRandom } from "../../runtime/core/random.ts";
import { captureFolder, projectFilesFolder, redactorOf } from "../capture.ts";
import { ConfigError } from "../config/config-error.ts";
import { findConfigFile, loadConfigFile } from "../config/load.ts";
import { problemAt } from "../config/problems.ts";
import type { CheckedCapture } from "../config/schema.ts";
import { chosenFrom } from "../replay/captured-runs.ts";
import type { AccountOptions } from "./import-account.ts";
import { readTextArgument } from "./standard-input.ts";

export interface ProjectOptions {
  readonly config?: string;
}

export interface ListOptions extends ProjectOptions {
  readonly function?: string;
  readonly request?: string;
  readonly failed?: boolean;
  readonly limit?: number;
  readonly json?: boolean;
}

export interface ImportOptions extends ProjectOptions, AccountOptions {
  readonly function?: string;
}

const DEFAULT_LIMIT = 20;

/** Prints the newest captures, one a line. */
export async function listCaptures(options: ListOptions): Promise<void> {
  const library = await CaptureLibrary.open(folderOf(options));
  const filter = { functionName: options.function, requestId: options.request, failed: options.failed };
  const captures = library.list(filter).slice(0, options.limit ?? DEFAULT_LIMIT);
  for (const capture of captures)
    process.stdout.write(`${options.json === true ? captureLine(capture) : lineOf(capture)}\n`);
  if (captures.length === 0) process.stderr.write("There are no such captures.\n");
  if (library.unreadable > 0) process.stderr.write(`${library.unreadable} lines could not be read.\n`);
}

/**
 * Prints one capture, as a cassette has it.
 *
 * @throws {UserError} `UNKNOWN_CAPTURE`, `AMBIGUOUS_CAPTURE`
 */
export async function showCapture(id: string, options: ProjectOptions): Promise<void> {
  process.stdout.write(cassetteText([await captureOf(id, options)]));
}

/**
 * Writes captures into a cassette.
 *
 * @throws {UserError} `FILE_EXISTS`, and as `showCapture`
 */
export async function saveCaptures(file: string, ids: readonly string[], options: ProjectOptions): Promise<void> {
  const captures = await Promise.all(ids.map((id) => captureOf(id, options)));
  try {
    writeFileSync(file, cassetteText(captures), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new UserError("FILE_EXISTS", `There is a file ${file} already.`, { advice: "Nothing is overwritten." });
  }
  process.stdout.write(`${file}: ${captures.length === 1 ? "1 capture" : `${captures.length} captures`}\n`);
}

/**
 * Keeps what a file from elsewhere tells of invocations, or a cassette's captures, redacted, and prints the ids.
 *
 * @throws {UserError} `NOTHING_TO_IMPORT`, `FUNCTION_NOT_NAMED`, `FILE_NOT_READABLE`
 * @throws {ConfigError} when it is a cassette that cannot be read
 */
export async function importCaptures(file: string | undefined, options: ImportOptions): Promise<void> {
  const { name, text } = await importedText(file, options);
  const captures = isCassette(text) ? capturesOf(text, name) : capturesFrom(text, name, options);
  const { folder: configFolder, settings } = await projectOf(options);
  const folder = captureFolder(configFolder, settings, systemClock);
  const redactor = await redactorOf(folder, settings);
  await folder.append(captures.map((capture) => redactor.text(captureLine(capture))));
  for (const capture of captures) process.stdout.write(`${lineOf(capture)}\n`);
}

/** @throws {UserError} `NO_IMPORT_NAMED` */
async function importedText(file: string | undefined, options: ImportOptions): Promise<{ name: string; text: string }> {
  const named = [file, options.queue, options.logGroup].filter((one) => one !== undefined);
  const [name] = named;
  if (name === undefined || named.length > 1) {
    throw new UserError("NO_IMPORT_NAMED", "Name one source", { advice: "A file, - , --queue or --log-group." });
  }
  if (file !== undefined) return { name, text: readTextArgument(file) };
  const { readFromAccount } = await import("./import-account.ts");
  return { name, text: await readFromAccount(options) };
}

function capturesFrom(text: string, file: string, options: ImportOptions): Capture[] {
  const found = importedInvocations(text);
  if (found.length === 0) {
    throw new UserError("NOTHING_TO_IMPORT", `There is no event in ${file}.`, {
      advice: "An event is a JSON object; in a log it starts somewhere in a line and goes to its end.",
    });
  }
  const random = seededRandom(freshSeed());
  const startedAt = systemClock.now();
  return found.map((one) => {
    const functionName = options.function ?? one.functionName;
    if (functionName === undefined) {
      throw new UserError("FUNCTION_NOT_NAMED", `The ${one.form} in ${file} does not say which function it was for.`, {
        advice: "Name it with --function.",
      });
    }
    return importedCapture(one, { functionName, at: isoTimestamp(startedAt), startedAt, requestId: random.uuid() });
  });
}

/**
 * A cassette's captures.
 *
 * @throws {ConfigError} with file, line and key of everything that is wrong in it
 */
export function loadCassette(file: string): readonly Capture[] {
  return capturesOf(readTextArgument(file), file);
}

function capturesOf(source: string, file: string): readonly Capture[] {
  const read = readCassette(source);
  if (read.kind === "cassette") return read.cassette.captures;
  const problems = read.problems.map((problem) =>
    problemAt({ file: path.relative(process.cwd(), file), source }, problem.path, problem.message),
  );
  const [first, ...others] = problems;
  if (first === undefined) throw new TypeError("A cassette that is invalid has a problem.");
  throw new ConfigError([first, ...others]);
}

/**
 * A kept capture, or the first of a cassette.
 *
 * @param id an id, a beginning of one, or a request id
 * @throws {UserError} `UNKNOWN_CAPTURE`, `AMBIGUOUS_CAPTURE`
 */
export async function captureOf(id: string, options: ProjectOptions): Promise<Capture> {
  return chosenFrom(await CaptureLibrary.open(folderOf(options)), { id });
}

/** `.lambdaloop` of the project. */
export function folderOf({ config }: ProjectOptions): string {
  const file = findConfigFile(process.cwd(), config);
  return projectFilesFolder(file === undefined ? process.cwd() : path.dirname(file));
}

async function projectOf({
  config,
}: ProjectOptions): Promise<{ folder: string; settings: CheckedCapture | undefined }> {
  const file = findConfigFile(process.cwd(), config);
  if (file === undefined) return { folder: process.cwd(), settings: undefined };
  const loaded = await loadConfigFile(file, process.cwd());
  return { folder: loaded.folder, settings: loaded.config.capture };
}

function lineOf(capture: Capture): string {
  const { id, at, functionName, outcome, source, durationMs, error } = capture;
  const duration = durationMs === undefined ? "" : `  ${durationMs.toFixed(1)} ms`;
  const partly = outcome === "returned" && isFailed(capture) ? "  some messages failed" : "";
  const reason = error?.message === undefined ? partly : `  ${error.message.split("\n")[0] ?? ""}`;
  return `${id}  ${at}  ${functionName}  ${source}  ${outcome}${duration}${reason}`;
}
