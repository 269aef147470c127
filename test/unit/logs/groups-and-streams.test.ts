import { beforeEach, describe, expect, test } from "vitest";
import type { LogsOperations } from "../../../runtime/protocol/generated/logs.ts";
import { Lab } from "./lab.ts";

const ARN = "arn:aws:logs:us-east-1:000000000000:log-group:app";

let lab: Lab;
beforeEach(() => {
  lab = new Lab();
});

describe("a log group", () => {
  test("is shown with its ARNs, its class and what it stores", () => {
    lab.stream("app", "one");
    lab.put("app", "one", "héllo");
    expect(lab.call("DescribeLogGroups", {})).toEqual({
      logGroups: [
        {
          arn: `${ARN}:*`,
          creationTime: lab.clock.now(),
          deletionProtectionEnabled: false,
          kmsKeyId: undefined,
          logGroupArn: ARN,
          logGroupClass: "STANDARD",
          logGroupName: "app",
          metricFilterCount: 0,
          retentionInDays: undefined,
          storedBytes: 6 + 26,
        },
      ],
      nextToken: undefined,
    });
  });

  test("is found by a prefix or by a part of its name, which shows less of it", () => {
    for (const logGroupName of ["b/data", "a/data", "data"]) lab.call("CreateLogGroup", { logGroupName });
    const found = (input: object): unknown => lab.call("DescribeLogGroups", input).logGroups;
    expect(found({ logGroupNamePrefix: "data" })).toMatchObject([{ logGroupName: "data", storedBytes: 0 }]);
    expect(found({ logGroupNamePattern: "/data" })).toMatchObject([
      { logGroupName: "a/data" },
      { logGroupName: "b/data" },
    ]);
    expect(found({ logGroupNamePattern: "/data" })).not.toHaveProperty("0.storedBytes");
    expect(lab.call("ListLogGroups", { logGroupNamePattern: "^a|^d" }).logGroups).toMatchObject([
      { logGroupName: "a/data" },
      { logGroupName: "data" },
    ]);
  });

  test("belongs to its account and region", () => {
    lab.call("CreateLogGroup", { logGroupName: "app" });
    expect(lab.call("DescribeLogGroups", {}, { region: "eu-west-1" }).logGroups).toEqual([]);
    lab.call("CreateLogGroup", { logGroupName: "app" }, { region: "eu-west-1" });
    expect(lab.call("DescribeLogGroups", {}, { region: "eu-west-1" }).logGroups).toMatchObject([
      { logGroupArn: ARN.replace("us-east-1", "eu-west-1") },
    ]);
  });

  test("goes with its streams, unless it is protected", () => {
    lab.stream("app", "one");
    lab.call("PutLogGroupDeletionProtection", { logGroupIdentifier: "app", deletionProtectionEnabled: true });
    expect(lab.refusal("DeleteLogGroup", { logGroupName: "app" })).toMatch(/^ValidationException: /);
    lab.call("PutLogGroupDeletionProtection", { logGroupIdentifier: ARN, deletionProtectionEnabled: false });
    lab.call("DeleteLogGroup", { logGroupName: "app" });
    lab.call("CreateLogGroup", { logGroupName: "app" });
    expect(lab.call("DescribeLogStreams", { logGroupName: "app" }).logStreams).toEqual([]);
  });

  test("has tags, whichever operation sets and reads them", () => {
    lab.call("CreateLogGroup", { logGroupName: "app", tags: { env: "test" } });
    lab.call("TagResource", { resourceArn: ARN, tags: { a: "1", b: "2" } });
    lab.call("TagLogGroup", { logGroupName: "app", tags: { c: "3" } });
    lab.call("UntagResource", { resourceArn: ARN, tagKeys: ["env", "a"] });
    lab.call("UntagLogGroup", { logGroupName: "app", tags: ["c"] });
    expect(lab.call("ListTagsForResource", { resourceArn: ARN })).toEqual({ tags: { b: "2" } });
    expect(lab.call("ListTagsLogGroup", { logGroupName: "app" })).toEqual({ tags: { b: "2" } });
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`t${index}`, ""]));
    expect(lab.refusal("TagResource", { resourceArn: ARN, tags })).toMatch(/^TooManyTagsException: /);
  });

  test("loses events that reach its retention, counted on the clock", () => {
    lab.stream("app", "one");
    lab.put("app", "one", "old");
    lab.clock.advance(2 * 24 * 3_600_000);
    lab.put("app", "one", "new");
    const messages = (): unknown =>
      lab.call("FilterLogEvents", { logGroupName: "app" }).events?.map(({ message }) => message);
    expect(messages()).toEqual(["old", "new"]);
    lab.call("PutRetentionPolicy", { logGroupName: "app", retentionInDays: 3 });
    lab.clock.advance(24 * 3_600_000);
    expect(messages()).toEqual(["old", "new"]);
    lab.clock.advance(1);
    expect(messages()).toEqual(["new"]);
    expect(lab.call("DescribeLogGroups", {}).logGroups).toMatchObject([{ storedBytes: 29, retentionInDays: 3 }]);
    lab.call("DeleteRetentionPolicy", { logGroupName: "app" });
    lab.clock.advance(365 * 24 * 3_600_000);
    expect(messages()).toEqual(["new"]);
  });

  test("are listed in pages that an end in between does not move", () => {
    for (let index = 10; index < 75; index++) lab.call("CreateLogGroup", { logGroupName: `g${index}` });
    const first = lab.call("DescribeLogGroups", {});
    expect(first.logGroups).toHaveLength(50);
    lab.call("DeleteLogGroup", { logGroupName: "g59" });
    lab.call("DeleteLogGroup", { logGroupName: "g11" });
    const second = lab.call("DescribeLogGroups", { nextToken: first.nextToken });
    expect(second.logGroups?.map(({ logGroupName }) => logGroupName)?.[0]).toBe("g60");
    expect(second.logGroups).toHaveLength(15);
    expect(second.nextToken).toBeUndefined();
  });
});

