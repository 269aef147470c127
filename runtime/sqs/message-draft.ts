import type { FactId } from "../core/journal.ts";
import {
  delaySecondsOutOfRange,
  invalidFifoId,
  invalidMessageContents,
  invalidParameterValue,
  messageTooLong,
  missingParameter,
  notValidForQueueType,
} from "./errors.ts";
import { DELAY_SECONDS, inRange, MESSAGE_ATTRIBUTE_NAME_BYTES, MESSAGE_ATTRIBUTES } from "./limits.ts";
import { attributesBytes, type MessageAttribute, type MessageAttributes } from "./message-attributes.ts";
import type { QueueSettings } from "./queue-settings.ts";

/** A message as its sender gives it. Every door (SDK call, batch entry, SNS, S3, test kit) fills one and calls `queue.send`. */
export interface MessageDraft {
  readonly body: string;
  /** Whether the body is known to be printable ASCII without quotes and backslashes. */
  readonly isPlain?: boolean | undefined;
  /** When it is known already: a batch's digests are calculated together. */
  readonly md5OfBody?: string | undefined;
  /** Until it can first be received; the queue's own delay when absent. */
  readonly delaySeconds?: number | undefined;
  readonly attributes?: MessageAttributes | undefined;
  /** `AWSTraceHeader` and nothing else, as AWS allows. */
  readonly systemAttributes?: MessageAttributes | undefined;
  /** The sender's own `x-amzn-trace-id`; an explicit `AWSTraceHeader` comes before it. */
  readonly traceHeader?: string | undefined;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  readonly senderId?: string | undefined;
  readonly causeId?: FactId | undefined;
}

const NOT_ALLOWED = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
/** The same for ASCII text, in a third of the time. */
const ALLOWED_ASCII = /^[\t\n\r\x20-\x7f]*$/;
/** Alphanumeric and punctuation. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const FIFO_ID = /^[\u{21}-\u{7e}]{1,128}$/u;
/** Letters of any script: recorded tests send `attr.1øßä`. */
const ATTRIBUTE_NAME = /^[\p{L}\p{N}_.-]+$/u;
const RESERVED_NAME = /^(?:aws\.|amazon\.?)/i;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** Text longer than this is checked for size first: the other checks would only cost time. */
const DATA_TYPE = /^(?:String|Number|Binary)(?:\.|$)/;

/**
 * Refuses a draft that AWS would refuse for this queue.
 *
 * @returns bytes of the body
 * @throws {AwsError} with AWS's sentence
 */
export function checkDraft(draft: MessageDraft, settings: QueueSettings): number {
  // Recorded: an empty body is answered as a missing one.
  if (draft.body === "") throw missingParameter("MessageBody");
  const bodyBytes = Buffer.byteLength(draft.body);
  if (draft.attributes !== undefined) checkAttributes(draft.attributes);
  if (draft.systemAttributes !== undefined) checkSystemAttributes(draft.systemAttributes);
  const bytes = draft.attributes === undefined ? bodyBytes : bodyBytes + attributesBytes(draft.attributes);
  if (bytes > settings.maximumMessageSize) throw messageTooLong(settings.maximumMessageSize);
  if (draft.isPlain !== true && !isAllowed(draft.body, bodyBytes)) throw invalidMessageContents();
  if (draft.delaySeconds !== undefined) checkDelay(draft.delaySeconds, settings.isFifo);
  if (draft.groupId !== undefined) checkId("MessageGroupId", draft.groupId);
  if (draft.deduplicationId !== undefined) {
    if (!settings.isFifo) throw notValidForQueueType("MessageDeduplicationId", draft.deduplicationId);
    checkId("MessageDeduplicationId", draft.deduplicationId);
  }
  return bodyBytes;
}

function isAllowed(text: string, bytes: number): boolean {
  const isAscii = bytes === text.length;
  return isAscii ? ALLOWED_ASCII.test(text) : !NOT_ALLOWED.test(text);
}

