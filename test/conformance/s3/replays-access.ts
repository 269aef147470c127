import type { Answer, Input } from "./answer.ts";
import type { Replay, Replays } from "./replay.ts";
import { text } from "./replay.ts";

const FAKE_GROUP = "http://acs.amazonaws.com/groups/s3/FakeGroup";
const LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

/** A bucket or an object, and the operations that read and set its ACL. */
interface Target {
  readonly kind: "Bucket" | "Object";
  readonly on: Input;
}

const put = (t: Replay, { kind, on }: Target, name: string, input: Input): Promise<Answer> =>
  t.step(name, `Put${kind}Acl`, { ...on, ...input });

async function ownerOf(t: Replay, { kind, on }: Target): Promise<Input> {
  const { Owner } = await t.call(`Get${kind}Acl`, on);
  return { ID: text(Owner as Answer, "ID") };
}

const acl = (Owner: Input, ...Grants: readonly Input[]): Input => ({ AccessControlPolicy: { Grants, Owner } });
const group = (URI: string, Permission: string): Input => ({ Grantee: { URI, Type: "Group" }, Permission });
const user = (ID: unknown, Permission: string): Input => ({ Grantee: { ID, Type: "CanonicalUser" }, Permission });

/** Access control lists. */
export const accessReplays: Replays = {
  async "TestS3.put_object_acl_on_delete_marker"(t) {
    const object = t.on({ Key: "test-key-versioned" });
    await t.aws.openBucket("open-bucket");
    const on: Input = { ...object, Bucket: "open-bucket" };
    await t.versioning("Enabled", "open-bucket");
    await t.step("put-obj-1", "PutObject", { ...on, Body: "something" });
    await t.step("put-obj-2", "PutObject", { ...on, Body: "something-v2" });
    const { VersionId } = await t.step("delete-object", "DeleteObject", on);
    await t.step("put-acl-delete-marker", "PutObjectAcl", { ...on, ACL: "public-read" });
    await t.step("get-acl-delete-marker", "GetObjectAcl", on);
    await t.step("put-acl-delete-marker-version-id", "PutObjectAcl", { ...on, VersionId, ACL: "public-read" });
    await t.step("get-acl-delete-marker-version-id", "GetObjectAcl", { ...on, VersionId });
  },
  async "TestS3.s3_bucket_acl"(t) {
    const Bucket = await t.aws.openBucket("open-bucket");
    const target: Target = { kind: "Bucket", on: { Bucket } };
    const set = (input: Input): Promise<Answer> => t.call("PutBucketAcl", { Bucket, ...input });
    const get = (name: string): Promise<Answer> => t.step(name, "GetBucketAcl", { Bucket });
    await set({ ACL: "public-read" });
    await get("get-bucket-acl");
    await set({ ACL: "private" });
    await get("get-bucket-canned-acl");
    await set({ GrantRead: `uri="${LOG_DELIVERY}"` });
    await get("get-bucket-grant-acl");
    const Owner = await ownerOf(t, target);
    await set(acl(Owner, user(Owner["ID"], "FULL_CONTROL"), group(LOG_DELIVERY, "WRITE")));
    await get("get-bucket-acp-acl");
  },
  async "TestS3.s3_object_acl"(t) {
    const Bucket = await t.aws.openBucket("open-bucket");
    const on = { Bucket, Key: "object-key-acl" };
    const set = (input: Input): Promise<Answer> => t.call("PutObjectAcl", { ...on, ...input });
    const get = (name: string): Promise<Answer> => t.step(name, "GetObjectAcl", on);
    await t.step("put-object-default-acl", "PutObject", on);
    await get("get-object-acl-default");
    await t.step("put-object-acl", "PutObjectAcl", { ...on, ACL: "public-read" });
    await get("get-object-acl");
    await set({ GrantRead: `uri="${LOG_DELIVERY}"` });
    await get("get-object-grant-acl");
    const Owner = await ownerOf(t, { kind: "Object", on });
    await set(acl(Owner, user(Owner["ID"], "FULL_CONTROL"), group(LOG_DELIVERY, "WRITE")));
    await get("get-object-acp-acl");
  },
  async "TestS3.s3_bucket_acl_exceptions"(t) {
    const Bucket = await t.aws.openBucket("open-bucket");
    const target: Target = { kind: "Bucket", on: { Bucket } };
    await put(t, target, "put-bucket-canned-acl", { ACL: "fake-acl" });
    await refusedGrants(t, target, "put-bucket");
    await put(t, target, "put-bucket-empty-acp", { AccessControlPolicy: {} });
    await put(t, target, "put-bucket-empty", {});
    await twoWays(t, target, "put-bucket-two-type-acl");
  },
  async "TestS3.s3_object_acl_exceptions"(t) {
    const Bucket = await t.aws.openBucket("open-bucket");
    const on = { Bucket, Key: "object-key-acl" };
    const target: Target = { kind: "Object", on };
    await t.step("put-object-canned-acl", "PutObject", { ...on, ACL: "fake-acl" });
    await t.call("PutObject", on);
    await put(t, target, "put-object-acl-canned-acl", { ACL: "fake-acl" });
    await refusedGrants(t, target, "put-object");
    await put(t, target, "put-object-empty-acp", { AccessControlPolicy: {} });
    await put(t, target, "put-object-acl-empty", {});
    await twoWays(t, target, "put-object-two-type-acl");
  },
  async "TestS3.s3_multipart_upload_acls"(t) {
    const Bucket = await t.aws.openBucket("open-bucket");
    await t.call("PutBucketAcl", { Bucket, ACL: "public-read" });
    await t.step("bucket-acl", "GetBucketAcl", { Bucket });
    for (const [index, more] of [{}, { ACL: "private" }, { ACL: "public-read-write" }].entries()) {
      const object = { Bucket, Key: `acl-key${index}` };
      const { UploadId } = await t.call("CreateMultipartUpload", { ...object, ...more });
      const part = { ...object, UploadId, PartNumber: 1 };
      const { ETag } = await t.call("UploadPart", { ...part, Body: "data" });
      const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
      await t.call("CompleteMultipartUpload", { ...object, UploadId, MultipartUpload });
      await t.step(`permission-acl-key${index}`, "GetObjectAcl", object);
    }
  },
};

