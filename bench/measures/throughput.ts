import { cpuMicrosPerRound, type Step } from "../load.ts";
import { deleteBatch, deleteMessage, fill, receiptsIn, receiveMessages, sendBatch, sendMessage } from "../messages.ts";
import type { Server } from "../processes.ts";
import { withPath } from "../requests.ts";
import { type Endpoints, startBare, startEndpoints } from "../servers.ts";
import { median, rounded, samplesOf } from "../statistics.ts";

const RUNS = 7;
const CONNECTIONS = 64;
const BODY = "x".repeat(1024);

interface Scenario {
  readonly name: string;
  readonly rounds: number;
  /** Messages that wait in the queue before each run. */
  readonly waiting: number;
  readonly steps: (queueUrl: string) => readonly Step[];
}

const SCENARIOS: readonly Scenario[] = [
  { name: "send", rounds: 20_000, waiting: 0, steps: (url) => [() => sendMessage(url, BODY)] },
  { name: "sendBatch", rounds: 4000, waiting: 0, steps: (url) => [() => sendBatch(url, BODY)] },
  {
    name: "receiveDeleteBatch",
    rounds: 4000,
    waiting: 41_000,
    steps: (url) => [() => receiveMessages(url, 10), (received) => deleteBatch(url, receiptsIn(received))],
  },
  {
    name: "cycle",
    rounds: 7000,
    waiting: 0,
    steps: (url) => [
      () => sendMessage(url, BODY),
      () => receiveMessages(url, 1),
      (received) => deleteMessage(url, receiptsIn(received)[0] ?? ""),
    ],
  },
];

/**
 * Requests for one second of the server's CPU at 64 connections, as a share of what a bare `node:http` server reaches
 * that reads the same requests and gives canned answers of the same sizes.
 */
export async function measureThroughput(): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const scenario of SCENARIOS) {
    const bare = await startBare("canned");
    const endpoints = await startEndpoints();
    try {
      const samples = await samplesOf(RUNS, (run) => measureOnce(scenario, { bare, endpoints }, run));
      figures[`${scenario.name}Share`] = rounded(median(samples.map(({ share }) => share)));
      figures[`${scenario.name}Micros`] = rounded(median(samples.map(({ ours }) => ours)), 1);
    } finally {
      await Promise.all([bare.stop(), endpoints.stop()]);
    }
  }
  return figures;
}

async function measureOnce(
  { rounds, waiting, steps }: Scenario,
  { bare, endpoints }: { readonly bare: Server; readonly endpoints: Endpoints },
  run: number,
): Promise<{ share: number; ours: number }> {
  const queueUrl = await endpoints.createQueue(`throughput-${run}`);
  await fill(endpoints.server, queueUrl, waiting + 10, BODY);
  const real = steps(queueUrl);
  const canned = await cannedSteps(real, endpoints);
  const yardstick = await cpuMicrosPerRound(bare, { connections: CONNECTIONS, rounds, steps: canned });
  const ours = await cpuMicrosPerRound(endpoints.server, { connections: CONNECTIONS, rounds, steps: real });
  await endpoints.deleteQueue(queueUrl);
  return { share: yardstick / ours, ours };
}

/** The requests of one real round, each asking the bare server for as many bytes as the real answer had. */
async function cannedSteps(steps: readonly Step[], { call }: Endpoints): Promise<readonly Step[]> {
  const canned: Step[] = [];
  let lastBody: Buffer = Buffer.alloc(0);
  for (const step of steps) {
    const request = step(lastBody);
    lastBody = await call(request);
    const asking = withPath(request, `/${lastBody.length}`);
    canned.push(() => asking);
  }
  return canned;
}
