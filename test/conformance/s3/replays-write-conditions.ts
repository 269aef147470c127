import { type Replay, type Replays, text } from "./replay.ts";
import type { Answer, Input } from "./answer.ts";

const KEY = "test-precondition";

const put = (t: Replay, name: string, input: Input = {}): Promise<Answer> =>
  t.step(name, "PutObject", t.on({ Key: KEY, ...input }));
const remove = (t: Replay, name = "del-obj"): Promise<Answer> => t.step(name, "DeleteObject", t.on({ Key: KEY }));

/** Begins an upload with one part; what comes back completes it. */
async function upload(t: Replay, step?: string) {
  const target = t.on({ Key: KEY });
  const created =
    step === undefined
      ? await t.call("CreateMultipartUpload", target)
      : await t.step(step, "CreateMultipartUpload", target);
  const ids = { ...target, UploadId: text(created, "UploadId") };
  const part = await t.call("UploadPart", { ...ids, PartNumber: 1, Body: "test" });
  const MultipartUpload = { Parts: [{ ETag: text(part, "ETag"), PartNumber: 1 }] };
  return (name: string, condition: Input): Promise<Answer> =>
    t.step(name, "CompleteMultipartUpload", { ...ids, MultipartUpload, ...condition });
}

const ANY = { IfNoneMatch: "*" };

/** Conditional writes. */
export const writeConditionReplays: Replays = {
  async "TestS3ObjectWritePrecondition.put_object_if_none_match"(t) {
    await put(t, "put-obj", ANY);
    await put(t, "put-obj-if-none-match", ANY);
    await remove(t);
    await put(t, "put-obj-after-del", ANY);
  },

  async "TestS3ObjectWritePrecondition.put_object_if_none_match_validation"(t) {
    const first = await t.step("put-obj", "PutObject", t.on({ Key: "test-precondition-validation" }));
    const again = t.on({ Key: "test-precondition-validation", IfNoneMatch: text(first, "ETag") });
    await t.step("put-obj-if-none-match-bad-value", "PutObject", again);
  },

  async "TestS3ObjectWritePrecondition.multipart_if_none_match_with_delete"(t) {
    await put(t, "put-obj", ANY);
    const complete = await upload(t, "create-multipart");
    await complete("complete-multipart-if-none-match", ANY);
    await remove(t);
    await complete("complete-multipart-after-del", ANY);
    const again = await upload(t);
    await again("complete-multipart-after-del-restart", ANY);
  },

  async "TestS3ObjectWritePrecondition.multipart_if_none_match_with_put"(t) {
    const complete = await upload(t, "create-multipart");
    await put(t, "put-obj", ANY);
    await complete("complete-multipart-if-none-match-put-during", ANY);
  },

  async "TestS3ObjectWritePrecondition.put_object_if_none_match_versioned_bucket"(t) {
    await t.versioning("Enabled");
    await put(t, "put-obj", ANY);
    await put(t, "put-obj-if-none-match", ANY);
    await remove(t);
    await put(t, "put-obj-after-del", ANY);
    await t.step("list-object-versions", "ListObjectVersions", t.on({}));
  },

  async "TestS3ObjectWritePrecondition.put_object_if_match"(t) {
    const IfMatch = text(await put(t, "put-obj", { Body: "test" }), "ETag");
    await put(t, "put-obj-if-match-wrong-etag", { IfMatch: "d41d8cd98f00b204e9800998ecf8427e" });
    await put(t, "put-obj-overwrite", { IfMatch });
    await remove(t);
    await put(t, "put-obj-if-match-key-not-exists", { IfMatch });
    await put(t, "put-obj-after-del");
  },

  async "TestS3ObjectWritePrecondition.put_object_if_match_validation"(t) {
    const refused = (name: string, IfMatch: string): Promise<Answer> =>
      t.step(name, "PutObject", t.on({ Key: "test-precondition-validation", IfMatch }));
    await refused("put-obj-if-match-star-value", "*");
    await refused("put-obj-if-match-bad-value", "abcdef");
    await refused("put-obj-if-match-bad-value-2", "bad-char_/");
  },

  async "TestS3ObjectWritePrecondition.put_object_if_match_and_if_none_match_validation"(t) {
    await t.step("put-obj-both-precondition", "PutObject", t.on({ Key: KEY, ...ANY, IfMatch: "abcdef" }));
  },

  async "TestS3ObjectWritePrecondition.multipart_if_match_with_put"(t) {
    const before = text(await put(t, "put-obj", { Body: "test" }), "ETag");
    const complete = await upload(t, "create-multipart");
    const during = text(await put(t, "put-obj-during", { Body: "test2" }), "ETag");
    await complete("complete-multipart-if-match-put-before", { IfMatch: before });
    await complete("complete-multipart-if-match-put-during", { IfMatch: during });
    const again = await upload(t, "create-multipart-again");
    await again("complete-multipart-if-match-put-before-restart", { IfMatch: during });
  },

  async "TestS3ObjectWritePrecondition.multipart_if_match_with_put_identical"(t) {
    await put(t, "put-obj", { Body: "test" });
    const complete = await upload(t, "create-multipart");
    const IfMatch = text(await put(t, "put-obj-during", { Body: "test" }), "ETag");
    await complete("complete-multipart-if-match-put-during", { IfMatch });
    const again = await upload(t, "create-multipart-again");
    await again("complete-multipart-if-match-put-before-restart", { IfMatch });
  },

  async "TestS3ObjectWritePrecondition.multipart_if_match_with_delete"(t) {
    const IfMatch = text(await put(t, "put-obj", { Body: "test" }), "ETag");
    const complete = await upload(t, "create-multipart");
    await remove(t);
    await complete("complete-multipart-after-del", { IfMatch });
    await put(t, "put-obj-2", { Body: "test" });
    await complete("complete-multipart-if-match-after-put", { IfMatch });
  },

  async "TestS3ObjectWritePrecondition.put_object_if_match_versioned_bucket"(t) {
    await t.versioning("Enabled");
    const first = text(await put(t, "put-obj", { Body: "test" }), "ETag");
    await put(t, "put-obj-if-none-match-bad-value", { IfMatch: "abcdef" });
    await remove(t);
    await put(t, "put-obj-after-del-exc", { IfMatch: first });
    const second = text(await put(t, "put-obj-after-del", { Body: "test-after-del" }), "ETag");
    await put(t, "put-obj-if-match", { Body: "test-if-match", IfMatch: second });
    await t.step("list-object-versions", "ListObjectVersions", t.on({}));
  },

  async "TestS3ObjectWritePrecondition.multipart_if_match_etag"(t) {
    const first = text(await put(t, "put-obj", { Body: "test" }), "ETag");
    const complete = await upload(t, "create-multipart");
    const joined = text(await complete("complete-multipart-if-match", { IfMatch: first }), "ETag");
    const again = await upload(t, "create-multipart-overwrite");
    await again("complete-multipart-if-match-true-etag", { IfMatch: first });
    await again("complete-multipart-if-match-overwrite-multipart", { IfMatch: joined });
  },
};
