import { md5Hex } from "./md5.ts";

/** The value of a message attribute. `dataType` is `String`, `Number` or `Binary`, with an optional `.label`. */
export type MessageAttribute =
  | { readonly dataType: string; readonly stringValue: string; readonly binaryValue?: never }
  | { readonly dataType: string; readonly binaryValue: Uint8Array; readonly stringValue?: never };

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** Bytes that attributes add to a message's size: names, types and values. */
export function attributesBytes(attributes: MessageAttributes): number {
  let bytes = 0;
  for (const [name, attribute] of Object.entries(attributes)) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(attribute.dataType) + valueBytes(attribute);
  }
  return bytes;
}

/**
 * AWS's digest over attributes: sorted by name; length and bytes of name and type, one byte for the kind of value, length and
 * bytes of the value.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: MessageAttributes): string {
  const parts: Uint8Array[] = [];
  for (const name of Object.keys(attributes).toSorted()) {
    const attribute = attributes[name];
    if (attribute === undefined) continue;
    pushText(parts, name);
    pushText(parts, attribute.dataType);
    if (attribute.binaryValue === undefined) {
      parts.push(STRING_VALUE);
      pushText(parts, attribute.stringValue);
    } else {
      parts.push(BINARY_VALUE, lengthPrefix(attribute.binaryValue.length), attribute.binaryValue);
    }
  }
  return md5Hex(Buffer.concat(parts));
}

/**
 * Which attributes a receiver asked for by name: `All` and `.*` mean every one, `prefix.*` those that begin so.
 *
 * @returns `undefined` when nothing was asked for or nothing matches
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export function selectAttributes(
  attributes: MessageAttributes | undefined,
  names: readonly string[] | undefined,
): MessageAttributes | undefined {
  if (attributes === undefined || names === undefined || names.length === 0) return undefined;
  // `*` alone is undocumented, but AWS takes it (recorded by others: "all_wildcard_asterisk").
  if (names.some((name) => name === "All" || name === ".*" || name === "*")) return attributes;
  const selected = Object.entries(attributes).filter(([name]) => names.some((wanted) => matches(name, wanted)));
  return selected.length === 0 ? undefined : Object.fromEntries(selected);
}

function matches(name: string, wanted: string): boolean {
  return wanted.endsWith(".*") ? name.startsWith(wanted.slice(0, -2)) : name === wanted;
}

const STRING_VALUE = Uint8Array.of(1);
const BINARY_VALUE = Uint8Array.of(2);

function valueBytes({ stringValue, binaryValue }: MessageAttribute): number {
  return binaryValue === undefined ? Buffer.byteLength(stringValue) : binaryValue.length;
}

function pushText(parts: Uint8Array[], text: string): void {
  const bytes = Buffer.from(text);
  parts.push(lengthPrefix(bytes.length), bytes);
}

function lengthPrefix(length: number): Uint8Array {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(length);
  return prefix;
}
