import { randomBytes } from "node:crypto";
import { CreateFunctionCommand, LambdaClient, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pack } from "../../../handlers/archives/pack.ts";
import { DevProcess, Project } from "./dev-process.ts";

let made: Project;
let dev: DevProcess;
let client: LambdaClient;

beforeAll(async () => {
  made = new Project({
    "lambdaloop.config.json": JSON.stringify({ functions: { api: { handler: "work.handler" } } }),
    "work.mjs": "export const handler = async () => 1;",
  });
  dev = await DevProcess.start(made.folder);
  client = new LambdaClient({
    endpoint: dev.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await dev.stop();
  made.remove();
});

/** With a file that no compression makes smaller. */
const archive = (megabytes: number): Promise<Uint8Array> =>
  pack([
    { path: "index.js", contents: Buffer.from("exports.handler = async () => 1;") },
    { path: "data.bin", contents: randomBytes(megabytes * 1024 * 1024) },
  ]);

const create = async (FunctionName: string, megabytes: number) =>
  await client.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: "arn:aws:iam::000000000000:role/any",
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Code: { ZipFile: await archive(megabytes) },
    }),
  );

test("a function is made of an archive of 20 MB that comes with the request", async () => {
  const { CodeSize } = await create("large", 20);

  expect(CodeSize).toBeGreaterThan(20 * 1024 * 1024);
  const { state } = await waitUntilFunctionActiveV2(
    { client, maxWaitTime: 20, minDelay: 1 },
    { FunctionName: "large" },
  );
  expect(state).toBe("SUCCESS");
});

test("an archive of more than 50 MB is refused in AWS's words", async () => {
  await expect(create("too-large", 51)).rejects.toMatchObject({
    name: "RequestEntityTooLargeException",
    message: "Zipped size must be smaller than 52428800 bytes",
  });
});
