/**
 * What Lambda promises its clients about layers, function URLs, event invoke configs, event source mappings and the account, through
 * the real clients.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EMPTY_ARCHIVE, type LambdaEndpoint, startLambdaEndpoint } from "../../support/lambda-endpoint.ts";
import { awscli } from "../clients/awscli.ts";
import { boto3 } from "../clients/boto3.ts";
import { type ClientTarget, outputOf, type TestClient } from "../clients/client.ts";
import { javascript } from "../clients/javascript.ts";

const ACCOUNT_ID = "123456789012";
const FUNCTION_ARN = `arn:aws:lambda:us-east-1:${ACCOUNT_ID}:function:orders`;
const QUEUE_ARN = `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:orders`;
describe.each([
  ["JavaScript SDK", javascript],
  ["boto3", boto3],
  ["awscli", awscli],
])("Lambda through %s", (_name, connect: (target: ClientTarget) => TestClient) => {
  let endpoint: LambdaEndpoint;
  let client: TestClient;

  const call = async (operation: string, input: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
    outputOf(await client.call(operation, input));

  beforeAll(async () => {
    endpoint = await startLambdaEndpoint(Date.UTC(2026, 0, 31));
    const target = { endpoint: endpoint.url, region: "us-east-1", accessKeyId: ACCOUNT_ID };
    const sqs = javascript({ ...target, service: "sqs" });
    outputOf(await sqs.call("CreateQueue", { QueueName: "orders" }));
    await sqs.stop();
    client = connect({ ...target, service: "lambda" });
    await call("CreateFunction", {
      FunctionName: "orders",
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role: `arn:aws:iam::${ACCOUNT_ID}:role/orders`,
      Code: { ZipFile: EMPTY_ARCHIVE },
    });
    endpoint.clock.advance(10_000);
  });
  afterAll(async () => {
    await client.stop();
    await endpoint.stop();
  });

  test("a layer is published, read, listed and deleted", async () => {
    const published = await call("PublishLayerVersion", { LayerName: "tools", Content: { ZipFile: EMPTY_ARCHIVE } });
    expect(published).toMatchObject({ Version: 1, Content: { CodeSize: 22 } });
    const target = { LayerName: "tools", VersionNumber: 1 };
    expect(await call("GetLayerVersion", target)).toMatchObject({ LayerVersionArn: published["LayerVersionArn"] });
    expect(await call("ListLayers")).toMatchObject({ Layers: [{ LatestMatchingVersion: { Version: 1 } }] });
    await call("DeleteLayerVersion", target);
    expect(await client.call("GetLayerVersion", target)).toEqual({
      error: { code: "ResourceNotFoundException", message: "The resource you requested does not exist." },
    });
  });

  test("a function URL is made, changed and found again", async () => {
    const target = { FunctionName: "orders" };
    const cors = { AllowOrigins: ["*"], MaxAge: 60 };
    const made = await call("CreateFunctionUrlConfig", { ...target, AuthType: "NONE", Cors: cors });
    expect(made).toMatchObject({ FunctionArn: FUNCTION_ARN, AuthType: "NONE", Cors: cors });
    expect(made["FunctionUrl"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/_lambda-url\/[a-z0-9]{32}\/$/);
    await call("UpdateFunctionUrlConfig", { ...target, AuthType: "AWS_IAM" });
    expect(await call("ListFunctionUrlConfigs", target)).toMatchObject({
      FunctionUrlConfigs: [{ FunctionUrl: made["FunctionUrl"], AuthType: "AWS_IAM", Cors: cors }],
    });
    await call("DeleteFunctionUrlConfig", target);
  });

  test("an event invoke config is kept", async () => {
    const target = { FunctionName: "orders" };
    const DestinationConfig = { OnFailure: { Destination: QUEUE_ARN }, OnSuccess: {} };
    await call("PutFunctionEventInvokeConfig", { ...target, MaximumRetryAttempts: 0, DestinationConfig });
    expect(await call("GetFunctionEventInvokeConfig", target)).toMatchObject({
      FunctionArn: `${FUNCTION_ARN}:$LATEST`,
      MaximumRetryAttempts: 0,
      DestinationConfig,
    });
    expect(await client.call("PutFunctionEventInvokeConfig", target)).toEqual({
      error: {
        code: "InvalidParameterValueException",
        message: "You must specify at least one of error handling or destination setting.",
      },
    });
  });

  test("an event source mapping goes through its states", async () => {
    const made = await call("CreateEventSourceMapping", { FunctionName: "orders", EventSourceArn: QUEUE_ARN });
    expect(made).toMatchObject({ FunctionArn: FUNCTION_ARN, State: "Creating", BatchSize: 10 });
    const { UUID } = made;
    endpoint.clock.advance(10_000);
    expect(await call("GetEventSourceMapping", { UUID })).toMatchObject({ State: "Enabled" });
    expect(await call("UpdateEventSourceMapping", { UUID, Enabled: false })).toMatchObject({ State: "Disabling" });
    endpoint.clock.advance(10_000);
    expect(await call("ListEventSourceMappings", { FunctionName: "orders" })).toMatchObject({
      EventSourceMappings: [{ UUID, State: "Disabled" }],
    });
    expect(await call("DeleteEventSourceMapping", { UUID })).toMatchObject({ State: "Deleting" });
  });

  test("the account's settings count what is there", async () => {
    expect(await call("GetAccountSettings")).toMatchObject({
      AccountLimit: { ConcurrentExecutions: 1000, CodeSizeZipped: 52_428_800, CodeSizeUnzipped: 262_144_000 },
      AccountUsage: { FunctionCount: 1, TotalCodeSize: 22 },
    });
  });
});
