import { describe, expect, test } from "vitest";
import { AwsError } from "../../../runtime/core/errors.ts";
import type { AsyncPolicy, InvokeOutcome } from "../../../runtime/core/ports.ts";
import { functionArn, published, returned, World } from "./deliver/world.ts";

const threw: InvokeOutcome = { kind: "threw", requestId: "ignored", payload: '{"errorMessage":"no stock"}' };
const throttled: InvokeOutcome = {
  kind: "throttled",
  requestId: "ignored",
  reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
};

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A world whose function has been sent one event; `attempts` are the instants at which it ran, from the first. */
function sent(
  answer: World["answer"],
  payload = "{}",
  policy: Partial<AsyncPolicy> = {},
): { world: World; requestId: string; attempts: number[] } {
  const world = new World();
  world.policy = policy;
  const startedAt = world.clock.now();
  const attempts: number[] = [];
  world.answer = (invocation) => {
    attempts.push(world.clock.now() - startedAt);
    return answer(invocation);
  };
  const { requestId } = world.asyncInvocations.invoke({ functionName: functionArn, payload, causeId: undefined });
  return { world, requestId, attempts };
}

describe("an asynchronous invocation", () => {
  test("runs at once, and once when it succeeds", async () => {
    const { world, requestId, attempts } = sent(() => returned, '{"a":1}');

    await world.clock.advanceAsync(7 * HOUR);

    expect(attempts).toEqual([0]);
    expect(world.invocations).toMatchObject([{ functionName: functionArn, payload: '{"a":1}', requestId }]);
    expect(world.clock.pending).toBe(0);
  });

  test("that fails is tried again after one and after two minutes, with the same request id, and then dropped", async () => {
    const { world, requestId, attempts } = sent(() => threw);

    await world.clock.advanceAsync(7 * HOUR);

    expect(attempts).toEqual([0, MINUTE, 3 * MINUTE]);
    expect(new Set(world.invocations.map((invocation) => invocation.requestId))).toEqual(new Set([requestId]));
    expect(world.facts("lambda.asyncInvocationRetried")).toHaveLength(2);
    expect(world.facts("lambda.asyncInvocationDropped")).toMatchObject([
      { requestId, condition: "RetriesExhausted", reason: "handler threw: no stock" },
    ]);
  });

  test.each([
    [
      { kind: "timedOut", requestId: "", payload: '{"errorMessage":"Task timed out"}' },
      "handler timed out: Task timed out",
    ],
    [{ kind: "crashed", requestId: "", payload: "null" }, "handler crashed: no reason given"],
  ] as const)("that ended as %o counts as failed", async (outcome, reason) => {
    const { world } = sent(() => outcome);

    await world.clock.advanceAsync(MINUTE);

    expect(world.facts("lambda.asyncInvocationRetried")[0]).toMatchObject({ reason });
    expect(world.invocations).toHaveLength(2);
  });

  test("that succeeds at the second attempt is done", async () => {
    let attempt = 0;
    const { world, attempts } = sent(() => (++attempt === 1 ? threw : returned));

    await world.clock.advanceAsync(7 * HOUR);

    expect(attempts).toEqual([0, MINUTE]);
    expect(world.facts("lambda.asyncInvocationDropped")).toEqual([]);
  });

  test("that is throttled comes back ever later, up to every five minutes, for six hours", async () => {
    const { world, attempts } = sent(() => throttled);

    await world.clock.advanceAsync(7 * HOUR);

    const pauses = attempts.slice(1).map((at, index) => (at - (attempts[index] ?? 0)) / SECOND);
    expect(pauses.slice(0, 11)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    expect(new Set(pauses.slice(9))).toEqual(new Set([300]));
    expect(attempts.at(-1)).toBeLessThanOrEqual(6 * HOUR);
    expect(attempts.at(-1)).toBeGreaterThan(6 * HOUR - 5 * MINUTE);
    expect(world.facts("lambda.asyncInvocationDropped")).toMatchObject([
      {
        condition: "EventAgeExceeded",
        reason: "Rate Exceeded. (ReservedFunctionConcurrentInvocationLimitExceeded)",
      },
    ]);
  });

  test("throttling does not use up the retries for errors", async () => {
    const outcomes = [throttled, threw, throttled, threw, threw];
    const { world, attempts } = sent(() => outcomes.shift() ?? returned);

    await world.clock.advanceAsync(HOUR);

    expect(attempts.map((at) => at / SECOND)).toEqual([0, 1, 61, 63, 183]);
    expect(world.facts("lambda.asyncInvocationDropped")).toMatchObject([{ condition: "RetriesExhausted" }]);
  });

  test("each attempt names the fact that led to it", async () => {
    const { world } = sent(() => threw);

    await world.clock.advanceAsync(HOUR);

    const causes = [...world.facts("lambda.asyncInvocationQueued"), ...world.facts("lambda.asyncInvocationRetried")];
    expect(world.invocations.map(({ causeId }) => causeId)).toEqual(causes.map(({ id }) => id));
  });

  test("of a function that went away counts as a failed attempt, as if it had run", async () => {
    let attempt = 0;
    const { world, attempts } = sent(() => {
      if (++attempt === 1) return threw;
      throw new AwsError("ResourceNotFoundException", "Function not found: x");
    });

    await world.clock.advanceAsync(HOUR);

    expect(attempts).toEqual([0, MINUTE, 3 * MINUTE]);
    expect(world.facts("lambda.asyncInvocationDropped")).toMatchObject([
      { condition: "RetriesExhausted", reason: "Function not found: x" },
    ]);
    expect(world.clock.pending).toBe(0);
  });

  test("whose runtime tells its error in no JSON fails like any other", async () => {
    const policy = { maximumRetryAttempts: 0, onFailure: "arn:aws:sqs:us-east-1:000000000000:failed" };
    const { world, attempts } = sent(
      () => ({ kind: "threw", requestId: "ignored", payload: 'it "broke"' }),
      "{}",
      policy,
    );

    await world.clock.advanceAsync(HOUR);

    expect(attempts).toEqual([0]);
    expect(world.facts("internal.failed")).toEqual([]);
    expect(world.facts("lambda.asyncInvocationDropped")).toMatchObject([{ reason: "handler threw: no reason given" }]);
  });

  test("in a recursive loop is dropped at once", async () => {
    const { world, attempts } = sent(() => {
      throw new AwsError("RecursiveInvocationException", "a loop", { status: 400 });
    });

    await world.clock.advanceAsync(HOUR);

    expect(attempts).toEqual([0]);
    expect(world.facts("lambda.asyncInvocationDropped")).toMatchObject([{ reason: "a loop", statusCode: 400 }]);
  });

  test("an error of ours is told loudly and tried again like a system error", async () => {
    let attempt = 0;
    const { world, attempts } = sent(() => {
      if (++attempt < 3) throw new TypeError("oops");
      return returned;
    });

    await world.clock.advanceAsync(HOUR);

    expect(attempts).toEqual([0, SECOND, 3 * SECOND]);
    expect(world.facts("internal.failed")).toMatchObject([{ message: "oops" }, { message: "oops" }]);
  });

  test.each([
    [0, [0]],
    [1, [0, MINUTE]],
    [2, [0, MINUTE, 3 * MINUTE]],
  ])("with a MaximumRetryAttempts of %d is tried again as often", async (maximumRetryAttempts, expected) => {
    const { world, attempts } = sent(() => threw, "{}", { maximumRetryAttempts });

    await world.clock.advanceAsync(HOUR);

    expect(attempts).toEqual(expected);
  });

  test("with a MaximumEventAgeInSeconds is not tried again when that would be too late", async () => {
    const { world, attempts } = sent(() => threw, "{}", { maximumEventAgeInSeconds: 120 });

    await world.clock.advanceAsync(HOUR);

    expect(attempts).toEqual([0, MINUTE]);
    expect(world.facts("lambda.asyncInvocationDropped")).toMatchObject([
      { condition: "EventAgeExceeded", reason: "handler threw: no stock" },
    ]);
  });

  test("of a function whose reserved concurrency is 0 is dropped at once", async () => {
    const { world, attempts } = sent(() => returned, "{}", { neverRuns: true });

    await world.asyncInvocations.settled();

    expect(attempts).toEqual([]);
    expect(world.facts("lambda.asyncInvocationDropped")).toMatchObject([{ condition: "ZeroReservedConcurrency" }]);
  });

  test("follows the policy that is in force when it is tried again", async () => {
    const { world, attempts } = sent(() => threw);
    await world.clock.advanceAsync(SECOND);
    world.policy = { maximumRetryAttempts: 1 };

    await world.clock.advanceAsync(HOUR);

    expect(attempts).toEqual([0, MINUTE]);
  });

  test("passes the client context and the qualifier on", () => {
    const world = new World();
    const clientContext = '{"custom":{}}';
    const event = { functionName: functionArn, qualifier: "prod", payload: "{}", clientContext, causeId: undefined };
    world.asyncInvocations.invoke(event);

    expect(world.invocations).toMatchObject([{ functionName: functionArn, qualifier: "prod", clientContext }]);
    expect(world.facts("lambda.asyncInvocationQueued")).toMatchObject([{ functionName: "handle:prod" }]);
  });

  test("has one trace for all of its attempts", async () => {
    const { world } = sent(() => threw);

    await world.clock.advanceAsync(HOUR);

    const [first, ...others] = world.invocations.map(({ traceHeader }) => traceHeader);
    expect(first).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
    expect(others).toEqual([first, first]);
  });

  test.each([
    [
      "arn:aws:lambda:eu-west-1:123456789012:function:gone",
      "arn:aws:lambda:eu-west-1:123456789012:function:gone:$LATEST",
    ],
    [`${functionArn}2:prod`, `${functionArn}2:prod`],
  ])("of %s is refused", (arn, named) => {
    const { asyncInvocations } = new World();

    expect(() => asyncInvocations.invoke({ functionName: arn, payload: "{}", causeId: undefined })).toThrow(
      `Function not found: ${named}`,
    );
  });

  test("stop forgets the events that wait", async () => {
    const { world } = sent(() => threw);
    await world.asyncInvocations.settled();
    expect(world.clock.pending).toBe(1);

    world.asyncInvocations.stop();
    await world.clock.advanceAsync(HOUR);

    expect(world.clock.pending).toBe(0);
    expect(world.invocations).toHaveLength(1);
  });

  test("stop ends retries of an attempt that is under way", async () => {
    let finish: (outcome: InvokeOutcome) => void = () => undefined;
    const { world } = sent(() => new Promise((resolve) => (finish = resolve)));

    world.asyncInvocations.stop();
    finish(threw);
    await world.asyncInvocations.settled();

    expect(world.clock.pending).toBe(0);
    expect(world.facts("lambda.asyncInvocationRetried")).toEqual([]);
  });
});

describe("delivery from SNS to a function", () => {
  test("is delivered when the event is accepted, whatever the function makes of it", async () => {
    const world = new World();
    world.answer = () => threw;

    const outcome = await world.deliver(
      { protocol: "lambda", endpoint: `${functionArn}:$LATEST` },
      published({ traceHeader: "Root=1-a" }),
    );

    expect(outcome).toEqual({ kind: "delivered", statusCode: 202 });
    expect(world.invocations).toMatchObject([{ functionName: `${functionArn}:$LATEST`, traceHeader: "Root=1-a" }]);
    expect(JSON.parse(world.invocations[0]?.payload ?? "")).toMatchObject({
      Records: [{ Sns: { Message: "Hello world!" } }],
    });
  });

  test("fails for good when there is no such function", async () => {
    const outcome = await new World().deliver({ protocol: "lambda", endpoint: `${functionArn}2` });

    expect(outcome).toEqual({
      kind: "failed",
      clientError: true,
      reason: `Function not found: ${functionArn}2:$LATEST`,
      statusCode: 404,
    });
  });

  test("is never asked to confirm", async () => {
    const request = { type: "SubscriptionConfirmation", messageId: "m", token: "t", publishedAt: 0 } as const;

    expect(await new World().deliver({ protocol: "lambda", endpoint: functionArn }, request)).toMatchObject({
      clientError: true,
      reason: "A lambda subscription has no SubscriptionConfirmation.",
    });
  });
});
