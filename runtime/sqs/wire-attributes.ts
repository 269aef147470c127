import type { MessageAttributeValue, MessageSystemAttributeValue } from "../protocol/generated/sqs.ts";
import { invalidParameterValue } from "./errors.ts";
import type { MessageAttribute, MessageAttributes } from "./message-attributes.ts";

/** What of an attribute's value may be missing in a request. */
type WireAttribute = Partial<MessageAttributeValue | MessageSystemAttributeValue>;
type WireAttributes = Readonly<Record<string, WireAttribute>>;

/**
 * Message attributes of a request as the domain knows them; an empty map is none.
 * Sentences as AWS clients report them.
 */
export function fromWireAttributes(attributes: WireAttributes | undefined): MessageAttributes | undefined {
  if (attributes === undefined) return undefined;
  const entries = Object.entries(attributes);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([name, value]) => [name, fromWire(name, value)]));
}

export function toWireAttributes(attributes: MessageAttributes): Record<string, MessageAttributeValue> {
  // Not by assignment: `__proto__` is a valid name.
  return Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, toWire(attribute)]));
}

function toWire({ dataType, stringValue, binaryValue }: MessageAttribute): MessageAttributeValue {
  if (binaryValue !== undefined) return { BinaryValue: binaryValue, DataType: dataType };
  return { StringValue: stringValue, DataType: dataType };
}

function fromWire(name: string, value: WireAttribute): MessageAttribute {
  if ((value.StringListValues?.length ?? 0) > 0 || (value.BinaryListValues?.length ?? 0) > 0) {
    throw invalidParameterValue("Message attribute list values in SendMessage operation are not supported.");
  }
  const { DataType: dataType = "", BinaryValue: binaryValue, StringValue: stringValue } = value;
  if (binaryValue !== undefined) return { dataType, binaryValue };
  if (stringValue !== undefined) return { dataType, stringValue };
  if (dataType !== "") {
    const kind = dataType.startsWith("Binary") ? "Binary" : "String";
    throw invalidParameterValue(`Message (user) attribute '${name}' must contain a non-empty value of type '${kind}'.`);
  }
  throw invalidParameterValue(
    `The message (user) attribute '${name}' must contain a non-empty message attribute value.`,
  );
}
