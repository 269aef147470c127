import { describe, expect, test } from "vitest";
import { explore, ExploreError, type ExploreOptions } from "../../testkit/explore/explore.ts";
import { type Animal, scenarioOf } from "./zoo/animal.ts";
import { BATCHES } from "./zoo/batches.ts";
import { HEALTHY } from "./zoo/healthy.ts";
import { ONCE_ONLY } from "./zoo/once-only.ts";

const RUNS = { runs: 60, seed: 1 };

async function broken(animal: Animal, options: ExploreOptions = RUNS): Promise<ExploreError> {
  const { faults } = animal;
  const found = await explore(scenarioOf(animal), { ...options, ...(faults && { faults }) }).catch(
    (error: unknown) => error,
  );
  if (found instanceof ExploreError) return found;
  throw found instanceof Error ? found : new Error(`explore did not find that it ${animal.name}`);
}

describe("explore finds the bug of a handler that", () => {
  test.each([...ONCE_ONLY, ...BATCHES])("$name", async (animal) => {
    const { message, steps } = await broken(animal);
    expect(message).toContain("(seed 1)");
    const { brokenBy } = animal;
    expect(steps).toHaveLength(brokenBy === undefined ? 0 : 1);
    expect(steps.join("\n")).toMatch(brokenBy ?? /^$/);
  });

  test("there are at least 25 of them", () => {
    const names = new Set([...ONCE_ONLY, ...BATCHES].map(({ name }) => name));
    expect(names.size).toBeGreaterThanOrEqual(25);
  });
});

describe("each kind of fault alone", () => {
  const [chargesAgain] = ONCE_ONLY;
  const [newest] = BATCHES.filter(({ brokenBy }) => brokenBy?.source === "reverse order");
  test.each([
    { fault: "duplicate", animal: chargesAgain, step: "invocation 1: one of its messages is delivered a second time" },
    { fault: "lostAcknowledgement", animal: chargesAgain, step: "invocation 1: the handler returns, but its messages" },
    { fault: "timeout", animal: chargesAgain, step: "invocation 1: the handler does everything, but does not return" },
    { fault: "crash", animal: chargesAgain, step: "invocation 1: its process ends when 1 of its records are done" },
    { fault: "delay", animal: chargesAgain, step: "invocation 1: it begins 30 seconds late" },
    { fault: "reorder", animal: newest, step: "invocation 1: the records of its batch come in reverse order" },
  ] as const)("$fault", async ({ fault, animal, step }) => {
    if (animal === undefined) throw new Error("the zoo has lost an animal");
    const { steps } = await broken({ ...animal, faults: [fault] });
    expect(steps).toEqual([expect.stringContaining(step)]);
  });

  test("a throttle makes a charge late, not twice", async () => {
    if (chargesAgain === undefined) throw new Error("the zoo has lost an animal");
    const report = await explore(scenarioOf(chargesAgain), { ...RUNS, faults: ["throttle"] });
    expect(report).toEqual({ runs: 60, seed: 1 });
  });
});

describe("a failure", () => {
  test("says the seed, the schedule, the broken assertion and what happened, the same ones again for the same seed", async () => {
    const [chargesAgain] = ONCE_ONLY;
    if (chargesAgain === undefined) throw new Error("the zoo has lost an animal");
    const first = await broken(chargesAgain);
    expect(first.message).toMatch(
      /^Run \d+ broke the scenario \(seed 1\)\. The shortest schedule that does:\n {2}- invocation 1: /,
    );
    expect(first.message).toContain("expected the effects [charge a], there were [charge a, charge a]");
    expect(first.message).toMatch(/What happened:\n[^]*sqs\.messageSent[^]*esm\.batchSettled/);
    expect((await broken(chargesAgain)).message).toBe(first.message);
  });
});

describe("explore is silent on", () => {
  test.each(HEALTHY)("$name", async (animal) => {
    const report = await explore(scenarioOf(animal), RUNS);
    expect(report).toEqual({ runs: 60, seed: 1 });
  });
});
