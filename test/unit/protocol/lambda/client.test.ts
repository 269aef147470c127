import { CloudWatchLogsClient, StartLiveTailCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  LambdaClient,
  ListFunctionsCommand,
  ListTagsCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
} from "@aws-sdk/client-lambda";
import { afterEach, describe, expect, test } from "vitest";
import { AwsError } from "../../../../runtime/core/errors.ts";
import type {
  InvocationRequest,
  InvokeWithResponseStreamResponseEvent,
  LambdaOperations,
} from "../../../../runtime/protocol/generated/lambda.ts";
import type { LogsOperations } from "../../../../runtime/protocol/generated/logs.ts";
import type { Service } from "../../../../runtime/protocol/service.ts";
import { fakeLambda, fakeLogs, listening } from "./fake-lambda.ts";

const stops: (() => unknown)[] = [];
const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const CONNECTION = { region: "eu-west-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function running(service: Service): Promise<string> {
  const server = await listening([service]);
  stops.push(() => server.stop());
  return server.endpoint;
}

async function lambda(operations: Partial<LambdaOperations>): Promise<LambdaClient> {
  const endpoint = await running(fakeLambda(operations));
  const client = new LambdaClient({ ...CONNECTION, endpoint, maxAttempts: 1 });
  stops.push(() => client.destroy());
  return client;
}

async function logs(operations: Partial<LogsOperations>): Promise<CloudWatchLogsClient> {
  const endpoint = await running(fakeLogs(operations));
  const client = new CloudWatchLogsClient({ ...CONNECTION, endpoint, maxAttempts: 1, disableHostPrefix: true });
  stops.push(() => client.destroy());
  return client;
}

const failure = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

