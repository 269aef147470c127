import type { Answer, Input } from "./answer.ts";
import type { Replay, Replays } from "./replay.ts";
import { text } from "./replay.ts";

const SECOND_MS = 1000;
const Bucket = "locked-bucket";

/** An object's lock in a bucket that has object lock. */
async function locked(t: Replay, Key: string) {
  await t.call("CreateBucket", { Bucket, ObjectLockEnabledForBucket: true });
  const on = { Bucket, Key };
  return {
    on,
    put: (name: string, more: Input = {}): Promise<Answer> =>
      t.step(name, "PutObject", { ...on, Body: "test", ...more }),
    hold: (name: string, Status: string, more: Input = {}): Promise<Answer> =>
      t.step(name, "PutObjectLegalHold", { ...on, LegalHold: { Status }, ...more }),
    retain: (name: string, Retention: Input, more: Input = {}): Promise<Answer> =>
      t.step(name, "PutObjectRetention", { ...on, Retention, ...more }),
    head: (name: string, more: Input = {}): Promise<Answer> => t.step(name, "HeadObject", { ...on, ...more }),
    remove: (name: string, more: Input = {}): Promise<Answer> => t.step(name, "DeleteObject", { ...on, ...more }),
  };
}

const until = (t: Replay, seconds: number): number => t.aws.clock.now() + seconds * SECOND_MS;
const governance = (t: Replay, seconds: number): Input => ({ Mode: "GOVERNANCE", RetainUntilDate: until(t, seconds) });
const withLock = (t: Replay, seconds: number): Input => ({
  ObjectLockMode: "GOVERNANCE",
  ObjectLockRetainUntilDate: until(t, seconds),
});
const BYPASS = { BypassGovernanceRetention: true };

/** No recording shows what these objects contain. */
function anyBody(t: Replay): void {
  t.opaque.add("ETag").add("ChecksumCRC32").add("ContentLength");
}

