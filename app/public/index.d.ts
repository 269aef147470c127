/**
 * lambdaloop's public types. Written by hand so that they import nothing: a project can use them without any of our dependencies.
 */

/** What `lambdaloop.config.ts` declares. AWS's own terms in camelCase; seconds, MB and bytes where AWS says so. */
export interface LambdaloopConfig {
  /** Region of the declared queues and functions. Default `us-east-1`. */
  region?: string | undefined;
  /** 12 digits. Default `000000000000`. */
  accountId?: string | undefined;
  /** Port of the one endpoint, 0 for any free one. Default 4566. */
  port?: number | undefined;
  /** Ids, receipt handles and the order of standard queues come from it; by default a fresh one each start, printed. */
  seed?: string | undefined;
  /** Standard queues deliver in plain send order instead of AWS's best-effort order. Default false. */
  ordered?: boolean | undefined;
  /** Concurrent executions of all functions together. Default 10, as in a new AWS account: each is a process here. */
  accountConcurrency?: number | undefined;
  /**
   * What PutFunctionConcurrency and PutProvisionedConcurrencyConfig must leave unreserved. Default as on AWS: 100, or all that a smaller
   * account has, which then can reserve nothing. What this config reserves is not bound by it.
   */
  minimumUnreservedConcurrency?: number | undefined;
  /** Host names, besides the loopback ones, that a request's Host header may carry. */
  allowedHosts?: string[] | undefined;
  /** SNS subscriptions of http endpoints on this machine, e-mail and the like need no confirmation. Default false, as on AWS. */
  autoConfirmSubscriptions?: boolean | undefined;
  /** Hosts beyond this machine that SNS may call for http and https subscriptions, without port. Default none. */
  allowedOutboundHosts?: string[] | undefined;
  /**
   * A file of `NAME=value` lines, relative to the config; its values join every function's environment.
   * Names that Lambda reserves and the ways to an AWS account (`AWS_PROFILE`, ...) are left out.
   */
  envFile?: string | undefined;
  /** How invocations are kept, below `.lambdaloop`. */
  capture?: CaptureConfig | undefined;
  queues?: Record<string, QueueConfig> | undefined;
  topics?: Record<string, TopicConfig> | undefined;
  buckets?: Record<string, BucketConfig> | undefined;
  functions?: Record<string, FunctionConfig> | undefined;
}

/** Every invocation is kept with its event, result and log, without secrets; the oldest go. See docs/cassettes.md. */
export interface CaptureConfig {
  /** Default true. */
  enabled?: boolean | undefined;
  /** 10 to 1,000,000. Default 1000. */
  maxCaptures?: number | undefined;
  /** Of the files together. Default 64. */
  maxMegabytes?: number | undefined;
  /** What is a secret besides the known ones (keys, tokens, passwords, card numbers, e-mails, ...). */
  redact?: RedactionRule[] | undefined;
}

