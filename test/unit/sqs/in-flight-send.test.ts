import { describe, expect, test } from "vitest";
import { Lab, receive } from "./lab.ts";

const RECEIVE = { receiver: "replay", receiveCount: 1, visibilityTimeoutSeconds: 30 };

describe("a message that is sent as received", () => {
  test("reaches nobody who waits, and comes back after its visibility timeout", async () => {
    const lab = new Lab();
    const queue = lab.queue();
    const waiting = queue.receive({ max: 1, waitMs: 60_000, receiver: "client" });
    const { messageId } = queue.sendInFlight({ body: "again" }, RECEIVE);
    await Promise.resolve();
    expect(queue.counts).toEqual({ available: 0, inFlight: 1, delayed: 0 });

    lab.clock.advance(30_000);

    expect((await waiting).map((message) => [message.messageId, message.attributes.ApproximateReceiveCount])).toEqual([
      [messageId, "2"],
    ]);
  });

  test("has a receipt handle that deletes it and changes its visibility", () => {
    const lab = new Lab();
    const queue = lab.queue();
    const first = queue.sendInFlight({ body: "first" }, RECEIVE);
    const second = queue.sendInFlight({ body: "second" }, RECEIVE);
    queue.delete(first.receiptHandle, { by: "client" });
    queue.changeVisibility(second.receiptHandle, 0);
    expect(receive(queue, 10).map(({ body }) => body)).toEqual(["second"]);
    expect(lab.kinds()).toEqual([
      "sqs.queueCreated",
      "sqs.messageSent",
      "sqs.messageReceived",
      "sqs.messageSent",
      "sqs.messageReceived",
      "sqs.messageDeleted",
      "sqs.messageReturned",
      "sqs.messageReceived",
    ]);
  });

  test("goes to the dead-letter queue as if all its receives had been here", () => {
    const lab = new Lab();
    const deadLetters = lab.queue({}, "dead-letters");
    const policy = JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 3 });
    const queue = lab.queue({ RedrivePolicy: policy });
    queue.sendInFlight({ body: "poison" }, { ...RECEIVE, receiveCount: 3 });
    lab.clock.advance(30_000);
    expect(receive(queue)).toEqual([]);
    expect(deadLetters.counts.available).toBe(1);
  });

  test("is no duplicate on a FIFO queue, whatever was sent before", () => {
    const lab = new Lab();
    const queue = lab.fifo();
    const draft = { body: "again", groupId: "g", deduplicationId: "d" };
    const { messageId } = queue.send(draft);
    const again = queue.sendInFlight(draft, RECEIVE);
    expect(again.messageId).not.toBe(messageId);
    expect(again.attributes).toMatchObject({ MessageGroupId: "g", MessageDeduplicationId: "d" });
    expect(queue.counts).toEqual({ available: 1, inFlight: 1, delayed: 0 });
  });

  test("is refused as any message is", () => {
    expect(() => new Lab().queue().sendInFlight({ body: "" }, RECEIVE)).toThrow("MessageBody");
  });
});
