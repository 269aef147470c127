import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { SQSEvent } from "aws-lambda";
import { afterEach, describe, expect, test } from "vitest";
import { createRuntime } from "../../testkit/create-runtime.ts";
import type { TestRuntime } from "../../testkit/test-runtime.ts";

let runtime: TestRuntime;
afterEach(() => runtime.stop());

const bodiesOf = (event: SQSEvent): string[] => event.Records.map(({ body }) => body);

describe("a runtime inside a test", () => {
  test("hands a queue's messages to a handler that is a function of the test", async () => {
    const seen: string[] = [];
    runtime = await createRuntime({
      queues: { orders: {} },
      functions: {
        ingest: {
          handler: (event: SQSEvent) => void seen.push(...bodiesOf(event)),
          eventSourceMappings: [{ queue: "orders" }],
        },
      },
    });
    runtime.queue("orders").send({ id: 1 });
    await runtime.settled();
    expect(seen).toEqual(['{"id":1}']);
    expect(runtime.queue("orders").messages()).toEqual([]);
    expect(runtime.queue("orders").received()).toMatchObject([{ json: { id: 1 }, state: "gone", receiveCount: 1 }]);
    expect(runtime.invocations("ingest")).toMatchObject([{ kind: "returned", result: null }]);
  });

  test("brings a failed message back after its visibility timeout, and to the dead-letter queue in the end", async () => {
    runtime = await createRuntime({
      queues: { jobs: { deadLetterQueue: { queue: "dead", maxReceiveCount: 2 } }, dead: {} },
      functions: {
        work: {
          handler: () => Promise.reject(new Error("no")),
          eventSourceMappings: [{ queue: "jobs" }],
        },
      },
    });
    runtime.queue("jobs").send("a");
    await runtime.clock.advance("29 seconds");
    expect(runtime.invocations()).toHaveLength(1);
    await runtime.clock.advance("1 second");
    expect(runtime.invocations()).toHaveLength(2);
    await runtime.clock.advance("30 seconds");
    expect(runtime.queue("dead").messages()).toMatchObject([{ body: "a", receiveCount: 2 }]);
  });

  test("answers SDK clients without a port", async () => {
    runtime = await createRuntime({ queues: { orders: {} }, buckets: { files: {} } });
    const sqs = runtime.client(SQSClient);
    const { url: QueueUrl } = runtime.queue("orders");
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello" }));
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages).toMatchObject([{ Body: "hello" }]);
    const s3 = runtime.client(S3Client);
    await s3.send(new PutObjectCommand({ Bucket: "files", Key: "a b/c.txt", Body: "text" }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "files", Key: "a b/c.txt" }));
    expect(await Body?.transformToString()).toBe("text");
    expect(await runtime.bucket("files").text("a b/c.txt")).toBe("text");
  });
});