/** A secret by the name of its key, by what it looks like, or both: at least one of `key` and `pattern`. */
export interface RedactionRule {
  /** Part of what stands for the secret: lower-case letters, digits and hyphens. */
  name: string;
  /** The value under every key that matches is a secret. A string is a regular expression's source. */
  key?: RegExp | string | undefined;
  /** Everything in a text that matches is a secret. */
  pattern?: RegExp | string | undefined;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html */
export interface BucketConfig {
  /** Default false. */
  versioning?: boolean | undefined;
  /** `eventVersion` of its event records, like `2.5`; by default that of AWS's recorded events. */
  eventVersion?: string | undefined;
  /** Events are also offered to EventBridge. No bus is modelled: the offer is a fact. Default false. */
  eventBridge?: boolean | undefined;
  notifications?: NotificationConfig[] | undefined;
}

/** Which of a bucket's events go to a `queue`, a `topic` or a `function`: exactly one of the three, by name or ARN. */
export interface NotificationConfig {
  /** `s3:ObjectCreated:*`, `s3:ObjectRemoved:Delete`, ... */
  events: string[];
  prefix?: string | undefined;
  suffix?: string | undefined;
  queue?: string | undefined;
  topic?: string | undefined;
  function?: string | undefined;
}

/** @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export interface TopicConfig {
  displayName?: string | undefined;
  fifoTopic?: boolean | undefined;
  contentBasedDeduplication?: boolean | undefined;
  fifoThroughputScope?: "Topic" | "MessageGroup" | undefined;
  signatureVersion?: "1" | "2" | undefined;
  archivePolicy?: Record<string, unknown> | undefined;
  deliveryPolicy?: Record<string, unknown> | undefined;
  tags?: Record<string, string> | undefined;
  subscriptions?: SubscriptionConfig[] | undefined;
}

/**
 * Who gets a topic's messages: a `queue`, a `function`, or an `endpoint` with its `protocol`.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export interface SubscriptionConfig {
  /** A queue's name or ARN. */
  queue?: string | undefined;
  /** A function's name or ARN. */
  function?: string | undefined;
  protocol?: "http" | "https" | "email" | "email-json" | "sms" | "application" | undefined;
  endpoint?: string | undefined;
  filterPolicy?: Record<string, unknown> | undefined;
  filterPolicyScope?: "MessageAttributes" | "MessageBody" | undefined;
  /** The published text as it is instead of the JSON envelope. Default false. */
  rawMessageDelivery?: boolean | undefined;
  deliveryPolicy?: Record<string, unknown> | undefined;
  /** A queue's name or ARN, for what cannot be delivered. */
  deadLetterQueue?: string | undefined;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export interface QueueConfig {
  /** Seconds, 0 to 43 200. Default 30. */
  visibilityTimeout?: number | undefined;
  /** Seconds, 0 to 900. Default 0. */
  delaySeconds?: number | undefined;
  /** Seconds, 60 to 1 209 600. Default 345 600 (4 days). */
  messageRetentionPeriod?: number | undefined;
  /** Bytes, 1 024 to 1 048 576. Default 1 048 576. */
  maximumMessageSize?: number | undefined;
  /** Seconds, 0 to 20. Default 0. */
  receiveMessageWaitTimeSeconds?: number | undefined;
  fifoQueue?: boolean | undefined;
  contentBasedDeduplication?: boolean | undefined;
  deduplicationScope?: "messageGroup" | "queue" | undefined;
  fifoThroughputLimit?: "perQueue" | "perMessageGroupId" | undefined;
  /** Where a message goes that was received `maxReceiveCount` times without being deleted. */
  deadLetterQueue?: { queue: string; maxReceiveCount: number } | undefined;
  redriveAllowPolicy?:
    | { redrivePermission: "allowAll" | "denyAll" | "byQueue"; sourceQueueArns?: string[] | undefined }
    | undefined;
  tags?: Record<string, string> | undefined;
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export interface FunctionConfig {
  /** Path from the config's folder without extension, a dot, and the export: `src/orders.handler`. */
  handler: string;
  /** Default: the Node.js that runs lambdaloop, for example `nodejs22.x`. */
  runtime?: `nodejs${number}.x` | `python3.${number}` | "provided.al2" | "provided.al2023" | undefined;
  /** Seconds, 1 to 900. Default 3. */
  timeout?: number | undefined;
  /** MB, 128 to 10 240. Default 128. */
  memorySize?: number | undefined;
  /** At most 4 KB; none of the names that Lambda reserves, such as `AWS_REGION`. */
  environment?: Record<string, string> | undefined;
  reservedConcurrentExecutions?: number | undefined;
  bundle?: BundleConfig | undefined;
  /**
   * `process` (default): a child process. `workerd`: an isolate that sees no files and no network but the runtime; for Node.js functions,
   * with the package `miniflare` installed.
   */
  sandbox?: "process" | "workerd" | undefined;
  /** Default: text. */
  logging?: LoggingConfig | undefined;
  /** How events that nobody waits for are tried again, and where their records go. */
  asyncInvocation?: AsyncInvocationConfig | undefined;
  /** Where such an event goes when all its attempts have failed: a `queue` or a `topic`. */
  deadLetter?: Destination | undefined;
  /** A function URL; `lambdaloop functions` and GetFunctionUrlConfig tell where it is. */
  url?: FunctionUrlConfig | undefined;
  eventSourceMappings?: EventSourceMappingConfig[] | undefined;
}

/** Exactly one, by name or ARN; `arn` for an event bus. */
export interface Destination {
  queue?: string | undefined;
  topic?: string | undefined;
  function?: string | undefined;
  bucket?: string | undefined;
  arn?: string | undefined;
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
export interface AsyncInvocationConfig {
  /** 0 to 2. Default 2. */
  maximumRetryAttempts?: number | undefined;
  /** Seconds, 60 to 21 600. Default 21 600. */
  maximumEventAgeInSeconds?: number | undefined;
  onSuccess?: Destination | undefined;
  onFailure?: Destination | undefined;
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html */
export interface FunctionUrlConfig {
  /** `NONE` (default) lets everybody in on this machine; `AWS_IAM` wants a signature, which is not verified here. */
  authType?: "NONE" | "AWS_IAM" | undefined;
  /** Default `BUFFERED`. */
  invokeMode?: "BUFFERED" | "RESPONSE_STREAM" | undefined;
  cors?:
    | {
        allowCredentials?: boolean | undefined;
        allowHeaders?: string[] | undefined;
        allowMethods?: string[] | undefined;
        allowOrigins?: string[] | undefined;
        exposeHeaders?: string[] | undefined;
        /** Seconds, 0 to 86 400. */
        maxAge?: number | undefined;
      }
    | undefined;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
export interface LoggingConfig {
  format: "Text" | "JSON";
  /** With JSON only. Default `INFO`. */
  applicationLogLevel?: "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL" | undefined;
  /** With JSON only. Default `INFO`. */
  systemLogLevel?: "DEBUG" | "INFO" | "WARN" | undefined;
  /** Default `/aws/lambda/<function name>`. */
  logGroup?: string | undefined;
}

export interface BundleConfig {
  /** Packages that are never bundled. */
  external?: string[] | undefined;
  /** `code` (default): only your own files are bundled, which reloads fastest. `all`: one file with everything in it. */
  mode?: "code" | "all" | undefined;
  /** Module system of the built file; by default the nearest package.json's. */
  format?: "esm" | "cjs" | undefined;
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export interface EventSourceMappingConfig {
  /** A queue's name or ARN. */
  queue: string;
  /** 1 to 10, to 10 000 with a batching window. Default 10. */
  batchSize?: number | undefined;
  /** Seconds, 0 to 300. Default 0. */
  maximumBatchingWindowInSeconds?: number | undefined;
  functionResponseTypes?: "ReportBatchItemFailures"[] | undefined;
  /** `maximumConcurrency`: 2 to 1 000. */
  scalingConfig?: { maximumConcurrency?: number | undefined } | undefined;
  /** Dedicated pollers: `minimumPollers` 2 to 200, `maximumPollers` 2 to 10 000. Not together with `scalingConfig`. */
  provisionedPollerConfig?: { minimumPollers?: number | undefined; maximumPollers?: number | undefined } | undefined;
  /** Messages that match no pattern are deleted, as Lambda does. A pattern may be written as an object or as JSON text. */
  filterCriteria?: { filters: { pattern: string | Record<string, unknown> }[] } | undefined;
  enabled?: boolean | undefined;
}

/**
 * Types a config file; returns it unchanged.
 *
 * @example
 * import { defineConfig } from "lambdaloop";
 * export default defineConfig({
 *   queues: { orders: {} },
 *   functions: { orders: { handler: "src/orders.handler", eventSourceMappings: [{ queue: "orders" }] } },
 * });
 */
export declare function defineConfig(config: LambdaloopConfig): LambdaloopConfig;

export interface StartOptions {
  /** The project's folder, where the config is looked for and handler paths start. Default: the working directory. */
  cwd?: string | undefined;
  /** A config file, a config object, or `false` for none. Default: `lambdaloop.config.*` in `cwd`, when there is one. */
  config?: string | LambdaloopConfig | false | undefined;
  /** Wins over the config's. */
  port?: number | undefined;
  seed?: string | undefined;
  ordered?: boolean | undefined;
  /** Rebuild and reload on change. Default true. */
  watch?: boolean | undefined;
  /** Called for every fact of the journal, in order. */
  onFact?: ((fact: JournalFact) => void) | undefined;
}

/** One thing that happened. `kind` says what; the other members depend on it. */
export interface JournalFact {
  readonly id: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The fact that led to this one. */
  readonly causeId: number | undefined;
  readonly kind: string;
  readonly [member: string]: unknown;
}

/** How an invocation ended; `payload` is JSON text: the handler's answer or Lambda's error document. */
export interface InvocationResult {
  readonly kind: "returned" | "threw" | "timedOut" | "crashed" | "throttled";
  readonly requestId: string;
  readonly payload?: string;
  readonly reason?: string;
}

export interface Runtime {
  /** `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  readonly port: number;
  readonly seed: string;
  /** Runs a function once; rejects with `ResourceNotFoundException` when there is none of that name. */
  invoke(functionName: string, event: unknown): Promise<InvocationResult>;
  /** Lets nothing new in, ends every child process, closes the port. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts the runtime in this process.
 *
 * @throws when the port is taken or the config is wrong: an `Error` with `code` and, for a config, every problem with its line
 *
 * @example
 * import { startRuntime } from "lambdaloop";
 * const runtime = await startRuntime({ port: 0, config: { queues: { orders: {} } } });
 * console.log(runtime.endpoint);
 * await runtime.stop();
 */
export declare function startRuntime(options?: StartOptions): Promise<Runtime>;
