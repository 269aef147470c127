import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AwsError } from "../../../runtime/core/errors.ts";
import { Lab, LONG, MAX_RECEIVES, type ModelMessage } from "./queue-model.ts";

type Step =
  | { readonly do: "send"; readonly groupId: string; readonly deduplicationId: string }
  | { readonly do: "receive"; readonly max: number; readonly seconds: number | undefined }
  | { readonly do: "delete"; readonly which: number }
  | { readonly do: "change"; readonly which: number; readonly seconds: number }
  | { readonly do: "advance"; readonly ms: number };

const seconds = fc.constantFrom(0, 1, 5, 60);
const ids = fc.integer({ min: 0, max: 40 }).map(String);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("send"), groupId: fc.constantFrom("a", "b", "c"), deduplicationId: ids }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("receive"),
      max: fc.constantFrom(1, 2, 10),
      seconds: fc.option(seconds, { nil: undefined }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("delete"), which: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("change"), which: fc.nat(50), seconds }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("advance"), ms: fc.constantFrom(1, 999, 1000, 5000, 60_000, 300_000) }),
  },
);

/** Deduplication as the documentation has it: an id counts for five minutes from its first send. */
class Deduplication {
  readonly #sentAt = new Map<string, number>();

  isRepeat(id: string, now: number): boolean {
    const sentAt = this.#sentAt.get(id);
    if (sentAt !== undefined && now - sentAt < 300_000) return true;
    this.#sentAt.set(id, now);
    return false;
  }
}

function run(lab: Lab, action: Step, deduplication: Deduplication): void {
  switch (action.do) {
    case "send": {
      const before = lab.messages.size;
      lab.send({ groupId: action.groupId, deduplicationId: action.deduplicationId });
      const isRepeat = deduplication.isRepeat(action.deduplicationId, lab.clock.now());
      if (lab.messages.size - before !== (isRepeat ? 0 : 1))
        throw new Error(`deduplication of ${action.deduplicationId}`);
      return;
    }
    case "receive":
      return receive(lab, action.max, action.seconds);
    case "delete":
    case "change":
      return useHandle(lab, action);
    case "advance":
      return lab.clock.advance(action.ms);
  }
}

/** What of a group may be given: in order, up to its first message in flight; what was received too often moves away instead. */
function deliverable(lab: Lab, groupId: string | undefined): ModelMessage[] {
  const here = [...lab.messages.values()].filter(
    ({ place, groupId: group }) => group === groupId && "queue" in place && place.queue === lab.source.arn,
  );
  const blocked = here.findIndex(({ place }) => place.kind !== "available");
  const open = blocked === -1 ? here : here.slice(0, blocked);
  return open.filter(({ receivesHere }) => receivesHere < MAX_RECEIVES);
}

function receive(lab: Lab, max: number, visibilitySeconds: number | undefined): void {
  lab.settle();
  const expected = new Map(["a", "b", "c"].map((groupId) => [groupId, deliverable(lab, groupId)]));
  const received = lab.receive(lab.source, max, visibilitySeconds);
  for (const [groupId, messages] of expected) {
    const got = received.filter((message) => message.groupId === groupId);
    // In order and without a gap.
    expect(got).toEqual(messages.slice(0, got.length));
    // All of it, unless the receive was full.
    if (received.length < max) expect(got).toHaveLength(messages.length);
  }
}

function useHandle(lab: Lab, action: Extract<Step, { which: number }>): void {
  const chosen = lab.handles[action.which % Math.max(1, lab.handles.length)];
  if (chosen === undefined) return;
  lab.settle();
  const message = lab.known(chosen.id);
  const isHere = "queue" in message.place && message.place.queue === chosen.queue.arn;
  const isCurrent = isHere && message.place.kind === "inFlight" && message.receivesHere === chosen.receive;
  const attempt = (): void => {
    if (action.do === "delete") chosen.queue.delete(chosen.handle, { by: "property" });
    else chosen.queue.changeVisibility(chosen.handle, action.seconds);
  };
  const isRefused = isHere ? !isCurrent : action.do === "change";
  if (isRefused) {
    expect(attempt).toThrow(AwsError);
    return;
  }
  attempt();
  if (!isHere) return;
  if (action.do === "delete") message.place = { kind: "deleted" };
  else message.place = { kind: "inFlight", until: lab.clock.now() + action.seconds * 1000, queue: chosen.queue.arn };
  lab.settle();
}

describe("a FIFO queue", () => {
  test("keeps every group in order, locks it behind what is in flight, and stores no duplicate", () => {
    fc.assert(
      fc.property(fc.array(step, LONG), fc.nat(), (steps, seed) => {
        const lab = new Lab({ fifo: true, seed });
        const deduplication = new Deduplication();
        for (const action of steps) {
          run(lab, action, deduplication);
          const { real, model } = lab.counts(lab.source);
          expect(real).toEqual(model);
        }
      }),
      { numRuns: 300 },
    );
  });
});
