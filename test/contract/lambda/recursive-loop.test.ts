import { CreateEventSourceMappingCommand, PutFunctionRecursionConfigCommand } from "@aws-sdk/client-lambda";
import { CreateQueueCommand, GetQueueAttributesCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type BehaviourWorld, startBehaviourWorld } from "../../conformance/lambda/behaviour-world.ts";

let world: BehaviourWorld;
let sqs: SQSClient;
beforeAll(async () => {
  world = await startBehaviourWorld();
  sqs = new SQSClient({
    endpoint: world.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
});
afterAll(async () => {
  sqs.destroy();
  await world.stop();
});

/** Sends its message on to the queue that it came from, with the trace header that every AWS SDK sends in a handler; ends after 30. */
const source = (url: string): string => `
exports.handler = async ({ Records: [{ body }] }) => {
  console.log("round", body);
  if (body === "30") return;
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": "AmazonSQS.SendMessage",
    "x-amzn-trace-id": process.env._X_AMZN_TRACE_ID,
  };
  const message = { QueueUrl: ${JSON.stringify(url)}, MessageBody: String(Number(body) + 1) };
  await fetch(process.env.AWS_ENDPOINT_URL, { method: "POST", headers, body: JSON.stringify(message) });
};`;

const createQueue = async (name: string, attributes: Record<string, string> = {}): Promise<string> => {
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  return QueueUrl;
};
const arnOf = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const waiting = async (QueueUrl: string): Promise<string | undefined> => {
  const AttributeNames = ["ApproximateNumberOfMessages" as const];
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  return Attributes?.["ApproximateNumberOfMessages"];
};

async function startLoop(name: string): Promise<{ readonly deadLetters: string; rounds(): Promise<number> }> {
  const deadLetters = await createQueue(`${name}-dead`);
  const queue = await createQueue(name, {
    VisibilityTimeout: "1",
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf(`${name}-dead`), maxReceiveCount: 1 }),
  });
  await world.create(name, { language: "node", source: source(queue) }, { Timeout: 1 });
  if (name === "allowed") {
    await world.lambda.send(new PutFunctionRecursionConfigCommand({ FunctionName: name, RecursiveLoop: "Allow" }));
  }
  await world.lambda.send(new CreateEventSourceMappingCommand({ FunctionName: name, EventSourceArn: arnOf(name) }));
  await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: "1" }));
  return {
    deadLetters,
    rounds: async () => (await world.logLines(name)).filter((line) => line.includes("round")).length,
  };
}

const SLOW = { timeout: 20_000, interval: 200 };

test("a message that a function sends itself again and again is stopped after 16 rounds, and its queue deals with it", async () => {
  const loop = await startLoop("loop");

  await vi.waitFor(async () => expect(await waiting(loop.deadLetters)).toBe("1"), SLOW);

  expect(await loop.rounds()).toBe(16);
}, 30_000);

test("a function that may run in a loop does", async () => {
  const loop = await startLoop("allowed");

  await vi.waitFor(async () => expect(await loop.rounds()).toBe(30), SLOW);

  expect(await waiting(loop.deadLetters)).toBe("0");
}, 30_000);
