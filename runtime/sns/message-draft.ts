import { createHash } from "node:crypto";
import type { PublishInput } from "../protocol/generated/sns.ts";
import { invalidParameter, invalidParameterSentence } from "./errors.ts";
import { parseObject } from "./json.ts";
import { SUBJECT_LENGTH } from "./limits.ts";
import { attributesBytes, type MessageAttributes, readMessageAttributes } from "./message-attributes.ts";
import type { Unchecked } from "./unchecked.ts";

/** What a publisher says, checked, before anything of the topic is known. */
export interface MessageDraft {
  readonly text: string;
  /** By protocol, with `default`: `MessageStructure=json`. */
  readonly texts: Readonly<Record<string, string>> | undefined;
  readonly subject: string | undefined;
  readonly attributes: MessageAttributes;
  /** Body and attributes. */
  readonly bytes: number;
  readonly messageGroupId: string | undefined;
  readonly messageDeduplicationId: string | undefined;
}

/** The part of a Publish request, or of a PublishBatch entry, that is the message. */
export type WireMessage = Pick<
  Unchecked<PublishInput>,
  "Message" | "Subject" | "MessageStructure" | "MessageAttributes" | "MessageDeduplicationId" | "MessageGroupId"
>;

const CONTROL_CHARACTER = /\p{Cc}/u;
/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: alphanumeric and punctuation, up to 128. */
const FIFO_ID = /^[\x21-\x7e]{1,128}$/;

/**
 * Checks what holds for every target.
 *
 * @param attributesPath where the attributes stand in AWS's messages
 * @param platform of the device that is published to without a topic: its text can stand for the `default` of `MessageStructure=json`
 * @throws {AwsError} `InvalidParameter`, `ParameterValueInvalid`
 */
export function draftMessage(wire: WireMessage, attributesPath: string, platform?: string): MessageDraft {
  const { Message: text = "", Subject: subject, MessageStructure: structure } = wire;
  checkSubject(subject);
  if (text === "") throw invalidParameter("Empty message");
  const attributes = readMessageAttributes(wire.MessageAttributes, attributesPath);
  return {
    text,
    texts: textsOf(text, structure, platform),
    subject,
    attributes,
    bytes: Buffer.byteLength(text) + attributesBytes(attributes),
    messageGroupId: checkId("MessageGroupId", wire.MessageGroupId),
    messageDeduplicationId: checkId("MessageDeduplicationId", wire.MessageDeduplicationId),
  };
}

/** What a FIFO topic with content-based deduplication takes for an id: the SHA-256 of the body alone (recorded). */
export function contentDeduplicationId({ text }: MessageDraft): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Length in characters; the API reference's "less than 100" is "at most 100" in practice. */
function checkSubject(subject: string | undefined): void {
  if (subject === undefined) return;
  if (subject === "" || subject.length > SUBJECT_LENGTH || CONTROL_CHARACTER.test(subject)) {
    throw invalidParameter("Subject");
  }
}

/** Values that are no strings are ignored, so a `default` that is an object is none. A key that comes twice: the last one counts. */
function textsOf(
  text: string,
  structure: string | undefined,
  platform: string | undefined,
): Readonly<Record<string, string>> | undefined {
  if (structure === undefined || structure === "") return undefined;
  if (structure !== "json") throw invalidParameter("MessageStructure");
  const object = parseObject(text);
  if (object === undefined) {
    throw invalidParameter("Message Structure - JSON message body failed to parse");
  }
  const texts: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [key, value] of Object.entries(object)) if (typeof value === "string") texts[key] = value;
  if (texts["default"] !== undefined || (platform !== undefined && texts[platform] !== undefined)) return texts;
  // The second sentence is quoted in public (aws-sdk-java issue 1991, sns-mobile issue 6).
  throw invalidParameter(
    platform === undefined
      ? "Message Structure - No default entry in JSON message body"
      : `JSON must contain an entry for 'default' or '${platform}'.`,
  );
}

function checkId(name: "MessageGroupId" | "MessageDeduplicationId", id: string | undefined): string | undefined {
  if (id === undefined || FIFO_ID.test(id)) return id;
  throw invalidParameterSentence(
    `Invalid parameter: ${name} Reason: ${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}
