import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DeleteFunctionConcurrencyCommand,
  PutFunctionConcurrencyCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type BehaviourWorld, RecordedBehaviour, startBehaviourWorld, zipOf } from "./behaviour-world.ts";

let world: BehaviourWorld;
let folder: string;
beforeAll(async () => {
  [world, folder] = await Promise.all([startBehaviourWorld(), mkdtemp(join(tmpdir(), "history-"))]);
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Appends its event's name and its own variant to a file. */
const writer = (file: string, variant: string) => ({
  language: "node" as const,
  source: `const { appendFileSync } = require("node:fs");
exports.handler = async ({ name }) => {
  if (name.includes("sleep")) await new Promise((resolve) => setTimeout(resolve, 1500));
  appendFileSync(${JSON.stringify(file)}, name + "--${variant}\\n");
};`,
});

test("events that waited while their function was updated run on its new code", { timeout: 60_000 }, async () => {
  const recorded = new RecordedBehaviour("TestLambdaVersions.async_invoke_queue_upon_function_update");
  const history = recorded.step("async_invoke_history_sorted") as readonly string[];
  const file = join(folder, "history");
  const FunctionName = "queued";
  await world.create(FunctionName, writer(file, "variant-1"));
  await world.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 1 }));
  const invokeAll = (kind: string) =>
    Promise.all(
      history
        .map((entry) => entry.replace(/--variant-\d$/, ""))
        .filter((name) => name.includes(kind))
        .map((name) => world.invoke(FunctionName, { name }, { InvocationType: "Event" })),
    );

  await invokeAll("sleep");
  await invokeAll("before");
  const ZipFile = await zipOf(writer(file, "variant-2"));
  await world.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
  await waitUntilFunctionUpdatedV2({ client: world.lambda, maxWaitTime: 20, minDelay: 1 }, { FunctionName });
  await invokeAll("after");
  // Who waits longest is not what was recorded: with the account's concurrency the next attempt of each succeeds.
  await world.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));

  await vi.waitFor(
    async () => {
      const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
      expect(lines.toSorted()).toEqual(history);
    },
    { timeout: 40_000, interval: 250 },
  );
});

test("an event's error is logged once for each attempt, under one request id", { timeout: 30_000 }, async () => {
  await world.create("fails", {
    language: "python",
    source:
      'class CustomException(Exception):\n    pass\ndef handler(e, c):\n    raise CustomException("some error occurred")\n',
  });
  await world.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: "fails", Description: "settled" }));
  await waitUntilFunctionUpdatedV2({ client: world.lambda, maxWaitTime: 20, minDelay: 1 }, { FunctionName: "fails" });

  const { answer, requestId = "" } = await world.invoke("fails", {}, { InvocationType: "Event" });

  const recorded = new RecordedBehaviour("TestLambdaFeatures.invocation_type_event_error");
  expect(answer).toEqual(recorded.step("invocation_response"));
  const lines = await vi.waitFor(
    async () => {
      const found = await world.logLines("fails");
      expect(found.at(-1)).toContain("REPORT");
      return found;
    },
    { timeout: 20_000, interval: 100 },
  );
  expect(lines[0]).toBe(`START RequestId: ${requestId} Version: $LATEST\n`);
  expect(lines[1]).toMatch(/^\[ERROR\] CustomException: some error occurred\nTraceback \(most recent call last\):\n/);
  expect(lines[2]).toBe(`END RequestId: ${requestId}\n`);
});