describe("the newest Lambda client", () => {
  test("invokes with bytes, and gets bytes and what stands in headers", async () => {
    let asked: InvocationRequest | undefined;
    const client = await lambda({
      Invoke(input) {
        asked = input;
        const Payload = Buffer.from(`{"got":${Buffer.from(input.Payload ?? []).toString()}}`);
        return { StatusCode: 200, Payload, ExecutedVersion: "$LATEST", FunctionError: "Unhandled", LogResult: "bG9n" };
      },
    });
    const result = await client.send(
      new InvokeCommand({ FunctionName: ARN, Payload: '{"ü":1}', LogType: "Tail", Qualifier: "live" }),
    );
    expect(asked).toMatchObject({ FunctionName: ARN, LogType: "Tail", Qualifier: "live" });
    expect(result).toMatchObject({
      StatusCode: 200,
      ExecutedVersion: "$LATEST",
      FunctionError: "Unhandled",
      LogResult: "bG9n",
    });
    expect(result.Payload?.transformToString()).toBe('{"got":{"ü":1}}');
  });

  test.for([
    ["Event", 202],
    ["DryRun", 204],
  ] as const)("gets %s as %i without a payload", async ([InvocationType, StatusCode]) => {
    const client = await lambda({ Invoke: () => ({ StatusCode }) });
    const result = await client.send(new InvokeCommand({ FunctionName: "f", InvocationType }));
    expect(result).toMatchObject({ StatusCode, $metadata: { httpStatusCode: StatusCode } });
    expect(result.Payload).toBeNull();
  });

  test("sends documents with blobs and maps, and reads them with nested lists and numbers", async () => {
    const client = await lambda({
      CreateFunction: ({ Code, Environment, Layers, FunctionName, MemorySize }) => ({
        FunctionName,
        MemorySize,
        CodeSize: Code.ZipFile?.length,
        Environment: { Variables: Environment?.Variables },
        Layers: Layers?.map((Arn) => ({ Arn, CodeSize: 7 })),
        LastModified: "2026-01-01T00:00:00.000+0000",
      }),
    });
    const created = await client.send(
      new CreateFunctionCommand({
        FunctionName: "orders",
        Role: "arn:aws:iam::123456789012:role/lambda",
        Code: { ZipFile: new Uint8Array(300_000) },
        MemorySize: 256,
        Environment: { Variables: { constructor: "x", LANG: "ü" } },
        Layers: ["arn:aws:lambda:eu-west-1:123456789012:layer:shared:1"],
      }),
    );
    expect(created).toMatchObject({
      FunctionName: "orders",
      MemorySize: 256,
      CodeSize: 300_000,
      Environment: { Variables: { constructor: "x", LANG: "ü" } },
      Layers: [{ Arn: "arn:aws:lambda:eu-west-1:123456789012:layer:shared:1", CodeSize: 7 }],
      LastModified: "2026-01-01T00:00:00.000+0000",
      $metadata: { httpStatusCode: 201, requestId: expect.stringMatching(/^[\da-f-]{36}$/) as string },
    });
  });

  test("sends numbers and lists in the query, and ARNs in the path", async () => {
    const asked: unknown[] = [];
    const client = await lambda({
      ListFunctions(input) {
        asked.push(input);
        return { Functions: [] };
      },
      ListTags: (input) => ({ Tags: { resource: input.Resource } }),
      UntagResource(input) {
        asked.push(input);
      },
    });
    await client.send(new ListFunctionsCommand({ MaxItems: 7, Marker: "a+b/c=" }));
    expect((await client.send(new ListTagsCommand({ Resource: ARN }))).Tags).toEqual({ resource: ARN });
    const untagged = await client.send(new UntagResourceCommand({ Resource: ARN, TagKeys: ["a", "b c"] }));
    expect(untagged.$metadata.httpStatusCode).toBe(204);
    expect(asked).toEqual([
      { MaxItems: 7, Marker: "a+b/c=" },
      { Resource: ARN, TagKeys: ["a", "b c"] },
    ]);
  });

  test("gets a status that the operation says", async () => {
    const client = await lambda({ DeleteFunction: () => ({ StatusCode: 204 }) });
    const deleted = await client.send(new DeleteFunctionCommand({ FunctionName: "f" }));
    expect(deleted).toMatchObject({ StatusCode: 204, $metadata: { httpStatusCode: 204 } });
  });

  test("gets errors by name with all their members", async () => {
    const client = await lambda({
      GetFunction() {
        throw new AwsError("ResourceNotFoundException", `Function not found: ${ARN}`);
      },
      Invoke() {
        const members = { Reason: "ReservedFunctionConcurrentInvocationLimitExceeded", retryAfterSeconds: "3" };
        throw new AwsError("TooManyRequestsException", "Rate Exceeded.", { members });
      },
    });
    expect(await failure(client.send(new GetFunctionCommand({ FunctionName: "f" })))).toMatchObject({
      name: "ResourceNotFoundException",
      message: `Function not found: ${ARN}`,
      Type: "User",
      $metadata: { httpStatusCode: 404 },
    });
    expect(await failure(client.send(new InvokeCommand({ FunctionName: "f" })))).toMatchObject({
      name: "TooManyRequestsException",
      message: "Rate Exceeded.",
      Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
      retryAfterSeconds: "3",
      $metadata: { httpStatusCode: 429 },
    });
  });

  test("gets broken constraints as one ValidationException", async () => {
    const client = await lambda({ UpdateAlias: () => ({}) });
    const update = new UpdateAliasCommand({ FunctionName: "no such!", Name: "2024", FunctionVersion: "1" });
    const error = await failure(client.send(update));
    expect(error).toMatchObject({ name: "ValidationException", $metadata: { httpStatusCode: 400 } });
    expect((error as Error).message).toMatch(
      /^2 validation errors detected: Value 'no such!' at 'functionName' failed to satisfy constraint: .+; Value '2024' at 'name' failed/,
    );
  });

  test("uploads more than other services take, up to the service's own limit", async () => {
    const MAX_BYTES = 24 * 1024 * 1024;
    const largeRequests = {
      maxBytes: () => MAX_BYTES,
      tooLarge: () => new AwsError("RequestEntityTooLargeException", "Request must be smaller", { status: 413 }),
    };
    const CreateFunction: LambdaOperations["CreateFunction"] = ({ Code }) => ({ CodeSize: Code.ZipFile?.length });
    const endpoint = await running(fakeLambda({ CreateFunction }, { largeRequests }));
    const client = new LambdaClient({ ...CONNECTION, endpoint, maxAttempts: 1 });
    stops.push(() => client.destroy());
    const upload = (bytes: number) =>
      client.send(
        new CreateFunctionCommand({
          FunctionName: "f",
          Role: "arn:aws:iam::123456789012:role/r",
          Code: { ZipFile: new Uint8Array(bytes) },
        }),
      );
    expect((await upload(16 * 1024 * 1024)).CodeSize).toBe(16 * 1024 * 1024);
    // Base64 makes four of three.
    expect(await failure(upload((MAX_BYTES / 4) * 3))).toMatchObject({
      name: "RequestEntityTooLargeException",
      $metadata: { httpStatusCode: 413 },
    });
    expect((await upload(1)).CodeSize).toBe(1);
  });

  test("is told what is not implemented, by name", async () => {
    const client = await lambda({});
    expect(await failure(client.send(new ListFunctionsCommand({})))).toMatchObject({
      name: "NotImplemented",
      message: "lambdaloop does not implement lambda:ListFunctions.",
      $metadata: { httpStatusCode: 501 },
    });
  });
});

