import * as z from "zod/mini";
import {
  BATCH_SIZE,
  MAXIMUM_BATCHING_WINDOW_IN_SECONDS,
  MAXIMUM_CONCURRENCY,
  MAXIMUM_POLLERS,
  MINIMUM_POLLERS,
} from "../../events/event-source-mapping.ts";
import type { LambdaRuntime } from "../../handlers/index.ts";
import { isReservedVariable } from "../../handlers/sandbox/process/lambda-environment.ts";
import {
  flag,
  functionReference,
  integer,
  isOne,
  list,
  matching,
  oneOf,
  queueReference,
  strictObject,
  text,
  topicReference,
} from "./schema-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
const eventSourceMapping = strictObject({
  queue: queueReference,
  batchSize: z.optional(integer(BATCH_SIZE)),
  maximumBatchingWindowInSeconds: z.optional(integer(MAXIMUM_BATCHING_WINDOW_IN_SECONDS, " (seconds)")),
  functionResponseTypes: z.optional(list(oneOf("ReportBatchItemFailures"), "response types")),
  scalingConfig: z.optional(strictObject({ maximumConcurrency: z.optional(integer(MAXIMUM_CONCURRENCY)) })),
  provisionedPollerConfig: z.optional(
    strictObject({
      minimumPollers: z.optional(integer(MINIMUM_POLLERS)),
      maximumPollers: z.optional(integer(MAXIMUM_POLLERS)),
    }),
  ),
  filterCriteria: z.optional(
    strictObject({
      filters: list(
        strictObject({
          pattern: z.union([z.string(), z.record(z.string(), z.unknown())], {
            error: "a pattern: an object or JSON text",
          }),
        }),
        "filters",
      ),
    }),
  ),
  enabled: z.optional(flag),
});

/** Bytes of all names and values. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_ENVIRONMENT_BYTES = 4096;

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const variableName = matching(
  /^[A-Za-z]\w+$|^_HANDLER$|^_X_AMZN_TRACE_ID$/,
  "a name of at least two letters, digits and underscores that starts with a letter",
).check(z.refine((name) => !isReservedVariable(name), { error: "a name that Lambda does not reserve" }));

const environment = z.record(variableName, text, { error: "an object of strings" }).check(
  z.refine((variables) => Buffer.byteLength(JSON.stringify(variables)) <= MAX_ENVIRONMENT_BYTES, {
    error: `at most ${MAX_ENVIRONMENT_BYTES} bytes of environment variables`,
  }),
);

const RUNTIMES = /^(nodejs(20|22|24)\.x|python3\.\d+|provided\.al2(023)?)$/;
const EXPECTED_RUNTIME =
  'a runtime: "nodejs20.x", "nodejs22.x", "nodejs24.x", "python3.*", "provided.al2" or "provided.al2023"';
const lambdaRuntime = z.custom<LambdaRuntime>((value) => typeof value === "string" && RUNTIMES.test(value), {
  error: EXPECTED_RUNTIME,
});

/** Where a function's records and failed events go: exactly one. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const destination = strictObject({
  queue: z.optional(queueReference),
  topic: z.optional(topicReference),
  function: z.optional(functionReference),
  bucket: z.optional(text),
  arn: z.optional(text),
}).check(
  z.refine(
    ({ queue: toQueue, topic: toTopic, function: toFunction, bucket: toBucket, arn }) =>
      isOne(toQueue, toTopic, toFunction, toBucket, arn),
    {
      error: 'one of "queue", "topic", "function", "bucket" or "arn"',
    },
  ),
);

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
const asyncInvocation = strictObject({
  maximumRetryAttempts: z.optional(integer({ min: 0, max: 2 })),
  maximumEventAgeInSeconds: z.optional(integer({ min: 60, max: 21_600 }, " (seconds)")),
  onSuccess: z.optional(destination),
  onFailure: z.optional(destination),
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html */
const cors = strictObject({
  allowCredentials: z.optional(flag),
  allowHeaders: z.optional(list(text, "header names")),
  allowMethods: z.optional(list(text, "methods")),
  allowOrigins: z.optional(list(text, "origins")),
  exposeHeaders: z.optional(list(text, "header names")),
  maxAge: z.optional(integer({ min: 0, max: 86_400 }, " (seconds)")),
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html */
const functionUrl = strictObject({
  authType: z.optional(oneOf("NONE", "AWS_IAM")),
  invokeMode: z.optional(oneOf("BUFFERED", "RESPONSE_STREAM")),
  cors: z.optional(cors),
});

/** @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
const logging = strictObject({
  format: oneOf("Text", "JSON"),
  applicationLogLevel: z.optional(oneOf("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")),
  systemLogLevel: z.optional(oneOf("DEBUG", "INFO", "WARN")),
  logGroup: z.optional(text),
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export const lambdaFunction = strictObject({
  handler: matching(
    /\S/,
    'a handler: path from the config\'s folder without extension, a dot, and the export, like "src/orders.handler"',
  ),
  runtime: z.optional(lambdaRuntime),
  timeout: z.optional(integer({ min: 1, max: 900 }, " (seconds)")),
  memorySize: z.optional(integer({ min: 128, max: 10_240 }, " (MB)")),
  environment: z.optional(environment),
  reservedConcurrentExecutions: z.optional(integer({ min: 0, max: 1_000_000 })),
  bundle: z.optional(
    strictObject({
      external: z.optional(list(text, "package names")),
      mode: z.optional(oneOf("code", "all")),
      format: z.optional(oneOf("esm", "cjs")),
    }),
  ),
  sandbox: z.optional(oneOf("process", "workerd")),
  logging: z.optional(logging),
  asyncInvocation: z.optional(asyncInvocation),
  deadLetter: z.optional(destination),
  url: z.optional(functionUrl),
  eventSourceMappings: z.optional(list(eventSourceMapping, "event source mappings")),
}).check(
  z.refine(({ sandbox, runtime = "nodejs" }) => sandbox !== "workerd" || runtime.startsWith("nodejs"), {
    error: '"process", because "workerd" runs Node.js functions only',
    path: ["sandbox"],
  }),
);

export type CheckedFunction = z.infer<typeof lambdaFunction>;
export type CheckedDestination = z.infer<typeof destination>;
export type CheckedEventSourceMapping = z.infer<typeof eventSourceMapping>;
