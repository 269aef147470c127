import type { LambdaFact } from "../../runtime/core/facts.ts";
import type { JournalEntry } from "../../runtime/core/journal.ts";
import type { TappedRequest } from "../../runtime/core/invocation-tap.ts";
import type { InvokeOutcome } from "../../runtime/core/ports.ts";
import { captureIdOf } from "./capture-id.ts";
import type { Capture, CapturedContext, CapturedError, CapturedFact, CapturedLog } from "./capture.ts";
import { asParsed } from "./capture.ts";
import { sourceOf } from "./event-source.ts";

/** What is known of a function that runs. */
export interface CapturedFunction {
  readonly handler: string;
  readonly runtime: string;
  /** Seconds. */
  readonly timeout: number;
  /** MB. */
  readonly memorySize: number;
  readonly environmentNames: readonly string[];
}

export type Started = Extract<LambdaFact, { kind: "lambda.invocationStarted" }>;
export type Ended = Extract<LambdaFact, { kind: "lambda.invocationEnded" }>;

/** An invocation that is over, with everything that was seen of it. */
export interface SeenInvocation {
  readonly request: TappedRequest;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly end: InvokeOutcome | { readonly kind: "refused"; readonly error: unknown };
  /** Of a response that was streamed. */
  readonly streamed: readonly Uint8Array[];
  readonly started?: Started | undefined;
  readonly ended?: Ended | undefined;
  readonly logs: readonly CapturedLog[];
  readonly causes: readonly JournalEntry[];
  readonly effects: readonly JournalEntry[];
  readonly omitted: readonly string[];
}

export interface CaptureSurroundings {
  readonly seed: string | undefined;
  readonly toIso: (epochMs: number) => string;
  readonly describe: (functionName: string) => CapturedFunction | undefined;
  /** Bytes of an event or a result; larger ones are left out. */
  readonly maxPayloadBytes: number;
}

export function makeCapture(seen: SeenInvocation, around: CaptureSurroundings): Capture {
  const { request, startedAt, end, started, ended } = seen;
  const functionName = started?.functionName ?? functionNameOf(request);
  const known = around.describe(functionName);
  const requestId = "requestId" in end && end.requestId !== undefined ? end.requestId : (request.requestId ?? "");
  const event = payloadMembers(request.payload, around.maxPayloadBytes);
  return {
    id: captureIdOf(requestId, startedAt),
    at: around.toIso(startedAt),
    functionName,
    requestId,
    outcome: end.kind,
    ...(ended === undefined ? {} : { durationMs: Math.round(ended.durationMs * 100) / 100 }),
    source: sourceOf(event.value),
    ...errorOf(end, ended),
    ...named(event, "event"),
    ...resultOf(seen, around.maxPayloadBytes),
    context: contextOf(request, started, known),
    ...(known === undefined ? {} : { environmentNames: known.environmentNames.toSorted() }),
    ...(started === undefined
      ? {}
      : { code: { generation: started.generation, environmentId: started.environmentId } }),
    ...(around.seed === undefined ? {} : { seed: around.seed }),
    logs: seen.logs,
    causes: seen.causes.map(withoutPlace),
    effects: seen.effects.map(withoutPlace),
    ...(seen.omitted.length === 0 ? {} : { omitted: seen.omitted }),
  };
}

interface PayloadMembers {
  readonly value?: unknown;
  readonly text?: string;
  readonly omittedBytes?: number;
}

function payloadMembers(payload: string, maxBytes: number): PayloadMembers {
  const bytes = Buffer.byteLength(payload);
  return bytes > maxBytes ? { omittedBytes: bytes } : asParsed(payload);
}

function named(members: PayloadMembers, name: "event" | "result"): Partial<Capture> {
  if (members.omittedBytes !== undefined) return { [`${name}OmittedBytes`]: members.omittedBytes };
  return members.text === undefined ? { [name]: members.value } : { [`${name}Text`]: members.text };
}

function resultOf({ end, streamed }: SeenInvocation, maxBytes: number): Partial<Capture> {
  if (!("payload" in end)) return {};
  const text = end.payload === "" && streamed.length > 0 ? Buffer.concat(streamed).toString("utf8") : end.payload;
  return named(payloadMembers(text, maxBytes), "result");
}

function errorOf(end: SeenInvocation["end"], ended: Ended | undefined): { readonly error?: CapturedError } {
  if (end.kind === "returned") return {};
  if (end.kind === "refused") {
    const { error } = end;
    return {
      error: error instanceof Error ? { type: error.name, message: error.message } : { message: String(error) },
    };
  }
  if (end.kind === "throttled") return { error: { type: "TooManyRequestsException", message: end.reason } };
  const { errorType: type, errorMessage: message, errorAt: at } = ended ?? {};
  return {
    error: {
      ...(type === undefined ? {} : { type }),
      ...(message === undefined ? {} : { message }),
      ...(at === undefined ? {} : { at }),
    },
  };
}

function contextOf(
  request: TappedRequest,
  started: Started | undefined,
  known: CapturedFunction | undefined,
): CapturedContext {
  const { traceHeader, clientContext } = request;
  const version = "functionArn" in request ? request.version : request.qualifier;
  return {
    ...("functionArn" in request ? { invokedFunctionArn: request.invokedFunctionArn } : {}),
    ...(version === undefined ? {} : { version }),
    ...(known === undefined ? {} : pick(known)),
    ...(started === undefined ? {} : { deadlineAt: started.deadlineAt }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    ...(clientContext === undefined ? {} : { clientContext }),
  };
}

function pick({ handler, runtime, timeout, memorySize }: CapturedFunction): CapturedContext {
  return { handler, runtime, timeout, memorySize };
}

/** A name, or the name in an ARN: `arn:aws:lambda:<region>:<account>:function:<name>[:<qualifier>]`. */
function functionNameOf(request: TappedRequest): string {
  const given = "functionArn" in request ? request.functionArn : request.functionName;
  return /(?:^|:)function:([^:]+)/.exec(given)?.[1] ?? given;
}

/** Ids of facts count from the start of a journal and say nothing in another run. */
function withoutPlace(entry: JournalEntry): CapturedFact {
  const { kind, at, ...members } = entry;
  const kept = Object.entries(members).filter(([name]) => !PLACES.has(name));
  return { kind, at, ...Object.fromEntries(kept) };
}

const PLACES: ReadonlySet<string> = new Set(["id", "causeId", "receivedFactIds"]);
