import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { IDLE_ENVIRONMENT_MS } from "../../../handlers/environment-pool.ts";
import { createFunctionHost, type FunctionHost } from "../../../handlers/index.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import { arnOf, deployAll, invokeLatest } from "./host-calls.ts";
import { factsOf } from "./facts.ts";
import { FakeSandbox } from "./fake-sandbox.ts";
import { createProject, definitionOf, type Project } from "./project.ts";

const HANDLER = "export const handler = async () => 1;";
const ORDERS_ARN = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
const LATEST_ORDERS = {
  functionArn: ORDERS_ARN,
  version: "$LATEST",
  invokedFunctionArn: ORDERS_ARN,
  payload: "{}",
  causeId: undefined,
};
const users = definitionOf({ functionName: "users", handler: "src/users.handler" });

let project: Project;
let clock: VirtualClock;
let journal: Journal;
let sandbox: FakeSandbox;
let host: FunctionHost;

beforeEach(() => {
  project = createProject({ "package.json": '{"type":"module"}', "src/orders.ts": HANDLER, "src/users.ts": HANDLER });
  clock = new VirtualClock();
  journal = new Journal(clock);
  sandbox = new FakeSandbox();
  host = createFunctionHost({
    clock,
    random: seededRandom("host"),
    journal,
    sandbox,
    projectFolder: project.folder,
    endpointUrl: () => "http://127.0.0.1:4566",
    region: "eu-west-1",
    accountId: "123456789012",
    accountConcurrency: 2,
    watch: false,
  });
});

afterEach(async () => {
  await host.stop();
  project.dispose();
});

function invoke(functionName = "orders"): Promise<InvokeOutcome> {
  return invokeLatest(host, functionName);
}

/** Holds every invocation until the returned function is called. */
function hold(): () => void {
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  sandbox.onInvoke = async ({ requestId }) => {
    await held;
    return { kind: "returned", requestId, payload: "null" };
  };
  return release;
}

test("an attempt that repeats another has that one's request id", async () => {
  deployAll(host, [definitionOf()]);
  await host.settled();

  const outcome = await host.run({ ...LATEST_ORDERS, requestId: "again" });

  expect(outcome.requestId).toBe("again");
});

describe("deploy", () => {
  test("brings one initialised environment per function, with what the handler needs to know", async () => {
    deployAll(host, [definitionOf({ environment: { TABLE: "t" }, timeout: 5, memorySize: 256 })]);
    await host.settled();
    expect(sandbox.running.map(({ spec }) => spec)).toMatchObject([
      {
        functionName: "orders",
        functionArn: "arn:aws:lambda:eu-west-1:123456789012:function:orders",
        version: "$LATEST",
        handler: "src/orders.handler",
        memorySizeMB: 256,
        timeoutMs: 5000,
        variables: { TABLE: "t" },
        region: "eu-west-1",
        accountId: "123456789012",
        endpointUrl: "http://127.0.0.1:4566",
      },
    ]);
    expect(factsOf(journal, "handler.swapped")).toMatchObject([{ generation: 1, sinceChangeMs: 0 }]);
  });

  test("refuses a handler that does not exist", async () => {
    const missing = definitionOf({ functionName: "missing", handler: "src/userz.handler" });
    expect(() => host.deploy(missing)).toThrow(
      expect.objectContaining({
        code: "HANDLER_NOT_FOUND",
        advice: expect.stringContaining('Did you mean "src/users"?'),
      }),
    );
    await host.settled();
    expect(host.list()).toEqual([]);
    expect(sandbox.environments).toEqual([]);
  });
});

describe("of many functions", () => {
  const many = Array.from({ length: 120 }, (_, index) => definitionOf({ functionName: `orders${index}` }));

  test("ten have an environment, a hundred are built, and the others wait for their first invocation", async () => {
    deployAll(host, many);
    await host.settled();
    expect(sandbox.running).toHaveLength(10);
    expect(factsOf(journal, "handler.built")).toHaveLength(100);
    expect(host.list().filter(({ state }) => state === "ready")).toHaveLength(120);
    expect(await invoke("orders119")).toMatchObject({ kind: "returned" });
    expect(sandbox.running).toHaveLength(11);
    expect(factsOf(journal, "handler.built")).toHaveLength(101);
  });

  test("those that nobody uses any more lose their last environment, all but ten", async () => {
    deployAll(host, many);
    await host.settled();
    await invoke("orders60");
    await invoke("orders119");
    expect(sandbox.running).toHaveLength(12);
    await clock.advanceAsync(IDLE_ENVIRONMENT_MS);
    await host.settled();
    expect(sandbox.running).toHaveLength(10);
    expect(await invoke("orders60")).toMatchObject({ kind: "returned" });
  });
});

