import { createHash } from "node:crypto";
import type { Answer, Input } from "./answer.ts";
import type { Replay, Replays } from "./replay.ts";
import { text } from "./replay.ts";
import { named } from "./uploading.ts";

const ALGORITHM = "AES256";

function customerKey(key: string) {
  const bytes = Buffer.from(key);
  return {
    SSECustomerAlgorithm: ALGORITHM,
    SSECustomerKey: bytes.toString("base64"),
    SSECustomerKeyMD5: createHash("md5").update(bytes).digest("base64"),
  };
}

const RIGHT = customerKey("b".repeat(31) + "b");
const OTHER = customerKey("a".repeat(32));
const SHORT = customerKey("tooshort");
const WRONG_ALGORITHM = { ...RIGHT, SSECustomerAlgorithm: "KMS" };
const { SSECustomerKeyMD5: _, ...WITHOUT_MD5 } = RIGHT;
const BAD_MD5 = { ...RIGHT, SSECustomerKeyMD5: OTHER.SSECustomerKeyMD5 };

/** The same members for the source of a copy. */
const ofSource = (key: Input): Input =>
  Object.fromEntries(Object.entries(key).map(([name, value]) => [`CopySource${name}`, value]));

const MINIMUM = 5 * 1024 * 1024 + 1;

/** The keys of the recordings are not known, and the tags of what they encrypt are random. */
function anyKey(t: Replay): void {
  t.opaque.add("SSECustomerKeyMD5").add("ETag");
}

