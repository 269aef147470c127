import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { Readable } from "node:stream";
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { afterEach, describe, expect, test } from "vitest";
import { AwsError } from "../../../../runtime/core/errors.ts";
import { bodyOfPieces } from "../../../../runtime/core/body-stream.ts";
import { readAll } from "../../http/listening.ts";
import { listeningS3 } from "./fake-s3.ts";

type Running = Awaited<ReturnType<typeof listeningS3>>;
const stops: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function running(...what: Parameters<typeof listeningS3>): Promise<Running> {
  const server = await listeningS3(...what);
  stops.push(() => server.stop());
  return server;
}

function clientOf(server: Running, config: S3ClientConfig = {}): S3Client {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new S3Client({ region: "eu-west-1", endpoint: server.endpoint, credentials, ...config });
  stops.push(() => client.destroy());
  return client;
}

const Bucket = "photos";

describe("the newest S3 client", () => {
  test("puts, heads, gets, lists and deletes objects", async () => {
    const client = clientOf(await running());
    await client.send(new PutObjectCommand({ Bucket, Key: "a b+ü/1.txt", Body: "hello", Metadata: { city: "Koeln" } }));
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: "a b+ü/1.txt" }));
    expect(head).toMatchObject({
      ContentLength: 5,
      Metadata: { city: "Koeln" },
      LastModified: new Date(1_767_225_600_000),
    });
    const got = await client.send(new GetObjectCommand({ Bucket, Key: "a b+ü/1.txt" }));
    expect(await got.Body?.transformToString()).toBe("hello");
    const listed = await client.send(new ListObjectsV2Command({ Bucket, Prefix: "a b+ü/" }));
    expect(listed.Contents).toEqual([{ Key: "a b+ü/1.txt", Size: 5, LastModified: new Date(1_767_225_600_000) }]);
    const deleted = await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "a b+ü/1.txt" }] } }),
    );
    expect(deleted.Deleted).toEqual([{ Key: "a b+ü/1.txt" }]);
  });

  test("gets a range as 206", async () => {
    const client = clientOf(await running());
    await client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "0123456789" }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key: "k", Range: "bytes=2-4" }));
    expect(await got.Body?.transformToString()).toBe("234");
    expect(got).toMatchObject({ ContentRange: "bytes 2-4/10", $metadata: { httpStatusCode: 206 } });
  });

  test("reads a bucket's location, whose document is one bare element", async () => {
    const client = clientOf(await running());
    const { LocationConstraint } = await client.send(new GetBucketLocationCommand({ Bucket }));
    expect(LocationConstraint).toBe("eu-west-1");
  });

  test("sends a stream in chunks with its checksum after them", async () => {
    const server = await running();
    const body = randomBytes(3 * 1024 * 1024);
    await clientOf(server).send(
      new PutObjectCommand({
        Bucket,
        Key: "k",
        Body: Readable.from(cut(body, 64 * 1024)),
        ContentLength: body.length,
        ContentEncoding: "gzip",
      }),
    );
    const stored = server.objects.get("photos/k");
    expect(stored?.content.equals(body)).toBe(true);
    expect(stored?.trailers["x-amz-checksum-crc32"]).toMatch(/^[\w+/]{6}==$/);
    expect(stored?.contentEncoding).toBe("gzip");
  });

  test.for(["CRC32", "SHA256", "SHA1", "CRC32C", "CRC64NVME"] as const)(
    "may choose %s for the trailer",
    async (algorithm) => {
      const server = await running();
      const Body = Readable.from(cut(randomBytes(100_000), 20_000));
      const put = new PutObjectCommand({
        Bucket,
        Key: "k",
        Body,
        ContentLength: 100_000,
        ChecksumAlgorithm: algorithm,
      });
      await clientOf(server).send(put);
      expect(Object.keys(server.objects.get("photos/k")?.trailers ?? {})).toEqual([
        `x-amz-checksum-${algorithm.toLowerCase()}`,
      ]);
    },
  );

  test("gets errors by name, with their members and both ids", async () => {
    const client = clientOf(await running());
    const error = await client.send(new GetObjectCommand({ Bucket, Key: "none" })).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: "NoSuchKey",
      Key: "none",
      message: "The specified key does not exist.",
      $metadata: {
        httpStatusCode: 404,
        requestId: expect.stringMatching(/^[0-9A-F]{16}$/) as string,
        extendedRequestId: expect.stringMatching(/^[\w+/]{75}=$/) as string,
      },
    });
    const missing = await client
      .send(new HeadObjectCommand({ Bucket, Key: "none" }))
      .catch((thrown: unknown) => thrown);
    expect(missing).toMatchObject({ name: "NotFound", $metadata: { httpStatusCode: 404 } });
  });

  test("gets an error that comes after the status", async () => {
    const CopyObject = () => {
      throw new AwsError("InternalError", "We encountered an internal error. Please try again.", { status: 200 });
    };
    const client = clientOf(await running({ CopyObject }), { maxAttempts: 1 });
    const copy = client.send(new CopyObjectCommand({ Bucket, Key: "k", CopySource: "photos/other" }));
    await expect(copy).rejects.toMatchObject({ name: "InternalError" });
  });

  test("is told what is not implemented, by name", async () => {
    const client = clientOf(await running());
    const copied = client.send(new CopyObjectCommand({ Bucket, Key: "k", CopySource: "photos/other" }));
    await expect(copied).rejects.toMatchObject({
      name: "NotImplemented",
      message: "lambdaloop does not implement s3:CopyObject.",
      $metadata: { httpStatusCode: 501 },
    });
  });
});

