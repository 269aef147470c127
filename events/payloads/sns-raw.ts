import type { SnsMessageAttribute } from "../../runtime/core/deliver.ts";
import type { MessageAttribute, MessageAttributes } from "../../runtime/sqs/index.ts";

/**
 * Attributes of a published message as the SQS message attributes of its raw delivery; `undefined` when it has none.
 * `String.Array` keeps its type, with the array's JSON as its text.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html
 */
export function toSqsMessageAttributes(
  attributes: Readonly<Record<string, SnsMessageAttribute>>,
): MessageAttributes | undefined {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([name, attribute]) => [name, toSqsMessageAttribute(attribute)]));
}

function toSqsMessageAttribute({ dataType, value }: SnsMessageAttribute): MessageAttribute {
  if (dataType.startsWith("Binary")) return { dataType, binaryValue: Buffer.from(value, "base64") };
  return { dataType, stringValue: value };
}
