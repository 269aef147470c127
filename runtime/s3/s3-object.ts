import type { AclGrant } from "./acl.ts";
import type { StoredBody } from "./bodies/body-store.ts";
import type { ChecksumAlgorithm } from "./checksums/algorithms.ts";
import type { Tags } from "./tags.ts";
import type { VersionId } from "./version-id.ts";

/** One entry of a key's history: an object, or the mark of a delete. */
export type Version = ObjectVersion | DeleteMarker;

/** What a client stored under a key. Its bytes and headers never change; what is said about it may. */
export interface ObjectVersion extends ObjectContent {
  readonly kind: "object";
  readonly key: string;
  readonly versionId: VersionId;
  /** Epoch milliseconds, whole seconds: S3 knows no finer time of an object. */
  readonly lastModifiedAt: number;
  readonly ownerId: string;
  readonly metadata: ObjectMetadata;
  storageClass: string;
  encryption: ObjectEncryption;
  tags: Tags;
  grants: readonly AclGrant[];
  lock: ObjectLock;
  restore: RestoreState;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html */
export interface DeleteMarker {
  readonly kind: "deleteMarker";
  readonly key: string;
  readonly versionId: VersionId;
  readonly lastModifiedAt: number;
  readonly ownerId: string;
}

/** The bytes of an object and what is made from them. */
export interface ObjectContent {
  readonly body: StoredBody;
  /** Without quotes: the MD5 of the body in hex, or `hash-parts` when it came in parts. */
  readonly eTag: string;
  readonly checksum: ObjectChecksum | undefined;
  /** Of a multipart upload, in order. */
  readonly parts: readonly ObjectPart[] | undefined;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html#ChecksumTypes */
export interface ObjectChecksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly type: ChecksumType;
  /** Base64; of type COMPOSITE with `-parts` behind it. */
  readonly value: string;
}

export type ChecksumType = "COMPOSITE" | "FULL_OBJECT";

export interface ObjectPart {
  readonly partNumber: number;
  readonly byteLength: number;
  /** Base64, when the upload has a checksum algorithm. */
  readonly checksum: string | undefined;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
export interface ObjectMetadata {
  readonly contentType: string;
  readonly cacheControl?: string | undefined;
  readonly contentDisposition?: string | undefined;
  readonly contentEncoding?: string | undefined;
  readonly contentLanguage?: string | undefined;
  /** As the client gave it: S3 does not read it. */
  readonly expires?: string | undefined;
  readonly websiteRedirectLocation?: string | undefined;
  /** By lower-case name, without `x-amz-meta-`. */
  readonly user: Readonly<Record<string, string>>;
}

/** How an object says it is encrypted; its bytes are kept as they are. */
export type ObjectEncryption =
  | { readonly kind: "AES256" }
  | { readonly kind: "aws:kms" | "aws:kms:dsse"; readonly keyId: string; readonly bucketKeyEnabled: boolean }
  /** SSE-C: only who has the key may read it. */
  | { readonly kind: "customer"; readonly keyMd5: string };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
export interface ObjectLock {
  readonly retention?: ObjectRetention | undefined;
  readonly legalHold?: "ON" | "OFF" | undefined;
}

export interface ObjectRetention {
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
  /** Epoch milliseconds. */
  readonly retainUntil: number;
}

/** Of an archived object. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html */
export type RestoreState =
  | { readonly kind: "none" }
  | { readonly kind: "ongoing" }
  | { readonly kind: "restored"; readonly expiryAt: number };

export const DEFAULT_ENCRYPTION: ObjectEncryption = { kind: "AES256" };
export const NO_RESTORE: RestoreState = { kind: "none" };
export const NO_LOCK: ObjectLock = {};

/** Classes whose objects must be restored before they can be read. */
const ARCHIVED: ReadonlySet<string> = new Set(["GLACIER", "DEEP_ARCHIVE"]);

export function isArchived(storageClass: string): boolean {
  return ARCHIVED.has(storageClass);
}

/** S3's times of objects have no milliseconds. */
export function toWholeSeconds(epochMs: number): number {
  return epochMs - (epochMs % 1000);
}

/** As S3 answers it. */
export function quoted(eTag: string): string {
  return `"${eTag}"`;
}
