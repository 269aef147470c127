import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SQSEvent } from "aws-lambda";
import { afterEach, expect, test } from "vitest";
import { createRuntime } from "../../testkit/create-runtime.ts";
import { sqsEvent } from "../../testkit/events.ts";
import type { TestRuntime } from "../../testkit/test-runtime.ts";

let runtime: TestRuntime;
let folder: string;
afterEach(async () => {
  await runtime.stop();
  await rm(folder, { recursive: true, force: true });
});

const EVENT = sqsEvent([{ price: 2 }, { price: 3 }]);
/** As `lambdaloop capture save` writes it. */
const RECORDED = {
  id: "abcd1234",
  at: "2026-01-01T00:00:00.000Z",
  functionName: "sum",
  requestId: "8f5c7a52-0000-4000-8000-000000000001",
  outcome: "returned",
  source: "sqs",
  event: EVENT,
  result: { total: 5 },
  context: {},
  logs: [],
  causes: [],
  effects: [],
};

const totalOf = ({ Records }: SQSEvent): number =>
  Records.reduce((sum, { body }) => sum + (JSON.parse(body) as { price: number }).price, 0);

async function runtimeWith(handler: (event: SQSEvent) => Promise<unknown>): Promise<TestRuntime> {
  folder = mkdtempSync(path.join(tmpdir(), "cassette-"));
  writeFileSync(
    path.join(folder, "sum.cassette.json"),
    JSON.stringify({ format: "lambdaloop-cassette", version: 1, captures: [RECORDED] }),
  );
  return createRuntime({ cwd: folder, functions: { sum: { handler } } });
}

test("a cassette whose code does what it did", async () => {
  runtime = await runtimeWith((event) => Promise.resolve({ total: totalOf(event) }));
  const [replayed] = await runtime.replay("sum.cassette.json");
  expect(replayed).toMatchObject({ captureId: "abcd1234", functionName: "sum", isChanged: false, differences: [] });
});

test("one whose code does something else, and where", async () => {
  runtime = await runtimeWith((event) => Promise.resolve({ total: totalOf(event) + 1 }));
  const [replayed] = await runtime.replay("sum.cassette.json");
  expect(replayed).toMatchObject({
    isChanged: true,
    differences: [{ path: "result.total", kind: "changed", recorded: 5, replayed: 6 }],
  });
});

test("what is no cassette is refused", async () => {
  runtime = await runtimeWith(() => Promise.resolve());
  writeFileSync(path.join(folder, "other.json"), "{}");
  await expect(runtime.replay("other.json")).rejects.toThrow(/is no cassette/);
  await expect(runtime.replay("missing.json")).rejects.toThrow(/no readable file/);
});
