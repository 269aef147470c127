import type { Input } from "./answer.ts";
import type { Replay, Replays } from "./replay.ts";

const Key = "test";

const putAndGet = async (t: Replay, input: Input): Promise<void> => {
  await t.step("put-object", "PutObject", t.on({ Key, ...input }));
  await t.step("get-object", "GetObject", t.on({ Key }));
};

/** Metadata in the forms of mail headers, and objects that are asked for in other ways. */
export const metadataReplays: Replays = {
  async "TestS3.user_metadata_rfc2047_encoded"(t) {
    const Metadata = {
      "non-ascii": "=?UTF-8?Q?test=5F=E2=80=94=5Ffile%E2%80%94=5F=C3=A9=5F2=3F.pdf?=",
      "non-ascii-2": "=?UTF-8?Q?=C3=84M=C3=84Z=C3=95=C3=91_S3?=",
      "non-ascii-binary": "=?UTF-8?B?AAECAw==?=",
      "replacement-chars": "=?UTF-8?B?77+977+977+977+977+977+977+9?=",
      "fake-encoded": "=?UTF-8?Q?actually-ascii?=",
      "asciib64-encoded": "=?UTF-8?B?YWJj?=",
      "safe-chars": "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    };
    await putAndGet(t, { Metadata });
  },
  async "TestS3.user_metadata_rfc2047_bad_b64_encoded"(t) {
    await putAndGet(t, { Metadata: { "bad-b64-encoded": "=?UTF-8?B?=GGG?=" } });
  },
  async "TestS3.get_bucket_notification_configuration_no_such_bucket"(t) {
    await t.step("expected_error", "GetBucketNotificationConfiguration", { Bucket: "does-not-exist" });
  },
  async "TestS3.s3_delete_object_with_version_id"(t) {
    const keys = ["aws/s3/testkey1.txt", "aws/s3/testkey2.txt"] as const;
    const Body = "Lorem ipsum dolor sit amet, ... ".repeat(30);
    await t.versioning("Enabled");
    await t.step("get_bucket_versioning", "GetBucketVersioning", t.on({}));
    const first = await t.call("PutObject", t.on({ Key: keys[0], Body }));
    await t.call("PutObject", t.on({ Key: keys[1], Body }));
    const Objects = [{ Key: keys[0], VersionId: first["VersionId"] }];
    await t.step("delete_objects", "DeleteObjects", t.on({ Delete: { Objects } }));
    await t.step("list_object_versions_after_delete", "ListObjectVersions", t.on({}));
    await t.versioning("Suspended");
    await t.step("get_bucket_versioning_suspended", "GetBucketVersioning", t.on({}));
  },
};
