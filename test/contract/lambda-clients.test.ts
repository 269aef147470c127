/** What Lambda promises its clients, through the real ones, with functions of Node and Python that they upload and that really run. */
import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  GetFunctionCommand,
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  LambdaClient,
  type Runtime,
  UpdateFunctionCodeCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pack } from "../../handlers/archives/pack.ts";
import { type LambdaRuntime, startLambdaRuntime } from "../support/lambda-runtime.ts";
import { awsCommands } from "./clients/awscli.ts";
import { boto3 } from "./clients/boto3.ts";
import { outputOf, type TestClient } from "./clients/client.ts";
import { javascript } from "./clients/javascript.ts";
import { INSTALLED_PYTHON } from "./handlers/installed-python.ts";

const NODE = "exports.handler = async (event, context) => ({ event, version: context.functionVersion });";
const PYTHON =
  "def handler(event, context):\n    print('hello')\n    return {'event': event, 'name': context.function_name}\n";

const Role = "arn:aws:iam::000000000000:role/any";

function zipOf(path: string, text: string): Promise<Uint8Array> {
  return pack([{ path, contents: Buffer.from(text) }]);
}

async function nodeFunction(name: string, source = NODE): Promise<CreateFunctionCommandInput> {
  const Code = { ZipFile: await zipOf("index.js", source) };
  return { FunctionName: name, Runtime: "nodejs22.x", Handler: "index.handler", Role, Code };
}

async function pythonFunction(name: string): Promise<CreateFunctionCommandInput> {
  const Code = { ZipFile: await zipOf("index.py", PYTHON) };
  return { FunctionName: name, Runtime: INSTALLED_PYTHON as Runtime, Handler: "index.handler", Role, Code };
}

let runtime: LambdaRuntime;
let client: LambdaClient;
const answerOf = (payload: Uint8Array | undefined): unknown => JSON.parse(Buffer.from(payload ?? []).toString());
const waiting = (): { client: LambdaClient; maxWaitTime: number; minDelay: number } => ({
  client,
  maxWaitTime: 20,
  minDelay: 1,
});

