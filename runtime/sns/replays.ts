import type { Clock } from "../core/clock.ts";
import type { FactId, Journal } from "../core/journal.ts";
import type { Publisher } from "./publisher.ts";
import type { ReplayPolicy } from "./replay-policy.ts";
import type { Subscription } from "./subscription.ts";
import type { Topic } from "./topic.ts";

/**
 * Replays of a FIFO topic's archive to a subscription.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-subscriber.html
 */
export class Replays {
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #publisher: Publisher;

  constructor(options: { readonly clock: Clock; readonly journal: Journal; readonly publisher: Publisher }) {
    this.#clock = options.clock;
    this.#journal = options.journal;
    this.#publisher = options.publisher;
  }

  /** Begins what the subscription's replay policy asks for; without a policy nothing is replayed any more. */
  apply(subscription: Subscription, topic: Topic, causeId: FactId | undefined): void {
    const { replayPolicy } = subscription.settings;
    if (replayPolicy === undefined) {
      subscription.replayStatus = undefined;
      return;
    }
    subscription.replayStatus = "Pending";
    this.#start(subscription, topic, replayPolicy, causeId);
  }

  #start(subscription: Subscription, topic: Topic, policy: ReplayPolicy, causeId: FactId | undefined): void {
    const messages = topic.archive.between(policy.startingAt, policy.endingAt ?? this.#clock.now());
    const { arn: subscriptionArn } = subscription;
    subscription.replayStatus = "In progress";
    const startedId = this.#journal.record(
      { kind: "sns.replayStarted", subscriptionArn, messages: messages.length },
      causeId,
    );
    this.#publisher.replay(subscription, messages, startedId, () => {
      // A newer policy has taken its place.
      if (subscription.settings.replayPolicy !== policy) return;
      subscription.replayStatus = "Completed";
      this.#journal.record({ kind: "sns.replayEnded", subscriptionArn, status: "Completed" }, startedId);
    });
  }
}