describe("invoke", () => {
  test("waits for the first build", async () => {
    deployAll(host, [definitionOf()]);
    expect(host.list()).toMatchObject([{ state: "building", generation: 0 }]);
    expect(await invoke()).toMatchObject({ kind: "returned" });
    expect(sandbox.environments).toHaveLength(1);
  });

  test("gives each invocation a request id, the unqualified ARN and a trace of its own", async () => {
    deployAll(host, [definitionOf()]);
    const outcomes = [await invoke(), await invoke()];
    const [first, second] = sandbox.environments[0]?.invocations ?? [];
    expect([first?.requestId, second?.requestId]).toEqual(outcomes.map(({ requestId }) => requestId));
    expect(first?.invokedFunctionArn).toBe("arn:aws:lambda:eu-west-1:123456789012:function:orders");
    // 2026-01-01T00:00:00Z in hexadecimal seconds.
    expect(first?.traceHeader).toMatch(/^Root=1-6955b900-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
    expect(second?.traceHeader).not.toBe(first?.traceHeader);
    expect(journal.causeOfTrace(first?.traceHeader)).toBe(factsOf(journal, "lambda.invocationStarted")[0]?.id);
  });

  test("of a function that does not exist is answered as Lambda does", async () => {
    deployAll(host, [definitionOf()]);
    const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:nobody";
    await expect(host.run({ ...LATEST_ORDERS, functionArn })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      status: 404,
      message: "Function not found: arn:aws:lambda:eu-west-1:123456789012:function:nobody:$LATEST",
    });
  });

  test("beyond the account's concurrency is throttled, and never reaches a handler", async () => {
    deployAll(host, [definitionOf(), users]);
    const release = hold();
    const running = [invoke("orders"), invoke("users")];
    expect(await invoke("orders")).toMatchObject({ kind: "throttled", reason: "ConcurrentInvocationLimitExceeded" });
    expect(factsOf(journal, "lambda.invocationEnded")).toMatchObject([
      { functionName: "orders", outcome: "throttled", errorType: "TooManyRequestsException" },
    ]);
    release();
    await Promise.all(running);
    expect(await invoke("orders")).toMatchObject({ kind: "returned" });
  });

  test("beyond a function's reserved concurrency is throttled for that reason", async () => {
    deployAll(host, [definitionOf({ reservedConcurrentExecutions: 0 }), users]);
    expect(await invoke("orders")).toMatchObject({
      kind: "throttled",
      reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
    });
  });
});

describe("a function that is removed", () => {
  test("leaves the others with their environments", async () => {
    deployAll(host, [definitionOf(), users]);
    await host.settled();
    const kept = sandbox.running.find(({ spec }) => spec.functionName === "orders");
    const removed = arnOf(host, "users");
    host.remove(removed);
    await host.settled();
    await expect(host.run({ ...LATEST_ORDERS, functionArn: removed })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
    });
    expect(sandbox.running).toEqual([kept]);
  });

  test("finishes what it runs", async () => {
    deployAll(host, [definitionOf()]);
    await host.settled();
    const release = hold();
    const running = invoke();
    host.remove(ORDERS_ARN);
    release();
    expect(await running).toMatchObject({ kind: "returned" });
    await host.settled();
    expect(sandbox.running).toEqual([]);
  });
});

describe("another definition of a function", () => {
  test("replaces its environments", async () => {
    deployAll(host, [definitionOf()]);
    await host.settled();
    host.deploy(definitionOf({ environment: { TABLE: "new" } }));
    await host.settled();
    expect(sandbox.running.map(({ spec }) => spec.variables)).toEqual([{ TABLE: "new" }]);
    expect(host.list()).toMatchObject([{ generation: 2, state: "ready" }]);
  });

  test("that is the same keeps its environments", async () => {
    deployAll(host, [definitionOf()]);
    await host.settled();
    const before = [...sandbox.running];
    host.deploy(definitionOf());
    await host.settled();
    expect(sandbox.running).toEqual(before);
  });

  test("while the first build runs is what gets built", async () => {
    deployAll(host, [definitionOf()]);
    host.deploy(definitionOf({ environment: { TABLE: "new" } }));
    expect(await invoke()).toMatchObject({ kind: "returned" });
    await host.settled();
    expect(sandbox.running.map(({ spec }) => spec.variables)).toEqual([{ TABLE: "new" }]);
    expect(host.list()).toMatchObject([{ state: "ready" }]);
    expect(factsOf(journal, "internal.failed")).toEqual([]);
  });

  test("that is refused changes nothing", async () => {
    deployAll(host, [definitionOf()]);
    await host.settled();
    const before = host.list();
    expect(() => host.deploy(definitionOf({ handler: "src/nowhere.handler" }))).toThrow(
      expect.objectContaining({ code: "HANDLER_NOT_FOUND" }),
    );
    await host.settled();
    expect(host.list()).toEqual(before);
    expect(sandbox.environments).toHaveLength(1);
  });
});

test("stop while the first build runs ends it without an environment", async () => {
  deployAll(host, [definitionOf(), users]);
  const waiting = invoke();
  await host.stop();
  expect(await waiting).toMatchObject({ kind: "crashed" });
  expect(sandbox.running).toEqual([]);
  expect(factsOf(journal, "internal.failed")).toEqual([]);
  expect(factsOf(journal, "handler.buildFailed")).toEqual([]);
});

test("stop ends every environment, whatever it runs", async () => {
  deployAll(host, [definitionOf()]);
  await host.settled();
  hold();
  void invoke();
  await host.stop();
  expect(sandbox.running).toEqual([]);
  expect(await host.run(LATEST_ORDERS)).toMatchObject({ kind: "crashed" });
});

test("a build that finds its folder gone because of the stop is no failure", async () => {
  deployAll(host, [definitionOf(), users]);
  project.remove(".lambdaloop/build");
  await host.stop();
  expect(factsOf(journal, "internal.failed")).toEqual([]);
});

test("a build folder that was cleaned away meanwhile is made again", async () => {
  deployAll(host, [definitionOf()]);
  await host.settled();
  project.remove(".lambdaloop");
  host.deploy(definitionOf({ timeout: 9 }));
  await host.settled();
  expect(host.list()).toMatchObject([{ state: "ready", generation: 2 }]);
  expect(factsOf(journal, "internal.failed")).toEqual([]);
});
