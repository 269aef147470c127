import type { Scope } from "../core/arn.ts";
import type { AwsError } from "../core/errors.ts";
import type { Clock } from "../core/clock.ts";
import type { Journal } from "../core/journal.ts";
import type { Random } from "../core/random.ts";
import type { S3Operations } from "../protocol/generated/s3.ts";
import type { ConstraintViolation, Service } from "../protocol/service.ts";
import type { BodyStore } from "./bodies/body-store.ts";
import { FileBodyStore } from "./bodies/file-body-store.ts";
import { SpillingBodyStore } from "./bodies/spilling-body-store.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "./bodies/temporary-folder.ts";
import { type BucketListener, BucketRegistry } from "./bucket-registry.ts";
import type { Bucket } from "./bucket.ts";
import { Changes } from "./changes.ts";
import { malformedXml, missingRequestBody } from "./errors.ts";
import { serviceRequest } from "./event-request.ts";
import type { S3Notify } from "./events.ts";
import { BucketNotifications } from "./notifications/bucket-notifications.ts";
import type { DestinationKind } from "./notifications/configuration.ts";
import type { DeliverS3 } from "./notifications/delivery.ts";
import type { WireNotificationConfiguration } from "./notifications/wire-configuration.ts";
import { makeBucket } from "./operations/create-bucket.ts";
import { Lifecycles } from "./lifecycle/lifecycles.ts";
import { Restores } from "./objects/restores.ts";
import { doorsOf } from "./doors.ts";
import { VersionIds } from "./version-id.ts";
import type { S3Parts } from "./operations/service-parts.ts";
import { bindOperations } from "./operations.ts";

export type { BodyStore } from "./bodies/body-store.ts";
export { MemoryBodyStore } from "./bodies/memory-body-store.ts";
export type { Bucket } from "./bucket.ts";
export type * from "./events.ts";
export type { DestinationKind, NotificationDestination } from "./notifications/configuration.ts";
export type * from "./notifications/delivery.ts";
export type { WireNotificationConfiguration } from "./notifications/wire-configuration.ts";

export interface S3Options {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  /** Told of every change of an object, once, before its notifications are sent. */
  readonly notify?: S3Notify | undefined;
  /** Brings notifications to their destinations. Without it none exists that a bucket could notify. */
  readonly deliver?: DeliverS3 | undefined;
  /** Whether S3 could deliver there; what PutBucketNotificationConfiguration asks. */
  readonly destinationExists?: ((kind: DestinationKind, arn: string) => boolean) | undefined;
  /**
   * Where bytes are kept. By default small bodies stay in memory, and larger ones are files of a private temporary folder, which
   * `stop` removes.
   */
  readonly bodies?: BodyStore | undefined;
}

/** Amazon S3: its operations for clients, its buckets for the other rooms. */
export interface S3 {
  readonly service: Service<S3Operations>;
  /**
   * Creates a bucket as CreateBucket does in its scope's region; the owner's own one is given back.
   *
   * @throws {AwsError} CreateBucket's
   */
  createBucket(scope: Scope, name: string): Bucket;
  bucketByName(name: string): Bucket | undefined;
  /** By name. */
  buckets(): readonly Bucket[];
  /** Notifications as PutBucketNotificationConfiguration sets them. @throws {AwsError} its own */
  putNotifications(bucket: Bucket, configuration: WireNotificationConfiguration): void;
  /** What GetBucketNotificationConfiguration answers. */
  notificationsOf(bucket: Bucket): WireNotificationConfiguration;
  /** The returned function ends the subscription. */
  onBucketDeleted(listener: BucketListener): () => void;
  /** Resolves when no notification is under way. */
  settled(): Promise<void>;
  /** Lets go of all bodies and removes the temporary folder; nothing is left on the clock. */
  stop(): Promise<void>;
}

