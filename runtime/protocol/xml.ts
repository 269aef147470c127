/**
 * XML output by schema, for awsQuery and restXml.
 *
 * @see https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings
 */
import { formatInstant } from "./instants.ts";
import type { Members } from "./json-codec.ts";
import type { ListShape, MapShape, Member, StructureShape } from "./schema.ts";

/** How a protocol writes the instants of the format `date-time`. */
export type InstantWriter = (epochMs: number) => string;

const shortInstant: InstantWriter = (epochMs) => String(formatInstant("date-time", epochMs));

/** The elements of a structure's members, without an element around them. */
export function structureXml(
  shape: StructureShape,
  members: Readonly<Members>,
  instant: InstantWriter = shortInstant,
): string {
  let xml = "";
  for (const member of shape.members) {
    const content = members[member.name];
    if (content === undefined || content === null || member.traits.xmlAttribute === true) continue;
    xml += elementXml(member, content, { name: member.xmlName, instant });
  }
  return xml;
}

interface Writing {
  readonly name: string;
  readonly instant: InstantWriter;
}

function elementXml(member: Member, value: unknown, writing: Writing): string {
  const { name, instant } = writing;
  if (member.kind === "structure") {
    const attributes = attributesXml(member, member.target, value as Members);
    return `<${name}${attributes}>${structureXml(member.target, value as Members, instant)}</${name}>`;
  }
  if (member.kind === "list") return listXml(member, member.target, value as readonly unknown[], writing);
  if (member.kind === "map") return mapXml(member, member.target, value as Members, writing);
  return `<${name}>${escapeXml(scalarText(member, value, instant))}</${name}>`;
}

/** The namespace that a member declares and the attributes among its structure's members. */
function attributesXml(member: Member, shape: StructureShape, members: Members): string {
  const { xmlNamespace } = member.traits;
  let xml = "";
  if (xmlNamespace !== undefined) {
    const prefix = xmlNamespace.prefix === undefined ? "" : `:${xmlNamespace.prefix}`;
    xml += ` xmlns${prefix}="${escapeXml(xmlNamespace.uri)}"`;
  }
  for (const each of shape.members) {
    const value = each.traits.xmlAttribute === true ? members[each.name] : undefined;
    if (value !== undefined) xml += ` ${each.xmlName}="${escapeAttribute(scalarText(each, value, shortInstant))}"`;
  }
  return xml;
}

/** A parser makes spaces of an attribute's tabs and line feeds. */
function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll("\t", "&#x9;").replaceAll("\n", "&#xA;");
}

function listXml(member: Member, shape: ListShape, elements: readonly unknown[], { name, instant }: Writing): string {
  const flattened = member.traits.xmlFlattened === true;
  const writing = { name: flattened ? name : (shape.element.traits.xmlName ?? "member"), instant };
  const content = elements.map((element) => elementXml(shape.element, element, writing)).join("");
  return flattened ? content : `<${name}>${content}</${name}>`;
}

function mapXml(member: Member, shape: MapShape, entries: Members, { name, instant }: Writing): string {
  const flattened = member.traits.xmlFlattened === true;
  const entryName = flattened ? name : "entry";
  let content = "";
  for (const key of Object.keys(entries)) {
    const value = entries[key];
    if (value === undefined || value === null) continue;
    const keyXml = elementXml(shape.key, key, { name: shape.key.xmlName, instant });
    const valueXml = elementXml(shape.value, value, { name: shape.value.xmlName, instant });
    content += `<${entryName}>${keyXml}${valueXml}</${entryName}>`;
  }
  return flattened ? content : `<${name}>${content}</${name}>`;
}

function scalarText(member: Member, value: unknown, instant: InstantWriter): string {
  if (member.kind === "blob") return Buffer.from(value as Uint8Array).toString("base64");
  if (member.kind !== "timestamp") return String(value);
  const format = member.traits.timestampFormat ?? "date-time";
  return format === "date-time" ? instant(value as number) : String(formatInstant(format, value as number));
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