describe("a log stream", () => {
  test("tells when its events were and came", () => {
    lab.stream("app", "one");
    const timestamp = lab.clock.now() - 5000;
    const { logStreams: empty } = lab.call("DescribeLogStreams", { logGroupName: "app" });
    lab.call("PutLogEvents", {
      logGroupName: "app",
      logStreamName: "one",
      logEvents: [
        { timestamp, message: "a" },
        { timestamp: timestamp + 10, message: "b" },
      ],
    });
    const { logStreams } = lab.call("DescribeLogStreams", { logGroupIdentifier: ARN });
    expect(empty?.[0]).toMatchObject({ arn: `${ARN}:log-stream:one`, storedBytes: 0, lastEventTimestamp: undefined });
    expect(logStreams?.[0]).toMatchObject({
      creationTime: lab.clock.now(),
      firstEventTimestamp: timestamp,
      lastEventTimestamp: timestamp + 10,
      lastIngestionTime: lab.clock.now(),
      uploadSequenceToken: expect.stringMatching(/^\d{56}$/),
      storedBytes: 0,
    });
  });

  test("are ordered by name, or by their last event, either way", () => {
    for (const name of ["c", "a", "b"]) {
      lab.stream("app", name);
      lab.clock.advance(10);
      lab.put("app", name, "x");
    }
    const order = (input: object): unknown =>
      lab
        .call("DescribeLogStreams", { logGroupName: "app", ...input })
        .logStreams?.map(({ logStreamName }) => logStreamName);
    expect(order({})).toEqual(["a", "b", "c"]);
    expect(order({ descending: true })).toEqual(["c", "b", "a"]);
    expect(order({ orderBy: "LastEventTime" })).toEqual(["c", "a", "b"]);
    expect(order({ orderBy: "LastEventTime", descending: true, limit: 2 })).toEqual(["b", "a"]);
    expect(order({ logStreamNamePrefix: "b" })).toEqual(["b"]);
  });

  test("takes its events along when it is deleted", () => {
    lab.stream("app", "one");
    lab.stream("app", "two");
    lab.put("app", "one", "a");
    lab.put("app", "two", "b");
    lab.call("DeleteLogStream", { logGroupName: "app", logStreamName: "one" });
    expect(lab.call("FilterLogEvents", { logGroupName: "app" }).events).toMatchObject([{ message: "b" }]);
  });
});

