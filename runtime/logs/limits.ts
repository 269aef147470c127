/** Limits of Amazon CloudWatch Logs as data. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */

/** Bytes of a batch: every message in UTF-8 and `EVENT_OVERHEAD_BYTES`. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
export const BATCH_BYTES = 1_048_576;
/** Bytes of one event, its overhead included; 256 KB until April 2025. */
export const EVENT_BYTES = 1_048_576;
export const EVENT_OVERHEAD_BYTES = 26;
export const BATCH_SPAN_MS = 24 * 3_600_000;
export const TOO_NEW_MS = 2 * 3_600_000;
export const TOO_OLD_MS = 14 * 24 * 3_600_000;
/** Events and bytes of a page. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
export const PAGE_EVENTS = 10_000;
export const PAGE_BYTES = 1_048_576;
/** Entries of DescribeLogGroups's and DescribeLogStreams's pages. */
export const LISTING_PAGE = 50;
/** Days. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html */
export const TAGS = 50;
/** FilterLogEvents gives the newest first only from here on: 2024-01-01T00:00Z, epoch milliseconds. */
export const NEWEST_FIRST_SINCE = 1_704_067_200_000;
/** Regular expressions of a JSON or space-delimited pattern. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
export const REGEXES_OF_PATTERN = 2;
export const WILDCARDS_OF_SELECTOR = 1;
export const WILDCARDS_OF_PATTERN = 3;
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartLiveTail.html */
export const LIVE_TAIL_UPDATE_EVENTS = 500;
export const LIVE_TAIL_UPDATE_MS = 1000;
export const LIVE_TAIL_BUFFERED_UPDATES = 10;
export const LIVE_TAIL_SESSION_MS = 3 * 3_600_000;

/**
 * What a log group keeps here, unlike on AWS: beyond it the oldest tenth goes, so that a runtime that is left running stays small.
 * Streams that Lambda made go with their last event.
 */
export const GROUP_KEEPS_EVENTS = 50_000;
/** Messages in UTF-8 and `EVENT_OVERHEAD_BYTES` each. */
export const GROUP_KEEPS_BYTES = 16 * 1_048_576;
