import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BehaviourWorld, type FunctionSource, RecordedBehaviour, startBehaviourWorld } from "./behaviour-world.ts";

let world: BehaviourWorld;
beforeAll(async () => {
  world = await startBehaviourWorld();
});
afterAll(() => world.stop());

const python = (source: string): FunctionSource => ({ language: "python", source });
const node = (source: string): FunctionSource => ({ language: "node", source });

describe("what AWS's environments did, done again through the SDK's client", () => {
  test.each([
    ["nodejs", node("let counter = -1; exports.handler = async () => ({ counter: ++counter });")],
    [
      "python",
      python("counter = -1\ndef handler(e, c):\n  global counter\n  counter += 1\n  return {'counter': counter}\n"),
    ],
  ])("state of a %s module outlives an invocation", async (variant, code) => {
    const recorded = new RecordedBehaviour("TestLambdaBehavior.lambda_cache_local", variant);
    await world.create(`cache-${variant}`, code);

    expect([
      ...recorded.differences("first_invoke_result", await world.invoke(`cache-${variant}`, {})),
      ...recorded.differences("second_invoke_result", await world.invoke(`cache-${variant}`, {})),
    ]).toEqual([]);
  });

  test("an invocation within its timeout answers, one beyond it is ended", async () => {
    await world.create("sleeper", python("import time\ndef handler(e, c):\n  time.sleep(e['wait'])\n"), { Timeout: 1 });

    const within = new RecordedBehaviour("TestLambdaBehavior.lambda_invoke_no_timeout");
    expect(within.differences("invoke-result", await world.invoke("sleeper", { wait: 0.1 }))).toEqual([]);
    const beyond = new RecordedBehaviour("TestLambdaBehavior.lambda_invoke_with_timeout");
    const { answer, requestId = "", ...others } = await world.invoke("sleeper", { wait: 5 });
    // The recorder's token stands for the request id.
    const Payload = String(answer["Payload"]).replace(requestId, "<timeout_error_msg>");
    expect(beyond.differences("invoke-result", { ...others, requestId, answer: { ...answer, Payload } })).toEqual([]);
  });

  test("a timeout takes the module's state, and leaves the files of /tmp", async () => {
    const file = `/tmp/lambda-behaviour-${process.pid}`;
    const recorded = new RecordedBehaviour("TestLambdaBehavior.lambda_invoke_timed_out_environment_reuse");
    const source = `import os, time
number = 0
def handler(event, context):
    global number
    kind = event["do"]
    if kind == "write":
        with open("${file}", "w") as target: target.write("some-content")
    if kind == "read":
        with open("${file}") as target: return {"content": target.read()}
    if kind == "set": number = 42
    if kind == "get": return {"number": number}
    if kind == "clean": os.remove("${file}")
    if kind == "sleep": time.sleep(5)
`;
    await world.create("reuse", python(source), { Timeout: 1 });
    const step = async (name: string, what: string) =>
      recorded.differences(name, await world.invoke("reuse", { do: what }));

    expect([
      ...(await step("invoke-result-file-write", "write")),
      ...(await step("invoke-result-file-read", "read")),
      ...(await step("invoke-result-set-number", "set")),
      ...(await step("invoke-result-read-number", "get")),
    ]).toEqual([]);
    // The recorded sentence is that of 2024; "lambda_invoke_with_timeout" has today's.
    expect((await world.invoke("reuse", { do: "sleep" })).answer).toMatchObject({ FunctionError: "Unhandled" });
    expect([
      ...(await step("invoke-result-file-read-after-timeout", "read")),
      ...(await step("invoke-result-read-number-after-timeout", "get")),
    ]).toEqual([]);
    await world.invoke("reuse", { do: "clean" });
  });

  test.each([
    ["lambda_handler_exit", "import sys\ndef handler(event, context):\n    sys.exit(0)\n", {}],
    ["lambda_runtime_exit", "import sys\nsys.exit(0)\n", {}],
    [
      "lambda_runtime_wrapper_not_found",
      "def handler(event, context):\n    return 1\n",
      { Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: "/there-is-no-such-wrapper" } } },
    ],
  ])("%s", async (name, source, extra) => {
    await world.create(name, python(source), extra);

    const answer = await world.invoke(name, {});
    expect(new RecordedBehaviour(`TestLambdaErrors.${name}`).differences("invocation_error", answer)).toEqual([]);
  });

  test("a handler that raises answers its error with the frame of the user's file", async () => {
    const recorded = new RecordedBehaviour("TestLambdaErrors.lambda_handler_error").step("invocation_error");
    await world.create("raises", python('def handler(event, context):\n    raise Exception("Handler fails")\n'));

    const { answer, requestId } = await world.invoke("raises", {});

    const { Payload, ...outside } = answer;
    const { Payload: expected, ...recordedOutside } = recorded as { Payload: Record<string, unknown> };
    expect(outside).toEqual(recordedOutside);
    const document = JSON.parse(String(Payload)) as Record<string, unknown>;
    expect(Object.keys(document)).toEqual(Object.keys(expected));
    expect(document).toMatchObject({ errorMessage: "Handler fails", errorType: "Exception", requestId });
    expect(document["stackTrace"]).toEqual([
      '  File "/var/task/handler.py", line 2, in handler\n    raise Exception("Handler fails")\n',
    ]);
  });

  test("an answer of more than 6 MB is the function's error, and the next one too", async () => {
    const recorded = new RecordedBehaviour("TestLambdaBaseFeatures.lambda_too_large_response");
    await world.create("large", python("def handler(event, context):\n    return 'x' * 7000000\n"));

    expect([
      ...recorded.differences("invoke_result", await world.invoke("large", {})),
      ...recorded.differences("invoke_result_2", await world.invoke("large", {})),
    ]).toEqual([]);
  });

  test("a Node.js handler sees AWS's context, with the client's own", async () => {
    const recorded = new RecordedBehaviour("TestLambdaFeatures.lambda_with_context");
    const source = "exports.handler = async (event, context) => ({ context });";
    await world.create("context", node(source));
    const ClientContext = Buffer.from(
      JSON.stringify({ custom: { foo: "bar" }, client: { snap: ["crackle", "pop"] }, env: { fizz: "buzz" } }),
    ).toString("base64");

    expect(recorded.differences("invocation", await world.invoke("context", {}, { ClientContext }))).toEqual([]);
  });

  test("one request id goes from the answer through the context to the log", async () => {
    const { logs } = new RecordedBehaviour("TestRequestIdHandling.request_id_invoke").step("log_entries") as {
      readonly logs: readonly string[];
    };
    const source = `import logging
logging.getLogger().setLevel(logging.INFO)
def handler(event, context):
    logging.info("RequestId log message")
    return context.aws_request_id
`;
    await world.create("request-id", python(source));

    const { answer, requestId = "", log } = await world.invoke("request-id", {}, { LogType: "Tail" });

    expect(answer["Payload"]).toBe(JSON.stringify(requestId));
    const lines = log.split("\n").filter((line) => line !== "");
    expect(lines.map((line) => masked(line, requestId))).toEqual(logs);
    expect(await world.logLines("request-id")).toEqual(lines.map((line) => `${line}\n`));
  });
});

/** As the recorder masked log lines; it also cut the tab at the end of REPORT. */
function masked(line: string, requestId: string): string {
  return line
    .replaceAll(requestId, "<request-id>")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, "date")
    .replaceAll(/[\d.]+ ms/g, "<duration> ms")
    .replace(/Max Memory Used: \d+/, "Max Memory Used: <memory>")
    .trimEnd();
}
