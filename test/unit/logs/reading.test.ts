import { beforeEach, describe, expect, test } from "vitest";
import { Lab } from "./lab.ts";

let lab: Lab;
let start: number;
beforeEach(() => {
  lab = new Lab();
  start = lab.clock.now();
  lab.stream("app", "one");
  lab.stream("app", "two");
});

/** Ten events, one a millisecond. */
function fill(): void {
  const logEvents = Array.from({ length: 10 }, (_, index) => ({ timestamp: start + index, message: String(index) }));
  lab.call("PutLogEvents", { logGroupName: "app", logStreamName: "one", logEvents });
}

describe("GetLogEvents", () => {
  const get = (input: object = {}) => {
    const page = lab.call("GetLogEvents", { logGroupName: "app", logStreamName: "one", ...input });
    return { ...page, messages: page.events?.map(({ message }) => message).join("") };
  };

  test("gives the newest events first, page by page back to the beginning, where its token stays the same", () => {
    fill();
    const newest = get({ limit: 4 });
    const middle = get({ limit: 4, nextToken: newest.nextBackwardToken });
    const oldest = get({ limit: 4, nextToken: middle.nextBackwardToken });
    expect([newest.messages, middle.messages, oldest.messages]).toEqual(["6789", "2345", "01"]);
    const end = get({ nextToken: oldest.nextBackwardToken });
    expect(end).toMatchObject({ messages: "", nextBackwardToken: oldest.nextBackwardToken });
  });

  test("from the head goes on until the end, where its token stays the same until there is more", () => {
    fill();
    const first = get({ limit: 6, startFromHead: true });
    const second = get({ limit: 6, nextToken: first.nextForwardToken });
    const end = get({ nextToken: second.nextForwardToken });
    expect([first.messages, second.messages, end.messages]).toEqual(["012345", "6789", ""]);
    expect(end.nextForwardToken).toBe(second.nextForwardToken);
    lab.clock.advance(20);
    lab.put("app", "one", "new");
    expect(get({ nextToken: end.nextForwardToken })).toMatchObject({ messages: "new" });
  });

  test("of an empty stream has tokens that lead to what comes later", () => {
    const empty = get();
    expect(empty).toMatchObject({ messages: "", nextForwardToken: expect.stringMatching(/^f\/\d{56}\/s$/) });
    fill();
    expect(get({ nextToken: empty.nextForwardToken }).messages).toBe("0123456789");
  });

  test("has the start of its time range and not its end, and the events of its stream only", () => {
    fill();
    lab.put("app", "two", "other");
    expect(get({ startTime: start + 2, endTime: start + 5 }).messages).toBe("234");
    expect(get({ startTime: start + 5, endTime: start + 2 }).messages).toBe("");
  });

  test("gives no more than 1 MB a page", () => {
    for (let index = 0; index < 3; index++) lab.put("app", "one", "x".repeat(500_000));
    const page = get({ startFromHead: true });
    expect(page.events).toHaveLength(2);
    expect(get({ nextToken: page.nextForwardToken }).events).toHaveLength(1);
  });
});

describe("FilterLogEvents", () => {
  const filter = (input: object = {}) => {
    const page = lab.call("FilterLogEvents", { logGroupName: "app", ...input });
    return { ...page, messages: page.events?.map(({ message }) => message).join("") };
  };

  test("interleaves streams, with ids that sort as the events do, and lists no searched stream", () => {
    lab.put("app", "one", "a", "b");
    lab.put("app", "two", "c");
    lab.clock.advance(1);
    lab.put("app", "one", "d");
    const { events = [], messages, searchedLogStreams } = filter({ interleaved: true });
    expect({ messages, searchedLogStreams }).toEqual({ messages: "abcd", searchedLogStreams: [] });
    const ids = events.map(({ eventId }) => eventId ?? "");
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(4);
    expect(ids[0]).toMatch(/^\d{56}$/);
  });

  test("has the start and the end of its time range", () => {
    fill();
    expect(filter({ startTime: start + 2, endTime: start + 5 }).messages).toBe("2345");
  });

  test("looks into the streams that are named, or begin with a prefix", () => {
    lab.put("app", "one", "1");
    lab.put("app", "two", "2");
    expect(filter({ logStreamNames: ["two", "three"] }).messages).toBe("2");
    expect(filter({ logStreamNamePrefix: "o" }).messages).toBe("1");
  });

  test("gives a token as long as something that matches is left", () => {
    fill();
    const first = filter({ filterPattern: '-"9"', limit: 5 });
    const second = filter({ filterPattern: '-"9"', limit: 4, nextToken: first.nextToken });
    expect([first.messages, second.messages]).toEqual(["01234", "5678"]);
    expect(second.nextToken).toBeUndefined();
  });

  test("gives the newest first when asked to, and goes on that way", () => {
    fill();
    const first = filter({ startFromHead: false, startTime: start, limit: 6 });
    const second = filter({ startTime: start, nextToken: first.nextToken });
    expect([first.messages, second.messages]).toEqual(["987654", "3210"]);
    expect(lab.refusal("FilterLogEvents", { logGroupName: "app", startFromHead: false })).toMatch(
      /^InvalidParameterException: /,
    );
  });
});
