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

/** A program that is not there or cannot be run: AWS's `Runtime.InvalidEntrypoint`, and for us the advice. */
function cannotStart({ functionName, runtime, taskRoot }: EnvironmentSpec, error: NodeJS.ErrnoException): InitError {
  const reason = runtime.startsWith("provided") ? entrypointReason(taskRoot, error) : error.message;
  const isPythonMissing = runtime.startsWith("python") && error.code === "ENOENT";
  const advice = isPythonMissing
    ? `${functionName} runs on ${runtime}, but ${error.message}; install it or change the function's runtime.`
    : `${functionName} could not be started on ${runtime}: ${reason}`;
  return crashed(advice, (id) => crashDocument(id, "Runtime.InvalidEntrypoint", reason));
}

function entrypointReason(taskRoot: string, error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return `Couldn't find valid bootstrap(s): [${taskRoot}/bootstrap /opt/bootstrap]`;
  if (error.code === "EACCES") return `fork/exec ${taskRoot}/bootstrap: permission denied`;
  return `fork/exec ${taskRoot}/bootstrap: ${error.code === "ENOEXEC" ? "exec format error" : error.message}`;
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
