import { beforeEach, describe, expect, test } from "vitest";
import { PLACE } from "../recorded-answer.ts";
import { readRecording, RecordingMatcher } from "../recording.ts";
import type { Answer } from "./answer.ts";
import { loosened } from "./loosened.ts";
import { parsed, textOf, type WireCaller, wireCaller } from "./wire-caller.ts";

let caller: WireCaller;
let steps: Record<string, unknown>;
beforeEach(async () => {
  caller = await wireCaller();
  steps = {};
});

const on = (input: object): Readonly<Record<string, unknown>> => ({ Bucket: caller.aws.bucket, ...input });

/** Asks as an SDK, and keeps the answer under the step's name. */
async function sdk(step: string, operation: string, input: object): Promise<Answer> {
  const answer = await caller.aws.record(operation, on(input));
  steps[step] = answer;
  return answer;
}

/** Asks for a document without an SDK. */
async function document(step: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  steps[step] = parsed(await textOf(await caller.send("GET", path, { headers })));
}

function differencesFrom(file: string, variant = ""): string[] {
  const recorded = readRecording(`s3-api/${file}`).get(variant) ?? {};
  // Parsed documents have the name space as an attribute, which the recorder dropped from most.
  const text = JSON.stringify(recorded).replaceAll(/"@xmlns":"[^"]*",?/g, "");
  const wanted = loosened(JSON.parse(text), new Set(["LastModified", "Initiated", "DisplayName", "ID"]));
  return new RecordingMatcher(PLACE).differences(wanted, steps);
}

async function putAll(keys: readonly string[], Body = "content 123"): Promise<void> {
  for (const Key of keys) await caller.aws.call("PutObject", on({ Key, Body }));
}

describe("a list is answered as AWS did when it was recorded", () => {
  test.each(["", "/", "%2F"])("ListObjects with prefix and the delimiter %j", async (Delimiter) => {
    await putAll(["test/foo/bar/123"]);
    await sdk("list-objects", "ListObjects", { Prefix: "test/", Delimiter, MaxKeys: 1 });
    if (Delimiter === "%2F") await document("list-objects-no-encoding", "/?prefix=test&delimiter=%2F");
    expect(differencesFrom("s3_list_operations--TestS3ListObjects.list_objects_with_prefix", Delimiter)).toEqual([]);
  });

  test("ListObjectsV2 with prefix", async () => {
    await putAll(["test/foo/bar/123", "test/foo/bar/456", "test/bar/foo/123"]);
    await sdk("list-objects-v2-1", "ListObjectsV2", { Prefix: "test/" });
    await sdk("list-objects-v2-2", "ListObjectsV2", { Prefix: "test/foo" });
    await sdk("list-objects-v2-3", "ListObjectsV2", { Prefix: "test/foo/bar" });
    await document("list-objects-v2-no-encoding", "/?list-type=2&prefix=test%2Ffoo");
    expect(differencesFrom("s3_list_operations--TestS3ListObjectsV2.list_objects_v2_with_prefix")).toEqual([]);
  });

  test("ListMultipartUploads with prefix and delimiter", async () => {
    for (const Key of ["test/foo/bar/123", "test/foo/bar/456", "test/bar/foo/123"]) {
      await caller.aws.call("CreateMultipartUpload", on({ Key }));
    }
    const encoded = { Delimiter: "/", EncodingType: "url" };
    await sdk("list-multiparts-1", "ListMultipartUploads", { ...encoded, Prefix: "test/" });
    await sdk("list-multiparts-2", "ListMultipartUploads", { ...encoded, Prefix: "test/foo/" });
    await sdk("list-multiparts-3", "ListMultipartUploads", { ...encoded, Prefix: "test/foo/bar" });
    await document("list-multiparts-no-encoding", "/?uploads&prefix=test%2Ffoo");
    const file = "TestS3ListMultipartUploads.list_multiparts_with_prefix_and_delimiter";
    expect(differencesFrom(`s3_list_operations--${file}`)).toEqual([]);
  });

  test("ListObjects of a bucket with dots, in both styles", async () => {
    const Bucket = "my.dotted.bucket";
    await caller.aws.call("CreateBucket", { Bucket });
    await caller.aws.call("PutObject", { Bucket, Key: "my-content", Body: "something" });
    steps["list-objects"] = await caller.aws.call("ListObjects", { Bucket });
    await document("request-vhost-url-content", "/", { host: `${Bucket}.s3.amazonaws.com` });
    await document("request-path-url-content", `/${Bucket}`, { host: "s3.amazonaws.com" });
    expect(differencesFrom("s3--TestS3.bucket_name_with_dots")).toEqual([]);
  });

  test("ListObjectVersions with prefix", async () => {
    await caller.aws.call("PutBucketVersioning", on({ VersioningConfiguration: { Status: "Enabled" } }));
    const contents = [
      ["dir/test", "content key1-v1"],
      ["dir/test", "content key-1v2"],
      ["dir/subdir/test2", "content key2-v1"],
      ["dir/subdir/test2", "content key2-v2"],
    ];
    for (const [Key, Body] of contents) await caller.aws.call("PutObject", on({ Key, Body }));
    const prefixes = ["dir/", "dir/s", "dir/test", "dir/subdir", "dir/subdir/", "dir/subdir/test2"];
    for (const [index, Prefix] of prefixes.entries()) {
      await sdk(`list-object-version-${index + 1}`, "ListObjectVersions", { Delimiter: "/", Prefix });
    }
    await document("list-objects-versions-no-encoding", "/?versions&prefix=dir%2Fsubdir&delimiter=%2F");
    const file = "s3_list_operations--TestS3ListObjectVersions.list_objects_versions_with_prefix";
    expect(differencesFrom(file)).toEqual([]);
  });
});