beforeAll(async () => {
  runtime = await startLambdaRuntime();
  client = new LambdaClient({
    endpoint: runtime.url,
    region: "us-east-1",
    credentials: { accessKeyId: "000000000000", secretAccessKey: "local" },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await runtime.stop();
});

describe("the JavaScript SDK", () => {
  test("creates a Node function, waits for it, runs it, changes its code and runs that", async () => {
    const FunctionName = "lifecycle";
    const created = await client.send(new CreateFunctionCommand(await nodeFunction(FunctionName)));
    expect(created.State).toBe("Pending");
    await waitUntilFunctionActiveV2(waiting(), { FunctionName });

    const first = await client.send(new InvokeCommand({ FunctionName, Payload: '{"id":1}', LogType: "Tail" }));
    expect(answerOf(first.Payload)).toEqual({ event: { id: 1 }, version: "$LATEST" });
    expect(first.ExecutedVersion).toBe("$LATEST");
    expect(Buffer.from(first.LogResult ?? "", "base64").toString()).toMatch(
      /^START RequestId: [\s\S]*END RequestId: [\s\S]*REPORT RequestId: /,
    );

    const ZipFile = await zipOf("index.js", "exports.handler = async () => 'new';");
    await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
    await waitUntilFunctionUpdatedV2(waiting(), { FunctionName });
    const second = await client.send(new InvokeCommand({ FunctionName }));
    expect(answerOf(second.Payload)).toBe("new");
  });

  test("sees a handler's error as the function's", async () => {
    const FunctionName = "failing";
    const source = "exports.handler = async () => { throw new TypeError('no'); };";
    await client.send(new CreateFunctionCommand(await nodeFunction(FunctionName, source)));
    await waitUntilFunctionActiveV2(waiting(), { FunctionName });

    const answer = await client.send(new InvokeCommand({ FunctionName }));

    expect(answer.FunctionError).toBe("Unhandled");
    expect(answerOf(answer.Payload)).toMatchObject({ errorType: "TypeError", errorMessage: "no" });
  });

  test("reads a streamed response", async () => {
    const FunctionName = "streaming";
    const source =
      "exports.handler = awslambda.streamifyResponse(async (event, stream) => { stream.write('one'); stream.end('two'); });";
    await client.send(new CreateFunctionCommand(await nodeFunction(FunctionName, source)));
    await waitUntilFunctionActiveV2(waiting(), { FunctionName });

    const answer = await client.send(new InvokeWithResponseStreamCommand({ FunctionName }));
    let text = "";
    let ended = false;
    for await (const event of answer.EventStream ?? []) {
      text += Buffer.from(event.PayloadChunk?.Payload ?? []).toString();
      ended ||= event.InvokeComplete !== undefined;
    }

    expect(text).toBe("onetwo");
    expect(ended).toBe(true);
  });

  test("downloads the code that it uploaded", async () => {
    const FunctionName = "download";
    const input = await nodeFunction(FunctionName);
    await client.send(new CreateFunctionCommand(input));

    const { Code, Configuration } = await client.send(new GetFunctionCommand({ FunctionName }));
    const archive = await runtime.lambda.codeArchive(new URL(Code?.Location ?? "").pathname);

    expect(archive?.codeSha256).toBe(Configuration?.CodeSha256);
    expect(Configuration?.CodeSize).toBe(input.Code?.ZipFile?.length);
  });

  test("runs code of a watched folder as it is after the last save", async () => {
    const folder = await mkdtemp(join(tmpdir(), "hot-"));
    await writeFile(join(folder, "index.js"), "exports.handler = async () => 'first';");
    const FunctionName = "hot";
    const Code = { S3Bucket: "hot-reload", S3Key: folder };
    await client.send(new CreateFunctionCommand({ ...(await nodeFunction(FunctionName)), Code }));
    await waitUntilFunctionActiveV2(waiting(), { FunctionName });
    const run = async (): Promise<unknown> =>
      answerOf((await client.send(new InvokeCommand({ FunctionName }))).Payload);
    expect(await run()).toBe("first");

    await writeFile(join(folder, "index.js"), "exports.handler = async () => 'second';");

    await expect.poll(run, { timeout: 10_000 }).toBe("second");
  });
});

describe.each([
  ["the JavaScript SDK", javascript],
  ["boto3", boto3],
])("through %s", (name, connect) => {
  let other: TestClient;
  const prefix = name.replaceAll(/\W/g, "");

  beforeAll(() => {
    other = connect({ service: "lambda", endpoint: runtime.url, region: "us-east-1", accessKeyId: "000000000000" });
  });
  afterAll(() => other.stop());

  test("a Python function runs, has versions and an alias", async () => {
    const FunctionName = `python-${prefix}`;
    const call = async (operation: string, input: object): Promise<Readonly<Record<string, unknown>>> =>
      outputOf(await other.call(operation, { FunctionName, ...input }));
    await call("CreateFunction", { ...(await pythonFunction(FunctionName)) });
    await waitUntilFunctionActiveV2(waiting(), { FunctionName });
    await call("PublishVersion", {});
    await call("CreateAlias", { Name: "live", FunctionVersion: "1" });

    const answer = await call("Invoke", { Qualifier: "live", Payload: Buffer.from('{"id":1}') });

    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: "1" });
    expect(answerOf(answer["Payload"] as Uint8Array)).toEqual({ event: { id: 1 }, name: FunctionName });
    const { Versions } = await call("ListVersionsByFunction", {});
    expect((Versions as { Version: string }[]).map(({ Version }) => Version)).toEqual(["$LATEST", "1"]);
  });

  test("a function is tagged, permitted, limited, listed and deleted", async () => {
    const FunctionName = `managed-${prefix}`;
    const call = async (operation: string, input: object = {}): Promise<Readonly<Record<string, unknown>>> =>
      outputOf(await other.call(operation, { FunctionName, ...input }));
    const resource = async (operation: string, input: object): Promise<Readonly<Record<string, unknown>>> =>
      outputOf(await other.call(operation, { Resource, ...input }));
    const { FunctionArn: Resource } = await call("CreateFunction", { ...(await nodeFunction(FunctionName)) });
    await waitUntilFunctionActiveV2(waiting(), { FunctionName });

    await resource("TagResource", { Tags: { team: "a", stage: "dev" } });
    await resource("UntagResource", { TagKeys: ["team"] });
    expect(await resource("ListTags", {})).toEqual({ Tags: { stage: "dev" } });

    const permission = { StatementId: "s3", Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com" };
    await call("AddPermission", permission);
    const { Policy } = await call("GetPolicy");
    expect(JSON.parse(String(Policy))).toMatchObject({ Statement: [{ Sid: "s3", Resource }] });
    await call("RemovePermission", { StatementId: "s3" });

    await call("PutFunctionConcurrency", { ReservedConcurrentExecutions: 1 });
    expect(await call("GetFunctionConcurrency")).toEqual({ ReservedConcurrentExecutions: 1 });
    await call("DeleteFunctionConcurrency");

    await call("PublishVersion");
    await call("CreateAlias", { Name: "live", FunctionVersion: "1" });
    expect(await call("UpdateAlias", { Name: "live", Description: "now" })).toMatchObject({ Description: "now" });
    expect(await call("GetAlias", { Name: "live" })).toMatchObject({ FunctionVersion: "1" });
    const provisioned = { Qualifier: "live", ProvisionedConcurrentExecutions: 1 };
    expect(await call("PutProvisionedConcurrencyConfig", provisioned)).toMatchObject({ Status: "IN_PROGRESS" });
    expect(await call("ListProvisionedConcurrencyConfigs")).toMatchObject({
      ProvisionedConcurrencyConfigs: [{ FunctionArn: `${String(Resource)}:live` }],
    });
    await call("DeleteProvisionedConcurrencyConfig", { Qualifier: "live" });
    await call("DeleteAlias", { Name: "live" });
    expect(await call("ListAliases")).toEqual({ Aliases: [] });

    const { Functions } = outputOf(await other.call("ListFunctions", { MaxItems: 50 }));
    expect((Functions as { FunctionArn: string }[]).map(({ FunctionArn }) => FunctionArn)).toContain(Resource);
    await call("DeleteFunction", { Qualifier: "1" });
    await call("DeleteFunction");
    expect(await other.call("GetFunction", { FunctionName })).toMatchObject({
      error: { code: "ResourceNotFoundException" },
    });
  });

  test("a function that does not exist is not found", async () => {
    expect(await other.call("Invoke", { FunctionName: "nobody" })).toEqual({
      error: {
        code: "ResourceNotFoundException",
        message: "Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody:$LATEST",
      },
    });
  });
});

test("awscli uploads a zip file, waits for the function and runs it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "awscli-"));
  const archive = join(folder, "function.zip");
  const answer = join(folder, "answer.json");
  await writeFile(archive, await zipOf("index.py", PYTHON));
  const cli = awsCommands({ endpoint: runtime.url, region: "us-east-1", accessKeyId: "000000000000" });
  const run = async (...args: string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await cli.run(["--output", "json", "lambda", ...args]);
    if (exitCode !== 0) throw new Error(stderr);
    return stdout;
  };
  const named = ["--function-name", "from-the-shell"];
  const code = ["--runtime", INSTALLED_PYTHON, "--handler", "index.handler", "--zip-file", `fileb://${archive}`];

  await run("create-function", ...named, ...code, "--role", Role);
  await run("wait", "function-active-v2", ...named);
  const printed = await run(
    "invoke",
    ...named,
    "--cli-binary-format",
    "raw-in-base64-out",
    "--payload",
    '{"id":1}',
    answer,
  );

  expect(JSON.parse(printed)).toEqual({ StatusCode: 200, ExecutedVersion: "$LATEST" });
  expect(JSON.parse(await readFile(answer, "utf8"))).toEqual({ event: { id: 1 }, name: "from-the-shell" });
  await cli.stop();
});
