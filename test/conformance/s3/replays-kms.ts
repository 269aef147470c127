import type { Answer, Input } from "./answer.ts";
import type { Replay, Replays } from "./replay.ts";
import { begin, named } from "./uploading.ts";

const KEY_ID = "134f2428-cec1-4b25-a1ae-9048164dba47";
const KMS = { ServerSideEncryption: "aws:kms" };

/** Keys of KMS, of which any is one here: what is recorded of keys that exist. Tags of encrypted objects are no MD5s. */
const begun = (t: Replay): Replay => {
  t.opaque.add("ETag");
  return t;
};
const byDefault = (t: Replay, name: string, KMSMasterKeyID: string | undefined, BucketKeyEnabled = true) => {
  const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: "aws:kms", KMSMasterKeyID };
  const Rules = [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled }];
  return t.step(name, "PutBucketEncryption", t.on({ ServerSideEncryptionConfiguration: { Rules } }));
};
const put = (t: Replay, name: string, object: Input): Promise<Answer> => t.step(name, "PutObject", t.on(object));
const get = (t: Replay, name: string, Key: string): Promise<Answer> => t.step(name, "GetObject", t.on({ Key }));
const head = (t: Replay, name: string, Key: string): Promise<Answer> => t.step(name, "HeadObject", t.on({ Key }));

/** Encryption with keys of KMS. */
export const kmsReplays: Replays = {
  async "TestS3BucketEncryption.s3_bucket_encryption_sse_kms"(t) {
    begun(t);
    const key = "key-encrypted";
    await byDefault(t, "put-bucket-enc", KEY_ID);
    await t.step("get-bucket-enc", "GetBucketEncryption", t.on({}));
    await put(t, "put-object-encrypted", { Key: key, Body: "test-encrypted" });
    await head(t, "head-object-encrypted", key);
    await get(t, "get-object-encrypted", key);
    await byDefault(t, "put-bucket-enc-bucket-key-disabled", KEY_ID, false);
    await put(t, "put-object-encrypted-bucket-key-disabled", { Key: key, Body: "test-encrypted" });
  },
  async "TestS3.s3_sse_bucket_key_default"(t) {
    begun(t);
    await put(t, "put-obj-default-before-setting", { Key: "before", Body: "test-sse" });
    await get(t, "get-obj-default-before-setting", "before");
    await byDefault(t, "put-bucket-encryption", KEY_ID);
    await t.step("get-bucket-encryption", "GetBucketEncryption", t.on({}));
    await get(t, "get-obj-default-after-setting", "before");
    await put(t, "put-obj-after-setting", { Key: "after", Body: "test-sse" });
    await get(t, "get-obj-after-setting", "after");
  },
  async "TestS3.s3_sse_default_kms_key"(t) {
    begun(t);
    const Bucket = "other-bucket";
    await t.call("CreateBucket", { Bucket });
    await put(t, "put-obj-default-kms-s3-key", { Key: "key", Body: "test-sse", ...KMS });
    await get(t, "get-obj-default-kms-s3-key", "key");
    await t.step("put-obj-default-kms-s3-key-bucket-2", "PutObject", { Bucket, Key: "key", Body: "test-sse", ...KMS });
    await t.step("get-obj-default-kms-s3-key-bucket-2", "GetObject", { Bucket, Key: "key" });
    await byDefault(t, "put-bucket-encryption-default-kms-s3-key", undefined);
    await t.step("get-bucket-encryption-default-kms-s3-key", "GetBucketEncryption", t.on({}));
    await put(t, "put-obj-default-kms-s3-key-from-bucket", { Key: "by-default", Body: "test-sse" });
    await get(t, "get-obj-default-kms-s3-key-from-bucket", "by-default");
  },
  async "TestS3.copy_object_kms"(t) {
    begun(t);
    const [source, Key] = ["source", "copied"];
    await t.call("PutObject", t.on({ Key: source, Body: "hello world" }));
    await get(t, "get-object", source);
    const copy = { Key, CopySource: `${t.bucket}/${source}`, SSEKMSKeyId: KEY_ID, BucketKeyEnabled: true, ...KMS };
    await t.step("copy-object", "CopyObject", t.on(copy));
    await get(t, "get-copied-object", Key);
  },
  async "TestS3.s3_multipart_upload_sse"(t) {
    begun(t);
    const Key = "test-sse-field-multipart";
    t.opaque.add("Location");
    const encryption = { BucketKeyEnabled: true, SSEKMSKeyId: KEY_ID, ...KMS };
    const upload = await begin(t, Key, encryption, "multi-sse-create-multipart");
    const part = await upload.part(1, "test-sse", {}, "multi-sse-upload-part");
    await upload.complete("multi-sse-compete-multipart", [named(part, 1)]);
    await get(t, "get-obj", Key);
  },
  async "TestS3.s3_copy_object_in_place_with_encryption"(t) {
    begun(t);
    const Key = "source";
    const copy = async (name: string, headName: string, more: Input): Promise<void> => {
      await t.step(name, "CopyObject", t.on({ Key, CopySource: `${t.bucket}/${Key}`, ...more }));
      await head(t, headName, Key);
    };
    await put(t, "put-object-with-kms-encryption", {
      Key,
      Body: "test",
      BucketKeyEnabled: true,
      SSEKMSKeyId: KEY_ID,
      ...KMS,
    });
    await head(t, "head-object", Key);
    await copy("copy-object-in-place-with-sse", "head-copy-with-sse", KMS);
    await copy("copy-object-in-place-without-kms-sse", "head-copy-without-kms-sse", {});
    await copy("copy-object-in-place-with-aes", "head-copy-with-aes", { ServerSideEncryption: "AES256" });
  },
  async "TestS3.s3_object_expires"(t) {
    // The recorder had one word for both.
    t.opaque.add("ExpiresString");
    const times = [
      ["future", "Wed, 21 Oct 2026 07:28:00 GMT"],
      ["past", "Wed, 21 Oct 2015 07:28:00 GMT"],
    ] as const;
    for (const [when, Expires] of times) {
      await put(t, `put-object-expires-${when}`, { Key: when, Body: "foo", Expires });
      await head(t, `head-object-expires-${when}`, when);
      await get(t, `get-object-expires-${when}`, when);
    }
  },
};