describe("headers", () => {
  const ofAnswer = async (method: string, path: string, host = {}): Promise<Record<string, string>> => {
    const { headers } = await caller.send(method, path, { headers: host });
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  };

  test.each([
    ["True", {}],
    ["False", { host: "127.0.0.1:4566" }],
  ])("of a GetObject: virtual host %s", async (variant, host) => {
    await caller.aws.call("PutObject", on({ Key: "key", Body: "123" }));
    const path = variant === "True" ? "/key" : `/${caller.aws.bucket}/key`;
    const recorded = readRecording("s3-api/s3--TestS3.get_object_content_length_with_virtual_host").get(variant);
    const wanted = recorded?.["get-obj-content-len-headers"] as Record<string, string>;
    const answer = await ofAnswer("GET", path, host);
    // The connection adds the date, and the length of a body that says its own.
    expect(Object.keys({ ...answer, date: "", "content-length": "" }).toSorted()).toEqual(
      Object.keys(wanted).toSorted(),
    );
    for (const name of ["accept-ranges", "content-type", "etag", "x-amz-server-side-encryption"]) {
      expect(answer[name]).toBe(wanted[name]);
    }
  });

  test("of a HeadBucket", async () => {
    const [first, second] = ["first-bucket", "second-bucket"];
    const shown = ["content-type", "x-amz-access-point-alias", "x-amz-bucket-arn", "x-amz-bucket-region"];
    const filtered = async (bucket: string): Promise<object> => {
      const answer = await ofAnswer("HEAD", "/", { host: `${bucket}.s3.amazonaws.com` });
      const ids = { "x-amz-id-2": "x-amz-id-2", "x-amz-request-id": "x-amz-request-id" };
      return { ...Object.fromEntries(shown.map((name) => [name, answer[name]])), ...ids };
    };
    const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" };
    await sdk("create_bucket", "CreateBucket", { Bucket: first });
    await sdk("create_bucket_location_constraint", "CreateBucket", { Bucket: second, CreateBucketConfiguration });
    await sdk("head_bucket", "HeadBucket", { Bucket: first });
    steps["head_bucket_filtered_header"] = await filtered(first);
    await sdk("head_bucket_2", "HeadBucket", { Bucket: second });
    steps["head_bucket_2_filtered_header"] = await filtered(second);
    await sdk("head_bucket_not_exist", "HeadBucket", { Bucket: "does-not-exist" });
    expect(differencesFrom("s3--TestS3.create_bucket_head_bucket")).toEqual([]);
  });

  test("beyond ASCII come back as the bytes that were sent", async () => {
    const latin1 = (text: string): string => Buffer.from(text).toString("latin1");
    const sent = {
      "content-language": "de",
      "content-disposition": latin1('attachment; filename="test_—_file%E2%80%94_é_2.pdf"'),
      "cache-control": latin1("ÄMÄZÕÑ S3"),
    };
    await caller.send("PUT", "/test", { headers: sent });
    const recorded = readRecording("s3-api/s3--TestS3.system_metadata_with_unicode").get("") ?? {};
    const wanted = recorded["get-object"] as Record<string, string>;
    const answer = await ofAnswer("GET", "/test");
    expect(answer["cache-control"]).toBe(wanted["CacheControl"]);
    expect(answer["content-disposition"]).toBe(wanted["ContentDisposition"]);
    expect(answer["content-language"]).toBe(wanted["ContentLanguage"]);
  });
});

