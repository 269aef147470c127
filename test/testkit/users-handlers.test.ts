import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import middy from "@middy/core";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, describe, expect, test } from "vitest";
import { createRuntime } from "../../testkit/create-runtime.ts";
import { sqsEvent } from "../../testkit/events.ts";
import { invoke } from "../../testkit/invoke.ts";
import type { TestRuntime } from "../../testkit/test-runtime.ts";
import "../../testkit/vitest.ts";

const REPORTS = { functionResponseTypes: ["ReportBatchItemFailures"] } as const;

let runtime: TestRuntime | undefined;
afterEach(() => runtime?.stop());

describe("handlers as users write them work unchanged", () => {
  test("Middy's, with its early answers and its errors", async () => {
    const handler = middy<{ readonly who?: string }, unknown>()
      .before(({ event }) => {
        if (event.who === undefined) throw new TypeError("nobody");
      })
      .after((request) => {
        request.response = { greeting: request.response };
      })
      .handler((event) => Promise.resolve(`hello ${event.who}`));
    expect(await invoke(handler, { who: "you" })).toMatchObject({ result: { greeting: "hello you" } });
    expect(await invoke(handler, {})).toMatchObject({ kind: "threw", error: { errorType: "TypeError" } });
  });

  test("Powertools' batch processor, whose failures come back to the queue", async () => {
    const processor = new BatchProcessor(EventType.SQS);
    const ship = ({ body }: SQSRecord): Promise<void> =>
      body === "bad" ? Promise.reject(new Error("no")) : Promise.resolve();
    const handler = (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
      processPartialResponse(event, ship, processor, { context });
    expect(await invoke(handler, sqsEvent(["good", "bad"]), REPORTS)).toHaveBatchFailures(["bad"]);

    runtime = await createRuntime({
      queues: { orders: { deadLetterQueue: { queue: "dead", maxReceiveCount: 2 } }, dead: {} },
      functions: {
        ship: {
          handler,
          eventSourceMappings: [{ queue: "orders", functionResponseTypes: ["ReportBatchItemFailures"] }],
        },
      },
    });
    runtime.queue("orders").send("good");
    runtime.queue("orders").send("bad");
    await runtime.drained();
    expect(runtime.queue("orders")).toHaveDeletedMessage("good");
    expect(runtime.queue("dead")).toHaveReceivedMessage("bad", { times: 1 });
  });

  test("those whose AWS clients aws-sdk-client-mock has taken over", async () => {
    const sqs = new SQSClient({ region: "us-east-1" });
    const mock = mockClient(SQSClient);
    mock.on(SendMessageCommand).resolves({ MessageId: "mocked" });
    const handler = async (): Promise<unknown> => {
      const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl: "https://q", MessageBody: "hi" }));
      return MessageId;
    };
    expect(await invoke(handler)).toMatchObject({ result: "mocked" });
    expect(mock.commandCalls(SendMessageCommand)).toHaveLength(1);
    mock.restore();
  });

  test("without a port, a client that a handler makes itself reaches nobody", async () => {
    runtime = await createRuntime({
      functions: { where: { handler: () => Promise.resolve(process.env["AWS_ENDPOINT_URL"]) } },
    });
    expect(await runtime.invoke("where")).toMatchObject({ payload: '"http://127.0.0.1:1"' });
  });

  test("those that make their clients themselves, when the runtime listens", async () => {
    runtime = await createRuntime({
      listen: true,
      queues: { next: {} },
      functions: {
        forward: {
          handler: async (event: { readonly text: string }) => {
            // Endpoint, region and credentials are the environment's.
            const client = new SQSClient({});
            const { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: account } = process.env;
            await client.send(
              new SendMessageCommand({ QueueUrl: `${endpoint}/${account}/next`, MessageBody: event.text }),
            );
          },
        },
      },
    });
    expect(await runtime.invoke("forward", { text: "hello" })).toMatchObject({ kind: "returned" });
    expect(runtime.queue("next")).toHaveReceivedMessage("hello");
  });
});
