import { AsyncInvocations, createDeliver, type DestinationDoors, Inbox, SnsSigner } from "../../../../events/index.ts";
import type { DeliverDependencies } from "../../../../events/deliver/create-deliver.ts";
import type {
  DeliveryOutcome,
  SnsNotification,
  SnsSubscriptionView,
  SnsTopicView,
} from "../../../../runtime/core/deliver.ts";
import { AwsError } from "../../../../runtime/core/errors.ts";
import type { Fact } from "../../../../runtime/core/facts.ts";
import { Journal, type JournalEntry } from "../../../../runtime/core/journal.ts";
import type { AsyncPolicy, Invocation, InvokeOutcome } from "../../../../runtime/core/ports.ts";
import { seededRandom } from "../../../../runtime/core/random.ts";
import { VirtualClock } from "../../../../runtime/core/virtual-clock.ts";
import { createSqsService, type Queue, type ReceivedMessage } from "../../../../runtime/sqs/index.ts";

export const ENDPOINT = "http://127.0.0.1:4566";
const scope = { region: "eu-west-1", accountId: "123456789012" };
export const topicArn = "arn:aws:sns:eu-west-1:123456789012:orders";
export const subscriptionArn = `${topicArn}:2bcfbf39-05c3-41de-beaa-fcfcc21c8f55`;
export const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:handle";

export const topic: SnsTopicView = { topicArn, isFifo: false, signatureVersion: "1", displayName: "" };

export type Published = Extract<SnsNotification, { type: "Notification" }>;

export function published(changes: Partial<Published> = {}): Published {
  return {
    type: "Notification",
    messageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
    message: "Hello world!",
    subject: undefined,
    messageAttributes: {},
    publishedAt: Date.UTC(2012, 4, 2, 0, 54, 6, 655),
    ...changes,
  };
}

export function confirmation(type: "SubscriptionConfirmation" | "UnsubscribeConfirmation"): SnsNotification {
  const messageId = "165545c9-2a5c-472c-8df2-7ff2be2b3b1b";
  return { type, messageId, token: "2336412f37fb", publishedAt: Date.UTC(2012, 3, 26, 20, 45, 4, 751) };
}

export const returned: InvokeOutcome = { kind: "returned", requestId: "ignored", payload: "null" };

/** The real port before real queues; the function and the network are the test's. */
export class World {
  readonly clock = new VirtualClock();
  readonly journal = new Journal(this.clock);
  readonly random = seededRandom("test");
  readonly sqs = createSqsService({
    clock: this.clock,
    journal: this.journal,
    random: this.random,
    homeRegion: scope.region,
    ordered: true,
  });
  readonly inbox = new Inbox(this.clock, this.journal, { capacity: 3 });
  readonly signer = new SnsSigner(this.clock);
  readonly invocations: Invocation[] = [];
  /** What the function makes of an attempt. */
  answer: (invocation: Invocation) => InvokeOutcome | Promise<InvokeOutcome> = () => returned;
  readonly asyncInvocations = new AsyncInvocations({
    clock: this.clock,
    random: this.random,
    journal: this.journal,
    invoke: async (invocation) => {
      this.invocations.push(invocation);
      return await this.answer(invocation);
    },
    policyOf: (name, qualifier) => this.policyOf(name, qualifier),
    destinations: {
      sqs: this.sqs,
      publishToTopic: (arn, message) => {
        if (!this.topics.has(arn)) return undefined;
        this.published.push({ topicArn: arn, ...message });
        return {};
      },
      putObject: async ({ bucketName, ...object }) => {
        if (bucketName !== "records") throw new AwsError("NoSuchBucket", "The specified bucket does not exist");
        this.objects.push(object);
        return await Promise.resolve();
      },
    },
  });
  /** Topics that exist, and what was published to them. */
  readonly topics = new Set<string>();
  readonly published: ({ topicArn: string } & Parameters<DestinationDoors["publishToTopic"]>[1])[] = [];
  /** What was put into the bucket `records`, the only one. */
  readonly objects: Omit<Parameters<DestinationDoors["putObject"]>[0], "bucketName">[] = [];
  /** What the test says about the function's asynchronous invocations. */
  policy: Partial<AsyncPolicy> = {};

  policyOf(name: string, qualifier?: string): AsyncPolicy {
    const [, unqualified = name, named = qualifier ?? "$LATEST"] = /^(.*:function:[^:]+)(?::(.+))?$/.exec(name) ?? [];
    const qualifiedArn = `${unqualified}:${named}`;
    if (unqualified !== functionArn) {
      throw new AwsError("ResourceNotFoundException", `Function not found: ${qualifiedArn}`, { status: 404 });
    }
    const defaults = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 21_600, neverRuns: false };
    return { functionArn, qualifiedArn, ...defaults, ...this.policy };
  }

  deliverer(options: Partial<DeliverDependencies> = {}): ReturnType<typeof createDeliver> {
    return createDeliver({
      clock: this.clock,
      journal: this.journal,
      sqs: this.sqs,
      invokeAsync: this.asyncInvocations.invoke,
      inbox: this.inbox,
      signer: this.signer,
      allowedHosts: [],
      endpointUrl: () => ENDPOINT,
      ...options,
    });
  }

  async deliver(
    to: Pick<SnsSubscriptionView, "protocol" | "endpoint"> & Partial<SnsSubscriptionView>,
    notification: SnsNotification = published(),
    options: { topic?: Partial<SnsTopicView>; dependencies?: Partial<DeliverDependencies> } = {},
  ): Promise<DeliveryOutcome> {
    return await this.deliverer(options.dependencies)({
      kind: "sns",
      topic: { ...topic, ...options.topic },
      subscription: { subscriptionArn, rawMessageDelivery: false, ...to },
      notification,
      causeId: undefined,
    });
  }

  queue(name: string, attributes: Record<string, string> = {}): Queue {
    return this.sqs.createQueue(scope, name, attributes);
  }

  async receive(queue: Queue): Promise<readonly ReceivedMessage[]> {
    return await queue.receive({ max: 10, receiver: "test" });
  }

  facts<Kind extends Fact["kind"]>(kind: Kind): Extract<JournalEntry, { kind: Kind }>[] {
    return this.journal
      .entries()
      .filter((entry): entry is Extract<JournalEntry, { kind: Kind }> => entry.kind === kind);
  }
}
