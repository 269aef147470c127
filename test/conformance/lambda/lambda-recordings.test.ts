import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readRecording, RecordingMatcher } from "../recording.ts";
import { aliasReplays } from "./alias-replays.ts";
import { concurrencyReplays, throttleReplays } from "./concurrency-replays.ts";
import { functionReplays } from "./function-replays.ts";
import { LambdaCaller } from "./lambda-caller.ts";
import { loggingReplays } from "./logging-replays.ts";
import { loosened } from "./loosened.ts";
import { nameReplays } from "./name-replays.ts";
import { permissionReplays } from "./permission-replays.ts";
import type { Replay, Replays } from "./replay.ts";
import { tagReplays } from "./tag-replays.ts";
import { versionReplays } from "./version-replays.ts";

function replayed(prefix: string, all: Replays): [string, string, string, Replay][] {
  return Object.entries(all).flatMap(([name, replay]) => {
    const file = `lambda/${prefix}${name}`;
    return [...readRecording(file).keys()].map((variant): [string, string, string, Replay] => [
      name,
      variant,
      file,
      replay,
    ]);
  });
}

const cases = [
  ...replayed("lambda_api--", {
    ...functionReplays,
    ...nameReplays,
    ...versionReplays,
    ...aliasReplays,
    ...permissionReplays,
    ...tagReplays,
    ...concurrencyReplays,
    ...loggingReplays,
  }),
  ...replayed("lambda--", { ...throttleReplays }),
];

describe("what AWS answered", () => {
  test.each(cases)("%s (%s)", async (_name, variant, file, replay) => {
    const aws = new LambdaCaller();

    const answers = await replay(aws, variant);

    const matcher = new RecordingMatcher(aws.place);
    const recorded = readRecording(file).get(variant) ?? {};
    const differences = Object.entries(loosened(recorded) as Record<string, unknown>)
      .filter(([step]) => !isRefusedByTheClient(recorded[step]))
      .flatMap(([step, expected]) => matcher.differences(expected, answers[step], step));
    expect(differences).toEqual([]);
  });
});

/** boto3's own checks never reach a service. */
function isRefusedByTheClient(step: unknown): boolean {
  return typeof step === "string" && step.startsWith("Parameter validation failed");
}

void readdirSync;
