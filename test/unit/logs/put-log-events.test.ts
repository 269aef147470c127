import { beforeEach, expect, test } from "vitest";
import { Lab } from "./lab.ts";

const HOUR_MS = 3_600_000;

let lab: Lab;
beforeEach(() => {
  lab = new Lab();
  lab.stream("app", "one");
});

/** Events at these times from now, in hours. */
function put(...hours: readonly number[]) {
  const logEvents = hours.map((hour) => ({ timestamp: lab.clock.now() + hour * HOUR_MS, message: `${hour}` }));
  return lab.call("PutLogEvents", { logGroupName: "app", logStreamName: "one", logEvents });
}

function stored(): unknown {
  return lab.call("FilterLogEvents", { logGroupName: "app" }).events?.map(({ message }) => message);
}

function refusalOf(...messages: readonly string[]): string {
  const logEvents = messages.map((message) => ({ timestamp: lab.clock.now(), message }));
  return lab.refusal("PutLogEvents", { logGroupName: "app", logStreamName: "one", logEvents });
}

test("events are stored with the time of their arrival, whatever sequence token comes along", () => {
  const { nextSequenceToken, rejectedLogEventsInfo } = lab.call("PutLogEvents", {
    logGroupName: "app",
    logStreamName: "one",
    sequenceToken: "any",
    logEvents: [{ timestamp: lab.clock.now() - 7, message: "hello" }],
  });
  expect({ nextSequenceToken, rejectedLogEventsInfo }).toEqual({
    nextSequenceToken: expect.stringMatching(/^\d{56}$/),
    rejectedLogEventsInfo: undefined,
  });
  expect(lab.call("GetLogEvents", { logGroupName: "app", logStreamName: "one" }).events).toEqual([
    { timestamp: lab.clock.now() - 7, ingestionTime: lab.clock.now(), message: "hello" },
  ]);
});

test("events older than 14 days or newer than two hours are left out, and the answer says which", () => {
  const DAYS = -24;
  expect(put(15 * DAYS, 14.5 * DAYS, -1, 0, 2, 3, 4).rejectedLogEventsInfo).toEqual({
    tooOldLogEventEndIndex: 2,
    expiredLogEventEndIndex: undefined,
    tooNewLogEventStartIndex: 5,
  });
  expect(stored()).toEqual(["-1", "0", "2"]);
});

test("events that have passed the group's retention are left out as expired", () => {
  lab.call("PutRetentionPolicy", { logGroupName: "app", retentionInDays: 1 });
  expect(put(-25, -23).rejectedLogEventsInfo).toMatchObject({
    expiredLogEventEndIndex: 1,
    tooOldLogEventEndIndex: undefined,
  });
  expect(stored()).toEqual(["-23"]);
});

test("a batch that is not in order, or spans more than a day, is refused whole", () => {
  expect(() => put(0, -1)).toThrow("Log events in a single PutLogEvents request must be in chronological order.");
  expect(() => put(-24.1, 0)).toThrow(
    "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.",
  );
  expect(stored()).toEqual([]);
});

test("the span counts only between events that are stored", () => {
  expect(put(-24 * 15, -1, 0).rejectedLogEventsInfo).toMatchObject({ tooOldLogEventEndIndex: 1 });
});

test("an event and a batch have a size limit in bytes of UTF-8, each event's 26 included", () => {
  const limit = 1_048_576;
  expect(refusalOf("x".repeat(limit - 26))).toBe("accepted");
  expect(refusalOf("x".repeat(limit - 25))).toBe(
    `InvalidParameterException: Log event too large: ${limit + 1} bytes exceeds limit of ${limit}`,
  );
  expect(refusalOf("é".repeat(limit / 4), "é".repeat(limit / 4 - 25))).toBe(
    `InvalidParameterException: Upload too large: ${limit + 2} bytes exceeds limit of ${limit}`,
  );
});

test("late events are read in order of their time", () => {
  put(-1);
  put(-2);
  put(-1.5);
  expect(stored()).toEqual(["-2", "-1.5", "-1"]);
});
