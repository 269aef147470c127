/** Limits of Amazon SNS as data. https://docs.aws.amazon.com/general/latest/gr/sns.html */

export interface Range {
  readonly min: number;
  readonly max: number;
}

export function inRange(value: number, { min, max }: Range): boolean {
  return value >= min && value <= max;
}

/** Bytes of a message and its attributes. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const MESSAGE_BYTES = 262_144;
/** Bytes; what the topic attribute `MaximumMessageSize` may be. */
export const MAXIMUM_MESSAGE_SIZE: Range = { min: 1024, max: 1_048_576 };
/** Subscriptions of a topic whose `MaximumMessageSize` is over 256 KiB. */
export const LARGE_MESSAGE_SUBSCRIPTIONS = 100;
/** Characters. */
export const SUBJECT_LENGTH = 100;
/** Characters. https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export const DISPLAY_NAME_LENGTH = 100;
export const TOPIC_NAME_LENGTH = 256;
/** https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html */
export const BATCH_ENTRIES = 10;
export const BATCH_ENTRY_ID_LENGTH = 80;
/** https://docs.aws.amazon.com/sns/latest/dg/sns-tags.html */
export const TAGS = 50;
/** Entries of every listing's page. https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
export const PAGE_SIZE = 100;
/** Milliseconds in which a FIFO topic remembers a deduplication id. https://docs.aws.amazon.com/sns/latest/dg/fifo-message-dedup.html */
export const DEDUPLICATION_MS = 5 * 60_000;
/** Milliseconds in which a subscription must be confirmed. https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html */
export const CONFIRMATION_MS = 2 * 24 * 3_600_000;
/** Days. https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-topic-owner.html */
export const ARCHIVE_RETENTION_DAYS: Range = { min: 1, max: 365 };
/** Bytes. https://docs.aws.amazon.com/sns/latest/api/API_PutDataProtectionPolicy.html */
export const DATA_PROTECTION_POLICY_LENGTH = 30_720;
/** Bytes. https://docs.aws.amazon.com/sns/latest/api/API_CreatePlatformEndpoint.html */
export const CUSTOM_USER_DATA_BYTES = 2048;
