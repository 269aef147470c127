import { type Replay, type Replays, text } from "./replay.ts";
import type { Answer, Input } from "./answer.ts";

const FOLDER = ["folder/aSubfolder/subFile1", "folder/aSubfolder/subFile2", "folder/file1", "folder/file2"];
const PATHS = ["test/foo/bar/123", "test/foo/bar/456", "test/bar/foo/123"];
const PAGE = { Prefix: "folder/", Delimiter: "/", MaxKeys: 1 };

async function fill(t: Replay, keys: readonly string[], Body = "content 123"): Promise<void> {
  for (const Key of keys) await t.call("PutObject", t.on({ Key, Body }));
}

const v1 = (t: Replay, name: string, input: Input = {}): Promise<Answer> => t.step(name, "ListObjects", t.on(input));
const v2 = (t: Replay, name: string, input: Input = {}): Promise<Answer> => t.step(name, "ListObjectsV2", t.on(input));
const versions = (t: Replay, name: string, input: Input = {}): Promise<Answer> =>
  t.step(name, "ListObjectVersions", t.on(input));

const UPLOADS = { Prefix: "folder/", Delimiter: "/", MaxUploads: 1 };
const uploads = (t: Replay, name: string, input: Input = {}): Promise<Answer> =>
  t.step(name, "ListMultipartUploads", t.on(input));

async function begin(t: Replay, keys: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const Key of keys) ids.push(text(await t.call("CreateMultipartUpload", t.on({ Key })), "UploadId"));
  return ids;
}

