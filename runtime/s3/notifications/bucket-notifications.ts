import type { Clock } from "../../core/clock.ts";
import type { FactId, Journal } from "../../core/journal.ts";
import type { Random } from "../../core/random.ts";
import type { NotificationConfiguration as WireConfiguration } from "../../protocol/generated/s3.ts";
import type { Bucket } from "../bucket.ts";
import type { S3Event, S3EventRequest } from "../events.ts";
import type { SubResource } from "../sub-resources/sub-resources.ts";
import type { DestinationKind, NotificationConfiguration } from "./configuration.ts";
import type { DeliverS3 } from "./delivery.ts";
import { Notifier } from "./notifier.ts";
import { readConfiguration } from "./read-configuration.ts";
import { toWireConfiguration, type WireNotificationConfiguration } from "./wire-configuration.ts";

const NOTIFICATION: SubResource<NotificationConfiguration> = { name: "notification" };

export interface BucketNotificationsOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly random: Random;
  readonly deliver: DeliverS3;
  /** Whether S3 could deliver there. */
  readonly destinationExists: (kind: DestinationKind, arn: string) => boolean;
}

/** How a configuration is put. */
export interface PutOptions {
  readonly skipDestinationValidation: boolean;
  /** Test events carry its ids. */
  readonly request: S3EventRequest;
  readonly causeId: FactId | undefined;
}

/** The notifications of all buckets. */
export class BucketNotifications {
  readonly #options: BucketNotificationsOptions;
  readonly #notifier: Notifier;

  constructor(options: BucketNotificationsOptions) {
    this.#options = options;
    this.#notifier = new Notifier(options);
  }

  /** What GetBucketNotificationConfiguration answers; empty when nothing was put. */
  get({ subResources }: Bucket): WireConfiguration {
    const configuration = subResources.get(NOTIFICATION);
    return configuration === undefined ? {} : toWireConfiguration(configuration);
  }

  /**
   * Replaces the bucket's notifications, and proves those that are validated by a test event.
   *
   * @throws {AwsError} PutBucketNotificationConfiguration's
   */
  put(bucket: Bucket, wire: WireNotificationConfiguration, options: PutOptions): void {
    const { clock, journal, random, destinationExists } = this.#options;
    const { skipDestinationValidation, request, causeId } = options;
    const configuration = readConfiguration(wire, {
      bucketRegion: bucket.identity.region,
      random,
      destinationExists,
      skipDestinationValidation,
    });
    bucket.subResources.set(NOTIFICATION, configuration);
    const fact = { bucketName: bucket.name, resource: "notification", change: "put" } as const;
    const configuredId = journal.record({ kind: "s3.bucketConfigured", ...fact }, causeId);
    if (skipDestinationValidation) return;
    const { requestId, hostId } = request;
    this.#notifier.sendTestEvents(
      configuration,
      { bucketName: bucket.name, at: clock.now(), requestId, hostId },
      configuredId,
    );
  }

  /** Whether the bucket was ever told to notify anybody. */
  areSetFor({ subResources }: Bucket): boolean {
    return subResources.get(NOTIFICATION) !== undefined;
  }

  /** @param bucket the event's; `undefined` when it is gone already */
  notify(event: S3Event, bucket: Bucket | undefined): void {
    this.#notifier.notify(event, bucket?.subResources.get(NOTIFICATION));
  }

  /** Resolves when no delivery is under way. */
  settled(): Promise<void> {
    return this.#notifier.settled();
  }
}
