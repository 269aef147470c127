import { describe, expect, test } from "vitest";
import type { Input } from "../../conformance/s3/answer.ts";
import { type S3Caller, s3Caller } from "../../conformance/s3/s3-caller.ts";

const DAY_MS = 86_400_000;
const HALF_A_DAY_MS = DAY_MS / 2;

/** A bucket with one rule, at noon: rules run at midnight UTC, and count days from the midnight after. */
async function atNoon(rule: Input): Promise<S3Caller> {
  const aws = await s3Caller();
  aws.clock.advance(HALF_A_DAY_MS);
  const Rules = [{ ID: "rule", Status: "Enabled", Filter: { Prefix: "" }, ...rule }];
  await aws.call("PutBucketLifecycleConfiguration", { Bucket: aws.bucket, LifecycleConfiguration: { Rules } });
  return aws;
}

async function put(aws: S3Caller, Key: string, more: Input = {}): Promise<void> {
  await aws.call("PutObject", { Bucket: aws.bucket, Key, Body: "content", ...more });
}

async function keysOf(aws: S3Caller): Promise<readonly unknown[]> {
  const { Contents = [] } = await aws.call("ListObjectsV2", { Bucket: aws.bucket });
  return (Contents as readonly Input[]).map(({ Key }) => Key);
}

async function versionsOf(aws: S3Caller) {
  const { Versions = [], DeleteMarkers = [] } = await aws.call("ListObjectVersions", { Bucket: aws.bucket });
  return { versions: (Versions as unknown[]).length, markers: (DeleteMarkers as unknown[]).length };
}

const enableVersioning = (aws: S3Caller) =>
  aws.call("PutBucketVersioning", { Bucket: aws.bucket, VersioningConfiguration: { Status: "Enabled" } });

