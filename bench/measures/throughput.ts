import { cpuMicrosPerRound, type Step } from "../load.ts";
import { deleteBatch, deleteMessage, fill, receiptsIn, receiveMessages, sendBatch, sendMessage } from "../messages.ts";
import type { Server } from "../processes.ts";
import { withPath } from "../requests.ts";
import { type Endpoints, startBare, startEndpoints } from "../servers.ts";
import { median, rounded, samplesOf } from "../statistics.ts";

const RUNS = 9;
const CONNECTIONS = 64;
/** Small ones show what a message costs; for large ones digest and JSON count more. */
const BODY_BYTES = [100, 1024];

interface Scenario {
  readonly name: string;
  readonly rounds: number;
  /** Messages that wait in the queue before each run. */
  readonly waiting: number;
  readonly steps: (queueUrl: string, body: string) => readonly Step[];
}

const SCENARIOS: readonly Scenario[] = [
  { name: "send", rounds: 10_000, waiting: 0, steps: (url, body) => once(sendMessage(url, body)) },
  { name: "sendBatch", rounds: 2000, waiting: 0, steps: (url, body) => once(sendBatch(url, body)) },
  {
    name: "receiveDeleteBatch",
    rounds: 2000,
    waiting: 21_000,
    steps: (url) => [() => receiveMessages(url, 10), (received) => deleteBatch(url, receiptsIn(received))],
  },
  {
    name: "cycle",
    rounds: 4000,
    waiting: 0,
    steps: (url, body) => [
      ...once(sendMessage(url, body)),
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
  for (const bodyBytes of BODY_BYTES) {
    for (const scenario of SCENARIOS) {
      const samples = await measureScenario(scenario, "x".repeat(bodyBytes));
      const suffix = `${bodyBytes}B`;
      figures[`${scenario.name}Share${suffix}`] = rounded(median(samples.map(({ share }) => share)));
      figures[`${scenario.name}Micros${suffix}`] = rounded(median(samples.map(({ ours }) => ours)), 1);
    }
  }
  return figures;
}

interface Sample {
  readonly share: number;
  /** Microseconds of CPU for a round. */
  readonly ours: number;
}

async function measureScenario(scenario: Scenario, body: string): Promise<readonly Sample[]> {
  const bare = await startBare("canned");
  const endpoints = await startEndpoints();
  try {
    return await samplesOf(RUNS, async (run) => {
      const queueUrl = await endpoints.createQueue(`throughput-${run}`);
      const sample = await measureOnce(scenario, { bare, endpoints }, { queueUrl, body });
      await endpoints.deleteQueue(queueUrl);
      return sample;
    });
  } finally {
    await Promise.all([bare.stop(), endpoints.stop()]);
  }
}

async function measureOnce(
  { rounds, waiting, steps }: Scenario,
  { bare, endpoints }: { readonly bare: Server; readonly endpoints: Endpoints },
  { queueUrl, body }: { readonly queueUrl: string; readonly body: string },
): Promise<Sample> {
  await fill(endpoints.server, queueUrl, waiting + 10, body);
  const real = steps(queueUrl, body);
  const canned = await cannedSteps(real, endpoints);
  const yardstick = await cpuMicrosPerRound(bare, { connections: CONNECTIONS, rounds, steps: canned });
  const ours = await cpuMicrosPerRound(endpoints.server, { connections: CONNECTIONS, rounds, steps: real });
  return { share: yardstick / ours, ours };
}

/** One step that is always the same request. */
function once(request: Buffer): readonly Step[] {
  return [() => request];
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
