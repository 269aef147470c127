/**
 * restJson1 and event streams as boto3 and awscli read them, with a Lambda that only answers.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { AwsError } from "../../runtime/core/errors.ts";
import { fakeLambda, listening } from "../unit/protocol/lambda/fake-lambda.ts";
import { awscli } from "./clients/awscli.ts";
import { boto3 } from "./clients/boto3.ts";
import type { ClientTarget, TestClient } from "./clients/client.ts";

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const MAPPING = "1d8c6a62-8b5e-4f6c-9a0e-0b0a0c0d0e0f";

let target: ClientTarget;
let stop: () => Promise<void>;
const clients: TestClient[] = [];

beforeAll(async () => {
  const server = await listening([
    fakeLambda({
      Invoke: ({ FunctionName, Payload, Qualifier }) => ({
        StatusCode: 200,
        ExecutedVersion: Qualifier,
        FunctionError: "Handled",
        Payload: Buffer.from(`${FunctionName} got ${Buffer.from(Payload ?? []).toString()}`),
      }),
      ListFunctions: ({ MaxItems = 0 }) => ({
        Functions: [{ FunctionName: "orders", MemorySize: MaxItems, LastModified: "2026-01-01T00:00:00.000+0000" }],
      }),
      GetEventSourceMapping: ({ UUID }) => ({ UUID, LastModified: 1_767_225_600_000, BatchSize: 10 }),
      DeleteFunction() {
        throw new AwsError("ResourceNotFoundException", `Function not found: ${ARN}`);
      },
    }),
  ]);
  stop = () => server.stop();
  target = { service: "lambda", endpoint: server.endpoint, region: "us-east-1", accessKeyId: "123456789012" };
});

afterAll(async () => {
  for (const client of clients) await client.stop();
  await stop();
});

function connected(connect: (target: ClientTarget) => TestClient): TestClient {
  const client = connect(target);
  clients.push(client);
  return client;
}

test("boto3 invokes a function and reads its payload, its headers and its errors", async () => {
  const client = connected(boto3);
  const input = { FunctionName: ARN, Qualifier: "live", Payload: Buffer.from('{"ü":1}') };
  expect(await client.call("Invoke", input)).toEqual({
    output: {
      StatusCode: 200,
      FunctionError: "Handled",
      ExecutedVersion: "live",
      Payload: new Uint8Array(Buffer.from(`${ARN} got {"ü":1}`)),
    },
  });
  const mapping = await client.call("GetEventSourceMapping", { UUID: MAPPING });
  expect(mapping).toEqual({ output: { UUID: MAPPING, BatchSize: 10, LastModified: "2026-01-01T00:00:00+00:00" } });
  expect(await client.call("DeleteFunction", { FunctionName: "orders" })).toEqual({
    error: { code: "ResourceNotFoundException", message: `Function not found: ${ARN}` },
  });
});

test("awscli lists functions and reads errors", async () => {
  const client = connected(awscli);
  const listed = await client.call("GetEventSourceMapping", { UUID: MAPPING });
  expect(listed).toMatchObject({ output: { UUID: MAPPING, BatchSize: 10 } });
  expect(await client.call("ListFunctions", {})).toMatchObject({ output: { Functions: [{ FunctionName: "orders" }] } });
  expect(await client.call("DeleteFunction", { FunctionName: "orders" })).toEqual({
    error: { code: "ResourceNotFoundException", message: `Function not found: ${ARN}` },
  });
});
