import { beforeEach, describe, expect, test } from "vitest";
import type { WireResponse } from "../../../runtime/core/wire.ts";
import { PLACE } from "../recorded-answer.ts";
import { readRecording, RecordingMatcher } from "../recording.ts";
import { loosened } from "./loosened.ts";
import { parsed, textOf, type WireCaller, wireCaller } from "./wire-caller.ts";

type Fields = Readonly<Record<string, string>>;

interface Form {
  readonly fields?: Fields;
  /** Beside those that every field has. */
  readonly conditions?: readonly unknown[];
  readonly file?: string;
  /** `undefined` sends the file as a field. */
  readonly fileName?: string | undefined;
  readonly version?: "s3" | "s3v4";
  /** Fields that are left out. */
  readonly without?: readonly string[];
  readonly accessKeyId?: string;
}

/** Of 17 bytes, as the recorded one, whose text is not known. */
const FILE = "seventeen bytes !";
const KEY = "test-presigned-post-key";
/** The clock starts at 2026-01-01. */
const EXPIRATION = "2026-01-01T01:00:00Z";
const HOUR_MS = 3_600_000;

let caller: WireCaller;
beforeEach(async () => {
  caller = await wireCaller();
});

function signatureOf({ version = "s3v4", accessKeyId = "test" }: Form): Fields {
  if (version === "s3") return { AWSAccessKeyId: accessKeyId, signature: "unchecked" };
  return {
    "x-amz-algorithm": "AWS4-HMAC-SHA256",
    "x-amz-credential": `${accessKeyId}/20260101/us-east-1/s3/aws4_request`,
    "x-amz-date": "20260101T000000Z",
    "x-amz-signature": "unchecked",
  };
}

