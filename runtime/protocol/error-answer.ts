import type { AwsError } from "../core/errors.ts";
import type { Members } from "./json-codec.ts";
import type { Schema, StructureShape } from "./schema.ts";
import type { ErrorModel } from "./wire-model.ts";

/** An error as both rpc protocols need it. */
export interface ErrorAnswer {
  /** The modelled shape, when there is one. */
  readonly shape: StructureShape | undefined;
  readonly fault: "Sender" | "Receiver";
  readonly status: number;
  /** The Query protocol's spelling. */
  readonly queryCode: string;
  readonly queryStatus: number;
  /** The shape's members with the message in its place. */
  readonly members: Members;
  /** `message` or `Message`, as the model has it; `message` where it has none. */
  readonly messageKey: string;
}

export function toErrorAnswer(error: AwsError, schema: Schema | undefined): ErrorAnswer {
  const shape = schema?.errors.get(error.code);
  const model = shape?.error ?? unmodelled(error);
  const messageKey = shape === undefined ? "message" : messageKeyOf(shape);
  const status = error.status ?? model.status;
  return {
    shape,
    fault: error.fault ?? model.fault,
    status,
    queryCode: model.queryCode ?? shape?.name ?? error.code,
    queryStatus: error.status ?? model.queryStatus ?? status,
    members: { ...error.members, [messageKey]: error.message },
    messageKey,
  };
}

function unmodelled({ code, status = 400 }: AwsError): ErrorModel {
  return { fault: status >= 500 ? "Receiver" : "Sender", status, queryCode: QUERY_CODES.get(code) ?? code };
}

function messageKeyOf(shape: StructureShape): string {
  return shape.members.find(({ name }) => name.toLowerCase() === "message")?.name ?? "message";
}

/**
 * Errors that no model has: the name in JSON's `__type` (of `com.amazon.coral.service`) and the code that Query and
 * `x-amzn-query-error` use. The first two are in the SQS recordings (`QueryErrorCode` there is the JSON name); the others are what
 * SQS answered to raw requests in 2024 to 2026 according to public compatibility suites, not documented by AWS.
 */
const GENERIC_ERRORS: readonly (readonly [jsonName: string, queryCode: string])[] = [
  ["InvalidParameterValueException", "InvalidParameterValue"],
  ["MissingRequiredParameterException", "MissingParameter"],
  ["SerializationException", "MalformedInput"],
  ["UnknownOperationException", "InvalidAction"],
  ["AccessDeniedException", "AccessDenied"],
];
const JSON_NAMES = new Map(GENERIC_ERRORS.map(([jsonName, queryCode]) => [queryCode, jsonName]));
const QUERY_CODES = new Map(GENERIC_ERRORS);

/** @param code either spelling of a generic error */
export function genericJsonName(code: string): string {
  return JSON_NAMES.get(code) ?? code;
}
