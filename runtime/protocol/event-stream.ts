/**
 * The binary framing of event streams, `application/vnd.amazon.eventstream`: one message an event, each with two CRC-32 sums.
 *
 * @see https://smithy.io/2.0/aws/amazon-eventstream.html
 */
import { crc32 } from "node:zlib";
import { bodyOfPieces } from "../core/body-stream.ts";
import type { BodyStream } from "../core/body-stream.ts";
import { AwsError } from "../core/errors.ts";
import { writeStructure } from "./json-codec.ts";
import type { Members } from "./json-codec.ts";
import type { Member, StructureShape } from "./schema.ts";

export const EVENT_STREAM_CONTENT_TYPE = "application/vnd.amazon.eventstream";

type EventHeader = readonly [name: string, value: unknown];

export interface EventStreamOptions {
  /** Of events that are a JSON document: each protocol has its own. */
  readonly documentType: string;
  /** The members beside the stream, for the rpc protocols: they go ahead as a message of their own, `initial-response`. */
  readonly initialResponse?: string;
}

/**
 * An event stream as a body: every event becomes one piece as soon as it is there.
 *
 * An `AwsError` that `events` throws ends the stream as an exception of the model, or as an error message where the model has
 * none of that name; anything else breaks the connection off.
 *
 * @param union the events that the model knows
 * @param events values of the union: objects with one member
 */
export function eventStreamBody(
  union: StructureShape,
  events: AsyncIterable<Readonly<Members>>,
  options: EventStreamOptions,
): BodyStream {
  return bodyOfPieces(pieces(union, events, options));
}

async function* pieces(
  union: StructureShape,
  events: AsyncIterable<Readonly<Members>>,
  { documentType, initialResponse }: EventStreamOptions,
): AsyncGenerator<Uint8Array, void> {
  if (initialResponse !== undefined) {
    yield encodeMessage(eventHeaders("initial-response", documentType), Buffer.from(initialResponse));
  }
  try {
    for await (const event of events) yield encodeEvent(union, event, documentType);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    yield encodeFailure(union, error, documentType);
  }
}

/** @param event an object whose only member says which event it is */
function encodeEvent(union: StructureShape, event: Readonly<Members>, documentType: string): Buffer {
  const member = union.members.find(({ name }) => Object.hasOwn(event, name) && event[name] !== undefined);
  if (member?.kind !== "structure") throw new Error(`${union.name} has no event ${Object.keys(event).join()}`);
  const content = event[member.name] as Members;
  const { target } = member;
  if (target.error !== undefined) return encodeException(member.name, target, { content, documentType });
  const own = headersIn(target, content);
  const payload = target.members.find(({ traits }) => traits.eventPayload === true);
  if (payload === undefined) {
    const headers = [...eventHeaders(member.name, documentType), ...own];
    return encodeMessage(headers, documentOf(target, content));
  }
  const value = content[payload.name];
  return encodeMessage(
    [...eventHeaders(member.name, payloadType(payload, documentType)), ...own],
    payloadBytes(payload, value),
  );
}

function eventHeaders(eventType: string, contentType: string): EventHeader[] {
  return [
    [":event-type", eventType],
    [":content-type", contentType],
    [":message-type", "event"],
  ];
}

function headersIn({ members }: StructureShape, content: Readonly<Members>): EventHeader[] {
  const bound = members.filter(({ name, traits }) => traits.eventHeader === true && content[name] !== undefined);
  return bound.map(({ name, kind }) => [name, kind === "timestamp" ? timestampHeader(content[name]) : content[name]]);
}

function documentOf(shape: StructureShape, content: Readonly<Members>): Buffer {
  const members = shape.members.filter(({ traits }) => traits.eventHeader !== true);
  return Buffer.from(JSON.stringify(writeStructure({ ...shape, members }, content)));
}

function payloadType({ kind }: Member, documentType: string): string {
  if (kind === "blob") return "application/octet-stream";
  return kind === "string" ? "text/plain" : documentType;
}

function payloadBytes(member: Member, value: unknown): Uint8Array {
  if (value === undefined || value === null) return Buffer.alloc(0);
  if (member.kind === "structure") return documentOf(member.target, value as Members);
  return typeof value === "string" ? Buffer.from(value) : (value as Uint8Array);
}

interface ExceptionContent {
  readonly content: Readonly<Members>;
  readonly documentType: string;
}

function encodeException(name: string, shape: StructureShape, { content, documentType }: ExceptionContent): Buffer {
  const headers: EventHeader[] = [
    [":exception-type", name],
    [":content-type", documentType],
    [":message-type", "exception"],
  ];
  return encodeMessage(headers, documentOf(shape, content));
}

function encodeFailure(union: StructureShape, error: AwsError, documentType: string): Buffer {
  const member = union.members.find(({ name }) => name === error.code);
  if (member?.kind === "structure" && member.target.error !== undefined) {
    const messageKey = member.target.members.find(({ name }) => name.toLowerCase() === "message")?.name ?? "message";
    const content = { ...error.members, [messageKey]: error.message };
    return encodeException(member.name, member.target, { content, documentType });
  }
  const headers: EventHeader[] = [
    [":error-code", error.code],
    [":error-message", error.message],
    [":message-type", "error"],
  ];
  return encodeMessage(headers, Buffer.alloc(0));
}

/** Header value types of the framing. */
const TYPE = { true: 0, false: 1, integer: 4, bytes: 6, string: 7, timestamp: 8 } as const;
const PRELUDE_BYTES = 12;
const CRC_BYTES = 4;

/** One message of the framing: prelude with its sum, headers, payload, the sum of all. */
export function encodeMessage(headers: readonly EventHeader[], payload: Uint8Array): Buffer {
  const head = Buffer.concat(headers.map(encodeHeader));
  const total = PRELUDE_BYTES + head.length + payload.length + CRC_BYTES;
  const message = Buffer.allocUnsafe(total);
  message.writeUInt32BE(total, 0);
  message.writeUInt32BE(head.length, 4);
  message.writeUInt32BE(crc32(message.subarray(0, 8)), 8);
  message.set(head, PRELUDE_BYTES);
  message.set(payload, PRELUDE_BYTES + head.length);
  message.writeUInt32BE(crc32(message.subarray(0, total - CRC_BYTES)), total - CRC_BYTES);
  return message;
}

function encodeHeader([name, value]: EventHeader): Buffer {
  const nameBytes = Buffer.from(name);
  return Buffer.concat([Buffer.from([nameBytes.length]), nameBytes, encodeHeaderValue(value)]);
}

/** Instants are numbers in the runtime; the framing has a type of its own for them. */
function timestampHeader(epochMs: unknown): bigint {
  return BigInt(Math.round(Number(epochMs)));
}

function encodeHeaderValue(value: unknown): Buffer {
  if (typeof value === "boolean") return Buffer.from([value ? TYPE.true : TYPE.false]);
  if (typeof value === "bigint") {
    const bytes = Buffer.alloc(9, TYPE.timestamp);
    bytes.writeBigInt64BE(value, 1);
    return bytes;
  }
  if (typeof value === "number") {
    const bytes = Buffer.alloc(5, TYPE.integer);
    bytes.writeInt32BE(value, 1);
    return bytes;
  }
  const content = value instanceof Uint8Array ? value : Buffer.from(String(value));
  const head = Buffer.alloc(3, value instanceof Uint8Array ? TYPE.bytes : TYPE.string);
  head.writeUInt16BE(content.length, 1);
  return Buffer.concat([head, content]);
}
