import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { start } from "../../../app/start.ts";
import type { JournalEntry } from "../../../runtime/core/journal.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lambdaloop-start-"));
  writeFileSync(path.join(folder, "f.mjs"), "export const handler = async () => {};");
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts and stops with `config`; what the journal says, and the message with which the start failed. */
async function outcomeOf(config: object): Promise<{ facts: readonly JournalEntry[]; message: string | undefined }> {
  const facts: JournalEntry[] = [];
  const input = { cwd: folder, config, port: 0, watch: false, onFact: (fact: JournalEntry) => void facts.push(fact) };
  const runtime = await start(input).catch((error: unknown) => error as Error);
  if (runtime instanceof Error) return { facts, message: runtime.message };
  await runtime.stop();
  return { facts, message: undefined };
}

describe("a queue that is mapped twice to one function", () => {
  const eventSourceMappings = [{ queue: "a" }, { queue: "arn:aws:sqs:us-east-1:000000000000:a" }];
  const config = { queues: { a: {} }, functions: { f: { handler: "f.handler", eventSourceMappings } } };

  test("is a mistake of the config at the second mapping", async () => {
    expect((await outcomeOf(config)).message).toBe(
      "config functions.f.eventSourceMappings[1]: a is an event source of this function already (eventSourceMappings[0])",
    );
  });

  test("leaves nothing of ours that fails while the start is undone", async () => {
    const { facts } = await outcomeOf(config);
    expect(facts.filter(({ kind }) => kind === "internal.failed")).toEqual([]);
  });
});

test("two queues may be each other's dead-letter queue, as in AWS", async () => {
  const deadLetterQueue = (queue: string): object => ({ deadLetterQueue: { queue, maxReceiveCount: 2 } });
  const { message, facts } = await outcomeOf({ queues: { a: deadLetterQueue("b"), b: deadLetterQueue("a") } });
  expect(message).toBeUndefined();
  const loaded = facts.find((fact) => fact.kind === "config.loaded");
  expect(loaded?.declared?.queues.map(({ deadLetterQueueName }) => deadLetterQueueName)).toEqual(["b", "a"]);
});

test("a queue that is its own dead-letter queue is refused, as CreateQueue does", async () => {
  const { message } = await outcomeOf({ queues: { a: { deadLetterQueue: { queue: "a", maxReceiveCount: 2 } } } });
  expect(message).toMatch(/^config queues\.a: AWS refuses this with .* Reason: Dead letter target does not exist\.$/);
});
