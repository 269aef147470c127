import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION, formatArn } from "../../runtime/core/arn.ts";
import { toSqsEventText } from "../payloads/sqs.ts";
import type { QueueMessage, QueueMessageAttribute } from "../sources/queue-source.ts";
import { captureIdOf } from "./capture-id.ts";
import type { Capture } from "./capture.ts";
import { asParsed } from "./capture.ts";
import { sourceOf } from "./event-source.ts";

/** What a file of somewhere else says of an invocation. */
export interface ImportedInvocation {
  /** JSON text. */
  readonly payload: string;
  readonly functionName?: string;
  readonly requestId?: string;
  /** ISO 8601. */
  readonly at?: string;
  /** JSON text. */
  readonly result?: string;
  readonly functionError?: string;
  /** How it was recognised, for telling. */
  readonly form: ImportForm;
}

export type ImportForm =
  | "event"
  | "destination record"
  | "dead-letter message"
  | "queue message"
  | "stream failure record"
  | "log line";

/**
 * The invocations that a text from elsewhere tells of:
 *
 * - a destination's record (on failure or success), also as the body of an SQS message or the message of an SNS envelope
 * - a message of a function's dead-letter queue, as `aws sqs receive-message` prints it (with `RequestID`, `ErrorCode`, `ErrorMessage`)
 * - any other message that `aws sqs receive-message` prints: an SQS event with it
 * - lines of CloudWatch Logs (`aws logs tail`, `filter-log-events`, an export) with an event in them
 * - an event itself: from a log, a SAM event file (`sam local generate-event`), the Lambda console
 *
 * @returns an empty list when there is no JSON object in the text
 */
export function importedInvocations(text: string): ImportedInvocation[] {
  const trimmed = text.trim();
  const value = parsed(trimmed);
  if (value !== undefined) return fromValue(value, trimmed);
  return trimmed.split(/\r?\n/).flatMap((line) => fromLogLine(line));
}

type Members = Readonly<Record<string, unknown>>;

