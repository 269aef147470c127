import { describe, expect, test } from "vitest";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { environmentOf, invocationOf, payloadOf, sandboxUnderTest, type SpecOverrides } from "./harness.ts";
import { INSTALLED_PYTHON } from "../handlers/installed-python.ts";
import { recorded } from "./recordings.ts";

const PYTHON = { runtime: INSTALLED_PYTHON, handler: "handler.handler" } as const;

async function runPython(source: string, event: unknown = {}, overrides: SpecOverrides = {}) {
  const started = await environmentOf({ "handler.py": source }, { ...PYTHON, ...overrides });
  await started.environment.init();
  return { ...started, outcome: await started.environment.invoke(invocationOf(event)) };
}

async function initError(source: string, overrides: SpecOverrides = {}) {
  const { environment, logs, taskRoot } = await environmentOf({ "handler.py": source }, { ...PYTHON, ...overrides });
  const error: unknown = await environment.init().catch((reason: unknown) => reason);
  const document = JSON.parse((error as { payload: string }).payload) as Record<string, unknown>;
  return { error, document, logs, taskRoot };
}

describe("a Python handler", () => {
  test("answers, and keeps module state", async () => {
    const source = `n = 0\ndef handler(event, context):\n    global n\n    n += 1\n    return {"got": event["a"], "n": n}\n`;
    const { outcome, environment } = await runPython(source, { a: 1 });
    expect(payloadOf(outcome)).toEqual({ got: 1, n: 1 });
    expect(payloadOf(await environment.invoke(invocationOf({ a: 2 })))).toEqual({ got: 2, n: 2 });
  });

  test("may lie in a nested folder", async () => {
    const files = { "api/orders.py": `def get(event, context):\n    return "nested"\n` };
    const { environment } = await environmentOf(files, { ...PYTHON, handler: "api/orders.get" });
    await environment.init();
    expect(await environment.invoke(invocationOf({}))).toMatchObject({ payload: '"nested"' });
  });

  test("has AWS's context", async () => {
    const source = `def handler(event, context):
    return {"id": context.aws_request_id, "arn": context.invoked_function_arn, "memory": context.memory_limit_in_mb,
            "name": context.function_name, "version": context.function_version, "group": context.log_group_name,
            "stream": context.log_stream_name, "left": context.get_remaining_time_in_millis(), "client": context.client_context,
            "identity": context.identity.cognito_identity_id}\n`;
    const { environment } = await environmentOf({ "handler.py": source }, { ...PYTHON, timeoutMs: 5000 });
    await environment.init();
    const invocation = invocationOf({});
    const answer = payloadOf(await environment.invoke(invocation)) as Record<string, unknown>;
    expect(answer).toEqual({
      id: invocation.requestId,
      arn: invocation.invokedFunctionArn,
      memory: "128",
      name: "orders",
      version: "$LATEST",
      group: "/aws/lambda/orders",
      stream: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
      left: expect.any(Number),
      client: null,
      identity: null,
    });
    expect(answer["left"]).toBeGreaterThan(4000);
    expect(answer["left"]).toBeLessThanOrEqual(5000);
  });

  test("that raises has exactly the recorded document", async () => {
    const source = `def handler(event, context):\n    raise Exception("Handler fails")\n`;
    const { outcome, environment, logs } = await runPython(source);
    expect(outcome.kind).toBe("threw");
    const expected = JSON.stringify(
      recorded("lambda--TestLambdaErrors.lambda_handler_error", "recording", "invocation_error", "Payload"),
    );
    expect(payloadOf(outcome)).toEqual(
      JSON.parse(expected.replace("<uuid>", outcome.requestId).replace("lambda_handler_error.py", "handler.py")),
    );
    const nbsp = "\u00a0";
    expect(logs.printed).toEqual([
      `[ERROR] Exception: Handler fails\nTraceback (most recent call last):\n${nbsp.repeat(2)}File "/var/task/handler.py", line 2, in handler\n${nbsp.repeat(4)}raise Exception("Handler fails")`,
    ]);
    expect(environment.dead).toBe(false);
  });

  test("that raises within an expression has no line that points into it, as on AWS", async () => {
    const { outcome } = await runPython(`def handler(event, context):\n    return 1 + event["a"]["b"]\n`, { a: {} });
    const frame = '  File "/var/task/handler.py", line 2, in handler\n    return 1 + event["a"]["b"]\n';
    expect(payloadOf(outcome)).toMatchObject({ errorType: "KeyError", stackTrace: [frame] });
  });

  test("whose answer cannot be written as JSON is refused in AWS's words", async () => {
    const { outcome } = await runPython(`def handler(event, context):\n    return object()\n`);
    expect(payloadOf(outcome)).toMatchObject({
      errorType: "Runtime.MarshalError",
      errorMessage: "Unable to marshal response: Object of type object is not JSON serializable",
    });
  });

  test("prints events as recorded in multi_line_prints", async () => {
    const { logs, outcome } = await runPython(
      `def handler(event, context):\n    print("multi\\nline\\nstring")\n    print("another\\rline")\n`,
    );
    const events = recorded("lambda_runtimes--TestCloudwatchLogs.multi_line_prints", "recording", "log-events") as {
      message: string;
    }[];
    const expected = events
      .map(({ message }) => message.replace(/\n$/, ""))
      .filter((message) => !message.startsWith("INIT_START"));
    expect(logs.lines.slice(0, -1)).toEqual(
      expected.slice(0, -1).map((line) => line.replace("<request-id>", outcome.requestId)),
    );
  });

  test("logs through logging in AWS's format", async () => {
    const source = `import logging\nlogger = logging.getLogger()\nlogger.setLevel(logging.INFO)\ndef handler(event, context):\n    logger.info("RequestId log message")\n`;
    const { logs, outcome } = await runPython(source);
    const expected = recorded(
      "lambda--TestRequestIdHandling.request_id_invoke",
      "recording",
      "log_entries",
      "logs",
    ) as string[];
    const line = logs.printed[0]
      ?.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, "date")
      .replace(outcome.requestId, "<request-id>");
    expect(line).toBe(expected[1]);
  });

  test("that exits is Runtime.ExitError as recorded", async () => {
    const { outcome, environment } = await runPython(`import sys\ndef handler(event, context):\n    sys.exit(0)\n`);
    const expected = JSON.stringify(
      recorded("lambda--TestLambdaErrors.lambda_handler_exit", "recording", "invocation_error", "Payload"),
    );
    expect(outcome).toMatchObject({ kind: "crashed", payload: expected.replace("<uuid>", outcome.requestId) });
    expect(environment.dead).toBe(true);
  });

  test("in an endless loop is timed out", async () => {
    const clock = new VirtualClock();
    const source = `def handler(event, context):\n    print("started")\n    while True: pass\n`;
    const { environment, logs } = await environmentOf(
      { "handler.py": source },
      { ...PYTHON, timeoutMs: 2000 },
      sandboxUnderTest({ clock }),
    );
    await environment.init();
    const running = environment.invoke(invocationOf({}));
    await logs.until(/started/);
    clock.advance(2000);
    const outcome = await running;
    expect(payloadOf(outcome)).toMatchObject({
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringMatching(/after 2\.00 seconds$/),
    });
  });

  test("sees the variables that AWS sets", async () => {
    const { outcome } = await runPython(`import os\ndef handler(event, context):\n    return dict(os.environ)\n`);
    const expected = recorded(
      "lambda--TestLambdaBehavior.lambda_init_environment",
      "recording",
      "lambda-init-inspection",
      "Payload",
      "environment",
    );
    const names = Object.keys(payloadOf(outcome) as object);
    expect(names).toEqual(expect.arrayContaining(Object.keys(expected as object)));
  });
});

