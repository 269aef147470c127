/** Makers of every event that a function can get, from the runtime's own builders, for the test kit. */
export {
  apiGatewayProxyEvent,
  apiGatewayV2Event,
  dynamoDbStreamEvent,
  eventBridgeEvent,
  functionUrlEvent,
  s3Event,
  s3Message,
  scheduledEvent,
  snsEvent,
  sqsEvent,
  throughSns,
} from "../events/payloads/factories/index.ts";
export type {
  CarriedMessage,
  DynamoDbChange,
  EventBridgeInput,
  FunctionUrlInput,
  RestApiInput,
  S3EventInput,
  S3NotificationInput,
  Scene,
  SqsInput,
} from "../events/payloads/factories/index.ts";
export type { HttpApiInput } from "../events/payloads/factories/payload-format-2.ts";
export type { SnsInput } from "../events/payloads/factories/sns.ts";
export type { S3EventName } from "../runtime/s3/index.ts";