/** A value that is there once somebody has given it. */
function promised<Value>() {
  let give: (value: Value) => void = () => undefined;
  const value = new Promise<Value>((resolve) => {
    give = resolve;
  });
  return { value, give };
}

const chunk = (text: string): InvokeWithResponseStreamResponseEvent => ({
  PayloadChunk: { Payload: Buffer.from(text) },
});

describe("an event stream", () => {
  test("brings each event when it is written, not at the end", async () => {
    const received = promised<string>();
    async function* events() {
      yield chunk("first");
      // The second is not written before the client has the first.
      yield chunk(`after ${await received.value}`);
      yield { InvokeComplete: { LogResult: "bG9n" } };
    }
    const client = await lambda({
      InvokeWithResponseStream: () => ({ StatusCode: 200, ExecutedVersion: "7", EventStream: events() }),
    });
    const answer = await client.send(new InvokeWithResponseStreamCommand({ FunctionName: "f" }));
    expect(answer).toMatchObject({
      StatusCode: 200,
      ExecutedVersion: "7",
      ResponseStreamContentType: "application/vnd.amazon.eventstream",
    });
    const texts: unknown[] = [];
    for await (const { PayloadChunk, InvokeComplete } of answer.EventStream ?? []) {
      const text = PayloadChunk?.Payload && Buffer.from(PayloadChunk.Payload).toString();
      texts.push(text ?? InvokeComplete);
      if (text !== undefined) received.give(text);
    }
    expect(texts).toEqual(["first", "after first", { LogResult: "bG9n" }]);
  });

  test("tells the operation when the client hangs up", async () => {
    const hungUp = promised<boolean>();
    const client = await lambda({
      InvokeWithResponseStream(_input, { signal }) {
        async function* events() {
          yield chunk("first");
          await new Promise<void>((resolve) => {
            signal.addEventListener("abort", () => resolve());
          });
          hungUp.give(signal.aborted);
        }
        return { StatusCode: 200, EventStream: events() };
      },
    });
    const answer = await client.send(new InvokeWithResponseStreamCommand({ FunctionName: "f" }));
    const reading = (async () => {
      for await (const _ of answer.EventStream ?? []) client.destroy();
    })();
    expect(await failure(reading)).toMatchObject({ message: "aborted" });
    expect(await hungUp.value).toBe(true);
  });

  test("of a service with rpc protocol starts with what stands beside it", async () => {
    async function* events() {
      yield { sessionStart: { requestId: "r", logGroupIdentifiers: ["g"] } };
      yield await Promise.resolve({
        sessionUpdate: { sessionMetadata: { sampled: false }, sessionResults: [{ message: "ü", timestamp: 5 }] },
      });
      throw new AwsError("SessionTimeoutException", "The session has timed out");
    }
    const client = await logs({ StartLiveTail: () => ({ responseStream: events() }) });
    const group = "arn:aws:logs:eu-west-1:123456789012:log-group:g";
    const tail = await client.send(new StartLiveTailCommand({ logGroupIdentifiers: [group] }));
    const received: unknown[] = [];
    const reading = (async () => {
      for await (const event of tail.responseStream ?? []) received.push(event);
    })();
    expect(await failure(reading)).toMatchObject({
      name: "SessionTimeoutException",
      message: "The session has timed out",
    });
    expect(received).toEqual([
      { sessionStart: { requestId: "r", logGroupIdentifiers: ["g"] } },
      { sessionUpdate: { sessionMetadata: { sampled: false }, sessionResults: [{ message: "ü", timestamp: 5 }] } },
    ]);
  });
});
