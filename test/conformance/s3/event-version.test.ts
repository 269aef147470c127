import { expect, test } from "vitest";
import { BucketAdmin } from "../../../app/bucket-admin.ts";
import { toBucket } from "../../../app/config/resolve-bucket.ts";
import { PLACE } from "../recorded-answer.ts";
import { s3Caller } from "./s3-caller.ts";

test("a bucket's eventVersion is that of its events, until it is taken out of the config", async () => {
  const aws = await s3Caller();
  const admin = new BucketAdmin(aws.s3, PLACE);
  const versions: unknown[] = [];
  for (const config of [{ eventVersion: "2.5" }, {}]) {
    admin.apply(toBucket("uploads", config, PLACE), undefined);
    await aws.call("PutObject", { Bucket: "uploads", Key: "key", Body: "" });
    versions.push(aws.events.at(-1)?.bucket.eventVersion);
  }
  expect(versions).toEqual(["2.5", undefined]);
});
