import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FactId } from "../../../runtime/core/journal.ts";
import { type LambdaCaller, zip, newFunction } from "../../conformance/lambda/lambda-caller.ts";
import { returned } from "./fake-runner.ts";
import { defined, lambdaWorld, refusal } from "./lambda-world.ts";

const text = (bytes: unknown): string => Buffer.from(bytes as Uint8Array).toString();

describe("Invoke", () => {
  test("is refused while the function is pending", async () => {
    const aws = lambdaWorld();
    await aws.call("CreateFunction", await newFunction("fresh"));

    expect(await refusal(aws.call("Invoke", { FunctionName: "fresh" }))).toEqual({
      code: "ResourceConflictException",
      message:
        "The operation cannot be performed at this time. The function is currently in the following state: Pending",
    });
  });

  test("from inside waits until the function is active", async () => {
    const aws = lambdaWorld();
    await aws.call("CreateFunction", await newFunction("fresh"));

    const outcome = aws.lambda.invoke({ functionName: "fresh", payload: "1", causeId: undefined });
    await aws.settle();

    expect(await outcome).toMatchObject({ kind: "returned", payload: "1" });
  });

  test("runs the old code until an update is done", async () => {
    const aws = lambdaWorld();
    aws.runner.code = ({ requestId }, { timeout }) => returned(requestId, timeout);
    await aws.create("orders", { Timeout: 3 });
    const answer = async (): Promise<string> => text((await aws.call("Invoke", { FunctionName: "orders" }))["Payload"]);

    await aws.call("UpdateFunctionConfiguration", { FunctionName: "orders", Timeout: 9 });
    expect(await answer()).toBe("3");

    await aws.settle();
    expect(await answer()).toBe("9");
  });

  test.each(["threw", "timedOut", "crashed"] as const)("tells that the function %s", async (kind) => {
    const aws = lambdaWorld();
    aws.runner.code = ({ requestId = "" }) => ({ kind, requestId, payload: '{"errorType":"Error"}' });
    await aws.create("orders");

    expect(await aws.record("Invoke", { FunctionName: "orders" })).toMatchObject({
      StatusCode: 200,
      FunctionError: "Unhandled",
      ExecutedVersion: "$LATEST",
      Payload: '{"errorType":"Error"}',
    });
  });

  test("without a payload has an empty object for an event", async () => {
    const aws = lambdaWorld();
    await aws.create("orders");

    expect(text((await aws.call("Invoke", { FunctionName: "orders" }))["Payload"])).toBe("{}");
  });

  test.each([
    {
      type: "RequestResponse",
      bytes: 6_291_457,
      message: "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
    },
    {
      type: "Event",
      bytes: 1_048_577,
      message: "1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)",
    },
  ])("of type $type refuses $bytes bytes", async ({ type, bytes, message }) => {
    const aws = lambdaWorld();
    await aws.create("orders");
    const invoke = (size: number) =>
      aws.call("Invoke", {
        FunctionName: "orders",
        InvocationType: type,
        Payload: Buffer.from(`"${"x".repeat(size - 2)}"`),
      });

    expect(await refusal(invoke(bytes))).toEqual({ code: "RequestEntityTooLargeException", message });
    await expect(invoke(bytes - 1)).resolves.toBeDefined();
  });

  test("gives the code the caller's client context as JSON", async () => {
    const aws = lambdaWorld();
    aws.runner.code = ({ requestId, clientContext }) => returned(requestId, clientContext);
    await aws.create("orders");
    const ClientContext = Buffer.from('{"custom":{"a":1}}').toString("base64");

    const { Payload: payload } = await aws.call("Invoke", { FunctionName: "orders", ClientContext });

    expect(JSON.parse(text(payload))).toBe('{"custom":{"a":1}}');
  });

  test.each(["%%%", Buffer.from("no json").toString("base64"), Buffer.from("1").toString("base64")])(
    "refuses the client context %s",
    async (ClientContext) => {
      const aws = lambdaWorld();
      await aws.create("orders");

      expect(await refusal(aws.call("Invoke", { FunctionName: "orders", ClientContext }))).toEqual({
        code: "InvalidRequestContentException",
        message: "Client context must be a valid Base64-encoded JSON object.",
      });
    },
  );

  test("with LogType Tail gives the last 4 KB of this invocation's log only", async () => {
    const aws = lambdaWorld();
    aws.runner.code = ({ requestId = "" }, { functionName }) => {
      const line = (id: string, content: string): void => {
        const source = { environmentId: "e1", source: "stdout" } as const;
        aws.journal.record({ kind: "lambda.logged", functionName, ...source, requestId: id, line: content });
      };
      line(requestId, "first");
      line("another-request", "of somebody else");
      line(requestId, "x".repeat(4090));
      return returned(requestId, null);
    };
    await aws.create("orders");

    const { LogResult: log } = await aws.call("Invoke", { FunctionName: "orders", LogType: "Tail" });

    expect(Buffer.from(String(log), "base64").toString()).toBe(`irst\n${"x".repeat(4090)}\n`);
  });

  test("of type Event hands the event over with what was named", async () => {
    const aws = lambdaWorld();
    await aws.create("orders");

    await aws.call("Invoke", { FunctionName: "orders", InvocationType: "Event", Payload: Buffer.from('{"id":1}') });

    expect(aws.invokedLater).toEqual(['{"id":1}']);
  });
});

