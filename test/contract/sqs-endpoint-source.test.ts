import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sqsEndpointQueue } from "../../events/index.ts";
import type { QueueSource } from "../../events/sources/queue-source.ts";
import type { Queue } from "../../runtime/sqs/index.ts";
import { startEndpoints, type TestEndpoints } from "../support/endpoints.ts";

const scope = { region: "us-east-1", accountId: "000000000000" };
let endpoints: TestEndpoints;
let queue: Queue;
let source: QueueSource;

beforeEach(async () => {
  endpoints = await startEndpoints();
  queue = endpoints.sqs.createQueue(scope, "orders", { VisibilityTimeout: "45" });
  source = sourceOf("orders");
});

afterEach(async () => {
  await endpoints.stop();
});

function sourceOf(name: string): QueueSource {
  return sqsEndpointQueue({
    clock: endpoints.clock,
    queueArn: `arn:aws:sqs:us-east-1:000000000000:${name}`,
    queueUrl: `${endpoints.url}/000000000000/${name}`,
    region: "us-east-1",
    endpoint: endpoints.url,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
}

function request(more: { waitMs?: number; signal?: AbortSignal } = {}): Parameters<QueueSource["receive"]>[0] {
  return { max: 10, receiver: "test", signal: new AbortController().signal, ...more };
}

describe("a queue behind an SQS endpoint", () => {
  test("gives its messages with all of their attributes", async () => {
    const attributes = {
      Title: { dataType: "String", stringValue: "The Whistler" },
      Cover: { dataType: "Binary", binaryValue: Buffer.from([1, 2]) },
    };
    const { messageId } = queue.send({ body: "hello", attributes });

    const [message] = await source.receive(request());

    expect(message).toMatchObject({
      messageId,
      body: "hello",
      md5OfBody: "5d41402abc4b2a76b9719d911017c592",
      attributes: { ApproximateReceiveCount: "1" },
      messageAttributes: { Title: attributes.Title },
    });
    expect(Buffer.from(message?.messageAttributes["Cover"]?.binaryValue ?? [])).toEqual(Buffer.from([1, 2]));
  });

  test("tells its visibility timeout", async () => {
    expect(await source.visibilityTimeoutSeconds()).toBe(45);
  });

  test("deletes a message, and hides it for as long as it is asked to", async () => {
    queue.send({ body: "one" });
    const [message] = await source.receive(request());
    await source.changeVisibility(message?.receiptHandle ?? "", 300);
    endpoints.clock.advance(299_000);
    expect(queue.counts.inFlight).toBe(1);

    await source.delete(message?.receiptHandle ?? "", { by: "test", causeId: undefined });

    expect(queue.counts).toEqual({ available: 0, inFlight: 0, delayed: 0 });
  });

  test("waits until there is a message", async () => {
    const received = source.receive(request());
    queue.send({ body: "late" });

    expect((await received).map(({ body }) => body)).toEqual(["late"]);
  });

  test("gives nothing when it is aborted", async () => {
    const stop = new AbortController();
    const received = source.receive(request({ signal: stop.signal }));
    stop.abort();

    expect(await received).toEqual([]);
  });

  test("that is not there is told in the service's words", async () => {
    await expect(Promise.resolve(sourceOf("missing").receive(request({ waitMs: 0 })))).rejects.toMatchObject({
      name: "AwsError",
      code: "QueueDoesNotExist",
      message: "The specified queue does not exist.",
    });
  });
});
