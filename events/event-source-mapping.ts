import { type Arn, parseArn } from "../runtime/core/arn.ts";
import type { EventSourceMappingDefinition, ScalingConfig } from "./definition.ts";
import { invalidParameterValue, outOfRange, queueDoesNotExist } from "./errors.ts";
import { compileFilters, type MessageFilter } from "./filter-criteria.ts";
import { shortFunctionName } from "./mappings/function-name.ts";
import type { QueueSource } from "./sources/queue-source.ts";

/** A definition that has been checked, with its defaults filled in and everything the poller asks for. */
export interface CompiledMapping {
  readonly uuid: string;
  readonly eventSourceArn: string;
  /** For the journal: the name, with the qualifier when the mapping has one. */
  readonly functionName: string;
  /** What is invoked, in the form in which the mapping names it. */
  readonly invokedFunctionName: string;
  readonly fifo: boolean;
  readonly batchSize: number;
  readonly maximumBatchingWindowInSeconds: number;
  readonly reportBatchItemFailures: boolean;
  readonly filter: MessageFilter | undefined;
  readonly scalingConfig: ScalingConfig;
  /** In provisioned mode, with its defaults. */
  readonly provisionedPollers: ProvisionedPollers | undefined;
  /** As it is now. */
  readonly functionTimeoutSeconds: number;
}

export interface ProvisionedPollers {
  readonly minimum: number;
  readonly maximum: number;
}

