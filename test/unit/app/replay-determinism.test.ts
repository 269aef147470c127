import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { startInProcess } from "../../../app/in-process.ts";
import { sqsEvent } from "../../../events/payloads/factories/index.ts";
import type { Capture } from "../../../events/capture/index.ts";
import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lambdaloop-determinism-"));
afterAll(() => rmSync(folder, { recursive: true }));

const SCOPE = { region: "us-east-1", accountId: "000000000000" };

function cassette(): Capture[] {
  const scene = { ...SCOPE, clock: new VirtualClock(), random: seededRandom("cassette") };
  const batch = sqsEvent(
    [{ text: "one" }, { text: "bad" }],
    { queueArn: "arn:aws:sqs:us-east-1:000000000000:orders" },
    scene,
  ).event;
  const base = {
    functionName: "orders",
    requestId: "r",
    outcome: "imported",
    context: {},
    logs: [],
    causes: [],
    effects: [],
  } as const;
  return [
    { ...base, id: "aaaaaaaa", at: "2026-01-01T00:00:00.000Z", source: "sqs", event: batch },
    { ...base, id: "bbbbbbbb", at: "2026-01-01T00:00:01.000Z", source: "event", event: { Records: [] } },
  ];
}

/** Every fact of a runtime that replays the cassette and lets the failed message come back. */
async function journalOf(seed: string): Promise<string> {
  const clock = new VirtualClock();
  const facts: JournalEntry[] = [];
  const handler = (event: { Records: { messageId: string; body: string }[] }): Promise<unknown> => {
    console.log("got", event.Records.length);
    const failed = event.Records.filter(({ body }) => body === "bad");
    return Promise.resolve({ batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) });
  };
  const runtime = await startInProcess({
    cwd: folder,
    config: {
      queues: { orders: { deadLetterQueue: { queue: "dead", maxReceiveCount: 2 } }, dead: {} },
      functions: {
        orders: {
          handler: "index.handler",
          runtime: "nodejs22.x",
          eventSourceMappings: [{ queue: "orders", functionResponseTypes: ["ReportBatchItemFailures"] }],
        },
      },
    },
    handlers: new Map([["orders", handler as never]]),
    clock,
    listen: false,
    seed,
    onFact: (entry) => facts.push(entry),
  });
  for (const capture of cassette()) await runtime.runs.replay({ capture: capture as never });
  for (let round = 0; round < 3; round++) {
    clock.advance(30_000);
    await runtime.router.settled();
  }
  await runtime.stop();
  return facts.map((entry) => JSON.stringify(entry)).join("\n");
}

test("two replays of a cassette with the same seed give the same journal, byte for byte, on every version of Node.js", async () => {
  const first = await journalOf("seed");
  expect(await journalOf("seed")).toBe(first);
  expect(first).toContain("sqs.messageMovedToDeadLetterQueue");
  // One file for all versions: CI runs this on several.
  await expect(`${first}\n`).toMatchFileSnapshot("../../fixtures/replay-journal.ndjson");
});

test("another seed gives another journal", async () => {
  expect(await journalOf("other")).not.toBe(await journalOf("seed"));
});
