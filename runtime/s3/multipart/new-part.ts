import type { Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";
import type { StoredBody } from "../bodies/body-store.ts";
import type { ChecksumAlgorithm } from "../checksums/algorithms.ts";
import { DEFAULT_CHECKSUM } from "../checksums/requested-checksum.ts";
import { hasOpaqueETag } from "../objects/encryption.ts";
import { toWholeSeconds } from "../s3-object.ts";
import type { MultipartUpload, UploadedPart } from "./uploads.ts";

export interface PartDraft {
  readonly partNumber: number;
  readonly body: StoredBody;
  /** Hex. */
  readonly md5: string;
  /** Base64, of the upload's `partAlgorithm`. */
  readonly checksum: string;
}

export function newPart(
  { clock, random }: { readonly clock: Clock; readonly random: Random },
  upload: MultipartUpload,
  { partNumber, body, md5, checksum }: PartDraft,
): UploadedPart {
  return {
    partNumber,
    body,
    eTag: hasOpaqueETag(upload.encryption) ? random.hex(16) : md5,
    lastModifiedAt: toWholeSeconds(clock.now()),
    checksum,
  };
}

/** What every part of an upload is summed with. */
export function partAlgorithm({ checksum }: MultipartUpload): ChecksumAlgorithm {
  return checksum?.algorithm ?? DEFAULT_CHECKSUM;
}