/** Objects under keys of their client's (SSE-C). */
export const customerKeyReplays: Replays = {
  async "TestS3SSECEncryption.copy_object_with_sse_c"(t) {
    anyKey(t);
    const object = t.on({ Key: "test-sse-c" });
    await t.step("put-obj-sse-c", "PutObject", { ...object, Body: "test_data", ...RIGHT });
    const CopySource = `${t.bucket}/test-sse-c`;
    const copy = (name: string, Key: string, more: Input): Promise<Answer> =>
      t.step(name, "CopyObject", t.on({ Key, CopySource, ...more }));
    await copy("copy-obj-sse-c-target-no-sse-c", "copy-no-sse-c", ofSource(RIGHT));
    await copy("copy-obj-sse-c", "copy-sse-c", { ...ofSource(RIGHT), ...RIGHT });
    await t.step("get-obj-no-sse-c-param", "GetObject", t.on({ Key: "copy-sse-c" }));
    await copy("copy-obj-no-src-sse-c", "copy", RIGHT);
    await copy("copy-obj-wrong-src-sse-c-algo", "copy", ofSource(WRONG_ALGORITHM));
    await copy("copy-obj-wrong-target-sse-c-algo", "copy", { ...ofSource(RIGHT), ...WRONG_ALGORITHM });
    const both = { ...ofSource(RIGHT), ...RIGHT, ServerSideEncryption: "AES256" };
    await copy("copy-obj-target-double-encryption", "copy", both);
  },
  async "TestS3SSECEncryption.multipart_upload_sse_c"(t) {
    anyKey(t);
    const object = t.on({ Key: "test-sse-c-multipart" });
    const created = await t.step("create-mpu-sse-c", "CreateMultipartUpload", { ...object, ...RIGHT });
    const ids = { ...object, UploadId: text(created, "UploadId") };
    const Parts: Input[] = [];
    for (let index = 0; index < 3; index++) {
      const part = { ...ids, PartNumber: index + 1, Body: Buffer.alloc(MINIMUM, "a"), ...RIGHT };
      Parts.push(named(await t.step(`upload-part-${index}`, "UploadPart", part), index + 1));
    }
    await t.step("list-parts", "ListParts", ids);
    const complete = { ...ids, MultipartUpload: { Parts }, ...RIGHT };
    await t.step("complete-multipart-checksum", "CompleteMultipartUpload", complete);
    await t.step("get-obj-no-sse-c-param", "GetObject", object);
    const read = await t.step("get-obj-sse-c", "GetObject", { ...object, ...RIGHT });
    t.steps.set("get-obj-sse-c", { ...read, Body: "" });
  },
  async "TestS3SSECEncryption.multipart_upload_sse_c_validation"(t) {
    anyKey(t);
    const object = t.on({ Key: "test-sse-c-multipart" });
    const begin = async (name: string, more: Input): Promise<Input> => {
      const created = await t.step(name, "CreateMultipartUpload", { ...object, ...more });
      return { ...object, UploadId: text(created, "UploadId"), PartNumber: 1, Body: "test" };
    };
    const plain = await begin("create-mpu-no-sse-c", {});
    await t.step("mpu-no-sse-c-upload-part-with-sse-c", "UploadPart", { ...plain, ...RIGHT });
    const keyed = await begin("create-mpu-sse-c", RIGHT);
    await t.step("mpu-sse-c-upload-part-no-sse-c", "UploadPart", keyed);
    await t.step("mpu-sse-c-upload-part-wrong-sse-c", "UploadPart", { ...keyed, ...OTHER });
  },
  async "TestS3SSECEncryption.object_retrieval_sse_c"(t) {
    anyKey(t);
    const object = t.on({ Key: "test-sse-c" });
    await t.step("put-obj-sse-c", "PutObject", { ...object, Body: "test_data", ...RIGHT });
    const get = (name: string, key: Input): Promise<Answer> => t.step(name, "GetObject", { ...object, ...key });
    await get("get-obj-no-sse-c", {});
    await get("get-obj-sse-c-wrong-key", OTHER);
    await get("get-obj-sse-c-wrong-algo", WRONG_ALGORITHM);
    await t.step("head-obj-sse-c-wrong-algo", "HeadObject", { ...object, ...WRONG_ALGORITHM });
    const attributes = { ...object, ObjectAttributes: ["ETag"], ...WRONG_ALGORITHM };
    await t.step("get-obj-attrs-sse-c-wrong-algo", "GetObjectAttributes", attributes);
    await get("get-obj-sse-c-no-md5", WITHOUT_MD5);
    await t.step("head-obj-sse-c-no-md5", "HeadObject", { ...object, ...WITHOUT_MD5 });
    await get("get-obj-sse-c-wrong-key-size", SHORT);
    await get("get-obj-sse-c-bad-md5", BAD_MD5);
  },
  async "TestS3SSECEncryption.put_object_default_checksum_with_sse_c"(t) {
    anyKey(t);
    const object = t.on({ Key: "test-sse-c" });
    await t.call("PutObject", { ...object, Body: "test data..", NoChecksum: true, ...RIGHT });
    await t.step("head-obj-sse-c", "HeadObject", { ...object, ChecksumMode: "ENABLED", ...RIGHT });
    await t.step("get-obj-sse-c", "GetObject", { ...object, ...RIGHT });
    const attributes = { ...object, ObjectAttributes: ["ETag", "Checksum"], ...RIGHT };
    await t.step("get-obj-attrs-sse-c", "GetObjectAttributes", attributes);
  },
  async "TestS3SSECEncryption.put_object_lifecycle_with_sse_c"(t) {
    anyKey(t);
    const object = t.on({ Key: "test-sse-c" });
    await t.step("put-obj-sse-c", "PutObject", { ...object, Body: "test_data", ...RIGHT });
    await t.step("head-obj-sse-c", "HeadObject", { ...object, ...RIGHT });
    await t.step("get-obj-sse-c", "GetObject", { ...object, ...RIGHT });
    const attributes = { ...object, ObjectAttributes: ["ETag", "ObjectSize"], ...RIGHT };
    await t.step("get-obj-attrs-sse-c", "GetObjectAttributes", attributes);
    await t.step("del-obj-sse-c", "DeleteObject", object);
  },
  async "TestS3SSECEncryption.put_object_validation_sse_c"(t) {
    anyKey(t);
    const { SSECustomerAlgorithm, SSECustomerKey, SSECustomerKeyMD5 } = RIGHT;
    const put = (name: string, more: Input): Promise<Answer> =>
      t.step(name, "PutObject", t.on({ Key: "test-sse-c", Body: "test_data", ...more }));
    await put("put-obj-sse-c-both-encryption", { ...RIGHT, ServerSideEncryption: "AES256" });
    await put("put-obj-sse-c-wrong-algo", WRONG_ALGORITHM);
    await put("put-obj-sse-c-no-algo", { SSECustomerKey, SSECustomerKeyMD5 });
    await put("put-obj-sse-c-no-key", { SSECustomerAlgorithm, SSECustomerKeyMD5 });
    await put("put-obj-sse-c-no-md5", WITHOUT_MD5);
    await put("put-obj-sse-c-wrong-key-size", SHORT);
    await put("put-obj-sse-c-bad-md5", BAD_MD5);
  },
  async "TestS3SSECEncryption.sse_c_with_versioning"(t) {
    anyKey(t);
    const object = t.on({ Key: "test-sse-c" });
    const put = (name: string, Body: string, key: Input): Promise<Answer> =>
      t.step(name, "PutObject", { ...object, Body, ...key });
    const get = (name: string, more: Input): Promise<Answer> => t.step(name, "GetObject", { ...object, ...more });
    await t.versioning("Enabled");
    const first = await put("put-obj-sse-c-version-1", "version1", RIGHT);
    const second = await put("put-obj-sse-c-version-2", "version2", OTHER);
    await get("get-obj-sse-c-last-version", OTHER);
    await get("get-obj-sse-c-version-2", { VersionId: text(second, "VersionId"), ...OTHER });
    await get("get-obj-sse-c-last-version-wrong-key", RIGHT);
    await get("get-obj-sse-c-version-1", { VersionId: text(first, "VersionId"), ...RIGHT });
  },
};