test("attributes may be listed with blanks", async () => {
  await caller.aws.call("PutObject", on({ Key: "test-attrs", Body: "test-body", ChecksumAlgorithm: "SHA256" }));
  const ask = (step: string, names: string): Promise<void> =>
    document(step, "/test-attrs?attributes", { "x-amz-object-attributes": names });
  await ask("get-attrs-with-whitespace", "ETag, Checksum, ObjectParts, StorageClass, ObjectSize");
  await ask("get-attrs-without-whitespace", "ETag,Checksum,ObjectParts,StorageClass,ObjectSize");
  expect(differencesFrom("s3--TestS3.get_object_attributes_with_space")).toEqual([]);
});

describe("an empty Tagging", () => {
  const empty = { body: "<Tagging></Tagging>" };
  const status = async (path: string): Promise<object> => {
    const answer = await caller.send("PUT", path, empty);
    return { ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: answer.status } };
  };

  test("takes a bucket's tags away", async () => {
    const TagSet = [{ Key: "tag1", Value: "tag1" }];
    await sdk("put-bucket-tags-origin", "PutBucketTagging", { Tagging: { TagSet } });
    steps["put-none-tag-set"] = await status("/?tagging");
    await sdk("no-such-tag-set", "GetBucketTagging", {});
    expect(differencesFrom("s3_api--TestS3BucketObjectTagging.put_bucket_tagging_none_value")).toEqual([]);
  });

  test("takes an object's tags away", async () => {
    await caller.aws.call("PutObject", on({ Key: "key", Body: "", Tagging: "a=b" }));
    steps["put-none-tag-set"] = await status("/key?tagging");
    await sdk("get-object-tags-none", "GetObjectTagging", { Key: "key" });
    expect(differencesFrom("s3_api--TestS3BucketObjectTagging.put_object_tagging_none_value")).toEqual([]);
  });
});

test("objects of anybody are deleted together", async () => {
  await putAll(["key-created-by-anonymous-1", "key-created-by-anonymous-2"]);
  const keys = ["key-created-by-anonymous-1", "key-created-by-anonymous-2"];
  const body = `<Delete>${keys.map((key) => `<Object><Key>${key}</Key></Object>`).join("")}</Delete>`;
  const headers = { "x-amz-sdk-checksum-algorithm": "SHA256" };
  steps["multi-delete-with-requests"] = parsed(await textOf(await caller.send("POST", "/?delete", { body, headers })));
  await sdk("list-remaining-objects", "ListObjects", {});
  expect(differencesFrom("s3--TestS3.s3_batch_delete_public_objects_using_requests")).toEqual([]);
});

const DOCUMENTS: Readonly<Record<string, string>> = {
  cors: "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>",
  lifecycle:
    "<LifecycleConfiguration><Rule><Status>Enabled</Status><Prefix></Prefix><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>",
  tagging: "<Tagging><TagSet></TagSet></Tagging>",
};

describe("a document", () => {
  const body = "<Delete><Object><Key>key</Key></Object></Delete>";
  const refusalOf = async (path: string, headers: Readonly<Record<string, string>>): Promise<unknown> => {
    const answer = await caller.send("POST", path, { body, headers: { ...headers } });
    return (parsed(await textOf(answer)) as { Error?: { Code: string } }).Error?.Code;
  };

  test.each([
    ["has another MD5 than it was said to have", { "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" }, "BadDigest"],
    ["comes with what is no MD5", { "content-md5": "none" }, "InvalidDigest"],
    ["has another checksum", { "x-amz-checksum-crc32": "AAAAAA==" }, "BadDigest"],
  ])("that %s is refused", async (_, headers, code) => {
    expect(await refusalOf("/?delete", headers)).toBe(code);
  });

  test.each(["delete", "cors", "lifecycle", "tagging"])(
    "that needs a digest is refused without one: %s",
    async (name) => {
      const content = name === "delete" ? body : DOCUMENTS[name];
      const method = name === "delete" ? "POST" : "PUT";
      const answer = await caller.send(method, `/?${name}`, { body: content ?? "", withDigest: false });
      expect(parsed(await textOf(answer))).toMatchObject({
        Error: {
          Code: "InvalidRequest",
          Message: "Missing required header for this request: Content-MD5 OR x-amz-checksum-*",
        },
      });
    },
  );
});
