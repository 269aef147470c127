import { afterAll, beforeAll, expect, test } from "vitest";
import { DevProcess, type Ended, Project, runCli } from "./dev-process.ts";

let project: Project;
let dev: DevProcess;
const CONFIG = {
  queues: { failed: {} },
  functions: {
    hello: { handler: "hello.handler", asyncInvocation: { maximumRetryAttempts: 0, onFailure: { queue: "failed" } } },
  },
};
beforeAll(async () => {
  project = new Project({
    "lambdaloop.config.json": JSON.stringify({ ...CONFIG, capture: { enabled: false } }),
    "hello.mjs": `export const handler = async (event) => { console.log(JSON.stringify(event)); throw new Error("on purpose"); };\n`,
  });
  dev = await DevProcess.start(project.folder);
});
afterAll(async () => {
  await dev.stop();
  project.remove();
});

const cli = (args: readonly string[], input = ""): Promise<Ended> =>
  runCli(args, {
    cwd: project.folder,
    input,
    env: {
      AWS_ENDPOINT_URL: dev.endpoint,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    },
  });
const queueUrl = (): string => `${dev.endpoint}/000000000000/failed`;

test("calls to an account are told and made only when they are confirmed", async () => {
  const since = dev.mark;
  const { code, stdout, stderr } = await cli(["capture", "import", "--queue", queueUrl()]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(`sqs:ReceiveMessage  ${queueUrl()}  up to once, VisibilityTimeout 10`);
  expect(stderr).toContain("Add --yes to make them.");
  expect(dev.facts.slice(since)).toEqual([]);
});

test("a failed event comes from its on-failure queue, which keeps it, and can be replayed", async () => {
  await cli(["invoke", "hello", "--async", "-"], '{"order":7}');
  await dev.fact("sqs.messageSent");
  const { code, stdout } = await cli(["capture", "import", "--queue", queueUrl(), "--yes"]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/ hello {2}event {2}imported/) as string });
  expect(dev.facts.some(({ kind }) => kind === "sqs.messageDeleted")).toBe(false);
  const replayed = await cli(["replay", stdout.slice(0, 8)]);
  expect(replayed).toMatchObject({ code: 1, stdout: expect.stringContaining("threw") as string });
});

test("events come from the log group of their function", async () => {
  await cli(["invoke", "hello", "-"], '{"order":8}');
  const args = ["capture", "import", "--log-group", "/aws/lambda/hello", "--filter", "INFO", "--yes"];
  const { code, stdout, stderr } = await cli(args);
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^(?:\w{8} {2}.* {2}hello {2}event {2}imported\n){3}$/) as string,
    stderr: expect.stringContaining("logs:FilterLogEvents  /aws/lambda/hello  since 1h, at most 10 events") as string,
  });
});
