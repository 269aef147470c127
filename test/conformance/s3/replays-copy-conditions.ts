import type { Answer, Input } from "./answer.ts";
import type { Replay, Replays } from "./replay.ts";
import { text } from "./replay.ts";

const DEST = "dest-object";
const WRONG = '"d41d8cd98f00b204e9800998ecf8427e"';

/** An object to copy, and its copies under conditions on their target. */
async function source(t: Replay) {
  const Key = "source-object";
  const { ETag } = await t.call("PutObject", t.on({ Key, Body: "test-source" }));
  return {
    key: Key,
    eTag: ETag as string,
    copy: (name: string, target: string, more: Input = {}): Promise<Answer> =>
      t.step(name, "CopyObject", t.on({ Key: target, CopySource: `${t.bucket}/${Key}`, ...more })),
  };
}

/** No recording shows what its objects contain. */
function anyBody(t: Replay): void {
  t.opaque.add("ETag").add("ChecksumCRC32").add("Size").add("ContentLength");
}

/** Copies under conditions on what they replace. */
export const copyConditionReplays: Replays = {
  async "TestS3ObjectWritePrecondition.copy_object_if_match"(t) {
    anyBody(t);
    const { copy } = await source(t);
    const { ETag } = await t.call("PutObject", t.on({ Key: DEST, Body: "destination" }));
    await copy("copy-obj-if-match", DEST, { IfMatch: ETag });
    await copy("copy-obj-if-match-fail-wrong-etag", DEST, { IfMatch: WRONG });
    await copy("copy-obj-if-match-fail-no-object", "non-existent-key", { IfMatch: ETag });
  },
  async "TestS3ObjectWritePrecondition.copy_object_if_match_in_place"(t) {
    anyBody(t);
    const { copy, key, eTag } = await source(t);
    await copy("copy-obj-if-match-in-place", key, { IfMatch: eTag, MetadataDirective: "REPLACE" });
  },
  async "TestS3ObjectWritePrecondition.copy_object_if_match_versioned_bucket"(t) {
    anyBody(t);
    await t.versioning("Enabled");
    const { copy } = await source(t);
    const put = (name: string): Promise<Answer> => t.step(name, "PutObject", t.on({ Key: DEST, Body: name }));
    const first = await put("put-obj");
    await copy("copy-obj-if-match-wrong-etag", DEST, { IfMatch: WRONG });
    await t.step("del-obj", "DeleteObject", t.on({ Key: DEST }));
    await copy("copy-obj-after-del-exc", DEST, { IfMatch: text(first, "ETag") });
    const last = await put("put-obj-after-del");
    await copy("copy-obj-if-match", DEST, { IfMatch: text(last, "ETag") });
    await t.step("list-object-versions", "ListObjectVersions", t.on({}));
  },
  async "TestS3ObjectWritePrecondition.copy_object_if_none_match"(t) {
    anyBody(t);
    const { copy } = await source(t);
    await copy("copy-obj", DEST, { IfNoneMatch: "*" });
    await copy("copy-obj-if-none-match-fail", DEST, { IfNoneMatch: "*" });
  },
  async "TestS3ObjectWritePrecondition.copy_object_if_none_match_in_place"(t) {
    const { copy, key } = await source(t);
    await copy("copy-obj-if-none-match-fail", key, { IfNoneMatch: "*", MetadataDirective: "REPLACE" });
  },
  async "TestS3ObjectWritePrecondition.copy_object_if_none_match_versioned_bucket"(t) {
    anyBody(t);
    await t.versioning("Enabled");
    const { copy } = await source(t);
    await copy("copy-obj", DEST, { IfNoneMatch: "*" });
    await copy("copy-obj-if-none-match-fail", DEST, { IfNoneMatch: "*" });
    await t.step("del-obj", "DeleteObject", t.on({ Key: DEST }));
    await copy("copy-obj-after-del", DEST, { IfNoneMatch: "*" });
    await t.step("list-object-versions", "ListObjectVersions", t.on({}));
  },
  async "TestS3ObjectWritePrecondition.copy_object_precondition_write_validation"(t) {
    const { copy, eTag } = await source(t);
    await copy("copy-obj-none-match-etag", DEST, { IfNoneMatch: eTag });
    await copy("copy-obj-if-match-star", DEST, { IfMatch: "*" });
    await copy("copy-obj-both", DEST, { IfMatch: eTag, IfNoneMatch: "*" });
  },
  async "TestS3CopySourcePreconditions.s3_copy_object_if_source_modified_since_versioned"(t) {
    await bySourceTime(t, "CopySourceIfModifiedSince", {
      holds: ["copy-if-modified-since", -1000],
      fails: ["copy-if-modified-since-last-modified", 0],
    });
  },
  async "TestS3CopySourcePreconditions.s3_copy_object_if_source_unmodified_since_versioned"(t) {
    await bySourceTime(t, "CopySourceIfUnmodifiedSince", {
      holds: ["copy-if-unmodified-since", 1000],
      fails: ["copy-past-if-unmodified-since", -1000],
    });
  },
};

interface Steps {
  /** A step and its time, counted from the source's last change. */
  readonly holds: readonly [name: string, offsetMs: number];
  readonly fails: readonly [name: string, offsetMs: number];
}

async function bySourceTime(t: Replay, condition: string, { holds, fails }: Steps): Promise<void> {
  await t.versioning("Enabled");
  const object = t.on({ Key: "source" });
  await t.call("PutObject", { ...object, Body: "data" });
  const changedAt = t.aws.clock.now();
  t.aws.clock.advance(60_000);
  await t.step("head-object", "HeadObject", object);
  for (const [name, offsetMs] of [holds, fails]) {
    const input = { Key: "copy", CopySource: `${t.bucket}/source`, [condition]: changedAt + offsetMs };
    await t.step(name, "CopyObject", t.on(input));
  }
}
