/** Makes every payload that a function can get, from the runtime's own builders; the same scene twice gives the same bytes. */
export * from "./api-gateway-proxy.ts";
export * from "./dynamodb-stream.ts";
export * from "./event-bridge.ts";
export * from "./function-url.ts";
export type { HttpRequestInput } from "./http-request.ts";
export type { CarriedMessage } from "./message.ts";
export { apiGatewayV2Event } from "./payload-format-2.ts";
export * from "./s3.ts";
export * from "./scene.ts";
export { snsEvent, throughSns } from "./sns.ts";
export * from "./sqs.ts";
