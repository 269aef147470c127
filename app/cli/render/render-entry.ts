import type { Fact } from "../../../runtime/core/facts.ts";
import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { renderAsyncDropped, renderAsyncRetried, renderDestinationFailed } from "./async-lines.ts";
import { rememberBatch, renderBatchSettled, renderMessageFiltered } from "./batch-lines.ts";
import { renderBatchThrottled, renderMessagesLeft, renderNeverHandled } from "./throttle-lines.ts";
import { BUCKET_RENDERERS } from "./bucket-lines.ts";
import { renderBuildFailed, renderSwapped } from "./build-lines.ts";
import { renderConfigLoaded, renderStarted } from "./header-lines.ts";
import { renderInvocationEnded, renderInvocationStarted, renderLog } from "./invocation-lines.ts";
import { functionLabel, layOut, nameOf, plural, shortId } from "./layout.ts";
import { renderInboxReceived } from "./inbox-lines.ts";
import {
  forget,
  renderDeduplicated,
  renderExpired,
  renderMoved,
  renderReceived,
  renderReturned,
} from "./message-lines.ts";
import { NOTIFICATION_RENDERERS } from "./notification-lines.ts";
import type { RenderState } from "./render-state.ts";
import { TOPIC_RENDERERS } from "./topic-lines.ts";

type EntryOf<Kind extends Fact["kind"]> = Extract<JournalEntry, { kind: Kind }>;
type Renderers = { readonly [Kind in Fact["kind"]]: (entry: EntryOf<Kind>, state: RenderState) => string | undefined };

/**
 * The line or lines that `lambdaloop dev` prints for a fact, or `undefined` when another fact's line already says it.
 * Made from facts only; `state` is what is remembered of the earlier ones.
 */
export function renderEntry(entry: JournalEntry, state: RenderState): string | undefined {
  const render = RENDERERS[entry.kind] as (entry: JournalEntry, state: RenderState) => string | undefined;
  return render(entry, state);
}

const silent = (): undefined => undefined;

const RENDERERS: Renderers = {
  "runtime.started": renderStarted,
  // A start that failed ends in its error, which says it all.
  "runtime.stopping": ({ reason }, { style, hasStarted }) =>
    hasStarted ? style("dim", `stopping: ${reason}`) : undefined,
  "config.loaded": renderConfigLoaded,
  "config.rejected": ({ at, message }, state) =>
    [
      layOut({ at, name: "config", verb: "rejected", format: "red", detail: "the last good config stays" }, state),
      message,
    ].join("\n"),
  "internal.failed": ({ at, where, message, stack }, state) =>
    `${layOut({ at, name: "lambdaloop", verb: "bug", format: "red", detail: `${where}: ${message}` }, state)}\n${stack}`,

  "capture.failed": ({ at, reason, lost }, state) =>
    layOut({ at, name: "capture", verb: "lost", format: "yellow", detail: `${lost} of the latest: ${reason}` }, state),

  "replay.started": ({ at, captureId, functionName }, state) =>
    layOut({ at, name: functionLabel(functionName), verb: "replay", format: "cyan", detail: `of ${captureId}` }, state),

  "http.answered": ({ at, service, operation, status, errorCode, errorMessage }, state) => {
    if (errorCode === undefined) return undefined;
    return layOut(
      {
        at,
        name: service,
        verb: "refused",
        format: "yellow",
        detail: `${operation}: ${status} ${errorCode}: ${errorMessage ?? ""}`,
      },
      state,
    );
  },
  "http.refused": ({ at, reason, method, path }, state) =>
    layOut({ at, name: "http", verb: "refused", format: "red", detail: `${method} ${path}: ${reason}` }, state),

  "sqs.queueCreated": silent,
  "sqs.queueDeleted": ({ at, queueArn, messages }, state) =>
    layOut(
      { at, name: nameOf(queueArn), verb: "deleted", detail: `the queue, with ${plural(messages, "message")}` },
      state,
    ),
  "sqs.queuePurged": ({ at, queueArn, messages }, state) =>
    layOut({ at, name: nameOf(queueArn), verb: "purged", detail: plural(messages, "message") }, state),
  "sqs.queueAttributesSet": ({ at, queueArn, attributes }, state) =>
    layOut({ at, name: nameOf(queueArn), verb: "changed", detail: attributes.join(", ") }, state),
  "sqs.messageSent": ({ at, queueArn, messageId, bodyBytes, availableAt }, state) => {
    const delay = availableAt > at ? `, delayed until ${state.timeOf(availableAt)}` : "";
    return layOut(
      { at, id: messageId, name: nameOf(queueArn), verb: "sent", detail: `${plural(bodyBytes, "byte")}${delay}` },
      state,
    );
  },
  "sqs.messageDeduplicated": renderDeduplicated,
  "sqs.messageReceived": renderReceived,
  "sqs.messageVisibilityChanged": ({ at, queueArn, messageId, invisibleUntil }, state) =>
    layOut(
      { at, id: messageId, name: nameOf(queueArn), verb: "hidden", detail: `until ${state.timeOf(invisibleUntil)}` },
      state,
    ),
  "sqs.messageReturned": renderReturned,
  "sqs.messageDeleted": ({ at, queueArn, messageId, by }, state) => {
    forget(messageId, state);
    if (state.mappings.has(by)) return undefined;
    return layOut(
      { at, id: messageId, name: nameOf(queueArn), verb: "deleted", format: "green", detail: `by ${by}` },
      state,
    );
  },
  "sqs.messageMovedToDeadLetterQueue": renderMoved,
  "sqs.messageRedriven": ({ at, queueArn, destinationQueueArn, messageId, newMessageId }, state) =>
    layOut(
      {
        at,
        id: messageId,
        name: nameOf(queueArn),
        verb: "redriven",
        detail: `to ${nameOf(destinationQueueArn)} as ${shortId(newMessageId)}`,
      },
      state,
    ),
  "sqs.messageExpired": renderExpired,

  ...TOPIC_RENDERERS,
  ...BUCKET_RENDERERS,
  ...NOTIFICATION_RENDERERS,

  "handler.buildStarted": silent,
  "handler.built": silent,
  "handler.buildFailed": renderBuildFailed,
  "handler.swapped": renderSwapped,

  "lambda.environmentStarted": silent,
  "lambda.environmentStopped": silent,
  "lambda.invocationStarted": renderInvocationStarted,
  "lambda.logged": renderLog,
  "lambda.invocationEnded": renderInvocationEnded,
  "lambda.asyncInvocationQueued": silent,
  "lambda.asyncInvocationRetried": renderAsyncRetried,
  "lambda.asyncInvocationDropped": renderAsyncDropped,
  "lambda.destinationSent": silent,
  "lambda.destinationFailed": renderDestinationFailed,

  "esm.created": ({ uuid }, state) => {
    state.mappings.add(uuid);
    return undefined;
  },
  "esm.deleted": silent,
  "esm.stateChanged": silent,
  "esm.pollFailed": ({ at, eventSourceArn, reason }, state) =>
    layOut({ at, name: nameOf(eventSourceArn), verb: "failed", format: "red", detail: `to be read: ${reason}` }, state),
  "esm.messageFiltered": renderMessageFiltered,
  "esm.batchFormed": rememberBatch,
  "esm.batchThrottled": renderBatchThrottled,
  "esm.messagesLeft": renderMessagesLeft,
  "esm.messageNeverHandled": renderNeverHandled,
  "esm.batchSettled": renderBatchSettled,

  "inbox.received": renderInboxReceived,
};
