import type { Answer, Input } from "./answer.ts";
import type { Replay, Replays } from "./replay.ts";
import { text } from "./replay.ts";

async function putOne(t: Replay, Key: string, Body: string, more: Input = {}): Promise<Input> {
  await t.call("PutObject", t.on({ Key, Body, ...more }));
  return t.on({ Key });
}

const WEDNESDAY = new Date("2015-10-21T07:28:00Z").getTime();

/** Reads of one object, its versions and its headers. */
export const readReplays: Replays = {
  async "TestS3.delete_object_tagging"(t) {
    const object = await putOne(t, "test-key-tagging", "something");
    await t.step("get-obj", "GetObject", object);
    await t.call("DeleteObjectTagging", object);
    await t.step("get-obj-after-tag-deletion", "GetObject", object);
  },
  async "TestS3.put_object_tagging_empty_list"(t) {
    const object = await putOne(t, "test-key", "test-body");
    const tag = (TagSet: readonly Input[]): Promise<Answer> =>
      t.call("PutObjectTagging", { ...object, Tagging: { TagSet } });
    await t.step("created-object-tags", "GetObjectTagging", object);
    await tag([
      { Key: "tag1", Value: "tag1" },
      { Key: "tag2", Value: "" },
    ]);
    await t.step("updated-object-tags", "GetObjectTagging", object);
    await tag([]);
    await t.step("deleted-object-tags", "GetObjectTagging", object);
  },
  async "TestS3.get_bucket_versioning_order"(t) {
    await t.step("list_object_versions_before", "ListObjectVersions", t.on({}));
    const VersioningConfiguration = { Status: "Enabled" };
    await t.step("put_bucket_versioning", "PutBucketVersioning", t.on({ VersioningConfiguration }));
    await t.step("get_bucket_versioning", "GetBucketVersioning", t.on({}));
    for (const Key of ["test", "test", "test2"]) await putOne(t, Key, "body");
    await t.step("list_object_versions", "ListObjectVersions", t.on({}));
  },
  async "TestS3.get_object_after_deleted_in_versioned_bucket"(t) {
    await t.versioning("Enabled");
    const object = await putOne(t, "my-key", "abcdefgh");
    await t.step("get-object", "GetObject", object);
    await t.call("DeleteObject", object);
    await t.step("get-object-after-delete", "GetObject", object);
  },
  async "TestS3.get_object_with_anon_credentials"(t) {
    await t.step("get_object", "GetObject", await putOne(t, "key", "body data"));
  },
  async "TestS3.head_object_fields"(t) {
    await t.step("head-object", "HeadObject", await putOne(t, "my-key", "abcdefgh"));
    await t.step("head-object-404", "HeadObject", t.on({ Key: "missing" }));
  },
  async "TestS3.invalid_range_error"(t) {
    const object = await putOne(t, "my-key", "abcdefgh");
    await t.step("exc", "GetObject", { ...object, Range: "bytes=1024-4096" });
  },
  async "TestS3.metadata_header_character_decoding"(t) {
    const Metadata = { TEST_META_1: "foo", __meta_2: "bar" };
    await t.step("head-object", "HeadObject", await putOne(t, "key", "foo", { Metadata }));
  },
  async "TestS3.precondition_failed_error"(t) {
    const object = await putOne(t, "foo", "bar");
    await t.step("get-object-if-match", "GetObject", { ...object, IfMatch: '"not good etag"' });
  },
  async "TestS3.put_object_storage_class"(t) {
    const StorageClass = t.variant.slice(0, t.variant.lastIndexOf("-"));
    const object = await putOne(t, "test-put-storage", "body-test", { StorageClass });
    const ObjectAttributes = ["StorageClass"];
    await t.step("get-object-storage-class", "GetObjectAttributes", { ...object, ObjectAttributes });
    await t.step("get-object", "GetObject", object);
  },
  async "TestS3.put_object_storage_class_outposts"(t) {
    const object = t.on({ Key: "test-put-storage", StorageClass: "OUTPOSTS" });
    await t.step("put-object-outposts", "PutObject", { ...object, Body: "body-test" });
    await t.step("create-multipart-outposts-exc", "CreateMultipartUpload", object);
  },
  async "TestS3.putobject_with_multiple_keys"(t) {
    await t.step("get_object", "GetObject", await putOne(t, "aws/key1/key2/key3", "test"));
  },
  async "TestS3.range_header_body_length"(t) {
    const object = await putOne(t, "example", "x".repeat(2048));
    const read = async (name: string, Range: string): Promise<void> => {
      t.steps.set(name, { ...(await t.step(name, "GetObject", { ...object, Range })), Body: "" });
    };
    await read("get-object", "bytes=0-1023");
    await read("get-object-2", "bytes=1024-2047");
  },
  async "TestS3.range_key_not_exists"(t) {
    await t.step("exc", "GetObject", t.on({ Key: "my-key", Range: "bytes=1024-4096" }));
  },
  async "TestS3.s3_copy_tagging_directive_versioned"(t) {
    await copyTags(t);
  },
  async "TestS3.s3_get_object_header_overrides"(t) {
    const object = await putOne(t, "key", "something");
    await t.step("get-object", "GetObject", {
      ...object,
      ResponseCacheControl: "max-age=74",
      ResponseContentDisposition: 'attachment; filename="foo.jpg"',
      ResponseContentEncoding: "identity",
      ResponseContentLanguage: "de-DE",
      ResponseContentType: "image/jpeg",
      ResponseExpires: WEDNESDAY,
    });
  },
  async "TestS3.s3_put_object_versioned"(t) {
    const old = t.on({ Key: "non-version-bucket-key" });
    const versioned = t.on({ Key: "versioned-bucket-key" });
    await t.step("put-pre-versioned", "PutObject", { ...old, Body: "non-versioned-key" });
    await t.step("get-pre-versioned", "GetObject", old);
    await t.step("list-object-pre-versioned", "ListObjectVersions", t.on({}));
    await t.versioning("Enabled");
    await t.step("get-post-versioned", "GetObject", old);
    await t.step("put-obj-versioned-1", "PutObject", { ...versioned, Body: "versioned-key" });
    await t.step("put-obj-versioned-2", "PutObject", { ...versioned, Body: "versioned-key-updated" });
    await t.step("get-obj-versioned", "GetObject", versioned);
    await t.step("list-object-versioned", "ListObjectVersions", t.on({}));
    await t.versioning("Suspended");
    await t.step("list-bucket-suspended", "ListObjectVersions", t.on({}));
    await t.step("get-obj-versioned-disabled", "GetObject", versioned);
    await t.step("get-obj-non-versioned-disabled", "GetObject", old);
    await t.step("put-non-versioned-post-disable", "PutObject", { ...old, Body: "non-versioned-key-post" });
    await t.step("get-non-versioned-post-disable", "GetObject", old);
  },
  async "TestS3.upload_file_with_xml_preamble"(t) {
    const body = '<?xml version="1.0" encoding="UTF-8"?><test/>';
    await t.step("get_object", "GetObject", await putOne(t, "key", body));
  },
  async "TestS3DeepArchive.s3_get_deep_archive_object_restore"(t) {
    const object = await putOne(t, "my-key", "body data", { StorageClass: "DEEP_ARCHIVE" });
    await t.step("get-object-invalid-state", "GetObject", object);
    await t.step("get_object_invalid_state", "GetObject", object);
    const RestoreRequest = { Days: 30, GlacierJobParameters: { Tier: "Bulk" }, OutputLocation: undefined };
    await t.step("restore_object", "RestoreObject", { ...object, RestoreRequest });
  },
};

