import type { AclGrant } from "../acl.ts";
import type { StoredBody } from "../bodies/body-store.ts";
import type { ChecksumAlgorithm } from "../checksums/algorithms.ts";
import { type Cursor, KeyIndex, type SeekStart } from "../keys/key-index.ts";
import type { ChecksumType, ObjectEncryption, ObjectLock, ObjectMetadata } from "../s3-object.ts";
import type { Tags } from "../tags.ts";
import type { VersionId } from "../version-id.ts";

/** An upload between CreateMultipartUpload and its completion or abort. */
export interface MultipartUpload {
  readonly uploadId: string;
  readonly key: string;
  /** Epoch milliseconds, whole seconds. */
  readonly initiatedAt: number;
  readonly ownerId: string;
  readonly initiatorArn: string;
  readonly metadata: ObjectMetadata;
  readonly storageClass: string;
  readonly encryption: ObjectEncryption;
  readonly tags: Tags;
  readonly grants: readonly AclGrant[];
  readonly lock: ObjectLock;
  /** What the client asked for; parts of an upload without one are summed with CRC64NVME, unseen until completion. */
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly type: ChecksumType } | undefined;
  readonly parts: Map<number, UploadedPart>;
  /** Whether its key was written or deleted since it began: then a conditional completion is a conflict. */
  keyHasChanged: boolean;
}

export interface UploadedPart {
  readonly partNumber: number;
  readonly body: StoredBody;
  /** MD5 in hex. */
  readonly eTag: string;
  readonly lastModifiedAt: number;
  /** Base64, of the upload's algorithm or CRC64NVME. */
  readonly checksum: string;
}

/** An upload whose parts are an object now. */
export interface CompletedUpload {
  readonly key: string;
  readonly versionId: VersionId;
  readonly eTag: string;
  /** Which parts it was completed with: their numbers and ETags. */
  readonly partList: string;
}

/** Completed uploads that a bucket remembers. */
const MAX_COMPLETED = 1000;

/** The uploads of one bucket, by key and, for one key, in the order they were begun. */
export class MultipartUploads {
  readonly #byId = new Map<string, MultipartUpload>();
  readonly #byKey = new KeyIndex<MultipartUpload[]>();
  readonly #completed = new Map<string, CompletedUpload>();

  get size(): number {
    return this.#byId.size;
  }

  /** The upload, when it is one of this key. */
  find(uploadId: string, key: string): MultipartUpload | undefined {
    const upload = this.#byId.get(uploadId);
    return upload?.key === key ? upload : undefined;
  }

  add(upload: MultipartUpload): void {
    this.#byId.set(upload.uploadId, upload);
    const others = this.#byKey.get(upload.key);
    if (others === undefined) this.#byKey.set(upload.key, [upload]);
    else others.push(upload);
  }

  /** Takes an upload away; its parts belong to the caller from then on. */
  remove(upload: MultipartUpload): void {
    this.#byId.delete(upload.uploadId);
    const left = (this.#byKey.get(upload.key) ?? []).filter((other) => other !== upload);
    if (left.length === 0) this.#byKey.delete(upload.key);
    else this.#byKey.set(upload.key, left);
  }

  /** Remembers what an upload became: a client that lost the answer asks again. */
  completed(uploadId: string, upload: CompletedUpload): void {
    this.#completed.set(uploadId, upload);
    if (this.#completed.size <= MAX_COMPLETED) return;
    for (const oldest of this.#completed.keys()) {
      this.#completed.delete(oldest);
      break;
    }
  }

  /** What an upload of this key became. */
  findCompleted(uploadId: string, key: string): CompletedUpload | undefined {
    const upload = this.#completed.get(uploadId);
    return upload?.key === key ? upload : undefined;
  }

  /** Takes an upload away with its parts. */
  abort(upload: MultipartUpload): void {
    this.remove(upload);
    for (const part of upload.parts.values()) part.body.release();
    upload.parts.clear();
  }

  /** A key was written or deleted. */
  keyChanged(key: string): void {
    if (this.#byId.size === 0) return;
    for (const upload of this.#byKey.get(key) ?? []) upload.keyHasChanged = true;
  }

  /** By key; the uploads of one key in the order they were begun. */
  seek(start: SeekStart): Cursor<readonly MultipartUpload[]> {
    return this.#byKey.seek(start);
  }

  /** The uploads of one key, in the order they were begun. */
  ofKey(key: string): readonly MultipartUpload[] {
    return this.#byKey.get(key) ?? [];
  }

  /** In the order of ListMultipartUploads: by key, then by the time of its beginning. */
  *inOrder(): Generator<MultipartUpload> {
    for (const [, uploads] of this.#byKey.entries()) yield* uploads;
  }

  clear(): void {
    // A copy: what is aborted leaves the map.
    for (const upload of Array.from(this.#byId.values())) this.abort(upload);
    this.#completed.clear();
  }
}

/** Puts a part in its place; an earlier part of that number goes. */
export function putPart(upload: MultipartUpload, part: UploadedPart): void {
  upload.parts.get(part.partNumber)?.body.release();
  upload.parts.set(part.partNumber, part);
}

export function partsInOrder(upload: MultipartUpload): UploadedPart[] {
  return [...upload.parts.values()].toSorted((a, b) => a.partNumber - b.partNumber);
}
