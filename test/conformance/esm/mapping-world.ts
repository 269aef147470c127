import { createEventRouter, inProcessQueue } from "../../../events/index.ts";
import type { SqsEvent } from "../../../events/payloads/sqs.ts";
import { AwsError } from "../../../runtime/core/errors.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import type { InvokeOutcome, MappingTarget, MappingView } from "../../../runtime/core/ports.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { createSqsService, type Queue } from "../../../runtime/sqs/index.ts";
import { type Place, RecordingMatcher } from "../recording.ts";

const place: Place = { region: "eu-west-1", accountId: "123456789012" };

/** Real queues and event source mappings; the function is the test's. */
export class MappingWorld {
  readonly clock = new VirtualClock();
  readonly journal = new Journal(this.clock);
  readonly sqs = createSqsService({
    clock: this.clock,
    journal: this.journal,
    random: seededRandom("test"),
    homeRegion: place.region,
    ordered: true,
  });
  readonly events: SqsEvent[] = [];
  answer: (event: SqsEvent) => Partial<InvokeOutcome> = () => ({});
  readonly router = createEventRouter({
    clock: this.clock,
    journal: this.journal,
    random: seededRandom("test"),
    invoke: ({ payload }) => {
      const event = JSON.parse(payload) as SqsEvent;
      this.events.push(event);
      const outcome = { kind: "returned", requestId: "r", payload: "null", ...this.answer(event) } as InvokeOutcome;
      return Promise.resolve(outcome);
    },
    queueSource: (arn) => {
      const queue = this.sqs.queueByArn(arn);
      return queue && inProcessQueue(queue);
    },
    mappingTarget: target,
    accountConcurrency: 1000,
  });

  queue(name: string, attributes: Record<string, string> = {}): Queue {
    return this.sqs.createQueue(place, name, attributes);
  }
}

export function target(functionName: string): MappingTarget {
  return { functionArn: `arn:aws:lambda:${place.region}:${place.accountId}:function:${functionName}`, timeout: 3 };
}

export type Recorded = Readonly<Record<string, unknown>>;

/** Compares with recorded values, whose placeholders are brought into the matcher's form; one for all steps of a test. */
export class Expected {
  readonly #matcher = new RecordingMatcher(place);

  /** What the operation adds to a mapping's view is not ours to show. */
  view(recorded: Recorded, actual: MappingView | undefined): string[] {
    const { EventSourceMappingArn: _arn, ResponseMetadata: _answer, LastModified, ...shown } = recorded;
    const { LastModified: at, ...view } = actual ?? { LastModified: undefined };
    const hasInstant = typeof at === "number" && LastModified !== undefined;
    return [...(hasInstant ? [] : ["LastModified is missing"]), ...this.differences(shown, view)];
  }

  differences(recorded: unknown, actual: unknown): string[] {
    return this.#matcher.differences(inForm(recorded), actual);
  }
}

/** Bare words and names with digits become placeholders that the matcher knows. */
function inForm(recorded: unknown): unknown {
  const text = JSON.stringify(recorded)
    .replaceAll('"sent-timestamp"', '"<sent-timestamp:1>"')
    .replaceAll('"sender-id"', '"<sender-id:1>"')
    .replaceAll('"maximum-batching-window-in-seconds"', '"<window:1>"')
    .replaceAll(/<m-?d5-of-body:(\d+)>/g, "<body-hash:$1>")
    .replaceAll("<approximate-first-receive-timestamp>", "<first-receive:1>");
  return JSON.parse(text) as unknown;
}

export async function errorOf(answer: Promise<unknown>): Promise<AwsError> {
  const error: unknown = await answer.then(
    () => new Error("it was not refused"),
    (reason: unknown) => reason,
  );
  if (error instanceof AwsError) return error;
  throw error;
}