describe("lifecycle rules on the virtual clock", () => {
  test("an object expires at the midnight after its days, and says so before", async () => {
    const aws = await atNoon({ Expiration: { Days: 1 } });
    await put(aws, "a");
    const head = await aws.call("HeadObject", { Bucket: aws.bucket, Key: "a" });
    expect(head["Expiration"]).toBe('expiry-date="Sat, 03 Jan 2026 00:00:00 GMT", rule-id="rule"');
    aws.clock.advance(HALF_A_DAY_MS + DAY_MS - 1);
    expect(await keysOf(aws)).toEqual(["a"]);
    aws.clock.advance(1);
    expect(await keysOf(aws)).toEqual([]);
    expect(aws.events.at(-1)).toMatchObject({ name: "LifecycleExpiration:Delete", key: "a" });
  });

  test("a rule takes only what its filter names", async () => {
    const And = { Prefix: "logs/", Tags: [{ Key: "keep", Value: "no" }], ObjectSizeGreaterThan: 3 };
    const aws = await atNoon({ Filter: { And }, Expiration: { Days: 1 } });
    await put(aws, "logs/due", { Tagging: "keep=no" });
    await put(aws, "logs/kept", { Tagging: "keep=yes" });
    await put(aws, "logs/small", { Tagging: "keep=no", Body: "abc" });
    await put(aws, "other", { Tagging: "keep=no" });
    aws.clock.advance(3 * DAY_MS);
    expect(await keysOf(aws)).toEqual(["logs/kept", "logs/small", "other"]);
  });

  test("a rule that is disabled or taken away does nothing", async () => {
    const disabled = await atNoon({ Status: "Disabled", Expiration: { Days: 1 } });
    await put(disabled, "a");
    disabled.clock.advance(3 * DAY_MS);
    expect(await keysOf(disabled)).toEqual(["a"]);
    const deleted = await atNoon({ Expiration: { Days: 1 } });
    await put(deleted, "a");
    await deleted.call("DeleteBucketLifecycle", { Bucket: deleted.bucket });
    deleted.clock.advance(3 * DAY_MS);
    expect(await keysOf(deleted)).toEqual(["a"]);
    expect(deleted.clock.pending).toBe(0);
  });

  test("in a versioned bucket expiry makes a delete marker, which goes when nothing is behind it", async () => {
    const aws = await atNoon({ Expiration: { Days: 1 }, NoncurrentVersionExpiration: { NoncurrentDays: 2 } });
    await enableVersioning(aws);
    await put(aws, "a");
    aws.clock.advance(2 * DAY_MS);
    expect(await versionsOf(aws)).toEqual({ versions: 1, markers: 1 });
    expect(aws.events.at(-1)).toMatchObject({ name: "LifecycleExpiration:DeleteMarkerCreated", key: "a" });
    aws.clock.advance(3 * DAY_MS);
    expect(await versionsOf(aws)).toEqual({ versions: 0, markers: 0 });
  });

  test("as many newer noncurrent versions stay as the rule says", async () => {
    const expiration = { NoncurrentDays: 1, NewerNoncurrentVersions: 2 };
    const aws = await atNoon({ NoncurrentVersionExpiration: expiration });
    await enableVersioning(aws);
    for (let version = 0; version < 5; version++) await put(aws, "a");
    aws.clock.advance(3 * DAY_MS);
    expect(await versionsOf(aws)).toEqual({ versions: 3, markers: 0 });
  });

  test("an upload that was never completed is aborted", async () => {
    const aws = await atNoon({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 } });
    const ids = { Bucket: aws.bucket, Key: "a" };
    const { UploadId } = await aws.call("CreateMultipartUpload", ids);
    await aws.call("UploadPart", { ...ids, UploadId, PartNumber: 1, Body: "part" });
    aws.clock.advance(2 * DAY_MS);
    expect(await aws.call("ListParts", { ...ids, UploadId })).toHaveProperty("Parts");
    aws.clock.advance(DAY_MS);
    expect(await aws.record("ListParts", { ...ids, UploadId })).toMatchObject({ Error: { Code: "NoSuchUpload" } });
  });

  test("objects move to other storage classes", async () => {
    const aws = await atNoon({
      Transitions: [
        { Days: 30, StorageClass: "STANDARD_IA" },
        { Days: 90, StorageClass: "GLACIER" },
      ],
    });
    await put(aws, "large", { Body: "x".repeat(200_000) });
    await put(aws, "small");
    const classOf = async (Key: string) =>
      (await aws.call("HeadObject", { Bucket: aws.bucket, Key }))["StorageClass"] ?? "STANDARD";
    aws.clock.advance(32 * DAY_MS);
    expect([await classOf("large"), await classOf("small")]).toEqual(["STANDARD_IA", "STANDARD"]);
    aws.clock.advance(60 * DAY_MS);
    expect([await classOf("large"), await classOf("small")]).toEqual(["GLACIER", "STANDARD"]);
    expect(aws.events.filter(({ name }) => name === "LifecycleTransition")).toHaveLength(2);
  });

  test("what is locked does not expire", async () => {
    const aws = await s3Caller();
    const Bucket = "locked";
    await aws.call("CreateBucket", { Bucket, ObjectLockEnabledForBucket: true });
    const Rules = [
      {
        ID: "rule",
        Status: "Enabled",
        Filter: { Prefix: "" },
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      },
    ];
    await aws.call("PutBucketLifecycleConfiguration", { Bucket, LifecycleConfiguration: { Rules } });
    await aws.call("PutObject", { Bucket, Key: "a", Body: "held", ObjectLockLegalHoldStatus: "ON" });
    await aws.call("PutObject", { Bucket, Key: "a", Body: "free" });
    await aws.call("PutObject", { Bucket, Key: "a", Body: "current" });
    aws.clock.advance(5 * DAY_MS);
    const { Versions } = await aws.call("ListObjectVersions", { Bucket });
    expect((Versions as readonly Input[]).map(({ Size }) => Size)).toEqual(["current".length, "held".length]);
  });
});
