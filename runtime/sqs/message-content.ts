import { md5Hex } from "./md5.ts";
import { md5OfAttributes } from "./message-attributes.ts";
import type { MessageDraft } from "./message-draft.ts";
import type { MessageContent, MessageId } from "./message.ts";

/** What a sender is told. */
export interface SentMessage {
  readonly messageId: MessageId;
  readonly md5OfBody: string;
  readonly md5OfMessageAttributes: string | undefined;
  readonly md5OfMessageSystemAttributes: string | undefined;
  readonly sequenceNumber: string | undefined;
}

/** The user of a client that names none; AWS has the unique id of the IAM user here. */
const DEFAULT_SENDER_ID = "AIDALAMBDALOOPLOCAL23";

/** Ids that a queue gives a message. */
export interface ContentIds {
  readonly messageId: MessageId;
  readonly deduplicationId: string | undefined;
  readonly sequenceNumber: string | undefined;
}

/** What becomes of a draft under its ids. */
export function contentOf(
  { body, isPlain, md5OfBody, attributes, systemAttributes, traceHeader, senderId, groupId }: MessageDraft,
  ids: ContentIds,
): MessageContent {
  return {
    id: ids.messageId,
    body,
    isPlain: isPlain === true,
    md5OfBody: md5OfBody ?? md5Hex(body),
    attributes,
    md5OfAttributes: attributes === undefined ? undefined : md5OfAttributes(attributes),
    traceHeader: systemAttributes?.["AWSTraceHeader"]?.stringValue ?? traceHeader,
    senderId: senderId ?? DEFAULT_SENDER_ID,
    groupId,
    deduplicationId: ids.deduplicationId,
    sequenceNumber: ids.sequenceNumber,
  };
}

/** What the sender of `draft` is told about the message it became, or repeats. */
export function sentMessage(content: MessageContent, { systemAttributes }: MessageDraft): SentMessage {
  return {
    messageId: content.id,
    md5OfBody: content.md5OfBody,
    md5OfMessageAttributes: content.md5OfAttributes,
    md5OfMessageSystemAttributes: systemAttributes === undefined ? undefined : md5OfAttributes(systemAttributes),
    sequenceNumber: content.sequenceNumber,
  };
}