function checkId(name: string, id: string): void {
  if (!FIFO_ID.test(id)) throw invalidFifoId(name, id);
}

function checkDelay(delaySeconds: number, isFifo: boolean): void {
  // 0 means the queue's delay and is allowed (AWS-validated by others).
  if (isFifo && delaySeconds !== 0) throw notValidForQueueType("DelaySeconds", delaySeconds);
  if (!inRange(delaySeconds, DELAY_SECONDS)) throw delaySecondsOutOfRange(delaySeconds, DELAY_SECONDS);
}

/** Sentences as AWS clients report them, except the one that is recorded (empty value). */
function checkAttributes(attributes: MessageAttributes): void {
  const entries = Object.entries(attributes);
  if (entries.length > MESSAGE_ATTRIBUTES) {
    throw invalidParameterValue(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${MESSAGE_ATTRIBUTES}].`,
    );
  }
  for (const [name, attribute] of entries) {
    checkName(name);
    checkType(name, attribute.dataType);
    checkValue(name, attribute);
  }
}

function checkName(name: string): void {
  if (name === "") {
    throw invalidParameterValue("The request must contain non-empty message (user) attribute names.");
  }
  if (Buffer.byteLength(name) > MESSAGE_ATTRIBUTE_NAME_BYTES) {
    throw invalidParameterValue(
      `Message (user) attribute name must be shorter than ${MESSAGE_ATTRIBUTE_NAME_BYTES} bytes.`,
    );
  }
  if (RESERVED_NAME.test(name)) {
    throw invalidParameterValue(
      "You can't use message attribute names beginning with 'AWS.' or 'Amazon'. These strings are reserved for internal use.",
    );
  }
  if (name.startsWith(".") || name.endsWith(".") || name.includes("..") || !ATTRIBUTE_NAME.test(name)) {
    throw invalidParameterValue(
      `The message (user) attribute name '${name}' is invalid. Attribute name can contain A-Z, a-z, 0-9, underscore (_), hyphen (-), and period (.) characters.`,
    );
  }
}

function checkType(name: string, dataType: string): void {
  if (dataType === "") {
    throw invalidParameterValue(
      `The message (user) attribute '${name}' must contain a non-empty message attribute type.`,
    );
  }
  if (Buffer.byteLength(dataType) > MESSAGE_ATTRIBUTE_NAME_BYTES) {
    throw invalidParameterValue(
      `Message (user) attribute type must be shorter than ${MESSAGE_ATTRIBUTE_NAME_BYTES} bytes.`,
    );
  }
  if (!DATA_TYPE.test(dataType)) {
    throw invalidParameterValue(
      `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
    );
  }
}

function checkValue(name: string, { dataType, stringValue, binaryValue }: MessageAttribute): void {
  const isBinary = dataType.startsWith("Binary");
  if (isBinary !== (binaryValue !== undefined)) {
    throw invalidParameterValue(
      `The message (user) attribute '${name}' with type '${dataType}' must use field '${isBinary ? "Binary" : "String"}'.`,
    );
  }
  if (binaryValue?.length === 0 || stringValue === "") {
    throw invalidParameterValue(
      `Message (user) attribute '${name}' must contain a non-empty value of type '${isBinary ? "Binary" : "String"}'.`,
    );
  }
  if (stringValue === undefined) return;
  if (NOT_ALLOWED.test(stringValue)) {
    throw invalidParameterValue(
      `Invalid characters found in the value of message (user) attribute '${name}'. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF`,
    );
  }
  if (dataType.startsWith("Number") && !NUMBER.test(stringValue)) {
    throw invalidParameterValue(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
}

function checkSystemAttributes(attributes: MessageAttributes): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    if (name !== "AWSTraceHeader") {
      throw invalidParameterValue(`Message system attribute name '${name}' is invalid.`);
    }
    if (attribute.dataType !== "String" || attribute.stringValue === undefined || attribute.stringValue === "") {
      throw invalidParameterValue(
        `Message system attribute '${name}' must contain a non-empty value of type 'String'.`,
      );
    }
  }
}
