import path from "node:path";
import type { ReplayedCapture } from "../app/replay-cassette.ts";
import { replayCassette } from "../app/replay-cassette.ts";
import type { Scope } from "../runtime/core/arn.ts";
import { formatArn } from "../runtime/core/arn.ts";
import type { JournalEntry } from "../runtime/core/journal.ts";
import type { InvokeOutcome } from "../runtime/core/ports.ts";
import { TestClock } from "./clock.ts";
import type { Duration } from "./duration.ts";
import { durationMs } from "./duration.ts";
import type { EngineOptions } from "./engine.ts";
import { Engine } from "./engine.ts";
import type { Snapshot } from "./history.ts";
import type { SdkRequestHandler } from "./request-handler.ts";
import { createRequestHandler } from "./request-handler.ts";
import { TestBucket } from "./resources/bucket.ts";
import { TestFunction } from "./resources/function.ts";
import { TestQueue } from "./resources/queue.ts";
import { TestTopic } from "./resources/topic.ts";
import type { TestInvocation } from "./seen-invocation.ts";
import { toTestInvocation } from "./seen-invocation.ts";
import { traceOf } from "./trace.ts";

/** What every AWS SDK client takes. */
export interface ClientConfig {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly requestHandler: SdkRequestHandler;
  readonly forcePathStyle: true;
  readonly maxAttempts: 1;
}

export interface TestClients {
  readonly sqs: unknown;
  readonly sns: unknown;
  readonly s3: unknown;
  readonly lambda: unknown;
}

/** A runtime inside a test: real services and mappings, handlers in the test's process, time that moves when told to. */
export class TestRuntime {
  readonly clock: TestClock;
  readonly seed: string;
  readonly #options: EngineOptions;
  readonly #packages: (name: string) => unknown;
  #engine: Engine;
  #clients: TestClients | undefined;

  constructor(engine: Engine, options: EngineOptions, packages: (name: string) => unknown) {
    this.#engine = engine;
    this.#options = options;
    this.#packages = packages;
    this.seed = options.seed;
    this.clock = new TestClock(this);
  }

  /** What holds all state now; a reset makes another one. */
  get engine(): Engine {
    return this.#engine;
  }

  get endpoint(): string {
    return this.#engine.runtime.endpoint;
  }

  get scope(): Scope {
    return this.#engine.runtime.scope;
  }

