/**
 * Measures what the project promises, as ratios against a bare `node:http` server or as medians on this machine,
 * and writes them to a JSON file: `npm run bench [-- name...]`. See docs/performance.md.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { measureBacklog, measureMessageMemory } from "./measures/backlog.ts";
import { measureCapture } from "./measures/capture.ts";
import { measureDevLoop, measureIdle, measureReady } from "./measures/dev-loop.ts";
import { measureFanOut } from "./measures/fan-out.ts";
import { measureEventSourceMapping, measureInvoke, measureManyFunctions } from "./measures/lambda.ts";
import { measureManyLongPolls, measureWake } from "./measures/long-polls.ts";
import { measureManyQueues } from "./measures/many-queues.ts";
import { measureListing, measureObjects } from "./measures/objects.ts";
import { measureSendCpu } from "./measures/send-cpu.ts";
import { measureThroughput } from "./measures/throughput.ts";
import { type Target, TARGETS, verdictOf } from "./targets.ts";

const MEASURES: Readonly<Record<string, () => Promise<Record<string, number>>>> = {
  "send-cpu": measureSendCpu,
  ready: measureReady,
  "dev-loop": measureDevLoop,
  capture: measureCapture,
  invoke: measureInvoke,
  "event-source-mapping": measureEventSourceMapping,
  "many-functions": measureManyFunctions,
  idle: measureIdle,
  throughput: measureThroughput,
  wake: measureWake,
  "long-polls": measureManyLongPolls,
  "message-memory": measureMessageMemory,
  backlog: measureBacklog,
  "many-queues": measureManyQueues,
  "fan-out": measureFanOut,
  objects: measureObjects,
  listing: measureListing,
};

interface Figure {
  readonly value: number;
  readonly target?: Target;
  readonly verdict?: "met" | "missed";
}

function judged(name: string, value: number): Figure {
  const target = TARGETS[name];
  return target === undefined ? { value } : { value, target, verdict: verdictOf(value, target) };
}

function lineOf(name: string, { value, target, verdict }: Figure): string {
  const start = `${name.padEnd(28)} ${String(value).padStart(8)}`;
  if (target === undefined) return start;
  const wanted = "atMost" in target ? `at most ${target.atMost}` : `at least ${target.atLeast}`;
  return `${start}  ${verdict} (${wanted})`;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => MEASURES[name] === undefined);
if (unknown.length > 0) {
  throw new Error(`no measure named ${unknown.join(", ")}; there are ${Object.keys(MEASURES).join(", ")}`);
}

const figures: Record<string, Figure> = {};
for (const [name, measure] of Object.entries(MEASURES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const [figure, value] of Object.entries(await measure())) {
    const result = judged(figure, value);
    figures[figure] = result;
    console.log(lineOf(figure, result));
  }
}

const machine = { node: process.version, cpu: cpus()[0]?.model, cores: availableParallelism() };
mkdirSync("bench/results", { recursive: true });
const file = wanted.length > 0 ? "bench/results/local-partial.json" : "bench/results/latest.json";
writeFileSync(file, `${JSON.stringify({ ...machine, figures }, null, 2)}\n`);
console.log(`written to ${file}`);
