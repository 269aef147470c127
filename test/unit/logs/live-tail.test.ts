import { beforeEach, expect, test } from "vitest";
import type { StartLiveTailRequest, StartLiveTailResponseStream } from "../../../runtime/protocol/generated/logs.ts";
import { Lab } from "./lab.ts";

const ARN = "arn:aws:logs:us-east-1:000000000000:log-group:app";

let lab: Lab;
beforeEach(() => {
  lab = new Lab();
  lab.stream("app", "one");
});

function tail(input: Partial<StartLiveTailRequest> = {}, signal = new AbortController().signal) {
  const { responseStream } = lab.call("StartLiveTail", { logGroupIdentifiers: [ARN], ...input }, { signal });
  if (responseStream === undefined) throw new Error("no stream");
  return responseStream[Symbol.asyncIterator]();
}

type Tail = ReturnType<typeof tail>;

async function next(session: Tail): Promise<StartLiveTailResponseStream> {
  const { value, done } = await session.next();
  if (done === true) throw new Error("the session has ended");
  return value;
}

async function nextMessages(session: Tail): Promise<unknown> {
  const item = await next(session);
  return "sessionUpdate" in item ? item.sessionUpdate.sessionResults?.map(({ message }) => message) : item;
}

test("a session begins with what was asked for, and then tells every second what has come", async () => {
  const session = tail({ logEventFilterPattern: "hello" });
  lab.put("app", "one", "hello one", "bye");
  lab.clock.advance(1000);
  expect(await next(session)).toEqual({
    sessionStart: {
      requestId: "request",
      sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      logGroupIdentifiers: [ARN],
      logStreamNames: [],
      logStreamNamePrefixes: [],
      logEventFilterPattern: "hello",
    },
  });
  expect(await next(session)).toEqual({
    sessionUpdate: {
      sessionMetadata: { sampled: false },
      sessionResults: [
        {
          logStreamName: "one",
          logGroupIdentifier: ARN,
          message: "hello one",
          timestamp: lab.clock.now() - 1000,
          ingestionTime: lab.clock.now() - 1000,
        },
      ],
    },
  });
  lab.clock.advance(1000);
  expect(await nextMessages(session)).toEqual([]);
});

test("it shows the streams that were asked for", async () => {
  lab.stream("app", "two");
  const byName = tail({ logStreamNames: ["two"] });
  const byPrefix = tail({ logStreamNamePrefixes: ["o"] });
  lab.put("app", "one", "1");
  lab.put("app", "two", "2");
  lab.clock.advance(1000);
  await next(byName);
  await next(byPrefix);
  expect([await nextMessages(byName), await nextMessages(byPrefix)]).toEqual([["2"], ["1"]]);
});

test("of more than 500 events a second it shows 500, in order, and says so", async () => {
  const session = tail();
  lab.put("app", "one", ...Array.from({ length: 2000 }, (_, index) => String(index)));
  lab.clock.advance(1000);
  await next(session);
  const item = await next(session);
  if (!("sessionUpdate" in item)) throw new Error("no update");
  expect(item.sessionUpdate.sessionMetadata).toEqual({ sampled: true });
  const shown = item.sessionUpdate.sessionResults?.map(({ message }) => Number(message)) ?? [];
  expect(shown).toHaveLength(500);
  expect(shown.toSorted((a, b) => a - b)).toEqual(shown);
  expect(shown.at(-1)).toBeGreaterThan(500);
});

test("a reader that is slow loses the oldest updates", async () => {
  const session = tail();
  for (let second = 0; second < 15; second++) {
    lab.put("app", "one", String(second));
    lab.clock.advance(1000);
  }
  expect(await next(session)).toHaveProperty("sessionStart");
  expect(await nextMessages(session)).toEqual(["5"]);
});

test("it ends after three hours with an exception", async () => {
  const session = tail();
  lab.clock.advance(3 * 3_600_000);
  const items: StartLiveTailResponseStream[] = [];
  for (let item = await session.next(); item.done !== true; item = await session.next()) items.push(item.value);
  expect(items.at(-1)).toHaveProperty("SessionTimeoutException");
  expect(lab.clock.pending).toBe(0);
});

test("nothing is left on the clock when the client goes, or the service stops", async () => {
  const controller = new AbortController();
  const left = tail({}, controller.signal);
  const stopped = tail();
  await next(left);
  await next(stopped);
  const waiting = left.next();
  controller.abort();
  expect(await waiting).toMatchObject({ done: true });
  expect(lab.clock.pending).toBe(1);
  lab.logs.stop();
  expect(await stopped.next()).toMatchObject({ done: true });
  expect(lab.clock.pending).toBe(0);
});
