import { cpuMicrosPerRound } from "../load.ts";
import { deleteBatch, fill, receiptsIn, receiveMessages, sendMessage } from "../messages.ts";
import { residentMB } from "../processes.ts";
import { type Endpoints, startEndpoints } from "../servers.ts";
import { median, pause, rounded, samplesOf } from "../statistics.ts";

const RUNS = 9;
const SMALL = 10_000;
const LARGE = 1_000_000;
const ROUNDS = 800;

/** What a long backlog costs: CPU of sends and receives at a million waiting messages against ten thousand, and memory for each. */
export async function measureBacklog(): Promise<Record<string, number>> {
  const small = await startWithBacklog(SMALL);
  const large = await startWithBacklog(LARGE);
  try {
    const samples = await samplesOf(RUNS, async () => {
      const atSmall = await costs(small);
      const atLarge = await costs(large);
      return { receive: atLarge.receive / atSmall.receive, send: atLarge.send / atSmall.send };
    });
    return {
      receiveAtMillionRatio: rounded(median(samples.map(({ receive }) => receive))),
      sendAtMillionRatio: rounded(median(samples.map(({ send }) => send))),
    };
  } finally {
    await Promise.all([small.endpoints.stop(), large.endpoints.stop()]);
  }
}

interface Backlog {
  readonly endpoints: Endpoints;
  readonly queueUrl: string;
}

async function startWithBacklog(messages: number): Promise<Backlog> {
  const endpoints = await startEndpoints();
  const queueUrl = await endpoints.createQueue("backlog");
  await fill(endpoints.server, queueUrl, messages, "x".repeat(256));
  // What the filling left to the garbage collector is not the cost of a receive.
  await pause(3000);
  return { endpoints, queueUrl };
}

/** CPU of a receive of ten with its delete, and of a send; the backlog is as long afterwards as before. */
async function costs({ endpoints, queueUrl }: Backlog): Promise<{ receive: number; send: number }> {
  const { server } = endpoints;
  const load = { connections: 16, rounds: ROUNDS };
  const receive = await cpuMicrosPerRound(server, {
    ...load,
    steps: [() => receiveMessages(queueUrl, 10), (received) => deleteBatch(queueUrl, receiptsIn(received))],
  });
  const sendOne = sendMessage(queueUrl, "x".repeat(256));
  const send = await cpuMicrosPerRound(server, { ...load, rounds: ROUNDS * 10, steps: [() => sendOne] });
  return { receive, send };
}

const MEASURED_MESSAGES = 200_000;
const BODY_BYTES = 1024;

/** Resident memory for a waiting message of 1 KB beyond its body, in KB. */
export async function measureMessageMemory(): Promise<Record<string, number>> {
  const samples = await samplesOf(5, async () => {
    const endpoints = await startEndpoints();
    const queueUrl = await endpoints.createQueue("memory");
    // The code itself and the journal's kept facts are no cost of a waiting message.
    await fill(endpoints.server, queueUrl, 20_000, "x".repeat(BODY_BYTES));
    await pause(1000);
    const before = residentMB(endpoints.server.pid);
    await fill(endpoints.server, queueUrl, MEASURED_MESSAGES, "x".repeat(BODY_BYTES));
    await pause(3000);
    const grownKB = (residentMB(endpoints.server.pid) - before) * 1024;
    await endpoints.stop();
    return grownKB / MEASURED_MESSAGES - BODY_BYTES / 1024;
  });
  return { messageOverheadKB: rounded(median(samples)) };
}
