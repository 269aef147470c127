import type { SnsMessageAttribute } from "../core/deliver.ts";
import type { MessageAttributeValue } from "../protocol/generated/sns.ts";
import { invalidParameterValue, validationError } from "./errors.ts";
import type { Unchecked } from "./unchecked.ts";

type WireAttributes = Readonly<Record<string, Unchecked<MessageAttributeValue>>>;

export type MessageAttributes = Readonly<Record<string, SnsMessageAttribute>>;

const NO_ATTRIBUTES: MessageAttributes = Object.freeze({});

/** Recorded (message_attributes_prefixes): a label behind the type is fine, an empty one is not. */
const TYPE = /^(?:String|Number|Binary)(?:\..+)?$/s;
const NAME = /^(?!\.)(?!.*\.$)(?!.*\.\.)[A-Za-z0-9_.-]{1,256}$/;

/**
 * Attributes of a message, checked.
 *
 * @param where the beginning of their path in AWS's messages
 * @throws {AwsError} `ParameterValueInvalid`
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
 */
export function readMessageAttributes(wire: WireAttributes | undefined, where: string): MessageAttributes {
  if (wire === undefined) return NO_ATTRIBUTES;
  const attributes: Record<string, SnsMessageAttribute> = {};
  let isEmpty = true;
  for (const [name, attribute] of Object.entries(wire)) {
    attributes[name] = readAttribute(name, attribute, where);
    isEmpty = false;
  }
  return isEmpty ? NO_ATTRIBUTES : attributes;
}

function readAttribute(name: string, attribute: Unchecked<MessageAttributeValue>, where: string): SnsMessageAttribute {
  checkName(name);
  const { DataType: dataType } = attribute;
  if (dataType === undefined) {
    throw validationError(`${where}.${name}.member.dataType`, undefined, "Member must not be null");
  }
  if (!TYPE.test(dataType)) {
    throw invalidParameterValue(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  return { dataType, value: readValue(name, dataType, attribute) };
}

function readValue(
  name: string,
  dataType: string,
  { StringValue: text, BinaryValue: bytes }: Unchecked<MessageAttributeValue>,
): string {
  if (text === undefined && bytes === undefined) throw emptyValue(name, dataType);
  const field = dataType.startsWith("Binary") ? "Binary" : "String";
  const value = field === "Binary" ? bytes && Buffer.from(bytes).toString("base64") : text;
  if (value === undefined) {
    throw invalidParameterValue(`The message attribute '${name}' with type '${dataType}' must use field '${field}'.`);
  }
  if (value === "") throw emptyValue(name, dataType);
  if (dataType.startsWith("Number") && Number.isNaN(Number(value))) {
    throw invalidParameterValue(`Could not cast message attribute '${name}' value to number.`);
  }
  return value;
}

function emptyValue(name: string, dataType: string): Error {
  return invalidParameterValue(
    `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${dataType}'.`,
  );
}

/** Sentences as AWS clients report them. */
function checkName(name: string): void {
  if (NAME.test(name)) return;
  if (name.length > 256) {
    throw invalidParameterValue("Length of message attribute name must be less than 256 bytes.");
  }
  if (name.startsWith(".")) {
    throw invalidParameterValue("Invalid message attribute name starting with character '.' was found.");
  }
  if (name.endsWith(".")) {
    throw invalidParameterValue("Invalid message attribute name ending with character '.' was found.");
  }
  const odd = /[^A-Za-z0-9_.-]/.exec(name)?.[0];
  if (odd !== undefined) {
    const code = `#x${odd.charCodeAt(0).toString(16).toUpperCase()}`;
    throw invalidParameterValue(
      `Invalid non-alphanumeric character '${code}' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.`,
    );
  }
  throw invalidParameterValue("Message attribute name can not have successive '.' character.");
}

/** Bytes that attributes add to a message's size: names, types and values. */
export function attributesBytes(attributes: MessageAttributes): number {
  let bytes = 0;
  for (const [name, { dataType, value }] of Object.entries(attributes)) {
    const valueBytes = dataType.startsWith("Binary") ? Buffer.byteLength(value, "base64") : Buffer.byteLength(value);
    bytes += Buffer.byteLength(name) + Buffer.byteLength(dataType) + valueBytes;
  }
  return bytes;
}
