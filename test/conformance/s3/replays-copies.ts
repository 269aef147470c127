import { type Replay, type Replays, text } from "./replay.ts";
import type { Answer, Input } from "./answer.ts";

const DAY_MS = 86_400_000;
const SOURCE = "source-object";
const DEST = "dest-object";
const JSON_BODY = { Body: '{"key": "value"}', ContentType: "application/json", Metadata: { key: "value" } };

const put = (t: Replay, name: string, input: Input): Promise<Answer> =>
  t.step(name, "PutObject", t.on({ Key: SOURCE, ...input }));
const head = (t: Replay, name: string, Key = SOURCE): Promise<Answer> => t.step(name, "HeadObject", t.on({ Key }));
const copy = (t: Replay, name: string, input: Input = {}): Promise<Answer> =>
  t.step(name, "CopyObject", t.on({ CopySource: `${t.bucket}/${SOURCE}`, Key: SOURCE, ...input }));
const attributes = (t: Replay, name: string, attribute: string, Key = SOURCE): Promise<Answer> =>
  t.step(name, "GetObjectAttributes", t.on({ Key, ObjectAttributes: [attribute] }));

/** CopyObject: onto itself, with checksums, under conditions. */
export const copyReplays: Replays = {
  async "TestS3.s3_copy_metadata_replace"(t) {
    await put(t, "put_object", { ...JSON_BODY, ContentLanguage: "en-US" });
    await head(t, "head_object");
    const replaced = { Metadata: { "another-key": "value" }, ContentType: "image/jpg", MetadataDirective: "REPLACE" };
    await copy(t, "copy_object", { Key: `${SOURCE}-copy`, ...replaced });
    await head(t, "head_object_copy", `${SOURCE}-copy`);
  },
  async "TestS3.s3_copy_metadata_directive_copy"(t) {
    await put(t, "put-object", { Body: "test", Metadata: { key: "value" }, ContentLanguage: "en-US" });
    await head(t, "head-object");
    const ignored = { Metadata: { "another-key": "value" }, ContentLanguage: "en-GB", ContentType: "image/jpg" };
    await copy(t, "copy-object", { Key: `${SOURCE}-copy`, ...ignored, MetadataDirective: "COPY" });
    await head(t, "head-object-copy", `${SOURCE}-copy`);
  },
  async "TestS3.s3_copy_content_type_and_metadata"(t) {
    await put(t, "put_object", JSON_BODY);
    await head(t, "head_object");
    await copy(t, "copy_object", { Key: `${SOURCE}-copy` });
    await head(t, "head_object_copy", `${SOURCE}-copy`);
    const ignored = { Metadata: { "another-key": "value" }, ContentType: "application/javascript" };
    await copy(t, "copy_object_second", { Key: `${SOURCE}-second-copy`, ...ignored });
    await head(t, "head_object_second_copy", `${SOURCE}-second-copy`);
  },
  async "TestS3.s3_copy_object_in_place"(t) {
    await t.call("DeleteBucketOwnershipControls", t.on({}));
    await t.call("DeletePublicAccessBlock", t.on({}));
    await put(t, "put_object", JSON_BODY);
    await head(t, "head_object");
    await attributes(t, "object-attrs", "StorageClass");
    await copy(t, "copy-object-in-place-no-change");
    const same = { ChecksumAlgorithm: "SHA256", StorageClass: "STANDARD" };
    await copy(t, "copy-object-in-place-with-storage-class", same);
    await attributes(t, "object-attrs-after-copy", "StorageClass");
    await t.step("object-acl", "GetObjectAcl", t.on({ Key: SOURCE }));
    await copy(t, "copy-object-in-place-with-acl", { ACL: "public-read" });
  },
  async "TestS3.s3_copy_object_in_place_storage_class"(t) {
    await put(t, "put-object", { Body: "test", StorageClass: "STANDARD" });
    await head(t, "head-object");
    await attributes(t, "object-attrs", "StorageClass");
    await copy(t, "copy-object-in-place-with-storage-class", { StorageClass: "STANDARD" });
    await attributes(t, "object-attrs-after-copy", "StorageClass");
  },
  async "TestS3.copy_in_place_with_bucket_encryption"(t) {
    const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false };
    const configuration = { ServerSideEncryptionConfiguration: { Rules: [rule] } };
    await t.step("put-bucket-encryption", "PutBucketEncryption", t.on(configuration));
    await put(t, "put-obj", { Body: "" });
    await copy(t, "copy-obj");
  },
  async "TestS3.s3_copy_object_in_place_metadata_directive"(t) {
    await put(t, "put_object", JSON_BODY);
    await head(t, "head_object");
    await copy(t, "no-metadata-directive-fail", { Metadata: { key: "value" } });
    await copy(t, "copy-replace-directive", { Metadata: { key2: "value2" }, MetadataDirective: "REPLACE" });
    await head(t, "head-replace-directive");
    await copy(t, "copy-copy-directive", { MetadataDirective: "COPY", StorageClass: "STANDARD" });
    await head(t, "head-copy-directive");
    const ignored = { MetadataDirective: "COPY", Metadata: { key3: "value3" }, StorageClass: "STANDARD" };
    await copy(t, "copy-copy-directive-ignore", ignored);
    await head(t, "head-copy-directive-ignore");
    await copy(t, "copy-replace-directive-empty", { MetadataDirective: "REPLACE" });
    await head(t, "head-replace-directive-empty");
  },
  async "TestS3.s3_copy_object_in_place_website_redirect_location"(t) {
    await put(t, "put-object", { Body: "test", WebsiteRedirectLocation: "/test/direct" });
    await head(t, "head-object");
    const same = { WebsiteRedirectLocation: "/test/direct" };
    await copy(t, "copy-object-in-place-with-website-redirection", same);
    await head(t, "head-object-after-copy");
  },
  async "TestS3.s3_copy_object_storage_class"(t) {
    await put(t, "put-object", { Body: "test", StorageClass: "STANDARD_IA" });
    await head(t, "head-object");
    await attributes(t, "object-attrs", "StorageClass");
    await copy(t, "copy-object-in-place-with-storage-class", { Key: DEST });
    await attributes(t, "object-attrs-after-copy", "StorageClass", DEST);
    await copy(t, "exc-invalid-request-storage-class");
  },
  async "TestS3.s3_copy_object_with_checksum"(t) {
    await put(t, "put-object-no-checksum", JSON_BODY);
    await attributes(t, "object-attrs", "Checksum");
    const changed = { Metadata: { key1: "value1" }, MetadataDirective: "REPLACE" };
    await copy(t, "copy-object-in-place-with-checksum", { ChecksumAlgorithm: t.variant, ...changed });
    await attributes(t, "object-attrs-after-copy", "Checksum");
    await copy(t, "copy-object-to-dest-keep-checksum", { Key: DEST });
  },
  async "TestS3.s3_copy_object_with_default_checksum"(t) {
    await put(t, "put-object-no-checksum", { ...JSON_BODY, ChecksumAlgorithm: t.variant });
    await attributes(t, "object-attrs", "Checksum");
    const changed = { Metadata: { key1: "value1" }, MetadataDirective: "REPLACE" };
    await copy(t, "copy-object-in-place-with-no-checksum", changed);
    await attributes(t, "object-attrs-after-copy", "Checksum");
    await copy(t, "copy-object-to-dest-keep-checksum", { Key: DEST });
    await attributes(t, "dest-object-attrs-after-copy", "Checksum", DEST);
  },
  async "TestS3.s3_copy_tagging_directive"(t) {
    const directive = t.variant === "None" ? {} : { TaggingDirective: t.variant };
    const tags = (name: string, Key: string): Promise<Answer> => t.step(name, "GetObjectTagging", t.on({ Key }));
    await put(t, "put-object", { Body: "test", Tagging: "key1=value1" });
    await tags("get-object-tag", SOURCE);
    await copy(t, "copy-object", { Key: `${SOURCE}-copy`, Tagging: "key2=value2", ...directive });
    await tags("get-copy-object-tag", `${SOURCE}-copy`);
    await copy(t, "copy-object-tag-empty", { Key: `${SOURCE}-copy-empty`, ...directive });
    await tags("get-copy-object-tag-empty", `${SOURCE}-copy-empty`);
  },
  async "TestS3.s3_copy_object_wrong_format"(t) {
    await t.step("copy-object-wrong-copy-source", "CopyObject", t.on({ CopySource: "wrongformat", Key: DEST }));
  },
  async "TestS3.s3_copy_object_in_place_suspended_only"(t) {
    const replaced = { MetadataDirective: "REPLACE" };
    const get = (name: string): Promise<Answer> => t.step(name, "GetObject", t.on({ Key: SOURCE }));
    await put(t, "put_object", JSON_BODY);
    await head(t, "head_object");
    await copy(t, "copy-in-place-non-versioned", replaced);
    await head(t, "head-object-copied");
    await get("get-object-copied");
    await t.versioning("Suspended");
    await copy(t, "copy-in-place-versioned-suspended", replaced);
    await head(t, "head-object-copied-suspended");
    await get("get-object-copied-suspended");
    await copy(t, "copy-in-place-versioned-suspended-twice", replaced);
  },
  async "TestS3.s3_copy_object_in_place_versioned"(t) {
    const replaced = { MetadataDirective: "REPLACE" };
    const get = (name: string): Promise<Answer> => t.step(name, "GetObject", t.on({ Key: SOURCE }));
    await t.versioning("Enabled");
    await put(t, "put_object", JSON_BODY);
    await head(t, "head_object");
    await attributes(t, "object-attrs", "StorageClass");
    await copy(t, "copy-object-in-place-no-change");
    const second = await copy(t, "copy-in-place-versioned", replaced);
    await head(t, "head-object-copied");
    await get("get-object-copied");
    await t.versioning("Suspended");
    await copy(t, "copy-in-place-versioned-suspended", replaced);
    await head(t, "head-object-copied-suspended");
    await get("get-object-copied-suspended");
    const previous = t.on({ Key: SOURCE, VersionId: text(second, "VersionId") });
    await t.step("head-object-previous-version-suspended", "HeadObject", previous);
    await t.versioning("Enabled");
    await copy(t, "copy-in-place-versioned-re-enabled", replaced);
  },
  async "TestS3CopySourcePreconditions.s3_copy_object_preconditions"(t) {
    const eTag = text(await t.call("PutObject", t.on({ Key: SOURCE, Body: "data" })), "ETag");
    await head(t, "head-object");
    t.aws.clock.advance(3000);
    const now = t.aws.clock.now();
    const since = { CopySourceIfModifiedSince: now };
    const unmodified = { CopySourceIfUnmodifiedSince: now - DAY_MS };
    const noneMatch = { CopySourceIfNoneMatch: eTag };
    const under = (name: string, conditions: Input): Promise<Answer> => copy(t, name, { Key: DEST, ...conditions });
    const match = { CopySourceIfMatch: "etag123" };
    await under("copy-precondition-if-match", { ...since, ...unmodified, ...noneMatch, ...match });
    await under("copy-precondition-if-unmodified-since", { ...since, ...unmodified, ...noneMatch });
    await under("copy-precondition-if-none-match", { ...since, ...noneMatch });
    await under("copy-precondition-if-modified-since", since);
    await under("copy-ignore-future-modified-since", { CopySourceIfModifiedSince: now + DAY_MS });
    await under("copy-etag-missing-quotes", { CopySourceIfNoneMatch: eTag.replaceAll('"', "") });
    await under("copy-success", {
      CopySourceIfMatch: eTag.replaceAll('"', ""),
      CopySourceIfNoneMatch: "etag123",
      CopySourceIfModifiedSince: now - DAY_MS,
      CopySourceIfUnmodifiedSince: now,
    });
  },
  async "TestS3.s3_get_object_preconditions"(t) {
    const object = { Key: "test-object" };
    const eTag = text(await t.call("PutObject", t.on({ ...object, Body: "data" })), "ETag");
    const writtenAt = t.aws.clock.now();
    t.aws.clock.advance(3000);
    const now = t.aws.clock.now();
    const operation = t.variant === "get_object" ? "GetObject" : "HeadObject";
    const read = (name: string, conditions: Input): Promise<Answer> =>
      t.step(name, operation, t.on({ ...object, ...conditions }));
    const since = { IfModifiedSince: now };
    const unmodified = { IfUnmodifiedSince: now - DAY_MS };
    await read("precondition-if-match", { ...since, ...unmodified, IfMatch: "etag123", IfNoneMatch: eTag });
    await read("precondition-if-unmodified-since", { ...since, ...unmodified, IfNoneMatch: eTag });
    await read("precondition-if-none-match", { ...since, IfNoneMatch: eTag });
    await read("copy-precondition-if-modified-since", since);
    await read("obj-ignore-future-modified-since", { IfModifiedSince: now + DAY_MS });
    await read("etag-missing-quotes", { ...since, IfNoneMatch: eTag.replaceAll('"', "") });
    await read("precondition-if-unmodified-since-is-object", { IfUnmodifiedSince: writtenAt });
    await read("precondition-if-modified-since-is-object", { IfModifiedSince: writtenAt });
    const all = { IfMatch: eTag.replaceAll('"', ""), IfNoneMatch: "etag123", IfUnmodifiedSince: now };
    await read("obj-success", { ...all, IfModifiedSince: now - DAY_MS });
  },
};
