/** What `lambdaloop/testkit` exports. */
export { createRuntime } from "./create-runtime.ts";
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
} from "./events.ts";
export { explore, ExploreError } from "./explore/explore.ts";
export { invoke } from "./invoke.ts";
export { lambdaContext } from "./lambda-context.ts";
export { assertThat, matchers } from "./matchers/index.ts";
export { replay } from "./replay.ts";
export { masked, snapshotSerializer } from "./snapshot-serializer.ts";
