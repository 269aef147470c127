import { invalidPartNumber, invalidRange, invalidRequest, partNumberOutOfRange } from "../errors.ts";
import { MAX_PART_NUMBER } from "../limits.ts";
import type { ObjectVersion } from "../s3-object.ts";

/** Bytes `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface RangeRequest {
  readonly Range?: string | undefined;
  readonly PartNumber?: number | undefined;
}

/**
 * What of an object is asked for; `undefined` for all of it.
 *
 * @throws {AwsError} `InvalidRange`, `InvalidPartNumber`, `InvalidRequest` (both asked for), `InvalidArgument` (no part number)
 */
export function requestedRange(object: ObjectVersion, { Range, PartNumber }: RangeRequest): ByteRange | undefined {
  if (PartNumber === undefined) return Range === undefined ? undefined : parseRange(Range, object.body.byteLength);
  if (Range !== undefined) throw invalidRequest("Cannot specify both Range header and partNumber query parameter");
  return partRange(object, PartNumber);
}

/**
 * One range of a Range header. What is no range, or more than one, is not an error: S3 answers with the whole object.
 *
 * @throws {AwsError} `InvalidRange` when no byte of the object is in it
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
function parseRange(header: string, size: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (match === null || header === "bytes=-") return undefined;
  const [, first = "", last = ""] = match;
  if (first === "") {
    const suffix = Number(last);
    if (suffix === 0 || size === 0) throw invalidRange(header, size);
    return { start: Math.max(0, size - suffix), end: size };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return undefined;
  if (start >= size) throw invalidRange(header, size);
  return { start, end: last === "" ? size : Math.min(size, Number(last) + 1) };
}

export function contentRange({ start, end }: ByteRange, size: number): string {
  return `bytes ${start}-${end - 1}/${size}`;
}

function partRange(object: ObjectVersion, partNumber: number): ByteRange {
  if (partNumber < 1 || partNumber > MAX_PART_NUMBER) throw partNumberOutOfRange(partNumber);
  const parts = object.parts ?? [{ partNumber: 1, byteLength: object.body.byteLength }];
  let start = 0;
  for (const part of parts) {
    const end = start + part.byteLength;
    if (part.partNumber === partNumber) return { start, end };
    start = end;
  }
  throw invalidPartNumber(partNumber, parts.length);
}
