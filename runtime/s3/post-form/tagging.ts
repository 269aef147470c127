import { XmlElement } from "@rgrove/parse-xml";
import { localName, parseXmlBody } from "../../protocol/xml-reader.ts";
import { NO_TAGS, readTags, type Tags } from "../tags.ts";

/** The `tagging` field of a form: the document of PutObjectTagging. @throws {AwsError} `MalformedXML` and those of tags */
export function readTaggingField(field: string | undefined): Tags {
  if (field === undefined) return NO_TAGS;
  const sets = childrenOf(parseXmlBody(Buffer.from(field)), "TagSet");
  const tags = sets.flatMap((set) => childrenOf(set, "Tag"));
  return readTags(
    tags.map((tag) => ({ Key: textOf(tag, "Key"), Value: textOf(tag, "Value") })),
    "object",
  );
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(
    (node): node is XmlElement => node instanceof XmlElement && localName(node.name) === name,
  );
}

function textOf(element: XmlElement, name: string): string | undefined {
  return childrenOf(element, name)[0]?.text;
}
