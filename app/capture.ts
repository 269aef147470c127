import { generateKeySync } from "node:crypto";
import path from "node:path";
import {
  CaptureFolder,
  type CapturedFunction,
  type CaptureLimits,
  CaptureRecorder,
  createRedactor,
  type CustomRule,
  DEFAULT_CAPTURE_LIMITS,
  type Redactor,
} from "../events/capture/index.ts";
import { type Clock, systemClock } from "../runtime/core/clock.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type { CheckedCapture } from "./config/schema.ts";

/** The folder of the project's own files, below the config's. */
export function projectFilesFolder(configFolder: string): string {
  return path.join(configFolder, ".lambdaloop");
}

interface CaptureParts {
  readonly clock: Clock;
  readonly journal: Journal;
  /** The config's folder. */
  readonly folder: string;
  readonly settings: CheckedCapture | undefined;
  readonly seed: string;
  readonly describe: (functionName: string) => CapturedFunction | undefined;
}

/** What keeps the invocations of a run; `undefined` when the config says that none are kept. */
export function createCapture(parts: CaptureParts): CaptureRecorder | undefined {
  const { clock, journal, settings, seed, describe } = parts;
  if (settings?.enabled === false) return undefined;
  const folder = captureFolder(parts.folder, settings, systemClock);
  return new CaptureRecorder({
    clock,
    batchClock: systemClock,
    journal,
    folder,
    seed,
    describe,
    redactor: () => redactorOf(folder, settings),
  });
}

export function captureFolder(configFolder: string, settings: CheckedCapture | undefined, clock: Clock): CaptureFolder {
  const run = { startedAt: clock.now(), pid: process.pid };
  return new CaptureFolder(projectFilesFolder(configFolder), limitsOf(settings), run);
}

/** The known secrets and the project's own. */
export async function redactorOf(folder: CaptureFolder, settings: CheckedCapture | undefined): Promise<Redactor> {
  return redactorWith(await folder.salt(newSalt), settings);
}

/** As `redactorOf`, for what is only compared. */
export function redactorWith(salt: string | Uint8Array, settings: CheckedCapture | undefined): Redactor {
  return createRedactor({ salt, rules: (settings?.redact ?? []).map(toRule) });
}

/** Not from the run's seed, which is printed: who knows the salt can try whether a placeholder stands for a guess. */
function newSalt(): Uint8Array {
  return generateKeySync("hmac", { length: 256 }).export();
}

function toRule({ name, key, pattern }: NonNullable<CheckedCapture["redact"]>[number]): CustomRule {
  return {
    name,
    key: key === undefined ? undefined : new RegExp(key),
    pattern: pattern === undefined ? undefined : new RegExp(pattern),
  };
}

const BYTES_PER_MEGABYTE = 1024 * 1024;

function limitsOf(settings: CheckedCapture | undefined): CaptureLimits {
  const { maxCaptures = DEFAULT_CAPTURE_LIMITS.maxCaptures, maxMegabytes } = settings ?? {};
  const maxBytes = maxMegabytes === undefined ? DEFAULT_CAPTURE_LIMITS.maxBytes : maxMegabytes * BYTES_PER_MEGABYTE;
  return { maxCaptures, maxBytes };
}
