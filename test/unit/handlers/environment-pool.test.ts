import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { EnvironmentPool, IDLE_ENVIRONMENT_MS } from "../../../handlers/environment-pool.ts";
import { InitError, type EnvironmentInvocation } from "../../../handlers/sandbox/execution-environment.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { factsOf } from "./facts.ts";
import { FakeSandbox, type FakeEnvironment } from "./fake-sandbox.ts";

let clock: VirtualClock;
let journal: Journal;
let sandbox: FakeSandbox;
let pool: EnvironmentPool;
let mayCool = false;
let cooled = 0;

beforeEach(() => {
  clock = new VirtualClock();
  journal = new Journal(clock);
  sandbox = new FakeSandbox();
  mayCool = false;
  cooled = 0;
  pool = poolOn(sandbox);
});

function poolOn(fake: FakeSandbox): EnvironmentPool {
  return new EnvironmentPool({
    clock,
    journal,
    generation: 7,
    projectFolder: "/app",
    isOwnSource: (file) => file.startsWith("/app/src/"),
    create: (spec) => fake.create(spec),
    inspecting: false,
    mayCool: () => mayCool,
    onCool: () => {
      cooled++;
    },
    spec: {
      functionName: "orders",
      functionArn: "arn:aws:lambda:us-east-1:000000000000:function:orders",
      version: "$LATEST",
      runtime: "nodejs22.x",
      handler: "src/orders.handler",
      taskRoot: "/app/.lambdaloop/1",
      memorySizeMB: 128,
      timeoutMs: 3000,
      variables: {},
      region: "us-east-1",
      accountId: "000000000000",
      endpointUrl: "http://127.0.0.1:4566",
    },
  });
}

function invoke(requestId: string): Promise<InvokeOutcome> {
  const invokedFunctionArn = "arn:aws:lambda:us-east-1:000000000000:function:orders";
  const traceHeader = "Root=1-00000000-000000000000000000000001;Parent=0000000000000001;Sampled=0";
  return pool.invoke({ requestId, payload: "{}", invokedFunctionArn, traceHeader, causeId: undefined });
}

/** Holds invocations until they are let go. */
function holdInvocations(): { finish: (requestId: string) => void } {
  const held = new Map<string, () => void>();
  sandbox.onInvoke = ({ requestId }) =>
    new Promise((resolve) => held.set(requestId, () => resolve({ kind: "returned", requestId, payload: requestId })));
  return { finish: (requestId) => held.get(requestId)?.() };
}

async function settle(): Promise<void> {
  await clock.advanceAsync(0);
}

function initFailure(errorType = "Error", crashed = false): InitError {
  return new InitError("no", JSON.stringify({ errorType, errorMessage: "no" }), crashed, (requestId) =>
    JSON.stringify({ errorType, errorMessage: `RequestId: ${requestId} no` }),
  );
}

