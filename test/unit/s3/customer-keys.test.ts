import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Input } from "../../conformance/s3/answer.ts";
import { type S3Caller, s3Caller } from "../../conformance/s3/s3-caller.ts";

function customerKey(letter: string): Input {
  const key = Buffer.alloc(32, letter);
  return {
    SSECustomerAlgorithm: "AES256",
    SSECustomerKey: key.toString("base64"),
    SSECustomerKeyMD5: createHash("md5").update(key).digest("base64"),
  };
}

async function withObject(): Promise<{ readonly aws: S3Caller; readonly object: Input }> {
  const aws = await s3Caller();
  const object = { Bucket: aws.bucket, Key: "a" };
  await aws.call("PutObject", { ...object, Body: "content", ...customerKey("k") });
  return { aws, object };
}

describe("objects under a key of the client's (SSE-C)", () => {
  test("are read with their key, and with no other", async () => {
    const { aws, object } = await withObject();
    const read = await aws.call("GetObject", { ...object, ...customerKey("k") });
    expect(read).toMatchObject({ Body: "content", SSECustomerAlgorithm: "AES256" });
    expect(read).not.toHaveProperty("ServerSideEncryption");
    expect(await aws.record("GetObject", { ...object, ...customerKey("x") })).toMatchObject({
      Error: { Code: "AccessDenied" },
    });
    expect(await aws.record("GetObject", object)).toMatchObject({ Error: { Code: "InvalidRequest" } });
    expect(await aws.record("HeadObject", object)).toMatchObject({ Error: { Code: "400" } });
  });

  test("are copied with their key to whatever the copy asks for", async () => {
    const { aws, object } = await withObject();
    const copy = { ...object, Key: "copy", CopySource: `${aws.bucket}/a` };
    expect(await aws.record("CopyObject", copy)).toMatchObject({ Error: { Code: "InvalidRequest" } });
    const source = Object.fromEntries(
      Object.entries(customerKey("k")).map(([name, value]) => [`CopySource${name}`, value]),
    );
    await aws.call("CopyObject", { ...copy, ...source });
    const read = await aws.call("GetObject", { ...object, Key: "copy" });
    expect(read).toMatchObject({ Body: "content", ServerSideEncryption: "AES256" });
  });
});
