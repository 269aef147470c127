import { beforeEach, describe, expect, test } from "vitest";
import type { WireResponse } from "../../../runtime/core/wire.ts";
import { PLACE } from "../recorded-answer.ts";
import { readRecording, RecordingMatcher } from "../recording.ts";
import { loosened } from "./loosened.ts";
import { parsed, type Sent, textOf, type WireCaller, wireCaller } from "./wire-caller.ts";

type Query = Readonly<Record<string, string>>;
type Version = "s3" | "s3v4";

const KEY = "temp.txt";
/** 2026-01-01, where the clock starts. */
const START_SECONDS = 1_767_225_600;

let caller: WireCaller;
beforeEach(async () => {
  caller = await wireCaller();
});

/** The query of a URL that is valid for some seconds. */
function signed(version: Version, seconds = 3600, more: Query = {}): Query {
  if (version === "s3") {
    return { AWSAccessKeyId: "test", Signature: "unchecked", Expires: String(START_SECONDS + seconds), ...more };
  }
  return {
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": "test/20260101/us-east-1/s3/aws4_request",
    "X-Amz-Date": "20260101T000000Z",
    "X-Amz-Expires": String(seconds),
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Signature": "unchecked",
    ...more,
  };
}

const urlOf = (query: Query, key = KEY): string => `/${key}?${new URLSearchParams(query).toString()}`;
const send = (method: string, query: Query, sent?: Sent): Promise<WireResponse> =>
  caller.send(method, urlOf(query), sent);
const on = (input: object = {}): Readonly<Record<string, unknown>> => ({
  Bucket: caller.aws.bucket,
  Key: KEY,
  ...input,
});

async function refusal(answer: WireResponse, withStatus = false): Promise<object> {
  return { ...parsed(await textOf(answer)), ...(withStatus && { StatusCode: answer.status }) };
}

/** @param given steps by name: the recorded ones that need no check of a signature */
function differencesFrom(
  name: string,
  given: Readonly<Record<string, unknown>>,
  { variant = "", opaque = [] }: { readonly variant?: string; readonly opaque?: readonly string[] } = {},
): string[] {
  const recorded = readRecording(`s3-api/s3--TestS3PresignedUrl.${name}`).get(variant) ?? {};
  const steps = Object.fromEntries(Object.keys(given).map((step) => [step, recorded[step]]));
  const ANY = ["HostId", "RequestId", "Expires", "ServerTime"];
  const wanted = loosened(steps, new Set([...ANY, ...opaque]));
  return new RecordingMatcher(PLACE).differences(wanted, given);
}

