/**
 * Quotas of AWS Lambda.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */

/** Of an archive that is part of the request. */
export const ZIPPED_BYTES = 52_428_800;
/** Of a whole request that carries an archive, which is base64 there. */
export const REQUEST_BYTES = 70_167_211;
/** What a server must read of such a request, so that a larger one is refused in AWS's words. */
export const ARCHIVE_BYTES = 80 * 1024 * 1024;
/** Where such requests go: functions, and layers. */
export const ARCHIVE_PATHS: readonly string[] = ["/2015-03-31/functions*", "/2018-10-31/layers*"];
/** Of what the archive holds, layers included. */
export const UNZIPPED_BYTES = 262_144_000;
/** Of the environment variables as JSON. */
export const ENVIRONMENT_BYTES = 4096;
/** Of a synchronous invocation's event. */
export const SYNCHRONOUS_PAYLOAD_BYTES = 6_291_456;
/** Of an asynchronous invocation's event, since October 2025. */
export const ASYNCHRONOUS_PAYLOAD_BYTES = 1_048_576;
/** What LogType Tail gives. */
export const LOG_TAIL_BYTES = 4096;
/** Of a resource policy. */
export const POLICY_BYTES = 20_480;
export const TAGS = 50;
export const LAYERS = 5;
/** MB. The model's range is wider (managed instances). */
export const MEMORY_SIZE_MAXIMUM = 10_240;
/** Seconds. The model's range is wider (managed instances). */
export const TIMEOUT_MAXIMUM = 900;

/**
 * What must stay unreserved: 100, or everything that a smaller account has ("below its minimum value of [10]" is what new accounts
 * are told, https://github.com/aws-samples/alarm-context-tool/issues/2).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
export function minimumUnreserved(accountConcurrency: number): number {
  return Math.min(100, accountConcurrency);
}