function fromValue(value: unknown, text: string): ImportedInvocation[] {
  if (Array.isArray(value)) return value.flatMap((one) => fromValue(one, JSON.stringify(one)));
  if (!isMembers(value)) return [];
  return (
    fromDestinationRecord(value) ??
    fromLogEvents(value) ??
    fromReceivedMessages(value) ??
    fromEnvelope(value) ?? [{ payload: text, form: "event" }]
  );
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function fromDestinationRecord(value: Members): ImportedInvocation[] | undefined {
  const { requestContext, requestPayload, responseContext, responsePayload, timestamp, payload } = value;
  if (!isMembers(requestContext) || typeof requestContext["functionArn"] !== "string") return undefined;
  const about = {
    functionName: functionNameIn(requestContext["functionArn"]),
    ...textMember("requestId", requestContext["requestId"]),
    ...textMember("at", timestamp),
  };
  if (requestPayload !== undefined) {
    const error = isMembers(responseContext) ? textMember("functionError", responseContext["functionError"]) : {};
    const result = responsePayload === undefined ? {} : { result: JSON.stringify(responsePayload) };
    return [{ ...about, ...error, ...result, payload: JSON.stringify(requestPayload), form: "destination record" }];
  }
  // A stream's record names where the batch is; only the one in a bucket holds it.
  if (payload === undefined) return undefined;
  const inner = typeof payload === "string" ? payload : JSON.stringify(payload);
  return [{ ...about, payload: inner, form: "stream failure record" }];
}

/** `filter-log-events` and `get-log-events`; an `aws logs` subscription's content has the same. */
function fromLogEvents(value: Members): ImportedInvocation[] | undefined {
  const events = value["events"] ?? value["logEvents"];
  if (!Array.isArray(events) || !events.every((event) => isMembers(event) && typeof event["message"] === "string")) {
    return undefined;
  }
  const group = typeof value["logGroup"] === "string" ? value["logGroup"] : undefined;
  const functionName = group?.startsWith("/aws/lambda/") === true ? group.slice("/aws/lambda/".length) : undefined;
  return (events as { readonly message: string }[])
    .flatMap(({ message }) => fromLogLine(message))
    .map((found) => (functionName === undefined ? found : { functionName, ...found }));
}

/** What `aws sqs receive-message` prints, or one message of it. */
function fromReceivedMessages(value: Members): ImportedInvocation[] | undefined {
  if (Array.isArray(value["Messages"])) {
    return value["Messages"].flatMap((one) => (isMembers(one) ? (fromReceivedMessages(one) ?? []) : []));
  }
  const { Body: body, MessageId: messageId, MessageAttributes: attributes } = value;
  if (typeof body !== "string" || typeof messageId !== "string") return undefined;
  const inner = parsed(body);
  const requestId = attributeOf(attributes, "RequestID");
  if (requestId !== undefined) {
    const message = attributeOf(attributes, "ErrorMessage");
    const error = message === undefined ? {} : { functionError: message };
    return [{ requestId, ...error, payload: body, form: "dead-letter message" }];
  }
  const told = inner === undefined ? [] : fromValue(inner, body);
  if (told.some(({ form }) => form !== "event")) return told;
  return [{ payload: sqsEventOf(value, body, messageId), form: "queue message" }];
}

/** What a function would get for a message that `aws sqs receive-message` shows; the queue is not named there. */
function sqsEventOf(value: Members, body: string, messageId: string): string {
  const attributes = isMembers(value["Attributes"]) ? (value["Attributes"] as Readonly<Record<string, string>>) : {};
  const given = isMembers(value["MessageAttributes"]) ? value["MessageAttributes"] : {};
  const messageAttributes = Object.entries(given).flatMap(([name, attribute]): [string, QueueMessageAttribute][] => {
    if (!isMembers(attribute) || typeof attribute["DataType"] !== "string") return [];
    const { DataType: dataType, StringValue: stringValue, BinaryValue: binaryValue } = attribute;
    const binary = typeof binaryValue === "string" ? { binaryValue: Buffer.from(binaryValue, "base64") } : {};
    return [[name, { dataType, ...(typeof stringValue === "string" ? { stringValue } : {}), ...binary }]];
  });
  const md5 = value["MD5OfMessageAttributes"];
  const message: QueueMessage = {
    messageId,
    receiptHandle: typeof value["ReceiptHandle"] === "string" ? value["ReceiptHandle"] : "imported",
    body,
    md5OfBody: typeof value["MD5OfBody"] === "string" ? value["MD5OfBody"] : "",
    attributes,
    messageAttributes: Object.fromEntries(messageAttributes),
    md5OfMessageAttributes: typeof md5 === "string" ? md5 : undefined,
  };
  const eventSourceArn = attributes["DeadLetterQueueSourceArn"] ?? UNKNOWN_QUEUE;
  return toSqsEventText([message], { eventSourceArn, maximumBatchingWindowInSeconds: 0 });
}

const UNKNOWN_QUEUE = formatArn("sqs", { region: DEFAULT_REGION, accountId: DEFAULT_ACCOUNT_ID }, "imported");

/** A destination's record, or an event, that came through a topic. */
function fromEnvelope(value: Members): ImportedInvocation[] | undefined {
  const { Type: type, Message: message, TopicArn: topicArn, MessageAttributes: attributes } = value;
  if (type !== "Notification" || typeof message !== "string" || typeof topicArn !== "string") return undefined;
  const inner = parsed(message);
  const requestId = attributeOf(attributes, "RequestID");
  if (requestId !== undefined) return [{ requestId, payload: message, form: "dead-letter message" }];
  return inner === undefined ? undefined : fromValue(inner, message);
}

const REQUEST_ID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/;
const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/;

/** The first JSON object that goes to the end of the line: `console.log("event", JSON.stringify(event))`. */
function fromLogLine(line: string): ImportedInvocation[] {
  for (
    let at = line.indexOf("{"), tries = 0;
    at !== -1 && tries < MOST_TRIES;
    at = line.indexOf("{", at + 1), tries++
  ) {
    const payload = line.slice(at).trimEnd();
    const value = parsed(payload);
    if (!isMembers(value)) continue;
    const event = value["message"];
    // JSON logs have the event as a member.
    const inner = isMembers(event) ? JSON.stringify(event) : payload;
    const before = line.slice(0, at);
    return [
      {
        payload: inner,
        form: "log line",
        ...textMember("requestId", REQUEST_ID.exec(before)?.[0] ?? value["requestId"]),
        ...textMember("at", INSTANT.exec(before)?.[0] ?? value["timestamp"]),
      },
    ];
  }
  return [];
}

/** Braces in a line that parse as nothing. */
const MOST_TRIES = 20;

/**
 * An imported invocation as a capture that can be run.
 *
 * @param given `functionName` for what tells none, `at` likewise (ISO 8601)
 */
export function importedCapture(
  found: ImportedInvocation,
  given: { readonly functionName: string; readonly at: string; readonly startedAt: number; readonly requestId: string },
): Capture {
  const event = asParsed(found.payload);
  const result = found.result === undefined ? undefined : asParsed(found.result);
  const requestId = found.requestId ?? given.requestId;
  return {
    id: captureIdOf(`${requestId}\0${found.payload}`, given.startedAt),
    at: found.at ?? given.at,
    functionName: found.functionName ?? given.functionName,
    requestId,
    outcome: "imported",
    source: sourceOf("value" in event ? event.value : parsed(event.text)),
    ...(found.functionError === undefined ? {} : { error: { message: found.functionError } }),
    ...("value" in event ? { event: event.value } : { eventText: event.text }),
    ...(result === undefined ? {} : "value" in result ? { result: result.value } : { resultText: result.text }),
    context: {},
    logs: [],
    causes: [],
    effects: [],
  };
}

function attributeOf(attributes: unknown, name: string): string | undefined {
  if (!isMembers(attributes)) return undefined;
  const attribute = attributes[name];
  if (!isMembers(attribute)) return undefined;
  // As SQS and as SNS spell it.
  const value = attribute["StringValue"] ?? attribute["stringValue"] ?? attribute["Value"];
  return typeof value === "string" ? value : undefined;
}

function textMember<Name extends string>(name: Name, value: unknown): { readonly [Key in Name]?: string } {
  return (typeof value === "string" && value !== "" ? { [name]: value } : {}) as { readonly [Key in Name]?: string };
}

function functionNameIn(arn: string): string {
  return /:function:([^:]+)/.exec(arn)?.[1] ?? arn;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
