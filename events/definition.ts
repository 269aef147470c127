/**
 * An event source mapping as a user declares it, in Lambda's own terms.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 */
export interface EventSourceMappingDefinition {
  readonly eventSourceArn: string;
  readonly functionName: string;
  /** 1 to 10, to 10 000 with a batching window; default 10. */
  readonly batchSize?: number;
  /** 0 to 300; default 0. Not for FIFO queues. */
  readonly maximumBatchingWindowInSeconds?: number;
  readonly functionResponseTypes?: readonly FunctionResponseType[];
  /** Messages that no filter matches are deleted. */
  readonly filterCriteria?: FilterCriteria;
  readonly scalingConfig?: ScalingConfig;
  /** Default true. */
  readonly enabled?: boolean;
}

type FunctionResponseType = "ReportBatchItemFailures";

export interface FilterCriteria {
  readonly filters: readonly { /** JSON text. */ readonly pattern: string }[];
}

export interface ScalingConfig {
  /** 2 to 1000. */
  readonly maximumConcurrency?: number;
}
