import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Capture } from "../../events/capture/index.ts";
import { UserError } from "../../runtime/core/errors.ts";
import { findConfigFile } from "../config/load.ts";
import { makeTest } from "../replay/make-test.ts";
import { type SavedFiles, savedTestName, type TestRunner } from "../replay/saved-test.ts";
import { captureOf } from "./capture.ts";

export interface SaveTestOptions {
  readonly config?: string;
  readonly out?: string;
  readonly nodeTest?: boolean;
}

/**
 * Writes a test that passes now and fails when the function does something else with the captured event, and beside it the event in a cassette.
 *
 * @throws {UserError} `FILE_EXISTS`, `UNKNOWN_CAPTURE`, `AMBIGUOUS_CAPTURE`
 */
export async function saveTest(id: string, options: SaveTestOptions): Promise<void> {
  const capture = await captureOf(id, options);
  process.stdout.write(describeSaved(await writeTest(capture, options)));
}

export function describeSaved({ files, notes }: SavedFiles): string {
  return [...files, ...notes.map((note) => `note: ${note}`), ""].join("\n");
}

/** @throws {UserError} `FILE_EXISTS` */
export async function writeTest(capture: Capture, options: SaveTestOptions): Promise<SavedFiles> {
  const runner: TestRunner = options.nodeTest === true ? "node" : "vitest";
  const configFile = findConfigFile(process.cwd(), options.config);
  const projectFolder = configFile === undefined ? process.cwd() : path.dirname(configFile);
  const testFile = path.resolve(
    options.out ?? path.join("test", `${savedTestName(capture)}.test.${runner === "vitest" ? "ts" : "mjs"}`),
  );
  const cassetteFile = `${testFile.replace(/(?:\.test)?\.[cm]?[jt]s$/, "")}.cassette.json`;
  for (const file of [testFile, cassetteFile]) if (existsSync(file)) throw fileExists(file);
  const { testText, cassetteText, notes } = await makeTest({
    capture,
    configFile,
    projectFolder,
    projectPath: `${toSlashes(path.relative(path.dirname(testFile), projectFolder)) || "."}/`,
    cassetteName: path.basename(cassetteFile),
    runner,
  });
  mkdirSync(path.dirname(testFile), { recursive: true });
  writeNew(testFile, testText);
  writeNew(cassetteFile, cassetteText);
  return { files: [testFile, cassetteFile].map((file) => path.relative(process.cwd(), file)), notes };
}

/** @throws {UserError} `FILE_EXISTS` */
function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw fileExists(file);
  }
}

function fileExists(file: string): UserError {
  return new UserError("FILE_EXISTS", `There is a file ${path.relative(process.cwd(), file)} already.`, {
    advice: "Nothing is overwritten; name another one with --out.",
  });
}

function toSlashes(file: string): string {
  return file.replaceAll(path.sep, "/");
}
