import { type ChecksumAlgorithm, checksumOf } from "../../../runtime/s3/checksums/algorithms.ts";
import type { Answer, Input } from "./answer.ts";
import { type Replay, text } from "./replay.ts";

/** A multipart upload under way. */
export async function begin(t: Replay, Key: string, input: Input = {}, step?: string) {
  const target = t.on({ Key, ...input });
  const created =
    step === undefined
      ? await t.call("CreateMultipartUpload", target)
      : await t.step(step, "CreateMultipartUpload", target);
  const ids = t.on({ Key, UploadId: text(created, "UploadId") });
  return {
    ids,
    part: (PartNumber: number, Body: string | Uint8Array, more: Input = {}, name?: string): Promise<Answer> => {
      const part = { ...ids, PartNumber, Body, ...more };
      return name === undefined ? t.call("UploadPart", part) : t.step(name, "UploadPart", part);
    },
    complete: (name: string | undefined, Parts: readonly Input[], more: Input = {}): Promise<Answer> => {
      const request = { ...ids, MultipartUpload: { Parts }, ...more };
      return name === undefined
        ? t.call("CompleteMultipartUpload", request)
        : t.step(name, "CompleteMultipartUpload", request);
    },
    list: (name: string): Promise<Answer> => t.step(name, "ListParts", ids),
  };
}

export const named = (part: Answer, PartNumber: number, more: Input = {}): Input => ({
  ETag: text(part, "ETag"),
  PartNumber,
  ...more,
});

/** What a client calculates for itself. */
export const sum = (algorithm: string, body: string | Uint8Array): Input => ({
  [`Checksum${algorithm}`]: checksumOf(algorithm as ChecksumAlgorithm, Buffer.from(body)),
});