describe("environments", () => {
  test("one is used again while invocations come one after the other", async () => {
    await invoke("a");
    await invoke("b");
    expect(sandbox.environments.map(({ invocations }) => invocations.map(({ requestId }) => requestId))).toEqual([
      ["a", "b"],
    ]);
  });

  test("as many run as there are invocations at once", async () => {
    const { finish } = holdInvocations();
    const all = Promise.all([invoke("a"), invoke("b"), invoke("c")]);
    await settle();
    expect(sandbox.running).toHaveLength(3);
    for (const requestId of ["a", "b", "c"]) finish(requestId);
    expect((await all).map(({ kind }) => kind)).toEqual(["returned", "returned", "returned"]);
  });

  test("the one used last is used first", async () => {
    const { finish } = holdInvocations();
    const both = Promise.all([invoke("a"), invoke("b")]);
    await settle();
    finish("b");
    await settle();
    finish("a");
    await both;
    const third = invoke("c");
    await settle();
    finish("c");
    await third;
    expect(sandbox.environments[0]?.invocations).toHaveLength(2);
  });

  test("surplus ones stop after their idle time; the last one stays", async () => {
    const { finish } = holdInvocations();
    const both = Promise.all([invoke("a"), invoke("b")]);
    await settle();
    finish("a");
    finish("b");
    await both;
    await clock.advanceAsync(IDLE_ENVIRONMENT_MS - 1);
    expect(sandbox.running).toHaveLength(2);
    await clock.advanceAsync(1);
    expect(sandbox.running).toHaveLength(1);
    await clock.advanceAsync(10 * IDLE_ENVIRONMENT_MS);
    expect(sandbox.running).toHaveLength(1);
    expect(factsOf(journal, "lambda.environmentStopped")).toMatchObject([{ reason: "idle" }]);
  });

  test("the last one stops too once it may, after an idle time in which nobody used it", async () => {
    await invoke("a");
    await clock.advanceAsync(IDLE_ENVIRONMENT_MS);
    expect([pool.size, cooled]).toEqual([1, 0]);
    mayCool = true;
    await clock.advanceAsync(IDLE_ENVIRONMENT_MS - 1);
    expect([pool.size, cooled]).toEqual([1, 0]);
    await clock.advanceAsync(1);
    expect([pool.size, cooled]).toEqual([0, 1]);
    expect(await invoke("b")).toMatchObject({ kind: "returned" });
  });

  test("one that died is replaced by the next invocation", async () => {
    sandbox.onInvoke = ({ requestId }, environment) => {
      environment.dead = true;
      const payload = `{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: ${requestId} Error: late"}`;
      return Promise.resolve({ kind: "timedOut", requestId, payload });
    };
    await invoke("a");
    await invoke("b");
    expect(sandbox.environments.map(({ state }) => state)).toEqual(["stopped", "stopped"]);
    expect(factsOf(journal, "lambda.invocationEnded")[1]).toMatchObject({
      outcome: "timedOut",
      errorType: "Sandbox.Timedout",
      errorMessage: "RequestId: b Error: late",
    });
  });
});

describe("init failures", () => {
  test("are tried again within the invocation, and the second environment runs it", async () => {
    sandbox.initFailures.push(initFailure());
    expect(await invoke("a")).toMatchObject({ kind: "returned" });
    expect(sandbox.environments.map(({ state }) => state)).toEqual(["stopped", "running"]);
  });

  test("twice in a row become the invocation's outcome", async () => {
    sandbox.initFailures.push(initFailure(), initFailure("Runtime.ExitError", true));
    expect(await invoke("a")).toEqual({
      kind: "crashed",
      requestId: "a",
      payload: '{"errorType":"Runtime.ExitError","errorMessage":"RequestId: a no"}',
    });
    expect(factsOf(journal, "lambda.invocationEnded")).toMatchObject([
      { requestId: "a", outcome: "crashed", errorType: "Runtime.ExitError" },
    ]);
  });

  test("before any invocation count as the first try", async () => {
    sandbox.initFailures.push(initFailure(), initFailure());
    expect(await pool.prime()).toBeInstanceOf(InitError);
    expect(await invoke("a")).toMatchObject({ kind: "crashed" });
    expect(sandbox.environments).toHaveLength(2);
    expect(await invoke("b")).toMatchObject({ kind: "returned" });
  });

  test("a retried init has the function's timeout", async () => {
    sandbox.initFailures.push(initFailure());
    await pool.prime();
    sandbox.beforeInit = () => new Promise(() => {});
    const outcome = invoke("a");
    await clock.advanceAsync(3000);
    expect(await outcome).toEqual({
      kind: "timedOut",
      requestId: "a",
      payload:
        '{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: a Error: Task timed out after 3.00 seconds"}',
    });
  });
});

