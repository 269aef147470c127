import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PLACE } from "./recorded-answer.ts";
import { readRecording, RecordingMatcher } from "./recording.ts";
import { loosened } from "./s3/loosened.ts";
import { Replay, type Replays } from "./s3/replay.ts";
import { checksumReplays } from "./s3/replays-checksums.ts";
import { configurationReplays } from "./s3/replays-configuration.ts";
import { copyReplays } from "./s3/replays-copies.ts";
import { listReplays } from "./s3/replays-lists.ts";
import { objectLockReplays } from "./s3/replays-object-lock.ts";
import { objectReplays } from "./s3/replays-objects.ts";
import { partCopyReplays } from "./s3/replays-part-copies.ts";
import { tagReplays } from "./s3/replays-tags.ts";
import { uploadReplays } from "./s3/replays-uploads.ts";
import { writeConditionReplays } from "./s3/replays-write-conditions.ts";
import { accessReplays } from "./s3/replays-access.ts";
import { bucketReplays } from "./s3/replays-buckets.ts";
import { keyReplays } from "./s3/replays-keys.ts";
import { readReplays } from "./s3/replays-reads.ts";
import { customerKeyReplays } from "./s3/replays-customer-keys.ts";
import { lifecycleReplays } from "./s3/replays-lifecycle.ts";
import { retentionReplays } from "./s3/replays-retention.ts";
import { settingReplays } from "./s3/replays-settings.ts";
import { corsReplays } from "./s3/replays-cors.ts";
import { copyConditionReplays } from "./s3/replays-copy-conditions.ts";
import { kmsReplays } from "./s3/replays-kms.ts";
import { metadataReplays } from "./s3/replays-metadata.ts";
import { moreUploadReplays } from "./s3/replays-more-uploads.ts";
import { policyReplays } from "./s3/replays-policies.ts";
import { s3Caller } from "./s3/s3-caller.ts";

const replays: Replays = {
  ...accessReplays,
  ...policyReplays,
  ...metadataReplays,
  ...kmsReplays,
  ...moreUploadReplays,
  ...bucketReplays,
  ...keyReplays,
  ...readReplays,
  ...customerKeyReplays,
  ...lifecycleReplays,
  ...retentionReplays,
  ...settingReplays,
  ...corsReplays,
  ...copyConditionReplays,
  ...objectReplays,
  ...copyReplays,
  ...uploadReplays,
  ...checksumReplays,
  ...listReplays,
  ...partCopyReplays,
  ...tagReplays,
  ...configurationReplays,
  ...objectLockReplays,
  ...writeConditionReplays,
};

const fixtures = new URL("../fixtures/aws-recordings/s3-api/", import.meta.url);
const files = readdirSync(fixtures).map((file) => file.replace(".json", ""));

describe("S3 answers as AWS did when it was recorded", () => {
  for (const file of files) {
    const name = file.slice(file.indexOf("--") + 2);
    const doAgain = replays[name];
    // Others are done again elsewhere.
    if (doAgain === undefined) continue;
    for (const [variant, recorded] of readRecording(`s3-api/${file}`)) {
      const suffix = variant === "" ? "" : ` (${variant})`;
      test(`${name}${suffix}`, async () => {
        const replay = new Replay(await s3Caller(), variant);
        await doAgain(replay);
        const matcher = new RecordingMatcher(PLACE);
        const wanted = loosened(recorded, replay.opaque);
        const answers = Object.fromEntries(replay.steps);
        expect(matcher.differences(wanted, answers)).toEqual([]);
      });
    }
  }

  test("every replay has its recording", () => {
    const recorded = new Set(files.map((file) => file.slice(file.indexOf("--") + 2)));
    expect(Object.keys(replays).filter((name) => !recorded.has(name))).toEqual([]);
  });
});
