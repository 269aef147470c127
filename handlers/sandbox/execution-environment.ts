import type { InvokeOutcome } from "../../runtime/core/ports.ts";
import type { ResponseSink } from "../../runtime/core/response-sink.ts";
import type { LambdaRuntime, LoggingConfiguration, SandboxKind } from "../../runtime/core/function-definition.ts";

/** What one execution environment runs and how: everything a sandbox needs to start a handler, nothing about watching or queues. */
export interface EnvironmentSpec {
  readonly functionName: string;
  readonly functionArn: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly runtime: LambdaRuntime;
  /** Which kind of sandbox the function asks for; absent: `process`. */
  readonly sandbox?: SandboxKind;
  /** As Lambda's `_HANDLER`, relative to `taskRoot`: `index.handler`. */
  readonly handler: string;
  /** Absolute folder of the built code; `LAMBDA_TASK_ROOT` and the working directory. */
  readonly taskRoot: string;
  /** Absent: text. */
  readonly logging?: LoggingConfiguration;
  /** Absolute folder that the function finds as `/opt`: its layers, merged. */
  readonly layersFolder?: string;
  readonly memorySizeMB: number;
  readonly timeoutMs: number;
  /** The user's own variables; they win over nothing that Lambda reserves. */
  readonly variables: Readonly<Record<string, string>>;
  readonly region: string;
  readonly accountId: string;
  /** `http://127.0.0.1:4566`: becomes `AWS_ENDPOINT_URL`, so that the handler's AWS clients come home. */
  readonly endpointUrl: string;
  /** Default `/aws/lambda/<function name>`. */
  readonly logGroup?: string;
  /** Given by the sandbox, a new one for every environment. */
  readonly logStream?: string;
  /** Called for every line the environment prints, platform lines (START, END, REPORT, INIT_REPORT) included, in order. */
  readonly onLog: (line: LogLine) => void;
}

/** One log event as in CloudWatch; a console call that prints several lines is one, with line breaks in it. */
export interface LogLine {
  /** Absent during init and between invocations. */
  readonly requestId?: string;
  readonly source: "platform" | "stdout" | "stderr";
  readonly line: string;
}

/** One invocation as an execution environment sees it. */
export interface EnvironmentInvocation {
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  /** With a qualifier only when the caller gave one. */
  readonly invokedFunctionArn: string;
  /** `Root=1-...;Parent=...;Sampled=0`. */
  readonly traceHeader: string;
  /** JSON text, what a synchronous caller sent as X-Amz-Client-Context, decoded. */
  readonly clientContext?: string;
  /** Takes the response while it is written; the outcome's payload is then empty. */
  readonly onResponse?: ResponseSink;
}

/**
 * One place where a function's code runs, one invocation at a time, its module state kept in between.
 * Behind this interface: a child process (`process`), the caller's own process (`inline`), workerd.
 */
export interface ExecutionEnvironment {
  readonly id: string;
  /** What its code sees as `context.logStreamName`. */
  readonly logStream?: string | undefined;
  /**
   * Starts the code; resolves on its first call for work. Lambda allows 10 seconds, then starts over within the first invocation.
   * Rejects with `InitError` when the code cannot be loaded or its process ends.
   */
  init(signal?: AbortSignal): Promise<{ readonly initMs: number }>;
  /** Strictly one at a time. Never rejects for what the handler did; after `timedOut` and `crashed` the environment is dead. */
  invoke(invocation: EnvironmentInvocation): Promise<InvokeOutcome>;
  /** True once it can take no more invocations. */
  readonly dead: boolean;
  /** SIGTERM to the group, 300 ms, SIGKILL to the group. Idempotent. */
  stop(): Promise<void>;
}

/** The code could not start; `payload` is Lambda's error document as JSON text (`Runtime.ImportModuleError`, ...). */
export class InitError extends Error {
  override readonly name: string = "InitError";
  readonly payload: string;
  /** Whether the process ended or timed out (crash), rather than reported an error of the user's code. */
  readonly crashed: boolean;

  /** The same document for an invocation that had to wait for this start: Lambda puts its id into the sentence. */
  readonly payloadFor: (requestId: string) => string;

  constructor(message: string, payload: string, crashed: boolean, payloadFor?: (requestId: string) => string) {
    super(message);
    this.payload = payload;
    this.crashed = crashed;
    this.payloadFor = payloadFor ?? (() => payload);
  }
}

/** A package that the built code imports and that stays outside the bundle. */
export interface ExternalModule {
  readonly specifier: string;
  readonly kind: "import" | "require";
}

/** A way to run code. */
export interface Sandbox {
  create(spec: EnvironmentSpec): ExecutionEnvironment;
  /** A debugger may be attached to any environment: idle ones stay, and a start may take as long as it stops it. */
  readonly inspecting?: boolean;
  /**
   * Starts a process that has loaded `modules` (resolved from `fromFolder`) and waits to be given code, so that a save is live in milliseconds.
   * `undefined` when this kind of sandbox cannot.
   */
  standby(options: {
    readonly runtime: LambdaRuntime;
    readonly memorySizeMB: number;
    readonly fromFolder: string;
    readonly modules: readonly ExternalModule[];
    /**
     * What it will most likely become, so that packages already see the function's variables when they load.
     * Assigning a spec with other variables starts over.
     */
    readonly likely?: EnvironmentSpec;
  }): Standby | undefined;
}

export interface Standby {
  /** Resolves when the modules are loaded and the process waits; for scheduling only, `assign` may be called before. */
  readonly ready: Promise<void>;
  /** Turns it into an environment; `init` then loads only the user's own code. Once only. */
  assign(spec: EnvironmentSpec): ExecutionEnvironment;
  stop(): Promise<void>;
}
