import { describe, expect, test } from "vitest";
import type { FunctionRunner, RunRequest } from "../../../runtime/core/function-runner.ts";
import { type InvocationTap, tapped, tappedRunner } from "../../../runtime/core/invocation-tap.ts";
import type { Invocation, InvokeOutcome } from "../../../runtime/core/ports.ts";

const outcome: InvokeOutcome = { kind: "returned", requestId: "r", payload: "1" };
const invocation: Invocation = { functionName: "orders", payload: "{}", causeId: undefined };

function notingTap(): { readonly seen: string[]; readonly tap: InvocationTap } {
  const seen: string[] = [];
  const tap: InvocationTap = {
    started(request) {
      seen.push(`started ${request.payload}`);
      return {
        wrote: (chunk) => seen.push(`wrote ${Buffer.from(chunk).toString()}`),
        ended: ({ kind }) => seen.push(`ended ${kind}`),
        refused: (error) => seen.push(`refused ${String(error)}`),
      };
    },
  };
  return { seen, tap };
}

const failTest = (error: unknown): never => {
  throw error;
};

describe("a tap", () => {
  test("hears of the start, of what is streamed, and of the end, in order", async () => {
    const { seen, tap } = notingTap();
    const passedOn: string[] = [];
    const invoke = tapped(
      async (request: Invocation) => {
        request.onResponse?.start("text/plain");
        request.onResponse?.write(Buffer.from("part"));
        return Promise.resolve(outcome);
      },
      tap,
      failTest,
    );
    const sink = {
      start: (type: string) => passedOn.push(type),
      write: (chunk: Uint8Array) => passedOn.push(Buffer.from(chunk).toString()),
    };
    expect(await invoke({ ...invocation, onResponse: sink })).toBe(outcome);
    expect(seen).toEqual(["started {}", "wrote part", "ended returned"]);
    expect(passedOn).toEqual(["text/plain", "part"]);
  });

  test("hears that nothing ran, and the caller gets the error", async () => {
    const { seen, tap } = notingTap();
    const invoke = tapped(() => Promise.reject(new RangeError("gone")), tap, failTest);
    await expect(invoke(invocation)).rejects.toThrow("gone");
    expect(seen).toEqual(["started {}", "refused RangeError: gone"]);
  });

  test("that throws anywhere disturbs nothing, and what it threw is told", async () => {
    const errors: string[] = [];
    const fail = (where: string) => (): never => {
      throw new Error(where);
    };
    const note = (error: unknown): void => void errors.push(error instanceof Error ? error.message : "");
    const atStart = tapped(() => Promise.resolve(outcome), { started: fail("start") }, note);
    expect(await atStart(invocation)).toBe(outcome);
    const watch = { wrote: fail("write"), ended: fail("end"), refused: fail("refusal") };
    const later = tapped(() => Promise.resolve(outcome), { started: () => watch }, note);
    expect(await later(invocation)).toBe(outcome);
    expect(errors).toEqual(["start", "end"]);
  });

  test("on a runner hears of its runs; everything else is the runner's", async () => {
    const { seen, tap } = notingTap();
    const calls: string[] = [];
    const runner: FunctionRunner = {
      deploy: () => void calls.push("deploy"),
      remove: (arn, version) => void calls.push(`remove ${arn} ${String(version)}`),
      status: () => ({ state: "ready" }),
      reserve: (arn, executions) => void calls.push(`reserve ${arn} ${String(executions)}`),
      run: () => Promise.resolve(outcome),
      store: () => Promise.reject(new Error("no archive")),
      codeOf: () => Promise.reject(new Error("no code")),
    };
    const withTap = tappedRunner(runner, tap, failTest);
    const request: RunRequest = {
      functionArn: "arn",
      version: "$LATEST",
      invokedFunctionArn: "arn",
      payload: "{}",
      causeId: undefined,
    };
    expect(await withTap.run(request)).toBe(outcome);
    expect(withTap.status("arn", "1")).toEqual({ state: "ready" });
    withTap.remove("arn", "1");
    withTap.reserve("arn", 2);
    await expect(withTap.store(new Uint8Array())).rejects.toThrow("no archive");
    await expect(withTap.codeOf("arn", "1")).rejects.toThrow("no code");
    expect(calls).toEqual(["remove arn 1", "reserve arn 2"]);
    expect(seen).toEqual(["started {}", "ended returned"]);
  });
});