async function copyTags(t: Replay): Promise<void> {
  const Key = "source-object";
  const object = t.on({ Key });
  const directive = t.variant === "None" ? {} : { TaggingDirective: t.variant };
  await t.versioning("Enabled");
  const first = await t.step("put-object", "PutObject", { ...object, Body: "test", Tagging: "key1=value1" });
  const second = { ...object, Body: "test-v2", Tagging: "key1=value1-v2" };
  await t.step("put-object-v2", "PutObject", second);
  const VersionId = text(first, "VersionId");
  await t.step("get-object-tag", "GetObjectTagging", object);
  await t.step("get-object-tag-v1", "GetObjectTagging", { ...object, VersionId });
  const source = `${t.bucket}/${Key}`;
  const sources = [
    ["", source],
    ["-v1", `${source}?versionId=${VersionId}`],
  ] as const;
  for (const [suffix, CopySource] of sources) {
    const target = t.on({ Key: `dest-object${suffix}` });
    const copy = { ...target, CopySource, ...directive };
    await t.step(`copy-object${suffix}`, "CopyObject", { ...copy, Tagging: "key2=value2" });
    await t.step(`get-copy-object-tag${suffix}`, "GetObjectTagging", target);
    await t.step(`copy-object-tag-empty${suffix}`, "CopyObject", copy);
    await t.step(`get-copy-object-tag-empty${suffix}`, "GetObjectTagging", target);
  }
}
