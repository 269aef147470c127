import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { batchVerdict } from "../../../events/batch-response.ts";
import { TRANSITION_MS } from "../../../events/mappings/mapping.ts";
import type { MappingSettings } from "../../../runtime/core/ports.ts";
import type { Queue } from "../../../runtime/sqs/index.ts";
import { readRecording } from "../recording.ts";
import { Expected, MappingWorld, target } from "./mapping-world.ts";

interface Attempt {
  readonly Messages: [
    { readonly Body: { readonly event: object; readonly error?: string | null; readonly result?: object } },
  ];
}

interface DeadLetter {
  readonly Messages: [{ readonly Body: object }];
}

/** Each: what the mapping was set to, and the queue's limit when there was a dead-letter queue. */
const flows: [string, { settings: MappingSettings; maxReceiveCount?: number }][] = [
  ["failing_lambda_retries_after_visibility_timeout", { settings: {} }],
  ["message_body_and_attributes_passed_correctly", { settings: {} }],
  ["redrive_policy_with_failing_lambda", { settings: {}, maxReceiveCount: 2 }],
  [
    "report_batch_item_failures_empty_json_batch_succeeds",
    { settings: { FunctionResponseTypes: ["ReportBatchItemFailures"] }, maxReceiveCount: 1 },
  ],
  [
    "report_batch_item_failures_invalid_result_json_batch_fails",
    { settings: { FunctionResponseTypes: ["ReportBatchItemFailures"] }, maxReceiveCount: 2 },
  ],
];

const BOOK = {
  Title: { dataType: "String", stringValue: "The Whistler" },
  Author: { dataType: "String", stringValue: "John Grisham" },
  WeeksOn: { dataType: "Number", stringValue: "6" },
};

test.each(flows)(
  "%s is done again: every event and what became of the message",
  async (name, { settings, maxReceiveCount }) => {
    const steps = readRecording(`esm/esm_sqs--${name}`).get("") ?? {};
    const attempts = Object.entries(steps)
      .filter(([step]) => /_(?:attempt|invocation)$/.test(step))
      .map(([, attempt]) => (attempt as Attempt).Messages[0].Body);
    const world = new MappingWorld();
    const dead = world.queue("dead");
    const queue = queueWith(world, dead, maxReceiveCount);
    let attempt = 0;
    world.answer = () => {
      const { error, result } = attempts[attempt++] ?? {};
      if (typeof error === "string") return { kind: "threw", payload: JSON.stringify({ errorMessage: error }) };
      return { payload: JSON.stringify(result ?? null) };
    };
    await world.router.mappings.create({ EventSourceArn: queue.arn, ...settings }, target("handle"));
    await world.clock.advanceAsync(TRANSITION_MS);
    const [body, hasAttributes] = sentBody(attempts[0]?.event);
    queue.send({ body, ...(hasAttributes && { attributes: BOOK }) });
    await world.clock.advanceAsync(300_000);

    const expected = new Expected();
    const differences = attempts.flatMap(({ event }, index) => expected.differences(event, world.events[index]));
    expect(differences).toEqual([]);
    expect(world.events).toHaveLength(attempts.length);
    expect(queue.counts).toEqual({ available: 0, inFlight: 0, delayed: 0 });
    const [deadLetter] = await dead.receive({ max: 1, receiver: "test" });
    const recorded = (steps["dlq_response"] as DeadLetter | undefined)?.Messages[0].Body;
    expect(deadLetter && JSON.parse(deadLetter.body)).toEqual(recorded);
  },
);

function queueWith(world: MappingWorld, dead: Queue, maxReceiveCount: number | undefined): Queue {
  if (maxReceiveCount === undefined) return world.queue("orders");
  const policy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount });
  return world.queue("orders", { RedrivePolicy: policy });
}

function sentBody(event: object | undefined): [string, boolean] {
  const { Records } = event as { Records: [{ body: string; messageAttributes: object }] };
  return [Records[0].body, Object.keys(Records[0].messageAttributes).length > 0];
}

test("the answer of AWS's .NET test suite reports two messages", () => {
  const file = new URL("../../fixtures/aws-recordings/esm/sample--lambda-dotnet--sqs-response.json", import.meta.url);
  const { template } = JSON.parse(readFileSync(file, "utf8")) as { template: string };
  const batch = ["MessageID_1", "MessageID_2", "MessageID_3"].map((messageId) => ({ messageId }));
  // The file begins with a byte order mark, which no runtime sends.
  const payload = template.replace(/^\uFEFF/, "");

  const { failedMessageIds } = batchVerdict({ kind: "returned", requestId: "r", payload }, batch, true);

  expect([...failedMessageIds]).toEqual(["MessageID_1", "MessageID_2"]);
});
