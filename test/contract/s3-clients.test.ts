/**
 * What S3's buckets promise their clients, through the real clients. The gateway runs in this process on a virtual clock.
 */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awscli } from "./clients/awscli.ts";
import { boto3 } from "./clients/boto3.ts";
import { type ClientTarget, outputOf, type TestClient } from "./clients/client.ts";
import { javascript } from "./clients/javascript.ts";
import { keysIn, type Output, S3Calls } from "./clients/s3-calls.ts";

describe.each([
  ["JavaScript SDK", javascript],
  ["boto3", boto3],
  ["awscli", awscli],
])("S3 through %s", (_name, connect: (target: ClientTarget) => TestClient) => {
  let s3: S3Calls;
  beforeAll(async () => {
    s3 = await S3Calls.start(connect);
  });
  afterAll(() => s3.stop());

  describe("buckets", () => {
    test("one is created, listed, located, and deleted when it is empty", async () => {
      const Bucket = await s3.createBucket();
      const { Buckets } = await s3.call("ListBuckets", {});
      expect(Buckets).toEqual(expect.arrayContaining([expect.objectContaining({ Name: Bucket })]));
      expect((await s3.call("GetBucketLocation", { Bucket }))["LocationConstraint"] ?? null).toBeNull();
      await s3.put(Bucket, "key", "body");
      expect(await s3.refusal("DeleteBucket", { Bucket })).toEqual({
        code: "BucketNotEmpty",
        message: "The bucket you tried to delete is not empty",
      });
      await s3.call("DeleteObject", { Bucket, Key: "key" });
      await s3.call("DeleteBucket", { Bucket });
      expect(await s3.refusal("HeadBucket", { Bucket })).toMatchObject({ code: s3.notFound });
    });

    test("another region is the bucket's location, where it is asked for", async () => {
      const Bucket = "in-europe";
      const elsewhere = connect({
        service: "s3",
        endpoint: s3.endpoints.url,
        region: "eu-west-1",
        accessKeyId: "000000000000",
      });
      const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" };
      outputOf(await elsewhere.call("CreateBucket", { Bucket, CreateBucketConfiguration }));
      await elsewhere.stop();
      expect(await s3.call("GetBucketLocation", { Bucket })).toMatchObject({ LocationConstraint: "eu-west-1" });
    });

    test("tags are kept, and gone when they are deleted", async () => {
      const Bucket = await s3.createBucket();
      const TagSet = [{ Key: "team", Value: "büro 1" }];
      await s3.call("PutBucketTagging", { Bucket, Tagging: { TagSet } });
      expect(await s3.call("GetBucketTagging", { Bucket })).toEqual({ TagSet });
      await s3.call("DeleteBucketTagging", { Bucket });
      expect(await s3.refusal("GetBucketTagging", { Bucket })).toEqual({
        code: "NoSuchTagSet",
        message: "The TagSet does not exist",
      });
    });

    test("what is not there is refused by AWS's name and sentence", async () => {
      const Bucket = await s3.createBucket();
      expect(await s3.refusal("GetObject", { Bucket, Key: "none" })).toEqual({
        code: "NoSuchKey",
        message: "The specified key does not exist.",
      });
      expect(await s3.refusal("HeadObject", { Bucket, Key: "none" })).toMatchObject({ code: s3.notFound });
      expect(await s3.refusal("ListObjectsV2", { Bucket: "no-such-bucket" })).toEqual({
        code: "NoSuchBucket",
        message: "The specified bucket does not exist",
      });
      expect(await s3.refusal("AbortMultipartUpload", { Bucket, Key: "k", UploadId: "none" })).toMatchObject({
        code: "NoSuchUpload",
      });
      expect(await s3.refusal("CreateBucket", { Bucket: "UPPER" })).toEqual({
        code: "InvalidBucketName",
        message: "The specified bucket is not valid.",
      });
    });
  });

  describe("lists", () => {
    const KEYS = ["a.txt", "dir/one", "dir/sub/two", "other dir/x", "z.txt"];
    const filled = async (): Promise<string> => {
      const Bucket = await s3.createBucket();
      for (const key of KEYS) await s3.put(Bucket, key, key);
      return Bucket;
    };

    test.each(["ListObjects", "ListObjectsV2"])("%s rolls up what is behind the delimiter", async (operation) => {
      const Bucket = await filled();
      const list = await s3.call(operation, { Bucket, Delimiter: "/" });
      expect(keysIn(list)).toEqual(["a.txt", "z.txt"]);
      expect(list["CommonPrefixes"]).toEqual([{ Prefix: "dir/" }, { Prefix: "other dir/" }]);
      const below = await s3.call(operation, { Bucket, Delimiter: "/", Prefix: "dir/" });
      expect(keysIn(below)).toEqual(["dir/one"]);
      expect(below["CommonPrefixes"]).toEqual([{ Prefix: "dir/sub/" }]);
    });

    test("pages go on from the token, or from the marker in version 1", async () => {
      const Bucket = await filled();
      const first = await s3.call("ListObjectsV2", { Bucket, MaxKeys: 2 });
      expect(first).toMatchObject({ IsTruncated: true, KeyCount: 2 });
      const second = await s3.call("ListObjectsV2", {
        Bucket,
        MaxKeys: 4,
        ContinuationToken: first["NextContinuationToken"],
      });
      expect(second).toMatchObject({ IsTruncated: false, KeyCount: 3 });
      expect([...keysIn(first), ...keysIn(second)]).toEqual(KEYS);
      expect(keysIn(await s3.call("ListObjects", { Bucket, MaxKeys: 2, Marker: "dir/one" }))).toEqual(KEYS.slice(2, 4));
      expect(keysIn(await s3.call("ListObjectsV2", { Bucket, StartAfter: "dir/sub/two" }))).toEqual(KEYS.slice(3));
    });
  });

  test("of versions each is kept, a delete hides them behind a marker, and without it they are back", async () => {
    const Bucket = await s3.createBucket();
    await s3.call("PutBucketVersioning", { Bucket, VersioningConfiguration: { Status: "Enabled" } });
    expect(await s3.call("GetBucketVersioning", { Bucket })).toMatchObject({ Status: "Enabled" });
    const one = await s3.put(Bucket, "key", "one");
    const two = await s3.put(Bucket, "key", "two");
    const marker = await s3.call("DeleteObject", { Bucket, Key: "key" });
    expect(marker).toMatchObject({ DeleteMarker: true });
    expect(await s3.refusal("GetObject", { Bucket, Key: "key" })).toMatchObject({ code: "NoSuchKey" });
    expect(await s3.bodyOf(Bucket, "key", { VersionId: one["VersionId"] })).toBe("one");
    expect(await s3.call("ListObjectVersions", { Bucket })).toMatchObject({
      Versions: [
        { Key: "key", VersionId: two["VersionId"], IsLatest: false },
        { Key: "key", VersionId: one["VersionId"], IsLatest: false },
      ],
      DeleteMarkers: [{ Key: "key", VersionId: marker["VersionId"], IsLatest: true }],
    });
    await s3.call("DeleteObject", { Bucket, Key: "key", VersionId: marker["VersionId"] });
    expect(await s3.bodyOf(Bucket, "key")).toBe("two");
  });

  test("of many deletes in one, each is answered", async () => {
    const Bucket = await s3.createBucket();
    for (const key of ["a", "b & <c>"]) await s3.put(Bucket, key, key);
    const Objects = [{ Key: "a" }, { Key: "b & <c>" }, { Key: "never there" }];
    const { Deleted } = await s3.call("DeleteObjects", { Bucket, Delete: { Objects } });
    expect(Deleted).toEqual(Objects);
    expect(await s3.call("DeleteObjects", { Bucket, Delete: { Objects, Quiet: true } })).not.toHaveProperty("Deleted");
  });

  test("parts become one object whose ETag tells of them, in the order of their numbers", async () => {
    const Bucket = await s3.createBucket();
    const Key = "parts/büro 1";
    const big = "x".repeat(5 * 1024 * 1024);
    const { UploadId } = await s3.call("CreateMultipartUpload", { Bucket, Key, Metadata: { kind: "parts" } });
    const upload = async (PartNumber: number, body: string): Promise<Output> => {
      const { ETag } = await s3.call("UploadPart", { Bucket, Key, UploadId, PartNumber, Body: Buffer.from(body) });
      return { ETag, PartNumber };
    };
    const tail = await upload(2, "tail");
    const Parts = [await upload(1, big), tail];
    expect((await s3.call("ListParts", { Bucket, Key, UploadId }))["Parts"]).toMatchObject(Parts);
    expect(await s3.call("ListMultipartUploads", { Bucket })).toMatchObject({ Uploads: [{ Key, UploadId }] });
    const completed = await s3.call("CompleteMultipartUpload", { Bucket, Key, UploadId, MultipartUpload: { Parts } });
    const digest = createHash("md5");
    for (const part of [big, "tail"]) digest.update(createHash("md5").update(part).digest());
    expect(completed).toMatchObject({ Bucket, Key, ETag: `"${digest.digest("hex")}-2"` });
    expect(await s3.bodyOf(Bucket, Key)).toBe(`${big}tail`);
    expect(await s3.call("HeadObject", { Bucket, Key })).toMatchObject({ Metadata: { kind: "parts" } });
    const again = { Bucket, Key, UploadId: `${String(UploadId)}x`, MultipartUpload: { Parts } };
    expect(await s3.refusal("CompleteMultipartUpload", again)).toMatchObject({ code: "NoSuchUpload" });
  });

  test("parts that are too small, or not what was uploaded, make no object", async () => {
    const Bucket = await s3.createBucket();
    const { UploadId } = await s3.call("CreateMultipartUpload", { Bucket, Key: "key" });
    const Parts: Output[] = [];
    for (const PartNumber of [1, 2]) {
      const { ETag } = await s3.call("UploadPart", {
        Bucket,
        Key: "key",
        UploadId,
        PartNumber,
        Body: Buffer.from("small"),
      });
      Parts.push({ ETag, PartNumber });
    }
    const complete = (parts: readonly Output[]): Output => ({
      Bucket,
      Key: "key",
      UploadId,
      MultipartUpload: { Parts: parts },
    });
    expect(await s3.refusal("CompleteMultipartUpload", complete(Parts))).toEqual({
      code: "EntityTooSmall",
      message: "Your proposed upload is smaller than the minimum allowed size",
    });
    const wrong = [{ ETag: `"${"0".repeat(32)}"`, PartNumber: 1 }];
    expect(await s3.refusal("CompleteMultipartUpload", complete(wrong))).toMatchObject({ code: "InvalidPart" });
    expect(await s3.refusal("CompleteMultipartUpload", complete(Parts.toReversed()))).toMatchObject({
      code: "InvalidPartOrder",
    });
    await s3.call("AbortMultipartUpload", { Bucket, Key: "key", UploadId });
    expect(await s3.call("ListMultipartUploads", { Bucket })).not.toHaveProperty("Uploads");
  });
});
