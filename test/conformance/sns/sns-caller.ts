import type { Deliver, SnsDelivery } from "../../../runtime/core/deliver.ts";
import { AwsError } from "../../../runtime/core/errors.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import type { SnsOperations } from "../../../runtime/protocol/generated/sns.ts";
import type { RequestContext } from "../../../runtime/protocol/service.ts";
import { createSnsService, type Sns } from "../../../runtime/sns/index.ts";
import { contextOf, errorRecorder, metadata, PLACE } from "../recorded-answer.ts";
import type { Place } from "../recording.ts";

type Input<Name extends keyof SnsOperations> = Parameters<SnsOperations[Name]>[0];
type Output<Name extends keyof SnsOperations> = Awaited<ReturnType<SnsOperations[Name]>>;
type Context = Partial<RequestContext>;

/** A fresh SNS on a virtual clock, called through its operations; what it delivers arrives in `delivered`. */
export interface SnsCaller {
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly sns: Sns;
  readonly place: Place;
  /** Every attempt. */
  readonly delivered: readonly SnsDelivery[];
  call<Name extends keyof SnsOperations>(operation: Name, input: Input<Name>, context?: Context): Promise<Output<Name>>;
  /** What a client of AWS would have recorded: the answer with its status, or the error. */
  record<Name extends keyof SnsOperations>(operation: Name, input: Input<Name>, context?: Context): Promise<object>;
  /** Creates a topic and gives its ARN. */
  topic(name?: string, attributes?: Readonly<Record<string, string>>): Promise<string>;
  /** Subscribes a queue and gives the subscription's ARN. */
  subscribeQueue(topicArn: string, attributes?: Readonly<Record<string, string>>): Promise<string>;
  set(subscriptionArn: string, name: string, value: string): Promise<object>;
  attributesOf(subscriptionArn: string): Promise<object>;
  /** The messages delivered since this was last asked, as a receive of the queue records them. */
  received(): object;
}

/** Whatever happens, a queue of this ARN is there. */
export const QUEUE_ARN = `arn:aws:sqs:${PLACE.region}:${PLACE.accountId}:queue`;

/** @param deliver what becomes of each attempt; by default it arrives */
export function snsCaller(deliver: Deliver = () => ({ kind: "delivered" })): SnsCaller {
  const clock = new VirtualClock();
  const journal = new Journal(clock);
  const delivered: SnsDelivery[] = [];
  const sns = createSnsService({
    clock,
    random: seededRandom("recordings"),
    journal,
    deliver(delivery) {
      delivered.push(delivery);
      return deliver(delivery);
    },
  });
  const recordedError = errorRecorder("sns");
  let topics = 0;
  let seen = 0;
  const caller: SnsCaller = {
    clock,
    journal,
    sns,
    place: PLACE,
    delivered,
    async call(operation, input, context) {
      const run = sns.service.operations[operation] as (input: unknown, context: RequestContext) => unknown;
      return (await run(input, { ...contextOf("awsQuery"), ...context })) as never;
    },
    async record(operation, input, context) {
      try {
        const answer: unknown = await caller.call(operation, input, context);
        return Object.assign({}, answer, metadata(200));
      } catch (error) {
        if (error instanceof AwsError) return recordedError(error);
        throw error;
      }
    },
    async topic(name = `topic-${++topics}`, attributes = {}) {
      const { TopicArn: arn } = await caller.call("CreateTopic", { Name: name, Attributes: attributes });
      return arn ?? "";
    },
    async subscribeQueue(topicArn, attributes = {}) {
      const target = { TopicArn: topicArn, Protocol: "sqs", Endpoint: QUEUE_ARN, Attributes: attributes };
      const { SubscriptionArn: arn } = await caller.call("Subscribe", target);
      return arn ?? "";
    },
    set: (arn, name, value) =>
      caller.record("SetSubscriptionAttributes", {
        SubscriptionArn: arn,
        AttributeName: name,
        AttributeValue: value,
      }),
    attributesOf: (arn) => caller.record("GetSubscriptionAttributes", { SubscriptionArn: arn }),
    received() {
      const messages = delivered.slice(seen).flatMap(({ notification }) => {
        return notification.type === "Notification" ? [notification.message] : [];
      });
      seen = delivered.length;
      return { messages };
    },
  };
  return caller;
}
