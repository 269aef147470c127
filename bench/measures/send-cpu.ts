import { cpuMicrosPerRound } from "../load.ts";
import { sendMessage } from "../messages.ts";
import { startBare, startEndpoints } from "../servers.ts";
import { median, rounded, samplesOf } from "../statistics.ts";

const RUNS = 7;
const LOAD = { connections: 16, rounds: 20_000 };

/** CPU time of one SendMessage as a multiple of a bare `node:http` JSON echo that is sent the same bytes, both on the same core. */
export async function measureSendCpu(): Promise<Record<string, number>> {
  const bare = await startBare("echo");
  const endpoints = await startEndpoints();
  try {
    const samples = await samplesOf(RUNS, async (run) => {
      const queueUrl = await endpoints.createQueue(`send-${run}`);
      const send = sendMessage(queueUrl, "x".repeat(1024));
      const yardstick = await cpuMicrosPerRound(bare, { ...LOAD, steps: [() => send] });
      const ours = await cpuMicrosPerRound(endpoints.server, { ...LOAD, steps: [() => send] });
      await endpoints.deleteQueue(queueUrl);
      return { ratio: ours / yardstick, ours };
    });
    return {
      sendCpuRatio: rounded(median(samples.map(({ ratio }) => ratio))),
      sendCpuMicros: rounded(median(samples.map(({ ours }) => ours)), 1),
    };
  } finally {
    await Promise.all([bare.stop(), endpoints.stop()]);
  }
}
