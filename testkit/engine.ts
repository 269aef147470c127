import path from "node:path";
import type { InlineHandler, RunningInvocation, RunningRuntime } from "../app/in-process.ts";
import { startInProcess } from "../app/in-process.ts";
import type { QueueSource } from "../app/in-process.ts";
import type { JournalEntry } from "../runtime/core/journal.ts";
import type { InvokeOutcome } from "../runtime/core/ports.ts";
import type { WireRequest, WireResponse } from "../runtime/core/wire.ts";
import { VirtualClock } from "../runtime/core/virtual-clock.ts";
import { History, mustBeSame, reached, type Snapshot } from "./history.ts";
import { Ledger } from "./ledger.ts";
import { Stillness } from "./stillness.ts";

/** What a runtime is made of; the same twice gives the same ids and the same order. */
export interface EngineOptions {
  readonly cwd: string;
  readonly config: string | object | false;
  readonly handlers: ReadonlyMap<string, InlineHandler>;
  readonly importModule: ((file: string) => Promise<unknown>) | undefined;
  readonly seed: string;
  readonly ordered: boolean;
  readonly listen: boolean;
  /** Epoch milliseconds. */
  readonly startAt: number | undefined;
  readonly virtualTime: boolean;
  readonly patienceMs: number;
  readonly faults: FaultHooks | undefined;
  /** Lets go on what waits for it; answers whether anything did. */
  readonly release: (() => boolean) | undefined;
}

/** Where faults get in. */
export interface FaultHooks {
  invocation(invocation: RunningInvocation, run: RunInvocation, engine: Engine): Promise<InvokeOutcome>;
  source(source: QueueSource, engine: Engine): QueueSource;
}

type RunInvocation = (payload?: string) => Promise<InvokeOutcome>;

/** One invocation that was asked for, and how it ended as far as it has. */
export interface SeenInvocation {
  readonly functionName: string;
  readonly event: unknown;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  outcome: InvokeOutcome | undefined;
  endedAt: number | undefined;
}

/** A started runtime with its clock and all that was seen of it. A reset starts another one. */
export class Engine {
  readonly clock: VirtualClock;
  readonly stillness: Stillness;
  readonly ledger = new Ledger();
  readonly invocations: SeenInvocation[] = [];
  readonly facts: JournalEntry[] = [];
  /** Asynchronous events and deliveries that wait for their next attempt. */
  readonly #retries = new Set<string>();
  #runtime: RunningRuntime | undefined;

  /** What was done to it. */
  readonly history: History<Engine>;
  /** Requests that are not answered yet, by their number: whom to tell when their client hangs up. */
  readonly #hangUps = new Map<number, (() => void)[]>();
  #requests = 0;

  private constructor(options: EngineOptions, isPlaying: boolean) {
    this.history = new History(() => this.facts.length, isPlaying);
    this.clock = new VirtualClock(options.startAt);
    this.stillness = new Stillness(options.patienceMs, options.release);
  }

  /** The state of a snapshot, in a runtime of its own. @throws {Error} when it does not come out the same */
  static async restored(options: EngineOptions, { steps, facts }: Snapshot<Engine>): Promise<Engine> {
    const engine = await Engine.start(options, true);
    for (const step of steps) {
      // Without a wait, not even for a microtask, where there was none: what was sent at once stays one batch.
      if (engine.facts.length < step.facts) await reached(engine.facts, step.facts);
      engine.history.steps.push(step);
      step.act(engine);
    }
    await reached(engine.facts, facts.length);
    await engine.stillness.reached();
    engine.history.live();
    mustBeSame(engine.facts, facts);
    return engine;
  }

  static async start(options: EngineOptions, isPlaying = false): Promise<Engine> {
    const engine = new Engine(options, isPlaying);
    const { faults } = options;
    const runtime = await startInProcess({
      cwd: path.resolve(options.cwd),
      config: options.config,
      handlers: options.handlers,
      importModule: options.importModule,
      seed: options.seed,
      ordered: options.ordered,
      listen: options.listen,
      port: 0,
      clock: engine.clock,
      handlerClock: options.virtualTime ? engine.stillness.watched(engine.clock) : undefined,
      onFact: (entry) => engine.#noted(entry),
      watch: () => engine.history.watch(),
      around: (invocation, run) => engine.#around(invocation, run, faults),
      wrapQueueSource: faults && ((source) => faults.source(source, engine)),
    });
    engine.#runtime = runtime;
    const { sqs, sns, s3 } = runtime.services;
    engine.stillness.deliveries = () => Promise.all([sns.settled(), s3.settled()]);
    for (const queue of sqs.queues()) engine.ledger.follow(queue);
    sqs.onQueueCreated((queue) => engine.ledger.follow(queue));
    return engine;
  }

