import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newFunction, zip } from "../../conformance/lambda/lambda-caller.ts";
import { lambdaWorld, refusal } from "./lambda-world.ts";

const ARN = "arn:aws:lambda:us-east-1:000000000000:function:orders";

describe("CreateFunction", () => {
  test("refuses a name that is taken", async () => {
    const aws = lambdaWorld();
    await aws.create("orders");

    expect(await refusal(aws.call("CreateFunction", await newFunction("orders")))).toEqual({
      code: "ResourceConflictException",
      message: "Function already exist: orders",
    });
  });

  test("gives one of two that are created at the same time the name", async () => {
    const aws = lambdaWorld();
    const input = await newFunction("orders");

    const answers = await Promise.all([aws.record("CreateFunction", input), aws.record("CreateFunction", input)]);

    expect(answers.filter((answer) => "Error" in answer)).toHaveLength(1);
  });

  test("takes a folder of the user's as code that is live at once", async () => {
    const aws = lambdaWorld();
    const folder = mkdtempSync(join(tmpdir(), "hot-"));

    await aws.create("orders", { Code: { S3Bucket: "hot-reload", S3Key: folder } });

    expect(aws.runner.deployed.get(`${ARN}:$LATEST`)?.code).toEqual({ folder, watch: true });
  });

  test.each(["relative/folder", "/there/is/no/such/folder"])("refuses the folder %s", async (folder) => {
    const aws = lambdaWorld();
    const Code = { S3Bucket: "hot-reload", S3Key: folder };

    expect(await refusal(aws.call("CreateFunction", await newFunction("orders", { Code })))).toMatchObject({
      code: "InvalidParameterValueException",
      message: expect.stringContaining(folder) as string,
    });
  });

  test.each([
    ["java21", "The runtime java21 is not modelled here."],
    ["ruby3.4", "The runtime ruby3.4 is not modelled here."],
    ["dotnet8", "The runtime dotnet8 is not modelled here."],
    [
      "nodejs14.x",
      "The runtime parameter of nodejs14.x is no longer supported for creating or updating AWS Lambda functions. We recommend you use the new runtime (nodejs24.x) while creating or updating functions.",
    ],
  ])("refuses the runtime %s", async (Runtime, message) => {
    const aws = lambdaWorld();

    const create = aws.call("CreateFunction", await newFunction("orders", { Runtime }));

    expect(await refusal(create)).toEqual({ code: "InvalidParameterValueException", message });
  });

  test.each([
    [
      "a container image",
      { PackageType: "Image", Code: { ImageUri: "image" }, Runtime: undefined, Handler: undefined },
    ],
    [
      "file systems",
      {
        FileSystemConfigs: [
          {
            Arn: "arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/fsap-12345678901234567",
            LocalMountPath: "/mnt/x",
          },
        ],
      },
    ],
  ])("refuses %s by name", async (_what, extra) => {
    const aws = lambdaWorld();

    const { message } = await refusal(aws.call("CreateFunction", await newFunction("orders", extra)));

    expect(message).toMatch(/ is not modelled here\.$/);
  });

  test("refuses environment variables that Lambda sets itself", async () => {
    const aws = lambdaWorld();
    const Environment = { Variables: { AWS_REGION: "x", STAGE: "dev", AWS_LAMBDA_FUNCTION_NAME: "y" } };

    const { message } = await refusal(aws.call("CreateFunction", await newFunction("orders", { Environment })));

    expect(message).toMatch(/Reserved keys used in this request: AWS_REGION, AWS_LAMBDA_FUNCTION_NAME$/);
  });

  test("with Publish makes no function when its version cannot be made", async () => {
    const aws = lambdaWorld();
    const folder = mkdtempSync(join(tmpdir(), "hot-"));
    aws.runner.codeOf = () => Promise.reject(new Error("the disk is full"));
    const input = await newFunction("orders", { Code: { S3Bucket: "hot-reload", S3Key: folder }, Publish: true });

    await expect(aws.call("CreateFunction", input)).rejects.toThrow("the disk is full");

    expect(aws.lambda.list()).toEqual([]);
    expect(aws.runner.deployed.size).toBe(0);
  });

  test("that is refused leaves nothing behind", async () => {
    const aws = lambdaWorld();
    await refusal(aws.call("CreateFunction", await newFunction("orders", { Runtime: "java21" })));

    expect(aws.lambda.list()).toEqual([]);
    expect(aws.runner.deployed.size).toBe(0);
  });
});

