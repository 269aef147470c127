/**
 * What S3 promises of objects, through the real clients. The gateway runs in this process on a virtual clock.
 */
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awscli } from "./clients/awscli.ts";
import { boto3 } from "./clients/boto3.ts";
import { type ClientTarget, type TestClient } from "./clients/client.ts";
import { javascript } from "./clients/javascript.ts";
import { keysIn, S3Calls, textOf } from "./clients/s3-calls.ts";

/** Keys that clients, URLs and XML each have a chance to spell differently. */
const ODD_KEYS = [
  "with space.txt",
  "a+b&c=d?e#f.txt",
  "100%25 %41.txt",
  "一二三/안녕 하세요.txt",
  "/leading/slash",
  "double//slash/",
  "quotes'\"<>(!*).txt",
  "rocket 🚀;:@,$.txt",
];

describe.each([
  // The JavaScript SDK leaves it to its caller to encode the source of a copy.
  ["JavaScript SDK", javascript, encodeURIComponent],
  ["boto3", boto3, String],
  ["awscli", awscli, String],
])("objects through %s", (_name, connect: (target: ClientTarget) => TestClient, sourceKey: (key: string) => string) => {
  let s3: S3Calls;
  beforeAll(async () => {
    s3 = await S3Calls.start(connect);
  });
  afterAll(() => s3.stop());

  test("one is put, read with all that was said of it, and deleted", async () => {
    const Bucket = await s3.createBucket();
    const text = 'snow ☃ & "quotes"';
    const { ETag } = await s3.put(Bucket, "key", text, {
      ContentType: "text/plain; charset=utf-8",
      ContentDisposition: 'attachment; filename="a b.txt"',
      CacheControl: "no-store",
      Metadata: { owner: "ada", "two-words": "a b" },
    });
    expect(ETag).toBe(`"${createHash("md5").update(text).digest("hex")}"`);
    const described = {
      ETag,
      ContentLength: Buffer.byteLength(text),
      ContentType: "text/plain; charset=utf-8",
      ContentDisposition: 'attachment; filename="a b.txt"',
      CacheControl: "no-store",
      Metadata: { owner: "ada", "two-words": "a b" },
    };
    expect(await s3.call("HeadObject", { Bucket, Key: "key" })).toMatchObject(described);
    const got = await s3.call("GetObject", { Bucket, Key: "key" });
    expect(got).toMatchObject(described);
    expect(textOf(got)).toBe(text);
    await s3.call("DeleteObject", { Bucket, Key: "key" });
    expect(await s3.refusal("GetObject", { Bucket, Key: "key" })).toMatchObject({ code: "NoSuchKey" });
  });

  test.each(ODD_KEYS)("the key %j comes back from everywhere as it was put", async (Key) => {
    const Bucket = await s3.createBucket();
    await s3.put(Bucket, Key, `body of ${Key}`);
    expect(await s3.bodyOf(Bucket, Key)).toBe(`body of ${Key}`);
    expect(keysIn(await s3.call("ListObjectsV2", { Bucket }))).toEqual([Key]);
    expect(keysIn(await s3.call("ListObjects", { Bucket, Prefix: Key }))).toEqual([Key]);
    const { Deleted } = await s3.call("DeleteObjects", { Bucket, Delete: { Objects: [{ Key }] } });
    expect(Deleted).toMatchObject([{ Key }]);
    expect(keysIn(await s3.call("ListObjectsV2", { Bucket }))).toEqual([]);
  });

  test.each([
    ["bytes=0-3", "0123", "bytes 0-3/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=5-100", "56789", "bytes 5-9/10"],
  ])("the range %s is %s", async (Range, text, ContentRange) => {
    const Bucket = await s3.createBucket();
    await s3.put(Bucket, "digits", "0123456789");
    const got = await s3.call("GetObject", { Bucket, Key: "digits", Range });
    expect(got).toMatchObject({ ContentRange, ContentLength: text.length });
    expect(textOf(got)).toBe(text);
  });

  test("a range behind the end is refused", async () => {
    const Bucket = await s3.createBucket();
    await s3.put(Bucket, "digits", "0123456789");
    expect(await s3.refusal("GetObject", { Bucket, Key: "digits", Range: "bytes=10-" })).toEqual({
      code: "InvalidRange",
      message: "The requested range is not satisfiable",
    });
  });

  test("conditions on the ETag decide whether it is read", async () => {
    const Bucket = await s3.createBucket();
    const { ETag } = await s3.put(Bucket, "key", "body");
    expect(await s3.bodyOf(Bucket, "key", { IfMatch: ETag })).toBe("body");
    expect(await s3.refusal("GetObject", { Bucket, Key: "key", IfMatch: '"other"' })).toEqual({
      code: "PreconditionFailed",
      message: "At least one of the pre-conditions you specified did not hold",
    });
    // An answer without a body has no name for it.
    const code = s3.client.modelledErrorNames ? "Unknown" : "304";
    expect(await s3.refusal("GetObject", { Bucket, Key: "key", IfNoneMatch: ETag })).toMatchObject({ code });
  });

  test("a copy has the body, and the metadata unless it is replaced", async () => {
    const [source, target] = [await s3.createBucket(), await s3.createBucket()];
    const Key = "dir/sourcé +1.txt";
    await s3.put(source, Key, "body", { Metadata: { from: "source" } });
    const CopySource = `${source}/${sourceKey(Key)}`;
    const { CopyObjectResult } = await s3.call("CopyObject", { Bucket: target, Key: "same", CopySource });
    expect(CopyObjectResult).toMatchObject({ ETag: `"${createHash("md5").update("body").digest("hex")}"` });
    await s3.call("CopyObject", {
      Bucket: target,
      Key: "replaced",
      CopySource,
      MetadataDirective: "REPLACE",
      Metadata: { from: "copy" },
    });
    expect(await s3.bodyOf(target, "same")).toBe("body");
    expect(await s3.call("HeadObject", { Bucket: target, Key: "same" })).toMatchObject({
      Metadata: { from: "source" },
    });
    expect(await s3.call("HeadObject", { Bucket: target, Key: "replaced" })).toMatchObject({
      Metadata: { from: "copy" },
    });
    expect(await s3.refusal("CopyObject", { Bucket: source, Key, CopySource })).toMatchObject({
      code: "InvalidRequest",
    });
  });

  test("tags are put with the object or after it", async () => {
    const Bucket = await s3.createBucket();
    await s3.put(Bucket, "key", "body", { Tagging: "kind=photo&place=a%20b" });
    const { TagSet } = await s3.call("GetObjectTagging", { Bucket, Key: "key" });
    expect(TagSet).toEqual([
      { Key: "kind", Value: "photo" },
      { Key: "place", Value: "a b" },
    ]);
    await s3.call("PutObjectTagging", { Bucket, Key: "key", Tagging: { TagSet: [{ Key: "one", Value: "1" }] } });
    expect(await s3.call("GetObjectTagging", { Bucket, Key: "key" })).toMatchObject({
      TagSet: [{ Key: "one", Value: "1" }],
    });
    await s3.call("DeleteObjectTagging", { Bucket, Key: "key" });
    expect(await s3.call("GetObjectTagging", { Bucket, Key: "key" })).toMatchObject({ TagSet: [] });
  });

  test("a checksum that fits is kept and told, one that does not is refused", async () => {
    const Bucket = await s3.createBucket();
    const ChecksumSHA256 = createHash("sha256").update("body").digest("base64");
    expect(await s3.put(Bucket, "key", "body", { ChecksumSHA256 })).toMatchObject({ ChecksumSHA256 });
    expect(await s3.call("HeadObject", { Bucket, Key: "key", ChecksumMode: "ENABLED" })).toMatchObject({
      ChecksumSHA256,
    });
    const wrong = { Bucket, Key: "other", Body: Buffer.from("body!"), ChecksumSHA256 };
    expect(await s3.refusal("PutObject", wrong)).toEqual({
      code: "BadDigest",
      message: "The SHA256 you specified did not match the calculated checksum.",
    });
    expect(
      await s3.refusal("PutObject", { ...wrong, ChecksumSHA256: undefined, ContentMD5: md5("body") }),
    ).toMatchObject({
      code: "BadDigest",
      message: "The Content-MD5 you specified did not match what we received.",
    });
    expect(keysIn(await s3.call("ListObjectsV2", { Bucket }))).toEqual(["key"]);
  });

  test.each(["CRC32", "SHA1", "SHA256"])("the client's own %s is taken and told", async (ChecksumAlgorithm) => {
    const Bucket = await s3.createBucket();
    const answered = await s3.put(Bucket, "key", "body", { ChecksumAlgorithm });
    const member = `Checksum${ChecksumAlgorithm}`;
    const expected = { CRC32: crc32Of("body"), SHA1: sha("sha1", "body"), SHA256: sha("sha256", "body") }[
      ChecksumAlgorithm
    ];
    expect(answered[member]).toBe(expected);
    const got = await s3.call("GetObject", { Bucket, Key: "key", ChecksumMode: "ENABLED" });
    expect(got[member]).toBe(expected);
    expect(textOf(got)).toBe("body");
  });
});

