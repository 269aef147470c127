import type { DeliveryOutcome } from "../../core/deliver.ts";
import type { FactId, Journal } from "../../core/journal.ts";
import type { S3Event } from "../events.ts";
import type { Notification, NotificationConfiguration } from "./configuration.ts";
import type { DeliverS3, S3TestEvent } from "./delivery.ts";
import { matches, whyNot } from "./matching.ts";

export interface NotifierOptions {
  readonly journal: Journal;
  readonly deliver: DeliverS3;
}

/** Tells a bucket's destinations what happened in it. What becomes of a delivery is a fact; nobody waits for it. */
export class Notifier {
  readonly #options: NotifierOptions;
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: NotifierOptions) {
    this.#options = options;
  }

  /** @param configuration the bucket's own, `undefined` when none was ever put */
  notify(event: S3Event, configuration: NotificationConfiguration | undefined): void {
    if (configuration === undefined) return;
    const { notifications, eventBridge } = configuration;
    const matching = notifications.filter((notification) => matches(notification, event));
    for (const notification of matching) this.#send(event, notification);
    if (matching.length === 0 && notifications.length > 0) this.#recordUnmatched(event, notifications);
    if (eventBridge) this.#offer(event);
  }

  /**
   * Proves the destinations of a configuration that was put: `s3:TestEvent` to its queues and topics, once each. For puts that do not
   * skip the destinations' validation.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
   */
  sendTestEvents({ notifications }: NotificationConfiguration, testEvent: S3TestEvent, causeId?: FactId): void {
    const { journal, deliver } = this.#options;
    const proven = new Set<string>();
    for (const { id, destination } of notifications) {
      if (destination.kind === "function" || proven.has(destination.arn)) continue;
      proven.add(destination.arn);
      const bucketName = testEvent.bucketName;
      const fact = { bucketName, eventName: "TestEvent", configurationId: id, destinationArn: destination.arn };
      const sentId = journal.record({ kind: "s3.notificationSent", ...fact }, causeId);
      const outcome = deliver({ kind: "testEvent", destination, testEvent, causeId: sentId });
      this.#follow(outcome, (reason) => journal.record({ kind: "s3.notificationFailed", ...fact, reason }, sentId));
    }
  }

  /** Resolves when no delivery is under way. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #send(event: S3Event, { id, destination }: Notification): void {
    const { journal, deliver } = this.#options;
    const fact = {
      bucketName: event.bucket.name,
      key: event.key,
      eventName: event.name,
      configurationId: id,
      destinationArn: destination.arn,
    };
    // Before the delivery, so that all that comes of it has this fact as its cause.
    const causeId = journal.record({ kind: "s3.notificationSent", ...fact }, event.causeId);
    const outcome = deliver({ kind: "event", destination, configurationId: id, event, causeId });
    this.#follow(outcome, (reason) => journal.record({ kind: "s3.notificationFailed", ...fact, reason }, causeId));
  }

  #offer(event: S3Event): void {
    // EventBridge records what it is offered itself: there is no destination to name here.
    this.#follow(this.#options.deliver({ kind: "eventBridge", event, causeId: event.causeId }), () => undefined);
  }

  #recordUnmatched({ bucket, key, name, causeId }: S3Event, notifications: readonly Notification[]): void {
    const mismatches = notifications.flatMap((notification) => whyNot(notification, { name, key }) ?? []);
    const reason = `no notification matches: ${mismatches.map(({ clause }) => clause).join("; ")}`;
    // In the order in which they are compared: who fails on a later one came closer.
    const mismatch = (["suffix", "prefix", "eventType"] as const).find((on) => mismatches.some((one) => one.on === on));
    const fact = { bucketName: bucket.name, key, eventName: name, reason, ...(mismatch && { mismatch }) };
    this.#options.journal.record({ kind: "s3.notificationNotMatched", ...fact }, causeId);
  }

  #follow(outcome: DeliveryOutcome | Promise<DeliveryOutcome>, failed: (reason: string) => void): void {
    const settle = (settled: DeliveryOutcome): void => {
      if (settled.kind === "failed") failed(settled.reason);
    };
    if (!(outcome instanceof Promise)) {
      settle(outcome);
      return;
    }
    const following = outcome.then(settle).finally(() => this.#underWay.delete(following));
    this.#underWay.add(following);
  }
}
