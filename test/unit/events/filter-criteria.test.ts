import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileFilters, type MessageFilter } from "../../../events/filter-criteria.ts";
import type { QueueMessage } from "../../../events/sources/queue-source.ts";

const origin = { eventSourceArn: "arn:aws:sqs:eu-west-1:123456789012:orders", maximumBatchingWindowInSeconds: 0 };

function message(body: string): QueueMessage {
  return {
    messageId: "a",
    receiptHandle: "h",
    body,
    md5OfBody: "",
    attributes: { SenderId: "AIDAEXAMPLE" },
    messageAttributes: { tenant: { dataType: "String", stringValue: "acme" } },
  };
}

function filterOf(...patterns: unknown[]): MessageFilter | undefined {
  return compileFilters({ filters: patterns.map((pattern) => ({ pattern: JSON.stringify(pattern) })) }, origin);
}

describe("AWS's recorded filters let their recorded messages through", () => {
  const file = new URL(
    "../../fixtures/aws-recordings/esm/esm_sqs--TestSQSEventSourceMapping.sqs_event_filter.json",
    import.meta.url,
  );
  const { variants } = JSON.parse(readFileSync(file, "utf8")) as { variants: Record<string, Variant> };
  const recorded = Object.entries(variants).flatMap(([name, { content }]) =>
    content === undefined ? [] : [{ name, content }],
  );

  test.each(recorded)("$name", ({ content }) => {
    const { Filters } = content.create_event_source_mapping_response.FilterCriteria;
    const filter = filterOf(...Filters.map(({ Pattern }) => Pattern));
    const bodies = content.invocation_events.flatMap(({ Records }) => Records.map(({ body }) => body));

    expect(bodies).toHaveLength(1);
    for (const body of bodies) {
      expect(filter?.refusal(message(typeof body === "string" ? body : JSON.stringify(body)))).toBeUndefined();
    }
  });
});

interface Variant {
  readonly content?: {
    readonly create_event_source_mapping_response: {
      readonly FilterCriteria: { readonly Filters: { Pattern: unknown }[] };
    };
    readonly invocation_events: { readonly Records: { readonly body: unknown }[] }[];
  };
}

describe("what is filtered out, and the sentence that says why", () => {
  test.each<[string, unknown, string, string | undefined]>([
    ["a matching value", { body: { kind: ["json"] } }, '{"kind":"json"}', undefined],
    ["another value", { body: { kind: ["json"] } }, '{"kind":"csv"}', '`body.kind` is "csv", wants "json"'],
    ["no such key", { body: { kind: ["json"] } }, "{}", '`body.kind` is missing, wants "json"'],
    ["the wrong of two keys", { body: { a: [1], b: [2] } }, '{"a":1,"b":3}', "`body.b` is 3, wants 2"],
    ["matching text", { body: [{ prefix: "order" }] }, "order 7", undefined],
    ["other text", { body: [{ prefix: "order" }] }, "invoice 7", '`body` is "invoice 7", wants prefix "order"'],
    ["text for a JSON filter", { body: { kind: ["json"] } }, "plain", "`body` is plain text, the filter wants JSON"],
    [
      "text for a JSON filter that wants no such key",
      { body: { kind: [{ exists: false }] } },
      "plain",
      "`body` is plain text, the filter wants JSON",
    ],
    [
      "JSON for a text filter",
      { body: [{ "anything-but": "x" }] },
      "{}",
      "`body` is JSON, the filter wants plain text",
    ],
    ["broken JSON is text", { body: [{ prefix: "{" }] }, "{broken", undefined],
    ["a list is JSON", { body: { kind: ["json"] } }, '[{"kind":"json"}]', undefined],
    ["metadata of text", { messageAttributes: { tenant: { stringValue: ["acme"] } } }, "plain", undefined],
    [
      "metadata of JSON",
      { attributes: { SenderId: ["other"] } },
      "{}",
      '`attributes.SenderId` is "AIDAEXAMPLE", wants "other"',
    ],
    ["one of two alternatives", { $or: [{ body: ["plain"] }, { body: { a: [1] } }] }, '{"a":1}', undefined],
    [
      "none of two alternatives",
      { $or: [{ body: ["plain"] }, { body: { a: [1] } }] },
      "other",
      '`body` is "other", wants "plain"',
    ],
  ])("%s", (_, pattern, body, reason) => {
    expect(filterOf(pattern)?.refusal(message(body))).toBe(reason);
  });
});

test("one filter that matches is enough", () => {
  const filter = filterOf({ body: { kind: ["csv"] } }, { body: { kind: ["json"] } });

  expect(filter?.refusal(message('{"kind":"json"}'))).toBeUndefined();
  expect(filter?.refusal(message('{"kind":"xml"}'))).toBe(
    'no filter matches: filter 1: `body.kind` is "xml", wants "csv"; filter 2: `body.kind` is "xml", wants "json"',
  );
});

test("an empty list of filters filters nothing", () => {
  expect(filterOf()).toBeUndefined();
});

describe("refused", () => {
  test.each([
    ["a pattern that is not JSON", "{", "Invalid filter pattern definition."],
    ["a pattern that is no object", '"single-string"', "Invalid filter pattern definition."],
    ["an empty pattern", "{}", "Invalid filter pattern definition."],
    ["a value without a list", '{"body":{"a":1}}', "Invalid filter pattern definition."],
    ["an unknown operator", '{"body":{"a":[{"like":"x"}]}}', "Invalid filter pattern definition."],
    [
      "an operator that mappings do not have",
      '{"body":{"a":[{"cidr":"10.0.0.0/8"}]}}',
      "Invalid filter pattern definition.",
    ],
  ])("%s", (_, pattern, sentence) => {
    expect(() => compileFilters({ filters: [{ pattern }] }, origin)).toThrow(sentence);
  });

  test("a pattern of more than 4096 characters", () => {
    const pattern = JSON.stringify({ body: ["x".repeat(4096)] });

    expect(() => compileFilters({ filters: [{ pattern }] }, origin)).toThrow(
      "'filterCriteria.filters.1.member.pattern' failed to satisfy constraint: Member must have length less than or equal to 4096",
    );
  });

  test("a sixth filter", () => {
    const filters = Array.from({ length: 6 }, () => ({ pattern: '{"body":["x"]}' }));

    expect(() => compileFilters({ filters }, origin)).toThrow("limit of 5");
    expect(compileFilters({ filters: filters.slice(1) }, origin)).toBeDefined();
  });
});
