/** The face of the events room: event source mappings and the router that runs them, delivery for SNS and S3, asynchronous invocations. */
export { createEventRouter } from "./router.ts";
export type { EventRouter } from "./router.ts";
export type { EventSourceMappingDefinition } from "./definition.ts";
export { withFunctionUrls } from "./sources/function-url.ts";
export { admitFunctionUrlHosts } from "./sources/function-url-address.ts";
export { inProcessQueue } from "./sources/in-process-queue.ts";
export type { SqsEvent } from "./payloads/sqs.ts";
export { AsyncInvocations } from "./async-invocation.ts";
export type { DestinationDoors } from "./deliver/to-destination.ts";
export { createDeliver } from "./deliver/create-deliver.ts";
export { createS3Deliver } from "./deliver/s3.ts";
export { Inbox } from "./deliver/inbox.ts";
export { CERTIFICATE_PATTERN, certificateHandler } from "./deliver/signing/certificate-route.ts";
export { SnsSigner } from "./deliver/signing/signer.ts";
export { sqsEndpointQueue } from "./sources/sqs-endpoint.ts";
