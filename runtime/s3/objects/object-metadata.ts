import { metadataTooLarge } from "../errors.ts";
import { MAX_METADATA_BYTES } from "../limits.ts";
import type { ObjectMetadata } from "../s3-object.ts";
import { decodeMetadata, encodeMetadata } from "./rfc2047.ts";

/** What a request says about its object, under the names of the model. */
export interface MetadataMembers {
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Expires?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
const DEFAULT_CONTENT_TYPE = "binary/octet-stream";

/** @throws {AwsError} `MetadataTooLarge` */
export function readMetadata(members: MetadataMembers): ObjectMetadata {
  return read(members, decodeMetadata);
}

/** Of a form, whose fields are text already: S3 decodes nothing there (recorded). @throws {AwsError} `MetadataTooLarge` */
export function readFormMetadata(members: MetadataMembers): ObjectMetadata {
  return read(members, (value) => value);
}

function read(members: MetadataMembers, decode: (value: string) => string): ObjectMetadata {
  const user = readUserMetadata(members.Metadata, decode);
  return {
    contentType: members.ContentType ?? DEFAULT_CONTENT_TYPE,
    ...(members.CacheControl !== undefined && { cacheControl: members.CacheControl }),
    ...(members.ContentDisposition !== undefined && { contentDisposition: members.ContentDisposition }),
    ...contentEncoding(members.ContentEncoding),
    ...(members.ContentLanguage !== undefined && { contentLanguage: members.ContentLanguage }),
    ...(members.Expires !== undefined && { expires: members.Expires }),
    ...(members.WebsiteRedirectLocation !== undefined && { websiteRedirectLocation: members.WebsiteRedirectLocation }),
    user,
  };
}

/** As an answer has them. */
export function metadataOutput(metadata: ObjectMetadata): MetadataMembers {
  return {
    CacheControl: metadata.cacheControl,
    ContentDisposition: metadata.contentDisposition,
    ContentEncoding: metadata.contentEncoding,
    ContentLanguage: metadata.contentLanguage,
    ContentType: metadata.contentType,
    Expires: metadata.expires,
    WebsiteRedirectLocation: metadata.websiteRedirectLocation,
    Metadata: userMetadataOutput(metadata.user),
  };
}

const NONE: Readonly<Record<string, string>> = Object.freeze({});

function userMetadataOutput(user: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (user === NONE) return user;
  return Object.fromEntries(Object.entries(user).map(([name, value]) => [name, encodeMetadata(value)]));
}

function readUserMetadata(
  given: Readonly<Record<string, string>> | undefined,
  decode: (value: string) => string,
): Readonly<Record<string, string>> {
  if (given === undefined) return NONE;
  let bytes = 0;
  const user: [string, string][] = [];
  for (const [name, header] of Object.entries(given)) {
    const value = decode(header);
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    user.push([name.toLowerCase(), value]);
  }
  if (bytes > MAX_METADATA_BYTES) throw metadataTooLarge(bytes, MAX_METADATA_BYTES);
  return Object.fromEntries(user);
}

/** How the body travelled (`aws-chunked`) is not how it is encoded. */
function contentEncoding(header: string | undefined): { contentEncoding?: string } {
  const kept = header?.split(",").filter((coding) => coding.trim() !== "aws-chunked");
  return kept === undefined || kept.length === 0 ? {} : { contentEncoding: kept.join(",").trim() };
}
