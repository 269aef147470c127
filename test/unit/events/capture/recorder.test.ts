import { describe, expect, test } from "vitest";
import { isFailed } from "../../../../events/capture/index.ts";
import { CapturedRuntime, returned } from "./invocations.ts";

const sqsEvent = '{"Records":[{"eventSource":"aws:sqs","body":"hello"}]}';

describe("every invocation is kept", () => {
  test("with its event, result, log, causes and what it did through AWS's APIs", async () => {
    const runtime = new CapturedRuntime(({ causeId }, { journal }) => {
      journal.record(
        { kind: "http.answered", service: "s3", operation: "PutObject", requestId: "R1", status: 200 },
        causeId,
      );
      return returned({ ok: true });
    });
    const first = runtime.journal.record({
      kind: "sqs.queueCreated",
      queueArn: "arn:aws:sqs:us-east-1:000000000000:q",
    });
    await runtime.invoke({ functionName: "orders", payload: sqsEvent, causeId: first });
    await runtime.recorder.flush();

    expect(runtime.captures()).toEqual([
      {
        v: 1,
        id: expect.stringMatching(/^[a-z0-9]{8}$/) as string,
        at: new Date(runtime.clock.now()).toISOString(),
        functionName: "orders",
        requestId: "79406a00-bf15-46ca-978c-000000000001",
        outcome: "returned",
        durationMs: 12.5,
        source: "sqs",
        event: JSON.parse(sqsEvent) as unknown,
        result: { ok: true },
        context: {
          handler: "src/orders.handler",
          runtime: "nodejs22.x",
          timeout: 3,
          memorySize: 128,
          deadlineAt: runtime.clock.now() + 3000,
        },
        environmentNames: ["DB_PASSWORD", "TABLE"],
        code: { generation: 2, environmentId: "e1" },
        seed: "abcd1234",
        logs: [
          {
            source: "stdout",
            line: expect.stringMatching(/^INFO mail to redacted-[0-9a-f]{6}@example\.invalid$/) as string,
          },
          { source: "platform", line: "REPORT RequestId: 79406a00-bf15-46ca-978c-000000000001" },
        ],
        causes: [
          { kind: "sqs.queueCreated", at: runtime.clock.now(), queueArn: "arn:aws:sqs:us-east-1:000000000000:q" },
        ],
        effects: [
          {
            kind: "http.answered",
            at: runtime.clock.now(),
            service: "s3",
            operation: "PutObject",
            requestId: "R1",
            status: 200,
          },
        ],
      },
    ]);
  });

  test("a failed one with its error and place", async () => {
    const runtime = new CapturedRuntime(() => ({ kind: "threw", requestId: "", payload: '{"errorType":"TypeError"}' }));
    await runtime.invoke({ functionName: "orders", payload: "{}", causeId: undefined });
    await runtime.recorder.flush();

    const [capture] = runtime.captures();
    expect(capture).toMatchObject({
      outcome: "threw",
      error: { type: "TypeError", message: "no", at: "src/orders.ts:27:11" },
      result: { errorType: "TypeError" },
    });
    expect(capture === undefined ? undefined : isFailed(capture)).toBe(true);
  });

  test("one whose function does not exist, and the caller still gets the error", async () => {
    const runtime = new CapturedRuntime(() => {
      throw new RangeError("Function not found");
    });
    await expect(async () =>
      runtime.invoke({ functionName: "nobody", payload: "{}", causeId: undefined }),
    ).rejects.toThrow("Function not found");
    await runtime.recorder.flush();
    expect(runtime.captures()).toMatchObject([
      { outcome: "refused", error: { type: "RangeError" }, functionName: "nobody" },
    ]);
  });

  test("each attempt of a request by itself", async () => {
    const runtime = new CapturedRuntime(() => returned(null));
    for (let attempt = 0; attempt < 2; attempt++) {
      await runtime.invoke({ functionName: "orders", payload: "{}", causeId: undefined, requestId: "same" });
      runtime.clock.advance(60_000);
    }
    await runtime.recorder.flush();

    const captures = runtime.captures();
    expect(captures.map(({ requestId }) => requestId)).toEqual(["same", "same"]);
    expect(new Set(captures.map(({ id }) => id)).size).toBe(2);
    expect(captures.map(({ logs }) => logs.length)).toEqual([2, 2]);
  });

  test("by itself a tenth of a second after it ended", async () => {
    const runtime = new CapturedRuntime(() => returned(null));
    await runtime.invoke({ functionName: "orders", payload: "{}", causeId: undefined });
    runtime.clock.advance(99);
    expect(runtime.lines).toHaveLength(0);
    runtime.clock.advance(1);
    await runtime.recorder.stop();
    expect(runtime.lines).toHaveLength(1);
  });
});

