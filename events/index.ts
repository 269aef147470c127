/** The face of the events room: event source mappings and the router that runs them. */
export { createEventRouter } from "./router.ts";
export type { EventRouter, EventRouterDependencies, EventSourceMapping } from "./router.ts";
export type {
  EventSourceMappingDefinition,
  FilterCriteria,
  FunctionResponseType,
  ScalingConfig,
} from "./definition.ts";
export type {
  DeleteOptions,
  QueueMessage,
  QueueMessageAttribute,
  QueueSource,
  ReceiveRequest,
} from "./sources/queue-source.ts";
export { inProcessQueue } from "./sources/in-process-queue.ts";
export { toSqsEvent, toSqsEventText } from "./payloads/sqs.ts";
export type { SqsEvent, SqsEventOrigin, SqsMessageAttribute, SqsRecord } from "./payloads/sqs.ts";
