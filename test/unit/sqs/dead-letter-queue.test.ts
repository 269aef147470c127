import { describe, expect, test } from "vitest";
import type { Queue } from "../../../runtime/sqs/index.ts";
import { Lab, only, receive } from "./lab.ts";

interface Prepared {
  readonly lab: Lab;
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

function prepare(maxReceiveCount = 2, options: { readonly fifo?: boolean } = {}): Prepared {
  const lab = new Lab();
  const make = (attributes: Record<string, string>, name: string): Queue =>
    options.fifo === true ? lab.fifo(attributes, `${name}.fifo`) : lab.queue(attributes, name);
  const deadLetters = make({}, "dead-letters");
  const policy = { deadLetterTargetArn: deadLetters.arn, maxReceiveCount };
  return { lab, deadLetters, queue: make({ RedrivePolicy: JSON.stringify(policy) }, "orders") };
}

describe("a dead-letter queue", () => {
  test("gets a message on the receive after the last one allowed", () => {
    const { queue, deadLetters } = prepare(2);
    queue.send({ body: "poison" });
    receive(queue, 1, 0);
    receive(queue, 1, 0);
    expect(deadLetters.counts.available).toBe(0);

    expect(receive(queue, 1, 0)).toEqual([]);

    expect(deadLetters.counts.available).toBe(1);
    expect(queue.counts).toEqual({ available: 0, inFlight: 0, delayed: 0 });
  });

  test("gets it with its id, its age, its receive count and the ARN of where it came from", () => {
    const { lab, queue, deadLetters } = prepare(1);
    const { messageId } = queue.send({ body: "poison" });
    const sentAt = lab.clock.now();
    receive(queue, 1, 0);
    lab.clock.advance(1000);
    receive(queue);

    const message = only(receive(deadLetters));

    expect(message.messageId).toBe(messageId);
    expect(Object.entries(message.attributes)).toEqual([
      ["DeadLetterQueueSourceArn", queue.arn],
      ["ApproximateReceiveCount", "2"],
      ["SentTimestamp", String(sentAt)],
      ["SenderId", expect.any(String)],
      ["ApproximateFirstReceiveTimestamp", String(sentAt)],
    ]);
  });

  test("keeps a message no longer than its age allows", () => {
    const { lab, queue, deadLetters } = prepare(1);
    queue.send({ body: "old" });
    receive(queue, 1, 0);
    lab.clock.advance(345_000_000);
    receive(queue);
    expect(deadLetters.counts.available).toBe(1);

    lab.clock.advance(600_000);

    expect(deadLetters.counts.available).toBe(0);
  });

  test("starts the age anew on FIFO queues", () => {
    const { lab, queue, deadLetters } = prepare(1, { fifo: true });
    queue.send({ body: "old", groupId: "g", deduplicationId: "1" });
    receive(queue, 1, 0);
    lab.clock.advance(345_000_000);
    receive(queue);

    lab.clock.advance(600_000);

    expect(deadLetters.counts.available).toBe(1);
  });

  test("lets the next message of a FIFO group through", () => {
    const { queue, deadLetters } = prepare(1, { fifo: true });
    queue.send({ body: "poison", groupId: "g", deduplicationId: "1" });
    queue.send({ body: "good", groupId: "g", deduplicationId: "2" });
    receive(queue, 1, 0);

    expect(only(receive(queue)).body).toBe("good");
    expect(deadLetters.counts.available).toBe(1);
  });

  test("wakes who waits for dead letters", async () => {
    const { queue, deadLetters } = prepare(1);
    queue.send({ body: "poison" });
    receive(queue, 1, 0);
    const polled = deadLetters.receive({ max: 1, waitMs: 20_000, receiver: "client" });
    receive(queue);

    expect(await polled).toHaveLength(1);
  });

  test("that was deleted takes nothing: the message stays where it is", () => {
    const { lab, queue, deadLetters } = prepare(1);
    queue.send({ body: "poison" });
    receive(queue, 1, 0);
    lab.delete(deadLetters);

    expect(receive(queue)).toHaveLength(1);
  });
});

test("the journal tells a message's life as one chain of causes", () => {
  const { lab, queue } = prepare(1);
  queue.send({ body: "poison" });
  receive(queue, 1, 5);
  lab.clock.advance(5000);
  receive(queue);

  const entries = lab.journal.entries().filter(({ kind }) => kind.startsWith("sqs.message"));
  const [sent, received, returned, moved] = entries;
  expect(entries.map(({ kind }) => kind)).toEqual([
    "sqs.messageSent",
    "sqs.messageReceived",
    "sqs.messageReturned",
    "sqs.messageMovedToDeadLetterQueue",
  ]);
  expect(received?.causeId).toBe(sent?.id);
  expect(returned?.causeId).toBe(received?.id);
  expect(moved?.causeId).toBe(received?.id);
});

test("a return that is noticed late is recorded with the time at which it happened", () => {
  const { lab, queue } = prepare();
  queue.send({ body: "work" });
  const receivedAt = lab.clock.now();
  receive(queue, 1, 5);
  lab.clock.advance(60_000);

  const returned = lab.journal.entries().find(({ kind }) => kind === "sqs.messageReturned");
  expect(returned?.at).toBe(receivedAt + 5000);
});
