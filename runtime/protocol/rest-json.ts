/**
 * The restJson1 protocol as Lambda speaks it: one exchange for each request.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
import type { BodyContent } from "../core/body-stream.ts";
import { bodyOfBytes } from "../core/body-stream.ts";
import type { AwsError } from "../core/errors.ts";
import type { WireRequest, WireResponse } from "../core/wire.ts";
import { answerExtrasOf } from "./answer.ts";
import { genericJsonName, toErrorAnswer } from "./error-answer.ts";
import type { ErrorAnswer } from "./error-answer.ts";
import { serializationException } from "./errors.ts";
import { EVENT_STREAM_CONTENT_TYPE, eventStreamBody } from "./event-stream.ts";
import { parseJsonBody } from "./json-body.ts";
import { writeStructure } from "./json-codec.ts";
import type { Members } from "./json-codec.ts";
import { compileReader, compileWriter } from "./json-compiler.ts";
import type { JsonReader, JsonWriter } from "./json-compiler.ts";
import { addBoundHeaders, fromHeaderText, readBoundMembers } from "./rest-binding.ts";
import type { BoundParts } from "./rest-binding.ts";
import { errorPlanOf, inputPlanOf, outputPlanOf } from "./rest-plan.ts";
import type { BodyPlan, InputPlan, OutputPlan } from "./rest-plan.ts";
import type { Member, Schema, StructureShape } from "./schema.ts";
import type { ProtocolCodec, ServedOperation } from "./served.ts";

const JSON_TYPE = "application/json";

/** How one operation is read and written. Its JSON is compiled on the first use. */
interface OperationCodec {
  readonly input: InputPlan;
  readonly output: OutputPlan;
  readonly read: JsonReader | undefined;
  readonly write: JsonWriter | undefined;
}

const codecs = new WeakMap<ServedOperation, OperationCodec>();

function codecOf(operation: ServedOperation): OperationCodec {
  let codec = codecs.get(operation);
  if (codec === undefined) {
    const input = inputPlanOf(operation.schema);
    const output = outputPlanOf(operation.schema);
    const reads = jsonShape(input);
    const writes = operation.schema.eventStream === undefined ? jsonShape(output) : undefined;
    codec = { input, output, read: reads && compileReader(reads), write: writes && compileWriter(writes) };
    codecs.set(operation, codec);
  }
  return codec;
}

/** The structure that the body is, when it is JSON. */
function jsonShape({ payload, document }: BodyPlan): StructureShape | undefined {
  return payload?.kind === "structure" ? payload.target : document;
}

export class RestJsonExchange implements ProtocolCodec {
  readonly protocol = "restJson1";
  readonly #labels: BoundParts["labels"];
  readonly #query: URLSearchParams;

  /** @param labels what the path says, decoded */
  constructor(labels: BoundParts["labels"], query: URLSearchParams) {
    this.#labels = labels;
    this.#query = query;
  }

  /** @throws {AwsError} `SerializationException` */
  decode(operation: ServedOperation, request: WireRequest): Members {
    const { input: plan, read } = codecOf(operation);
    const input = readBoundMembers(plan, new RequestParts(request, this.#labels, this.#query), unreadableValue);
    const { payload } = plan;
    if (payload === undefined) {
      if (read !== undefined) Object.assign(input, read(parseJsonBody(request.body)));
    } else if (plan.streams) input[payload.name] = bodyOfBytes(request.body);
    else if (request.body.length > 0) {
      input[payload.name] = read === undefined ? blobOrText(payload, request.body) : read(parseJsonBody(request.body));
    }
    return input;
  }

  encode(operation: ServedOperation, output: Members, requestId: string): WireResponse {
    const codec = codecOf(operation);
    const extras = answerExtrasOf(output);
    const headers: Record<string, string> = { "x-amzn-RequestId": requestId };
    addBoundHeaders(codec.output, output, headers);
    const status = extras?.status ?? statusOf(operation, codec.output, output);
    const body = bodyOf(operation, codec, output);
    if (body !== undefined && status !== 204) headers["Content-Type"] ??= contentTypeOf(operation);
    if (extras?.headers !== undefined) Object.assign(headers, extras.headers);
    return { status, headers, body: status === 204 ? "" : (body ?? "") };
  }

  encodeError(error: AwsError, schema: Schema | undefined, requestId: string): WireResponse {
    const answer = toErrorAnswer(error, schema);
    const headers: Record<string, string> = {
      "x-amzn-RequestId": requestId,
      "Content-Type": JSON_TYPE,
      "x-amzn-ErrorType": answer.shape?.name ?? genericJsonName(error.code),
    };
    const body = JSON.stringify(errorDocument(answer, headers));
    return { status: answer.status, headers: Object.assign(headers, error.headers), body };
  }
}

/** The parts of a request outside of its body. */
class RequestParts implements BoundParts {
  readonly labels: BoundParts["labels"];
  readonly query: URLSearchParams;
  readonly #headers: WireRequest["headers"];

  constructor({ headers }: WireRequest, labels: BoundParts["labels"], query: URLSearchParams) {
    this.labels = labels;
    this.query = query;
    this.#headers = headers;
  }

  get headerNames(): readonly string[] {
    return Object.keys(this.#headers);
  }

  header(name: string): string | undefined {
    const value = this.#headers[name];
    if (value === undefined) return undefined;
    return fromHeaderText(typeof value === "string" ? value : value.join(","));
  }
}

/** AWS does not document its words for a query or path of the wrong type; these are those for JSON's. */
function unreadableValue({ kind }: Member, name: string, value: string): AwsError {
  return serializationException(`${name}: '${value}' can not be converted to ${kind}`);
}

function blobOrText({ kind }: Member, bytes: Buffer): unknown {
  return kind === "blob" ? bytes : bytes.toString("utf8");
}

function statusOf(operation: ServedOperation, plan: OutputPlan, output: Members): number {
  const stated = plan.status === undefined ? undefined : output[plan.status.name];
  return typeof stated === "number" ? stated : (operation.schema.model.http?.status ?? 200);
}

function contentTypeOf({ schema }: ServedOperation): string {
  // Lambda's answers to Invoke are JSON for HTTP, although their payload is a blob in the model.
  return schema.eventStream === undefined ? JSON_TYPE : EVENT_STREAM_CONTENT_TYPE;
}

/** `undefined` when the answer has no body. */
function bodyOf(operation: ServedOperation, { output: plan, write }: OperationCodec, output: Members) {
  const { eventStream } = operation.schema;
  if (eventStream !== undefined) return eventsOf(output[eventStream.name], eventStream.events);
  if (plan.payload === undefined) return write?.(output);
  const value = output[plan.payload.name];
  if (value === undefined || value === null) return undefined;
  return write === undefined ? (value as BodyContent) : write(value as Members);
}

function eventsOf(events: unknown, union: StructureShape): BodyContent | undefined {
  if (events === undefined || events === null) return undefined;
  return eventStreamBody(union, events as AsyncIterable<Members>, { documentType: JSON_TYPE });
}

/** Members that are headers go there; what stays is the document, in the model's order, as Lambda writes it. */
function errorDocument({ shape, members, fault }: ErrorAnswer, headers: Record<string, string>): Members {
  if (shape === undefined) return members;
  const plan = errorPlanOf(shape);
  // Only `User` is recorded; what Lambda says of its own faults AWS does not document.
  const stated = { Type: fault === "Sender" ? "User" : "Service", ...members };
  addBoundHeaders(plan, stated, headers);
  return plan.document === undefined ? {} : writeStructure(plan.document, stated);
}
