import fc from "fast-check";
import { expect, test } from "vitest";
import type { AsyncPolicy, InvokeOutcome } from "../../../runtime/core/ports.ts";
import { functionArn, World } from "../../unit/events/deliver/world.ts";

const queueArn = "arn:aws:sqs:eu-west-1:123456789012:records";

type How = "returned" | "threw" | "timedOut" | "throttled" | "ours";

/** How one event's attempts end, one after the other; the last for all that follow. */
const anyAttempts: fc.Arbitrary<readonly How[]> = fc.array(
  fc.constantFrom<How[]>("returned", "threw", "timedOut", "throttled", "ours"),
  { minLength: 1, maxLength: 12 },
);

const anyPolicy: fc.Arbitrary<Partial<AsyncPolicy>> = fc.record({
  maximumRetryAttempts: fc.integer({ min: 0, max: 2 }),
  maximumEventAgeInSeconds: fc.integer({ min: 60, max: 21_600 }),
  neverRuns: fc.integer({ min: 0, max: 5 }).map((die) => die === 0),
});

interface DeliveredRecord {
  readonly requestContext: {
    readonly requestId: string;
    readonly condition: string;
    readonly approximateInvokeCount: number;
  };
}

test("every event ends once, with one record, after no more attempts and no later than its policy allows", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAttempts, { minLength: 1, maxLength: 5 }), anyPolicy, async (histories, policy) => {
      expect(await broken(histories, policy)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

interface Attempt {
  /** Milliseconds since the event was sent. */
  readonly at: number;
  readonly how: How;
}

/** The rules that this run broke, as sentences. */
async function broken(histories: readonly (readonly How[])[], policy: Partial<AsyncPolicy>): Promise<string[]> {
  const world = new World();
  const startedAt = world.clock.now();
  const attempts = new Map<string, Attempt[]>();
  world.queue("records");
  world.policy = { ...policy, onSuccess: queueArn, onFailure: queueArn };
  world.answer = ({ requestId = "", payload }) => {
    const done = attempts.get(requestId) ?? [];
    attempts.set(requestId, done);
    const history = histories[Number(payload)] ?? [];
    const how = history[done.length] ?? history.at(-1) ?? "returned";
    done.push({ at: world.clock.now() - startedAt, how });
    return outcomeOf(how);
  };
  const ids = histories.map((_, index) => {
    const event = { functionName: functionArn, payload: String(index), causeId: undefined };
    return world.asyncInvocations.invoke(event).requestId;
  });
  await world.clock.advanceAsync(8 * 3_600_000);
  const records = await receivedRecords(world);
  const rules = ids.flatMap((id) => {
    const own = records.filter(({ requestContext }) => requestContext.requestId === id);
    return rulesOf(own, attempts.get(id) ?? [], policy);
  });
  return rules.filter(([holds]) => !holds).map(([, rule]) => rule);
}

async function receivedRecords(world: World): Promise<DeliveredRecord[]> {
  const queue = world.sqs.queueByArn(queueArn);
  const records: DeliveredRecord[] = [];
  if (queue === undefined) return records;
  for (let got = await world.receive(queue); got.length > 0; got = await world.receive(queue)) {
    records.push(...got.map(({ body }) => JSON.parse(body) as DeliveredRecord));
  }
  return records;
}

function rulesOf(
  records: readonly DeliveredRecord[],
  attempts: readonly Attempt[],
  policy: Partial<AsyncPolicy>,
): [boolean, string][] {
  const { maximumRetryAttempts = 2, maximumEventAgeInSeconds = 21_600, neverRuns = false } = policy;
  const { condition, approximateInvokeCount } = records[0]?.requestContext ?? {};
  const errors = attempts.filter(({ how }) => how === "threw" || how === "timedOut").length;
  const allowed = maximumRetryAttempts + 1;
  return [
    [records.length === 1, "it has one record"],
    [errors <= allowed, "it is tried again as often as allowed"],
    [attempts.every(({ at }) => at < maximumEventAgeInSeconds * 1000), "it is not tried when it is too old"],
    [(condition === "Success") === (attempts.at(-1)?.how === "returned"), "it succeeded if its last attempt did"],
    [
      (condition === "RetriesExhausted") === (errors === allowed && attempts.at(-1)?.how !== "returned"),
      "it used up its retries",
    ],
    [condition === "Success" || approximateInvokeCount === errors, "its record counts what ran"],
    [neverRuns === (condition === "ZeroReservedConcurrency"), "it is dropped at once if nothing can run"],
  ];
}

function outcomeOf(how: How): InvokeOutcome {
  if (how === "ours") throw new TypeError("oops");
  if (how === "throttled") return { kind: how, requestId: "r", reason: "ConcurrentInvocationLimitExceeded" };
  return { kind: how, requestId: "r", payload: '{"errorMessage":"x"}' };
}