/** Lists of objects, versions, uploads and parts. */
export const listReplays: Replays = {
  async "TestS3ListObjects.list_objects_next_marker"(t) {
    await fill(t, ["test_0", "test_1", "test_2"]);
    await v1(t, "list-objects-all");
    const first = await v1(t, "list-objects-max-1", { MaxKeys: 1, Delimiter: "/" });
    await v1(t, "list-objects-rest", { Marker: text(first, "NextMarker"), MaxKeys: 1 });
    await v1(t, "list-objects-marker-empty", { Marker: "", MaxKeys: 1 });
  },
  async "TestS3ListObjects.s3_list_objects_empty_marker"(t) {
    await v1(t, "list-objects", { Marker: "" });
  },
  async "TestS3ListObjects.list_objects_marker_common_prefixes"(t) {
    await fill(t, FOLDER);
    await v1(t, "list-objects-all-keys");
    const first = await v1(t, "list-objects-start", PAGE);
    const second = await v1(t, "list-objects-next-1", { ...PAGE, Marker: text(first, "NextMarker") });
    await v1(t, "list-objects-end", { ...PAGE, Marker: text(second, "NextMarker") });
    await v1(t, "list-objects-manual-first-file", { ...PAGE, Marker: "folder/aSubfolder/subFile1" });
  },

  async "TestS3ListObjectsV2.list_objects_v2_with_prefix_and_delimiter"(t) {
    await fill(t, PATHS);
    const list = (name: string, Prefix: string, more: Input = {}): Promise<Answer> =>
      v2(t, name, { Prefix, Delimiter: "/", ...more });
    await list("list-objects-v2-1", "test/");
    await list("list-objects-v2-1-with-max-keys", "test/", { MaxKeys: 1 });
    await list("list-objects-v2-2", "test/foo");
    await list("list-objects-v2-3", "test/foo/bar");
  },
  async "TestS3ListObjectsV2.list_objects_v2_continuation_start_after"(t) {
    await fill(
      t,
      Array.from({ length: 12 }, (_, index) => `test_${index}`),
    );
    const first = await v2(t, "list-objects-v2-max-5", { MaxKeys: 5 });
    const ContinuationToken = text(first, "NextContinuationToken");
    await v2(t, "list-objects-v2-rest", { ContinuationToken });
    await v2(t, "list-objects-start-after", { StartAfter: "test_7", MaxKeys: 2 });
    await v2(t, "list-objects-start-after-token", { StartAfter: "test_7", ContinuationToken });
    await v2(t, "exc-continuation-token", { ContinuationToken: "" });
  },
  async "TestS3ListObjectsV2.list_objects_v2_continuation_common_prefixes"(t) {
    await fill(t, FOLDER);
    await v2(t, "list-objects-v2-all-keys");
    const first = await v2(t, "list-objects-v2-start", PAGE);
    const ContinuationToken = text(first, "NextContinuationToken");
    const second = await v2(t, "list-objects-v2-next-1", { ...PAGE, ContinuationToken });
    await v2(t, "list-objects-v2-end", { ...PAGE, ContinuationToken: text(second, "NextContinuationToken") });
  },
  async "TestS3ListObjectsV2.list_ops_encoding_type_validation"(t) {
    const operation = t.variant
      .replace(/^list_objects_v2$/, "ListObjectsV2")
      .replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
    await t.step(`${t.variant}-error-wrong-value`, operation, t.on({ EncodingType: "value" }));
    await t.step(`${t.variant}-error-empty-value`, operation, t.on({ EncodingType: "" }));
  },

  async "TestS3ListObjectVersions.list_objects_versions_markers"(t) {
    await t.versioning("Enabled");
    const keys = ["test_0", "test_1", "test_2"];
    const ids: string[] = [];
    const put = async (Key: string, Body: string): Promise<void> => {
      ids.push(text(await t.call("PutObject", t.on({ Key, Body })), "VersionId"));
    };
    for (const key of keys) await put(key, "version 1");
    await put("test_2", "version 2");
    for (const Key of keys) ids.push(text(await t.call("DeleteObject", t.on({ Key })), "VersionId"));
    for (const key of ["test_0", "test_1"]) await put(key, "version 2");
    t.steps.set("version-order", { Versions: ids.map((VersionId) => ({ VersionId })) });
    await versions(t, "list-objects-versions-all");
    const page = await versions(t, "list-objects-versions-5", { MaxKeys: 5 });
    const KeyMarker = text(page, "NextKeyMarker");
    const VersionIdMarker = text(page, "NextVersionIdMarker");
    await versions(t, "list-objects-next-key-only", { MaxKeys: 1, KeyMarker });
    await versions(t, "list-objects-next-key-last", { MaxKeys: 1, KeyMarker: "test_2" });
    await versions(t, "list-objects-next-version-only", { MaxKeys: 1, VersionIdMarker });
    await versions(t, "list-objects-both-markers", { MaxKeys: 1, KeyMarker, VersionIdMarker });
    const last = { KeyMarker: "test_2", VersionIdMarker: ids[3] };
    await versions(t, "list-objects-last-key-last-version", { MaxKeys: 1, ...last });
    await versions(t, "list-objects-next-key-empty", { MaxKeys: 1, KeyMarker: "" });
  },
  async "TestS3ListObjectVersions.list_object_versions_pagination_common_prefixes"(t) {
    await t.versioning("Enabled");
    await fill(t, FOLDER);
    await versions(t, "list-object-versions-all-keys");
    const first = await versions(t, "list-object-versions-start", PAGE);
    const second = await versions(t, "list-object-versions-next-1", {
      ...PAGE,
      KeyMarker: text(first, "NextKeyMarker"),
    });
    await versions(t, "list-object-versions-end", { ...PAGE, KeyMarker: text(second, "NextKeyMarker") });
    const KeyMarker = "folder/aSubfolder/subFile1";
    await versions(t, "list-object-versions-manual-first-file", { ...PAGE, KeyMarker });
  },
  async "TestS3ListObjectVersions.list_objects_versions_with_prefix_only_and_pagination"(t) {
    await t.versioning("Enabled");
    const Prefix = "prefix";
    for (let count = 0; count < 5; count++) await t.call("PutObject", t.on({ Key: "prefixed_key" }));
    await t.call("PutObject", t.on({ Key: "non_prefixed_key" }));
    await versions(t, "list-object-version-prefix-full", { Prefix });
    const page = await versions(t, "list-object-version-prefix-page-1", { Prefix, MaxKeys: 3 });
    const KeyMarker = text(page, "NextKeyMarker");
    const VersionIdMarker = text(page, "NextVersionIdMarker");
    await versions(t, "list-object-version-prefix-key-marker-only", { Prefix, MaxKeys: 4, KeyMarker });
    const rest = { Prefix, MaxKeys: 5, KeyMarker, VersionIdMarker };
    await versions(t, "list-object-version-prefix-page-2", rest);
    const listed = page["Versions"] as readonly { readonly Key: string; readonly VersionId: string }[];
    const Objects = listed.map(({ Key, VersionId }) => ({ Key, VersionId }));
    await t.call("DeleteObjects", t.on({ Delete: { Objects } }));
    await versions(t, "list-object-version-prefix-page-2-after-delete", rest);
  },

  async "TestS3ListMultipartUploads.list_multiparts_next_marker"(t) {
    await uploads(t, "list-multiparts-empty");
    const ids = await begin(t, ["test_c", "test_b", "test_a", "test_a", "test_a"]);
    t.steps.set("upload-ids-order", { UploadIds: ids.map((UploadId) => ({ UploadId })) });
    await uploads(t, "list-multiparts-all");
    const page = await uploads(t, "list-multiparts-max-1", { MaxUploads: 1 });
    const KeyMarker = text(page, "NextKeyMarker");
    const UploadIdMarker = text(page, "NextUploadIdMarker");
    const one = (name: string, markers: Input): Promise<Answer> => uploads(t, name, { MaxUploads: 1, ...markers });
    await one("list-multiparts-next-key-only", { KeyMarker });
    await one("list-multiparts-next-key-last", { KeyMarker: "test_c" });
    await one("list-multiparts-next-upload-only", { UploadIdMarker });
    await one("list-multiparts-both-markers", { KeyMarker, UploadIdMarker });
    await one("list-multiparts-both-markers-2", { KeyMarker, UploadIdMarker: ids[4] });
    const second = { KeyMarker: "test_b", UploadIdMarker: ids[1] };
    await one("list-multiparts-get-last-upload-no-truncate", second);
    await one("list-multiparts-wrong-id-for-key", { KeyMarker: "test_c", UploadIdMarker: ids[1] });
    await one("list-multiparts-next-key-empty", { KeyMarker: "" });
  },
  async "TestS3ListMultipartUploads.list_multipart_uploads_marker_common_prefixes"(t) {
    await begin(t, FOLDER);
    await uploads(t, "list-multiparts-start", UPLOADS);
    await uploads(t, "list-multiparts-manual-prefix", { ...UPLOADS, KeyMarker: "folder/aSubfolder/" });
    await uploads(t, "list-multiparts-manual-first-file", { ...UPLOADS, KeyMarker: "folder/aSubfolder/subFile1" });
  },

  async "TestS3ListParts.list_parts_pagination"(t) {
    const Key = "test-list-part-pagination";
    const created = await t.call("CreateMultipartUpload", t.on({ Key }));
    const ids = t.on({ Key, UploadId: text(created, "UploadId") });
    const list = (name: string, input: Input = {}): Promise<Answer> => t.step(name, "ListParts", { ...ids, ...input });
    await list("list-parts-empty");
    for (const PartNumber of [1, 2]) await t.call("UploadPart", { ...ids, PartNumber, Body: "data" });
    await list("list-parts-all");
    await list("list-parts-1", { MaxParts: 1 });
    await list("list-parts-next", { MaxParts: 1, PartNumberMarker: "1" });
    await list("list-parts-wrong-part", { MaxParts: 1, PartNumberMarker: "10" });
  },
  async "TestS3ListParts.list_parts_empty_part_number_marker"(t) {
    const Key = "test-list-part-empty-marker";
    const created = await t.call("CreateMultipartUpload", t.on({ Key }));
    const ids = t.on({ Key, UploadId: text(created, "UploadId") });
    await t.call("UploadPart", { ...ids, PartNumber: 1, Body: "data" });
    await t.step("list-parts-empty-marker", "ListParts", { ...ids, PartNumberMarker: "" });
    await t.step("list-parts-empty-max-parts", "ListParts", ids);
  },

  async "TestS3ListBuckets.list_buckets_region_validation"(t) {
    await t.step("bad-region", "ListBuckets", { BucketRegion: "eu-east-1" });
  },
  async "TestS3ListBuckets.list_buckets_by_bucket_region"(t) {
    const Bucket = "west-bucket";
    const west = { CreateBucketConfiguration: { LocationConstraint: "us-west-2" } };
    await t.call("CreateBucket", { Bucket, ...west });
    await t.call("CreateBucket", { Bucket: "east-bucket" });
    const byRegion = (name: string, Prefix: string, BucketRegion: string): Promise<Answer> =>
      t.step(name, "ListBuckets", { Prefix, BucketRegion });
    await byRegion("list-objects-by-bucket-region-empty", "east-bucket", "eu-central-1");
    await byRegion("list-objects-by-bucket-region-not-empty", "east-bucket", "us-east-1");
  },
  async "TestS3ListBuckets.list_buckets_by_prefix_with_case_sensitivity"(t) {
    await t.step("list-objects-by-prefix-empty", "ListBuckets", { Prefix: t.bucket.toUpperCase() });
    await t.step("list-objects-by-prefix-not-empty", "ListBuckets", { Prefix: t.bucket });
  },
  async "TestS3ListBuckets.list_buckets_with_max_buckets"(t) {
    await t.call("CreateBucket", { Bucket: "z-bucket" });
    await t.step("list-objects-with-max-buckets", "ListBuckets", { MaxBuckets: 1 });
  },
  async "TestS3ListBuckets.list_buckets_when_continuation_token_is_empty"(t) {
    await t.call("CreateBucket", { Bucket: "z-bucket" });
    const empty = { ContinuationToken: "", MaxBuckets: 1 };
    await t.step("list-objects-with-empty-continuation-token", "ListBuckets", empty);
  },
  async "TestS3ListBuckets.list_buckets_with_continuation_token"(t) {
    for (const Bucket of ["y-bucket", "z-bucket"]) await t.call("CreateBucket", { Bucket });
    const first = await t.call("ListBuckets", { MaxBuckets: 1 });
    const next = { ContinuationToken: text(first, "ContinuationToken"), MaxBuckets: 1 };
    await t.step("list-objects-with-continuation", "ListBuckets", next);
  },
};
