import type { Scope } from "../core/arn.ts";
import type { Clock } from "../core/clock.ts";
import type { FactId } from "../core/journal.ts";
import { ownerGrants } from "./acl.ts";
import { isBucketName } from "./bucket-name.ts";
import { Bucket } from "./bucket.ts";
import type { Changes } from "./changes.ts";
import {
  accessDenied,
  bucketAlreadyExists,
  bucketAlreadyOwnedByYou,
  bucketNotEmpty,
  invalidBucketName,
  invalidBucketOwner,
  noSuchBucket,
} from "./errors.ts";
import { compareUtf8 } from "./keys/utf8-order.ts";
import { canonicalUserId } from "./owner.ts";
import { toWholeSeconds } from "./s3-object.ts";

export type BucketListener = (bucket: Bucket) => void;

/** A request that names a bucket, and perhaps whom it expects to own it. */
export interface BucketRequest {
  readonly Bucket?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface NewBucket {
  readonly name: string;
  readonly region: string;
  readonly locationConstraint?: string | undefined;
  readonly causeId?: FactId | undefined;
}

/** All buckets. Names are one space for all accounts and regions, as AWS's are within a partition. */
export class BucketRegistry {
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #buckets = new Map<string, Bucket>();
  readonly #deletedListeners = new Set<BucketListener>();

  constructor(clock: Clock, changes: Changes) {
    this.#clock = clock;
    this.#changes = changes;
  }

  /**
   * The bucket of a request.
   *
   * @throws {AwsError} `NoSuchBucket`; `AccessDenied` or `InvalidBucketOwnerAWSAccountID` when another owner is expected
   */
  ofRequest({ Bucket: name = "", ExpectedBucketOwner: expectedOwner }: BucketRequest): Bucket {
    if (expectedOwner !== undefined && !/^\d{12}$/.test(expectedOwner)) throw invalidBucketOwner(expectedOwner);
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) throw noSuchBucket(name);
    if (expectedOwner !== undefined && expectedOwner !== bucket.identity.accountId) throw accessDenied();
    return bucket;
  }

  byName(name: string): Bucket | undefined {
    return this.#buckets.get(name);
  }

  /** In the order of their names, as ListBuckets gives them. */
  all(): Bucket[] {
    return [...this.#buckets.values()].toSorted((a, b) => compareUtf8(a.name, b.name));
  }

  /**
   * @throws {AwsError} `InvalidBucketName`, `BucketAlreadyOwnedByYou`, `BucketAlreadyExists`
   */
  create({ accountId }: Scope, { name, region, locationConstraint, causeId }: NewBucket): Bucket {
    if (!isBucketName(name)) throw invalidBucketName(name);
    const taken = this.#buckets.get(name);
    if (taken !== undefined) {
      throw taken.identity.accountId === accountId ? bucketAlreadyOwnedByYou(name) : bucketAlreadyExists(name);
    }
    const ownerId = canonicalUserId(accountId);
    const createdAt = toWholeSeconds(this.#clock.now());
    const bucket = new Bucket(
      { name, region, accountId, ownerId, createdAt, locationConstraint },
      ownerGrants(ownerId),
    );
    this.#buckets.set(name, bucket);
    this.#changes.record({ kind: "s3.bucketCreated", bucketName: name, region }, causeId);
    return bucket;
  }

  /** @throws {AwsError} `BucketNotEmpty` */
  delete(bucket: Bucket, causeId: FactId | undefined): void {
    if (!bucket.isEmpty) throw bucketNotEmpty(bucket.name, bucket.versioning !== undefined);
    bucket.clear();
    this.#buckets.delete(bucket.name);
    for (const listener of this.#deletedListeners) listener(bucket);
    this.#changes.record({ kind: "s3.bucketDeleted", bucketName: bucket.name }, causeId);
  }

  /** The returned function ends the subscription. */
  onDeleted(listener: BucketListener): () => void {
    this.#deletedListeners.add(listener);
    return () => {
      this.#deletedListeners.delete(listener);
    };
  }
}