describe("a presigned URL is answered as AWS did when it was recorded", () => {
  test("that puts an object", async () => {
    await send("PUT", signed("s3v4"), { body: "something" });
    expect(
      differencesFrom("put_object", { get_object: await caller.aws.call("GetObject", on()) }, { opaque: ["Body"] }),
    ).toEqual([]);
  });

  test.each([
    ["s3_presigned_url_expired", "s3", 2],
    ["s3_presigned_url_expired", "s3v4", 2],
    ["presigned_url_signature_authentication_expired", "s3-False", 1],
    ["presigned_url_signature_authentication_expired", "s3v4-False", 1],
  ])("%s: %s", async (name, variant, seconds) => {
    const query = signed(variant.startsWith("s3v4") ? "s3v4" : "s3", seconds);
    await send("PUT", signed("s3v4"), { body: "something" });
    caller.aws.clock.advance((seconds + 1) * 1000);
    const step = name === "s3_presigned_url_expired" ? "expired-exception" : "expired";
    expect(differencesFrom(name, { [step]: await refusal(await send("GET", query)) }, { variant })).toEqual([]);
  });

  test.each([
    ["s3", "Signature"],
    ["s3v4", "X-Amz-Signature"],
  ] as const)("%s: without a parameter of its signature", async (version, missing) => {
    const { [missing]: _, ...query } = signed(version);
    const answer = await refusal(await send("PUT", query), true);
    const name = "s3_put_presigned_url_missing_sig_param";
    expect(differencesFrom(name, { "missing-param-exception": answer }, { variant: version })).toEqual([]);
  });

  test("whose credential was encoded twice", async () => {
    const credential = { "X-Amz-Credential": encodeURIComponent("test/20260101/us-east-1/s3/aws4_request") };
    const answer = await refusal(await send("GET", signed("s3v4", 3600, credential)));
    expect(differencesFrom("presigned_double_encoded_credentials", { "error-malformed": answer })).toEqual([]);
  });

  test("with headers in its query", async () => {
    const query = { "x-amz-meta-foo": "bar-complicated-no-random" };
    await send("PUT", signed("s3v4", 3600, query), { body: "123456" });
    const head = await caller.aws.call("HeadObject", on({ ChecksumMode: "ENABLED" }));
    expect(differencesFrom("presigned_url_v4_x_amz_in_qs", { "head-object": head })).toEqual([]);
  });

  test.each([
    ["s3", "put_url_metadata_with_sig_s3"],
    ["s3v4", "put_url_metadata_with_sig_s3v4"],
  ] as const)("%s: with metadata", async (version, name) => {
    const sent = { body: "content 123", headers: { "x-amz-meta-foo": "bar" } };
    const signedHeaders = version === "s3v4" ? { "X-Amz-SignedHeaders": "host;x-amz-meta-foo" } : {};
    await send("PUT", signed(version, 3600, signedHeaders), sent);
    const head = await caller.aws.call("HeadObject", on());
    expect(differencesFrom(name, { head_object: head }, { variant: "True" })).toEqual([]);
  });

  test("with a header that was not signed", async () => {
    const answer = await send("PUT", signed("s3v4"), { headers: { "x-amz-meta-wrong": "wrong" } });
    const steps = { "wrong-meta-headers": await refusal(answer) };
    expect(differencesFrom("put_url_metadata_with_sig_s3v4", steps, { variant: "True" })).toEqual([]);
  });

  test("with an unsigned header that its query has as well", async () => {
    const answer = await send("PUT", signed("s3v4"), { headers: { "x-amz-expires": "7200" } });
    const steps = { "override-signed-qs": await refusal(answer, true) };
    expect(differencesFrom("s3_put_presigned_url_same_header_and_qs_parameter", steps)).toEqual([]);
  });

  test("with the headers of a signed stream", async () => {
    const headers = { "x-amz-date": "20260101T000000Z", "content-encoding": "aws-chunked" };
    const decoded = { ...headers, "x-amz-decoded-content-length": "5" };
    const refused = async (given: Query): Promise<object> =>
      refusal(await send("PUT", signed("s3v4"), { headers: given, body: "test" }));
    expect(
      differencesFrom(
        "put_object_with_md5_and_chunk_signature_bad_headers",
        {
          "with-decoded-content-length": await refused(decoded),
          "without-decoded-content-length": await refused(headers),
        },
        { variant: "s3v4-True" },
      ),
    ).toEqual([]);
  });

  test("with metadata beyond ASCII", async () => {
    const query = { "x-amz-meta-foo": "non-ascii-%E2%80%94_—_é_" };
    await send("PUT", signed("s3", 3600, query));
    const head = await caller.aws.call("HeadObject", on());
    expect(differencesFrom("put_unicode_metadata_with_sig_s3", { head_object: head })).toEqual([]);
  });

  test("that asks for a header which none can be", async () => {
    await send("PUT", signed("s3v4"));
    const query = signed("s3", 3600, { "response-cache-control": "non-ascii-%E2%80%94_—_é_" });
    const answer = await refusal(await send("GET", query));
    expect(differencesFrom("get_response_overrides_unicode_metadata_with_sig_s3", { "unicode-error": answer })).toEqual(
      [],
    );
  });

  test("of an object that is copied", async () => {
    await caller.aws.call("PutObject", on({ Body: "something" }));
    const copy = { Key: "copied", CopySource: `${caller.aws.bucket}/${KEY}` };
    const answer = await caller.aws.call("CopyObject", on(copy));
    expect(differencesFrom("s3_copy_md5", { "copy-obj": answer })).toEqual([]);
  });
});
