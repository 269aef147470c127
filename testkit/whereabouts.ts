import type { JournalEntry } from "../runtime/core/journal.ts";
import type { Engine } from "./engine.ts";
import type { LedgerMessage } from "./ledger.ts";

/** Why a message is where it is, in one sentence. */
export function whereabouts(engine: Engine, message: LedgerMessage): string {
  const last = lastFact(engine, message);
  const times = message.receiveCount === 0 ? "never received" : `received ${message.receiveCount} times`;
  if (message.state === "gone") return endOf(last);
  if (message.state === "inFlight") return `in flight${until(last)}, ${times}`;
  if (message.state === "available") return `available, ${times}${whyKept(engine, message)}`;
  return last?.kind === "sqs.messageSent" ? `delayed until ${instant(last.availableAt)}` : "delayed";
}

function lastFact({ facts }: Engine, { messageId, queueArn }: LedgerMessage): JournalEntry | undefined {
  return facts.findLast(
    (fact) => "messageId" in fact && fact.messageId === messageId && "queueArn" in fact && fact.queueArn === queueArn,
  );
}

function until(last: JournalEntry | undefined): string {
  if (last === undefined || !("invisibleUntil" in last)) return "";
  const limit =
    "maxReceiveCount" in last && last.maxReceiveCount !== undefined
      ? ` (at most ${last.maxReceiveCount} receives)`
      : "";
  return ` until ${instant(last.invisibleUntil)}${limit}`;
}

function whyKept({ facts }: Engine, { messageId }: LedgerMessage): string {
  const kept = facts.findLast((fact) => fact.kind === "esm.batchSettled" && fact.kept.includes(messageId));
  return kept?.kind === "esm.batchSettled" ? `, because ${kept.reason}` : "";
}

function endOf(end: JournalEntry | undefined): string {
  if (end?.kind === "sqs.messageMovedToDeadLetterQueue") {
    return `moved to ${nameOf(end.deadLetterQueueArn)} after receive ${end.receiveCount} of ${end.maxReceiveCount}`;
  }
  if (end?.kind === "sqs.messageRedriven") return `redriven to ${nameOf(end.destinationQueueArn)}`;
  if (end?.kind === "sqs.messageExpired") return "gone, because its retention period ended";
  return end?.kind === "sqs.messageDeleted" ? `deleted at ${instant(end.at)}` : "gone";
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}