interface Range {
  readonly min: number;
  readonly max: number;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export const BATCH_SIZE: Range & { readonly default: number; readonly maxWithoutWindow: number } = {
  min: 1,
  max: 10_000,
  default: 10,
  maxWithoutWindow: 10,
};
/** Seconds. Same page. */
export const MAXIMUM_BATCHING_WINDOW_IN_SECONDS: Range = { min: 0, max: 300 };
/** https://docs.aws.amazon.com/lambda/latest/api/API_ScalingConfig.html */
export const MAXIMUM_CONCURRENCY: Range = { min: 2, max: 1000 };

/**
 * For queues: "default is 2, and minimum 2 required"; the maximum of the model, which is 200.
 * https://docs.aws.amazon.com/lambda/latest/api/API_ProvisionedPollerConfig.html
 */
export const MINIMUM_POLLERS: Range & { readonly default: number } = { min: 2, max: 200, default: 2 };
/** "the accepted range is between 2 and 10,000, with a default of 200" (the guide still says 2,000). Same page. */
export const MAXIMUM_POLLERS: Range & { readonly default: number } = { min: 2, max: 10_000, default: 200 };

/** What a mapping's check must know about its two ends. */
export interface MappingEnds {
  readonly uuid: string;
  readonly source: Pick<QueueSource, "visibilityTimeoutSeconds"> | undefined;
  /** `undefined` when there is no such function. */
  readonly functionTimeoutSeconds: number | undefined;
}

/**
 * Checks a definition as CreateEventSourceMapping does and fills in its defaults.
 *
 * @throws {AwsError} `ValidationException`, `InvalidParameterValueException`, with AWS's sentences
 */
export async function compileMapping(
  definition: EventSourceMappingDefinition,
  ends: MappingEnds,
): Promise<CompiledMapping> {
  const arn = queueArnOf(definition.eventSourceArn);
  const batchSize = definition.batchSize ?? BATCH_SIZE.default;
  const window = definition.maximumBatchingWindowInSeconds ?? MAXIMUM_BATCHING_WINDOW_IN_SECONDS.min;
  const fifo = arn.resource.endsWith(".fifo");
  checkRanges(batchSize, window, definition.scalingConfig?.maximumConcurrency);
  checkWindow(batchSize, window, fifo);
  const provisionedPollers = provisionedPollersOf(definition);
  const { eventSourceArn } = definition;
  const origin = { eventSourceArn, maximumBatchingWindowInSeconds: window };
  const filter = compileFilters(definition.filterCriteria, origin);
  const functionTimeoutSeconds = await checkEnds(ends);
  return {
    uuid: ends.uuid,
    ...origin,
    functionName: shortFunctionName(definition.functionName),
    invokedFunctionName: definition.functionName,
    fifo,
    batchSize,
    reportBatchItemFailures: definition.functionResponseTypes?.includes("ReportBatchItemFailures") ?? false,
    filter,
    scalingConfig: definition.scalingConfig ?? {},
    provisionedPollers,
    functionTimeoutSeconds,
  };
}

/** Event sources that AWS has and we do not, by the service in their ARN. */
const NOT_MODELLED: ReadonlyMap<string, string> = new Map([
  ["kinesis", "Amazon Kinesis"],
  ["dynamodb", "Amazon DynamoDB"],
  ["kafka", "Amazon MSK"],
  ["mq", "Amazon MQ"],
  ["rds", "Amazon DocumentDB"],
]);

/** @throws {AwsError} `InvalidParameterValueException` for anything but a queue; what AWS has and we do not is named */
function queueArnOf(eventSourceArn: string): Arn {
  const arn = parseArn(eventSourceArn);
  const unmodelled = NOT_MODELLED.get(arn?.service ?? "");
  if (unmodelled !== undefined) {
    throw invalidParameterValue(`Event source mappings for ${unmodelled} are not modelled: ${eventSourceArn}`);
  }
  if (arn?.service !== "sqs") throw invalidParameterValue(`Unrecognized event source: ${eventSourceArn}`);
  return arn;
}

/**
 * "Note that for Amazon SQS event sources, the maximum concurrency setting cannot be used with provisioned mode."
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html; AWS's own sentences are not known to us.
 */
function provisionedPollersOf(definition: EventSourceMappingDefinition): ProvisionedPollers | undefined {
  const { provisionedPollerConfig, scalingConfig } = definition;
  if (provisionedPollerConfig === undefined) return undefined;
  const { minimumPollers, maximumPollers } = provisionedPollerConfig;
  if (scalingConfig?.maximumConcurrency !== undefined) {
    throw invalidParameterValue(
      "Maximum concurrency cannot be used with provisioned mode for Amazon SQS event sources.",
    );
  }
  const minimum = minimumPollers ?? MINIMUM_POLLERS.default;
  const maximum = maximumPollers ?? Math.max(MAXIMUM_POLLERS.default, minimum);
  checkPollers("MinimumPollers", minimum, MINIMUM_POLLERS);
  checkPollers("MaximumPollers", maximum, MAXIMUM_POLLERS);
  if (maximum < minimum) {
    throw invalidParameterValue("MaximumPollers must be greater than or equal to MinimumPollers.");
  }
  return { minimum, maximum };
}

function checkPollers(name: string, value: number, range: Range): void {
  if (value >= range.min && value <= range.max) return;
  throw invalidParameterValue(
    `${name} must be between ${range.min} and ${range.max} for Amazon SQS event sources. Provided: ${value}`,
  );
}

function checkRanges(batchSize: number, window: number, maximumConcurrency: number | undefined): void {
  check(batchSize, "batchSize", BATCH_SIZE);
  check(window, "maximumBatchingWindowInSeconds", MAXIMUM_BATCHING_WINDOW_IN_SECONDS);
  if (maximumConcurrency !== undefined) {
    check(maximumConcurrency, "scalingConfig.maximumConcurrency", MAXIMUM_CONCURRENCY);
  }
}

function check(value: number, path: string, range: Range): void {
  if (value < range.min || value > range.max) throw outOfRange(value, path, range);
}

function checkWindow(batchSize: number, window: number, fifo: boolean): void {
  // A FIFO queue with a batch size over 10 fails one of these two: it may not have the window that the size needs.
  // Quoted by AWS to a user with both, https://github.com/aws/aws-lambda-dotnet/pull/1758
  if (fifo && window > 0) throw invalidParameterValue("Batching window is not supported for FIFO queues");
  // Recorded 2025-11-25, esm_sqs--TestSQSEventSourceMapping.event_source_mapping_default_batch_size.json
  if (batchSize > BATCH_SIZE.maxWithoutWindow && window === 0) {
    throw invalidParameterValue(
      "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    );
  }
}

/** The function's timeout in seconds. */
async function checkEnds({ source, functionTimeoutSeconds }: MappingEnds): Promise<number> {
  if (functionTimeoutSeconds === undefined) throw invalidParameterValue("Function does not exist");
  if (source === undefined) throw queueDoesNotExist();
  const visibility = await source.visibilityTimeoutSeconds();
  // Quoted by AWS to users, for example https://github.com/aws/aws-cdk/issues/20527
  if (visibility < functionTimeoutSeconds) {
    throw invalidParameterValue(
      `Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${functionTimeoutSeconds} seconds`,
    );
  }
  return functionTimeoutSeconds;
}

/** Added to window and function timeout, see `receiveVisibilitySeconds`. */
const VISIBILITY_MARGIN_SECONDS = 30;

/**
 * How long a received message stays hidden: the queue's own visibility timeout; with a batching window, at least
 * window + function timeout + 30 s, since the first message of a batch waits for the whole window before its invocation starts.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export async function receiveVisibilitySeconds(mapping: CompiledMapping, source: QueueSource): Promise<number> {
  const own = await source.visibilityTimeoutSeconds();
  const window = mapping.maximumBatchingWindowInSeconds;
  return window === 0 ? own : Math.max(own, window + mapping.functionTimeoutSeconds + VISIBILITY_MARGIN_SECONDS);
}
