/**
 * An event source mapping as a user declares it, in Lambda's own terms.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 */
export interface EventSourceMappingDefinition {
  readonly eventSourceArn: string;
  /** A name, or a partial or full ARN, each with or without a qualifier. */
  readonly functionName: string;
  /** 1 to 10, to 10 000 with a batching window; default 10. */
  readonly batchSize?: number;
  /** 0 to 300; default 0. Not for FIFO queues. */
  readonly maximumBatchingWindowInSeconds?: number;
  readonly functionResponseTypes?: readonly FunctionResponseType[];
  /** Messages that no filter matches are deleted. */
  readonly filterCriteria?: FilterCriteria;
  readonly scalingConfig?: ScalingConfig;
  /** Dedicated pollers. Not together with `scalingConfig`. */
  readonly provisionedPollerConfig?: ProvisionedPollerConfig;
  /** Kept and shown; there is no CloudWatch here that could count. */
  readonly metricsConfig?: { readonly metrics: readonly string[] };
  /** Kept and shown; AWS acts upon it for Kafka only. */
  readonly loggingConfig?: { readonly systemLogLevel?: string };
  /** Kept and shown; filter criteria are never encrypted here. */
  readonly kmsKeyArn?: string;
  /** Default true. */
  readonly enabled?: boolean;
}

export type FunctionResponseType = "ReportBatchItemFailures";

export interface FilterCriteria {
  readonly filters: readonly { /** JSON text. */ readonly pattern: string }[];
}

export interface ScalingConfig {
  /** 2 to 1000. */
  readonly maximumConcurrency?: number;
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ProvisionedPollerConfig.html */
export interface ProvisionedPollerConfig {
  /** 2 to 200; default 2. */
  readonly minimumPollers?: number;
  /** 2 to 10 000; default 200. */
  readonly maximumPollers?: number;
  /** Kept and shown; AWS has groups for Kafka only. */
  readonly pollerGroupName?: string;
}
