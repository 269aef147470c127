import { afterEach, beforeEach, expect, test } from "vitest";
import { destinationDoors } from "../../app/async-destinations.ts";
import { S3Calls } from "../../app/s3-calls.ts";
import type { DestinationDoors } from "../../events/index.ts";
import type { FactId } from "../../runtime/core/journal.ts";
import { seededRandom } from "../../runtime/core/random.ts";
import { startEndpoints, type TestEndpoints } from "../support/endpoints.ts";

const scope = { region: "us-east-1", accountId: "000000000000" };
const causeId = 0 as FactId;
let endpoints: TestEndpoints;
let doors: DestinationDoors;

beforeEach(async () => {
  endpoints = await startEndpoints();
  const { sqs, sns, s3 } = endpoints;
  const s3Calls = new S3Calls(() => s3, seededRandom("doors"), scope);
  doors = destinationDoors({ sqs, sns: () => sns, s3Calls });
});

afterEach(async () => {
  await endpoints.stop();
});

test("a record that is put into a bucket is an object there", async () => {
  endpoints.s3.createBucket(scope, "records");

  await doors.putObject({ bucketName: "records", key: "aws/lambda/async/f/1", text: '{"version":"1.0"}', causeId });

  const answer = await fetch(`${endpoints.url}/records/aws/lambda/async/f/1`);
  expect([answer.status, await answer.text()]).toEqual([200, '{"version":"1.0"}']);
});

test("a bucket that is not there refuses it in S3's words", async () => {
  const put = doors.putObject({ bucketName: "missing", key: "k", text: "{}", causeId });

  await expect(put).rejects.toMatchObject({ name: "AwsError", code: "NoSuchBucket" });
});

test("an event that is published has its attributes in the envelope", async () => {
  const topic = endpoints.sns.createTopic(scope, "records");
  const queue = endpoints.sqs.createQueue(scope, "subscriber", {});
  endpoints.sns.subscribe(topic, "sqs", queue.arn);
  const messageAttributes = { ErrorCode: { dataType: "Number", stringValue: "200" } };

  await doors.publishToTopic("arn:aws:sns:us-east-1:000000000000:records", {
    message: '{"raise_error": 1}',
    messageAttributes,
    causeId,
    traceHeader: undefined,
  })?.underWay;

  const [message] = await queue.receive({ max: 1, receiver: "test" });
  expect(JSON.parse(message?.body ?? "")).toMatchObject({
    Message: '{"raise_error": 1}',
    MessageAttributes: { ErrorCode: { Type: "Number", Value: "200" } },
  });
});

test("a topic that is not there takes nothing", () => {
  const origin = { causeId, traceHeader: undefined };

  expect(
    doors.publishToTopic("arn:aws:sns:us-east-1:000000000000:missing", { message: "{}", ...origin }),
  ).toBeUndefined();
});