export function createS3Service(options: S3Options): S3 {
  const parts = assemble(options);
  const { random, bodies, buckets, restores, lifecycles, notifications } = parts;
  return {
    service: {
      name: "s3",
      operations: bindOperations(parts),
      constraintError,
      unchecked: UNCHECKED,
      selfReported: SELF_REPORTED,
      doors: doorsOf(parts),
    },
    createBucket(scope, name) {
      const own = buckets.byName(name);
      if (own?.identity.accountId === scope.accountId) return own;
      // In us-east-1 the region is no constraint.
      const LocationConstraint = scope.region === "us-east-1" ? undefined : scope.region;
      const request = {
        Bucket: name,
        ...(LocationConstraint && { CreateBucketConfiguration: { LocationConstraint } }),
      };
      return makeBucket(parts, request, { ...scope, causeId: undefined });
    },
    bucketByName: (name) => buckets.byName(name),
    buckets: () => buckets.all(),
    putNotifications(bucket, configuration) {
      const request = serviceRequest("PutBucketNotificationConfiguration", random.hex(8).toUpperCase());
      notifications.put(bucket, configuration, { skipDestinationValidation: false, request, causeId: undefined });
    },
    notificationsOf: (bucket) => notifications.get(bucket),
    settled: () => notifications.settled(),
    onBucketDeleted: (listener) => buckets.onDeleted(listener),
    async stop() {
      restores.stop();
      lifecycles.stop();
      await bodies.stop();
    },
  };
}

function assemble(options: S3Options): S3Parts {
  const { clock, journal, notify, deliver = nowhere, destinationExists = () => false } = options;
  const random = options.random.fork("s3");
  const bodies = options.bodies ?? defaultBodies(random);
  const versionIds = new VersionIds(random.fork("version ids"));
  const ofNotifications = { clock, journal, random: random.fork("notifications"), deliver, destinationExists };
  const notifications = new BucketNotifications(ofNotifications);
  const tell: S3Notify = (event) => {
    notify?.(event);
    notifications.notify(event, buckets.byName(event.bucket.name));
  };
  const isHeard = (bucket: Bucket): boolean => notify !== undefined || notifications.areSetFor(bucket);
  const changes = new Changes(clock, journal, tell, isHeard);
  const buckets = new BucketRegistry(clock, changes);
  const lifecycles = new Lifecycles({ clock, random: random.fork("lifecycles"), versionIds, changes });
  buckets.onDeleted((bucket) => lifecycles.forget(bucket));
  const restores = new Restores(clock, random.fork("restores"), changes);
  return { clock, random, bodies, versionIds, buckets, changes, restores, lifecycles, notifications };
}

const nowhere: DeliverS3 = () => ({
  kind: "failed",
  clientError: true,
  reason: "S3 is not joined with other services here.",
});

function defaultBodies(random: Random): BodyStore {
  return new SpillingBodyStore(
    new FileBodyStore({
      folder: () => makeTemporaryFolder(),
      random: random.fork("files"),
      remove: removeTemporaryFolder,
    }),
  );
}

/** S3 has sentences of its own for values; what a document must have is refused as bad XML. */
const UNCHECKED: readonly ConstraintViolation["kind"][] = ["length", "range", "pattern", "enum"];

/** What these do is told by facts of their own. */
const SELF_REPORTED: readonly (keyof S3Operations)[] = [
  "CompleteMultipartUpload",
  "CopyObject",
  "CreateBucket",
  "DeleteBucket",
  "DeleteObject",
  "DeleteObjects",
  "GetObject",
  "HeadObject",
  "ListObjects",
  "ListObjectsV2",
  "PutBucketNotificationConfiguration",
  "PutObject",
  "UploadPart",
];

/** What must be in a request and is no document is in its path or query, which routing has seen. */
function constraintError([{ path }]: readonly [ConstraintViolation, ...ConstraintViolation[]]): AwsError {
  return path.includes(".") ? malformedXml() : missingRequestBody();
}
