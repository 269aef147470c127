import { chmod } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { InitError } from "../../../handlers/sandbox/execution-environment.ts";
import { environmentOf, invocationOf, payloadOf } from "./harness.ts";
import { recorded } from "./recordings.ts";

const PROVIDED = { runtime: "provided.al2023", handler: "function.handler" } as const;

/** A runtime as a user would write one, in Node for want of a compiler. */
const BOOTSTRAP = `#!${process.execPath}
const base = "http://" + process.env.AWS_LAMBDA_RUNTIME_API + "/2018-06-01/runtime";
const post = (url, body, headers) => fetch(base + url, { method: "POST", body, headers });
(async () => {
  for (;;) {
    const next = await fetch(base + "/invocation/next");
    const id = next.headers.get("lambda-runtime-aws-request-id");
    const event = await next.json();
    console.log("handling", event.a);
    if (event.error) await post("/invocation/" + id + "/error", JSON.stringify({ errorType: "errorString", errorMessage: event.error }));
    else await post("/invocation/" + id + "/response", JSON.stringify({
      got: event.a, environment: process.env, headers: Object.fromEntries(next.headers), statuses: await misuse(event, id) }));
  }
})();
async function misuse(event, id) {
  if (!event.misuse) return [];
  const answers = [];
  answers.push(await post("/invocation/not-mine/response", "1"), await post("/init/error", "{}"), await fetch(base + "/elsewhere"));
  return Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]));
}`;

describe("a runtime of the user's own", () => {
  test("runs the bootstrap in the task's folder over the real Runtime API", async () => {
    const { environment, logs } = await environmentOf({ bootstrap: BOOTSTRAP }, { ...PROVIDED, memorySizeMB: 1024 });
    await environment.init();
    const invocation = invocationOf({ a: 1 });
    const answer = payloadOf(await environment.invoke(invocation)) as Record<string, Record<string, string>>;
    expect(answer["got"]).toBe(1);
    expect(answer["headers"]).toMatchObject({
      "content-type": "application/json",
      "lambda-runtime-aws-request-id": invocation.requestId,
      "lambda-runtime-deadline-ms": expect.stringMatching(/^\d{13}$/),
      "lambda-runtime-invoked-function-arn": invocation.invokedFunctionArn,
      "lambda-runtime-trace-id": invocation.traceHeader,
    });
    const file = "lambda_common--TestLambdaRuntimesCommon.introspection_invoke";
    const recording = recorded(
      file,
      "variants",
      "provided.al2023",
      "content",
      "invocation_result_payload",
      "environment",
    );
    const expected = Object.keys(recording as object).filter(
      (name) => !["TEST_KEY", "_X_AMZN_TRACE_ID"].includes(name),
    );
    expect(Object.keys(answer["environment"] ?? {})).toEqual(expect.arrayContaining(expected));
    expect(answer["environment"]).not.toHaveProperty("AWS_EXECUTION_ENV");
    expect(logs.printed).toEqual(["handling 1"]);
  });

  test("reports errors in its own words", async () => {
    const { environment } = await environmentOf({ bootstrap: BOOTSTRAP }, { ...PROVIDED, memorySizeMB: 1024 });
    await environment.init();
    const outcome = await environment.invoke(invocationOf({ error: "Error: some_error_msg" }));
    expect(outcome.kind).toBe("threw");
    expect(payloadOf(outcome)).toEqual({ errorType: "errorString", errorMessage: "Error: some_error_msg" });
  });

  test("is refused in AWS's words where it breaks the protocol", async () => {
    const { environment } = await environmentOf({ bootstrap: BOOTSTRAP }, { ...PROVIDED, memorySizeMB: 1024 });
    await environment.init();
    const { statuses } = payloadOf(await environment.invoke(invocationOf({ misuse: true }))) as { statuses: unknown };
    expect(statuses).toEqual([
      [400, '{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}'],
      [
        403,
        '{"errorMessage":"State transition from Running to InitError failed for runtime. Error: State transition is not allowed","errorType":"InvalidStateTransition"}',
      ],
      [404, "404 page not found"],
    ]);
  });

  test("that is missing is Runtime.InvalidEntrypoint", async () => {
    const { environment } = await environmentOf({}, PROVIDED);
    const error: unknown = await environment.init().catch((reason: unknown) => reason);
    if (!(error instanceof InitError)) throw new Error("The environment started.");
    expect(JSON.parse(error.payloadFor("r-1"))).toEqual({
      errorType: "Runtime.InvalidEntrypoint",
      errorMessage: "RequestId: r-1 Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
    });
    expect(error.message).toContain("orders could not be started on provided.al2023");
  });

  test("that may not be executed says so", async () => {
    const { environment, taskRoot } = await environmentOf({ bootstrap: BOOTSTRAP }, PROVIDED);
    await chmod(path.join(taskRoot, "bootstrap"), 0o644);
    await expect(environment.init()).rejects.toThrow(`fork/exec ${taskRoot}/bootstrap: permission denied`);
  });

  test("that is killed at its start is an exit", async () => {
    const { environment } = await environmentOf({ bootstrap: "#!/bin/sh\nkill -9 $$\n" }, PROVIDED);
    const error: unknown = await environment.init().catch((reason: unknown) => reason);
    expect(JSON.parse((error as InitError).payloadFor("r-1"))).toEqual({
      errorType: "Runtime.ExitError",
      errorMessage: "RequestId: r-1 Error: Runtime exited with error: signal: killed",
    });
  });
});
