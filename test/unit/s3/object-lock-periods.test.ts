import { beforeEach, expect, test } from "vitest";
import { type S3Caller, s3Caller } from "../../conformance/s3/s3-caller.ts";

let aws: S3Caller;

beforeEach(async () => {
  aws = await s3Caller();
  await aws.call("PutBucketVersioning", { Bucket: aws.bucket, VersioningConfiguration: { Status: "Enabled" } });
});

test.each([{ Days: 0 }, { Days: -1 }, { Years: 0 }])("a default retention of %o is refused", async (period) => {
  const ObjectLockConfiguration = {
    ObjectLockEnabled: "Enabled",
    Rule: { DefaultRetention: { Mode: "GOVERNANCE", ...period } },
  };
  const answer = await aws.record("PutObjectLockConfiguration", { Bucket: aws.bucket, ObjectLockConfiguration });
  expect(answer).toMatchObject({
    Error: { Code: "InvalidArgument", Message: "Default retention period must be a positive integer value." },
  });
});