describe("SnapStart", () => {
  const SnapStart = { ApplyOn: "PublishedVersions" };

  test("is on for published versions only", async () => {
    const aws = lambdaWorld();
    await aws.create("orders", { SnapStart, Publish: true });
    const statusOf = async (Qualifier?: string): Promise<unknown> =>
      (await aws.call("GetFunctionConfiguration", { FunctionName: "orders", Qualifier }))["SnapStart"];

    expect(await statusOf()).toEqual({ ApplyOn: "PublishedVersions", OptimizationStatus: "Off" });
    expect(await statusOf("1")).toEqual({ ApplyOn: "PublishedVersions", OptimizationStatus: "On" });
  });

  test("is refused for a runtime that AWS has it not for", async () => {
    const aws = lambdaWorld();
    const create = aws.call("CreateFunction", await newFunction("orders", { SnapStart, Runtime: "nodejs22.x" }));

    expect(await refusal(create)).toEqual({
      code: "InvalidParameterValueException",
      message: "nodejs22.x is not supported for SnapStart enabled functions.",
    });
  });
});

describe("UpdateFunctionCode", () => {
  test("with DryRun answers what would be and changes nothing", async () => {
    const aws = lambdaWorld();
    const created = await aws.create("orders");
    const update = { FunctionName: "orders", ZipFile: await zip("two"), DryRun: true };

    const tried = await aws.call("UpdateFunctionCode", update);

    const now = await aws.call("GetFunctionConfiguration", { FunctionName: "orders" });
    expect(tried["CodeSha256"]).not.toBe(created["CodeSha256"]);
    expect(now["CodeSha256"]).toBe(created["CodeSha256"]);
    expect(now["LastUpdateStatus"]).toBe("Successful");
  });
});

describe("DeleteFunction", () => {
  test("refuses a version that an alias points to", async () => {
    const aws = lambdaWorld();
    await aws.create("orders", { Publish: true });
    await aws.call("CreateAlias", { FunctionName: "orders", Name: "live", FunctionVersion: "1" });

    expect(await refusal(aws.call("DeleteFunction", { FunctionName: "orders", Qualifier: "1" }))).toEqual({
      code: "ResourceConflictException",
      message: "Unable to delete version because the following aliases reference it: [live]",
    });
  });

  test("takes the versions with it, whose numbers a new function uses again", async () => {
    const aws = lambdaWorld();
    await aws.create("orders", { Publish: true });

    await aws.call("DeleteFunction", { FunctionName: "orders" });
    expect(aws.runner.deployed.size).toBe(0);

    const { Version: version } = await aws.create("orders", { Publish: true });
    expect(version).toBe("1");
  });

  test("in the middle of an update ends it", async () => {
    const aws = lambdaWorld();
    await aws.create("orders");
    await aws.call("UpdateFunctionConfiguration", { FunctionName: "orders", Timeout: 9 });

    await aws.call("DeleteFunction", { FunctionName: "orders" });
    await aws.settle();

    expect(aws.runner.deployed.size).toBe(0);
  });
});

describe("ListFunctions", () => {
  test("gives fifty at once and goes on behind a function that is deleted meanwhile", async () => {
    const aws = lambdaWorld();
    const names = Array.from({ length: 60 }, (_, index) => `f${String(index).padStart(2, "0")}`);
    for (const name of names) await aws.create(name);
    const namesOf = (page: Readonly<Record<string, unknown>>): unknown[] =>
      (page["Functions"] as { FunctionName: string }[]).map(({ FunctionName }) => FunctionName);

    const first = await aws.call("ListFunctions", { MaxItems: 10_000 });
    await aws.call("DeleteFunction", { FunctionName: "f50" });
    const second = await aws.call("ListFunctions", { Marker: first["NextMarker"] as string });

    expect(namesOf(first)).toEqual(names.slice(0, 50));
    expect(namesOf(second)).toEqual(names.slice(51));
    expect(second["NextMarker"]).toBeUndefined();
  });

  test("shows functions of the caller's own region and account only", async () => {
    const aws = lambdaWorld();
    await aws.call("CreateFunction", await newFunction("orders"), { region: "eu-west-1" });
    await aws.call("CreateFunction", await newFunction("orders"), { accountId: "111122223333" });

    expect(await aws.call("ListFunctions", {})).toMatchObject({ Functions: [] });
    expect(aws.lambda.list()).toHaveLength(2);
  });
});

