import { type Replay, type Replays } from "./replay.ts";

const put = (t: Replay, name: string, Bucket: string, ObjectLockConfiguration: object) =>
  t.step(name, "PutObjectLockConfiguration", { Bucket, ObjectLockConfiguration });

const get = (t: Replay, name: string, Bucket: string) => t.step(name, "GetObjectLockConfiguration", { Bucket });

const ENABLED = { ObjectLockEnabled: "Enabled" };
const retention = (DefaultRetention: object) => ({ ...ENABLED, Rule: { DefaultRetention } });

async function lockedBucket(t: Replay): Promise<string> {
  const Bucket = "locked-bucket";
  await t.call("CreateBucket", { Bucket, ObjectLockEnabledForBucket: true });
  return Bucket;
}

/** Object lock of buckets. */
export const objectLockReplays: Replays = {
  async "TestS3ObjectLock.put_object_lock_configuration_on_existing_bucket"(t) {
    const versioning = (name: string, Status: string): Promise<unknown> =>
      t.step(name, "PutBucketVersioning", t.on({ VersioningConfiguration: { Status } }));
    await get(t, "get-object-lock-existing-bucket-no-config", t.bucket);
    await put(t, "put-object-lock-existing-bucket-no-versioning", t.bucket, ENABLED);
    await versioning("suspended-versioning", "Suspended");
    await put(t, "put-object-lock-existing-bucket-versioning-disabled", t.bucket, ENABLED);
    await versioning("enabled-versioning", "Enabled");
    await put(t, "put-object-lock-existing-bucket-enabled", t.bucket, ENABLED);
    await get(t, "get-object-lock-existing-bucket-enabled", t.bucket);
  },

  async "TestS3ObjectLock.get_put_object_lock_configuration"(t) {
    const bucket = await lockedBucket(t);
    await get(t, "get-lock-config-start", bucket);
    await put(t, "put-lock-config", bucket, retention({ Mode: "GOVERNANCE", Days: 1 }));
    await get(t, "get-lock-config", bucket);
    await put(t, "put-lock-config-enabled", bucket, ENABLED);
    await get(t, "get-lock-config-only-enabled", bucket);
  },

  async "TestS3ObjectLock.put_object_lock_configuration_exc"(t) {
    const bucket = await lockedBucket(t);
    const { Rule } = retention({ Mode: "GOVERNANCE", Days: 1 });
    await put(t, "put-lock-config-no-enabled", bucket, { Rule });
    await put(t, "put-lock-config-empty", bucket, {});
    await put(t, "put-lock-config-empty-rule", bucket, { ...ENABLED, Rule: {} });
    await put(t, "put-lock-config-empty-retention", bucket, retention({}));
    await put(t, "put-lock-config-no-days", bucket, retention({ Mode: "GOVERNANCE" }));
    await put(t, "put-lock-config-bad-mode", bucket, retention({ Mode: "BAD-VALUE", Days: 1 }));
    await put(t, "put-lock-config-both-days-years", bucket, retention({ Mode: "GOVERNANCE", Days: 1, Years: 1 }));
  },

  async "TestS3ObjectLock.get_object_lock_configuration_exc"(t) {
    await get(t, "get-lock-config-no-enabled", t.bucket);
    await get(t, "get-lock-config-bucket-not-exists", "fake-bucket-ls");
  },

  async "TestS3ObjectLock.disable_versioning_on_locked_bucket"(t) {
    const Bucket = await lockedBucket(t);
    const set = (name: string, Status: string): Promise<unknown> =>
      t.step(name, "PutBucketVersioning", { Bucket, VersioningConfiguration: { Status } });
    await set("disable-versioning-on-locked-bucket", "Suspended");
    await set("enable-versioning-again-on-locked-bucket", "Enabled");
  },

  async "TestS3ObjectLock.delete_object_with_no_locking"(t) {
    const Key = "test-delete-no-lock";
    await t.call("PutObject", t.on({ Key, Body: "test" }));
    const deleteObject = (name: string, BypassGovernanceRetention: boolean): Promise<unknown> =>
      t.step(name, "DeleteObject", t.on({ Key, BypassGovernanceRetention }));
    await deleteObject("delete-object-bypass-no-lock", true);
    await deleteObject("delete-object-bypass-no-lock-false", false);
    const batch = { Delete: { Objects: [{ Key }] }, BypassGovernanceRetention: true };
    await t.step("delete-objects-bypass-no-lock", "DeleteObjects", t.on(batch));
  },
};
