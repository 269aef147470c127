import { parseArn } from "../../runtime/core/arn.ts";
import { isoTimestamp } from "./json-text.ts";

/** What became of an asynchronous invocation in the end. */
export type InvocationCondition = "Success" | "RetriesExhausted" | "EventAgeExceeded" | "ZeroReservedConcurrency";

/** The last answer that Lambda had for the event: of the function, or its own when the function did not run. */
export interface InvocationResponse {
  /** 200 when the function ran, 429 when it was throttled, 404 when it was gone. */
  readonly statusCode: number;
  readonly executedVersion?: string;
  readonly functionError?: "Unhandled";
  /** As the function answered, which is JSON text unless its runtime is one of the user's own. */
  readonly payload?: string;
}

/** All that the records of an asynchronous invocation are made from. */
export interface FinishedInvocation {
  /** Epoch milliseconds of its end. */
  readonly at: number;
  readonly requestId: string;
  /** With a version or an alias, `:$LATEST` at least. */
  readonly qualifiedArn: string;
  readonly condition: InvocationCondition;
  /** How often the function was called. */
  readonly invokeCount: number;
  /** The event, JSON text. */
  readonly payload: string;
  /** Absent when the function was never called. */
  readonly response: InvocationResponse | undefined;
}

/**
 * The record of an asynchronous invocation as destinations get it, member for member in AWS's order
 * (lambda_destinations--TestLambdaDestinationSqs.*). Payloads are written as they were sent, without their white space.
 *
 * @param withPayloads `false` leaves both payloads out
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function toInvocationRecordText(invocation: FinishedInvocation, withPayloads = true): string {
  const { at, requestId, qualifiedArn, condition, invokeCount, payload, response } = invocation;
  const members = [
    member("version", "1.0"),
    member("timestamp", isoTimestamp(at)),
    member("requestContext", {
      requestId,
      functionArn: qualifiedArn,
      condition,
      // Measured on AWS by a public suite: a success says 1, also after attempts that failed.
      approximateInvokeCount: condition === "Success" ? 1 : invokeCount,
    }),
  ];
  if (withPayloads) members.push(`"requestPayload":${compact(payload)}`);
  if (response !== undefined) {
    const { statusCode, executedVersion, functionError } = response;
    members.push(member("responseContext", { statusCode, executedVersion, functionError }));
    if (withPayloads && response.payload !== undefined) members.push(`"responsePayload":${asJson(response.payload)}`);
  }
  return `{${members.join(",")}}`;
}

/** An event as EventBridge has it. */
export interface EventBridgeInvocationResult {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: "lambda";
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  /** JSON text of the record. */
  readonly detail: string;
}

/**
 * The same record as the event that an event bus gets
 * (lambda_destinations--TestLambdaDestinationEventbridge.invoke_lambda_eventbridge).
 *
 * @param eventBus its ARN, and a UUID that is new for every event
 */
export function toEventBridgeInvocationResult(
  invocation: FinishedInvocation,
  eventBus: { readonly arn: string; readonly id: string },
): EventBridgeInvocationResult {
  const arn = parseArn(eventBus.arn);
  return {
    version: "0",
    id: eventBus.id,
    "detail-type": `Lambda Function Invocation Result - ${invocation.condition === "Success" ? "Success" : "Failure"}`,
    source: "lambda",
    account: arn?.accountId ?? "",
    // Seconds, unlike the record's own timestamp.
    time: isoTimestamp(invocation.at).replace(/\.\d+Z$/, "Z"),
    region: arn?.region ?? "",
    resources: [eventBus.arn, invocation.qualifiedArn],
    detail: toInvocationRecordText(invocation),
  };
}

/**
 * "aws/lambda/async/<function-name>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<Random UUID>"
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function invocationRecordKey({ at, qualifiedArn }: FinishedInvocation, uuid: string): string {
  const [, name = ""] = /:function:([^:]+)/.exec(qualifiedArn) ?? [];
  const [date = "", time = ""] = isoTimestamp(at).slice(0, "YYYY-MM-DDTHH:MM:SS".length).split("T");
  return `aws/lambda/async/${name}/${date.replaceAll("-", "/")}/${date}T${time.replaceAll(":", ".")}-${uuid}`;
}

interface DeadLetterAttribute {
  readonly dataType: "String" | "Number";
  readonly stringValue: string;
}

/** Bytes: "the first 1 KB of the error message". */
const ERROR_MESSAGE_BYTES = 1024;

/**
 * The message attributes of an event in a dead-letter queue; its body is the event itself (lambda_destinations--TestLambdaDLQ.dead_letter_queue).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 */
export function deadLetterAttributes(invocation: FinishedInvocation): Readonly<Record<string, DeadLetterAttribute>> {
  const { requestId, response } = invocation;
  const errorMessage = firstBytes(errorMessageOf(invocation), ERROR_MESSAGE_BYTES);
  return {
    RequestID: { dataType: "String", stringValue: requestId },
    ...(response && { ErrorCode: { dataType: "Number", stringValue: String(response.statusCode) } }),
    ...(errorMessage !== "" && { ErrorMessage: { dataType: "String", stringValue: errorMessage } }),
  };
}

/** The sentences for a function that did not run are measured on AWS by a public suite, the missing space in the first included. */
function errorMessageOf({ response, qualifiedArn }: FinishedInvocation): string {
  if (response === undefined) {
    return "Function not invoked. Function isconfigured with zero reserved concurrent executions";
  }
  if (response.statusCode === 429) return "Rate Exceeded.";
  if (response.statusCode === 404) return `Function not found: ${qualifiedArn}`;
  return messageIn(response.payload ?? "null") ?? "";
}

/** The `errorMessage` of an error document; `undefined` when there is none, or when a runtime of the user's own sent no JSON. */
export function messageIn(payload: string): string | undefined {
  const document = parsed(payload);
  if (typeof document !== "object" || document === null || !("errorMessage" in document)) return undefined;
  return String(document.errorMessage);
}

/** What a runtime of the user's own answers need not be JSON; a record is. AWS leaves open what it does; we write it as a string. */
function asJson(payload: string): string {
  return parsed(payload) === undefined ? JSON.stringify(payload) : compact(payload);
}

/** `undefined` is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function firstBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  // A character that is cut in two is left out.
  return new TextDecoder().decode(Buffer.from(text).subarray(0, bytes)).replace(/\uFFFD$/, "");
}

function member(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}

/** JSON text without the white space between its tokens; numbers stay as they were written. */
function compact(json: string): string {
  return json.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/gs, (_match, text: string | undefined) => text ?? "");
}
