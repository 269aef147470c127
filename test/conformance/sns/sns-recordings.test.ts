import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readRecording, RecordingMatcher } from "../recording.ts";
import { filterReplays } from "./filter-replays.ts";
import { publishReplays } from "./publish-replays.ts";
import { refusedPolicyReplays } from "./refused-policy-replays.ts";
import type { Replay, Replays } from "./replay.ts";
import { snsCaller } from "./sns-caller.ts";
import { subscriptionReplays } from "./subscription-replays.ts";
import { topicReplays } from "./topic-replays.ts";

/** What is delivered, byte by byte, is the delivery's test. */
const DELIVERIES: ReadonlySet<string> = new Set([
  "sns--TestSNSPublishDelivery.delivery_lambda.json",
  "sns--TestSNSSubscriptionHttp.subscribe_external_http_endpoint.json",
  "sns--TestSNSSubscriptionHttp.subscribe_external_http_endpoint_lambda_url_sig_validation.json",
  "sns--TestSNSSubscriptionLambda.python_lambda_subscribe_sns_topic.json",
  "sns--TestSNSSubscriptionSQS.publish_sqs_from_sns_with_xray_propagation.json",
  "sns--TestSNSSubscriptionSQS.publish_sqs_verify_signature.json",
]);

function replayed(prefix: string, all: Replays): [string, string, string, Replay][] {
  return Object.entries(all).flatMap(([name, replay]) => {
    const file = `sns/${prefix}${name}`;
    return [...readRecording(file).keys()].map((variant): [string, string, string, Replay] => [
      name,
      variant,
      file,
      replay,
    ]);
  });
}

const cases = [
  ...replayed("sns--", { ...topicReplays, ...subscriptionReplays, ...publishReplays }),
  ...replayed("sns_filter_policy--", { ...filterReplays, ...refusedPolicyReplays }),
];

describe("what AWS answered", () => {
  test.each(cases)("%s (%s)", async (_name, variant, file, replay) => {
    const aws = snsCaller();

    const answers = await replay(aws, variant);

    const matcher = new RecordingMatcher(aws.place);
    const recorded = readRecording(file).get(variant) ?? {};
    const differences = Object.entries(recorded).flatMap(([step, expected]) => {
      const actual = answers[step];
      return isReceived(actual)
        ? deliveryDifferences(step, expected, actual)
        : matcher.differences(visible(expected), sameMembers(expected, actual), step);
    });
    expect(differences).toEqual([]);
  });

  test("every recording is done again", () => {
    const folder = new URL("../../fixtures/aws-recordings/sns/", import.meta.url);
    const replayedFiles = new Set(cases.map(([, , file]) => `${file.slice("sns/".length)}.json`));

    const missing = readdirSync(folder).filter((file) => !replayedFiles.has(file) && !DELIVERIES.has(file));
    expect(missing).toEqual([]);
  });
});

interface Received {
  readonly messages: readonly string[];
}

function isReceived(value: unknown): value is Received {
  return isRecord(value) && "messages" in value;
}

/** A queue has no order, and the recorder replaced instants and ids inside of JSON: compares which messages came. */
function deliveryDifferences(step: string, expected: unknown, { messages }: Received): string[] {
  const bodies = isRecord(expected) && Array.isArray(expected["Messages"]) ? (expected["Messages"] as unknown[]) : [];
  const wanted = bodies.map((message) => textOf(message)).toSorted();
  const given = messages.map((message) => withoutVolatile(message)).toSorted();
  return JSON.stringify(wanted) === JSON.stringify(given)
    ? []
    : [`${step}: recorded ${JSON.stringify(wanted)}, was ${JSON.stringify(given)}`];
}

/** The published text in a recorded message, raw or in its envelope. */
function textOf(message: unknown): string {
  const body = isRecord(message) ? message["Body"] : undefined;
  const published = isRecord(body) && body["Type"] === "Notification" ? body["Message"] : body;
  return withoutVolatile(typeof published === "string" ? published : JSON.stringify(published));
}

function withoutVolatile(text: string): string {
  return text
    .replaceAll(/"(?:date|\d{4}-\d\d-\d\dT[^"]*)"/g, '"date"')
    .replaceAll(/"id":"(?:<uuid:\d+>|[0-9a-f-]{36})"/g, '"id":"uuid"')
    .replaceAll(/<resource:1>|insurance-bucket-demo/g, "bucket")
    .replaceAll("arn:<partition>:", "arn:aws:")
    .replaceAll(/(?<=[,:{[]) | (?=[,:}\]])/g, "");
}

/** Only what the recorder kept of an error. */
function sameMembers(expected: unknown, actual: unknown): unknown {
  if (!isRecord(expected) || !isRecord(expected["Error"]) || !isRecord(actual) || !isRecord(actual["Error"])) {
    return actual;
  }
  const recorded = new Set(Object.keys(expected["Error"]));
  const error = Object.fromEntries(Object.entries(actual["Error"]).filter(([name]) => recorded.has(name)));
  const { message, ...rest } = actual;
  return { ...rest, Error: error, ...("message" in expected ? { message } : undefined) };
}

/** Without what the recording test added. */
function visible(expected: unknown): unknown {
  const error = isRecord(expected) ? expected["Error"] : undefined;
  if (!isRecord(expected) || !isRecord(error)) return expected;
  const { _normalized: _, ...shown } = error;
  return { ...expected, Error: shown };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
