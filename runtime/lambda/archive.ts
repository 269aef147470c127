import { invalidParameterValue, requestEntityTooLarge } from "./errors.ts";
import { REQUEST_BYTES, UNZIPPED_BYTES, ZIPPED_BYTES } from "./limits.ts";
import type { RequestContext } from "../protocol/service.ts";

/**
 * Checks the size of a request that may carry an archive, before anything else is looked at.
 *
 * @throws {AwsError} `RequestEntityTooLargeException`: recorded 2025-11-25, lambda_api--TestLambdaSizeLimits
 */
export function checkRequestSize(archive: Uint8Array | undefined, context: RequestContext, operation: string): void {
  if (archive !== undefined) checkZippedSize(archive);
  if (Number(context.header("content-length") ?? 0) > REQUEST_BYTES) {
    throw requestEntityTooLarge(`Request must be smaller than ${REQUEST_BYTES} bytes for the ${operation} operation`);
  }
}

/**
 * Checks the sizes of an archive before it is unpacked.
 *
 * @param uploaded whether it came inside the request, which may be smaller than what S3 holds
 * @throws {AwsError} `RequestEntityTooLargeException`, `InvalidParameterValueException`: recorded 2025-11-25, lambda_api--TestLambdaSizeLimits
 */
export function checkArchiveSize(archive: Uint8Array, uploaded: boolean): void {
  if (uploaded) checkZippedSize(archive);
  const unzipped = unzippedBytes(archive);
  // Recorded 2026-01-12, lambda_api--TestLambdaFunction.create_lambda_exceptions.
  if (unzipped === undefined) {
    throw invalidParameterValue("Could not unzip uploaded file. Please check your file, then try to upload again.");
  }
  if (unzipped > UNZIPPED_BYTES) {
    throw invalidParameterValue(`Unzipped size must be smaller than ${UNZIPPED_BYTES} bytes`);
  }
}

function checkZippedSize(archive: Uint8Array): void {
  if (archive.byteLength <= ZIPPED_BYTES) return;
  throw requestEntityTooLarge(`Zipped size must be smaller than ${ZIPPED_BYTES} bytes`);
}

const END_OF_DIRECTORY = 0x06_05_4b_50;
const DIRECTORY_ENTRY = 0x02_01_4b_50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LONGEST_COMMENT = 65_535;

/** The sum of the sizes that the archive's directory states; `undefined` when it has none. */
function unzippedBytes(archive: Uint8Array): number | undefined {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endOfDirectory(view);
  if (end === undefined) return undefined;
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let entries = view.getUint16(end + 10, true); entries > 0; entries--) {
    if (at + ENTRY_BYTES > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) return undefined;
    total += view.getUint32(at + 24, true);
    at += ENTRY_BYTES + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return total;
}

function endOfDirectory(view: DataView): number | undefined {
  const earliest = Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT);
  for (let at = view.byteLength - END_BYTES; at >= earliest; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return undefined;
}
