import { describe, expect, test, vi } from "vitest";
import { UserError } from "../../../runtime/core/errors.ts";
import type { FunctionConfiguration } from "../../../runtime/protocol/generated/lambda.ts";
import { defined, lambdaWorld, refusal } from "./lambda-world.ts";

const ARN = "arn:aws:lambda:us-east-1:000000000000:function:orders";

describe("the config's functions", () => {
  test("are listed and read like functions that a client made", async () => {
    const aws = lambdaWorld();

    aws.lambda.declare([defined("orders", { environment: { STAGE: "dev" } })]);

    const { Functions: functions } = await aws.call("ListFunctions", {});
    expect(functions).toEqual([expect.objectContaining({ FunctionName: "orders", FunctionArn: ARN, Timeout: 3 })]);
    const { Configuration: configuration } = await aws.call("GetFunction", { FunctionName: "orders" });
    expect(configuration).toMatchObject({ State: "Active", Environment: { Variables: { STAGE: "dev" } } });
  });

  test("run at once", async () => {
    const aws = lambdaWorld();
    aws.lambda.declare([defined("orders")]);

    const outcome = await aws.lambda.invoke({ functionName: "orders", payload: '{"id":1}', causeId: undefined });

    expect(outcome).toMatchObject({ kind: "returned", payload: '{"id":1}', executedVersion: "$LATEST" });
  });

  test("are taken all or not at all when a handler is missing", () => {
    const aws = lambdaWorld();
    aws.lambda.declare([defined("orders")]);
    aws.runner.missingHandlers.add("src/gone.handler");
    const changed = defined("orders", { timeout: 60 });

    expect(() =>
      aws.lambda.declare([defined("new"), changed, defined("gone", { handler: "src/gone.handler" })]),
    ).toThrow(expect.objectContaining({ code: "HANDLER_NOT_FOUND" }) as Error);

    expect(aws.lambda.list().map(({ functionName }) => functionName)).toEqual(["orders"]);
    expect([...aws.runner.deployed.keys()]).toEqual([`${ARN}:$LATEST`]);
    expect(aws.runner.deployed.get(`${ARN}:$LATEST`)?.timeout).toBe(3);
  });

  test("are listed with their code, which is waited for while it is built", async () => {
    const aws = lambdaWorld();
    aws.lambda.declare([defined("orders")]);
    vi.spyOn(aws.runner, "status").mockReturnValue({ state: "building" });

    const { Configuration } = (await aws.call("GetFunction", { FunctionName: "orders" })) as {
      readonly Configuration: FunctionConfiguration;
    };
    const { CodeSha256, CodeSize } = Configuration;
    expect(CodeSize).toBeGreaterThan(0);
    expect(await aws.call("ListFunctions", {})).toMatchObject({ Functions: [{ CodeSha256, CodeSize }] });
  });

  test.each([
    { reserved: [5, 5], account: 10, others: 0, fits: true },
    { reserved: [5, 5], account: 10, others: 1, fits: false },
    { reserved: [5, 4], account: 10, others: 1, fits: true },
    { reserved: [11], account: 10, others: 0, fits: false },
  ])(
    "may reserve $reserved of $account beside $others without a reservation: $fits",
    ({ reserved, account, others, fits }) => {
      const aws = lambdaWorld(account);
      const definitions = [
        ...reserved.map((executions, index) => defined(`r${index}`, { reservedConcurrentExecutions: executions })),
        ...Array.from({ length: others }, (_, index) => defined(`u${index}`)),
      ];

      expect(codeOf(() => aws.lambda.declare(definitions))).toBe(fits ? undefined : "RESERVED_CONCURRENCY_TOO_HIGH");
    },
  );

  test("that the config no longer has are gone, and what clients made stays", async () => {
    const aws = lambdaWorld();
    aws.lambda.declare([defined("orders"), defined("invoices")]);
    await aws.create("made-by-a-client");

    aws.lambda.declare([defined("invoices")]);

    expect(aws.lambda.list().map(({ functionName }) => functionName)).toEqual(["invoices", "made-by-a-client"]);
    expect(aws.runner.deployed.has(`${ARN}:$LATEST`)).toBe(false);
  });

  test("keep what a client changed until the config changes it", async () => {
    const aws = lambdaWorld();
    const timeout = (): number | undefined => aws.lambda.find("orders")?.timeout;
    aws.lambda.declare([defined("orders")]);
    await aws.call("UpdateFunctionConfiguration", { FunctionName: "orders", Timeout: 60 });
    await aws.settle();

    aws.lambda.declare([defined("orders")]);
    expect(timeout()).toBe(60);

    aws.lambda.declare([defined("orders", { timeout: 9 })]);
    expect(timeout()).toBe(9);
  });

  test("refuse a client's change to a handler that the sources do not have", async () => {
    const aws = lambdaWorld();
    aws.lambda.declare([defined("orders")]);
    aws.runner.missingHandlers.add("src/gone.handler");

    const change = aws.call("UpdateFunctionConfiguration", { FunctionName: "orders", Handler: "src/gone.handler" });

    expect(await refusal(change)).toMatchObject({ code: "InvalidParameterValueException" });
    const { Handler: handler } = await aws.call("GetFunctionConfiguration", { FunctionName: "orders" });
    expect(handler).toBe("src/orders.handler");
  });

  test("keep their sources as they are built now when a version is published", async () => {
    const aws = lambdaWorld();
    aws.lambda.declare([defined("orders")]);

    const { Version: version, CodeSha256: digest } = await aws.call("PublishVersion", { FunctionName: "orders" });
    aws.runner.sources = "edited";

    const published = await aws.call("GetFunctionConfiguration", { FunctionName: "orders", Qualifier: "1" });
    const latest = await aws.call("GetFunctionConfiguration", { FunctionName: "orders" });
    expect(version).toBe("1");
    expect(published["CodeSha256"]).toBe(digest);
    expect(latest["CodeSha256"]).not.toBe(digest);
    expect(aws.runner.deployed.get(`${ARN}:1`)?.code).toMatchObject({ watch: false });
  });
});

function codeOf(act: () => void): string | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
  return undefined;
}
