/**
 * The awsJson1_0 and awsJson1_1 protocols.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
import type { AwsError } from "../core/errors.ts";
import type { WireRequest, WireResponse } from "../core/wire.ts";
import { isPlainAnswer } from "./answer.ts";
import { genericJsonName, toErrorAnswer } from "./error-answer.ts";
import { EVENT_STREAM_CONTENT_TYPE, eventStreamBody } from "./event-stream.ts";
import { parseJsonBody } from "./json-body.ts";
import { writeStructure } from "./json-codec.ts";
import type { Members } from "./json-codec.ts";
import { compileReader, compileWriter, plainText } from "./json-compiler.ts";
import type { JsonReader, JsonWriter } from "./json-compiler.ts";
import type { EventStreamMember, Schema } from "./schema.ts";
import type { ProtocolCodec, ServedOperation } from "./served.ts";

/** Compiled on an operation's first use: most of a service's operations are never called in a run. */
const readers = new WeakMap<ServedOperation, JsonReader>();
const writers = new WeakMap<ServedOperation, JsonWriter>();
/** For outputs whose text needs no escape. */
const plainWriters = new WeakMap<ServedOperation, JsonWriter>();

export const awsJson: ProtocolCodec = { protocol: "awsJson", decode, encode, encodeError };

function decode(operation: ServedOperation, request: WireRequest): Members {
  let read = readers.get(operation);
  if (read === undefined) {
    read = compileReader(operation.schema.input);
    readers.set(operation, read);
  }
  return read(parseJsonBody(request.body));
}

function encode(operation: ServedOperation, output: Members, requestId: string): WireResponse {
  const { eventStream } = operation.schema;
  if (eventStream !== undefined) return encodeEvents(operation, eventStream, { output, requestId });
  return { status: 200, headers: headersOf(operation.owner.schema, requestId), body: bodyOf(operation, output) };
}

interface EventsAnswer {
  readonly output: Members;
  readonly requestId: string;
}

/** What stands beside the stream goes ahead of it, as a message of its own. */
function encodeEvents(
  { schema, owner }: ServedOperation,
  { name, events }: EventStreamMember,
  { output, requestId }: EventsAnswer,
): WireResponse {
  const headers = headersOf(owner.schema, requestId);
  const documentType = headers["Content-Type"] ?? "";
  headers["Content-Type"] = EVENT_STREAM_CONTENT_TYPE;
  const { [name]: stream, ...others } = output;
  const initialResponse = schema.output === undefined ? "{}" : JSON.stringify(writeStructure(schema.output, others));
  const body = eventStreamBody(events, stream as AsyncIterable<Members>, { documentType, initialResponse });
  return { status: 200, headers, body };
}

function bodyOf(operation: ServedOperation, output: Members): string {
  const shape = operation.schema.output;
  if (shape === undefined) return "{}";
  const isPlain = isPlainAnswer(output);
  const known = isPlain ? plainWriters : writers;
  let write = known.get(operation);
  if (write === undefined) {
    write = compileWriter(shape, isPlain ? plainText : undefined);
    known.set(operation, write);
  }
  return write(output);
}

function encodeError(error: AwsError, schema: Schema | undefined, requestId: string): WireResponse {
  const answer = toErrorAnswer(error, schema);
  const members = answer.shape === undefined ? answer.members : { ...writeStructure(answer.shape, answer.members) };
  members[answer.messageKey] ??= error.message;
  const headers = headersOf(schema, requestId);
  // SQS sends the header whether or not the client asked with `x-amzn-query-mode`.
  if (schema?.model.queryCompatible === true) headers["x-amzn-query-error"] = `${answer.queryCode};${answer.fault}`;
  const body = JSON.stringify({ __type: typeOf(error, answer.shape?.name, schema), ...members });
  return { status: answer.status, headers, body };
}

/** awsJson1_1 services name the shape alone. */
function typeOf(error: AwsError, shapeName: string | undefined, schema: Schema | undefined): string {
  if (schema !== undefined && !isVersion10(schema)) return shapeName ?? genericJsonName(error.code);
  if (shapeName !== undefined) return `${schema?.model.namespace ?? ""}#${shapeName}`;
  return `com.amazon.coral.service#${genericJsonName(error.code)}`;
}

function headersOf(schema: Schema | undefined, requestId: string): Record<string, string> {
  const version = schema === undefined || isVersion10(schema) ? "1.0" : "1.1";
  return { "x-amzn-RequestId": requestId, "Content-Type": `application/x-amz-json-${version}` };
}

function isVersion10(schema: Schema): boolean {
  return !schema.model.protocols.includes("awsJson1_1");
}
