import { plainAnswer } from "../../protocol/answer.ts";
import type { Message, ReceiveMessageRequest, ReceiveMessageResult } from "../../protocol/generated/sqs.ts";
import type { RequestContext } from "../../protocol/service.ts";
import {
  maxNumberOfMessagesOutOfRange,
  unknownAttribute,
  visibilityTimeoutOutOfRange,
  waitTimeOutOfRange,
} from "../errors.ts";
import { inRange, MAX_NUMBER_OF_MESSAGES, VISIBILITY_TIMEOUT_SECONDS, WAIT_TIME_SECONDS } from "../limits.ts";
import { md5OfAttributes, selectAttributes } from "../message-attributes.ts";
import type { ReceivedMessage, SystemAttributeName } from "../received-message.ts";
import { toWireAttributes } from "../wire-attributes.ts";
import type { Operation, Unchecked } from "./service-parts.ts";

type Request = Unchecked<ReceiveMessageRequest>;

const SYSTEM_ATTRIBUTES: ReadonlySet<string> = new Set<SystemAttributeName>([
  "ApproximateFirstReceiveTimestamp",
  "ApproximateReceiveCount",
  "AWSTraceHeader",
  "DeadLetterQueueSourceArn",
  "MessageDeduplicationId",
  "MessageGroupId",
  "SenderId",
  "SentTimestamp",
  "SequenceNumber",
]);

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const receiveMessage: Operation<ReceiveMessageRequest, ReceiveMessageResult | Promise<ReceiveMessageResult>> = (
  { queues },
  request,
  context,
) => {
  const queue = queues.ofRequest(request.QueueUrl, context);
  checkRanges(request);
  const systemNames = systemNamesOf(request, context.protocol);
  const waitMs = (request.WaitTimeSeconds ?? queue.settings.receiveMessageWaitTimeSeconds) * 1000;
  const received = queue.receive({
    max: request.MaxNumberOfMessages ?? 1,
    waitMs,
    visibilityTimeoutSeconds: request.VisibilityTimeout,
    attemptId: request.ReceiveRequestAttemptId,
    signal: waitMs > 0 ? context.signal : undefined,
    receiver: "client",
  });
  // No promise where none is needed: the answer of a busy queue stays synchronous down to the socket.
  return Array.isArray(received)
    ? toResult(received, systemNames, request.MessageAttributeNames)
    : received.then((messages) => toResult(messages, systemNames, request.MessageAttributeNames));
};

function checkRanges({ MaxNumberOfMessages, VisibilityTimeout, WaitTimeSeconds }: Request): void {
  if (MaxNumberOfMessages !== undefined && !inRange(MaxNumberOfMessages, MAX_NUMBER_OF_MESSAGES)) {
    throw maxNumberOfMessagesOutOfRange(MaxNumberOfMessages);
  }
  if (WaitTimeSeconds !== undefined && !inRange(WaitTimeSeconds, WAIT_TIME_SECONDS)) {
    throw waitTimeOutOfRange(WaitTimeSeconds);
  }
  if (VisibilityTimeout !== undefined && !inRange(VisibilityTimeout, VISIBILITY_TIMEOUT_SECONDS)) {
    throw visibilityTimeoutOutOfRange(VisibilityTimeout);
  }
}

/** The old and the new member together name what is wanted; in the Query protocol the old one alone (recorded by others 2024-06-04). */
function systemNamesOf(request: Request, protocol: RequestContext["protocol"]): readonly string[] {
  const { AttributeNames: old = [], MessageSystemAttributeNames: current = [] } = request;
  const names: readonly string[] = protocol === "awsQuery" && old.length > 0 ? old : [...old, ...current];
  for (const name of names) if (name !== "All" && !SYSTEM_ATTRIBUTES.has(name)) throw unknownAttribute(name);
  return names;
}

function toResult(
  received: readonly ReceivedMessage[],
  systemNames: readonly string[],
  attributeNames: readonly string[] | undefined,
): ReceiveMessageResult {
  if (received.length === 0) return {};
  const result = { Messages: received.map((message) => toWire(message, systemNames, attributeNames)) };
  return systemNames.length === 0 && received.every(isPlain) ? plainAnswer(result) : result;
}

function isPlain(message: ReceivedMessage): boolean {
  return message.isPlain && message.messageAttributes === undefined;
}

function toWire(
  message: ReceivedMessage,
  systemNames: readonly string[],
  attributeNames: readonly string[] | undefined,
): Message {
  const selected = selectAttributes(message.messageAttributes, attributeNames);
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: message.md5OfBody,
    Body: message.body,
    Attributes: systemNames.length === 0 ? undefined : selectSystem(message, systemNames),
    // Over what is returned, not over what was sent.
    MD5OfMessageAttributes:
      selected === message.messageAttributes ? message.md5OfMessageAttributes : selected && md5OfAttributes(selected),
    MessageAttributes: selected && toWireAttributes(selected),
  };
}

function selectSystem(message: ReceivedMessage, names: readonly string[]): Record<string, string> | undefined {
  const { attributes } = message;
  if (names.includes("All")) return attributes;
  const selected = Object.entries(attributes).filter(([name]) => names.includes(name));
  return selected.length === 0 ? undefined : Object.fromEntries(selected);
}
