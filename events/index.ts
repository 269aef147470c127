/** The face of the events room: event source mappings and the router that runs them. */
export { createEventRouter } from "./router.ts";
export type { EventRouter } from "./router.ts";
export type { EventSourceMappingDefinition } from "./definition.ts";
export { inProcessQueue } from "./sources/in-process-queue.ts";
export type { SqsEvent } from "./payloads/sqs.ts";