describe("an alias with weights", () => {
  async function routed(weight: number): Promise<string[]> {
    const aws = lambdaWorld();
    await aws.create("orders", { Publish: true });
    await aws.call("UpdateFunctionCode", { FunctionName: "orders", ZipFile: await zip("two"), Publish: true });
    await aws.settle();
    const RoutingConfig = { AdditionalVersionWeights: { "2": weight } };
    await aws.call("CreateAlias", { FunctionName: "orders", Name: "live", FunctionVersion: "1", RoutingConfig });
    const versions: string[] = [];
    for (let count = 0; count < 400; count++) {
      const { ExecutedVersion: version } = await aws.call("Invoke", { FunctionName: "orders:live" });
      versions.push(String(version));
    }
    return versions;
  }

  test("sends its share to the second version", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(0, 0.1, 0.5, 1), async (weight) => {
        const versions = await routed(weight);

        const share = versions.filter((version) => version === "2").length / versions.length;
        expect(Math.abs(share - weight)).toBeLessThan(0.08);
      }),
      { numRuns: 4 },
    );
  });
});

describe("InvokeWithResponseStream", () => {
  async function events(stream: unknown): Promise<unknown[]> {
    const all: unknown[] = [];
    for await (const event of stream as AsyncIterable<Record<string, { Payload?: Uint8Array }>>) {
      const chunk = event["PayloadChunk"]?.Payload;
      all.push(chunk === undefined ? event : text(chunk));
    }
    return all;
  }

  test("answers when the handler begins, and passes on each chunk", async () => {
    const aws = lambdaWorld();
    let finish: () => void = () => {};
    aws.runner.code = async ({ requestId, onResponse }) => {
      onResponse?.start("text/plain");
      onResponse?.write(Buffer.from("one"));
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      onResponse?.write(Buffer.from("two"));
      return { kind: "returned", requestId: requestId ?? "", payload: "" };
    };
    await aws.create("orders");

    const answer = await aws.call("InvokeWithResponseStream", { FunctionName: "orders" });
    expect(answer).toMatchObject({
      StatusCode: 200,
      ExecutedVersion: "$LATEST",
      ResponseStreamContentType: "text/plain",
    });
    finish();

    expect(await events(answer["EventStream"])).toEqual(["one", "two", { InvokeComplete: {} }]);
  });

  test("gives the whole answer of a handler that does not stream", async () => {
    const aws = lambdaWorld();
    await aws.create("orders");

    const answer = await aws.call("InvokeWithResponseStream", { FunctionName: "orders", Payload: Buffer.from("7") });

    expect(await events(answer["EventStream"])).toEqual(["7", { InvokeComplete: {} }]);
  });

  test("tells in its last event that the handler failed", async () => {
    const aws = lambdaWorld();
    aws.runner.code = ({ requestId = "" }) => ({ kind: "threw", requestId, payload: '{"errorType":"Error"}' });
    await aws.create("orders");

    const answer = await aws.call("InvokeWithResponseStream", { FunctionName: "orders" });

    expect(await events(answer["EventStream"])).toEqual([
      { InvokeComplete: { ErrorCode: "Unhandled", ErrorDetails: '{"errorType":"Error"}' } },
    ]);
  });
});