// The boto3 and the awscli of Debian are from before S3 had conditions of writes.
test("conditions decide whether an object is written", async () => {
  const s3 = await S3Calls.start(javascript);
  const Bucket = await s3.createBucket();
  const put = { Bucket, Key: "key" };
  const failed = {
    code: "PreconditionFailed",
    message: "At least one of the pre-conditions you specified did not hold",
  };
  const { ETag } = await s3.put(Bucket, "key", "first", { IfNoneMatch: "*" });
  expect(await s3.refusal("PutObject", { ...put, IfNoneMatch: "*" })).toEqual(failed);
  expect(await s3.refusal("PutObject", { ...put, IfMatch: '"other"' })).toEqual(failed);
  await s3.put(Bucket, "key", "second", { IfMatch: ETag });
  expect(await s3.bodyOf(Bucket, "key")).toBe("second");
  const missing = await s3.refusal("PutObject", { ...put, Key: "none", IfMatch: ETag });
  expect(missing).toMatchObject({ code: "NoSuchKey" });
  await s3.stop();
});

test("the JavaScript SDK sends a CRC32 of its own accord, which the object keeps", async () => {
  const s3 = await S3Calls.start(javascript);
  const Bucket = await s3.createBucket();
  await s3.put(Bucket, "key", "body");
  const head = await s3.call("HeadObject", { Bucket, Key: "key", ChecksumMode: "ENABLED" });
  expect(head).toMatchObject({ ChecksumCRC32: crc32Of("body"), ChecksumType: "FULL_OBJECT" });
  await s3.stop();
});

function md5(text: string): string {
  return createHash("md5").update(text).digest("base64");
}

function crc32Of(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return bytes.toString("base64");
}

function sha(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest("base64");
}
