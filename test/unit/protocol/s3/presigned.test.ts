import { describe, expect, test } from "vitest";
import { textOf } from "../gateway.ts";
import { NOW, s3Gateway } from "./fake-s3.ts";

const V4 = {
  "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
  "X-Amz-Credential": "111122223333/20260101/eu-west-1/s3/aws4_request",
  "X-Amz-Date": "20260101T000000Z",
  "X-Amz-Expires": "60",
  "X-Amz-SignedHeaders": "host;x-amz-acl",
  "X-Amz-Signature": "0",
};
const V2 = { AWSAccessKeyId: "test", Expires: String(NOW / 1000 + 60), Signature: "abc=" };

function presigned(query: Record<string, string | undefined>, headers: Record<string, string> = {}) {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { method: "PUT", url: `/b/k?${new URLSearchParams(given).toString()}`, headers };
}

function puts() {
  const seen: object[] = [];
  const gateway = s3Gateway({
    PutObject({ ACL, Metadata, ChecksumCRC32, ChecksumAlgorithm }, { region, accountId, accessKeyId }) {
      seen.push({ ACL, Metadata, ChecksumCRC32, ChecksumAlgorithm, region, accountId, accessKeyId });
      return {};
    },
  });
  return { ...gateway, seen };
}

async function errorOf(query: Record<string, string | undefined>, headers?: Record<string, string>, waitMs = 0) {
  const { ask, clock } = puts();
  clock.advance(waitMs);
  const answer = await ask(presigned(query, headers));
  const [, content = ""] = /<Error>(.*)<RequestId>/.exec(textOf(answer)) ?? [];
  return `${answer.status} ${content}`;
}

describe("a presigned URL", () => {
  test("of version 4 says who, where, and what a header would say", async () => {
    const { ask, seen } = puts();
    await ask(presigned({ ...V4, "x-amz-meta-foo": "bar", "X-Amz-Acl": "private" }));
    expect(seen).toEqual([
      expect.objectContaining({
        ACL: "private",
        Metadata: { foo: "bar" },
        region: "eu-west-1",
        accountId: "111122223333",
        accessKeyId: "111122223333",
      }),
    ]);
  });

  test("does not say a checksum: the SDK signs that of the empty body", async () => {
    const { ask, seen } = puts();
    await ask(presigned({ ...V4, "x-amz-checksum-crc32": "AAAAAA==", "x-amz-sdk-checksum-algorithm": "CRC32" }));
    expect(seen).toEqual([expect.objectContaining({ ChecksumCRC32: undefined, ChecksumAlgorithm: undefined })]);
  });

  test("of version 2 is S3's as well", async () => {
    const { ask, seen } = puts();
    await ask(presigned({ ...V2, "x-amz-meta-foo": "bar" }));
    expect(seen).toEqual([expect.objectContaining({ accessKeyId: "test", Metadata: { foo: "bar" } })]);
  });

  test("is valid until its last second", async () => {
    expect(await errorOf(V4, {}, 60_000)).toMatch(/^200/);
    expect(await errorOf(V2, {}, 60_000)).toMatch(/^200/);
  });

  test("has expired after it", async () => {
    const times = "<Expires>2026-01-01T00:01:00Z</Expires><ServerTime>2026-01-01T00:01:01Z</ServerTime>";
    const denied = "403 <Code>AccessDenied</Code><Message>Request has expired</Message>";
    expect(await errorOf(V4, {}, 61_000)).toBe(`${denied}<X-Amz-Expires>60</X-Amz-Expires>${times}`);
    expect(await errorOf(V2, {}, 61_000)).toBe(`${denied}${times}`);
  });

  test.for<[what: string, query: Record<string, string | undefined>, status: number, message: string]>([
    [
      "lacks a parameter",
      { ...V4, "X-Amz-Date": undefined },
      400,
      "Query-string authentication version 4 requires the",
    ],
    ["lacks its signature", { ...V4, "X-Amz-Signature": undefined }, 400, "Query-string authentication version 4"],
    [
      "lacks one of version 2",
      { ...V2, Expires: undefined },
      403,
      "requires the Signature, Expires and AWSAccessKeyId",
    ],
    ["has no credential", { ...V4, "X-Amz-Credential": "a%2Fb" }, 400, "the Credential is mal-formed; expecting"],
    ["has no date", { ...V4, "X-Amz-Date": "2026-01-01" }, 400, "X-Amz-Date must be in the ISO8601 Long Format"],
    ["is from the future", { ...V4, "X-Amz-Date": "20260101T001501Z" }, 403, "Request is not yet valid"],
    ["is valid for no number", { ...V4, "X-Amz-Expires": "x" }, 400, "X-Amz-Expires should be a number"],
    ["is valid for too long", { ...V4, "X-Amz-Expires": "604801" }, 400, "X-Amz-Expires must be less than a week"],
    ["is valid for a negative time", { ...V4, "X-Amz-Expires": "-1" }, 400, "X-Amz-Expires must be non-negative"],
    ["expires at no time", { ...V2, Expires: "soon" }, 403, "Invalid date (should be seconds since epoch): soon"],
  ])("is refused when it %s", async ([, query, status, message]) => {
    const answer = await errorOf(query);
    expect(answer).toContain(message);
    expect(answer).toMatch(new RegExp(`^${status} `));
  });

  test("is refused with headers that it does not sign", async () => {
    expect(await errorOf(V4, { "x-amz-acl": "private", "x-amz-meta-wrong": "1", "content-type": "text/plain" })).toBe(
      "403 <Code>AccessDenied</Code><Message>There were headers present in the request which were not signed</Message>" +
        "<HeadersNotSigned>x-amz-meta-wrong</HeadersNotSigned>",
    );
  });
});
