import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readRecording, RecordingMatcher } from "../recording.ts";
import { aliasReplays } from "./alias-replays.ts";
import { concurrencyReplays, throttleReplays } from "./concurrency-replays.ts";
import { functionReplays } from "./function-replays.ts";
import { LambdaCaller } from "./lambda-caller.ts";
import { invokeReplays } from "./invoke-replays.ts";
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
  ...replayed("lambda--", { ...throttleReplays, ...invokeReplays }),
];

describe("what AWS answered", () => {
  test.each(cases)("%s (%s)", async (name, variant, file, replay) => {
    const aws = new LambdaCaller();

    const answers = await replay(aws, variant);

    const matcher = new RecordingMatcher(aws.place);
    const recorded = readRecording(file).get(variant) ?? {};
    const differences = Object.entries(loosened(recorded) as Record<string, unknown>)
      .filter(([step]) => !isRefusedByTheClient(recorded[step]) && !ELSEWHERE_STEPS.has(`${name}.${step}`))
      .flatMap(([step, expected]) => matcher.differences(expected, ofItsTime(expected, answers[step]), step));
    expect(differences).toEqual([]);
  });

  test("every recording is done again", () => {
    const folder = new URL("../../fixtures/aws-recordings/lambda/", import.meta.url);
    const replayedFiles = new Set(cases.map(([, , file]) => `${file.slice("lambda/".length)}.json`));

    const missing = readdirSync(folder).filter((file) => isOurs(file) && !replayedFiles.has(file));
    expect(missing).toEqual([]);
  });
});

/** Recordings that other tests do again, and those about what code does, which the sandboxes' tests have. */
const ELSEWHERE: readonly RegExp[] = [
  /^lambda--TestLambdaPermissions\./,
  /^lambda_api--TestLambda(?:AccountSettings|EventInvokeConfig|Url)\./,
  /^lambda--TestLambda(?:Behavior|URL)\./,
  /^lambda--TestRequestIdHandling\./,
  /^lambda--TestLambdaBaseFeatures\.lambda_too_large_response\./,
  /^lambda--TestLambdaErrors\.lambda_(?:handler|runtime)_/,
  /^lambda--TestLambdaFeatures\.(?:invocation_type_event_error|lambda_with_context)\./,
  // An answer of 2023, which newer recordings contradict.
  /^lambda--TestLambdaFeatures\.invoke_exceptions\./,
  /^lambda--TestLambdaVersions\.async_invoke_queue_upon_function_update\./,
  // Environments are not started ahead, so none fails then.
  /^lambda--TestLambdaConcurrency\.provisioned_concurrency_init_failure\./,
];

function isOurs(file: string): boolean {
  return /^lambda(?:_api)?--/.test(file) && !ELSEWHERE.some((pattern) => pattern.test(file));
}

/** What an event's destination gets is the destinations' test. */
const ELSEWHERE_STEPS: ReadonlySet<string> = new Set(["TestLambdaConcurrency.reserved_concurrency.msg"]);

/** Before November 2023 functions had no `LoggingConfig`. */
function ofItsTime(expected: unknown, actual: unknown): unknown {
  if (!isRecord(expected) || !isRecord(actual)) return actual;
  const members = Object.entries(actual).filter(
    ([name]) => name !== "LoggingConfig" || name in expected || !("PackageType" in expected),
  );
  return Object.fromEntries(members.map(([name, member]) => [name, ofItsTime(expected[name], member)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** boto3's own checks never reach a service. */
function isRefusedByTheClient(step: unknown): boolean {
  return typeof step === "string" && step.startsWith("Parameter validation failed");
}
