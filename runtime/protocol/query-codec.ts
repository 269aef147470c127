/**
 * awsQuery input by schema.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
import { serializationException } from "./errors.ts";
import { parseInstant } from "./instants.ts";
import { emptyMap, mismatch } from "./json-codec.ts";
import type { Members } from "./json-codec.ts";
import { indexedChildren } from "./query-form.ts";
import type { FormNode } from "./query-form.ts";
import type { ListShape, MapShape, Member, StructureShape } from "./schema.ts";

/** Parameters that the schema does not know (signatures among them) are ignored. */
export function readQueryStructure(shape: StructureShape, node: FormNode): Members {
  const members: Members = {};
  for (const member of shape.members) {
    const child = node.children?.get(member.xmlName);
    const content = child === undefined ? undefined : readMember(member, child);
    if (content !== undefined) members[member.name] = content;
  }
  return members;
}

function readMember(member: Member, node: FormNode): unknown {
  if (member.kind === "structure") return readQueryStructure(member.target, node);
  if (member.kind === "list") return readList(member, member.target, node);
  if (member.kind === "map") return readMap(member, member.target, node);
  return node.value === undefined ? undefined : readText(member, node.value);
}

function readList(member: Member, shape: ListShape, node: FormNode): unknown[] {
  const { element } = shape;
  const flattened = member.traits.xmlFlattened === true;
  const container = flattened ? node : node.children?.get(element.traits.xmlName ?? "member");
  const elements = container === undefined ? [] : indexedChildren(container);
  // AWS's own samples send one element without its number: `AttributeName=All`.
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
  if (elements.length === 0 && flattened && node.value !== undefined && node.value !== "") elements.push(node);
  return elements.map((child) => readMember(element, child)).filter((value) => value !== undefined);
}

function readMap(member: Member, shape: MapShape, node: FormNode): Members {
  const container = member.traits.xmlFlattened === true ? node : node.children?.get("entry");
  const entries = emptyMap();
  for (const entry of container === undefined ? [] : indexedChildren(container)) {
    const key = entry.children?.get(shape.key.xmlName)?.value;
    const content = entry.children?.get(shape.value.xmlName);
    if (key === undefined || content === undefined) continue;
    const value = readMember(shape.value, content);
    if (value !== undefined) entries[key] = value;
  }
  return entries;
}

function readText(member: Member, text: string): unknown {
  const { kind } = member;
  if (kind === "integer" || kind === "long") return readInteger(kind, text);
  if (kind === "double") return readDouble(text);
  if (kind === "boolean") return readBoolean(text);
  if (kind === "blob") return Buffer.from(text, "base64");
  if (kind === "bigInteger") return BigInt(readInteger(kind, text));
  if (kind !== "timestamp") return text;
  const instant = parseInstant(member.traits.timestampFormat ?? "date-time", text);
  if (instant === undefined) throw mismatch(kind, text);
  return instant;
}

function readInteger(kind: Member["kind"], text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw mismatch(kind, text);
  return Number(text);
}

function readDouble(text: string): number {
  if (text === "NaN" || text === "Infinity" || text === "-Infinity") return Number(text);
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) throw mismatch("double", text);
  return Number(text);
}

function readBoolean(text: string): boolean {
  const lower = text.toLowerCase();
  if (lower !== "true" && lower !== "false")
    throw serializationException("STRING_VALUE can not be converted to a Boolean");
  return lower === "true";
}