describe("Python code that cannot be loaded", () => {
  test("because it raises has the recorded document, down to the user's own frame", async () => {
    const { document, logs } = await initError(`raise Exception("Runtime startup fails")\n`);
    const expected = recorded(
      "lambda--TestLambdaErrors.lambda_runtime_error",
      "recording",
      "invocation_error",
      "Payload",
    ) as Record<string, unknown>;
    const { stackTrace, ...rest } = document;
    const { stackTrace: recordedTrace, ...recordedRest } = expected;
    expect(rest).toEqual(recordedRest);
    const last = (recordedTrace as string[]).at(-1)?.replace("lambda_runtime_error.py", "handler.py");
    expect((stackTrace as string[]).at(-1)).toBe(last);
    expect((stackTrace as string[])[0]).toContain("import_module");
    expect(logs.printed[0]).toMatch(/^\[ERROR\] Exception: Runtime startup fails\nTraceback/);
  });

  const named = (errorType: string, errorMessage: unknown) => ({
    errorType: `Runtime.${errorType}`,
    errorMessage,
    requestId: "",
  });

  test.each([
    [
      "a missing package",
      "import left_out",
      "handler.handler",
      named("ImportModuleError", "Unable to import module 'handler': No module named 'left_out'"),
    ],
    [
      "a missing file",
      "",
      "other.handler",
      named("ImportModuleError", "Unable to import module 'other': No module named 'other'"),
    ],
    [
      "a missing function",
      "x = 1",
      "handler.handler",
      named("HandlerNotFound", "Handler 'handler' missing on module 'handler'"),
    ],
    [
      "a handler without a dot",
      "",
      "handler",
      named("MalformedHandlerName", "Bad handler 'handler': not enough values to unpack (expected 2, got 1)"),
    ],
    [
      "its syntax",
      "def (",
      "handler.handler",
      named("UserCodeSyntaxError", expect.stringMatching(/^Syntax error in module 'handler': /)),
    ],
  ])("because of %s", async (_name, source, handler, expected) => {
    const { document } = await initError(source, { handler });
    expect(document).toMatchObject(expected);
  });

  test("because there is no Python says so", async () => {
    const sandbox = sandboxUnderTest({ hostEnvironment: { PATH: "/nowhere" } });
    const { environment } = await environmentOf({ "handler.py": "" }, PYTHON, sandbox);
    await expect(environment.init()).rejects.toThrow(
      `orders runs on ${INSTALLED_PYTHON}, but there is no ${INSTALLED_PYTHON} on the PATH; install it or change the function's runtime.`,
    );
    expect(environment.dead).toBe(true);
  });

  test("because its version of Python is not there says which is", async () => {
    const { environment } = await environmentOf({ "handler.py": "" }, { ...PYTHON, runtime: "python3.99" });
    await expect(environment.init()).rejects.toThrow(
      `orders runs on python3.99, but there is no python3.99 on the PATH (python3 is ${INSTALLED_PYTHON}`,
    );
    expect(environment.dead).toBe(true);
  });
});
