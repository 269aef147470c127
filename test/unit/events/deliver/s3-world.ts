import { AsyncInvocations, createDeliver, Inbox, SnsSigner } from "../../../../events/index.ts";
import { createS3Deliver, type S3DeliverDependencies } from "../../../../events/deliver/s3.ts";
import type { Fact } from "../../../../runtime/core/facts.ts";
import { type FactId, Journal, type JournalEntry } from "../../../../runtime/core/journal.ts";
import type { Invocation } from "../../../../runtime/core/ports.ts";
import { seededRandom } from "../../../../runtime/core/random.ts";
import { VirtualClock } from "../../../../runtime/core/virtual-clock.ts";
import type { S3Event } from "../../../../runtime/s3/events.ts";
import type { NotificationConfiguration } from "../../../../runtime/s3/notifications/configuration.ts";
import { Notifier } from "../../../../runtime/s3/notifications/notifier.ts";
import { readConfiguration } from "../../../../runtime/s3/notifications/read-configuration.ts";
import type { WireNotificationConfiguration } from "../../../../runtime/s3/notifications/wire-configuration.ts";
import { createSnsService } from "../../../../runtime/sns/index.ts";
import { createSqsService, type Queue, type ReceivedMessage } from "../../../../runtime/sqs/index.ts";
import { defaultPolicyOf, NO_DESTINATIONS } from "./async-functions.ts";

export const scope = { region: "eu-west-2", accountId: "111122223333" };
export const functionArn = "arn:aws:lambda:eu-west-2:111122223333:function:handle";

/** A put of nine bytes, as a bucket tells of it. */
export function s3Event(changes: Partial<S3Event> = {}): S3Event {
  return {
    name: "ObjectCreated:Put",
    bucket: { name: "uploads", region: scope.region, accountId: scope.accountId, ownerId: "A3NL1KOZZKExample" },
    key: "photos/cat.jpg",
    size: 9,
    eTag: "437b930db84b8079c2dd804a71936b5f",
    sequence: 1_681_332_217_971_562,
    at: Date.UTC(2023, 3, 12, 20, 43, 38, 21),
    request: {
      reason: "PutObject",
      requestId: "YMSSR8BZJ2Y99K6P",
      hostId: "6ASrUfj5xpn859fIq+6FXflOex/SKl/rjfiMd7wRzMg=",
      principalId: "AWS:AIDAJDPLRKLG7UEXAMPLE",
      requester: scope.accountId,
      sourceIpAddress: "127.0.0.1",
    },
    causeId: 1 as FactId,
    ...changes,
  };
}

/** S3's notifications before real queues and topics; the function is the test's. */
export class NotificationsWorld {
  readonly clock = new VirtualClock();
  readonly journal = new Journal(this.clock);
  readonly random = seededRandom("test");
  readonly invocations: Invocation[] = [];
  readonly sqs = createSqsService({
    clock: this.clock,
    journal: this.journal,
    random: this.random,
    homeRegion: scope.region,
    ordered: true,
  });
  readonly #async = new AsyncInvocations({
    clock: this.clock,
    random: this.random,
    journal: this.journal,
    invoke: (invocation) => {
      this.invocations.push(invocation);
      return Promise.resolve({ kind: "returned", requestId: "ignored", payload: "null" });
    },
    policyOf: defaultPolicyOf(functionArn),
    destinations: NO_DESTINATIONS,
  });
  readonly sns = createSnsService({
    clock: this.clock,
    journal: this.journal,
    random: this.random,
    deliver: createDeliver({
      clock: this.clock,
      journal: this.journal,
      sqs: this.sqs,
      invokeAsync: this.#async.invoke,
      inbox: new Inbox(this.clock, this.journal),
      signer: new SnsSigner(this.clock),
      endpointUrl: () => "http://127.0.0.1:4566",
      allowedHosts: [],
    }),
  });
  readonly notifier = this.notifierWith({});

  notifierWith(dependencies: Partial<S3DeliverDependencies>): Notifier {
    const deliver = createS3Deliver({
      journal: this.journal,
      random: this.random,
      sqs: this.sqs,
      invokeAsync: this.#async.invoke,
      publishToTopic: (topicArn, { subject, message, causeId }) => {
        const topic = this.sns.topicByArn(topicArn);
        return topic && this.sns.publish(topic, { Message: message, Subject: subject }, { causeId });
      },
      ...dependencies,
    });
    return new Notifier({ journal: this.journal, deliver });
  }

  queue(name: string): Queue {
    return this.sqs.createQueue(scope, name, {});
  }

  /** As PutBucketNotificationConfiguration does, but nothing is sent. */
  configure(wire: WireNotificationConfiguration): NotificationConfiguration {
    return readConfiguration(wire, {
      bucketRegion: scope.region,
      random: this.random,
      skipDestinationValidation: false,
      destinationExists: (kind, arn) => {
        if (kind === "queue") return this.sqs.queueByArn(arn) !== undefined;
        return kind === "topic" ? this.sns.topicByArn(arn) !== undefined : arn === functionArn;
      },
    });
  }

  async receive(queue: Queue): Promise<readonly ReceivedMessage[]> {
    return await queue.receive({ max: 10, receiver: "test" });
  }

  async settle(): Promise<void> {
    await this.notifier.settled();
    await this.#async.settled();
  }

  facts<Kind extends Fact["kind"]>(kind: Kind): Extract<JournalEntry, { kind: Kind }>[] {
    return this.journal
      .entries()
      .filter((entry): entry is Extract<JournalEntry, { kind: Kind }> => entry.kind === kind);
  }
}
