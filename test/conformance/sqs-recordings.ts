import { AwsError } from "../../runtime/core/errors.ts";
import { Journal } from "../../runtime/core/journal.ts";
import { seededRandom } from "../../runtime/core/random.ts";
import { VirtualClock } from "../../runtime/core/virtual-clock.ts";
import type { SqsOperations } from "../../runtime/protocol/generated/sqs.ts";
import type { RequestContext } from "../../runtime/protocol/service.ts";
import { createSqsService, type Sqs } from "../../runtime/sqs/index.ts";
import type { Place } from "./recording.ts";
import { contextOf, errorRecorder, metadata, PLACE } from "./recorded-answer.ts";

type Input<Name extends keyof SqsOperations> = Parameters<SqsOperations[Name]>[0];
type Output<Name extends keyof SqsOperations> = Awaited<ReturnType<SqsOperations[Name]>>;

/** A fresh SQS on a virtual clock, called through its operations. */
export interface SqsCaller {
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly sqs: Sqs;
  readonly place: Place;
  /** Runs an operation; while it waits, the clock goes on. */
  call<Name extends keyof SqsOperations>(
    operation: Name,
    input: Input<Name>,
    context?: Partial<RequestContext>,
  ): Promise<Output<Name>>;
  /** What a client of AWS would have recorded: the answer with its status, or the error. */
  record<Name extends keyof SqsOperations>(
    operation: Name,
    input: Input<Name>,
    context?: Partial<RequestContext>,
  ): Promise<object>;
  /** Creates a queue and gives its URL. */
  queue(name?: string, attributes?: Readonly<Record<string, string>>): Promise<string>;
  arnOf(queueUrl: string): Promise<string>;
}

export function sqsCaller(options: { readonly ordered?: boolean; readonly seed?: string } = {}): SqsCaller {
  const clock = new VirtualClock();
  const journal = new Journal(clock);
  const random = seededRandom(options.seed ?? "recordings");
  const sqs = createSqsService({ clock, journal, random, homeRegion: PLACE.region, ordered: options.ordered ?? true });
  let queues = 0;
  const caller: SqsCaller = {
    clock,
    journal,
    sqs,
    place: PLACE,
    async call(operation, input, context) {
      const run = sqs.service.operations[operation] as (input: unknown, context: RequestContext) => unknown;
      const answer = run(input, { ...contextOf("awsJson"), ...context });
      if (answer instanceof Promise) await clock.advanceAsync(20_000);
      return (await answer) as never;
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
    async queue(name = `queue-${++queues}`, attributes = {}) {
      const { QueueUrl: url } = await caller.call("CreateQueue", { QueueName: name, Attributes: attributes });
      return url ?? "";
    },
    async arnOf(queueUrl) {
      const { Attributes: attributes } = await caller.call("GetQueueAttributes", {
        QueueUrl: queueUrl,
        AttributeNames: ["QueueArn"],
      });
      return attributes?.["QueueArn"] ?? "";
    },
  };
  return caller;
}

const recordedError = errorRecorder("sqs");
