/**
 * JSON by schema, interpreted: the reference that the compiled codec must agree with, and its fallback.
 */
import { serializationException } from "./errors.ts";
import { formatInstant, parseInstant } from "./instants.ts";
import type { ListShape, MapShape, Member, StructureShape } from "./schema.ts";

/** A structure's members by name. */
export type Members = Record<string, unknown>;

/**
 * Members that the schema does not know are ignored, `null` counts as absent.
 *
 * @param value parsed JSON
 * @throws {AwsError} `SerializationException` when a value has the wrong JSON type
 */
export function readStructure(shape: StructureShape, value: unknown): Members {
  if (!isObject(value)) throw mismatch("structure", value);
  const members: Members = {};
  for (const member of shape.members) {
    const content = ownMember(value, member.name);
    if (content !== undefined && content !== null) members[member.name] = readMember(member, content);
  }
  return members;
}

/** @param members what an operation returned; `undefined` members are left out */
export function writeStructure(shape: StructureShape, members: Readonly<Members>): Members {
  const json: Members = {};
  for (const member of shape.members) {
    const content = ownMember(members, member.name);
    if (content !== undefined && content !== null) json[member.name] = writeMember(member, content);
  }
  return json;
}

/** A member may be called `constructor`, which every object inherits. */
function ownMember(members: Readonly<Members>, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function readMember(member: Member, value: unknown): unknown {
  if (member.kind === "structure") return readStructure(member.target, value);
  if (member.kind === "list") return readList(member.target, value);
  if (member.kind === "map") return readMap(member.target, value);
  return readScalar(member, value);
}

function readList(shape: ListShape, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw mismatch("list", value);
  const elements: unknown[] = [];
  for (const element of value as unknown[]) {
    if (element !== null) elements.push(readMember(shape.element, element));
    else if (shape.traits.sparse === true) elements.push(null);
  }
  return elements;
}

function readMap(shape: MapShape, value: unknown): Members {
  if (!isObject(value)) throw mismatch("map", value);
  const entries = emptyMap();
  for (const key of Object.keys(value)) {
    const content = value[key];
    if (content !== null) entries[key] = readMember(shape.value, content);
    else if (shape.traits.sparse === true) entries[key] = null;
  }
  return entries;
}

/** A map without a prototype: a client's key may be `constructor` or `__proto__`, and lookups must find only what was sent. */
export function emptyMap(): Members {
  return Object.create(null) as Members;
}

/** One JSON value as the scalar that `member` is. The compiled codec calls it for every value that is not of the obvious type. */
export function readScalar(member: Member, value: unknown): unknown {
  const { kind } = member;
  if (kind === "document") return value;
  if (kind === "double") return readDouble(value);
  if (kind === "blob") return readBlob(value);
  if (kind === "timestamp") return readTimestamp(member, value);
  const expected = JSON_TYPES[kind];
  if (expected === undefined || typeof value !== expected) throw mismatch(kind, value);
  if (typeof value !== "number") return value;
  return kind === "bigInteger" ? BigInt(Math.trunc(value)) : Math.trunc(value);
}

/** Scalars that are one JSON type and nothing else. */
const JSON_TYPES: Partial<Record<Member["kind"], "string" | "boolean" | "number">> = {
  string: "string",
  enum: "string",
  bigDecimal: "string",
  boolean: "boolean",
  integer: "number",
  long: "number",
  bigInteger: "number",
};

function readDouble(value: unknown): number {
  if (typeof value === "number") return value;
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
  throw mismatch("double", value);
}

function readBlob(value: unknown): Buffer {
  const bytes = typeof value === "string" ? bytesOfBase64(value) : undefined;
  if (bytes === undefined) throw mismatch("blob", value);
  return bytes;
}

/**
 * `undefined` when the text is no base64, whose padding may be missing.
 *
 * Node's decoder skips what it does not know, so that a result of the full length means that there was nothing of the sort. A regular
 * expression over a function's code of 70 MB runs out of stack.
 */
function bytesOfBase64(text: string): Buffer | undefined {
  const padding = text.endsWith("==") ? 2 : Number(text.endsWith("="));
  const digits = text.length - padding;
  const rest = digits % 4;
  if (padding === 0 ? rest === 1 : rest + padding !== 4) return undefined;
  // The URL's alphabet, which the decoder takes as well.
  if (text.includes("-") || text.includes("_")) return undefined;
  const bytes = Buffer.from(text, "base64");
  return bytes.length === Math.floor((digits * 3) / 4) ? bytes : undefined;
}

function readTimestamp(member: Member, value: unknown): number {
  const usable = typeof value === "number" || typeof value === "string";
  const instant = usable ? parseInstant(member.traits.timestampFormat ?? "epoch-seconds", value) : undefined;
  if (instant === undefined) throw mismatch("timestamp", value);
  return instant;
}

function writeMember(member: Member, value: unknown): unknown {
  if (member.kind === "structure") return writeStructure(member.target, value as Members);
  if (member.kind === "list") return writeList(member.target, value as readonly unknown[]);
  if (member.kind === "map") return writeMap(member.target, value as Members);
  if (member.kind === "blob") return Buffer.from(value as Uint8Array).toString("base64");
  if (member.kind === "timestamp")
    return formatInstant(member.traits.timestampFormat ?? "epoch-seconds", value as number);
  if (member.kind === "double") return Number.isFinite(value) ? value : String(value);
  return member.kind === "bigInteger" ? Number(value) : value;
}

function writeList(shape: ListShape, elements: readonly unknown[]): unknown[] {
  const present = shape.traits.sparse === true ? elements : elements.filter((element) => isPresent(element));
  return present.map((element) => (isPresent(element) ? writeMember(shape.element, element) : null));
}

function writeMap(shape: MapShape, entries: Readonly<Members>): Members {
  const json = emptyMap();
  for (const key of Object.keys(entries)) {
    const content = entries[key];
    if (isPresent(content)) json[key] = writeMember(shape.value, content);
    else if (shape.traits.sparse === true) json[key] = null;
  }
  return json;
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const ARTICLED: Partial<Record<Member["kind"], string>> = {
  string: "a String",
  enum: "a String",
  bigDecimal: "a BigDecimal",
  bigInteger: "a BigInteger",
  boolean: "a Boolean",
  integer: "an Integer",
  long: "a Long",
  double: "a Double",
  blob: "a Blob",
  timestamp: "a Timestamp",
};

/**
 * The error for a JSON value of the wrong type, in the words of AWS's framework.
 * "STRING_VALUE can not be converted to an Integer" was seen from SQS in 2024 (async-aws/aws, issue 1667); the sentences for
 * lists and structures are those of Kinesis and DynamoDB, which share the framework: AWS does not document them for SQS.
 */
export function mismatch(kind: Member["kind"], value: unknown): Error {
  if (kind === "list") return serializationException("Expected list or null");
  if (kind === "map" || kind === "structure") return serializationException("Expected map or null");
  if (Array.isArray(value)) return serializationException("Start of list found where not expected");
  if (isObject(value)) return serializationException("Start of structure or map found where not expected.");
  return serializationException(`${tokenOf(value)} can not be converted to ${ARTICLED[kind] ?? "an Object"}`);
}

function tokenOf(value: unknown): string {
  if (typeof value === "string") return "STRING_VALUE";
  if (typeof value === "boolean") return value ? "TRUE_VALUE" : "FALSE_VALUE";
  return Number.isInteger(value) ? "NUMBER_VALUE" : "DECIMAL_VALUE";
}
