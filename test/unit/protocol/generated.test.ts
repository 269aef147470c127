import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { serviceModels } from "../../../runtime/protocol/generated/index.ts";
import { ServiceModels } from "../../../runtime/protocol/service-models.ts";
import type { ServiceHead } from "../../../runtime/protocol/wire-model.ts";

test("the committed models are what the generator makes", () => {
  expect(() =>
    execFileSync(process.execPath, ["scripts/generate-models.mjs", "--check"], { stdio: "pipe" }),
  ).not.toThrow();
});

describe("a service's model", () => {
  test("is not read before it is asked for", () => {
    const head = serviceModels.head("lambda") as ServiceHead;
    const models = new ServiceModels(new URL("file:///nowhere/"), [head]);
    expect(models.head("lambda")).toBe(head);
    expect(() => models.get("lambda")).toThrow("ENOENT");
  });

  test("has the head that is known before", () => {
    const models = [...serviceModels.values()];
    expect(models.length).toBeGreaterThan(6);
    for (const { operations: _operations, errors: _errors, shapes: _shapes, ...head } of models) {
      expect(serviceModels.head(head.name)).toEqual(head);
    }
  });

  test("of restJson1 has no names of its own in JSON, which the codec does not know", () => {
    const restJson = [...serviceModels.values()].filter(({ protocols }) => protocols.includes("restJson1"));
    expect(restJson.map(({ name }) => name)).toContain("lambda");
    expect(JSON.stringify(restJson)).not.toContain('"jsonName"');
  });
});

describe("SQS", () => {
  const sqs = serviceModels.get("sqs");

  test("has its 23 operations and both protocols", () => {
    expect(Object.keys(sqs?.operations ?? {})).toHaveLength(23);
    expect(sqs).toMatchObject({
      protocols: ["awsJson1_0", "awsQuery"],
      queryCompatible: true,
      targetPrefix: "AmazonSQS",
    });
  });

  test("keeps the names and codes that only the Query protocol shows", () => {
    expect(sqs?.shapes["SendMessageRequest"]).toMatchObject({
      members: {
        MessageAttributes: { shape: "MessageBodyAttributeMap", xmlName: "MessageAttribute", xmlFlattened: true },
      },
    });
    expect(sqs?.shapes["QueueDoesNotExist"]).toMatchObject({
      error: { fault: "Sender", status: 400, queryCode: "AWS.SimpleQueueService.NonExistentQueue", queryStatus: 400 },
    });
  });
});
