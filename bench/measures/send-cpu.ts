import { httpRequest, load } from "../load.ts";
import { cpuMs, type Server } from "../processes.ts";
import { startBare, startEndpoints } from "../servers.ts";
import { median, rounded } from "../statistics.ts";

const RUNS = 5;
const CONNECTIONS = 16;
const REQUESTS = 30_000;

/**
 * CPU time of one SendMessage as a multiple of a bare `node:http` JSON echo that is sent the same bytes, both on the same core.
 * Target: at most 1.3.
 */
export async function measureSendCpu(): Promise<Record<string, number>> {
  const bare = await startBare("echo");
  const endpoints = await startEndpoints();
  try {
    const queueUrl = await endpoints.createQueue("bench-send");
    const send = sendMessageRequest(queueUrl, 1024);
    await cpuPerRequest(bare, send);
    await cpuPerRequest(endpoints.server, send);
    const ratios: number[] = [];
    const micros: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const yardstick = await cpuPerRequest(bare, send);
      const ours = await cpuPerRequest(endpoints.server, send);
      ratios.push(ours / yardstick);
      micros.push(ours * 1000);
    }
    return { sendCpuRatio: rounded(median(ratios)), sendCpuMicros: rounded(median(micros), 1) };
  } finally {
    await Promise.all([bare.stop(), endpoints.server.stop()]);
  }
}

/** A SendMessage as the newest JavaScript SDK writes it. */
function sendMessageRequest(queueUrl: string, bodyBytes: number): Buffer {
  return httpRequest(
    "/",
    sqsHeaders("SendMessage"),
    JSON.stringify({ QueueUrl: queueUrl, MessageBody: "x".repeat(bodyBytes) }),
  );
}

/** The headers of a signed request of the JavaScript SDK. */
function sqsHeaders(operation: string): Record<string, string> {
  return {
    "x-amz-target": `AmazonSQS.${operation}`,
    "content-type": "application/x-amz-json-1.0",
    "x-amz-user-agent": "aws-sdk-js/3.0.0",
    "user-agent": "aws-sdk-js/3.0.0 ua/2.1 os/linux lang/js md/nodejs#20 api/sqs#3.0.0 m/E,N",
    "amz-sdk-invocation-id": "0f3f2a1e-6f0a-4a7e-9a54-1f2d3c4b5a69",
    "amz-sdk-request": "attempt=1; max=3",
    "x-amz-date": "20260101T000000Z",
    "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    authorization:
      "AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=0000000000000000000000000000000000000000000000000000000000000000",
    connection: "keep-alive",
  };
}

async function cpuPerRequest(server: Server, request: Buffer): Promise<number> {
  const before = cpuMs(server.pid);
  let left = REQUESTS;
  const { answers, failures } = await load(server.port, CONNECTIONS, () => () => (left-- > 0 ? request : undefined));
  if (failures > 0) throw new Error(`${failures} of ${answers} requests failed`);
  return (cpuMs(server.pid) - before) / answers;
}