describe("facts", () => {
  test("an invocation's start and end carry its cause, its generation and its deadline", async () => {
    await pool.prime();
    const causeId = journal.record({ kind: "runtime.stopping", reason: "test" });
    const traceHeader = "Root=1-00000000-000000000000000000000001;Parent=0000000000000001;Sampled=0";
    sandbox.onInvoke = ({ requestId }: EnvironmentInvocation, { spec }: FakeEnvironment) => {
      spec.onLog({ requestId, source: "stdout", line: "hello" });
      clock.advance(20);
      const trace = ["Error: no", "    at handler (/app/src/orders.ts:27:11)"];
      const payload = JSON.stringify({ errorType: "Error", errorMessage: "no", trace });
      return Promise.resolve({ kind: "threw", requestId, payload });
    };
    await pool.invoke({ requestId: "a", payload: "{}", invokedFunctionArn: "arn", traceHeader, causeId });
    const [started] = factsOf(journal, "lambda.invocationStarted");
    expect(started).toMatchObject({ causeId, generation: 7, environmentId: "environment-1", payloadBytes: 2 });
    expect(started?.deadlineAt).toBe((started?.at ?? 0) + 3000);
    expect(journal.causeOfTrace(traceHeader)).toBe(started?.id);
    expect(factsOf(journal, "lambda.logged")).toMatchObject([{ line: "hello", requestId: "a", causeId: started?.id }]);
    expect(factsOf(journal, "lambda.invocationEnded")).toMatchObject([
      { causeId: started?.id, outcome: "threw", durationMs: 20, errorType: "Error", errorAt: "src/orders.ts:27:11" },
    ]);
  });
});

describe("draining", () => {
  test("lets running invocations finish and stops idle environments at once", async () => {
    const { finish } = holdInvocations();
    const both = Promise.all([invoke("a"), invoke("b")]);
    await settle();
    finish("b");
    await settle();
    let drained = false;
    const draining = pool.drain("replaced").then(() => (drained = true));
    await settle();
    expect(sandbox.environments.map(({ state }) => state)).toEqual(["running", "stopped"]);
    expect(drained).toBe(false);
    finish("a");
    expect(await both).toMatchObject([{ kind: "returned" }, { kind: "returned" }]);
    await draining;
    expect(sandbox.running).toEqual([]);
    expect(factsOf(journal, "lambda.environmentStopped").map(({ reason }) => reason)).toEqual(["replaced", "replaced"]);
  });
});

test("whatever happens, an environment runs one invocation at a time, each ends once, and a drain leaves nothing", async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("invoke" as const) }),
    fc.record({ do: fc.constant("finish" as const), which: fc.nat(20), dies: fc.boolean() }),
    fc.record({ do: fc.constant("failInit" as const) }),
    fc.record({ do: fc.constant("wait" as const), ms: fc.nat(2 * IDLE_ENVIRONMENT_MS) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      clock = new VirtualClock();
      journal = new Journal(clock);
      sandbox = new FakeSandbox();
      pool = poolOn(sandbox);
      const held: ((dies: boolean) => void)[] = [];
      sandbox.onInvoke = ({ requestId }, environment) =>
        new Promise((resolve) => {
          held.push((dies) => {
            environment.dead = dies;
            resolve(
              dies ? { kind: "crashed", requestId, payload: "{}" } : { kind: "returned", requestId, payload: "" },
            );
          });
        });
      const outcomes: Promise<InvokeOutcome>[] = [];
      for (const each of steps) {
        if (each.do === "invoke") outcomes.push(invoke(`request-${outcomes.length}`));
        else if (each.do === "failInit") sandbox.initFailures.push(initFailure());
        else if (each.do === "wait") clock.advance(each.ms);
        else held.splice(each.which % Math.max(1, held.length), 1)[0]?.(each.dies);
        await settle();
      }
      const drained = pool.drain("end");
      for (const release of held.splice(0)) release(false);
      await Promise.all([...outcomes, drained]);
      expect(
        factsOf(journal, "lambda.invocationEnded")
          .map(({ requestId }) => requestId)
          .toSorted(),
      ).toEqual(outcomes.map((_, index) => `request-${index}`).toSorted());
      expect(sandbox.running).toEqual([]);
      expect(pool.size).toBe(0);
    }),
    { numRuns: 100 },
  );
});
