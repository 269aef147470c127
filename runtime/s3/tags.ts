import type { AwsError } from "../core/errors.ts";
import { internalError, invalidArgument, invalidTag, malformedXml, tooManyTags } from "./errors.ts";
import { MAX_BUCKET_TAGS, MAX_OBJECT_TAGS, MAX_TAG_KEY_CHARACTERS, MAX_TAG_VALUE_CHARACTERS } from "./limits.ts";

/** Tags of a bucket or an object, in the order they were given. */
export type Tags = ReadonlyMap<string, string>;

export const NO_TAGS: Tags = new Map();

/** A tag as requests have it. */
export interface WireTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** Whose tags they are: S3 words its refusals differently. */
export type TagOwner = "bucket" | "newBucket" | "object";

/**
 * @throws {AwsError} `InvalidTag`, `BadRequest` (too many), `MalformedXML` (no key or value)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
 */
export function readTags(tagSet: readonly WireTag[], owner: TagOwner): Tags {
  const tags = new Map<string, string>();
  for (const { Key: key, Value: value } of tagSet) {
    if (key === undefined || value === undefined) throw malformedXml();
    if (tags.has(key)) throw duplicateKey(key, owner);
    checkTag(key, value, owner);
    tags.set(key, value);
  }
  const limit = owner === "object" ? MAX_OBJECT_TAGS : MAX_BUCKET_TAGS;
  if (tags.size > limit) throw tooManyTags(owner, limit);
  return tags;
}

/**
 * Tags of the header `x-amz-tagging`, which has the form of a query string.
 *
 * @throws {AwsError} `InvalidArgument` for a repeated key or what is no query string, `InvalidTag`
 */
export function readTaggingHeader(header: string): Tags {
  const tags = new Map<string, string>();
  for (const pair of header.split("&")) {
    if (pair === "") continue;
    const [key = "", value = "", ...more] = pair.split("=").map((part) => decode(part, header));
    if (more.length > 0 || tags.has(key)) throw invalidTaggingHeader(header);
    checkTag(key, value, "object");
    tags.set(key, value);
  }
  if (tags.size > MAX_OBJECT_TAGS) throw tooManyTags("object", MAX_OBJECT_TAGS);
  return tags;
}

export function toTagSet(tags: Tags): { readonly Key: string; readonly Value: string }[] {
  return Array.from(tags, ([Key, Value]) => ({ Key, Value }));
}

/** Letters, numbers and spaces of any script, and these signs. */
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

function checkTag(key: string, value: string, owner: TagOwner): void {
  if (key.toLowerCase().startsWith("aws:")) throw reservedKey(key, owner);
  if (key === "" || key.length > MAX_TAG_KEY_CHARACTERS || !ALLOWED.test(key)) {
    throw invalidTag("The TagKey you have provided is invalid", { TagKey: key });
  }
  if (value.length > MAX_TAG_VALUE_CHARACTERS || !ALLOWED.test(value)) {
    throw invalidTag("The TagValue you have provided is invalid", { TagKey: key, TagValue: value });
  }
}

function reservedKey(key: string, owner: TagOwner): AwsError {
  if (owner === "object") return invalidTag("Your TagKey cannot be prefixed with aws:", { TagKey: key });
  if (owner === "bucket") return invalidTag("System tags cannot be added/updated by requester", { TagKey: key });
  return invalidTag(
    'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
  );
}

function duplicateKey(key: string, owner: TagOwner): AwsError {
  // CreateBucket fails in a way of its own here (recorded): we do the same, so that nobody relies on it.
  if (owner === "newBucket") return internalError();
  return invalidTag("Cannot provide multiple Tags with the same key", { TagKey: key });
}

function invalidTaggingHeader(header: string): AwsError {
  const message =
    "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.";
  return invalidArgument(message, "x-amz-tagging", header);
}

function decode(part: string, header: string): string {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch {
    throw invalidTaggingHeader(header);
  }
}