  clientConfig(): ClientConfig {
    const { region, accountId } = this.scope;
    return {
      region,
      endpoint: this.endpoint,
      credentials: { accessKeyId: accountId, secretAccessKey: "lambdaloop" },
      requestHandler: createRequestHandler((request) => this.#engine.handle(request)),
      forcePathStyle: true,
      maxAttempts: 1,
    };
  }

  client<Client>(Class: new (config: never) => Client, config: object = {}): Client {
    return new Class({ ...this.clientConfig(), ...config } as never);
  }

  /** @throws {Error} when the project has no such package */
  get clients(): TestClients {
    const make = (service: string): unknown => {
      const name = `@aws-sdk/client-${service.toLowerCase()}`;
      const module = this.#packages(name) as Record<string, new (config: never) => unknown> | undefined;
      const Class = module?.[`${service}Client`];
      if (Class === undefined)
        throw new Error(
          `This project has no package ${name}: install it, or use the queues, topics and buckets of the runtime.`,
        );
      return this.client(Class);
    };
    this.#clients ??= lazily({
      sqs: () => make("SQS"),
      sns: () => make("SNS"),
      s3: () => make("S3"),
      lambda: () => make("Lambda"),
    });
    return this.#clients;
  }

  queue(name: string): TestQueue {
    return new TestQueue(this, formatArn("sqs", this.scope, name));
  }

  topic(name: string): TestTopic {
    return new TestTopic(this, formatArn("sns", this.scope, name));
  }

  bucket(name: string): TestBucket {
    return new TestBucket(this, name);
  }

  function(name: string): TestFunction {
    return new TestFunction(this, name);
  }

  /** Runs a function once and waits for its end; where the handler waits for a timer, time passes. */
  async invoke(functionName: string, event?: unknown): Promise<InvokeOutcome> {
    return this.#driven(this.#engine.do(({ runtime }) => runtime.invoke(functionName, event)));
  }

  /**
   * Runs every event of a cassette with the code as it is now, and compares.
   *
   * @param file relative to `cwd`
   */
  async replay(file: string, { functionName }: { readonly functionName?: string } = {}): Promise<ReplayedCapture[]> {
    const asked = { file: path.resolve(this.#options.cwd, file), functionName };
    const replays = this.#engine.do(({ runtime, clock, stillness }) =>
      stillness.during(() => replayCassette(runtime, clock, asked)),
    );
    return this.#driven(replays);
  }

  /** Puts an event into the function's queue of asynchronous events; answers its request id. */
  invokeAsync(functionName: string, event?: unknown): string {
    const payload = JSON.stringify(event ?? {});
    return this.#engine.do(({ runtime }) => {
      const { asyncInvocations } = runtime.services;
      return asyncInvocations.invoke({ functionName, payload, causeId: undefined }).requestId;
    });
  }

  /** All invocations that began, oldest first. */
  invocations(functionName?: string): TestInvocation[] {
    return this.#engine.invocations
      .filter((seen) => functionName === undefined || seen.functionName === functionName)
      .map(toTestInvocation);
  }

  /** What happened, oldest first. */
  facts(kind?: string): readonly JournalEntry[] {
    return this.#engine.facts.filter((fact) => kind === undefined || fact.kind === kind);
  }

  /** The life of a message or an invocation as lines: every fact that names the id, and what led to it. */
  trace(id: string): string {
    return traceOf(this.#engine.facts, id);
  }

  /**
   * The first fact that is wanted, also one from before; lets time pass as long as none is there.
   *
   * @throws {Error} when there is none after `within`, which is no time by default
   */
  async waitFor(
    wanted: string | ((fact: JournalEntry) => boolean),
    { within = 0 }: { readonly within?: Duration } = {},
  ): Promise<JournalEntry> {
    const isWanted = typeof wanted === "string" ? (fact: JournalEntry): boolean => fact.kind === wanted : wanted;
    const until = this.clock.now() + durationMs(within);
    for (;;) {
      await this.settled();
      const found = this.#engine.facts.find((fact) => isWanted(fact));
      if (found !== undefined) return found;
      const next = this.clock.nextDueAt;
      if (next === undefined || next > until) break;
      await this.clock.toNext();
    }
    const kinds = [...new Set(this.#engine.facts.map(({ kind }) => kind))].join(", ");
    const what = typeof wanted === "string" ? `fact ${wanted}` : "such fact";
    throw new Error(`There was no ${what} within ${durationMs(within)} ms. There were: ${kinds}.`);
  }

  /** Waits until nothing goes on but what waits for the clock. */
  async settled(): Promise<void> {
    await this.#engine.stillness.reached();
  }

  /** Lets time pass until nothing more happens to any message or event: retries, windows and visibility timeouts included. */
  async drained({ within = "14 days" }: { readonly within?: Duration } = {}): Promise<void> {
    const until = this.clock.now() + durationMs(within);
    await this.settled();
    while (this.#hasWork() && (this.clock.nextDueAt ?? Infinity) <= until) await this.clock.toNext();
  }

  /** A fresh runtime of the same config, seed and start of time; clients, queues and the clock of this object go on with it. */
  async reset(): Promise<void> {
    await this.#engine.stop();
    this.#engine = await Engine.start(this.#options);
  }

  /**
   * Everything that the runtime holds now, to come back to with `restore`: messages wherever they are, objects, deduplication, timers, time.
   *
   * @throws {Error} while a handler runs, of a runtime that listens, and of one of `explore`
   */
  async snapshot(): Promise<RuntimeSnapshot> {
    await this.settled();
    const { listen, faults } = this.#options;
    if (listen) throw new Error("A runtime that listens cannot be snapshot: what comes through its port is not known.");
    if (faults !== undefined) throw new Error("A runtime of `explore` cannot be snapshot.");
    if (this.#engine.stillness.running > 0) throw new Error("A runtime cannot be snapshot while a handler runs.");
    const { history, facts } = this.#engine;
    return new RuntimeSnapshot(this, { steps: history.steps.slice(), facts: facts.slice() });
  }

  /**
   * Goes back to a snapshot of this runtime, as often as wanted. Handlers do not run for that, and what they keep in variables stays.
   *
   * @throws {Error} when it does not come out exactly the same; the runtime is then as it was
   */
  async restore(snapshot: RuntimeSnapshot): Promise<void> {
    const restored = await Engine.restored(this.#options, snapshot.of(this));
    await this.#engine.stop();
    this.#engine = restored;
  }

  async stop(): Promise<void> {
    await this.#engine.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** Lets time pass where work waits for it. */
  async #driven<Result>(work: Promise<Result>): Promise<Result> {
    const over = new AbortController();
    const result = work.finally(() => over.abort());
    // Whoever awaits the result hears of it.
    result.catch(() => undefined);
    for (await this.settled(); !over.signal.aborted; await this.settled()) {
      if ((await this.clock.toNext()) === undefined) break;
    }
    return result;
  }

  #hasWork(): boolean {
    return this.#engine.hasWork;
  }
}

/** A state of one runtime. */
export class RuntimeSnapshot {
  readonly #runtime: TestRuntime;
  readonly #snapshot: Snapshot<Engine>;

  constructor(runtime: TestRuntime, snapshot: Snapshot<Engine>) {
    this.#runtime = runtime;
    this.#snapshot = snapshot;
  }

  /** @throws {Error} for another runtime */
  of(runtime: TestRuntime): Snapshot<Engine> {
    if (runtime !== this.#runtime) throw new Error("This is the snapshot of another runtime.");
    return this.#snapshot;
  }
}

/** Members that are made when they are first asked for. */
function lazily<Members extends Record<string, unknown>>(makers: {
  readonly [Name in keyof Members]: () => Members[Name];
}): Members {
  const made = {} as Members;
  for (const name of Object.keys(makers) as (keyof Members & string)[]) {
    let value: { readonly of: Members[typeof name] } | undefined;
    Object.defineProperty(made, name, { enumerable: true, get: () => (value ??= { of: makers[name]() }).of });
  }
  return made;
}
