import type { TestMessage, TestQueue } from "../resources/queue.ts";
import { traceOf } from "../trace.ts";
import { whereabouts } from "../whereabouts.ts";
import { isLike, shown } from "./like.ts";

/** What vitest and jest take from a matcher. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** A body: a text, or what a JSON body has; or, when it has a `body`, `json` or other member of a message, the message. */
export type MessagePattern = unknown;

const MESSAGE_MEMBERS: ReadonlySet<string> = new Set([
  "messageId",
  "body",
  "json",
  "attributes",
  "messageGroupId",
  "messageDeduplicationId",
  "state",
  "receiveCount",
]);

/** Passes when such a message ever came into the queue, `times` times when that is given. */
export function toHaveReceivedMessage(
  queue: TestQueue,
  pattern: MessagePattern,
  { times }: { readonly times?: number } = {},
): MatcherResult {
  const found = queue.received().filter((message) => isMessage(message, pattern));
  const pass = times === undefined ? found.length > 0 : found.length === times;
  const often = times === undefined ? "" : ` ${times} times, it came ${found.length} times`;
  return { pass, message: () => story(queue, `to have received ${shown(pattern)}${often}`, pass) };
}

/** Passes when such a message was deleted: a consumer, or Lambda for it, was done with it. */
export function toHaveDeletedMessage(queue: TestQueue, pattern: MessagePattern): MatcherResult {
  const deleted = new Set(
    queue.engine.facts.flatMap((fact) =>
      fact.kind === "sqs.messageDeleted" && fact.queueArn === queue.arn ? [fact.messageId] : [],
    ),
  );
  const pass = queue.received().some((message) => isMessage(message, pattern) && deleted.has(message.messageId));
  return { pass, message: () => story(queue, `to have deleted ${shown(pattern)}`, pass) };
}

/** Passes when no message is in it, neither available nor in flight nor delayed. */
export function toBeEmptyQueue(queue: TestQueue): MatcherResult {
  const { available, inFlight, delayed } = queue.counts;
  const pass = available + inFlight + delayed === 0;
  return {
    pass,
    message: () =>
      pass
        ? `Expected queue ${queue.name} not to be empty, but it is.\n${story(queue, "", true)}`
        : story(queue, `to be empty; it has ${available} available, ${inFlight} in flight, ${delayed} delayed`, false),
  };
}

function isMessage(message: TestMessage, pattern: MessagePattern): boolean {
  const isPlain = typeof pattern === "object" && pattern !== null && !("asymmetricMatch" in pattern);
  const names = isPlain ? Object.keys(pattern) : [];
  // A body may have such members too.
  if (names.length > 0 && names.every((name) => MESSAGE_MEMBERS.has(name)) && isLike(message, pattern)) return true;
  return isLike(message.body, pattern) || (message.json !== undefined && isLike(message.json, pattern));
}

/** A long test's messages would hide the failure. */
const SHOWN_MESSAGES = 10;

/** What was expected, and of every message where it is and how it came there. */
function story(queue: TestQueue, what: string, isNegated: boolean): string {
  const messages = queue.received();
  const lines = messages.slice(-SHOWN_MESSAGES).map((message) => {
    const trace = traceOf(queue.engine.facts, message.messageId).replaceAll(/^/gm, "      ");
    return `  ${message.body}\n    ${whereabouts(queue.engine, message)}\n${trace}`;
  });
  const expected = what === "" ? "" : `Expected queue ${queue.name} ${isNegated ? "not " : ""}${what}.\n`;
  const none = "No message ever came into it.";
  const more =
    messages.length > SHOWN_MESSAGES
      ? `Of its ${messages.length} messages the last ${SHOWN_MESSAGES}:\n`
      : "Its messages:\n";
  return `${expected}${messages.length === 0 ? none : more + lines.join("\n")}`;
}
