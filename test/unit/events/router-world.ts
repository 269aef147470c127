import type { EventSourceMappingDefinition } from "../../../events/definition.ts";
import { createEventRouter, type EventRouter } from "../../../events/router.ts";
import type { SqsEvent } from "../../../events/payloads/sqs.ts";
import type { QueueSource } from "../../../events/sources/queue-source.ts";
import type { Fact } from "../../../runtime/core/facts.ts";
import { Journal, type JournalEntry } from "../../../runtime/core/journal.ts";
import type { Invocation, InvokeOutcome } from "../../../runtime/core/ports.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { FakeQueueSource } from "./fake-queue-source.ts";

/** One call of the fake function, which ends when the test says so. */
export interface Call {
  readonly invocation: Invocation;
  readonly event: SqsEvent;
  readonly messageIds: string[];
  readonly startedAt: number;
  end(outcome: Partial<InvokeOutcome>): void;
  fail(error: Error): void;
}

export function functionArnOf(name: string): string {
  return `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
}

/** A router between a fake queue and a fake function, on a virtual clock. */
export class RouterWorld {
  readonly clock = new VirtualClock();
  readonly journal = new Journal(this.clock);
  readonly queue: FakeQueueSource;
  readonly queues = new Map<string, QueueSource>();
  readonly calls: Call[] = [];
  readonly router: EventRouter;
  functionTimeouts: Record<string, number> = { handle: 3 };
  /** Whether a debugger has stopped the function. */
  paused = false;
  /** When set, calls end with it at once. */
  answer: ((call: Call) => Partial<InvokeOutcome>) | undefined;

  constructor(options: { queueArn?: string; accountConcurrency?: number } = {}) {
    this.queue = new FakeQueueSource(this.clock, options.queueArn);
    this.queues.set(this.queue.queueArn, this.queue);
    this.router = createEventRouter({
      clock: this.clock,
      random: seededRandom("test"),
      journal: this.journal,
      invoke: async (invocation) => await this.#invoke(invocation),
      queueSource: (arn) => this.queues.get(arn),
      mappingTarget: (name) => {
        const timeout = this.functionTimeouts[name];
        return timeout === undefined ? undefined : { functionArn: functionArnOf(name), timeout };
      },
      isPaused: () => this.paused,
      accountConcurrency: options.accountConcurrency ?? 1000,
    });
  }

  async apply(definition: Partial<EventSourceMappingDefinition> = {}): Promise<void> {
    await this.router.apply([{ eventSourceArn: this.queue.queueArn, functionName: "handle", ...definition }]);
    await this.tick();
  }

  /** Lets promises settle without moving time. */
  async tick(): Promise<void> {
    await this.clock.advanceAsync(0);
  }

  /** The recorded facts of one kind, oldest first. */
  facts<Kind extends Fact["kind"]>(kind: Kind): Extract<JournalEntry, { kind: Kind }>[] {
    return this.journal
      .entries()
      .filter((entry): entry is Extract<JournalEntry, { kind: Kind }> => entry.kind === kind);
  }

  call(index: number): Call {
    const call = this.calls[index];
    if (call === undefined) throw new Error(`There is no call ${index}, only ${this.calls.length}.`);
    return call;
  }

  async #invoke(invocation: Invocation): Promise<InvokeOutcome> {
    const event = JSON.parse(invocation.payload) as SqsEvent;
    return await new Promise((resolve, reject) => {
      const call: Call = {
        invocation,
        event,
        messageIds: event.Records.map((record) => record.messageId),
        startedAt: this.clock.now(),
        end: (outcome) => resolve({ kind: "returned", requestId: "r", payload: "null", ...outcome } as InvokeOutcome),
        fail: reject,
      };
      this.calls.push(call);
      if (this.answer !== undefined) call.end(this.answer(call));
    });
  }
}
