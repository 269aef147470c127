import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compilePattern } from "../../../runtime/core/pattern/compile.ts";
import { SNS_MESSAGE_BODY } from "../../../runtime/core/pattern/dialect.ts";

interface Answer {
  readonly Error?: { readonly Message: string };
  readonly Messages?: readonly { readonly Body: object }[];
}

function recording(name: string): Record<string, Answer> {
  const file = new URL(`../../fixtures/aws-recordings/sns/sns_filter_policy--${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { recording: Record<string, Answer> }).recording;
}

function matches(policy: unknown, body: object): boolean {
  const compiled = compilePattern(policy, SNS_MESSAGE_BODY);
  return compiled.kind === "valid" && compiled.pattern.matches(body);
}

/** AWS's answers quote the policy: `... at [Source: (String)"{"key":[]}"; line: 1, column: 10]`. */
const SENTENCE = /^Invalid parameter: Attributes Reason: FilterPolicy: (.*)\n at \[Source: \(String\)"(.*)"; line/s;

const refused = ["", "_exists_operator", "_nested_anything_but_operator", "_numeric_operator", "_string_operators"]
  .flatMap((suffix) => Object.entries(recording(`TestSNSFilterPolicyConditions.validate_policy${suffix}`)))
  .flatMap(([name, answer]) => {
    const [, reason, policy] = SENTENCE.exec(answer.Error?.Message ?? "") ?? [];
    return policy === undefined || reason === undefined ? [] : [{ name, reason, policy }];
  });

describe("filter policies that SNS refuses, with its reason", () => {
  test("there are recordings", () => {
    expect(refused.length).toBeGreaterThan(25);
  });

  test.each(refused)("$name", ({ policy, reason }) => {
    expect(compilePattern(JSON.parse(policy), SNS_MESSAGE_BODY)).toEqual({ kind: "invalid", reason });
  });
});

describe("messages that SNS delivered through a filter policy on the body", () => {
  test("lists: a policy names one of their values", () => {
    const delivered = recording("TestSNSFilterPolicyBody.filter_policy_on_message_body_array_attributes");
    for (const [index, wanted] of ["queue1", "queue2"].entries()) {
      const bodies = delivered[`messages-queue-${index}`]?.Messages?.map(({ Body }) => Body) ?? [];
      expect(bodies).toHaveLength(2);
      for (const body of bodies) expect(matches({ headers: { "route-to": [wanted] } }, body)).toBe(true);
    }
    expect(matches({ headers: { "route-to": ["queue1"] } }, { headers: { "route-to": ["queue3"] } })).toBe(false);
  });

  test("lists of objects: one S3 record satisfies all keys", () => {
    const policy = {
      Records: { s3: { object: { key: [{ prefix: "auto-" }] } }, eventName: [{ prefix: "ObjectCreated:" }] },
    };
    const { messages } = recording("TestSNSFilterPolicyBody.filter_policy_on_message_body_array_of_object_attributes");
    const bodies = messages?.Messages?.map(({ Body }) => Body) ?? [];

    expect(bodies).toHaveLength(2);
    for (const body of bodies) expect(matches(policy, body)).toBe(true);
  });
});
