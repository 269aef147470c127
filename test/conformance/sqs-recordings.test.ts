import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readRecording, RecordingMatcher } from "./recording.ts";
import { fifoReplays } from "./sqs-recordings-fifo.ts";
import { messageReplays } from "./sqs-recordings-messages.ts";
import { moveReplays } from "./sqs-recordings-moves.ts";
import { queueReplays } from "./sqs-recordings-queues.ts";
import type { Replay } from "./sqs-recordings-steps.ts";
import { sqsCaller } from "./sqs-recordings.ts";

/** Answers that were recorded with the number of messages as it happened to be at AWS that day. */
const RACY: ReadonlySet<string> = new Set(["list-after"]);

function replayed(prefix: string, all: Readonly<Record<string, Replay>>): [string, string, string, Replay][] {
  return Object.entries(all).flatMap(([name, replay]) => {
    const file = `sqs/${prefix}${name}`;
    return [...readRecording(file).keys()].map((variant): [string, string, string, Replay] => [
      name,
      variant,
      file,
      replay,
    ]);
  });
}

const cases = [
  ...replayed("sqs--TestSqsProvider.", { ...queueReplays, ...messageReplays, ...fifoReplays }),
  ...replayed("sqs_move_task--", moveReplays),
];

describe("what AWS answered", () => {
  test.each(cases)("%s (%s)", async (_name, variant, file, replay) => {
    const aws = sqsCaller();

    const answers = await replay(aws, variant);

    const matcher = new RecordingMatcher(aws.place);
    const differences = Object.entries(readRecording(file).get(variant) ?? {}).flatMap(([step, expected]) =>
      matcher.differences(visible(step, expected), sameMembers(expected, answers[step]), step),
    );
    expect(differences).toEqual([]);
  });

  test("every recording is done again", () => {
    const folder = new URL("../fixtures/aws-recordings/sqs/", import.meta.url);
    const replayedFiles = new Set(cases.map(([, , file]) => `${file.slice("sqs/".length)}.json`));

    // The last one has a test of its own below.
    expect(readdirSync(folder).filter((file) => !replayedFiles.has(file))).toEqual([
      "sqs--TestSqsQueryApi.send_message_via_queue_url_with_json_protocol.json",
    ]);
  });

  test("send_message_via_queue_url_with_json_protocol", async () => {
    const aws = sqsCaller();
    const url = await aws.queue();

    const answer = await aws.record("ReceiveMessage", { QueueUrl: url }, { path: new URL(url).pathname });

    const recording = readRecording("sqs/sqs--TestSqsQueryApi.send_message_via_queue_url_with_json_protocol").get("");
    const matcher = new RecordingMatcher(aws.place);
    expect(matcher.differences(recording?.["receive-json-on-queue-url"], answer)).toEqual([]);
  });
});

/** Errors show more in one protocol than in the other: compares what the variant recorded. */
function sameMembers(expected: unknown, actual: unknown): unknown {
  if (!isRecord(expected) || !isRecord(expected["Error"]) || !isRecord(actual) || !isRecord(actual["Error"])) {
    return actual;
  }
  const recorded = new Set(Object.keys(expected["Error"]));
  const error = Object.fromEntries(Object.entries(actual["Error"]).filter(([key]) => recorded.has(key)));
  const { message, ...rest } = actual;
  return { ...rest, Error: error, ...("message" in expected ? { message } : undefined) };
}

function visible(step: string, expected: unknown): unknown {
  if (!isRecord(expected)) return expected;
  if (RACY.has(step)) return withMessagesMoved(expected, 2);
  const { Error: error } = expected;
  if (!isRecord(error)) return expected;
  // `Detail` is an empty element of the Query protocol.
  const { Detail: _detail, ...shown } = error;
  return { ...expected, Error: shown };
}

function withMessagesMoved(expected: Record<string, unknown>, moved: number): unknown {
  const results = (expected["Results"] as Record<string, unknown>[]).map((result) => ({
    ...result,
    ApproximateNumberOfMessagesMoved: moved,
  }));
  return { ...expected, Results: results };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
