/**
 * Public types of `lambdaloop/testkit`. Written by hand so that they import nothing but our own: events have the members of
 * `@types/aws-lambda`, with which they can be used, without needing it.
 */
export * from "./testkit-events.js";
export * from "./testkit-explore.js";
import type { FunctionConfig, JournalFact, LambdaloopConfig } from "./index.js";

/** Milliseconds, or a text: `"15 minutes"`, `"1.5 h"`, `"2 weeks"`. */
export type Duration = number | string;

/** An instant: epoch milliseconds, a date, or a text that `Date` reads. */
export type Instant = number | string | Date;

/** A handler of Node.js; its event, context and callback are its own affair. */
export type Handler = (event: never, context: never, callback: never) => unknown;

/** As in a config file, but the handler may be a function of the test. */
export interface TestFunctionConfig extends Omit<FunctionConfig, "handler"> {
  handler: string | Handler;
}

/** As a config file's, but handlers may be functions. */
export interface TestConfig extends Omit<LambdaloopConfig, "functions" | "port" | "seed" | "ordered" | "capture"> {
  functions?: Record<string, TestFunctionConfig> | undefined;
}

export interface RuntimeOptions extends TestConfig {
  /** A config file, relative to `cwd`, or `false` for none. By default the config is the other members of these options. */
  config?: string | TestConfig | false | undefined;
  /** Handlers by the function's name: they win over the paths of a config file. */
  handlers?: Record<string, Handler> | undefined;
  /**
   * Imports the file of a handler that the config names by its path; give the test's own `(file) => import(file)`, so that mocks and
   * coverage see it. By default such handlers are bundled as in `lambdaloop dev`. `lambdaloop/vitest` does it for you.
   */
  importModule?: ((file: string) => Promise<unknown>) | undefined;
  /** The project's folder. Default: the working directory. */
  cwd?: string | undefined;
  /** Ids, receipt handles and orders come from it. Default: a fresh one. */
  seed?: string | undefined;
  /** Standard queues deliver in plain order, not in AWS's best-effort order. Default true. */
  ordered?: boolean | undefined;
  /** Opens a port too, any free one: for clients that cannot take a `requestHandler`. Default false. */
  listen?: boolean | undefined;
  /** Where the clock begins. Default: 2026-01-01T00:00:00Z. */
  startAt?: Instant | undefined;
  /** `virtual`: `Date` and timers follow the runtime's clock in what a handler runs. Default `real`. */
  time?: "real" | "virtual" | undefined;
  /**
   * How long, in real time, a handler may do what cannot be seen from outside (call a database) before it counts as waiting for the clock.
   * Default 500 ms.
   */
  patience?: Duration | undefined;
}

/** Time inside a runtime stands still unless it is moved. */
export interface TestClock {
  /** Epoch milliseconds. */
  now(): number;
  date(): Date;
  /** When something is due next, in epoch milliseconds; `undefined` when nothing is. */
  readonly nextDueAt: number | undefined;
  /** Lets so much time pass: timeouts, retries, delays and windows end at their own instants, one after the other. */
  advance(duration: Duration): Promise<void>;
  /** @throws {RangeError} when that is past */
  setTo(instant: Instant): Promise<void>;
  /** Goes to the next instant at which anything is due; answers the milliseconds that passed, `undefined` when nothing is due. */
  toNext(): Promise<number | undefined>;
}

export interface TestMessage {
  readonly messageId: string;
  readonly queueArn: string;
  readonly body: string;
  /** The body, parsed; `undefined` when it is no JSON. */
  readonly json: unknown;
  /** Values of message attributes as text; binary ones in base64. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageGroupId: string | undefined;
  readonly messageDeduplicationId: string | undefined;
  readonly state: "available" | "delayed" | "inFlight" | "gone";
  readonly receiveCount: number;
  /** Epoch milliseconds. */
  readonly sentAt: number;
}