describe("from inside", () => {
  test.each([
    ["a name", "orders"],
    ["a partial ARN", "000000000000:function:orders"],
    ["an ARN", "arn:aws:lambda:us-east-1:000000000000:function:orders"],
    ["an ARN with a version", "arn:aws:lambda:us-east-1:000000000000:function:orders:$LATEST"],
  ])("%s finds the function", (_form, name) => {
    const aws = lambdaWorld();
    aws.lambda.declare([defined("orders")]);

    expect(aws.lambda.find(name)).toMatchObject({ functionName: "orders", version: "$LATEST", timeout: 3 });
  });

  test.each([
    "nobody",
    "orders:live",
    "arn:aws:lambda:eu-west-1:000000000000:function:orders",
    "arn:aws:sqs:us-east-1:000000000000:orders",
  ])("%s finds nothing", (name) => {
    const aws = lambdaWorld();
    aws.lambda.declare([defined("orders")]);

    expect(aws.lambda.find(name)).toBeUndefined();
  });

  test("the policy of asynchronous events has AWS's defaults and the function's dead-letter queue", async () => {
    const aws = lambdaWorld();
    const TargetArn = "arn:aws:sqs:us-east-1:000000000000:dead";
    await aws.create("orders", { DeadLetterConfig: { TargetArn } });

    expect(aws.lambda.asyncPolicy("orders")).toEqual({
      functionArn: "arn:aws:lambda:us-east-1:000000000000:function:orders",
      qualifiedArn: "arn:aws:lambda:us-east-1:000000000000:function:orders:$LATEST",
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 21_600,
      deadLetterTargetArn: TargetArn,
      neverRuns: false,
    });
  });

  test("a function without any concurrency never runs", async () => {
    const aws = lambdaWorld();
    await aws.create("orders");
    await aws.call("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: 0 });

    expect(aws.lambda.asyncPolicy("orders").neverRuns).toBe(true);
  });
});

describe("a function in a chain of requests", () => {
  /** The newest fact of a chain in which `names` ran one after the other, each because of what the one before did. */
  function chainOf(aws: LambdaCaller, names: readonly string[]): FactId | undefined {
    const run = { requestId: "r", environmentId: "e", generation: 1, payloadBytes: 2, deadlineAt: 0 };
    return names.reduce<FactId | undefined>((causeId, functionName) => {
      const started = aws.journal.record({ kind: "lambda.invocationStarted", functionName, ...run }, causeId);
      return aws.journal.record({ kind: "sqs.queueCreated", queueArn: "something in between" }, started);
    }, undefined);
  }
  const times = (count: number, ...names: string[]): string[] => Array.from({ length: count }, () => names).flat();

  test.each([
    ["15 times", times(15, "orders"), "Terminate", false],
    ["16 times", times(16, "orders"), "Terminate", true],
    ["16 times, by way of another one", times(16, "orders", "other"), "Terminate", true],
    ["16 times, though only another one", times(16, "other"), "Terminate", false],
    ["16 times, which it may", times(16, "orders"), "Allow", false],
  ] as const)("that it was in %s", async (_how, names, RecursiveLoop, isStopped) => {
    const aws = lambdaWorld();
    await aws.create("orders");
    await aws.call("PutFunctionRecursionConfig", { FunctionName: "orders", RecursiveLoop });

    const answer = await aws.record("Invoke", { FunctionName: "orders" }, { causeId: chainOf(aws, names) });

    const stopped = { Error: { Code: "RecursiveInvocationException" }, ResponseMetadata: { HTTPStatusCode: 400 } };
    expect(answer).toMatchObject(isStopped ? stopped : { StatusCode: 200 });
  });
});