  get runtime(): RunningRuntime {
    if (this.#runtime === undefined) throw new Error("The runtime has not started yet.");
    return this.#runtime;
  }

  /** Does something to the runtime from outside. */
  do<Result>(act: (engine: Engine) => Result): Result {
    this.history.note((engine) => {
      // What was refused at first is refused again, and nobody waits for it.
      void (async () => act(engine))().catch(() => undefined);
    });
    return act(this);
  }

  /** Looks at the runtime. What has become due may be found out by that, and is a fact then: such a look is a step too. */
  look<Result>(act: (engine: Engine) => Result): Result {
    const facts = this.facts.length;
    const result = act(this);
    if (this.facts.length > facts) this.history.noteLook(facts, (engine) => void act(engine));
    return result;
  }

  /** Lets time pass; what falls due on the way does so in this call. */
  advance(ms: number): void {
    this.do((engine) => engine.clock.advance(ms));
  }

  async handle(request: WireRequest): Promise<WireResponse> {
    const nth = this.#requests;
    // It may be another engine's, or over, when the client hangs up.
    request.onHangUp(() => this.do((engine) => engine.#hangUps.get(nth)?.forEach((listener) => listener())));
    return this.do((engine) => engine.#answer(request));
  }

  async #answer(request: WireRequest): Promise<WireResponse> {
    const nth = this.#requests++;
    const listeners: (() => void)[] = [];
    this.#hangUps.set(nth, listeners);
    this.stillness.noted();
    try {
      return await this.runtime.handle({ ...request, onHangUp: (listener) => void listeners.push(listener) });
    } finally {
      this.#hangUps.delete(nth);
      this.stillness.noted();
    }
  }

  /** Whether time would still change anything for a message or an event. */
  get hasWork(): boolean {
    return this.look((engine) => engine.#hasWork());
  }

  #hasWork(): boolean {
    const { sqs } = this.runtime.services;
    const isMapped = new Set(this.runtime.router.list().map(({ definition }) => definition.eventSourceArn));
    const isWaited = [...sqs.queues()].some((queue) => {
      const { available, inFlight, delayed } = queue.counts;
      return inFlight + delayed > 0 || (available > 0 && isMapped.has(queue.arn));
    });
    return isWaited || this.stillness.running > 0 || this.#retries.size > 0;
  }

  stop(): Promise<void> {
    return this.runtime.stop("the test is over");
  }

  #noted(entry: JournalEntry): void {
    this.facts.push(entry);
    if (entry.kind === "lambda.asyncInvocationRetried") this.#retries.add(entry.requestId);
    if (entry.kind === "lambda.invocationStarted" || entry.kind === "lambda.asyncInvocationDropped") {
      this.#retries.delete(entry.requestId);
    }
    if (entry.kind === "sns.deliveryFailed" && entry.nextAttemptAt !== undefined) {
      this.#retries.add(`${entry.subscriptionArn} ${entry.messageId}`);
    } else if (entry.kind === "sns.delivered" || entry.kind === "sns.deliveryFailed") {
      this.#retries.delete(`${entry.subscriptionArn} ${entry.messageId}`);
    }
    this.stillness.noted();
  }

  async #around(
    invocation: RunningInvocation,
    run: RunInvocation,
    faults: FaultHooks | undefined,
  ): Promise<InvokeOutcome> {
    const { functionName, payload } = invocation;
    const event: unknown = JSON.parse(payload);
    const seen: SeenInvocation = {
      functionName,
      event,
      startedAt: this.clock.now(),
      outcome: undefined,
      endedAt: undefined,
    };
    this.invocations.push(seen);
    return this.stillness.during(async () => {
      const outcome = await (faults === undefined ? run() : faults.invocation(invocation, run, this));
      seen.outcome = outcome;
      seen.endedAt = this.clock.now();
      return outcome;
    });
  }
}
