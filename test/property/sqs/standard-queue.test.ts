import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AwsError } from "../../../runtime/core/errors.ts";
import { Lab, LONG, MAX_RECEIVES } from "./queue-model.ts";

type Step =
  | { readonly do: "send"; readonly delaySeconds: number; readonly groupId: string | undefined }
  | { readonly do: "receive"; readonly max: number; readonly seconds: number | undefined; readonly dead: boolean }
  | { readonly do: "delete"; readonly which: number }
  | { readonly do: "change"; readonly which: number; readonly seconds: number }
  | { readonly do: "advance"; readonly ms: number };

const seconds = fc.constantFrom(0, 1, 5, 60);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("send"),
      delaySeconds: seconds,
      groupId: fc.constantFrom(undefined, undefined, "a", "b"),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("receive"),
      max: fc.constantFrom(1, 2, 10, 100),
      seconds: fc.option(seconds, { nil: undefined }),
      dead: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("delete"), which: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("change"), which: fc.nat(50), seconds }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("advance"), ms: fc.constantFrom(1, 999, 1000, 5000, 60_000, 300_000) }),
  },
);

function run(lab: Lab, action: Step): void {
  switch (action.do) {
    case "send":
      return lab.send(
        action.groupId === undefined
          ? { delaySeconds: action.delaySeconds }
          : { delaySeconds: action.delaySeconds, groupId: action.groupId },
      );
    case "receive":
      return receive(lab, action);
    case "delete":
      return remove(lab, action.which);
    case "change":
      return change(lab, action.which, action.seconds);
    case "advance":
      return lab.clock.advance(action.ms);
  }
}

function receive(lab: Lab, { max, seconds: visibility, dead }: Extract<Step, { do: "receive" }>): void {
  const queue = dead ? lab.deadLetters : lab.source;
  const received = lab.receive(queue, max, visibility);
  if (received.length === max) return;
  // A receive that was not full has left nothing behind that it could have given.
  const left = [...lab.messages.values()].filter(
    (message) => message.place.kind === "available" && message.place.queue === queue.arn && !received.includes(message),
  );
  expect(left).toEqual([]);
}

function remove(lab: Lab, which: number): void {
  const chosen = lab.handles[which % Math.max(1, lab.handles.length)];
  if (chosen === undefined) return;
  lab.settle();
  chosen.queue.delete(chosen.handle, { by: "property" });
  const message = lab.known(chosen.id);
  // A handle is good in the queue that made it, as long as the message is there.
  if ("queue" in message.place && message.place.queue === chosen.queue.arn) message.place = { kind: "deleted" };
}

function change(lab: Lab, which: number, visibilitySeconds: number): void {
  const chosen = lab.handles[which % Math.max(1, lab.handles.length)];
  if (chosen === undefined) return;
  lab.settle();
  const message = lab.known(chosen.id);
  const isThere = "queue" in message.place && message.place.queue === chosen.queue.arn;
  const attempt = (): void => chosen.queue.changeVisibility(chosen.handle, visibilitySeconds);
  if (!isThere) {
    expect(attempt).toThrow(AwsError);
    return;
  }
  attempt();
  const until = lab.clock.now() + visibilitySeconds * 1000;
  message.place = { kind: "inFlight", until, queue: chosen.queue.arn };
  lab.settle();
}

describe("a standard queue with a dead-letter queue", () => {
  test("has every message in exactly one place, whatever happens", () => {
    fc.assert(
      fc.property(fc.array(step, LONG), fc.nat(), (steps, seed) => {
        const lab = new Lab({ fifo: false, seed });
        for (const action of steps) {
          run(lab, action);
          for (const queue of [lab.source, lab.deadLetters]) {
            const { real, model } = lab.counts(queue);
            expect(real).toEqual(model);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test("loses no message: after all timeouts each comes out of one of the two queues", () => {
    fc.assert(
      fc.property(fc.array(step, LONG), fc.nat(), (steps, seed) => {
        const lab = new Lab({ fifo: false, seed });
        for (const action of steps.filter(({ do: kind }) => kind !== "advance")) run(lab, action);

        lab.clock.advance(61_000);
        const out = new Set<string>();
        for (let round = 0; round <= MAX_RECEIVES + 1; round++) {
          for (const queue of [lab.source, lab.deadLetters]) {
            for (const { id } of lab.receive(queue, 1000, 0)) out.add(id);
          }
        }

        const alive = [...lab.messages.values()].filter(({ place }) => "queue" in place).map(({ id }) => id);
        expect([...out].toSorted()).toEqual(alive.toSorted());
      }),
      { numRuns: 100 },
    );
  });
});
