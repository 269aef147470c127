/**
 * XML input by schema, for restXml.
 *
 * @see https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings
 */
import { isUtf8 } from "node:buffer";
import { parseXml, XmlCdata, XmlDocumentType, XmlElement, XmlText } from "@rgrove/parse-xml";
import { emptyMap } from "./json-codec.ts";
import type { Members } from "./json-codec.ts";
import { malformedXml } from "./s3-errors.ts";
import { readScalarText } from "./scalar-text.ts";
import type { ListShape, MapShape, Member, StructureShape } from "./schema.ts";

/** Ours: AWS does not say how deep its parser goes; no modelled shape comes near. */
const MAX_DEPTH = 64;

/**
 * A document's root element.
 *
 * A document type is refused: nothing that S3 takes has one, and entities are how a small document becomes a large one.
 *
 * @throws {AwsError} `MalformedXML`
 */
export function parseXmlBody(body: Uint8Array): XmlElement {
  if (!isUtf8(body)) throw malformedXml();
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  if (isTooDeep(text)) throw malformedXml();
  let document;
  try {
    document = parseXml(text, { preserveDocumentType: true });
  } catch {
    throw malformedXml();
  }
  const { root } = document;
  if (root === null || document.children.some((node) => node instanceof XmlDocumentType)) throw malformedXml();
  return root;
}

/** Elements that the schema does not know are ignored. @throws {AwsError} `MalformedXML` for text that is not of its type */
export function readXmlStructure(shape: StructureShape, element: XmlElement): Members {
  const members: Members = {};
  const children = childrenByName(element);
  for (const member of shape.members) {
    const content =
      member.traits.xmlAttribute === true
        ? readAttribute(member, element)
        : readElements(member, children.get(localName(member.xmlName)));
    if (content !== undefined) members[member.name] = content;
  }
  return members;
}

function childrenByName(element: XmlElement): Map<string, XmlElement[]> {
  const children = new Map<string, XmlElement[]>();
  for (const node of element.children) {
    if (!(node instanceof XmlElement)) continue;
    const name = localName(node.name);
    const same = children.get(name);
    if (same === undefined) children.set(name, [node]);
    else same.push(node);
  }
  return children;
}

/** Clients choose their own prefixes; S3 has one namespace only, so that prefixes tell nothing. */
export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function readAttribute(member: Member, element: XmlElement): unknown {
  const name = localName(member.xmlName);
  const found = Object.entries(element.attributes).find(([attribute]) => localName(attribute) === name);
  return found === undefined ? undefined : readScalar(member, found[1]);
}

function readElements(member: Member, elements: readonly XmlElement[] | undefined): unknown {
  const first = elements?.[0];
  if (elements === undefined || first === undefined) return undefined;
  const flattened = member.traits.xmlFlattened === true;
  if (member.kind === "list") return readList(member.target, flattened ? elements : childElements(first));
  if (member.kind === "map") return readMap(member.target, flattened ? elements : childElements(first));
  // The published schema allows one of each.
  if (elements.length > 1) throw malformedXml();
  return readElement(member, first);
}

function childElements(element: XmlElement): XmlElement[] {
  return element.children.filter((node) => node instanceof XmlElement);
}

function readElement(member: Member, element: XmlElement): unknown {
  if (member.kind === "structure") return readXmlStructure(member.target, element);
  if (member.kind === "list") return readList(member.target, childElements(element));
  if (member.kind === "map") return readMap(member.target, childElements(element));
  return readScalar(member, textOf(element));
}

function readList(shape: ListShape, elements: readonly XmlElement[]): unknown[] {
  return elements.map((element) => readElement(shape.element, element));
}

function readMap(shape: MapShape, entries: readonly XmlElement[]): Members {
  const map = emptyMap();
  for (const entry of entries) {
    const children = childrenByName(entry);
    const key = readElements(shape.key, children.get(shape.key.xmlName));
    const value = readElements(shape.value, children.get(shape.value.xmlName));
    if (typeof key === "string" && value !== undefined) map[key] = value;
  }
  return map;
}

function textOf(element: XmlElement): string {
  let text = "";
  for (const node of element.children) {
    if (node instanceof XmlText || node instanceof XmlCdata) text += node.text;
    else if (node instanceof XmlElement) throw malformedXml();
  }
  return text;
}

function readScalar(member: Member, text: string): unknown {
  const { kind } = member;
  if (kind === "string" || kind === "enum") return text;
  const value = readScalarText(member, text.trim(), "date-time");
  if (value === undefined) throw malformedXml();
  return value;
}

/** Counts before parsing, because the parser recurses. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) {
    const next = text[at + 1];
    if (next === "/") depth--;
    else if (next !== "!" && next !== "?") {
      const end = text.indexOf(">", at);
      if (text[end - 1] !== "/") depth++;
    }
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
