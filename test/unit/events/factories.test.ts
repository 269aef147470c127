import type {
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  DynamoDBStreamEvent,
  EventBridgeEvent,
  LambdaFunctionURLEvent,
  S3Event,
  ScheduledEvent,
  SNSEvent,
  SQSEvent,
} from "aws-lambda";
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  apiGatewayProxyEvent,
  apiGatewayV2Event,
  dynamoDbStreamEvent,
  eventBridgeEvent,
  eventBridgeMessage,
  eventBridgeS3Event,
  functionUrlEvent,
  s3Event,
  s3Message,
  scheduledEvent,
  type Scene,
  snsEvent,
  sqsEvent,
  throughSns,
} from "../../../events/payloads/factories/index.ts";
import { seededRandom } from "../../../runtime/core/random.ts";

const scene: Scene = {
  region: "eu-west-1",
  accountId: "111122223333",
  random: seededRandom("factories"),
  clock: { now: () => Date.UTC(2026, 0, 31, 12) },
};

describe("events have the types that handlers declare", () => {
  test("each of them", () => {
    expectTypeOf(s3Event("ObjectCreated:Put", {}, scene).event).toEqualTypeOf<S3Event>();
    expectTypeOf(sqsEvent([], {}, scene).event).toEqualTypeOf<SQSEvent>();
    expectTypeOf(snsEvent({ text: "a" }, {}, scene).event).toEqualTypeOf<SNSEvent>();
    expectTypeOf(scheduledEvent({}, scene).event).toEqualTypeOf<ScheduledEvent>();
    expectTypeOf(eventBridgeEvent({}, scene).event).toEqualTypeOf<EventBridgeEvent<string, unknown>>();
    expectTypeOf(apiGatewayProxyEvent({}, scene).event).toEqualTypeOf<APIGatewayProxyEvent>();
    expectTypeOf(apiGatewayV2Event({}, scene).event).toEqualTypeOf<APIGatewayProxyEventV2>();
    expectTypeOf(functionUrlEvent({}, scene).event).toEqualTypeOf<LambdaFunctionURLEvent>();
    expectTypeOf(dynamoDbStreamEvent([], {}, scene).event).toEqualTypeOf<DynamoDBStreamEvent>();
  });
});

describe("composition", () => {
  test("the event and its text say the same", () => {
    const upload = s3Message("ObjectCreated:Put", { key: "a b.txt" }, scene);
    for (const { event, text } of [
      s3Event("ObjectCreated:Put", {}, scene),
      sqsEvent([upload, throughSns(upload, {}, scene)], {}, scene),
      snsEvent(upload, {}, scene),
      apiGatewayProxyEvent({ body: "{}" }, scene),
      dynamoDbStreamEvent([{ eventName: "INSERT", newImage: { id: { S: "1" } } }], {}, scene),
    ]) {
      expect(JSON.parse(text)).toEqual(event);
    }
  });

  test("messages of several origins may share a batch, each with its sender", () => {
    const here = { ...scene, region: "us-east-1" };
    const put = s3Message("ObjectCreated:Put", {}, here);
    const { event } = sqsEvent(
      [
        { text: "a client's" },
        put,
        throughSns(put, {}, here),
        eventBridgeMessage(eventBridgeS3Event("ObjectCreated:Put", {}, here)),
      ],
      {},
      here,
    );
    const senders = event.Records.map(({ attributes }) => attributes.SenderId);
    expect(new Set(senders).size).toBe(4);
    expect(senders[1]).toBe("AROA4R74ZO52XAB5OD7T4:S3-PROD-END");
  });

  test("a FIFO topic's ids reach a FIFO queue and no other", () => {
    const message = throughSns(
      { text: "a", messageGroupId: "g" },
      { topicArn: "arn:aws:sns:us-east-1:1:t.fifo" },
      scene,
    );
    const fifo = sqsEvent([message], { queueArn: "arn:aws:sqs:us-east-1:1:q.fifo" }, scene).event.Records[0];
    const standard = sqsEvent([message], { queueArn: "arn:aws:sqs:us-east-1:1:q" }, scene).event.Records[0];
    expect(fifo?.attributes.MessageGroupId).toBe("g");
    expect(fifo?.attributes.MessageDeduplicationId).toMatch(/^[0-9a-f]{64}$/);
    expect(standard?.attributes.MessageGroupId).toBeUndefined();
    expect(JSON.parse(fifo?.body ?? "")).not.toHaveProperty("Signature");
  });

  test("what a queue or a topic would refuse is refused in AWS's words", () => {
    expect(() => sqsEvent([{ text: "" }], {}, scene)).toThrow("The request must contain the parameter MessageBody.");
    expect(() => throughSns({ text: "" }, {}, scene)).toThrow("Invalid parameter: Empty message");
    expect(() => sqsEvent([{ text: "a", messageDeduplicationId: "d" }], {}, scene)).toThrow("MessageDeduplicationId");
  });
});
