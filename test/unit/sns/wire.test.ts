import { describe, expect, test } from "vitest";
import type { WireRequest } from "../../../runtime/core/wire.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { createDispatcher } from "../../../runtime/protocol/dispatcher.ts";
import { type SnsCaller, snsCaller } from "../../conformance/sns/sns-caller.ts";

const TOPIC = "arn:aws:sns:us-east-1:000000000000:topic";

/** What an unsigned HTTP request is answered. */
async function ask(
  aws: SnsCaller,
  parameters: Record<string, string>,
  method = "POST",
): Promise<{ readonly status: number; readonly body: string }> {
  const { journal, sns } = aws;
  const dispatch = createDispatcher({ services: [sns.service], journal, random: seededRandom("requests") });
  const form = new URLSearchParams({ Version: "2010-03-31", ...parameters }).toString();
  const request: WireRequest = {
    method,
    url: method === "GET" ? `/?${form}` : "/",
    headers: method === "GET" ? {} : { "content-type": "application/x-www-form-urlencoded" },
    body: Buffer.from(method === "GET" ? "" : form),
    endpoint: "http://127.0.0.1:4566",
    onHangUp: () => undefined,
  };
  const { status, body } = await dispatch(request);
  if (typeof body !== "string") throw new Error("the answer is no text");
  return { status, body };
}

describe("through the query protocol", () => {
  test("a publish with attributes is understood and answered", async () => {
    const aws = snsCaller();
    await aws.topic("topic");
    await aws.subscribeQueue(TOPIC);

    const response = await ask(aws, {
      Action: "Publish",
      TopicArn: TOPIC,
      Message: "a & b",
      "MessageAttributes.entry.1.Name": "n",
      "MessageAttributes.entry.1.Value.DataType": "Number",
      "MessageAttributes.entry.1.Value.StringValue": "1.5",
      "MessageAttributes.entry.2.Name": "b",
      "MessageAttributes.entry.2.Value.DataType": "Binary",
      "MessageAttributes.entry.2.Value.BinaryValue": "AQI=",
    });

    expect(response.status).toBe(200);
    expect(response.body).toMatch(
      /<PublishResponse xmlns="http:\/\/sns\.amazonaws\.com\/doc\/2010-03-31\/"><PublishResult><MessageId>[0-9a-f-]{36}<\/MessageId><\/PublishResult>/,
    );
    expect(aws.delivered[0]?.notification).toMatchObject({
      message: "a & b",
      messageAttributes: { n: { dataType: "Number", value: "1.5" }, b: { dataType: "Binary", value: "AQI=" } },
    });
  });

  test("a subscription's link confirms it", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic("topic");
    await aws.call("Subscribe", { TopicArn, Protocol: "http", Endpoint: "http://127.0.0.1:3000/" });
    const [subscription] = aws.sns.subscriptions();
    const token = (subscription && aws.sns.tokenOf(subscription)) ?? "";

    const answers = [
      await ask(aws, { Action: "ConfirmSubscription", TopicArn: "not-an-arn", Token: token }, "GET"),
      await ask(aws, { Action: "ConfirmSubscription", TopicArn, Token: "abc123" }, "GET"),
      await ask(aws, { Action: "ConfirmSubscription", TopicArn, Token: token }, "GET"),
      await ask(aws, { Action: "Unsubscribe", SubscriptionArn: subscription?.arn ?? "" }, "GET"),
    ].map(({ status, body }) => [status, /<Message>.*<\/Message>|<SubscriptionArn>/.exec(body)?.[0]]);

    expect(answers).toEqual([
      [400, "<Message>Invalid parameter: Topic</Message>"],
      [400, "<Message>Invalid parameter: Token</Message>"],
      [200, "<SubscriptionArn>"],
      [200, undefined],
    ]);
  });

  test.each([
    [
      { Action: "Unsubscribe" },
      "InvalidParameter",
      "Invalid parameter: SubscriptionArn Reason: no value for required parameter",
    ],
    [
      { Action: "CreatePlatformApplication", Name: "app", Platform: "GCM" },
      "ValidationError",
      "1 validation error detected: Value null at 'attributes' failed to satisfy constraint: Member must not be null",
    ],
    [
      {
        Action: "Publish",
        TopicArn: TOPIC,
        Message: "x",
        "MessageAttributes.entry.1.Name": "n",
        "MessageAttributes.entry.1.Value.StringValue": "1",
      },
      "ValidationError",
      "1 validation error detected: Value null at 'messageAttributes.n.member.dataType' failed to satisfy constraint: Member must not be null",
    ],
    [
      { Action: "PublishBatch", TopicArn: TOPIC },
      "EmptyBatchRequest",
      "The batch request doesn't contain any entries.",
    ],
  ])("%j is refused", async (parameters, code, message) => {
    const aws = snsCaller();
    await aws.topic("topic");

    const { body } = await ask(aws, parameters);

    expect(body.replaceAll("&apos;", "'").replaceAll("&#39;", "'")).toContain(
      `<Code>${code}</Code><Message>${message}</Message>`,
    );
  });

  test("a batch answers with both lists, one of them empty", async () => {
    const aws = snsCaller();
    await aws.topic("topic");

    const { body } = await ask(aws, {
      Action: "PublishBatch",
      TopicArn: TOPIC,
      "PublishBatchRequestEntries.member.1.Id": "1",
      "PublishBatchRequestEntries.member.1.Message": "x",
    });

    expect(body).toContain("<Failed></Failed>");
    expect(body).toContain("<Successful><member><Id>1</Id><MessageId>");
  });

  test("what changes something is told by its own fact, not as an answered request as well", async () => {
    const aws = snsCaller();

    await ask(aws, { Action: "CreateTopic", Name: "topic" });
    await ask(aws, { Action: "Publish", TopicArn: TOPIC, Message: "x" });

    expect(aws.journal.entries().map(({ kind }) => kind)).toEqual(["sns.topicCreated", "sns.messagePublished"]);
  });
});
