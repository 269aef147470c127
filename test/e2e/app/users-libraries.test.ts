import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DevProcess, Project, runCli } from "./dev-process.ts";

const CONFIG = {
  functions: {
    powertools: { handler: "batch.handler" },
    parser: { handler: "parser.handler" },
    middy: { handler: "middy.handler" },
  },
};

let project: Project;
let dev: DevProcess;

beforeAll(async () => {
  project = new Project({
    "lambdaloop.config.json": JSON.stringify(CONFIG),
    "batch.mjs": `import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
const processor = new BatchProcessor(EventType.SQS);
const work = async ({ body }) => { if (JSON.parse(body).bad) throw new Error("bad"); };
export const handler = (event, context) => processPartialResponse(event, work, processor, { context });
`,
    "parser.mjs": `import { S3Schema } from "@aws-lambda-powertools/parser/schemas/s3";
import { SqsSchema } from "@aws-lambda-powertools/parser/schemas/sqs";
export const handler = async (event) => event.Records[0].eventSource === "aws:s3"
  ? { key: S3Schema.parse(event).Records[0].s3.object.key }
  : { bodies: SqsSchema.parse(event).Records.map(({ body }) => body) };
`,
    "middy.mjs": `import middy from "@middy/core";
export const handler = middy()
  .before(({ event, context }) => { event.seen = context.functionName; })
  .onError((request) => { request.response = { caught: request.error.message }; })
  .handler(async (event) => { if (event.Records[0].body === "bad") throw new Error("bad order"); return { seen: event.seen, id: event.Records[0].messageId }; });
`,
  });
  mkdirSync(path.join(project.folder, "node_modules"));
  for (const scope of ["@aws-lambda-powertools", "@middy", "@aws", "@standard-schema", "zod"]) {
    symlinkSync(path.resolve("node_modules", scope), path.join(project.folder, "node_modules", scope));
  }
  dev = await DevProcess.start(project.folder);
});
afterAll(async () => {
  await dev.stop();
  project.remove();
});

interface Batch {
  readonly Records: readonly { readonly messageId: string }[];
}

/** As `lambdaloop event` builds it. */
async function sqsEvent(body: string, ...options: string[]): Promise<{ text: string; event: Batch }> {
  const { stdout } = await runCli(["event", "sqs", "--body", body, "--seed", body, ...options], {
    cwd: project.folder,
  });
  return { text: stdout, event: JSON.parse(stdout) as Batch };
}

async function call(functionName: string, event: string): Promise<unknown> {
  const env = { AWS_ENDPOINT_URL: dev.endpoint };
  const { code, stdout, stderr } = await runCli(["invoke", functionName, "-"], {
    cwd: project.folder,
    input: event,
    env,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining("Error:") as string });
  return JSON.parse(stdout);
}

test("Powertools' batch processor reports the records that failed of a built event", async () => {
  const [good, bad] = [await sqsEvent('{"n":1}'), await sqsEvent('{"bad":true}')];
  const event = { Records: [...good.event.Records, ...bad.event.Records] };
  expect(await call("powertools", JSON.stringify(event))).toEqual({
    batchItemFailures: [{ itemIdentifier: bad.event.Records[0]?.messageId }],
  });
});

test("Powertools' parser accepts built events", async () => {
  const { stdout } = await runCli(["event", "s3.put", "--key", "a b.txt"], { cwd: project.folder });
  expect(await call("parser", (await sqsEvent("hello")).text)).toEqual({ bodies: ["hello"] });
  expect(await call("parser", stdout)).toEqual({ key: "a+b.txt" });
});

test("Middy's middlewares run around a handler with a built event", async () => {
  const { text, event } = await sqsEvent("good");
  expect(await call("middy", text)).toEqual({ seen: "middy", id: event.Records[0]?.messageId });
  expect(await call("middy", (await sqsEvent("bad")).text)).toEqual({ caught: "bad order" });
});
