import { describe, expect, test } from "vitest";
import { type S3Caller, s3Caller } from "../../conformance/s3/s3-caller.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

async function archived(StorageClass: string): Promise<S3Caller> {
  const aws = await s3Caller();
  await aws.call("PutObject", { Bucket: aws.bucket, Key: "a", Body: "content", StorageClass });
  return aws;
}

const restore = (aws: S3Caller, Days: number, Tier = "Standard") =>
  aws.record("RestoreObject", {
    Bucket: aws.bucket,
    Key: "a",
    RestoreRequest: { Days, GlacierJobParameters: { Tier } },
  });
const read = (aws: S3Caller) => aws.record("GetObject", { Bucket: aws.bucket, Key: "a" });
const headRestore = async (aws: S3Caller) =>
  (await aws.call("HeadObject", { Bucket: aws.bucket, Key: "a" }))["Restore"];

describe("RestoreObject on the virtual clock", () => {
  test("an archived object is read only while its restored copy is there", async () => {
    const aws = await archived("GLACIER");
    expect(await read(aws)).toMatchObject({ Error: { Code: "InvalidObjectState" } });
    expect(await restore(aws, 2)).toMatchObject({ ResponseMetadata: { HTTPStatusCode: 202 } });
    expect(await headRestore(aws)).toBe('ongoing-request="true"');
    aws.clock.advance(5 * HOUR_MS - 1);
    expect(await read(aws)).toMatchObject({ Error: { Code: "InvalidObjectState" } });
    aws.clock.advance(1);
    expect(await read(aws)).toMatchObject({ Body: "content", StorageClass: "GLACIER" });
    expect(await headRestore(aws)).toBe('ongoing-request="false", expiry-date="Sun, 04 Jan 2026 00:00:00 GMT"');
    aws.clock.advance(3 * DAY_MS);
    expect(await read(aws)).toMatchObject({ Error: { Code: "InvalidObjectState" } });
    expect(await headRestore(aws)).toBeUndefined();
    expect(aws.events.map(({ name }) => name)).toEqual([
      "ObjectCreated:Put",
      "ObjectRestore:Post",
      "ObjectRestore:Completed",
      "ObjectRestore:Delete",
    ]);
  });

  test("a restore that runs is not started again; one that is done is prolonged", async () => {
    const aws = await archived("DEEP_ARCHIVE");
    await restore(aws, 1);
    expect(await restore(aws, 1)).toMatchObject({ Error: { Code: "RestoreAlreadyInProgress" } });
    aws.clock.advance(12 * HOUR_MS);
    expect(await restore(aws, 5)).toMatchObject({ ResponseMetadata: { HTTPStatusCode: 200 } });
    aws.clock.advance(5 * DAY_MS);
    expect(await read(aws)).toMatchObject({ Body: "content" });
    aws.clock.advance(2 * DAY_MS);
    expect(await read(aws)).toMatchObject({ Error: { Code: "InvalidObjectState" } });
  });

  test("an object that is deleted meanwhile stays deleted", async () => {
    const aws = await archived("GLACIER");
    await restore(aws, 1, "Expedited");
    await aws.call("DeleteObject", { Bucket: aws.bucket, Key: "a" });
    aws.clock.advance(3 * DAY_MS);
    expect(aws.events.map(({ name }) => name)).toEqual([
      "ObjectCreated:Put",
      "ObjectRestore:Post",
      "ObjectRemoved:Delete",
    ]);
  });

  test("only archived objects are restored", async () => {
    const aws = await archived("STANDARD_IA");
    expect(await restore(aws, 1)).toMatchObject({ Error: { Code: "InvalidObjectState" } });
  });
});
