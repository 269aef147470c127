/**
 * What CloudWatch Logs promises its clients, through the real clients. The gateway runs in this process on a virtual clock.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { CloudWatchLogsClient, StartLiveTailCommand } from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LogsEndpoint, startLogsEndpoint } from "../support/logs-endpoint.ts";
import { awscli, awsCommands } from "./clients/awscli.ts";
import { boto3 } from "./clients/boto3.ts";
import { type ClientTarget, outputOf, type TestClient } from "./clients/client.ts";
import { javascript } from "./clients/javascript.ts";

const REGION = "us-east-1";
const ACCOUNT_ID = "000000000000";

describe.each([
  ["JavaScript SDK", javascript],
  ["boto3", boto3],
  ["awscli", awscli],
])("CloudWatch Logs through %s", (_name, connect: (target: ClientTarget) => TestClient) => {
  let endpoint: LogsEndpoint;
  let client: TestClient;

  beforeAll(async () => {
    endpoint = await startLogsEndpoint();
    client = connect({ service: "logs", endpoint: endpoint.url, region: REGION, accessKeyId: ACCOUNT_ID });
  });
  afterAll(async () => {
    await client.stop();
    await endpoint.stop();
  });

  const call = async (operation: string, input: Record<string, unknown>): Promise<Record<string, unknown>> =>
    outputOf(await client.call(operation, input));

  test("a group and a stream are made, written to, read back, filtered, tagged and deleted", async () => {
    const timestamp = endpoint.clock.now();
    const group = { logGroupName: "/app/orders" };
    const stream = { ...group, logStreamName: "2026/[1]" };
    await call("CreateLogGroup", { ...group, tags: { team: "a" } });
    await call("CreateLogStream", stream);
    await call("PutRetentionPolicy", { ...group, retentionInDays: 14 });
    const put = await call("PutLogEvents", {
      ...stream,
      logEvents: [
        { timestamp, message: "snow ☃" },
        { timestamp: timestamp + 1, message: '{"level":"ERROR","code":7}' },
        { timestamp: timestamp + 24 * 3_600_000, message: "too new" },
      ],
    });
    expect(put).toMatchObject({ rejectedLogEventsInfo: { tooNewLogEventStartIndex: 2 } });
    const arn = `arn:aws:logs:${REGION}:${ACCOUNT_ID}:log-group:/app/orders`;
    expect(await call("DescribeLogGroups", { logGroupNamePrefix: "/app" })).toMatchObject({
      logGroups: [{ ...group, retentionInDays: 14, arn: `${arn}:*` }],
    });
    expect(await call("DescribeLogStreams", { ...group, orderBy: "LastEventTime" })).toMatchObject({
      logStreams: [{ logStreamName: "2026/[1]", lastEventTimestamp: timestamp + 1 }],
    });
    expect(await call("GetLogEvents", { ...stream, startFromHead: true })).toMatchObject({
      events: [{ timestamp, message: "snow ☃" }, { message: '{"level":"ERROR","code":7}' }],
    });
    expect(
      await call("FilterLogEvents", { ...group, filterPattern: '{ $.level = "ERROR" && $.code > 6 }' }),
    ).toMatchObject({ events: [{ logStreamName: "2026/[1]", timestamp: timestamp + 1 }] });
    expect(await call("ListTagsForResource", { resourceArn: arn })).toEqual({ tags: { team: "a" } });
    await call("DeleteLogGroup", group);
    expect(await call("DescribeLogGroups", {})).toMatchObject({ logGroups: [] });
  });

  test("what is wrong is refused with AWS's code and sentence", async () => {
    const refusals: [string, Record<string, unknown>, string, string][] = [
      [
        "FilterLogEvents",
        { logGroupName: "/aws/lambda/none" },
        "ResourceNotFoundException",
        "The specified log group does not exist.",
      ],
      [
        "GetLogEvents",
        { logGroupName: "g", logStreamName: "s", limit: 10_001 },
        "InvalidParameterException",
        "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
      ],
      [
        "CreateLogGroup",
        { logGroupName: "a".repeat(513) },
        "InvalidParameterException",
        "Invalid LogGroup or LogStream, both must have length less than or equal to 512.",
      ],
      [
        "CreateLogGroup",
        { logGroupName: "a b" },
        "InvalidParameterException",
        "1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
      ],
      [
        "StartQuery",
        { logGroupName: "g", startTime: 0, endTime: 1, queryString: "fields @message" },
        "NotImplemented",
        "lambdaloop does not implement logs:StartQuery.",
      ],
      [
        "PutSubscriptionFilter",
        { logGroupName: "g", filterName: "f", filterPattern: "", destinationArn: "arn:aws:lambda:x" },
        "NotImplemented",
        "lambdaloop does not implement logs:PutSubscriptionFilter.",
      ],
    ];
    for (const [operation, input, code, message] of refusals) {
      expect(await client.call(operation, input)).toEqual({ error: { code, message } });
    }
  });
});

function print(endpoint: LogsEndpoint, line: string): void {
  endpoint.journal.record({
    kind: "lambda.logged",
    functionName: "orders",
    environmentId: "environment",
    source: "stdout",
    line,
    logStream: "2026/01/01/[$LATEST]0a",
  });
}

describe("awscli's tail", () => {
  let endpoint: LogsEndpoint;
  beforeAll(async () => {
    endpoint = await startLogsEndpoint(Date.now());
  });
  afterAll(() => endpoint.stop());

  test("shows a function's lines of the last minutes, and those that match a pattern", async () => {
    print(endpoint, "one");
    print(endpoint, "two");
    const cli = awsCommands({ endpoint: endpoint.url, region: REGION, accessKeyId: ACCOUNT_ID });
    const tail = ["logs", "tail", "/aws/lambda/orders", "--format", "short"];
    const all = await cli.run(tail);
    const matching = await cli.run([...tail, "--filter-pattern", "two"]);
    await cli.stop();
    expect(all.stdout.split("\n").map((line) => line.slice(20))).toEqual(["one", "two", ""]);
    expect(matching.stdout).toMatch(/^\S+ two\n$/);
  });

  test("follows: every line that is printed later comes once", async () => {
    const follow = join(import.meta.dirname, "clients/awscli-follow.py");
    const args = [follow, "--endpoint-url", endpoint.url, "logs", "tail", "/aws/lambda/orders", "--follow"];
    const child = spawn("/usr/bin/python3", [...args, "--filter-pattern", "later"], {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        PATH: "/usr/bin:/bin",
        HOME: "/nonexistent",
        AWS_ACCESS_KEY_ID: ACCOUNT_ID,
        AWS_SECRET_ACCESS_KEY: "local",
        AWS_DEFAULT_REGION: REGION,
        AWS_EC2_METADATA_DISABLED: "true",
        PYTHONUNBUFFERED: "1",
      },
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const seen: unknown[] = [];
    for (let index = 0; index < 5; index++) {
      endpoint.clock.advance(index % 2);
      print(endpoint, `later ${index}`);
      const { value } = await lines.next();
      seen.push(/later \d/.exec(String(value))?.[0]);
    }
    child.kill();
    expect(seen).toEqual(["later 0", "later 1", "later 2", "later 3", "later 4"]);
  });
});

// Neither Debian's boto3 nor its awscli has StartLiveTail.
test("the JavaScript SDK's live tail gets what functions print, second by second", async () => {
  const endpoint = await startLogsEndpoint();
  print(endpoint, "before");
  const client = new CloudWatchLogsClient({
    endpoint: endpoint.url,
    region: REGION,
    credentials: { accessKeyId: ACCOUNT_ID, secretAccessKey: "local" },
    // Else the host would be `stream-127.0.0.1`.
    disableHostPrefix: true,
  });
  const logGroupIdentifiers = [`arn:aws:logs:${REGION}:${ACCOUNT_ID}:log-group:/aws/lambda/orders`];
  const { responseStream } = await client.send(
    new StartLiveTailCommand({ logGroupIdentifiers, logEventFilterPattern: "ERROR" }),
  );
  const session = responseStream?.[Symbol.asyncIterator]();
  expect(await session?.next()).toMatchObject({ value: { sessionStart: { logGroupIdentifiers } } });
  print(endpoint, "fine");
  print(endpoint, "ERROR now");
  endpoint.clock.advance(1000);
  expect(await session?.next()).toMatchObject({
    value: { sessionUpdate: { sessionResults: [{ message: "ERROR now\n", logStreamName: "2026/01/01/[$LATEST]0a" }] } },
  });
  client.destroy();
  await endpoint.stop();
  expect(endpoint.clock.pending).toBe(0);
});
