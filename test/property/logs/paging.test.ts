/** Whatever is written when, following the tokens of a log shows every event once, in order. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Lab } from "../../unit/logs/lab.ts";

/** Batches of events: minutes from now, the stream, and a page's size to read with. */
const batches = fc.array(
  fc.record({
    stream: fc.constantFrom("one", "two"),
    minutes: fc.array(fc.integer({ min: -120, max: 60 }), { maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const limit = fc.integer({ min: 1, max: 7 });

/** @returns the messages of stream one, and of both, in the order in which they must be read */
function write(lab: Lab, written: readonly { readonly stream: string; readonly minutes: readonly number[] }[]) {
  const all: { readonly timestamp: number; readonly message: string; readonly stream: string }[] = [];
  for (const stream of ["one", "two"]) lab.stream("app", stream);
  for (const [batch, { stream, minutes }] of written.entries()) {
    const sorted = minutes.toSorted((a, b) => a - b);
    const logEvents = sorted.map((minute, index) => ({
      timestamp: lab.clock.now() + minute * 60_000,
      message: `${batch}.${index}`,
    }));
    if (logEvents.length === 0) continue;
    lab.call("PutLogEvents", { logGroupName: "app", logStreamName: stream, logEvents });
    all.push(...logEvents.map((event) => ({ ...event, stream })));
  }
  // Sorting is stable: events of one instant stay in the order of their arrival.
  const ordered = all.toSorted((a, b) => a.timestamp - b.timestamp);
  const messages = (of: typeof ordered): string[] => of.map(({ message }) => message);
  return { one: messages(ordered.filter(({ stream }) => stream === "one")), both: messages(ordered) };
}

/** Reads pages until the token stays the same. */
function readAll(lab: Lab, size: number, startFromHead: boolean): string[] {
  const read: string[] = [];
  let nextToken: string | undefined;
  for (let pages = 0; pages < 200; pages++) {
    const input = { logGroupName: "app", logStreamName: "one", limit: size, startFromHead, nextToken };
    const page = lab.call("GetLogEvents", input);
    const messages = page.events?.map(({ message }) => message ?? "") ?? [];
    if (startFromHead) read.push(...messages);
    else read.unshift(...messages);
    const token = startFromHead ? page.nextForwardToken : page.nextBackwardToken;
    if (token === nextToken) return read;
    nextToken = token;
  }
  throw new Error("the pages have no end");
}

test("GetLogEvents forwards and backwards", () => {
  fc.assert(
    fc.property(batches, limit, fc.boolean(), (written, size, startFromHead) => {
      const lab = new Lab();
      const { one } = write(lab, written);
      expect(readAll(lab, size, startFromHead)).toEqual(one);
    }),
  );
});

test("FilterLogEvents up and down, of one stream and of all", () => {
  fc.assert(
    fc.property(batches, limit, fc.boolean(), fc.boolean(), (written, size, startFromHead, isOne) => {
      const lab = new Lab();
      const { one, both } = write(lab, written);
      const read: string[] = [];
      let nextToken: string | undefined;
      do {
        const page = lab.call("FilterLogEvents", {
          logGroupName: "app",
          startTime: lab.clock.now() - 24 * 3_600_000,
          limit: size,
          startFromHead,
          nextToken,
          ...(isOne ? { logStreamNames: ["one"] } : {}),
        });
        read.push(...(page.events ?? []).map(({ message }) => message ?? ""));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      const wanted = isOne ? one : both;
      expect(read).toEqual(startFromHead ? wanted : wanted.toReversed());
    }),
  );
});

test("a forward token of the end leads to exactly what is written later", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 3 }), { maxLength: 20 }), limit, (counts, size) => {
      const lab = new Lab();
      lab.stream("app", "one");
      let nextToken: string | undefined;
      const read: string[] = [];
      const written: string[] = [];
      for (const count of counts) {
        lab.clock.advance(1);
        for (let index = 0; index < count; index++) {
          written.push(`${written.length}`);
          lab.put("app", "one", written.at(-1) ?? "");
        }
        const input = { logGroupName: "app", logStreamName: "one", limit: size, startFromHead: true, nextToken };
        const page = lab.call("GetLogEvents", input);
        read.push(...(page.events ?? []).map(({ message }) => message ?? ""));
        nextToken = page.nextForwardToken;
      }
      expect(read).toEqual(written.slice(0, read.length));
      const rest = lab.call("GetLogEvents", {
        logGroupName: "app",
        logStreamName: "one",
        startFromHead: true,
        nextToken,
      });
      expect([...read, ...(rest.events ?? []).map(({ message }) => message)]).toEqual(written);
    }),
  );
});