describe("AWS's refusals", () => {
  const GROUP = "ResourceNotFoundException: The specified log group does not exist.";
  const STREAM = "ResourceNotFoundException: The specified log stream does not exist.";
  test.each<[keyof LogsOperations, object, string]>([
    [
      "CreateLogGroup",
      { logGroupName: "app" },
      "ResourceAlreadyExistsException: The specified log group already exists",
    ],
    [
      "CreateLogStream",
      { logGroupName: "app", logStreamName: "one" },
      "ResourceAlreadyExistsException: The specified log stream already exists",
    ],
    ["CreateLogStream", { logGroupName: "no", logStreamName: "one" }, GROUP],
    ["DeleteLogGroup", { logGroupName: "no" }, GROUP],
    ["DeleteLogStream", { logGroupName: "app", logStreamName: "no" }, STREAM],
    ["GetLogEvents", { logGroupName: "no", logStreamName: "one" }, GROUP],
    ["GetLogEvents", { logGroupName: "app", logStreamName: "no" }, STREAM],
    [
      "GetLogEvents",
      { logGroupName: "app", logStreamName: "one", nextToken: "invalid-token" },
      "InvalidParameterException: The specified nextToken is invalid.",
    ],
    ["FilterLogEvents", { logGroupName: "no" }, GROUP],
    [
      "FilterLogEvents",
      { logGroupName: "app", nextToken: "invalid-token" },
      "InvalidParameterException: The specified nextToken is invalid.",
    ],
    [
      "FilterLogEvents",
      { logGroupName: "app", filterPattern: "user.id" },
      "InvalidParameterException: Invalid filter pattern",
    ],
    [
      "FilterLogEvents",
      { logGroupName: "app", filterPattern: "{ $.a = 1" },
      "InvalidParameterException: If a filter pattern starts with '{' it must end with '}'",
    ],
    [
      "DescribeLogStreams",
      { logGroupName: "app", logGroupIdentifier: "app" },
      "ValidationException: LogGroup name and LogGroup ARN are mutually exclusive parameters.",
    ],
    [
      "DescribeLogStreams",
      { logGroupName: "app", orderBy: "LastEventTime", logStreamNamePrefix: "o" },
      "InvalidParameterException: Cannot order by LastEventTime with a logStreamNamePrefix.",
    ],
    [
      "DescribeLogGroups",
      { logGroupNamePrefix: "a", logGroupNamePattern: "a" },
      "InvalidParameterException: LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
    ],
    ["DescribeSubscriptionFilters", { logGroupName: "no" }, GROUP],
    ["DeleteSubscriptionFilter", { logGroupName: "no", filterName: "f" }, GROUP],
    [
      "DeleteSubscriptionFilter",
      { logGroupName: "app", filterName: "f" },
      "ResourceNotFoundException: The specified subscription filter does not exist.",
    ],
    ["ListTagsForResource", { resourceArn: `${ARN}x` }, GROUP],
    ["StartLiveTail", { logGroupIdentifiers: [`${ARN}x`] }, GROUP],
    [
      "StartLiveTail",
      { logGroupIdentifiers: [ARN], logEventFilterPattern: '""' },
      "InvalidParameterException: Invalid filter pattern: Invalid character(s) in term '\"\"'",
    ],
  ])("%s %j", (operation, input, refusal) => {
    lab.stream("app", "one");
    expect(lab.refusal(operation, input as never)).toBe(refusal);
  });

  test("a retention that AWS does not offer", () => {
    lab.stream("app", "one");
    expect(lab.refusal("PutRetentionPolicy", { logGroupName: "app", retentionInDays: 2 })).toMatch(
      /^InvalidParameterException: Invalid retention value\. Valid values are: \[1, 3, 5, 7, 14, /,
    );
  });
});
