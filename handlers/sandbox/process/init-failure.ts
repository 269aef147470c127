import { type EnvironmentSpec, InitError } from "../execution-environment.ts";
import {
  crashDocument,
  exitDocument,
  exitReason,
  outOfMemoryDocument,
  timedOutDocument,
  timedOutReason,
} from "./error-documents.ts";
import type { RuntimeEvent } from "./runner.ts";

export type InitFailure = Extract<
  RuntimeEvent,
  { kind: "initError" | "exited" | "cannotStart" | "timedOut" | "outOfMemory" }
>;

export function isInitFailure(event: RuntimeEvent): event is InitFailure {
  return event.kind !== "next" && event.kind !== "result" && event.kind !== "aborted";
}

/** What the caller of `init` gets: one sentence, and Lambda's error document. */
export function initFailure(failure: InitFailure, spec: EnvironmentSpec, limitMs: number): InitError {
  const { functionName } = spec;
  switch (failure.kind) {
    case "initError":
      return new InitError(
        `${functionName} could not be loaded: ${messageOf(failure.document)}`,
        failure.document,
        false,
      );
    case "exited":
      return crashed(`${functionName}: ${exitReason(failure.exit)} during its start.`, (id) =>
        exitDocument(id, failure.exit),
      );
    case "timedOut":
      return crashed(`${functionName}: ${timedOutReason(limitMs)} during its start.`, (id) =>
        timedOutDocument(id, limitMs),
      );
    case "outOfMemory":
      return crashed(`${functionName} needs more than its ${spec.memorySizeMB} MB to start.`, outOfMemoryDocument);
    case "cannotStart":
    default:
      return cannotStart(spec, failure.error);
  }
}

function crashed(message: string, payloadFor: (requestId: string) => string): InitError {
  return new InitError(message, payloadFor(""), true, payloadFor);
}

/** A program that is not there or cannot be run: AWS's `Runtime.InvalidEntrypoint`, and for us the advice, with the real path. */
function cannotStart({ functionName, runtime, taskRoot }: EnvironmentSpec, error: NodeJS.ErrnoException): InitError {
  const isProvided = runtime.startsWith("provided");
  const reasonIn = (folder: string): string => (isProvided ? entrypointReason(folder, error) : error.message);
  const isPythonMissing = runtime.startsWith("python") && error.code === "ENOENT";
  const advice = isPythonMissing
    ? `${functionName} runs on ${runtime}, but ${error.message}; install it or change the function's runtime.`
    : `${functionName} could not be started on ${runtime}: ${reasonIn(taskRoot)}`;
  return crashed(advice, (id) => crashDocument(id, "Runtime.InvalidEntrypoint", reasonIn("/var/task")));
}

function entrypointReason(folder: string, error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return `Couldn't find valid bootstrap(s): [${folder}/bootstrap /opt/bootstrap]`;
  if (error.code === "EACCES") return `fork/exec ${folder}/bootstrap: permission denied`;
  return `fork/exec ${folder}/bootstrap: ${error.code === "ENOEXEC" ? "exec format error" : error.message}`;
}

function messageOf(document: string): string {
  try {
    const parsed: unknown = JSON.parse(document);
    if (typeof parsed === "object" && parsed !== null && "errorMessage" in parsed) return String(parsed.errorMessage);
  } catch {
    // A runtime may report anything.
  }
  return document;
}
