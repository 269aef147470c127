import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateFunctionCommand, InvokeCommand, LambdaClient, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { zipOf } from "../../contract/handlers/zips.ts";
import { DevProcess, Project, runCli } from "./dev-process.ts";

const HANDLER = `
exports.handler = async (event, context) => {
  console.log("hello", event.name, context.logStreamName);
  if (event.name === "bad") console.error("not found");
};
`;
const CONFIG = JSON.stringify({
  functions: {
    greet: { handler: "src/greet.handler", eventSourceMappings: [{ queue: "greetings" }] },
    quiet: { handler: "src/greet.handler" },
  },
  queues: { greetings: {} },
  topics: { news: { subscriptions: [{ function: "greet" }] } },
  buckets: { uploads: { notifications: [{ events: ["s3:ObjectCreated:*"], function: "greet" }] } },
});

let project: Project;
let dev: DevProcess;

beforeAll(async () => {
  project = new Project({
    "package.json": "{}",
    "src/greet.js": HANDLER,
    "lambdaloop.config.json": CONFIG,
  });
  dev = await DevProcess.start(project.folder);
});
afterAll(async () => {
  await dev.stop();
  project.remove();
});

const cli = (...args: readonly string[]) => runCli([...args, "--endpoint", dev.endpoint], { cwd: project.folder });

async function invoke(name: string): Promise<void> {
  project.write("event.json", JSON.stringify({ name }));
  const { code, stderr } = await cli("invoke", "greet", "--event", "event.json");
  if (code !== 0) throw new Error(stderr);
}

describe("lambdaloop functions", () => {
  test("shows each function with what calls it", async () => {
    await invoke("first");
    const { stdout, code } = await cli("functions");
    const [title = "", greet = "", quiet = ""] = stdout.split("\n");
    expect(code).toBe(0);
    expect(title).toMatch(/^FUNCTION +RUNTIME +HANDLER +STATE +GENERATION +ENVIRONMENTS +EVENTS FROM$/);
    expect(greet).toMatch(
      /^greet +nodejs\d+\.x +src\/greet\.handler +ready +1 +1 +sqs greetings, sns news, s3 uploads$/,
    );
    expect(quiet).toMatch(/^quiet .* -$/);
  });
});

describe("lambdaloop logs", () => {
  test("prints what the function wrote, in the stream that its context names", async () => {
    await invoke("second");
    const { stdout, code } = await cli("logs", "greet");
    expect(code).toBe(0);
    const line = stdout.split("\n").find((text) => text.includes("hello second")) ?? "";
    const [, stream] = /hello second (\S+)$/.exec(line) ?? [];
    expect(line).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} {2}[0-9a-f]{8} {2}hello second \d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/,
    );
    const client = new CloudWatchLogsClient({
      endpoint: dev.endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    const { events = [] } = await client.send(
      new FilterLogEventsCommand({ logGroupName: "/aws/lambda/greet", filterPattern: '"hello second"' }),
    );
    client.destroy();
    expect(events.map(({ logStreamName }) => logStreamName)).toEqual([stream]);
  });

  test("prints what a function of a client wrote, in its account, its region and the log group that it names", async () => {
    const settings = {
      endpoint: dev.endpoint,
      region: "eu-west-1",
      credentials: { accessKeyId: "111111111111", secretAccessKey: "test" },
    };
    const lambda = new LambdaClient(settings);
    const source =
      "exports.handler = async (event, context) => console.log(context.logGroupName, context.logStreamName);";
    const FunctionName = "deployed";
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: "nodejs20.x",
        Handler: "index.handler",
        Role: "arn:aws:iam::111111111111:role/any",
        Code: { ZipFile: await zipOf({ "index.js": source }) },
        LoggingConfig: { LogGroup: "shared" },
      }),
    );
    await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 10, minDelay: 0.05 }, { FunctionName });
    await lambda.send(new InvokeCommand({ FunctionName }));
    lambda.destroy();
    const client = new CloudWatchLogsClient(settings);
    const { events = [] } = await client.send(
      new FilterLogEventsCommand({ logGroupName: "shared", filterPattern: '"INFO\tshared"' }),
    );
    await client.send(new CreateLogStreamCommand({ logGroupName: "shared", logStreamName: "of another" }));
    const logEvents = [{ timestamp: Date.now(), message: "INFO of another" }];
    await client.send(new PutLogEventsCommand({ logGroupName: "shared", logStreamName: "of another", logEvents }));
    client.destroy();
    expect(events[0]?.logStreamName).toMatch(/^\d{4}\/\d\d\/\d\d\/deployed\[\$LATEST\][0-9a-f]{32}$/);
    expect(events[0]?.message).toContain(`shared ${events[0]?.logStreamName}`);
    const { stdout } = await cli("logs", FunctionName, "--filter", "INFO");
    expect(stdout).toContain(`shared ${events[0]?.logStreamName}`);
    expect(stdout).not.toContain("of another");
  });

  test("prints what matches a filter pattern, as CloudWatch has it with --json", async () => {
    await invoke("bad");
    const { stdout } = await cli("logs", "greet", "--filter", '"not found"', "--json");
    const lines = stdout.trim().split("\n");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      logStreamName: expect.stringContaining("[$LATEST]"),
      timestamp: expect.any(Number),
      ingestionTime: expect.any(Number),
      message: expect.stringMatching(/\tERROR\tnot found\n$/),
      eventId: expect.stringMatching(/^\d{56}$/),
    });
  });

  test("follows, and ends with the instance", async () => {
    const own = await DevProcess.start(project.folder);
    const args = [
      path.resolve("dist/cli.js"),
      "logs",
      "greet",
      "--follow",
      "--filter",
      "hello",
      "--endpoint",
      own.endpoint,
    ];
    const follow = spawn(process.execPath, args, { cwd: project.folder, stdio: ["ignore", "pipe", "inherit"] });
    const lines = createInterface({ input: follow.stdout })[Symbol.asyncIterator]();
    const seen: unknown[] = [];
    for (const name of ["one", "two", "three"]) {
      project.write("event.json", JSON.stringify({ name }));
      await runCli(["invoke", "greet", "--event", "event.json", "--endpoint", own.endpoint], { cwd: project.folder });
      const { value } = await lines.next();
      seen.push(/hello (\w+)/.exec(String(value))?.[1]);
    }
    expect(seen).toEqual(["one", "two", "three"]);
    const ended = new Promise((resolve) => follow.on("close", resolve));
    await own.stop();
    expect(await ended).toBe(0);
  });

  test.each<[string, string[], RegExp]>([
    [
      "a function that does not exist",
      ["logs", "gret"],
      /^error: There is no function gret\. Did you mean "greet"\?\n$/,
    ],
    ["a time that is none", ["logs", "greet", "--since", "soon"], /^error: --since soon is no time\. [^\n]*\n$/],
    ["a filter pattern that AWS refuses", ["logs", "greet", "--filter", "a.b"], /^error: Invalid filter pattern\n$/],
  ])("%s is one clear line and exit code 2", async (_what, args, line) => {
    const { code, stderr, stdout } = await cli(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(line);
  });

  test.each(["functions", "logs"])("%s without an instance says so as invoke does", async (command) => {
    const run = (...args: readonly string[]) => runCli([...args, "--port", "1"], { cwd: project.folder });
    const args = command === "logs" ? [command, "greet"] : [command];
    expect(await run(...args)).toEqual(await run("invoke", "greet"));
  });

  test("of a function that never ran are empty", async () => {
    expect(await cli("logs", "quiet", "--filter", "hello")).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});
