import { isAbsolute, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** What the journal tells of a failed invocation. */
export interface ErrorSummary {
  readonly errorType?: string;
  readonly errorMessage?: string;
  /** `src/orders.ts:27:11`, relative to the project folder. */
  readonly errorAt?: string;
}

/** How to find one's way from a stack to the user's sources. */
export interface Whereabouts {
  /** Places are told relative to it. */
  readonly projectFolder: string;
  /** What stacks show as `/var/task`. */
  readonly taskRoot: string;
  readonly isOwnSource: IsOwnSource;
}

/** The runtimes show a task's folder as Lambda's. */
const SHOWN_TASK_ROOT = "/var/task/";

/** Tells the user's own sources (absolute paths) from packages and runtimes. */
export type IsOwnSource = (file: string) => boolean;

/** Lambda's error document as JSON text, in the key order of its runtimes. */
export function errorDocument(errorType: string, errorMessage: string, trace?: readonly string[]): string {
  return JSON.stringify(trace === undefined ? { errorType, errorMessage } : { errorType, errorMessage, trace });
}

/**
 * Reads `{errorType, errorMessage, trace | stackTrace}` out of an error's payload; a payload that is no such document gives nothing.
 *
 * The place is the frame nearest to the throw in the user's own source: the first of Node's, the last of Python's.
 */
export function summarizeError(payload: string, where: Whereabouts): ErrorSummary {
  const document = parseObject(payload);
  if (document === undefined) return {};
  const { errorType, errorMessage, trace, stackTrace } = document;
  const errorAt = placeOf(nodeFrames(trace), where) ?? placeOf(pythonFrames(stackTrace).toReversed(), where);
  return {
    ...(typeof errorType === "string" ? { errorType } : {}),
    ...(typeof errorMessage === "string" ? { errorMessage } : {}),
    ...(errorAt === undefined ? {} : { errorAt }),
  };
}

interface Frame {
  readonly file: string;
  /** `:27:11`, or `:27` where the language gives no column. */
  readonly position: string;
}

function nodeFrames(trace: unknown): Frame[] {
  // V8: `    at name (file:///a/b.ts:27:11)` or `    at /a/b.ts:27:11`.
  return lines(trace).flatMap((line) =>
    frame(/^\s*at .*?\(?((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]*):(\d+):(\d+)\)?$/, line),
  );
}

function pythonFrames(stackTrace: unknown): Frame[] {
  return lines(stackTrace).flatMap((line) => frame(/^\s*File "([^"]+)", line (\d+)/, line));
}

function frame(pattern: RegExp, line: string): Frame[] {
  const match = pattern.exec(line);
  if (match === null) return [];
  const [, path = "", row = "", column] = match;
  const file = path.startsWith("file://") ? fileURLToPath(path) : path;
  return [{ file, position: column === undefined ? `:${row}` : `:${row}:${column}` }];
}

function placeOf(frames: readonly Frame[], where: Whereabouts): string | undefined {
  for (const { file: shown, position } of frames) {
    const file = shown.startsWith(SHOWN_TASK_ROOT) ? join(where.taskRoot, shown.slice(SHOWN_TASK_ROOT.length)) : shown;
    if (!isAbsolute(file) || !where.isOwnSource(file)) continue;
    return relative(where.projectFolder, file).split(sep).join("/") + position;
  }
  return undefined;
}

function lines(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((line) => typeof line === "string") : [];
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