/** Legal holds and retention of objects. */
export const retentionReplays: Replays = {
  async "TestS3ObjectLockLegalHold.delete_locked_object"(t) {
    const object = await locked(t, "test-delete-locked");
    const VersionId = text(await object.put("put-obj"), "VersionId");
    await object.hold("put-object-legal-hold", "ON");
    await object.remove("delete-object-locked", { VersionId });
    const Objects = [{ Key: "test-delete-locked", VersionId }];
    await t.step("delete-objects-locked", "DeleteObjects", { Bucket, Delete: { Objects } });
    await object.hold("put-object-legal-hold-off", "OFF");
  },
  async "TestS3ObjectLockLegalHold.put_get_object_legal_hold"(t) {
    const object = await locked(t, "test-legal-hold");
    await object.put("put-obj");
    await t.step("get-legal-hold-unset", "GetObjectLegalHold", object.on);
    await object.hold("put-object-legal-hold", "ON");
    await object.head("head-object-with-legal-hold");
    await t.step("get-legal-hold-set", "GetObjectLegalHold", object.on);
    await object.hold("put-object-legal-hold-off", "OFF");
  },
  async "TestS3ObjectLockLegalHold.put_object_legal_hold_exc"(t) {
    const object = await locked(t, "non-existing-key");
    await object.hold("put-object-legal-hold-no-bucket", "ON", { Bucket: "does-not-exist" });
    await object.hold("put-object-legal-hold-no-key", "ON");
    const regular = t.on({ Key: "test" });
    await t.call("PutObject", regular);
    await object.hold("put-object-retention-regular-bucket", "ON", regular);
    await t.call("PutObject", { ...object.on, Key: "test" });
    await object.hold("put-object-retention-empty", "", { Key: "test", LegalHold: {} });
    await t.step("get-object-retention-regular-bucket", "GetObjectLegalHold", regular);
  },
  async "TestS3ObjectLockLegalHold.put_object_with_legal_hold"(t) {
    const object = await locked(t, "test-legal-hold");
    await object.put("put-obj", { ObjectLockLegalHoldStatus: "ON" });
    await object.head("head-object-with-legal-hold");
    await object.hold("put-object-legal-hold-off", "OFF");
  },
  async "TestS3ObjectLockLegalHold.s3_copy_object_legal_hold"(t) {
    const object = await locked(t, "source-object");
    await object.put("put-object", { Body: '{"key": "value"}', ObjectLockLegalHoldStatus: "ON" });
    await object.head("head-object");
    const CopySource = `${Bucket}/source-object`;
    await t.step("copy-legal-hold", "CopyObject", { Bucket, Key: "dest-key", CopySource });
    await t.step("head-dest-key", "HeadObject", { Bucket, Key: "dest-key" });
  },
  async "TestS3ObjectLockLegalHold.s3_legal_hold_lock_versioned"(t) {
    const object = await locked(t, "legal-hold");
    const first = { VersionId: text(await object.put("put-object"), "VersionId") };
    await object.hold("put-object-legal-hold-ver1", "ON", first);
    await object.head("head-object-ver1", first);
    const second = { VersionId: text(await object.put("put-object-2"), "VersionId") };
    await object.hold("put-object-legal-hold-ver2", "ON", second);
    await object.head("head-object-ver2", second);
    await object.hold("remove-object-legal-hold-ver1", "OFF", first);
    await object.head("head-object-ver1-no-lock", first);
    await object.remove("delete-object-ver1", first);
  },
  async "TestS3ObjectLockRetention.bucket_config_default_retention"(t) {
    anyBody(t);
    const object = await locked(t, "default-object");
    const Rule = { DefaultRetention: { Mode: "GOVERNANCE", Days: 1 } };
    const ObjectLockConfiguration = { ObjectLockEnabled: "Enabled", Rule };
    await t.step("put-lock-config", "PutObjectLockConfiguration", { Bucket, ObjectLockConfiguration });
    await object.put("put-object-default");
    await object.head("head-object-default");
    const Key = "with-lock";
    await object.put("put-object-with-lock", { Key, ...withLock(t, 60) });
    await object.head("head-object-with-lock", { Key });
    await object.put("put-object-with-lock-no-date", { ObjectLockMode: "GOVERNANCE" });
  },
  async "TestS3ObjectLockRetention.object_lock_delete_markers"(t) {
    anyBody(t);
    const object = await locked(t, "test-delete-marker");
    await object.put("put-object-with-lock", withLock(t, 600));
    await object.head("head-object-with-lock");
    const marker = { VersionId: text(await object.remove("put-delete-marker"), "VersionId") };
    await object.retain("put-object-retention-delete-marker", governance(t, 600), marker);
    await t.step("get-object-retention-delete-marker", "GetObjectRetention", { ...object.on, ...marker });
    await object.head("head-object-locked-delete-marker", marker);
  },
  async "TestS3ObjectLockRetention.object_lock_extend_duration"(t) {
    anyBody(t);
    const object = await locked(t, "test-extend");
    await object.put("put-object-with-lock", withLock(t, 60));
    await object.head("head-object-with-lock");
    await object.retain("put-object-retention-extend", governance(t, 120));
    await object.head("head-object-with-lock-extended");
    await object.retain("put-object-retention-reduce", governance(t, 30));
  },
  async "TestS3ObjectLockRetention.s3_copy_object_retention_lock"(t) {
    const object = await locked(t, "source-object");
    await object.put("put-source-object", { Body: '{"key": "value"}', ...withLock(t, 60) });
    await object.head("head-source-object");
    const CopySource = `${Bucket}/source-object`;
    await t.step("copy-lock", "CopyObject", { Bucket, Key: "dest-key", CopySource });
    await t.step("head-dest-key", "HeadObject", { Bucket, Key: "dest-key" });
  },
  async "TestS3ObjectLockRetention.s3_object_lock_mode_validation"(t) {
    const object = await locked(t, "test-lock-mode");
    const bad = { ...withLock(t, 60), ObjectLockMode: "BAD-VALUE" };
    await object.put("put-obj-locked-error-no-retain-date", { ObjectLockMode: "GOVERNANCE" });
    await object.put("put-obj-locked-error-no-mode", { ObjectLockRetainUntilDate: until(t, 60) });
    await object.put("put-obj-locked-bad-value", bad);
    await t.step("create-mpu-locked-bad-value", "CreateMultipartUpload", { ...object.on, ...bad });
  },
  async "TestS3ObjectLockRetention.s3_object_retention"(t) {
    const object = await locked(t, "test-retention-locked-object");
    const first = { VersionId: text(await object.put("put-obj-locked-1"), "VersionId") };
    await object.retain("put-object-retention-on-key-1", governance(t, 86_400), first);
    await t.step("get-object-retention-on-key-1", "GetObjectRetention", object.on);
    await object.head("head-object-locked");
    await object.remove("delete-obj-locked", first);
    await object.remove("delete-obj-locked-bypass", { ...first, ...BYPASS });
    const second = { VersionId: text(await object.put("put-obj-locked-2", withLock(t, 86_400)), "VersionId") };
    await object.retain("update-retention-locked-object", governance(t, 60), second);
    await object.retain("put-object-empty-retention", {}, { ...second, ...BYPASS });
    await object.retain("update-retention-object", governance(t, 60), { ...second, ...BYPASS });
  },
  async "TestS3ObjectLockRetention.s3_object_retention_compliance_mode"(t) {
    const object = await locked(t, "test-retention-locked-object");
    const first = { VersionId: text(await object.put("put-obj-locked-1"), "VersionId") };
    const compliance = (seconds: number): Input => ({ Mode: "COMPLIANCE", RetainUntilDate: until(t, seconds) });
    await object.retain("add-compliance-retention", compliance(20), first);
    await object.remove("delete-locked-1", { ...first, ...BYPASS });
    await object.remove("put-delete-marker");
    await object.remove("delete-locked-2", { ...first, ...BYPASS });
    await object.retain("update-retention-shortened", compliance(5), first);
    await object.retain("update-retention-less-restrictive", governance(t, 30), { ...first, ...BYPASS });
    t.aws.clock.advance(21 * SECOND_MS);
    await object.remove("delete-obj-after-lock-expiration", first);
  },
  async "TestS3ObjectLockRetention.s3_object_retention_exc"(t) {
    const object = await locked(t, "non-existing-key");
    const later = governance(t, 86_400);
    await object.retain("put-object-retention-no-bucket", later, { Bucket: "does-not-exist" });
    await object.retain("put-object-retention-no-key", later);
    const on = { Key: "test-retention" };
    await t.call("PutObject", { Bucket, ...on });
    await t.step("get-object-retention-never-set", "GetObjectRetention", { Bucket, ...on });
    await object.retain("put-object-missing-retention-fields", { Mode: "GOVERNANCE" }, on);
    await t.call("PutObjectRetention", { Bucket, ...on, Retention: later });
    await object.retain("update-retention-no-bypass", governance(t, 60), on);
    const past = { Mode: "GOVERNANCE", RetainUntilDate: Date.UTC(2020, 0, 1) };
    await object.retain("update-retention-past-date", past, { ...on, ...BYPASS });
    await object.retain("update-retention-bad-value", { ...later, Mode: "BAD-VALUE" }, { ...on, ...BYPASS });
    const regular = t.on({ Key: "test" });
    await t.call("PutObject", regular);
    await object.retain("put-object-retention-regular-bucket", later, regular);
    await t.step("get-object-retention-regular-bucket", "GetObjectRetention", regular);
  },
};