async function refusedGrants(t: Replay, target: Target, name: string): Promise<void> {
  const Owner = await ownerOf(t, target);
  await put(t, target, `${name}-grant-acl-fake-uri`, { GrantWrite: `uri="${FAKE_GROUP}"` });
  await put(t, target, `${name}-grant-acl-fake-key`, { GrantWrite: 'fakekey="1234"' });
  await put(t, target, `${name}-grant-acl-wrong-id`, { GrantWrite: 'id="wrong-id"' });
  const refused: readonly Input[] = [
    // No owner.
    { AccessControlPolicy: { Grants: [user(Owner["ID"], "FULL_CONTROL")] } },
    // No grants.
    { AccessControlPolicy: { Owner } },
    acl(Owner, user("wrong-id", "FULL_CONTROL")),
    acl(Owner, group(FAKE_GROUP, "WRITE")),
    acl({ ID: "wrong-id" }, user("wrong-id", "FULL_CONTROL")),
    acl(Owner, user(Owner["ID"], "FAKE_PERMISSION")),
  ];
  for (const [index, input] of refused.entries()) await put(t, target, `${name}-acp-acl-${index + 1}`, input);
}

async function twoWays(t: Replay, target: Target, name: string): Promise<void> {
  const Owner = await ownerOf(t, target);
  await put(t, target, name, { ACL: "public-read", GrantRead: `uri="${LOG_DELIVERY}"` });
  await put(t, target, `${name}-acp`, { ACL: "public-read", ...acl(Owner, user(Owner["ID"], "FULL_CONTROL")) });
}
