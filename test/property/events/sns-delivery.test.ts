import fc from "fast-check";
import { expect, test } from "vitest";
import { envelopeText, toSnsEnvelope } from "../../../events/payloads/sns-envelope.ts";
import { toSnsEventText } from "../../../events/payloads/sns-lambda.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import { functionArn, published, World } from "../../unit/events/deliver/world.ts";

/** Any Unicode text, control characters and astral planes included; lone surrogates cannot come out of UTF-8. */
const text = fc.string({ unit: "binary" });
const dataType = fc.constantFrom("String", "String.Array", "Number", "Binary");
const attributes = fc.dictionary(text, fc.record({ dataType, value: text }), { maxKeys: 12, noNullPrototype: true });
const message = fc.record({
  message: text,
  subject: fc.option(text, { nil: undefined }),
  messageAttributes: attributes,
  publishedAt: fc.integer({ min: 0, max: 4e12 }),
});

function asJson(
  messageAttributes: Readonly<Record<string, { readonly dataType: string; readonly value: string }>>,
): object {
  const entries = Object.entries(messageAttributes);
  return Object.fromEntries(entries.map(([name, { dataType: Type, value: Value }]) => [name, { Type, Value }]));
}

const signature = { version: "2", signature: "c2ln", signingCertUrl: "https://sns/cert.pem" } as const;

test("an envelope parses back to what was published, whatever the text", () => {
  fc.assert(
    fc.property(message, text, (given, url) => {
      const parsed: unknown = JSON.parse(envelopeText(toSnsEnvelope("topic", published(given), signature), url));
      const hasAttributes = Object.keys(given.messageAttributes).length > 0;

      expect(parsed).toEqual({
        Type: "Notification",
        MessageId: published().messageId,
        TopicArn: "topic",
        ...(given.subject === undefined ? {} : { Subject: given.subject }),
        Message: given.message,
        Timestamp: new Date(given.publishedAt).toISOString(),
        SignatureVersion: "2",
        Signature: "c2ln",
        SigningCertURL: "https://sns/cert.pem",
        UnsubscribeURL: url,
        ...(hasAttributes ? { MessageAttributes: asJson(given.messageAttributes) } : {}),
      });
    }),
  );
});

test("an envelope is lines of one member each", () => {
  fc.assert(
    fc.property(message, (given) => {
      const lines = envelopeText(toSnsEnvelope("topic", published(given), undefined), "url").split("\n");

      expect(lines[0]).toBe("{");
      expect(lines.at(-1)).toBe("}");
      for (const line of lines.slice(1, -1)) expect(line).toMatch(/^(?: {2}".*" : .*| {4}".*" : .*| {2}\})$/su);
    }),
  );
});

test("a function's event parses back to what was published", () => {
  const origin = { topicArn: "topic", subscriptionArn: "subscription", unsubscribeUrl: "url" };
  fc.assert(
    fc.property(message, (given) => {
      const event = JSON.parse(toSnsEventText(published(given), origin, signature)) as { Records: [{ Sns: object }] };

      expect(event.Records[0].Sns).toMatchObject({ Message: given.message, Subject: given.subject ?? null });
      expect(event.Records[0].Sns).toHaveProperty("MessageAttributes", asJson(given.messageAttributes));
    }),
  );
});

const outcome = fc.constantFrom("returned", "threw", "timedOut", "crashed", "throttled" as const);

function outcomeOf(kind: InvokeOutcome["kind"]): InvokeOutcome {
  if (kind === "throttled") return { kind, requestId: "", reason: "ConcurrentInvocationLimitExceeded" };
  return { kind, requestId: "", payload: '{"errorMessage":"x"}' };
}

test("an asynchronous event ends in success or in one drop, after at most three errors, with one request id", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(outcome, { maxLength: 12 }), async (outcomes) => {
      const world = new World();
      const ended: InvokeOutcome["kind"][] = [];
      world.answer = () => {
        const kind = outcomes[ended.length] ?? "returned";
        ended.push(kind);
        return outcomeOf(kind);
      };

      const { requestId } = world.asyncInvocations.invoke({
        functionName: functionArn,
        payload: "{}",
        causeId: undefined,
      });
      await world.clock.advanceAsync(7 * 3600 * 1000);

      const errors = ended.filter((kind) => kind !== "returned" && kind !== "throttled").length;
      const dropped = world.facts("lambda.asyncInvocationDropped");
      expect(errors).toBeLessThanOrEqual(3);
      expect(dropped).toHaveLength(errors === 3 ? 1 : 0);
      expect(ended.filter((kind) => kind === "returned")).toHaveLength(errors === 3 ? 0 : 1);
      expect(world.invocations.every((invocation) => invocation.requestId === requestId)).toBe(true);
      expect(world.facts("lambda.asyncInvocationRetried")).toHaveLength(ended.length - 1);
      expect(world.clock.pending).toBe(0);
    }),
    { numRuns: 60 },
  );
});
