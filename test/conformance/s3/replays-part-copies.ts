import { type Replay, type Replays, text } from "./replay.ts";
import type { Input } from "./answer.ts";

const DAY_MS = 86_400_000;

/** UploadPartCopy and its conditions. */
export const partCopyReplays: Replays = {
  async "TestS3Multipart.upload_part_copy_range"(t) {
    const { copy, list } = await started(t, { source: "src-key", key: "test-upload-part-copy", isRecorded: true });
    for (const [index, range] of ["0-8", "1-1", "0-0"].entries()) {
      await copy(`upload-part-copy-${index + 1}`, { PartNumber: index + 1, CopySourceRange: `bytes=${range}` });
    }
    await list();
    await copy("upload-part-copy-wrong-format", { CopySourceRange: "0-8" });
    for (const range of ["1-0", "-1-", "0--1", "0-1,3-4,7-9", "-", "-0", "0-100", "100-200", "1-", "-2", "-15"]) {
      await copy(`upload-part-copy-range-exc-${range}`, { CopySourceRange: `bytes=${range}` });
    }
  },

  async "TestS3Multipart.upload_part_copy_no_copy_source_range"(t) {
    const { copy, list } = await started(t, { source: "src-key", key: "test-upload-part-copy", isRecorded: true });
    await copy("upload-part-copy", {});
    await list();
  },

  "TestS3Multipart.upload_part_copy_with_copy_source_if_match_success": (t) =>
    conditional(t, "upload-part-copy-if-match", (eTag) => ({ CopySourceIfMatch: eTag })),
  "TestS3Multipart.upload_part_copy_with_copy_source_if_match_none_success": (t) =>
    conditional(t, "upload-part-copy-if-none-match", () => ({ CopySourceIfNoneMatch: "none-match" })),
  "TestS3Multipart.upload_part_copy_with_copy_source_if_unmodified_since_success": (t) =>
    conditional(t, "upload-part-copy-if-unmodified-since", (_, now) => ({ CopySourceIfUnmodifiedSince: now + DAY_MS })),
  "TestS3Multipart.upload_part_copy_with_copy_source_if_modified_since_success": (t) =>
    conditional(t, "upload-part-copy-if-modified-since", (_, now) => ({ CopySourceIfModifiedSince: now - DAY_MS })),
  "TestS3Multipart.upload_part_copy_with_copy_source_if_modified_since_in_future_success": (t) =>
    conditional(t, "upload-part-copy-if-modified-since-in-future", (_, now) => ({
      CopySourceIfModifiedSince: now + DAY_MS,
    })),
  "TestS3Multipart.upload_part_copy_with_copy_source_if_match_failed": (t) =>
    conditional(t, "upload-part-copy-source-if-match", () => ({ CopySourceIfMatch: "not-matching" })),
  "TestS3Multipart.upload_part_copy_with_copy_source_if_none_match_failed": (t) =>
    conditional(t, "upload-part-copy-source-if-none-match", (eTag) => ({ CopySourceIfNoneMatch: eTag })),
  "TestS3Multipart.upload_part_copy_with_copy_source_if_unmodified_since_match_failed": (t) =>
    conditional(t, "upload-part-copy-source-unmodified-since-match", (_, now) => ({
      CopySourceIfUnmodifiedSince: now - DAY_MS,
    })),
  "TestS3Multipart.upload_part_copy_with_copy_source_if_match_and_if_unmodified_since_match": (t) =>
    conditional(t, "upload-part-copy", (eTag, now) => ({
      CopySourceIfMatch: eTag,
      CopySourceIfUnmodifiedSince: now - DAY_MS,
    })),
  "TestS3Multipart.upload_part_copy_with_copy_source_if_none_match_and_if_unmodified_since_match_failed": (t) =>
    conditional(t, "upload-part-copy-source-unmodified-since-and-if-none-match", (_, now) => ({
      CopySourceIfNoneMatch: "not-matching",
      CopySourceIfUnmodifiedSince: now - DAY_MS,
    })),
  "TestS3Multipart.upload_part_copy_with_if_modified_since_failed": (t) =>
    conditional(t, "upload-part-copy-source-modified-since-match", (_, now) => ({ CopySourceIfModifiedSince: now })),
};

interface Names {
  readonly source: string;
  readonly key: string;
  readonly isRecorded: boolean;
}

async function started(t: Replay, { source, key, isRecorded }: Names) {
  const target = t.on({ Key: source, Body: "0123456789" });
  const put = isRecorded ? await t.step("put-src-object", "PutObject", target) : await t.call("PutObject", target);
  const upload = isRecorded
    ? await t.step("create-multipart", "CreateMultipartUpload", t.on({ Key: key }))
    : await t.call("CreateMultipartUpload", t.on({ Key: key }));
  const ids = t.on({ Key: key, UploadId: text(upload, "UploadId") });
  return {
    eTag: text(put, "ETag"),
    copy: (step: string, input: Input) =>
      t.step(step, "UploadPartCopy", { ...ids, PartNumber: 1, CopySource: `${t.bucket}/${source}`, ...input }),
    list: () => t.step("list-parts", "ListParts", ids),
  };
}

/** Copies one part under a condition; parts are listed where the copy succeeds. */
async function conditional(t: Replay, step: string, condition: (eTag: string, now: number) => Input): Promise<void> {
  const names = { source: "source_file.txt", key: "destination_file.txt", isRecorded: false };
  const { eTag, copy, list } = await started(t, names);
  t.aws.clock.advance(1000);
  const answer = await copy(step, condition(eTag, t.aws.clock.now()));
  if (!("Error" in answer)) await list();
}
