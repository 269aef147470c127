import { describe, expect, test, vi } from "vitest";
import { Journal, type JournalEntry } from "../../../runtime/core/journal.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";

const created = (name: string) =>
  ({ kind: "sqs.queueCreated", queueArn: `arn:aws:sqs:us-east-1:000000000000:${name}` }) as const;

describe("the journal", () => {
  test("numbers facts, stamps them with the clock and keeps their cause", () => {
    const clock = new VirtualClock(5_000);
    const journal = new Journal(clock);
    const first = journal.record(created("a"));
    clock.advance(10);
    const second = journal.record(created("b"), first);
    expect(journal.get(second)).toEqual({ ...created("b"), id: 2, at: 5_010, causeId: first });
  });

  test("takes the instant at which a fact became true when it was noticed late", () => {
    const journal = new Journal(new VirtualClock(9_000));
    const id = journal.record(created("a"), undefined, 8_000);
    expect(journal.get(id)?.at).toBe(8_000);
  });

  test("tells every listener, until it unsubscribes", () => {
    const journal = new Journal(new VirtualClock());
    const heard: JournalEntry[] = [];
    const stop = journal.subscribe((entry) => heard.push(entry));
    journal.record(created("a"));
    stop();
    journal.record(created("b"));
    expect(heard.map(({ id }) => id)).toEqual([1]);
  });

  test("a listener that throws hides nothing from the others", () => {
    const loud = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const journal = new Journal(new VirtualClock());
    const heard: number[] = [];
    journal.subscribe(() => {
      throw new Error("broken view");
    });
    journal.subscribe(({ id }) => heard.push(id));
    journal.record(created("a"));
    expect(heard).toEqual([1]);
    expect(loud).toHaveBeenCalledOnce();
    loud.mockRestore();
  });

  test("keeps the newest entries only, oldest first", () => {
    const journal = new Journal(new VirtualClock(), { capacity: 3 });
    const ids = ["a", "b", "c", "d", "e"].map((name) => journal.record(created(name)));
    expect(journal.entries().map(({ id }) => id)).toEqual([3, 4, 5]);
    expect(ids.slice(0, 2).map((id) => journal.get(id))).toEqual([undefined, undefined]);
  });

  test("joins a caller to its invocation by the root of its trace header, whatever segment it sends", () => {
    const journal = new Journal(new VirtualClock());
    const invocation = journal.record(created("a"));
    journal.linkTrace("Root=1-6754a1f0-0123456789abcdef01234567;Parent=53995c3f42cd8ad8;Sampled=0", invocation);
    expect(journal.causeOfTrace("Parent=ffffffffffffffff;Root=1-6754a1f0-0123456789abcdef01234567")).toBe(invocation);
    expect(journal.causeOfTrace("Root=1-00000000-000000000000000000000000")).toBeUndefined();
    expect(journal.causeOfTrace("garbage")).toBeUndefined();
    expect(journal.causeOfTrace(undefined)).toBeUndefined();
  });

  test("tells a caller from the invocation that joined its trace by their segments", () => {
    const journal = new Journal(new VirtualClock());
    const [caller, called] = [
      journal.record({ kind: "runtime.stopping", reason: "caller" }),
      journal.record({ kind: "runtime.stopping", reason: "called" }),
    ];
    journal.linkTrace("Root=1-a;Parent=aaaa;Sampled=0", caller);
    journal.linkTrace("Root=1-a;Parent=bbbb;Sampled=0", called);
    expect(journal.causeOfTrace("Root=1-a;Parent=aaaa;Sampled=0")).toBe(caller);
    expect(journal.causeOfTrace("Root=1-a;Parent=bbbb;Sampled=0")).toBe(called);
    expect(journal.causeOfTrace("Root=1-a")).toBe(caller);
  });

  test("forgets the oldest traces, so that it stays small", () => {
    const journal = new Journal(new VirtualClock(), { capacity: 2 });
    const ids = ["1-a", "1-b", "1-c"].map((root) => {
      const id = journal.record(created(root));
      journal.linkTrace(`Root=${root}`, id);
      return id;
    });
    expect(["1-a", "1-b", "1-c"].map((root) => journal.causeOfTrace(`Root=${root}`))).toEqual([
      undefined,
      ids[1],
      ids[2],
    ]);
  });
});
