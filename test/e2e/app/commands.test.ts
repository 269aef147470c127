import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { spawn } from "node:child_process";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DevProcess, endOf, Project, runCli } from "./dev-process.ts";

const projects: Project[] = [];
function project(files: Readonly<Record<string, string>> = {}): Project {
  const made = new Project(files);
  projects.push(made);
  return made;
}
afterEach(() => {
  for (const made of projects.splice(0)) made.remove();
});

describe("what the user must mend is one clear line and exit code 2", () => {
  test("a busy port", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stderr, stdout } = await runCli(["dev", "--port", String(port)], { cwd: project().folder });
    server.close();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      new RegExp(`^error: Port ${port} on 127\\.0\\.0\\.1 is in use by another program\\. [^\n]*\n$`),
    );
  });

  test("a port that another lambdaloop has", async () => {
    const health = JSON.stringify({ status: "ok", region: "us-east-1", accountId: "000000000000" });
    const server = createServer((_request, response) => response.end(health));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await runCli(["dev", "--port", String(port)], { cwd: project().folder });
    server.close();
    server.closeAllConnections();
    expect(code).toBe(2);
    expect(stderr).toMatch(
      new RegExp(`^error: Port ${port} on 127\\.0\\.0\\.1 is in use: lambdaloop is running there already`),
    );
  });

  test("a config whose top-level await never ends", async () => {
    const source = "await new Promise(() => {});\nexport default {};\n";
    const { folder } = project({ "lambdaloop.config.mjs": source });
    const { code, stderr } = await runCli(["dev"], { cwd: folder });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "lambdaloop.config.mjs: its top-level `await` never ends\n",
    });
  });

  test.each<[string, string[], RegExp]>([
    [
      "a flag that does not exist",
      ["dev", "--prot", "1"],
      /^error: unknown option '--prot' \(Did you mean --port\?\)\n$/,
    ],
    [
      "a port that is none",
      ["dev", "--port", "http"],
      /^error: option '-p, --port <number>' argument 'http' is invalid\. It must be a whole number\.\n$/,
    ],
    ["a command that does not exist", ["dve"], /^error: unknown command 'dve' \(Did you mean dev\?\)\n$/],
    ["a config that is not there", ["dev", "--config", "no.ts"], /^error: There is no config file no\.ts in [^\n]*\n$/],
    ["a missing argument", ["send", "orders"], /^error: missing required argument 'body'\n$/],
    [
      "no running instance",
      ["send", "orders", "hello", "--port", "1"],
      /^error: Nothing of lambdaloop answers at http:\/\/127\.0\.0\.1:1\.[^\n]*\n$/,
    ],
    [
      "an event file that is not there",
      ["invoke", "f", "--event", "no.json"],
      /^error: The file no\.json cannot be read\.\n$/,
    ],
  ])("%s", async (_what, args, line) => {
    const { code, stderr, stdout } = await runCli(args, { cwd: project().folder });
    expect(stderr).toMatch(line);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("a config with mistakes has a line for each", async () => {
    const { folder } = project({
      "lambdaloop.config.json": '{\n  "queues": { "a": { "delaySecond": 1 } },\n  "port": -1\n}',
    });
    const { code, stderr } = await runCli(["dev"], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr.split("\n")).toEqual([
      'lambdaloop.config.json:2:22 queues.a.delaySecond: unknown key "delaySecond"; did you mean "delaySeconds"?',
      "lambdaloop.config.json:3:3 port: expected an integer from 0 to 65535, found -1",
      "",
    ]);
  });

  test("a config that does not parse is shown with esbuild's frame", async () => {
    const { folder } = project({ "lambdaloop.config.ts": "export default {\n  queues: [,};\n" });
    const { code, stderr } = await runCli(["dev"], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain("2 │   queues: [,};");
  });

  test("a handler that is not there names the config's line", async () => {
    const { folder } = project({
      "lambdaloop.config.json": '{\n  "functions": {\n    "f": { "handler": "src/f.handler" } }\n}',
    });
    const { code, stderr } = await runCli(["dev", "--port", "0"], { cwd: folder });
    expect(stderr).toMatch(
      /^lambdaloop\.config\.json:3:12 functions\.f\.handler: Function f: no file for the handler "src\/f\.handler"\.[^\n]*\n$/,
    );
    expect(code).toBe(2);
  });

  test("what AWS would refuse is told in AWS's words, for each place", async () => {
    const mapping = '{ "queue": "q" }';
    const { folder } = project({
      "f.mjs": "export const handler = async () => {};",
      "lambdaloop.config.json": `{ "queues": { "q": { "visibilityTimeout": 2 } },
  "functions": {
    "f": { "handler": "f.handler",
           "eventSourceMappings": [ ${mapping} ] } } }`,
    });
    const { code, stderr } = await runCli(["dev", "--port", "0"], { cwd: folder });
    expect(stderr).toBe(
      "lambdaloop.config.json:4:37 functions.f.eventSourceMappings[0]: AWS refuses this with InvalidParameterValueException: Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds\n",
    );
    expect(code).toBe(2);
  });

  test.each([
    ["without a config", {}],
    ["with one", { "lambdaloop.config.ts": "export default {};" }],
  ])("a folder that cannot be written to, %s", async (_what, files) => {
    // A file where our folder should be: permissions stop nobody who runs tests as root.
    const { folder } = project({ ...files, ".lambdaloop": "" });
    const { code, stderr } = await runCli(["dev", "--port", "0"], { cwd: folder });
    expect(stderr).toBe(`error: ${folder}/.lambdaloop cannot be written to.\n`);
    expect(code).toBe(2);
  });
});

test.each([
  [["--version"], /^\d+\.\d+\.\d+\n$/],
  [["--help"], /^Usage: lambdaloop [\s\S]*\bdev\b[\s\S]*\binit\b[\s\S]*\binvoke\b[\s\S]*\bsend\b[\s\S]*\benv\b/],
])("%s answers on standard output with exit code 0", async (args, output) => {
  const { code, stdout, stderr } = await runCli(args, { cwd: project().folder });
  expect(stdout).toMatch(output);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

describe("with a running instance", () => {
  let made: Project;
  let dev: DevProcess;
  beforeAll(async () => {
    made = new Project({
      "lambdaloop.config.json": JSON.stringify({
        region: "eu-west-1",
        queues: { plain: {}, "pairs.fifo": { fifoQueue: true } },
        topics: { news: { subscriptions: [{ queue: "plain", filterPolicy: { kind: ["csv"] } }] } },
        functions: { echo: { handler: "echo.handler" } },
      }),
      "echo.mjs": `export const handler = async (event) => {
        console.log("got", event.n);
        if (event.n < 0) throw new RangeError("negative");
        return { doubled: event.n * 2 };
      };`,
    });
    dev = await DevProcess.start(made.folder);
  });
  afterAll(async () => {
    await dev.stop();
    made.remove();
  });
  const run = (args: readonly string[], input?: string) =>
    runCli(args, {
      cwd: made.folder,
      ...(input === undefined ? {} : { input }),
      env: { AWS_ENDPOINT_URL: dev.endpoint },
    });

  test("invoke prints the result, and the log on standard error", async () => {
    const { code, stdout, stderr } = await run(["invoke", "echo", "--event", "-"], '{"n":21}');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{"doubled":42}\n' });
    expect(stderr).toMatch(/^START RequestId: [\s\S]*INFO\tgot 21\n[\s\S]*REPORT RequestId: /);
  });

  test("invoke has exit code 1 when the function fails", async () => {
    made.write("event.json", '{"n":-1}');
    const { code, stdout, stderr } = await run(["invoke", "echo", "--event", "event.json"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/threw: \{"errorType":"RangeError","errorMessage":"negative"/);
  });

  test("invoke --async prints the request id of the event, which the function then gets", async () => {
    const { code, stdout } = await run(["invoke", "echo", "--async", "--event", "-"], '{"n":4}');
    const requestId = stdout.trim();
    const started = await dev.fact("lambda.invocationEnded", (fact) => fact["requestId"] === requestId);
    expect({ code, outcome: started["outcome"] }).toEqual({ code: 0, outcome: "returned" });
  });

  test.each([
    ["returns", '{"n":21}', 0, '{"doubled":42}\n', /INFO\tgot 21/],
    ["throws", '{"n":-1}', 1, "", /threw: \{"errorType":"RangeError","errorMessage":"negative"/],
  ])("invoke --remote asks the environment's endpoint with the AWS SDK: a function that %s", async (...row) => {
    const [, event, exitCode, output, log] = row;
    const remote = ["invoke", "echo", "--remote", "--region", "eu-west-1", "--event", "-"];
    const { code, stdout, stderr } = await runCli(remote, {
      cwd: made.folder,
      input: event,
      env: { AWS_ENDPOINT_URL: dev.endpoint, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
    });
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: output });
    expect(stderr).toContain(`remote: ${dev.endpoint} (eu-west-1)\n`);
    expect(stderr).toMatch(log);
  });

  test("invoke of a function that does not exist is the user's to mend", async () => {
    const { code, stderr } = await run(["invoke", "ehco"]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'error: Function not found: arn:aws:lambda:eu-west-1:000000000000:function:ehco:$LATEST. Did you mean "echo"?\n',
    });
  });

  test("an event that is no JSON is the user's to mend", async () => {
    const { code, stderr } = await run(["invoke", "echo", "--event", "-"], "{");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: Standard input is not JSON: [^\n]+\n$/);
  });

  test.each([
    ["plian", 'Did you mean "plain"?'],
    ["zzzzzzzz", "There are: pairs.fifo, plain."],
  ])("send to %s, a queue that does not exist, is the user's to mend", async (queue, advice) => {
    const { code, stderr } = await run(["send", queue, "hello"]);
    const refusal = "GetQueueUrl: QueueDoesNotExist: The specified queue does not exist.";
    expect({ code, stderr }).toEqual({ code: 2, stderr: `error: ${refusal} ${advice}\n` });
  });

  test("send prints the message's id, in the instance's region", async () => {
    const { code, stdout } = await run([
      "send",
      "plain",
      "hello",
      "--attribute",
      "kind=csv",
      "--attribute",
      "n:Number=3",
    ]);
    expect(code).toBe(0);
    const fact = await dev.fact("sqs.messageSent", (sent) => sent["messageId"] === stdout.trim());
    expect(fact["queueArn"]).toBe("arn:aws:sqs:eu-west-1:000000000000:plain");
  });

  test("send to a FIFO queue takes group and deduplication ids", async () => {
    const args = ["send", "pairs.fifo", "-", "--group-id", "g", "--deduplication-id", "d"];
    const { code, stdout } = await run(args, "from standard input");
    expect(code).toBe(0);
    await dev.fact("sqs.messageSent", (sent) => sent["messageId"] === stdout.trim() && sent["bodyBytes"] === 19);
  });

  test("send tells AWS's refusal in AWS's words", async () => {
    const { code, stderr } = await run(["send", "plain", "hello", "--delay", "901"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: SendMessage: \w+: Value 901 for parameter DelaySeconds is invalid\.[^\n]*\n$/);
  });

  test("publish prints the message's id, and the topic's subscribers get what their filters let through", async () => {
    const { code, stdout } = await run([
      "publish",
      "news",
      "hello & <bye>",
      "--subject",
      "Hi",
      "--attribute",
      "kind=csv",
    ]);
    expect(code).toBe(0);
    const published = await dev.fact("sns.messagePublished", (fact) => fact["messageId"] === stdout.trim());
    expect(published["target"]).toBe("arn:aws:sns:eu-west-1:000000000000:news");
    await dev.fact("sns.delivered", (fact) => fact["messageId"] === stdout.trim());
  });

  test("publish tells AWS's refusal in AWS's words", async () => {
    const { code, stderr } = await run(["publish", "nowhere", "hello"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "error: Publish: NotFound: Topic does not exist\n" });
  });

  test("env prints exports that a shell can evaluate", async () => {
    const { stdout } = await run(["env"]);
    const script = `${stdout}\nprintf '%s ' "$AWS_ENDPOINT_URL" "$AWS_REGION" "$AWS_DEFAULT_REGION" "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY"`;
    const shell = await endOf(spawn("sh", ["-c", script], { env: { PATH: process.env["PATH"] } }));
    expect(shell.stdout).toBe(`${dev.endpoint} eu-west-1 eu-west-1 test test `);
  });

  test("health tells version, services and uptime", async () => {
    const health = (await (await fetch(`${dev.endpoint}/_lambdaloop/health`)).json()) as Record<string, unknown>;
    expect(health).toMatchObject({
      status: "ok",
      services: expect.arrayContaining(["sqs", "sns", "sts"]),
      region: "eu-west-1",
    });
    expect(health["version"]).toMatch(/^\d+\.\d+\.\d+$/);
    expect(health["uptimeSeconds"]).toBeGreaterThanOrEqual(0);
  });
});
