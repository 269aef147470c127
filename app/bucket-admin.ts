import type { Scope } from "../runtime/core/arn.ts";
import type { Bucket, S3 } from "../runtime/s3/index.ts";
import type { BucketDeclaration } from "./config/resolve-bucket.ts";

/** Creates and changes a config's buckets, with the checks that every client's calls have. */
export class BucketAdmin {
  readonly #s3: S3;
  readonly #scope: Scope;

  constructor(s3: S3, scope: Scope) {
    this.#s3 = s3;
    this.#scope = scope;
  }

  /**
   * Like queues, a bucket that is no longer declared stays.
   *
   * @returns what changed, one sentence each
   * @throws {AwsError} CreateBucket's, PutBucketNotificationConfiguration's
   */
  apply(wanted: BucketDeclaration, before: BucketDeclaration | undefined): string[] {
    const isNew = this.#s3.bucketByName(wanted.name) === undefined;
    const bucket = this.#s3.createBucket(this.#scope, wanted.name);
    bucket.eventVersion = wanted.eventVersion;
    const changes = [
      ...this.#applyVersioning(bucket, wanted.versioning, before?.versioning ?? false),
      ...this.#applyNotifications(bucket, wanted, before),
    ];
    return isNew ? [`bucket ${wanted.name} created`] : changes;
  }

  #applyVersioning(bucket: Bucket, wanted: boolean, before: boolean): string[] {
    if (wanted === before) return [];
    // A bucket that was versioned once can only be suspended.
    bucket.versioning = wanted ? "Enabled" : "Suspended";
    return [`bucket ${bucket.name}: versioning`];
  }

  #applyNotifications(bucket: Bucket, wanted: BucketDeclaration, before: BucketDeclaration | undefined): string[] {
    const { notificationConfiguration } = wanted;
    const current = before?.notificationConfiguration ?? {};
    if (isSame(notificationConfiguration, current) || (isEmpty(notificationConfiguration) && isEmpty(current)))
      return [];
    this.#s3.putNotifications(bucket, notificationConfiguration);
    return [`bucket ${bucket.name}: notifications`];
  }
}

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isEmpty(configuration: object): boolean {
  return Object.values(configuration).every((value) => Array.isArray(value) && value.length === 0);
}