describe("a resource policy", () => {
  test("may have 20 KB", async () => {
    const aws = lambdaWorld();
    await aws.create("orders");
    const add = (id: number): Promise<unknown> =>
      aws.call("AddPermission", {
        FunctionName: "orders",
        StatementId: `${id}-${"x".repeat(80)}`,
        Action: "lambda:InvokeFunction",
        Principal: "s3.amazonaws.com",
        SourceArn: `arn:aws:s3:::${"b".repeat(60)}`,
      });

    const addAll = async (): Promise<void> => {
      for (let id = 0; id < 100; id++) await add(id);
    };

    const { code, message } = await refusal(addAll());
    expect(code).toBe("PolicyLengthExceededException");
    expect(message).toMatch(/^The final policy size \(\d+\) is bigger than the limit \(20480\)\.$/);
  });
});

describe("settings", () => {
  test.each([
    [
      { Timeout: 901 },
      {
        code: "ValidationException",
        message:
          "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900",
      },
    ],
    [
      { LoggingConfig: { LogFormat: "Text" as const, ApplicationLogLevel: "INFO" as const } },
      {
        code: "InvalidParameterValueException",
        message:
          'LogLevel is not supported when LogFormat is set to "Text". Remove LogLevel from your request or change the LogFormat to "Json" and try again.',
      },
    ],
    [
      { LoggingConfig: { SystemLogLevel: "WARN" as const } },
      expect.objectContaining({ code: "InvalidParameterValueException" }) as object,
    ],
  ])("%j are refused, of a new function and of one that is there", async (settings, expected) => {
    const aws = lambdaWorld();
    await aws.create("orders");

    expect(await refusal(aws.call("CreateFunction", await newFunction("other", settings)))).toEqual(expected);
    const update = aws.call("UpdateFunctionConfiguration", { FunctionName: "orders", ...settings });
    expect(await refusal(update)).toEqual(expected);
  });
});

describe("PutFunctionConcurrency", () => {
  test.each([
    { account: 10, minimum: undefined, reserves: 1, left: 10 },
    { account: 100, minimum: undefined, reserves: 1, left: 100 },
    { account: 110, minimum: undefined, reserves: 11, left: 100 },
    { account: 10, minimum: 2, reserves: 9, left: 2 },
  ])("of $account with a minimum of $minimum refuses $reserves", async ({ account, minimum, reserves, left }) => {
    const aws = lambdaWorld(account, minimum);
    await aws.create("orders");
    const put = (executions: number) =>
      aws.call("PutFunctionConcurrency", { FunctionName: "orders", ReservedConcurrentExecutions: executions });

    expect(await refusal(put(reserves))).toEqual({
      code: "InvalidParameterValueException",
      message: `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${left}].`,
    });
    expect(await put(reserves - 1)).toEqual({ ReservedConcurrentExecutions: reserves - 1 });
  });
});

test.each(["aws:name", "AWS:name"])(
  "the tag %s, which only AWS may set, is refused and nothing is tagged",
  async (key) => {
    const aws = lambdaWorld();
    await aws.create("orders", { Tags: { stage: "dev" } });

    const tag = aws.call("TagResource", { Resource: ARN, Tags: { owner: "us", [key]: "x" } });

    expect(await refusal(tag)).toMatchObject({ code: "InvalidParameterValueException" });
    expect(await aws.call("ListTags", { Resource: ARN })).toEqual({ Tags: { stage: "dev" } });
  },
);