describe("texts", () => {
  test("an event whose JSON would change by parsing is kept as text", async () => {
    const runtime = new CapturedRuntime(() => returned(null));
    const payload = '{ "id": 12345678901234567890 }';
    await runtime.invoke({ functionName: "orders", payload, causeId: undefined });
    await runtime.recorder.flush();
    expect(runtime.captures()[0]).toMatchObject({ eventText: payload });
  });

  test("what is too large is left out, with its size", async () => {
    const runtime = new CapturedRuntime(() => returned("x".repeat(200)), { maxPayloadBytes: 100 });
    await runtime.invoke({ functionName: "orders", payload: JSON.stringify("y".repeat(200)), causeId: undefined });
    await runtime.recorder.flush();

    const [capture] = runtime.captures();
    expect(capture).toMatchObject({ eventOmittedBytes: 202, resultOmittedBytes: 202 });
    expect(runtime.lines[0]).not.toMatch(/xxx|yyy/);
  });

  test("of many log lines the first and the last are kept, and the capture says so", async () => {
    const runtime = new CapturedRuntime(
      ({ causeId: _causeId, functionName }, { journal }) => {
        for (let line = 0; line < 50; line++) {
          journal.record({
            kind: "lambda.logged",
            functionName,
            environmentId: "e1",
            requestId: "79406a00-bf15-46ca-978c-000000000001",
            source: "stdout",
            line: `line ${line}`,
          });
        }
        return returned(null);
      },
      { maxLogLines: 10 },
    );
    await runtime.invoke({ functionName: "orders", payload: "{}", causeId: undefined });
    await runtime.recorder.flush();

    const [capture] = runtime.captures();
    expect(capture?.logs).toHaveLength(10);
    expect(capture?.logs[0]?.line).toBe("line 0");
    expect(capture?.logs.at(-1)?.line).toMatch(/^REPORT/);
    expect(capture?.omitted).toEqual(["42 log lines in the middle"]);
  });

  test("no secret of an event, a result or a log is in what is written", async () => {
    const runtime = new CapturedRuntime(() => returned({ token: "s3cr3t-result" }));
    await runtime.invoke({
      functionName: "orders",
      payload: JSON.stringify({ Records: [{ body: JSON.stringify({ password: "s3cr3t-event" }) }] }),
      causeId: undefined,
    });
    await runtime.recorder.flush();
    expect(runtime.lines.join("\n")).not.toMatch(/s3cr3t|anna@mail/);
  });
});

describe("a disk that takes nothing", () => {
  test("disturbs no invocation, is told once, and once more after it worked again", async () => {
    const runtime = new CapturedRuntime(() => returned({ ok: true }));
    const warnings = (): unknown[] => runtime.journal.entries().filter(({ kind }) => kind === "capture.failed");
    const invoke = async (): Promise<string> => {
      const outcome = await runtime.invoke({ functionName: "orders", payload: "{}", causeId: undefined });
      await runtime.recorder.flush();
      return outcome.kind;
    };

    runtime.failure = new Error("ENOSPC: no space left on device");
    expect(await invoke()).toBe("returned");
    expect(await invoke()).toBe("returned");
    expect(warnings()).toMatchObject([{ reason: "ENOSPC: no space left on device", lost: 1 }]);

    runtime.failure = undefined;
    await invoke();
    expect(runtime.lines).toHaveLength(1);
    runtime.failure = new Error("ENOSPC");
    await invoke();
    expect(warnings()).toHaveLength(2);
  });

  test("when more end than are kept, the oldest are not even written", async () => {
    const runtime = new CapturedRuntime(() => returned(null), { maxWaiting: 5 });
    for (let index = 0; index < 8; index++) {
      await runtime.invoke({ functionName: "orders", payload: String(index), causeId: undefined });
    }
    await runtime.recorder.flush();
    expect(runtime.captures().map(({ event }) => event)).toEqual([3, 4, 5, 6, 7]);
    expect(runtime.journal.entries().filter(({ kind }) => kind === "capture.failed")).toEqual([]);
  });
});
