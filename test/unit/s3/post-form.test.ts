import { describe, expect, test } from "vitest";
import { AwsError } from "../../../runtime/core/errors.ts";
import type { WireResponse } from "../../../runtime/core/wire.ts";
import { contextOf } from "../../conformance/recorded-answer.ts";
import { type S3Caller, s3Caller } from "../../conformance/s3/s3-caller.ts";

/** The virtual clock starts at 2026-01-01. */
const EXPIRATION = "2026-01-01T01:00:00Z";
const SIGNED = {
  "x-amz-algorithm": "AWS4-HMAC-SHA256",
  "x-amz-credential": "test/20260101/us-east-1/s3/aws4_request",
  "x-amz-date": "20260101T000000Z",
  "x-amz-signature": "0".repeat(64),
};
const SIGNED_CONDITIONS = ["algorithm", "credential", "date"].map((name) => ["starts-with", `$x-amz-${name}`, ""]);

async function* chunks(text: string) {
  yield Buffer.from(text);
}

async function post(aws: S3Caller, fields: Readonly<Record<string, string>>, text = "content"): Promise<WireResponse> {
  const form = {
    bucket: aws.bucket,
    fields: new Map(Object.entries(fields)),
    file: chunks(text),
    fileName: "photo.jpg",
  };
  const answer = await aws.s3.service.doors?.postObject?.(form, contextOf("restXml"));
  if (answer === undefined) throw new Error("no door");
  return answer;
}

function signed(conditions: readonly unknown[], fields: Readonly<Record<string, string>>, expiration = EXPIRATION) {
  const document = JSON.stringify({ expiration, conditions: [...SIGNED_CONDITIONS, ...conditions] });
  return { ...SIGNED, policy: Buffer.from(document).toString("base64"), ...fields };
}

async function refusal(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "accepted";
}

describe("form uploads", () => {
  test("put an object with the form's headers, metadata and tags", async () => {
    const aws = await s3Caller();
    const tagging = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>";
    const fields = { key: "user/${filename}", "content-type": "image/jpeg", "x-amz-meta-color": "red", tagging };
    expect(await post(aws, fields)).toMatchObject({ status: 204, body: "" });
    const read = await aws.call("GetObject", { Bucket: aws.bucket, Key: "user/photo.jpg" });
    expect(read).toMatchObject({
      Body: "content",
      ContentType: "image/jpeg",
      Metadata: { color: "red" },
      TagCount: 1,
    });
    expect(aws.events.at(-1)).toMatchObject({ name: "ObjectCreated:Post", key: "user/photo.jpg" });
  });

  test("are answered as the form asks", async () => {
    const aws = await s3Caller();
    const created = await post(aws, { key: "a&b", success_action_status: "201" });
    expect(created).toMatchObject({ status: 201, headers: { "Content-Type": "application/xml" } });
    expect(created.body).toContain("<Bucket>test-bucket</Bucket><Key>a&amp;b</Key>");
    const redirect = await post(aws, { key: "a", success_action_redirect: "https://example.com/done?x=1" });
    expect(redirect.status).toBe(303);
    expect(redirect.headers).toMatchObject({
      Location: "https://example.com/done?x=1&bucket=test-bucket&key=a&etag=%229a0364b9e99bb480dd25e1f0284c8555%22",
    });
    expect(await post(aws, { key: "a", success_action_status: "500" })).toMatchObject({ status: 204 });
  });

  test("must be what their policy allows", async () => {
    const aws = await s3Caller();
    const conditions = [{ bucket: aws.bucket }, ["starts-with", "$key", "user/"], ["content-length-range", 2, 10]];
    const upload = (fields: Readonly<Record<string, string>>, text?: string, expiration?: string) =>
      refusal(post(aws, signed(conditions, fields, expiration), text));
    expect(await upload({ key: "user/a" })).toBe("accepted");
    expect(await upload({ key: "other" })).toBe(
      'AccessDenied: Invalid according to Policy: Policy Condition failed: ["starts-with", "$key", "user/"]',
    );
    expect(await upload({ key: "user/a", acl: "private" })).toBe(
      "AccessDenied: Invalid according to Policy: Extra input fields: acl",
    );
    expect(await upload({ key: "user/a", "x-ignore-this": "x" })).toBe("accepted");
    expect(await upload({ key: "user/a" }, "x".repeat(11))).toMatch(/^EntityTooLarge: /);
    expect(await upload({ key: "user/a" }, "x")).toMatch(/^EntityTooSmall: /);
    expect(await upload({ key: "user/a" }, "xx", "2026-01-01T00:00:00Z")).toBe(
      "AccessDenied: Invalid according to Policy: Policy expired.",
    );
    const { Contents } = await aws.call("ListObjectsV2", { Bucket: aws.bucket });
    expect(Contents).toMatchObject([{ Key: "user/a", Size: "content".length }]);
  });

  test("that are signed need all of their signature", async () => {
    const aws = await s3Caller();
    const fields = signed([["eq", "$key", "a"]], { key: "a" });
    const { "x-amz-signature": _, ...unsigned } = fields;
    expect(await refusal(post(aws, unsigned))).toMatch(/^InvalidArgument: .*X-Amz-Signature/);
    expect(await refusal(post(aws, { key: "a", "x-amz-signature": "0" }))).toMatch(/^InvalidArgument: .*policy/);
    expect(await refusal(post(aws, { success_action_status: "200" }))).toMatch(/^InvalidArgument: .*key/);
  });
});
