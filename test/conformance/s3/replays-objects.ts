import { type Replay, type Replays, text } from "./replay.ts";

const WRONG_ID = "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD";

/** Objects, versions, ranges and deletes. */
export const objectReplays: Replays = {
  async "TestS3BucketCRUD.delete_bucket_with_objects"(t) {
    const Key = "test-delete";
    await t.call("PutObject", t.on({ Key, Body: "test-delete" }));
    await t.step("delete-with-obj", "DeleteBucket", t.on({}));
    await t.step("delete-obj", "DeleteObject", t.on({ Key }));
    await t.step("delete-bucket", "DeleteBucket", t.on({}));
  },

  async "TestS3BucketCRUD.delete_versioned_bucket_with_objects"(t) {
    const Key = "test-delete-versioned";
    await t.versioning("Enabled");
    const put = await t.call("PutObject", t.on({ Key, Body: "test-delete" }));
    const marker = await t.call("DeleteObject", t.on({ Key }));
    await t.step("delete-with-obj-and-delete-marker", "DeleteBucket", t.on({}));
    await t.step("delete-obj-by-version", "DeleteObject", t.on({ Key, VersionId: text(put, "VersionId") }));
    await t.step("delete-with-only-delete-marker", "DeleteBucket", t.on({}));
    await t.step("delete-marker-by-version", "DeleteObject", t.on({ Key, VersionId: text(marker, "VersionId") }));
    await t.step("success-delete-bucket", "DeleteBucket", t.on({}));
  },

  async "TestS3ObjectCRUD.delete_object"(t) {
    const Key = "test-delete";
    await t.step("put-object", "PutObject", t.on({ Key, Body: "test-delete" }));
    await t.step("delete-object", "DeleteObject", t.on({ Key }));
    await t.step("delete-nonexistent-object", "DeleteObject", t.on({ Key }));
    await t.step("delete-nonexistent-object-versionid", "DeleteObject", t.on({ Key, VersionId: WRONG_ID }));
  },

  async "TestS3ObjectCRUD.delete_objects"(t) {
    const Key = "test-delete";
    await t.step("put-object", "PutObject", t.on({ Key, Body: "test-delete" }));
    const wrong = { Objects: [{ Key, VersionId: WRONG_ID }] };
    await t.step("delete-object-wrong-version-id", "DeleteObjects", t.on({ Delete: wrong }));
    const keys = ["a-wrong-key", "c-wrong-key", Key];
    await t.step("delete-objects", "DeleteObjects", t.on({ Delete: { Objects: keys.map((key) => ({ Key: key })) } }));
  },

  async "TestS3ObjectCRUD.delete_object_versioned"(t) {
    const Key = "test-delete";
    await t.versioning("Enabled");
    const put = await t.step("put-object", "PutObject", t.on({ Key, Body: "test-delete" }));
    const object = text(put, "VersionId");
    const marker = text(await t.step("delete-object", "DeleteObject", t.on({ Key })), "VersionId");
    await t.step("get-deleted-object", "GetObject", t.on({ Key }));
    await t.step("get-object-with-version", "GetObject", t.on({ Key, VersionId: object }));
    await t.step("get-delete-marker", "GetObject", t.on({ Key, VersionId: marker }));
    await t.step("delete-object-2", "DeleteObject", t.on({ Key }));
    await t.step("list-object-versions", "ListObjectVersions", t.on({ Prefix: Key }));
    await t.step("delete-delete-marker", "DeleteObject", t.on({ Key, VersionId: marker }));
    await t.step("delete-object-version", "DeleteObject", t.on({ Key, VersionId: object }));
    await t.step("get-deleted-object-with-version", "GetObject", t.on({ Key, VersionId: object }));
    await t.step("delete-with-bad-version", "DeleteObject", t.on({ Key, VersionId: `${object.slice(0, -4)}ABCD` }));
    await t.step("delete-wrong-key", "DeleteObject", t.on({ Key: "wrong-key" }));
  },

  async "TestS3ObjectCRUD.delete_objects_versioned"(t) {
    const Key = "test-delete";
    await t.versioning("Enabled");
    const put = await t.step("put-object", "PutObject", t.on({ Key, Body: "test-delete" }));
    const all = { Objects: [{ Key }, { Key: "wrongkey" }, { Key: "wrongkey-x" }] };
    const deleted = await t.step("delete-objects-no-version-id", "DeleteObjects", t.on({ Delete: all }));
    const [first] = deleted["Deleted"] as readonly { readonly DeleteMarkerVersionId: string }[];
    const marker = { Objects: [{ Key, VersionId: first?.DeleteMarkerVersionId }] };
    await t.step("delete-objects-marker", "DeleteObjects", t.on({ Delete: marker }));
    const wrong = { Objects: [Key, "wrong-key-2"].map((key) => ({ Key: key, VersionId: WRONG_ID })) };
    await t.step("delete-objects-wrong-version-id", "DeleteObjects", t.on({ Delete: wrong }));
    const version = { Objects: [{ Key, VersionId: text(put, "VersionId") }] };
    await t.step("delete-objects-version-id", "DeleteObjects", t.on({ Delete: version }));
  },

  async "TestS3ObjectCRUD.get_object_with_version_unversioned_bucket"(t) {
    const Key = "test-version";
    await t.step("put-object", "PutObject", t.on({ Key, Body: "test-version" }));
    await t.step("get-obj-with-version", "GetObject", t.on({ Key, VersionId: WRONG_ID }));
    await t.step("get-obj-with-null-version", "GetObject", t.on({ Key, VersionId: "null" }));
  },

  async "TestS3ObjectCRUD.put_object_on_suspended_bucket"(t) {
    const Key = "test-version";
    await t.versioning("Enabled");
    for (const i of [0, 1, 2]) await t.step(`put-object-${i}`, "PutObject", t.on({ Key, Body: `test-version-${i}` }));
    await t.step("list-enabled", "ListObjectVersions", t.on({}));
    await t.versioning("Suspended");
    await t.step("list-suspended", "ListObjectVersions", t.on({}));
    await t.step("put-object-suspended", "PutObject", t.on({ Key, Body: "test-version-suspended" }));
    await t.step("list-suspended-after-put", "ListObjectVersions", t.on({}));
    await t.step("put-object-suspended-overwrite", "PutObject", t.on({ Key, Body: "test-version-suspended" }));
    await t.step("list-suspended-after-overwrite", "ListObjectVersions", t.on({}));
    await t.step("get-object-current", "GetObject", t.on({ Key }));
  },

  async "TestS3ObjectCRUD.delete_object_on_suspended_bucket"(t) {
    const Key = "test-delete-suspended";
    await t.versioning("Enabled");
    for (const i of [0, 1]) await t.step(`put-object-${i}`, "PutObject", t.on({ Key, Body: `test-version-${i}` }));
    await t.versioning("Suspended");
    await t.step("list-suspended", "ListObjectVersions", t.on({}));
    await t.step("delete-object-no-version", "DeleteObject", t.on({ Key }));
    await t.step("list-suspended-delete", "ListObjectVersions", t.on({}));
    await t.step("put-object-suspended", "PutObject", t.on({ Key, Body: "test-version-suspended-after-delete" }));
    await t.step("list-suspended-put", "ListObjectVersions", t.on({}));
    await t.step("delete-object-no-version-after-put", "DeleteObject", t.on({ Key }));
    await t.step("list-suspended-after-put", "ListObjectVersions", t.on({}));
  },

  async "TestS3ObjectCRUD.list_object_versions_order_unversioned"(t) {
    await t.step("list-empty", "ListObjectVersions", t.on({}));
    await t.step("put-object", "PutObject", t.on({ Key: "a-test-object-1", Body: "test-object-1" }));
    await t.step("put-object-3", "PutObject", t.on({ Key: "c-test-object-3", Body: "test-object-3" }));
    await t.step("put-object-2", "PutObject", t.on({ Key: "b-test-object-2", Body: "test-object-2" }));
    await t.step("list-object-versions", "ListObjectVersions", t.on({}));
  },

  async "TestS3ObjectCRUD.get_object_range"(t) {
    const Key = "test-key-range";
    const content = "0123456789";
    await t.call("PutObject", t.on({ Key, Body: content }));
    const get = (range: string, name = range): Promise<unknown> =>
      t.step(`get-${name}`, "GetObject", t.on({ Key, Range: `bytes=${range}` }));
    await get("0-8");
    await get("0-8", "0-8-checksum");
    for (const range of ["1-1", "1-0", "1-", "-1-", "-2", "-9", "-15", "0-100", "0-0", "0--1"]) await get(range);
    await get("0-1,3-4,7-9", "multiple-ranges");
    await t.step("get-wrong-format", "GetObject", t.on({ Key, Range: "0-1" }));
    for (const range of ["-", "-0", "100-200"]) await get(range);
    await t.step("put-after-failed", "PutObject", t.on({ Key, Body: content.repeat(2) }));
  },

  async "TestS3BucketVersioning.bucket_versioning_crud"(t) {
    const put = (name: string, VersioningConfiguration: object): Promise<unknown> =>
      t.step(name, "PutBucketVersioning", t.on({ VersioningConfiguration }));
    await t.step("get-versioning-before", "GetBucketVersioning", t.on({}));
    await put("put-versioning-suspended-before", { Status: "Suspended" });
    await t.step("get-versioning-after-suspended", "GetBucketVersioning", t.on({}));
    await put("put-versioning-enabled-lowercase", { Status: "enabled" });
    await put("put-versioning-enabled-capitalized", { Status: "Enabled" });
    await t.step("get-versioning-after-enabled", "GetBucketVersioning", t.on({}));
    await put("put-versioning-suspended-after", { Status: "Suspended" });
    await put("put-versioning-disabled", { Status: "Disabled" });
    await put("put-versioning-empty", {});
    const fake = { Bucket: "myrandombucket" };
    const suspended = { VersioningConfiguration: { Status: "Suspended" } };
    await t.step("put-versioning-no-bucket", "PutBucketVersioning", { ...fake, ...suspended });
    await t.step("get-versioning-no-bucket", "GetBucketVersioning", fake);
  },

  async "TestS3BucketVersioning.object_version_id_format"(t) {
    await t.versioning("Enabled");
    await t.step("put-object", "PutObject", t.on({ Key: "test-version-id" }));
  },

  async "TestS3DeletePrecondition.delete_object_if_match_non_express"(t) {
    await refusedDelete(t, "delete-obj-if-match", { IfMatch: "badvalue" });
  },
  async "TestS3DeletePrecondition.delete_object_if_match_modified_non_express"(t) {
    await refusedDelete(t, "delete-obj-if-match-last-modified", { IfMatchLastModifiedTime: 0 });
  },
  async "TestS3DeletePrecondition.delete_object_if_match_size_non_express"(t) {
    await refusedDelete(t, "delete-obj-if-match-size", { IfMatchSize: 10 });
  },
  async "TestS3DeletePrecondition.delete_object_if_match_all_non_express"(t) {
    const all = { IfMatchSize: 10, IfMatch: "badvalue", IfMatchLastModifiedTime: 0 };
    await refusedDelete(t, "delete-obj-if-match-all", all);
  },
};

async function refusedDelete(t: Replay, step: string, condition: object): Promise<void> {
  const Key = "test-precondition";
  await t.call("PutObject", t.on({ Key }));
  await t.step(step, "DeleteObject", t.on({ Key, ...condition }));
}
