import { bodyOfBytes } from "../core/body-stream.ts";
import type { BodyStream } from "../core/body-stream.ts";
import type { RequestHead, WireRequest } from "../core/wire.ts";
import { decodeAwsChunked } from "./aws-chunked.ts";
import { isPresigned } from "./presigned.ts";
import { pathOf, queryOf } from "./request-url.ts";
import { fromHeaderText } from "./rest-binding.ts";
import type { BoundParts } from "./rest-binding.ts";
import { pathStyle, s3HostOf } from "./s3-address.ts";
import { missingContentLength, transferEncodingNotImplemented } from "./s3-errors.ts";
import type { CorsRequest, RestDoors } from "./service.ts";

const EMPTY = Buffer.alloc(0);
const NO_LABELS: Readonly<Record<string, string>> = {};

/** What AWS does not take from a presigned URL: the SDK signs the checksum of the empty body that it does not know yet. */
const NEVER_FROM_QUERY = /^x-amz-(?:checksum-|sdk-checksum-algorithm$)/;

/** A request to S3, read as S3 reads it: by bucket and key, with what its encodings add taken off. */
export class S3Request implements BoundParts {
  readonly method: string;
  /** Path style, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The region in the host's name. */
  readonly region: string | undefined;
  /** What the path says, once it has been looked at. */
  labels: Readonly<Record<string, string>> = NO_LABELS;
  /** As it was sent. */
  readonly head: RequestHead;
  readonly #wire: WireRequest | undefined;
  readonly #doors: RestDoors;
  /** `x-amz-` parameters of a presigned URL, by lower-case name. */
  readonly #hoisted: ReadonlyMap<string, string> | undefined;

  /** @param head a whole request, or only its head where no body is asked for */
  constructor(head: RequestHead | WireRequest, doors: RestDoors, isSigned: boolean) {
    this.method = head.method;
    const host = s3HostOf(head.headers, isSigned);
    this.path = pathStyle(pathOf(head.url), host);
    this.region = host?.region;
    this.query = parseQuery(queryOf(head.url));
    this.head = head;
    this.#wire = "body" in head ? head : undefined;
    this.#doors = doors;
    if (this.query.size > 0 && isPresigned(this.query)) this.#hoisted = hoistedHeaders(this.query);
  }

  /** The headers that the client sent, by lower-case name. */
  get sentHeaderNames(): readonly string[] {
    return Object.keys(this.head.headers);
  }

  get headerNames(): readonly string[] {
    const names = this.sentHeaderNames;
    return this.#hoisted === undefined ? names : [...new Set([...names, ...this.#hoisted.keys()])];
  }

  readonly hasHeader = (name: string): boolean => this.#raw(name) !== undefined;

  header(name: string): string | undefined {
    if (name === "content-length" && this.#isChunked()) return this.#raw("x-amz-decoded-content-length");
    const value = this.#raw(name);
    if (value === undefined) return undefined;
    if (name === "content-encoding") return withoutAwsChunked(value);
    return fromHeaderText(value);
  }

  #raw(name: string): string | undefined {
    const value = this.head.headers[name];
    if (value === undefined) return this.#hoisted?.get(name);
    return typeof value === "string" ? value : value.join(",");
  }

  /**
   * @param needsLength whether AWS refuses a body of unknown length, as it does for objects
   * @throws {AwsError} `MissingContentLength`, `NotImplemented`, and for a body in memory what is wrong with its encoding
   */
  body(needsLength: boolean): BodyStream {
    const wire = this.#wire;
    const encoded = wire?.bodyStream ?? bodyOfBytes(wire?.body ?? EMPTY);
    if (this.#isChunked()) {
      const decodedLength = this.#raw("x-amz-decoded-content-length") ?? "";
      if (!/^\d{1,16}$/.test(decodedLength)) throw this.#unknownLength();
      const trailerNames = (this.#raw("x-amz-trailer") ?? "").toLowerCase().split(",");
      const expected = { decodedBytes: Number(decodedLength), trailerNames: trailerNames.map(trim).filter(Boolean) };
      return decodeAwsChunked(encoded, expected);
    }
    if (needsLength && !this.hasHeader("content-length")) throw this.#unknownLength();
    return encoded;
  }

  #unknownLength(): Error {
    return this.hasHeader("transfer-encoding") ? transferEncodingNotImplemented() : missingContentLength();
  }

  #isChunked(): boolean {
    if (this.#raw("x-amz-content-sha256")?.startsWith("STREAMING-") === true) return true;
    return /(?:^|,)\s*aws-chunked\s*(?:,|$)/i.test(this.#raw("content-encoding") ?? "");
  }

  /** `undefined` when the request names no Origin or no bucket. */
  cors(): CorsRequest | undefined {
    const origin = this.#raw("origin");
    const bucket = this.labels["Bucket"];
    return origin === undefined || bucket === undefined ? undefined : this.preflight(bucket, origin);
  }

  /**
   * What S3 compares with a bucket's rules; a request that is no preflight but has a preflight's headers is judged by them (recorded).
   *
   * @param origin empty when the request names none
   */
  preflight(bucket: string, origin: string): CorsRequest {
    const names = (this.#raw("access-control-request-headers") ?? "").toLowerCase().split(",");
    return {
      bucket,
      key: this.labels["Key"],
      origin,
      method: this.#raw("access-control-request-method") ?? (this.method === "OPTIONS" ? "" : this.method),
      requestHeaders: names.map(trim).filter(Boolean),
    };
  }

  corsHeaders(): Readonly<Record<string, string>> {
    const request = this.method === "OPTIONS" ? undefined : this.cors();
    return request === undefined ? {} : (this.#doors.corsHeaders?.(request) ?? {});
  }
}

/** SDKs name the operation and nothing else (`x-id=PutObject`), so that these few are parsed once. Nobody changes a query. */
const namesOnly = new Map<string, URLSearchParams>([["", new URLSearchParams()]]);
const NAME_ONLY = /^x-id=[A-Za-z0-9]{1,64}$/;
const MAX_NAMES = 200;

function parseQuery(text: string): URLSearchParams {
  const known = namesOnly.get(text);
  if (known !== undefined) return known;
  const query = new URLSearchParams(text);
  if (namesOnly.size < MAX_NAMES && NAME_ONLY.test(text)) namesOnly.set(text, query);
  return query;
}

function hoistedHeaders(query: URLSearchParams): ReadonlyMap<string, string> {
  const hoisted = new Map<string, string>();
  for (const [key, value] of query) {
    const name = key.toLowerCase();
    if (name.startsWith("x-amz-") && !NEVER_FROM_QUERY.test(name)) hoisted.set(name, value);
  }
  return hoisted;
}

function withoutAwsChunked(encoding: string): string | undefined {
  if (!/aws-chunked/i.test(encoding)) return encoding;
  const others = encoding
    .split(",")
    .map(trim)
    .filter((name) => name.toLowerCase() !== "aws-chunked");
  return others.length === 0 ? undefined : others.join(",");
}

function trim(text: string): string {
  return text.trim();
}
