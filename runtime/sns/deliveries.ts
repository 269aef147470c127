import type { Cancel, Clock } from "../core/clock.ts";
import type { Deliver, DeliveryOutcome, SnsNotification, SnsSubscriptionView, SnsTopicView } from "../core/deliver.ts";
import type { FactId, Journal } from "../core/journal.ts";
import { type RetryPolicy, retryDelayMs } from "./retry-schedule.ts";

/** Where something is brought: a subscription, or the endpoint of a direct publish. */
export interface DeliveryTarget {
  /** For facts: the subscription's ARN, or the endpoint. */
  readonly arn: string;
  readonly topicView: SnsTopicView;
  readonly view: SnsSubscriptionView;
  readonly retryPolicy: RetryPolicy;
  readonly deadLetterQueueArn: string | undefined;
  readonly maxReceivesPerSecond: number | undefined;
  /** `false` when it was deleted: nothing more is brought there. */
  readonly isActive: boolean;
}

interface Delivery {
  readonly target: DeliveryTarget;
  readonly notification: SnsNotification;
  readonly causeId: FactId | undefined;
  /** Called once, when there is no further attempt. */
  readonly ended: (() => void) | undefined;
}

export interface DeliveriesOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly deliver: Deliver;
}

/**
 * Brings notifications to targets: attempt by attempt on the clock, then to the subscription's dead-letter queue.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
export class Deliveries {
  readonly #options: DeliveriesOptions;
  readonly #timers = new Set<Cancel>();
  /** Epoch milliseconds from which a throttled target may get the next delivery. */
  readonly #freeAt = new WeakMap<DeliveryTarget, number>();
  readonly #waiting = new Set<() => void>();
  #running = 0;
  #isStopped = false;

  constructor(options: DeliveriesOptions) {
    this.#options = options;
  }

  /**
   * The first attempt is begun before this returns, unless the target is throttled.
   *
   * @returns when that attempt is over; `undefined` when it is over already
   */
  begin(
    target: DeliveryTarget,
    notification: SnsNotification,
    causeId?: FactId,
    ended?: () => void,
  ): Promise<void> | undefined {
    const delivery: Delivery = { target, notification, causeId, ended };
    if (target.maxReceivesPerSecond === undefined) return this.#attempt(delivery, 1);
    this.#throttle(delivery, target.maxReceivesPerSecond);
    return undefined;
  }

  /** Resolves when no attempt is under way; retries that wait for their time do not count. */
  settled(): Promise<void> {
    if (this.#running === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
    });
  }

  stop(): void {
    this.#isStopped = true;
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }

  #throttle(delivery: Delivery, perSecond: number): void {
    const now = this.#options.clock.now();
    const at = Math.max(now, this.#freeAt.get(delivery.target) ?? now);
    this.#freeAt.set(delivery.target, at + 1000 / perSecond);
    if (at === now) void this.#attempt(delivery, 1);
    else this.#later(at - now, () => void this.#attempt(delivery, 1));
  }

  #attempt(delivery: Delivery, attempt: number): Promise<void> | undefined {
    const { target } = delivery;
    if (!target.isActive) {
      this.#failed(delivery, attempt, "the subscription was deleted");
      delivery.ended?.();
      return undefined;
    }
    return this.#send(delivery, target.view, (outcome) => this.#conclude(delivery, attempt, outcome));
  }

  #send(
    { target, notification, causeId }: Delivery,
    subscription: SnsSubscriptionView,
    conclude: (outcome: DeliveryOutcome) => void,
  ): Promise<void> | undefined {
    const outcome = this.#options.deliver({
      kind: "sns",
      topic: target.topicView,
      subscription,
      notification,
      causeId,
    });
    if (!(outcome instanceof Promise)) {
      conclude(outcome);
      return undefined;
    }
    this.#running++;
    return this.#await(outcome, conclude);
  }

  async #await(outcome: Promise<DeliveryOutcome>, conclude: (outcome: DeliveryOutcome) => void): Promise<void> {
    const value = await outcome;
    this.#running--;
    conclude(value);
    if (this.#running === 0) this.#tellSettled();
  }

  #conclude(delivery: Delivery, attempt: number, outcome: DeliveryOutcome): void {
    const { target, causeId } = delivery;
    if (outcome.kind === "delivered") {
      const raw = target.view.rawMessageDelivery ? ({ raw: true } as const) : {};
      this.#options.journal.record({ kind: "sns.delivered", ...aboutAttempt(delivery, attempt), ...raw }, causeId);
      delivery.ended?.();
      return;
    }
    const delayMs = outcome.clientError ? undefined : retryDelayMs(target.retryPolicy, attempt);
    if (delayMs === undefined) {
      this.#failed(delivery, attempt, outcome.reason);
      this.#giveUp(delivery, attempt);
    } else if (!this.#isStopped) {
      this.#failed(delivery, attempt, outcome.reason, this.#options.clock.now() + delayMs);
      this.#later(delayMs, () => void this.#attempt(delivery, attempt + 1));
    }
  }

  /**
   * Into the dead-letter queue goes what the subscriber would have got, raw or in its envelope.
   *
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
   */
  #giveUp(delivery: Delivery, attempts: number): void {
    const { target, causeId } = delivery;
    const { deadLetterQueueArn } = target;
    if (deadLetterQueueArn === undefined || delivery.notification.type !== "Notification") {
      delivery.ended?.();
      return;
    }
    const queue: SnsSubscriptionView = { ...target.view, protocol: "sqs", endpoint: deadLetterQueueArn };
    void this.#send(delivery, queue, (outcome) => {
      if (outcome.kind === "delivered") {
        const { messageId } = delivery.notification;
        const moved = { subscriptionArn: target.arn, messageId, deadLetterQueueArn, attempts };
        this.#options.journal.record({ kind: "sns.movedToDeadLetterQueue", ...moved }, causeId);
      } else this.#failed(delivery, attempts, `the dead-letter queue did not take it: ${outcome.reason}`);
      delivery.ended?.();
    });
  }

  #failed(delivery: Delivery, attempt: number, reason: string, nextAttemptAt?: number): void {
    const about = aboutAttempt(delivery, attempt);
    const next = nextAttemptAt === undefined ? undefined : { nextAttemptAt };
    this.#options.journal.record({ kind: "sns.deliveryFailed", ...about, reason, ...next }, delivery.causeId);
  }

  #later(delayMs: number, run: () => void): void {
    const cancel = this.#options.clock.schedule(delayMs, () => {
      this.#timers.delete(cancel);
      run();
    });
    this.#timers.add(cancel);
  }

  #tellSettled(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

function aboutAttempt({ target, notification }: Delivery, attempt: number) {
  const { arn: subscriptionArn, view } = target;
  const { protocol, endpoint } = view;
  return { subscriptionArn, messageId: notification.messageId, protocol, endpoint, attempt };
}