describe("large bodies", () => {
  const MiB = 1024 * 1024;

  test("go through in both directions without being held", async () => {
    const piece = randomBytes(64 * 1024);
    const PIECES = 3200;
    let received = 0;
    let largestRss = 0;
    const watch = () => {
      largestRss = Math.max(largestRss, process.memoryUsage.rss());
    };
    const server = await running({
      async PutObject({ Body }) {
        for await (const part of Body) {
          received += part.length;
          watch();
        }
        return {};
      },
      GetObject: () => ({ Body: bodyOfPieces(Readable.from(repeat(piece, PIECES))[Symbol.asyncIterator]()) }),
    });
    const client = clientOf(server);
    const before = process.memoryUsage.rss();
    const ContentLength = PIECES * piece.length;
    await client.send(
      new PutObjectCommand({ Bucket, Key: "k", Body: Readable.from(repeat(piece, PIECES)), ContentLength }),
    );
    expect(received).toBe(ContentLength);
    const got = await client.send(new GetObjectCommand({ Bucket, Key: "k" }));
    let sent = 0;
    for await (const part of got.Body as Readable) {
      sent += (part as Buffer).length;
      watch();
    }
    expect(sent).toBe(ContentLength);
    // Client and server share this process; a body that was held would be 200 MiB, twice.
    expect(largestRss - before).toBeLessThan(150 * MiB);
  });

  test("are not asked for when the answer does not depend on them", async () => {
    const server = await running({
      PutObject() {
        throw new AwsError("NoSuchBucket", "The specified bucket does not exist", { status: 404 });
      },
    });
    const socket = connect(server.port, "127.0.0.1");
    const received = readAll(socket);
    const lines = ["PUT /photos/k HTTP/1.1", `Host: 127.0.0.1:${server.port}`, "Expect: 100-continue"];
    socket.write(`${lines.join("\r\n")}\r\nContent-Length: ${4 * MiB}\r\n\r\n`);
    const text = await received;
    expect(text).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
    expect(text).toContain("Connection: close");
  });

  test("are thrown away when nobody reads them, so that the client gets its answer", async () => {
    const server = await running({
      PutObject() {
        throw new AwsError("NoSuchBucket", "The specified bucket does not exist", { status: 404 });
      },
    });
    const put = new PutObjectCommand({ Bucket, Key: "k", Body: Buffer.alloc(20 * MiB) });
    const client = clientOf(server, { maxAttempts: 1 });
    await expect(client.send(put)).rejects.toMatchObject({ name: "NoSuchBucket" });
    const again = clientOf(server).send(new GetBucketLocationCommand({ Bucket }));
    await expect(again).resolves.toMatchObject({ LocationConstraint: "eu-west-1" });
  });

  test("tell the operation when the client hangs up", async () => {
    let ended: (outcome: unknown) => void = () => undefined;
    const outcome = new Promise((resolve) => {
      ended = resolve;
    });
    const server = await running({
      async PutObject({ Body }) {
        try {
          for await (const _ of Body) if (!socket.destroyed) socket.destroy();
          ended("all of it came");
        } catch (error) {
          ended(error);
        }
        return {};
      },
    });
    const socket = connect(server.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(`PUT /photos/k HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${4 * MiB}\r\n\r\n`);
    socket.write(Buffer.alloc(MiB));
    expect(await outcome).toMatchObject({ code: "IncompleteBody" });
  });

  test("stop coming when the client hangs up", async () => {
    let stop: (how: string) => void = () => undefined;
    const stopped = new Promise<string>((resolve) => {
      stop = resolve;
    });
    async function* endless(): AsyncGenerator<Uint8Array, void> {
      try {
        for (;;) yield await Promise.resolve(Buffer.alloc(64 * 1024));
      } finally {
        stop("stopped");
      }
    }
    const server = await running({ GetObject: () => ({ Body: bodyOfPieces(endless()) }) });
    const socket = connect(server.port, "127.0.0.1");
    socket.write("GET /photos/k HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    socket.once("data", () => socket.destroy());
    expect(await stopped).toBe("stopped");
  });
});

function* cut(body: Buffer, bytes: number): Generator<Buffer> {
  for (let at = 0; at < body.length; at += bytes) yield body.subarray(at, at + bytes);
}

function* repeat(piece: Buffer, times: number): Generator<Buffer> {
  for (let sent = 0; sent < times; sent++) yield piece;
}
