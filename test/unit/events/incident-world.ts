import type { EventSourceMappingDefinition } from "../../../events/definition.ts";
import { createEventRouter, inProcessQueue } from "../../../events/index.ts";
import type { SqsEvent } from "../../../events/payloads/sqs.ts";
import type { IncidentPreset } from "../../../events/presets.ts";
import type { Fact } from "../../../runtime/core/facts.ts";
import { Journal, type JournalEntry } from "../../../runtime/core/journal.ts";
import type { Invocation, InvokeOutcome } from "../../../runtime/core/ports.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { createSqsService, type Queue } from "../../../runtime/sqs/index.ts";

const scope = { region: "eu-west-1", accountId: "123456789012" };

/** A queue with a dead-letter queue before a function that works for a while and has its concurrency reserved, on the clock. */
export class IncidentWorld {
  readonly clock = new VirtualClock();
  readonly journal = new Journal(this.clock);
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  /** Ids of the messages that the handler ran for, once for each run. */
  readonly handled: string[] = [];
  readonly #preset: Pick<IncidentPreset, "function">;
  readonly #router: ReturnType<typeof createEventRouter>;
  #running = 0;

  constructor(preset: Pick<IncidentPreset, "queue" | "function">) {
    const { clock, journal } = this;
    const random = seededRandom("test");
    const sqs = createSqsService({ clock, journal, random, homeRegion: scope.region, ordered: true });
    const { visibilityTimeoutSeconds, maxReceiveCount } = preset.queue;
    this.#preset = preset;
    this.deadLetterQueue = sqs.createQueue(scope, "dead", {});
    const redrivePolicy = { deadLetterTargetArn: this.deadLetterQueue.arn, maxReceiveCount };
    this.queue = sqs.createQueue(scope, "orders", {
      VisibilityTimeout: String(visibilityTimeoutSeconds),
      ...(maxReceiveCount !== undefined && { RedrivePolicy: JSON.stringify(redrivePolicy) }),
    });
    this.#router = createEventRouter({
      clock,
      journal,
      random,
      invoke: async (invocation) => await this.#invoke(invocation),
      queueSource: (arn) => {
        const queue = sqs.queueByArn(arn);
        return queue && inProcessQueue(queue);
      },
      mappingTarget: (name) => ({
        functionArn: `arn:aws:lambda:eu-west-1:123456789012:function:${name}`,
        timeout: preset.function.timeoutSeconds,
      }),
      accountConcurrency: 1000,
    });
  }

  async run(
    mapping: IncidentPreset["mapping"],
    { messages, seconds }: { messages: number; seconds: number },
  ): Promise<void> {
    const definition: EventSourceMappingDefinition = {
      eventSourceArn: this.queue.arn,
      functionName: "handle",
      ...mapping,
    };
    await this.#router.apply([definition]);
    for (let sent = 0; sent < messages; sent++) this.queue.send({ body: `message ${sent}` });
    await this.clock.advanceAsync(seconds * 1000);
    await this.#router.settled();
  }

  facts<Kind extends Fact["kind"]>(kind: Kind): Extract<JournalEntry, { kind: Kind }>[] {
    return this.journal
      .entries()
      .filter((entry): entry is Extract<JournalEntry, { kind: Kind }> => entry.kind === kind);
  }

  async #invoke({ payload }: Invocation): Promise<InvokeOutcome> {
    const { reservedConcurrentExecutions, durationMs } = this.#preset.function;
    if (this.#running >= reservedConcurrentExecutions) {
      return { kind: "throttled", requestId: "r", reason: "ReservedFunctionConcurrentInvocationLimitExceeded" };
    }
    this.#running += 1;
    const { Records } = JSON.parse(payload) as SqsEvent;
    this.handled.push(...Records.map(({ messageId }) => messageId));
    await new Promise<void>((resolve) => this.clock.schedule(durationMs, resolve));
    this.#running -= 1;
    return { kind: "returned", requestId: "r", payload: "null" };
  }
}
