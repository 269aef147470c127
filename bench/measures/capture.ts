import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Connection } from "../connection.ts";
import { emptyFolder, startDev } from "../servers.ts";
import { median, rounded, samplesOf } from "../statistics.ts";

const ROUNDS = 4000;
const WARM_UP = 300;

/**
 * What keeping captures costs a warm invocation: the median with captures as a multiple of the median without. Both servers run at the same
 * time and are asked in turn, so that the machine's moods hit both.
 */
export async function measureCapture(): Promise<Record<string, number>> {
  const [withCaptures, without] = await Promise.all([startProject(true), startProject(false)]);
  const connections = [await Connection.open(withCaptures.port), await Connection.open(without.port)] as const;
  try {
    const [ours, bare] = connections;
    for (let round = 0; round < WARM_UP; round++) {
      await ours.request(INVOKE);
      await bare.request(INVOKE);
    }
    const samples = await samplesOf(ROUNDS, async () => ({
      ours: await timed(ours),
      bare: await timed(bare),
    }));
    const oursMs = median(samples.map((sample) => sample.ours));
    const bareMs = median(samples.map((sample) => sample.bare));
    const meanRatio =
      trimmedMean(samples.map((sample) => sample.ours)) / trimmedMean(samples.map((sample) => sample.bare));
    return {
      captureRatio: rounded(oursMs / bareMs, 3),
      captureMeanRatio: rounded(meanRatio, 3),
      capturedInvokeP50Ms: rounded(oursMs, 3),
    };
  } finally {
    for (const connection of connections) connection.close();
    await Promise.all([withCaptures.stop(), without.stop()]);
  }
}

/** Without the slowest hundredth, which is the machine's: batches are written many times more often than that. */
function trimmedMean(samples: readonly number[]): number {
  const kept = samples.toSorted((a, b) => a - b).slice(0, Math.ceil(samples.length * 0.99));
  return kept.reduce((sum, sample) => sum + sample, 0) / kept.length;
}

const EVENT = JSON.stringify({
  Records: [
    { messageId: "1", body: JSON.stringify({ order: 1, mail: "anna@mail.example.com" }), eventSource: "aws:sqs" },
  ],
});
const INVOKE = Buffer.from(
  `POST /_lambdaloop/functions/bench/invocations HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: ${EVENT.length}\r\n\r\n${EVENT}`,
);

async function timed(connection: Connection): Promise<number> {
  const startedAt = performance.now();
  await connection.request(INVOKE);
  return performance.now() - startedAt;
}

function startProject(enabled: boolean): ReturnType<typeof startDev> {
  const folder = emptyFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "handler.mjs"), "export const handler = async () => ({ ok: true });\n");
  const config = { capture: { enabled }, functions: { bench: { handler: "handler.handler" } } };
  writeFileSync(join(folder, "lambdaloop.config.json"), JSON.stringify(config));
  return startDev(folder, { placement: "anyCore" });
}
