/**
 * XML output by schema, for awsQuery and restXml.
 *
 * @see https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings
 */
import { formatInstant } from "./instants.ts";
import type { Members } from "./json-codec.ts";
import type { ListShape, MapShape, Member, StructureShape } from "./schema.ts";

/** The elements of a structure's members, without an element around them. */
export function structureXml(shape: StructureShape, members: Readonly<Members>): string {
  let xml = "";
  for (const member of shape.members) {
    const content = members[member.name];
    if (content !== undefined && content !== null) xml += elementXml(member, content, member.xmlName);
  }
  return xml;
}

function elementXml(member: Member, value: unknown, name: string): string {
  if (member.kind === "structure") return `<${name}>${structureXml(member.target, value as Members)}</${name}>`;
  if (member.kind === "list") return listXml(member, member.target, value as readonly unknown[], name);
  if (member.kind === "map") return mapXml(member, member.target, value as Members, name);
  return `<${name}>${escapeXml(scalarText(member, value))}</${name}>`;
}

function listXml(member: Member, shape: ListShape, elements: readonly unknown[], name: string): string {
  const flattened = member.traits.xmlFlattened === true;
  const elementName = flattened ? name : (shape.element.traits.xmlName ?? "member");
  const content = elements.map((element) => elementXml(shape.element, element, elementName)).join("");
  return flattened ? content : `<${name}>${content}</${name}>`;
}

function mapXml(member: Member, shape: MapShape, entries: Members, name: string): string {
  const flattened = member.traits.xmlFlattened === true;
  const entryName = flattened ? name : "entry";
  let content = "";
  for (const key of Object.keys(entries)) {
    const value = entries[key];
    if (value === undefined || value === null) continue;
    const keyXml = elementXml(shape.key, key, shape.key.xmlName);
    content += `<${entryName}>${keyXml}${elementXml(shape.value, value, shape.value.xmlName)}</${entryName}>`;
  }
  return flattened ? content : `<${name}>${content}</${name}>`;
}

function scalarText(member: Member, value: unknown): string {
  if (member.kind === "blob") return Buffer.from(value as Uint8Array).toString("base64");
  if (member.kind === "timestamp")
    return String(formatInstant(member.traits.timestampFormat ?? "date-time", value as number));
  return String(value);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // An XML parser turns a bare carriage return into a line feed, and the body's MD5 would no longer fit.
  "\r": "&#xD;",
};

export function escapeXml(text: string): string {
  return /[&<>"\r]/.test(text) ? text.replaceAll(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character) : text;
}