function send(form: Form): Promise<WireResponse> {
  const { fields = {}, conditions = [], file = FILE, fileName, without = [] } = form;
  const signature = signatureOf(form);
  const named = { key: KEY, ...fields };
  const all = Object.entries({ ...named, ...signature }).filter(([name]) => name.toLowerCase() !== "signature");
  const policy = {
    expiration: EXPIRATION,
    conditions: [...all.map(([name, value]) => ({ [name]: value })), ...conditions],
  };
  const sent = { ...named, ...signature, policy: Buffer.from(JSON.stringify(policy)).toString("base64") };
  const parts = Object.entries(sent)
    .filter(([name]) => !without.includes(name))
    .map(([name, value]) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  const named2 = fileName === undefined ? "" : `; filename="${fileName}"`;
  const body = `${parts.join("")}--B\r\nContent-Disposition: form-data; name="file"${named2}\r\n\r\n${file}\r\n--B--\r\n`;
  return caller.send("POST", "/", { headers: { "content-type": "multipart/form-data; boundary=B" }, body });
}

/** A refusal as the recorder kept it. */
async function refusal(answer: WireResponse, withStatus: boolean): Promise<object> {
  return { ...parsed(await textOf(answer)), ...(withStatus && { StatusCode: answer.status }) };
}

const on = (input: object = {}): Readonly<Record<string, unknown>> => ({
  Bucket: caller.aws.bucket,
  Key: KEY,
  ...input,
});

function differencesFrom(
  name: string,
  steps: Readonly<Record<string, unknown>>,
  variant = "",
  opaque: readonly string[] = [],
) {
  const recorded = readRecording(`s3-api/s3--TestS3PresignedPost.${name}`).get(variant) ?? {};
  const text = JSON.stringify(recorded).replaceAll('"host-id"', '"<host-id:1>"').replaceAll("<host-id>", "<host-id:9>");
  const wanted = loosened(JSON.parse(text), new Set(["HostId", "RequestId", ...opaque])) as Record<string, unknown>;
  return new RecordingMatcher(PLACE).differences(wanted, steps);
}

describe("a form upload is answered as AWS did when it was recorded", () => {
  test("with S3's own checksum", async () => {
    await send({});
    const head = await caller.aws.call("HeadObject", on({ ChecksumMode: "ENABLED" }));
    expect(
      differencesFrom("post_object_default_checksum", { "head-object": head }, "", ["ETag", "ChecksumCRC64NVME"]),
    ).toEqual([]);
  });

  test("with limits of its size", async () => {
    const sized = (length: number, min: unknown = 5): Promise<WireResponse> =>
      send({ file: "a".repeat(length), conditions: [["content-length-range", min, 10]] });
    const big = await refusal(await sized(12), false);
    const small = await refusal(await sized(1), false);
    await sized(10);
    expect(
      differencesFrom("post_object_policy_validation_size", {
        "invalid-content-length-too-big": big,
        "invalid-content-length-too-small": small,
        "final-object": await caller.aws.call("GetObject", on()),
        "invalid-content-length-wrong-type": await refusal(await sized(10, "test"), false),
      }),
    ).toEqual([]);
  });

  test("with a file that is only a field", async () => {
    const plain = "test-presigned-post-file-as-field";
    await send({ fields: { key: plain }, file: "b".repeat(23) });
    await send({ fields: { key: "file-as-field-${filename}" }, file: "c".repeat(44) });
    const head = await caller.aws.call("HeadObject", on({ Key: plain }));
    const list = await caller.aws.call("ListObjectsV2", { Bucket: caller.aws.bucket });
    expect(
      differencesFrom("post_object_with_file_as_string", { "head-object": head, "list-objects": list }, "", ["ETag"]),
    ).toEqual([]);
  });

  test("with metadata", async () => {
    const fields = {
      "x-amz-meta-test-1": "test-meta-1",
      "x-amz-meta-TEST-2": "test-meta-2",
      "Content-Type": "text/plain",
    };
    await send({ fields: { ...fields, Expires: "Wed, 21 Oct 2026 07:28:00 GMT" } });
    const head = await caller.aws.call("HeadObject", on());
    expect(differencesFrom("post_object_with_metadata", { "head-object": head }, "", ["ETag"])).toEqual([]);
  });

  test("with metadata beyond ASCII", async () => {
    const Key = "test_unicode—_file.pdf";
    const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join("");
    const answer = await send({
      fields: {
        key: Key,
        success_action_status: "201",
        "x-amz-meta-nonascii": "ÄMÄZÕÑ S3",
        "x-amz-meta-nonascii-2": "test_—_file%E2%80%94_é_2👑.pdf",
        "x-amz-meta-utf-8": "\u0000\u0001\u0002\u0003\u0004",
        "x-amz-meta-b-encoded": "=?UTF-8?B?YWJj?=",
        "x-amz-meta-q-encoded": "=?UTF-8?Q?actually-ascii?=",
        "x-amz-meta-safe-chars": `${ascii.slice(0, 1)}!${ascii.slice(2)}`,
      },
    });
    const { PostResponse } = parsed(await textOf(answer)) as { PostResponse: Record<string, string> };
    const recorded = readRecording("s3-api/s3--TestS3PresignedPost.post_object_with_unicode_metadata").get("") ?? {};
    const { PostResponse: wanted } = recorded["post-object"] as { PostResponse: Record<string, string> };
    expect(PostResponse["Key"]).toBe(wanted["Key"]);
    expect(PostResponse["Location"]?.split("/").at(-1)).toBe(wanted["Location"]?.split("/").at(-1));
    expect(answer.headers["Location"]).toBe(PostResponse["Location"]);
    const { Metadata: metadata } = recorded["head-object"] as { Metadata: Record<string, string> };
    const head = await caller.aws.call("HeadObject", on({ Key }));
    // The recorded `safe-chars` ends with a tab and lacks nothing else.
    const { "safe-chars": _safe, ...others } = metadata;
    expect(head["Metadata"]).toMatchObject(others);
  });

  test("with a storage class", async () => {
    const ofClass = (name: string): Promise<WireResponse> =>
      send({ fields: { "x-amz-storage-class": name }, file: "d".repeat(23) });
    await ofClass("STANDARD_IA");
    const head = await caller.aws.call("HeadObject", on());
    const invalid = await refusal(await ofClass("FakeClass"), false);
    expect(
      differencesFrom("post_object_with_storage_class", { "head-object": head, "invalid-storage-error": invalid }, "", [
        "ETag",
      ]),
    ).toEqual([]);
  });

  test.each([
    ["single", "<Tagging><TagSet><Tag><Key>TagName</Key><Value>TagValue</Value></Tag></TagSet></Tagging>"],
    [
      "list",
      "<Tagging><TagSet><Tag><Key>TagName</Key><Value>TagValue</Value></Tag><Tag><Key>TagName2</Key><Value>TagValue2</Value></Tag></TagSet></Tagging>",
    ],
    ["invalid", "<InvalidXmlTagging></InvalidXmlTagging>"],
  ])("with tags: %s", async (variant, tagging) => {
    await send({ fields: { tagging } });
    expect(
      differencesFrom(
        "post_object_with_tags",
        { "get-tagging": await caller.aws.call("GetObjectTagging", on()) },
        variant,
      ),
    ).toEqual([]);
  });

  test("with tags that are no XML", async () => {
    const answer = await refusal(await send({ fields: { tagging: "not an xml" } }), false);
    expect(differencesFrom("post_object_with_tags", { "tagging-error": answer }, "notxml")).toEqual([]);
  });

  test("of another content type", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await refusal(await caller.send("POST", "/", { headers, body: "key=value" }), false);
    expect(differencesFrom("post_object_with_wrong_content_type", { "invalid-content-type-error": answer })).toEqual(
      [],
    );
  });

  test("after its policy has expired", async () => {
    caller.aws.clock.advance(2 * HOUR_MS);
    expect(differencesFrom("post_request_expires", { exception: await refusal(await send({}), true) })).toEqual([]);
  });

  test.each([
    ["s3", "AWSAccessKeyId", "signature"],
    ["s3v4", "x-amz-algorithm", "x-amz-signature"],
  ] as const)("%s: without a field of its signature", async (version, first, signature) => {
    const withoutFirst = await refusal(await send({ version, without: [first] }), true);
    const all = Object.keys(signatureOf({ version }));
    const unsigned = await refusal(await send({ version, without: all }), true);
    const steps = { "exception-missing-fields": withoutFirst, "exception-no-sig-related-fields": unsigned };
    expect(differencesFrom("post_request_missing_fields", steps, version)).toEqual([]);
    const withoutSignature = await refusal(await send({ version, without: [signature] }), true);
    expect(
      differencesFrom("post_request_missing_signature", { "exception-missing-signature": withoutSignature }, version),
    ).toEqual([]);
  });

  test("of another user", async () => {
    await send({ file: "abcdef", accessKeyId: "another" });
    expect(
      differencesFrom("presigned_post_with_different_user_credentials", {
        "get-obj": await caller.aws.call("GetObject", on()),
      }),
    ).toEqual([]);
  });
});
