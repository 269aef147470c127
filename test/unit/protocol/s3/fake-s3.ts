import { createHash } from "node:crypto";
import type { BodyStream } from "../../../../runtime/core/body-stream.ts";
import { bodyOfPieces } from "../../../../runtime/core/body-stream.ts";
import { systemClock } from "../../../../runtime/core/clock.ts";
import { AwsError } from "../../../../runtime/core/errors.ts";
import { Journal } from "../../../../runtime/core/journal.ts";
import { seededRandom } from "../../../../runtime/core/random.ts";
import { VirtualClock } from "../../../../runtime/core/virtual-clock.ts";
import type { WireRequest, WireResponse } from "../../../../runtime/core/wire.ts";
import { localCallersOnly } from "../../../../runtime/http/guard.ts";
import { startHttpServer } from "../../../../runtime/http/server.ts";
import { createDispatcher } from "../../../../runtime/protocol/dispatcher.ts";
import type { S3Operations } from "../../../../runtime/protocol/generated/s3.ts";
import type { RestDoors, Service } from "../../../../runtime/protocol/service.ts";
import { fakeSqs, request } from "../gateway.ts";

export const NOW = 1_767_225_600_000;

/** An S3 of which each test says what its operations do. */
function fakeS3(operations: Partial<S3Operations>, doors: RestDoors = {}): Service<S3Operations> {
  return {
    name: "s3",
    operations,
    doors,
    unchecked: ["enum", "pattern", "length", "range"],
    constraintError: ([{ member, rule }]) => new AwsError("InvalidArgument", `${member}: ${rule}`),
  };
}

/** A gateway with S3 and SQS, without sockets. */
export function s3Gateway(operations: Partial<S3Operations>, doors: RestDoors = {}) {
  const clock = new VirtualClock(NOW);
  const journal = new Journal(clock);
  const services = [fakeS3(operations, doors), fakeSqs({ ListQueues: () => ({ QueueUrls: ["found"] }) })];
  const dispatch = createDispatcher({ services, journal, random: seededRandom("s3"), clock });
  const ask = (parts: Partial<WireRequest> & { readonly text?: string }): Promise<WireResponse> =>
    Promise.resolve(dispatch(s3Request(parts)));
  return { ask, dispatch, journal, clock };
}

/** A request with the length that every client sends. */
function s3Request(parts: Partial<WireRequest> & { readonly text?: string }): WireRequest {
  const made = request({ method: "GET", ...parts });
  const length = parts.bodyStream === undefined ? { "content-length": String(made.body.length) } : {};
  return { ...made, headers: { host: "127.0.0.1:4566", ...length, ...parts.headers } };
}

export async function collect(body: BodyStream): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

export function streamOf(pieces: Iterable<Uint8Array>): BodyStream {
  // oxlint-disable-next-line require-await -- a stream of what is there already
  async function* each(): AsyncGenerator<Uint8Array, void> {
    yield* pieces;
  }
  return bodyOfPieces(each());
}

interface StoredObject {
  readonly content: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly trailers: Readonly<Record<string, string>>;
}

/** A server with an S3 that keeps objects in a map, on a free port. */
export async function listeningS3(overrides: Partial<S3Operations> = {}, doors: RestDoors = {}) {
  const objects = new Map<string, StoredObject>();
  const journal = new Journal(systemClock);
  const services = [fakeS3({ ...keeping(objects), ...overrides }, doors)];
  const handler = createDispatcher({ services, journal, random: seededRandom("s3"), clock: systemClock });
  const guard = localCallersOnly([], handler.admittedPages);
  const routes = [{ method: "*", pattern: "*", guard, handler }];
  const server = await startHttpServer({ port: 0, routes, journal, clock: systemClock });
  return { ...server, objects, journal };
}

function keeping(objects: Map<string, StoredObject>): Partial<S3Operations> {
  const find = (bucket: string, key: string): StoredObject => {
    const found = objects.get(`${bucket}/${key}`);
    if (found !== undefined) return found;
    throw new AwsError("NoSuchKey", "The specified key does not exist.", { status: 404, members: { Key: key } });
  };
  const head = ({ content, metadata, contentType }: StoredObject) => ({
    ETag: etagOf(content),
    ContentLength: content.length,
    ContentType: contentType ?? "binary/octet-stream",
    LastModified: NOW,
    Metadata: metadata,
  });
  return {
    CreateBucket: ({ Bucket }) => ({ Location: `/${Bucket}` }),
    GetBucketLocation: () => ({ LocationConstraint: "eu-west-1" }),
    async PutObject({ Bucket, Key, Body, Metadata = {}, ContentType, ContentEncoding }) {
      const content = await collect(Body);
      objects.set(`${Bucket}/${Key}`, {
        content,
        metadata: Metadata,
        contentType: ContentType,
        contentEncoding: ContentEncoding,
        trailers: { ...Body.trailers },
      });
      return { ETag: etagOf(content) };
    },
    GetObject({ Bucket, Key, Range }) {
      const found = find(Bucket, Key);
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(Range ?? "") ?? [];
      if (first === undefined || last === undefined) return { ...head(found), Body: found.content };
      const part = found.content.subarray(Number(first), Number(last) + 1);
      const ContentRange = `bytes ${first}-${last}/${found.content.length}`;
      return { ...head(found), Body: part, ContentLength: part.length, ContentRange };
    },
    HeadObject: ({ Bucket, Key }) => head(find(Bucket, Key)),
    DeleteObject({ Bucket, Key }) {
      objects.delete(`${Bucket}/${Key}`);
      return {};
    },
    DeleteObjects: ({ Bucket, Delete }) => ({
      Deleted: Delete.Objects.map(({ Key }) => {
        objects.delete(`${Bucket}/${Key}`);
        return { Key };
      }),
    }),
    ListObjectsV2({ Bucket, Prefix = "" }) {
      const names = [...objects.keys()].filter((name) => name.startsWith(`${Bucket}/${Prefix}`));
      const Contents = names.map((name) => ({
        Key: name.slice(Bucket.length + 1),
        LastModified: NOW,
        Size: objects.get(name)?.content.length,
      }));
      return { Name: Bucket, Prefix, KeyCount: Contents.length, MaxKeys: 1000, IsTruncated: false, Contents };
    },
  };
}

function etagOf(content: Buffer): string {
  return `"${createHash("md5").update(content).digest("hex")}"`;
}
