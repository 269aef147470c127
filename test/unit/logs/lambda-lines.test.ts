import { beforeEach, describe, expect, test } from "vitest";
import { Lab } from "./lab.ts";

let lab: Lab;
beforeEach(() => {
  lab = new Lab();
});

const messagesOf = (logGroupName: string): unknown =>
  lab.call("FilterLogEvents", { logGroupName }).events?.map(({ message }) => message);

describe("what functions print", () => {
  test("is in the function's group and its environment's stream, which the first line makes", () => {
    expect(lab.groupNames()).toEqual([]);
    lab.print("START RequestId: a Version: $LATEST", { source: "platform" });
    lab.clock.advance(3);
    lab.print("hello\nworld");
    lab.print("other", { logStream: "2026/01/01/[$LATEST]0b" });
    const { events } = lab.call("FilterLogEvents", { logGroupName: "/aws/lambda/orders" });
    expect(events).toMatchObject([
      { logStreamName: "2026/01/01/[$LATEST]0a", message: "START RequestId: a Version: $LATEST\n" },
      { logStreamName: "2026/01/01/[$LATEST]0a", message: "hello\nworld\n", timestamp: lab.clock.now() },
      { logStreamName: "2026/01/01/[$LATEST]0b", message: "other\n" },
    ]);
  });

  test("is in the log group that the function names, in the function's account and region", () => {
    const scope = { region: "eu-west-1", accountId: "111111111111" };
    lab.print("hello", { logGroup: "mine", scope });
    expect(lab.groupNames()).toEqual([]);
    expect(lab.call("FilterLogEvents", { logGroupName: "mine" }, scope).events).toMatchObject([{ message: "hello\n" }]);
  });

  test("goes into a group that is there already, and comes back after its deletion", () => {
    lab.call("CreateLogGroup", { logGroupName: "/aws/lambda/orders", tags: { a: "b" } });
    lab.print("one");
    expect(lab.call("ListTagsLogGroup", { logGroupName: "/aws/lambda/orders" })).toEqual({ tags: { a: "b" } });
    lab.call("DeleteLogGroup", { logGroupName: "/aws/lambda/orders" });
    lab.print("two");
    expect(messagesOf("/aws/lambda/orders")).toEqual(["two\n"]);
  });

  test("is nowhere when Lambda could not create the log group that the function names", () => {
    lab.print("hello", { logGroup: "aws/mine" });
    expect(lab.groupNames()).toEqual([]);
  });

  test("is no longer heard after a stop", () => {
    lab.logs.stop();
    lab.print("hello");
    expect(lab.groupNames()).toEqual([]);
  });
});

describe("a log group stays small", () => {
  test("in events: the oldest go, and with them the streams of environments that have none left", () => {
    for (let index = 0; index < 60_000; index++)
      lab.print(`${index}`, { logStream: index < 5000 ? "first" : "second" });
    const logGroupName = "/aws/lambda/orders";
    const { events = [] } = lab.call("FilterLogEvents", { logGroupName, limit: 1 });
    const oldest = Number(events[0]?.message);
    expect(oldest).toBeGreaterThanOrEqual(10_000);
    expect(oldest).toBeLessThan(16_000);
    expect(lab.call("DescribeLogStreams", { logGroupName }).logStreams).toMatchObject([{ logStreamName: "second" }]);
  });

  test("in bytes", () => {
    for (let index = 0; index < 100; index++) lab.print(`${index} ${"x".repeat(250_000)}`);
    const { storedBytes = 0 } = lab.call("DescribeLogGroups", {}).logGroups?.[0] ?? {};
    expect(storedBytes).toBeLessThanOrEqual(16 * 1_048_576);
    expect(storedBytes).toBeGreaterThan(14 * 1_048_576);
    const { events } = lab.call("GetLogEvents", {
      logGroupName: "/aws/lambda/orders",
      logStreamName: "2026/01/01/[$LATEST]0a",
      limit: 1,
    });
    expect(events?.[0]?.message).toMatch(/^99 /);
  });

  test("but keeps a stream that a client made", () => {
    lab.stream("app", "mine");
    lab.put("app", "mine", "x");
    lab.stream("app", "busy");
    for (let index = 0; index < 6; index++) {
      lab.put("app", "busy", ...Array.from({ length: 10_000 }, () => "y"));
    }
    expect(lab.call("DescribeLogStreams", { logGroupName: "app" }).logStreams).toMatchObject([
      { logStreamName: "busy" },
      { logStreamName: "mine" },
    ]);
  });
});
