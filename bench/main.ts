/**
 * Measures what the project promises, as ratios against a bare `node:http` server or as medians on this machine,
 * and writes them to a JSON file: `npm run bench [-- name...]`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { measureDevLoop, measureIdle, measureReady } from "./measures/dev-loop.ts";
import { measureSendCpu } from "./measures/send-cpu.ts";

const MEASURES: Readonly<Record<string, () => Promise<Record<string, number>>>> = {
  "send-cpu": measureSendCpu,
  ready: measureReady,
  "dev-loop": measureDevLoop,
  idle: measureIdle,
};

/** What each figure must stay below; a figure without an entry is for information. */
const TARGETS: Readonly<Record<string, number>> = {
  sendCpuRatio: 1.3,
  readyMs: 500,
  saveP50Ms: 50,
  saveP95Ms: 100,
  warmInvokeP50Ms: 1.5,
  sendToHandlerP50Ms: 5,
  idleResidentMB: 90,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => MEASURES[name] === undefined);
if (unknown.length > 0)
  throw new Error(`no measure named ${unknown.join(", ")}; there are ${Object.keys(MEASURES).join(", ")}`);

const figures: Record<string, number> = {};
for (const [name, measure] of Object.entries(MEASURES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const [figure, value] of Object.entries(await measure())) {
    figures[figure] = value;
    const target = TARGETS[figure];
    const verdict =
      target === undefined ? "" : value <= target ? `  (target ${target}: met)` : `  (target ${target}: MISSED)`;
    console.log(`${figure.padEnd(28)} ${value}${verdict}`);
  }
}

const result = { node: process.version, cpu: cpus()[0]?.model, figures };
mkdirSync("bench/results", { recursive: true });
const file = wanted.length > 0 ? "bench/results/local-partial.json" : "bench/results/latest.json";
writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
console.log(`written to ${file}`);
