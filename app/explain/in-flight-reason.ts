import type { BatchVerdictCode } from "../../runtime/core/event-source-mapping-facts.ts";
import { type EntryOf, type FactIndex, isOfKind } from "./fact-index.ts";
import type { MessageLife, Standing } from "./message-lives.ts";
import { functionOf, receiveOf } from "./mapping-names.ts";
import { nameOf } from "./names.ts";
import { type Reason, reason, type ReasonCode } from "./reasons.ts";
import type { World } from "./world.ts";

interface Around {
  readonly index: FactIndex;
  readonly world: World;
}

/** What every sentence about a message in flight says. */
interface InFlight {
  readonly functionName: string;
  readonly queue: string;
  readonly until: number;
  readonly receive: string;
}

export function inFlightReason(
  life: MessageLife,
  { until, receiver }: Extract<Standing, { kind: "inFlight" }>,
  around: Around,
): Reason {
  const { handling, queueArn, lastReceive, receives } = life;
  const queue = nameOf(queueArn);
  const receive = receiveOf(lastReceive, receives);
  if (receiver === "client") return reason("message.inFlightWithClient", { queue, until, receive });
  const common = { functionName: functionOf(receiver, around), queue, until, receive };
  switch (handling.kind) {
    case "gathered":
      return gathered(common, receiver, around);
    case "filtered":
      return reason("message.keptFilterNotDeleted", common);
    case "left":
      return reason("message.keptByPoller", { ...common, cause: handling.entry.reason });
    case "batch":
      return handlingReason(handling.batch, common, around);
    case "throttled":
      return throttledReason(handling, common, around);
    case "kept":
      break;
  }
  return keptReason(life, handling, { ...common, around });
}

function gathered({ functionName, queue, receive, until }: InFlight, uuid: string, { world }: Around): Reason {
  const { windowSeconds = 0 } = world.mappings.find((one) => one.uuid === uuid) ?? {};
  if (windowSeconds === 0) return reason("message.gathered", { functionName, queue, receive, until });
  return reason("message.inBatchWindow", { functionName, queue, receive, window: windowSeconds });
}

/** A batch that has been formed and not settled. */
function handlingReason(batch: EntryOf<"esm.batchFormed">, common: InFlight, { index }: Around): Reason {
  const { functionName } = common;
  const started = startedBy(batch, index);
  const ended = index
    .effectsOf(started?.id ?? batch.id)
    .findLast((entry): entry is EntryOf<"lambda.invocationEnded"> => isOfKind(entry, "lambda.invocationEnded"));
  if (ended !== undefined && ended.outcome !== "throttled") {
    return reason("message.beingSettled", { functionName, result: ended.outcome });
  }
  if (started === undefined) return reason("message.waitingForEnvironment", { functionName, since: batch.at });
  const { at: since, deadlineAt, requestId } = started;
  return reason("message.beingHandled", { functionName, since, deadlineAt, requestId });
}

/** The batch's newest invocation: one that was throttled is tried again. */
function startedBy(
  batch: EntryOf<"esm.batchFormed">,
  index: FactIndex,
): EntryOf<"lambda.invocationStarted"> | undefined {
  return index
    .effectsOf(batch.id)
    .findLast((entry): entry is EntryOf<"lambda.invocationStarted"> => isOfKind(entry, "lambda.invocationStarted"));
}

function throttledReason(
  { batch, entry }: { batch: EntryOf<"esm.batchFormed">; entry: EntryOf<"esm.batchThrottled"> },
  common: InFlight,
  around: Around,
): Reason {
  const { functionName, until, receive } = common;
  const started = startedBy(batch, around.index);
  if (started !== undefined && started.id > entry.id) return handlingReason(batch, common, around);
  const { retryAt, reason: cause } = entry;
  if (retryAt === undefined) return reason("message.keptThrottled", { functionName, until, receive });
  return reason("message.throttledRetrying", { functionName, cause, retryAt });
}

type Kept = Extract<MessageLife["handling"], { kind: "kept" }>;

function keptReason(
  { messageId }: MessageLife,
  { batch, entry }: Kept,
  { around, ...common }: InFlight & { readonly around: Around },
): Reason {
  const { functionName, until, receive } = common;
  const values = { functionName, until, receive, detail: sentence(entry.reason) };
  if (entry.deleteFailed?.includes(messageId) === true) return reason("message.keptDeleteFailed", values);
  const { verdict } = entry;
  if (verdict === undefined) return reason("message.keptByPoller", { ...values, cause: entry.reason });
  const failure = failureOf(batch, around.index);
  if (verdict === "crashed" && failure.neverStarted && isBroken(functionName, around.index)) {
    return reason("message.keptBuildBroken", { ...values, ...failure });
  }
  const code = KEPT[verdict];
  return { code, values: { ...values, ...failure } } as Reason;
}

/** Their sentences need no more than `values` and `failure` above have, see the test of all reasons. */
const KEPT: Readonly<Record<BatchVerdictCode, ReasonCode & `message.kept${string}`>> = {
  threw: "message.keptThrew",
  timedOut: "message.keptTimedOut",
  crashed: "message.keptCrashed",
  throttled: "message.keptThrottled",
  notInvoked: "message.keptNotInvoked",
  itemsReported: "message.keptReported",
  // What succeeded stays only where deleting it failed.
  succeeded: "message.keptDeleteFailed",
  answerNotJson: "message.keptAnswerNotJson",
  answerNotAnObject: "message.keptAnswerNotAnObject",
  noBatchItemFailures: "message.keptNoBatchItemFailures",
  batchItemFailuresNotAList: "message.keptBatchItemFailuresNotAList",
  itemNotAnObject: "message.keptItemNotAnObject",
  noItemIdentifier: "message.keptNoItemIdentifier",
  itemIdentifierNotText: "message.keptItemIdentifierNotText",
  itemIdentifierEmpty: "message.keptItemIdentifierEmpty",
  unknownItemIdentifier: "message.keptUnknownItemIdentifier",
};

/** The error of a batch's invocation, and where. */
function failureOf(
  batch: EntryOf<"esm.batchFormed">,
  index: FactIndex,
): { readonly error: string; readonly place: string; readonly neverStarted: boolean } {
  const started = startedBy(batch, index);
  const ended = index
    .effectsOf(started?.id ?? batch.id)
    .findLast((entry): entry is EntryOf<"lambda.invocationEnded"> => isOfKind(entry, "lambda.invocationEnded"));
  return { ...describeError(ended), neverStarted: started === undefined };
}

/** `TypeError: x is undefined` and ` at src/orders.ts:27:11`. */
export function describeError(ended: EntryOf<"lambda.invocationEnded"> | undefined): {
  readonly error: string;
  readonly place: string;
} {
  const { errorType, errorMessage, errorAt } = ended ?? {};
  const text = [errorType, errorMessage?.replace(/^RequestId: \S+ Error: /, "")].filter((part) => part !== undefined);
  const error = text.length === 0 ? "an error" : text.join(": ").replace(/\.$/, "");
  return { error, place: errorAt === undefined ? "" : ` at ${errorAt}` };
}

/** Whether the newest build of a function failed. */
function isBroken(functionName: string, index: FactIndex): boolean {
  const [name] = functionName.split(":");
  const newest = index.entries.findLast(
    (entry) => (entry.kind === "handler.built" || entry.kind === "handler.buildFailed") && entry.functionName === name,
  );
  return newest?.kind === "handler.buildFailed";
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
