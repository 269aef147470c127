import type { MappingSettings } from "../core/ports.ts";
import type { CreateEventSourceMappingRequest, UpdateEventSourceMappingRequest } from "../protocol/generated/lambda.ts";
import { parseArn } from "../core/arn.ts";
import { invalidParameterValue, notModelled } from "./errors.ts";

/**
 * Checks that a mapping reads a queue, the only source that is modelled.
 *
 * What AWS refuses about other sources is refused with its words first (recorded 2025-11-25 and 2024-09-03,
 * lambda_api--TestLambdaEventSourceMappings.create_event_source_validation, .create_event_source_self_managed).
 *
 * @returns the queue's ARN
 * @throws {AwsError} `InvalidParameterValueException`
 */
export function requireQueueArn(request: CreateEventSourceMappingRequest): string {
  const { EventSourceArn: arn } = request;
  if (request.SelfManagedEventSource !== undefined) refuseSelfManaged(request);
  // AWS's sentence, known from public reports.
  if (arn === undefined) throw invalidParameterValue("Unrecognized event source.");
  const service = parseArn(arn)?.service ?? "";
  if (service === "sqs") return arn;
  const stream = STREAMS.get(service);
  if (stream !== undefined) checkStartingPosition(request, arn, service);
  throw notModelled(stream ?? OTHER_SOURCES.get(service) ?? `The event source ${arn}`);
}

const STREAMS: ReadonlyMap<string, string> = new Map([
  ["dynamodb", "An Amazon DynamoDB stream as an event source"],
  ["kinesis", "An Amazon Kinesis data stream as an event source"],
]);

const OTHER_SOURCES: ReadonlyMap<string, string> = new Map([
  ["kafka", "Amazon MSK as an event source"],
  ["mq", "Amazon MQ as an event source"],
  ["rds", "Amazon DocumentDB as an event source"],
]);

function refuseSelfManaged({ SourceAccessConfigurations: access }: CreateEventSourceMappingRequest): never {
  if (access === undefined) throw invalidParameterValue("Required 'sourceAccessConfigurations' parameter is missing.");
  throw notModelled("Self-managed Apache Kafka as an event source (SelfManagedEventSource)");
}

function checkStartingPosition(
  { StartingPosition: position }: CreateEventSourceMappingRequest,
  arn: string,
  service: string,
): void {
  if (position === undefined) {
    throw invalidParameterValue(
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
  }
  if (service === "dynamodb" && position === "AT_TIMESTAMP") {
    throw invalidParameterValue(`Unsupported starting position for arn type: ${arn}`);
  }
}

type SettingsRequest = Partial<CreateEventSourceMappingRequest> | UpdateEventSourceMappingRequest;

/**
 * What of a request a queue's mapping can have.
 *
 * @throws {AwsError} `InvalidParameterValueException` for what only other sources have; the sentences are AWS's, from public reports
 */
export function mappingSettings(request: SettingsRequest): MappingSettings {
  if ("StartingPosition" in request && request.StartingPosition !== undefined) {
    throw invalidParameterValue("StartingPosition is not valid for SQS event sources.");
  }
  const other = OTHER_SOURCES_ONLY.find((name) => (request as Readonly<Record<string, unknown>>)[name] !== undefined);
  if (other !== undefined) {
    const shown = other.charAt(0).toLowerCase() + other.slice(1);
    throw invalidParameterValue(`Unsupported '${shown}' parameter for given event source mapping type.`);
  }
  return {
    Enabled: request.Enabled,
    BatchSize: request.BatchSize,
    MaximumBatchingWindowInSeconds: request.MaximumBatchingWindowInSeconds,
    FunctionResponseTypes: request.FunctionResponseTypes,
    FilterCriteria: request.FilterCriteria,
    ScalingConfig: request.ScalingConfig,
    ProvisionedPollerConfig: request.ProvisionedPollerConfig,
    MetricsConfig: request.MetricsConfig,
    LoggingConfig: request.LoggingConfig,
    KMSKeyArn: request.KMSKeyArn,
  };
}

const OTHER_SOURCES_ONLY = [
  "StartingPositionTimestamp",
  "ParallelizationFactor",
  "DestinationConfig",
  "MaximumRecordAgeInSeconds",
  "BisectBatchOnFunctionError",
  "MaximumRetryAttempts",
  "TumblingWindowInSeconds",
  "Topics",
  "Queues",
  "SourceAccessConfigurations",
  "AmazonManagedKafkaEventSourceConfig",
  "SelfManagedKafkaEventSourceConfig",
  "DocumentDBEventSourceConfig",
] as const;