export interface SendOptions {
  readonly delaySeconds?: number | undefined;
  readonly messageGroupId?: string | undefined;
  readonly messageDeduplicationId?: string | undefined;
  /** Of the type `String`; others need an SDK client. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

export interface TestQueue {
  readonly name: string;
  readonly arn: string;
  /** For SDK calls. */
  readonly url: string;
  /** Exact, now. */
  readonly counts: { readonly available: number; readonly inFlight: number; readonly delayed: number };
  /**
   * Sends a message and answers its id.
   *
   * @param body what is no text becomes JSON
   * @throws what SendMessage refuses
   */
  send(body: unknown, options?: SendOptions): string;
  /** Those that are in it now, in flight ones included. */
  messages(): TestMessage[];
  /** Every message that ever came into it. */
  received(): TestMessage[];
}

export interface PublishOptions {
  readonly subject?: string | undefined;
  readonly messageGroupId?: string | undefined;
  readonly messageDeduplicationId?: string | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

export interface TestTopic {
  readonly arn: string;
  /** Publishes a message and answers its id. @throws what Publish refuses */
  publish(message: unknown, options?: PublishOptions): string;
}

export interface TestBucket {
  readonly name: string;
  /** @param body what is neither text nor bytes becomes JSON */
  put(key: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<void>;
  /** @throws {Error} when there is no such object */
  get(key: string): Promise<Buffer>;
  text(key: string): Promise<string>;
  delete(key: string): Promise<void>;
}

/** An invocation as it is now. */
export interface TestInvocation {
  readonly functionName: string;
  readonly event: unknown;
  readonly kind: "running" | "returned" | "threw" | "timedOut" | "crashed" | "throttled";
  readonly requestId: string | undefined;
  /** What the handler answered, or Lambda's error document. */
  readonly result: unknown;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
}

export interface TestFunction {
  readonly name: string;
  /** Oldest first. */
  invocations(): TestInvocation[];
}

/** What every client of the AWS SDK for JavaScript v3 takes. */
export interface ClientConfig {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Answers in this process, without a socket. */
  readonly requestHandler: {
    handle(request: never, options?: never): Promise<{ response: never }>;
    updateHttpClientConfig(): void;
    httpHandlerConfigs(): Record<string, never>;
    destroy(): void;
  };
  readonly forcePathStyle: true;
  readonly maxAttempts: 1;
}

/** How one invocation ended; `payload` is JSON text. */
export interface InvokeOutcome {
  readonly kind: "returned" | "threw" | "timedOut" | "crashed" | "throttled";
  readonly requestId: string;
  readonly payload?: string;
  readonly reason?: string;
}

/** An event of a cassette that was run once more. */
export interface ReplayedCapture {
  readonly captureId: string;
  readonly functionName: string;
  /** The code does something else than it did. */
  readonly isChanged: boolean;
  readonly differences: readonly {
    /** `result.items[2].price`. */
    readonly path: string;
    readonly kind: "added" | "removed" | "changed";
    readonly recorded?: unknown;
    readonly replayed?: unknown;
  }[];
  /** What could not be compared, one sentence each. */
  readonly notes: readonly string[];
}

/** A state of one runtime, for `restore`. */
export interface RuntimeSnapshot {
  of(runtime: never): unknown;
}

export interface TestRuntime extends AsyncDisposable {
  readonly seed: string;
  /** `http://127.0.0.1:4566`, or with `listen` where it really is. */
  readonly endpoint: string;
  readonly clock: TestClock;
  /** A client of the user's own class: `runtime.client(SQSClient)`. */
  client<Client>(Class: new (config: never) => Client, config?: object): Client;
  clientConfig(): ClientConfig;
  /** Clients of the packages that the project has, each made when it is first asked for. */
  readonly clients: { readonly sqs: unknown; readonly sns: unknown; readonly s3: unknown; readonly lambda: unknown };
  queue(name: string): TestQueue;
  topic(name: string): TestTopic;
  bucket(name: string): TestBucket;
  function(name: string): TestFunction;
  /** Runs a function once and waits for its end; where the handler waits for a timer, time passes. */
  invoke(functionName: string, event?: unknown): Promise<InvokeOutcome>;
  /**
   * Runs every event of a cassette (`lambdaloop capture save`) with the code as it is now, and compares: how it ended, what it answered, logged and did.
   *
   * @param file relative to `cwd`
   * @throws when it is no cassette, or an event in it was too large to be kept
   */
  replay(file: string, options?: { readonly functionName?: string }): Promise<ReplayedCapture[]>;
  /** Puts an event into the function's queue of asynchronous events; answers its request id. */
  invokeAsync(functionName: string, event?: unknown): string;
  /** Oldest first. */
  invocations(functionName?: string): TestInvocation[];
  /** What happened, oldest first. */
  facts(kind?: string): readonly JournalFact[];
  /** The life of a message or an invocation, a line for every fact. */
  trace(id: string): string;
  /**
   * The first fact of a kind, or the first that is wanted; one from before counts. Lets time pass, at most `within`, as long as there is none.
   *
   * @throws {Error} when there is none
   */
  waitFor(
    wanted: string | ((fact: JournalFact) => boolean),
    options?: { readonly within?: Duration },
  ): Promise<JournalFact>;
  /** Resolves when nothing goes on but what waits for the clock. */
  settled(): Promise<void>;
  /** Lets time pass until nothing more happens to any message or event, at most `within` (14 days). */
  drained(options?: { readonly within?: Duration }): Promise<void>;
  /**
   * Everything that the runtime holds now: messages wherever they are, objects, timers, time.
   *
   * @throws {Error} while a handler runs, and of a runtime that listens
   */
  snapshot(): Promise<RuntimeSnapshot>;
  /**
   * Goes back to a snapshot of this runtime, as often as wanted: what was done until then is done again, with the handlers' recorded answers.
   * What handlers keep in variables, or outside, stays.
   *
   * @throws {Error} when that does not come out exactly the same; nothing has changed then
   */
  restore(snapshot: RuntimeSnapshot): Promise<void>;
  /** As it was at the start: same config, seed and time, nothing else. Clients and the members of this object go on with it. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a runtime inside the test: real services and event source mappings, handlers in the test's process, a clock that is moved.
 *
 * @throws for a config with mistakes, with every problem and its place
 *
 * @example
 * const runtime = await createRuntime({
 *   queues: { orders: {} },
 *   functions: { ingest: { handler, eventSourceMappings: [{ queue: "orders" }] } },
 * });
 * runtime.queue("orders").send({ id: 1 });
 * await runtime.settled();
 * await runtime.stop();
 */
export declare function createRuntime(options?: RuntimeOptions): Promise<TestRuntime>;

export interface InvokeOptions {
  readonly functionName?: string | undefined;
  readonly runtime?: `nodejs${number}.x` | undefined;
  /** Default 3 seconds, as Lambda's. */
  readonly timeout?: Duration | undefined;
  /** MB. */
  readonly memorySize?: number | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** The event source mapping's: without it nobody reads `batchItemFailures`. */
  readonly functionResponseTypes?: readonly "ReportBatchItemFailures"[] | undefined;
  /** Of the queue's redrive policy. */
  readonly maxReceiveCount?: number | undefined;
  /** `virtual` (default): where the handler waits for a timer, time passes at once. */
  readonly time?: "virtual" | "real" | undefined;
  /** Real time for what waits for no timer, before the handler counts as hanging. Default 1 second. */
  readonly patience?: Duration | undefined;
  readonly startAt?: Instant | undefined;
  readonly region?: string | undefined;
  readonly accountId?: string | undefined;
}

export interface RecordVerdict {
  readonly messageId: string;
  readonly body: string;
  /** Whether Lambda deletes it, it comes back after its visibility timeout, or goes to the dead-letter queue instead. */
  readonly fate: "deleted" | "retried" | "deadLettered";
}

export interface InvokeResult {
  readonly kind: "returned" | "threw" | "timedOut" | "crashed" | "throttled";
  readonly requestId: string;
  /** What the handler answered, as its caller reads it. */
  readonly result: unknown;
  /** Lambda's error document, unless it returned. */
  readonly error: { readonly errorType: string; readonly errorMessage: string } | undefined;
  readonly logs: readonly string[];
  readonly durationMs: number;
  /** For an event of a queue, in its order. */
  readonly records: readonly RecordVerdict[];
  /** Why they were deleted or not. */
  readonly reason: string | undefined;
}

/**
 * Calls a handler once, in the test's process, and tells what Lambda makes of it. Never rejects for what the handler does.
 *
 * @example
 * const outcome = await invoke(handler, sqsEvent(["a", "b"]), { functionResponseTypes: ["ReportBatchItemFailures"] });
 * outcome.records; // [{ body: "a", fate: "deleted", ... }, ...]
 */
export declare function invoke(handler: Handler, event?: unknown, options?: InvokeOptions): Promise<InvokeResult>;

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** A body: a text, a regular expression, or what a JSON body has; or, by members of a message such as `messageGroupId`, the message. */
export type MessagePattern = unknown;

/** Assertions by their names; a failure says where every message is, why, and how it came there. None of them waits. */
export interface TestAssertions {
  /** Such a message came into the queue, at any time. */
  toHaveReceivedMessage(pattern: MessagePattern, options?: { readonly times?: number }): void;
  /** A consumer, or Lambda for it, was done with such a message. */
  toHaveDeletedMessage(pattern: MessagePattern): void;
  /** Nothing is in the queue, in flight and delayed messages included. */
  toBeEmptyQueue(): void;
  /** One of the invocations of a `runtime.function(name)` had an event like this. */
  toHaveBeenInvokedWith(event: unknown): void;
  /** Exactly these messages, by id or body, stay in the queue, or so many; for what `invoke` answers or a `runtime.function(name)`. */
  toHaveBatchFailures(expected: number | readonly string[]): void;
  /** An EventBridge rule with this pattern lets the event through. */
  toMatchEventPattern(pattern: unknown): void;
}

/** For `expect.extend` of vitest and jest. `lambdaloop/vitest` has done it. */
export declare const matchers: {
  readonly [Name in keyof TestAssertions]: (received: never, ...given: never[]) => MatcherResult;
};

/**
 * The same assertions for any test runner.
 *
 * @example
 * assertThat(runtime.queue("orders")).toBeEmptyQueue();
 * assertThat(runtime.queue("dead")).not.toHaveReceivedMessage({ id: 1 });
 */
export declare function assertThat(received: unknown): TestAssertions & { readonly not: TestAssertions };

/** A copy without ids, receipt handles and times: what a snapshot of an event or an invocation needs. */
export declare function masked(value: unknown): unknown;

/** For `expect.addSnapshotSerializer` of vitest and jest. `lambdaloop/vitest` has done it. */
export declare const snapshotSerializer: {
  test(value: unknown): boolean;
  serialize(value: unknown, ...around: unknown[]): string;
};

/** A captured event that was run again; ids and times that are not in the event are masked (`<id>`, `<time>`). */
export interface ReplayedRun {
  readonly functionName: string;
  readonly outcome: "returned" | "threw" | "timedOut" | "crashed" | "throttled" | "refused" | "imported";
  /** Of a run that returned. */
  readonly result?: unknown;
  /** Of one that failed: `type` and `message`. */
  readonly error?: unknown;
  readonly stdout: unknown;
  readonly stderr: unknown;
  /** What the handler did through AWS's APIs, in order. */
  readonly calls: readonly unknown[];
  /** Whether it did something else than when it was captured. */
  readonly isChanged: boolean;
  readonly differences: readonly { readonly path: string; readonly recorded?: unknown; readonly replayed?: unknown }[];
}

/**
 * Runs the captures of a cassette once more, one after the other: what `lambdaloop save-test` writes uses it.
 *
 * @throws {Error} when the file is no cassette
 */
export declare function replay(runtime: TestRuntime, cassette: string | URL): Promise<ReplayedRun[]>;
