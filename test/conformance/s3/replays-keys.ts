import type { Answer, Input } from "./answer.ts";
import type { Replay, Replays } from "./replay.ts";

const BODY = "test";

async function putAll(t: Replay, keys: readonly string[], body: (key: string) => string = () => BODY): Promise<void> {
  for (const Key of keys) await t.call("PutObject", t.on({ Key, Body: body(Key) }));
}

const SPECIAL = ["file%2Fname", "test@key/", "test key/", "test key//", "a/%F0%9F%98%80/", "test+key"];

/** Keys with all sorts of characters. */
export const keyReplays: Replays = {
  async "TestS3.copy_object_special_character"(t) {
    await t.call("CreateBucket", { Bucket: "destination" });
    for (const Key of SPECIAL) {
      await t.step(`put-object-src-special-char-${Key}`, "PutObject", t.on({ Key, Body: BODY }));
      const CopySource = `${t.bucket}/${encodeURIComponent(Key)}`;
      await t.step(`copy-object-special-char-${Key}`, "CopyObject", { Bucket: "destination", Key, CopySource });
    }
    await t.step("list-object-copy-dest-special-char", "ListObjectsV2", { Bucket: "destination" });
  },
  async "TestS3.delete_objects_encoding"(t) {
    const keys = ["a%2Fb", "a/%F0%9F%98%80"];
    await t.call("PutObject", t.on({ Key: keys[0], Body: "percent encoding" }));
    await t.call("PutObject", t.on({ Key: keys[1], Body: "percent encoded emoji" }));
    await t.step("list-objects-before-delete", "ListObjectsV2", t.on({}));
    const Objects = keys.map((Key) => ({ Key }));
    await t.step("deleted-resp", "DeleteObjects", t.on({ Delete: { Objects } }));
    await t.step("list-objects", "ListObjectsV2", t.on({}));
  },
  async "TestS3.object_with_slashes_in_key"(t) {
    await t.call("PutObject", t.on({ Key: "/foo", Body: "foobar" }));
    await t.call("PutObject", t.on({ Key: "bar", Body: "barfoo" }));
    await t.call("PutObject", t.on({ Key: "/bar/foo/", Body: BODY }));
    await t.step("list-objects-slashes", "ListObjectsV2", t.on({}));
  },
  async "TestS3.put_and_get_object_with_hash_prefix"(t) {
    const object = t.on({ Key: "#key-with-hash-prefix" });
    await t.step("put-object", "PutObject", { ...object, Body: "test 123" });
    t.steps.set("get-object", { ...(await t.step("get-object", "GetObject", object)), Body: "" });
  },
  async "TestS3.put_and_get_object_with_utf8_key"(t) {
    const object = t.on({ Key: "Ā0Ä" });
    await t.step("put-object", "PutObject", { ...object, Body: "abc123" });
    t.steps.set("get-object", { ...(await t.step("get-object", "GetObject", object)), Body: "" });
  },
  async "TestS3.put_get_object_single_character_trailing_slash"(t) {
    for (const Key of ["a/", "t/", "u/"]) {
      await t.step(`put-object-single-char-${Key}`, "PutObject", t.on({ Key, Body: BODY }));
      await t.step(`get-object-single-char-${Key}`, "GetObject", t.on({ Key }));
    }
    await t.step("list-objects-single-char", "ListObjectsV2", t.on({}));
  },
  async "TestS3.put_get_object_special_character"(t) {
    const object = t.on({ Key: t.variant });
    await t.step("put-object-special-char", "PutObject", { ...object, Body: BODY });
    await t.step("list-object-special-char", "ListObjectsV2", t.on({}));
    await t.step("get-object-special-char", "GetObject", object);
    await t.step("del-object-special-char", "DeleteObject", object);
  },
  async "TestS3.s3_uppercase_key_names"(t) {
    await putAll(t, ["CamelCaseKey"], () => "something");
    await t.step("response", "GetObject", t.on({ Key: "CamelCaseKey" }));
    await t.step("wrong-case-key", "GetObject", t.on({ Key: "camelcasekey" }));
  },
  async "TestS3.url_encoded_key"(t) {
    await t.call("PutObject", t.on({ Key: "test@key/", Body: "test-non-encoded" }));
    await t.call("PutObject", t.on({ Key: "test%40key/", Body: "test-encoded" }));
    await t.call("PutObject", t.on({ Key: "test%40key", Body: "test-encoded-no-trailing" }));
    await t.step("list-object-encoded-char", "ListObjectsV2", t.on({}));
  },
  async "TestS3.empty_bucket_fixture"(t) {
    await putAll(t, ["key0", "key1", "key2"], () => "123");
    const { Contents } = await t.step("list-obj", "ListObjectsV2", t.on({}));
    const Objects = (Contents as readonly Input[]).map(({ Key }) => ({ Key }));
    await t.call("DeleteObjects", t.on({ Delete: { Objects } }));
    await t.step("list-obj-after-empty", "ListObjectsV2", t.on({}));
  },
  async "TestS3.s3_put_more_than_1000_items"(t) {
    const keys = Array.from({ length: 1010 }, (_, index) => `test-key-${index}`);
    await putAll(t, keys, (key) => key.replace("test-key", "test"));
    await t.step("get_object-1009", "GetObject", t.on({ Key: "test-key-1009" }));
    await t.step("get_object-0", "GetObject", t.on({ Key: "test-key-0" }));
    const all = t.on({ MaxKeys: 1000, Delimiter: "/" });
    const { NextMarker, ...first } = await t.step("list-objects", "ListObjects", all);
    t.steps.set("list-objects", { ...first, NextMarker, Contents: "content" });
    await t.step("list-objects-next_marker", "ListObjects", t.on({ MaxKeys: 1000, Marker: NextMarker }));
  },
  async "TestS3.s3_batch_delete_objects"(t) {
    const keys = Array.from({ length: 5 }, (_, index) => `key-${index}`);
    await putAll(t, keys);
    const Objects = keys.map((Key) => ({ Key }));
    await t.step("batch-delete", "DeleteObjects", t.on({ Delete: { Objects } }));
    await t.step("list-remaining-objects", "ListObjects", t.on({}));
  },
  async "TestS3.delete_non_existing_keys"(t) {
    await putAll(t, ["test-key-nonexistent"]);
    await deleteThree(t, "deleted-resp", t.bucket);
  },
  async "TestS3.delete_non_existing_keys_quiet"(t) {
    await putAll(t, ["test-key-nonexistent"]);
    await deleteThree(t, "deleted-resp", t.bucket, { Quiet: true });
  },
  async "TestS3.delete_non_existing_keys_in_non_existing_bucket"(t) {
    await deleteThree(t, "error-non-existent-bucket", "does-not-exist");
  },
  async "TestS3.delete_keys_in_versioned_bucket"(t) {
    const Key = "test-key-versioned";
    await t.versioning("Enabled");
    await putAll(t, [Key], () => "something");
    await putAll(t, [Key], () => "something-v2");
    await t.step("list-objects-v2", "ListObjectsV2", t.on({}));
    const remove = (name: string, Objects: readonly Input[]): Promise<Answer> =>
      t.step(name, "DeleteObjects", t.on({ Delete: { Objects } }));
    await remove("delete-object", [{ Key }]);
    const { Versions } = await t.step("list-object-version", "ListObjectVersions", t.on({}));
    const idsOf = (entries: unknown): readonly Input[] =>
      (entries as readonly Input[]).map(({ VersionId }) => ({ Key, VersionId }));
    await remove("delete-object-version", idsOf(Versions).toReversed());
    await t.step("list-objects-v2-after-delete", "ListObjectsV2", t.on({}));
    const after = await t.step("list-object-version-after-delete", "ListObjectVersions", t.on({}));
    await remove("delete-object-delete-marker", idsOf(after["DeleteMarkers"]));
  },
};

function deleteThree(t: Replay, name: string, Bucket: string, more: Input = {}): Promise<Answer> {
  const Objects = ["dummy1", "dummy2", "test-key-nonexistent"].map((Key) => ({ Key }));
  return t.step(name, "DeleteObjects", { Bucket, Delete: { Objects, ...more } });
}
