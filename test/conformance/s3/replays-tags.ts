import { type Replays, text } from "./replay.ts";

const tags = (...pairs: readonly (readonly [key: string | undefined, value: string | undefined])[]) => ({
  TagSet: pairs.map(([Key, Value]) => ({ Key, Value })),
});

/** Tags of buckets and objects. */
export const tagReplays: Replays = {
  async "TestS3BucketObjectTagging.bucket_tagging_crud"(t) {
    await t.step("get-bucket-tags-empty", "GetBucketTagging", t.on({}));
    await t.step("put-bucket-tags", "PutBucketTagging", t.on({ Tagging: tags(["tag1", "tag1"], ["tag2", ""]) }));
    await t.step("get-bucket-tags", "GetBucketTagging", t.on({}));
    await t.step("put-bucket-tags-overwrite", "PutBucketTagging", t.on({ Tagging: tags(["tag3", "tag3"]) }));
    await t.step("get-bucket-tags-overwritten", "GetBucketTagging", t.on({}));
    await t.step("delete-bucket-tags", "DeleteBucketTagging", t.on({}));
    await t.step("put-bucket-tags-empty", "PutBucketTagging", t.on({ Tagging: tags() }));
  },

  async "TestS3BucketObjectTagging.create_bucket_with_tags"(t) {
    const configuration = { Tags: [{ Key: "tag1", Value: "value1" }] };
    const Bucket = "test-bucket-tag";
    await t.step("create-bucket-with-tags", "CreateBucket", { Bucket, CreateBucketConfiguration: configuration });
    await t.step("get-bucket-tags", "GetBucketTagging", { Bucket });
  },

  async "TestS3BucketObjectTagging.create_bucket_with_empty_tags"(t) {
    const Bucket = "test-bucket-tag";
    const create = (name: string, Tags?: readonly object[]): Promise<unknown> =>
      t.step(name, "CreateBucket", { Bucket, CreateBucketConfiguration: { Tags } });
    await create("create-bucket-with-empty-tags", []);
    await t.step("get-bucket-tags", "GetBucketTagging", { Bucket });
    await create("create-bucket-with-none-tags");
  },

  async "TestS3BucketObjectTagging.create_bucket_with_tags_us_east_1_idempotency"(t) {
    const Bucket = "test-bucket-tag";
    const create = (name: string, ...Tags: readonly object[]): Promise<unknown> =>
      t.step(name, "CreateBucket", { Bucket, CreateBucketConfiguration: { Tags } });
    await create("create-bucket-with-tags", { Key: "tag1", Value: "value1" });
    await t.step("get-bucket-tags", "GetBucketTagging", { Bucket });
    await create("create-bucket-different-tags", { Key: "tag2", Value: "value2" });
    await t.step("create-bucket-with-no-tags", "CreateBucket", { Bucket });
    await t.step("get-bucket-tags-after-re-create", "GetBucketTagging", { Bucket });
    await create("create-bucket-with-same-tags", { Key: "tag1", Value: "value1" });
    await create("create-bucket-with-empty-tags");
    await t.step("get-bucket-tags-after-create-empty", "GetBucketTagging", { Bucket });
  },

  async "TestS3BucketObjectTagging.create_bucket_with_tags_exc"(t) {
    const create = (name: string, ...Tags: readonly object[]): Promise<unknown> =>
      t.step(name, "CreateBucket", { Bucket: "test-bucket-tag", CreateBucketConfiguration: { Tags } });
    await create("tags-key-none", { Value: "value1" });
    await create("tags-value-none", { Key: "key1" });
    await create("tags-key-aws-prefix", { Key: "aws:test", Value: "value1" });
    const twice = { Key: "key1", Value: "value1" };
    await create("tags-key-aws-duplicated-key", twice, twice);
    await create("tags-key-aws-bad-value", { Key: "test", Value: "value1,value2" });
    await create("tags-key-aws-bad-key", { Key: "test,test2", Value: "value1" });
  },

  async "TestS3BucketObjectTagging.bucket_tagging_exc"(t) {
    const Bucket = "fake-bucket";
    await t.step("get-no-bucket-tags", "GetBucketTagging", { Bucket });
    await t.step("delete-no-bucket-tags", "DeleteBucketTagging", { Bucket });
    await t.step("put-no-bucket-tags", "PutBucketTagging", { Bucket, Tagging: tags() });
  },

  async "TestS3BucketObjectTagging.object_tagging_crud"(t) {
    const object = t.on({ Key: "test-object-tagging" });
    const get = (name: string): Promise<unknown> => t.step(name, "GetObjectTagging", object);
    const put = (name: string, Tagging: object): Promise<unknown> =>
      t.step(name, "PutObjectTagging", { ...object, Tagging });
    await t.step("put-object", "PutObject", { ...object, Body: "test-tagging" });
    await get("get-object-tags-empty");
    await put("put-object-tags", tags(["tag1", "tag1"], ["tag2", ""]));
    await get("get-object-tags");
    await put("put-object-tags-overwrite", tags(["tag3", "tag3"]));
    await get("get-object-tags-overwritten");
    await t.step("get-obj-after-tags", "GetObject", object);
    await t.step("delete-object-tags", "DeleteObjectTagging", object);
    await get("get-object-tags-deleted");
    await t.step("get-obj-after-tags-deleted", "GetObject", object);
  },

  async "TestS3BucketObjectTagging.object_tagging_exc"(t) {
    const Key = "fake-key";
    const fake = { Bucket: "fake-bucket", Key };
    await t.step("get-no-bucket-tags", "GetObjectTagging", fake);
    await t.step("delete-no-bucket-tags", "DeleteObjectTagging", fake);
    await t.step("put-no-bucket-tags", "PutObjectTagging", { ...fake, Tagging: tags() });
    await t.step("get-no-key-tags", "GetObjectTagging", t.on({ Key }));
    await t.step("delete-no-key-tags", "DeleteObjectTagging", t.on({ Key }));
    await t.step("put-no-key-tags", "PutObjectTagging", t.on({ Key, Tagging: tags() }));
    await t.step("put-obj-duplicate-tagging", "PutObject", t.on({ Key, Tagging: "key1=val1&key1=val2" }));
    await t.step("put-obj-wrong-format", "PutObject", t.on({ Key, Tagging: "key1=val1,key2=val2" }));
  },

  async "TestS3BucketObjectTagging.object_tagging_versioned"(t) {
    const object = t.on({ Key: "test-version-tagging" });
    await t.versioning("Enabled");
    const first = await t.step("put-obj-0", "PutObject", { ...object, Body: "test-0", Tagging: "test_tag=tagv1" });
    await t.step("put-obj-1", "PutObject", { ...object, Body: "test-1" });
    const previous = { ...object, VersionId: text(first, "VersionId") };
    const [one, three] = [tags(["tag1", "tag1"]), tags(["tag3", "tag3"])];
    await t.step("put-object-tags-current-version", "PutObjectTagging", { ...object, Tagging: three });
    await t.step("get-object-tags-current-version", "GetObjectTagging", object);
    await t.step("get-object-tags-previous-version", "GetObjectTagging", previous);
    await t.step("put-object-tags-previous-version", "PutObjectTagging", { ...previous, Tagging: one });
    await t.step("get-object-tags-previous-version-again", "GetObjectTagging", previous);
    await t.call("DeleteObjectTagging", object);
    await t.step("get-object-tags-deleted-current", "GetObjectTagging", object);
    await t.call("DeleteObjectTagging", previous);
    await t.step("get-object-tags-previous-version-deleted", "GetObjectTagging", object);
    const deleted = await t.step("put-delete-marker", "DeleteObject", object);
    const marker = { ...object, VersionId: text(deleted, "VersionId") };
    await t.step("put-object-tags-delete-marker-id", "PutObjectTagging", { ...marker, Tagging: one });
    await t.step("get-object-tags-delete-marker-id", "GetObjectTagging", marker);
    await t.step("delete-object-tags-delete-marker-id", "DeleteObjectTagging", marker);
    await t.step("put-object-tags-delete-marker-latest", "PutObjectTagging", { ...object, Tagging: one });
    await t.step("get-object-tags-delete-marker-latest", "GetObjectTagging", object);
    await t.step("delete-object-tags-delete-marker-latest", "DeleteObjectTagging", object);
  },

  async "TestS3BucketObjectTagging.put_object_with_tags"(t) {
    const object = t.on({ Key: "test-put-object-tagging" });
    await t.step("put-object", "PutObject", { ...object, Body: "test-tagging", Tagging: "tag=&tag1=tag1&tag2=tag2" });
    await t.step("get-object-tags", "GetObjectTagging", object);
    await t.step("put-object-tags", "PutObjectTagging", { ...object, Tagging: tags(["tag3", "tag3"]) });
    await t.step("get-object-tags-override", "GetObjectTagging", object);
    await t.step("head-obj", "HeadObject", object);
    await t.step("get-obj", "GetObject", object);
    await t.call("PutObject", { ...object, Tagging: "wrongagain&wrongquery" });
    await t.step("get-object-tags-wrong-format-qs", "GetObjectTagging", object);
    await t.call("PutObject", { ...object, Tagging: "key1&&&key2" });
    await t.step("get-object-tags-wrong-format-qs-2", "GetObjectTagging", object);
  },

  async "TestS3BucketObjectTagging.head_object_with_tags"(t) {
    const object = t.on({ Key: "test-put-object-tagging" });
    await t.step("put-object", "PutObject", { ...object, Body: "test-tagging", Tagging: "tag1=tag1&tag2=tag2&tag=" });
    await t.step("head-obj-after-create", "HeadObject", object);
    await t.step("put-object-tags", "PutObjectTagging", { ...object, Tagging: tags(["tag3", "tag3"]) });
    await t.step("head-obj-after-tagging", "HeadObject", object);
    const three = tags(["tag3", "tag3"], ["tag4", "tag4"], ["tag5", "tag5"]);
    await t.call("PutObjectTagging", { ...object, Tagging: three });
    await t.step("head-obj-after-overwrite", "HeadObject", object);
    await t.call("PutObjectTagging", { ...object, Tagging: tags() });
    await t.step("head-obj-after-removal", "HeadObject", object);
  },

  async "TestS3BucketObjectTagging.object_tags_delete_or_overwrite_object"(t) {
    const object = t.on({ Key: "test-put-object-tagging-kept" });
    await t.call("PutObject", { ...object, Body: "create", Tagging: "tag1=val1" });
    await t.step("get-object-after-creation", "GetObjectTagging", object);
    await t.call("PutObject", { ...object, Body: "overwrite" });
    await t.step("get-object-after-overwrite", "GetObjectTagging", object);
    await t.call("PutObjectTagging", { ...object, Tagging: tags(["tag3", "tag3"]) });
    await t.call("DeleteObject", object);
    await t.call("PutObject", { ...object, Body: "recreate" });
    await t.step("get-object-after-recreation", "GetObjectTagging", object);
  },

  async "TestS3BucketObjectTagging.tagging_validation"(t) {
    const object = t.on({ Key: "tagging-validation" });
    await t.call("PutObject", object);
    const onBucket = (name: string, Tagging: object): Promise<unknown> =>
      t.step(`put-bucket-tags-${name}`, "PutBucketTagging", t.on({ Tagging }));
    const onObject = (name: string, Tagging: object): Promise<unknown> =>
      t.step(`put-object-tags-${name}`, "PutObjectTagging", { ...object, Tagging });
    await onBucket("duplicate-keys", tags(["Key1", "Val1"], ["Key1", "Val1"]));
    await onBucket("invalid-key", tags(["Key1,Key2", "Val1"]));
    await onBucket("none-key", tags([undefined, "Val1"]));
    await onBucket("invalid-value", tags(["Key1", "Val1,Val2"]));
    await onBucket("none-value", tags(["key1", undefined]));
    await onBucket("aws-prefixed", tags(["aws:prefixed", "Val1"]));
    await onObject("duplicate-keys", tags(["Key1", "Val1"], ["Key1", "Val1"]));
    await onObject("invalid-field", tags(["Key1,Key2", "Val1"]));
    await onObject("aws-prefixed", tags(["aws:prefixed", "Val1"]));
    await onObject("none-key", tags([undefined, "Val1"]));
    await onObject("none-value", tags(["key1", undefined]));
  },
};
