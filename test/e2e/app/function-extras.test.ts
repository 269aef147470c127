import { afterAll, beforeAll, expect, test } from "vitest";
import { DevProcess, Project, runCli } from "./dev-process.ts";

let made: Project;
let dev: DevProcess;
const CONFIG = {
  queues: { done: {}, failed: {}, dead: {} },
  functions: {
    api: {
      handler: "work.handler",
      url: { cors: { allowOrigins: ["http://localhost:5173"] } },
      asyncInvocation: { maximumRetryAttempts: 0, onSuccess: { queue: "done" }, onFailure: { queue: "failed" } },
      deadLetter: { queue: "dead" },
      logging: { format: "JSON" },
    },
  },
};

beforeAll(async () => {
  made = new Project({
    "lambdaloop.config.json": JSON.stringify(CONFIG),
    "work.mjs": `export const handler = async (event) => {
      console.log("working");
      if (event.fail) throw new Error("on purpose");
      return { path: event.rawPath ?? null };
    };`,
  });
  dev = await DevProcess.start(made.folder);
});
afterAll(async () => {
  await dev.stop();
  made.remove();
});

const lambda = async (path: string): Promise<Record<string, unknown>> =>
  (await (await fetch(`${dev.endpoint}${path}`)).json()) as Record<string, unknown>;

test("a function's URL, retries, destinations and dead-letter queue of the config are those that the API shows", async () => {
  const { FunctionUrl, Cors } = await lambda("/2021-10-31/functions/api/url");
  const listed = await runCli(["functions"], { cwd: made.folder, env: { AWS_ENDPOINT_URL: dev.endpoint } });
  expect(listed.stdout).toContain(`url ${String(FunctionUrl)}`);
  expect(Cors).toMatchObject({ AllowOrigins: ["http://localhost:5173"] });
  const answer = await fetch(`${String(FunctionUrl)}orders/1`);
  expect({ status: answer.status, body: await answer.json() }).toEqual({ status: 200, body: { path: "/orders/1" } });
  expect(await lambda("/2019-09-25/functions/api/event-invoke-config")).toMatchObject({ MaximumRetryAttempts: 0 });
  expect(await lambda("/2015-03-31/functions/api/configuration")).toMatchObject({
    DeadLetterConfig: { TargetArn: "arn:aws:sqs:us-east-1:000000000000:dead" },
    LoggingConfig: { LogFormat: "JSON", ApplicationLogLevel: "INFO", SystemLogLevel: "INFO" },
  });
});

test.each([
  ["succeeds", "{}", ["done"]],
  ["fails", '{"fail":true}', ["failed", "dead"]],
])("an event whose function %s goes where the config says", async (_how, event, queues) => {
  const since = dev.mark;
  const { stdout } = await runCli(["invoke", "api", "--async", "-"], {
    cwd: made.folder,
    input: event,
    env: { AWS_ENDPOINT_URL: dev.endpoint },
  });
  for (const queue of queues) {
    const sent = await dev.fact("sqs.messageSent", (fact) => String(fact["queueArn"]).endsWith(`:${queue}`), since);
    expect(sent["bodyBytes"]).toBeGreaterThan(0);
  }
  expect(stdout).toMatch(/^[0-9a-f-]{36}\n$/);
});

test("a save of the config changes the retries and takes the URL away", async () => {
  const since = dev.mark;
  const { url: _gone, ...api } = CONFIG.functions.api;
  const changed = { ...CONFIG, functions: { api: { ...api, asyncInvocation: { maximumRetryAttempts: 1 } } } };
  made.write("lambdaloop.config.json", JSON.stringify(changed));
  const loaded = await dev.fact("config.loaded", () => true, since);
  expect(loaded["changes"]).toEqual(["function api: asynchronous invocation", "function api: URL"]);
  expect(await lambda("/2019-09-25/functions/api/event-invoke-config")).toMatchObject({ MaximumRetryAttempts: 1 });
  expect((await fetch(`${dev.endpoint}/2021-10-31/functions/api/url`)).status).toBe(404);
});
