import { describe, expect, test } from "vitest";
import type { Queue } from "../../../runtime/sqs/index.ts";
import { bodies, Lab, only, receive } from "./lab.ts";

/** A queue with these messages, "group-number" each. */
function queueWith(lab: Lab, messages: readonly string[], attributes: Readonly<Record<string, string>> = {}): Queue {
  const queue = lab.fifo({ ContentBasedDeduplication: "true", ...attributes });
  for (const body of messages) queue.send({ body, groupId: body.split("-")[0] });
  return queue;
}

describe("message groups", () => {
  test("come in order, one group after the other", () => {
    const queue = queueWith(new Lab(), ["g1-m1", "g2-m1", "g1-m2", "g1-m3"]);

    expect(bodies(receive(queue, 10))).toEqual(["g1-m1", "g1-m2", "g1-m3", "g2-m1"]);
  });

  test("give nothing more while messages are in flight, not even new ones", () => {
    const queue = queueWith(new Lab(), ["g1-m1", "g1-m2", "g2-m1"]);
    receive(queue, 1);
    queue.send({ body: "g1-m3", groupId: "g1" });

    expect(bodies(receive(queue, 10))).toEqual(["g2-m1"]);
  });

  test("are free again when all messages in flight are deleted", () => {
    const queue = queueWith(new Lab(), ["g1-m1", "g1-m2", "g1-m3"]);
    for (const { receiptHandle } of receive(queue, 2)) queue.delete(receiptHandle, { by: "client" });

    expect(bodies(receive(queue, 10))).toEqual(["g1-m3"]);
  });

  test("stay locked when only some of them are deleted", () => {
    const queue = queueWith(new Lab(), ["g1-m1", "g1-m2", "g1-m3", "g2-m1"]);
    const [first] = receive(queue, 2);
    queue.delete(first?.receiptHandle ?? "", { by: "client" });

    expect(bodies(receive(queue, 10))).toEqual(["g2-m1"]);
  });

  test("come in order again after the visibility timeout", () => {
    const lab = new Lab();
    const queue = queueWith(lab, ["g1-m1", "g1-m2", "g1-m3"], { VisibilityTimeout: "1" });
    receive(queue, 10);
    lab.clock.advance(1000);

    expect(bodies(receive(queue, 10))).toEqual(["g1-m1", "g1-m2", "g1-m3"]);
  });

  test("give back the one message whose visibility was ended, behind the groups that stood in line", () => {
    const queue = queueWith(new Lab(), ["g1-m1", "g1-m2", "g2-m1"]);
    const [first] = receive(queue, 2);
    queue.changeVisibility(first?.receiptHandle ?? "", 0);

    expect(bodies(receive(queue, 10))).toEqual(["g2-m1", "g1-m1"]);
  });

  test("received with a timeout of 0 go to the end of the line", () => {
    const queue = queueWith(new Lab(), ["g1-m1", "g2-m1", "g2-m2", "g3-m1", "g1-m2"]);

    expect(bodies(receive(queue, 3, 0))).toEqual(["g1-m1", "g1-m2", "g2-m1"]);
    expect(bodies(receive(queue, 10, 0))).toEqual(["g3-m1", "g1-m1", "g1-m2", "g2-m1", "g2-m2"]);
  });

  test("wake a long poll when they are freed", async () => {
    const queue = queueWith(new Lab(), ["g1-m1", "g1-m2"]);
    const { receiptHandle } = only(receive(queue, 1));
    const polled = queue.receive({ max: 1, waitMs: 20_000, receiver: "client" });
    queue.delete(receiptHandle, { by: "client" });

    expect(bodies(await polled)).toEqual(["g1-m2"]);
  });
});

describe("deduplication", () => {
  const message = { body: "same", groupId: "g", deduplicationId: "once" };

  test("answers a repeat within five minutes with the first one's ids and the repeat's own digest", () => {
    const queue = new Lab().fifo();
    const first = queue.send(message);
    const second = queue.send({ ...message, body: "other" });

    expect(second.messageId).toBe(first.messageId);
    expect(second.sequenceNumber).toBe(first.sequenceNumber);
    expect(second.md5OfBody).not.toBe(first.md5OfBody);
    expect(queue.counts.available).toBe(1);
  });

  test("ends after five minutes, and repeats do not prolong it", () => {
    const { clock, ...rest } = labOf();
    rest.queue.send(message);
    clock.advance(299_999);
    rest.queue.send(message);
    expect(rest.queue.counts.available).toBe(1);
    clock.advance(1);
    rest.queue.send(message);

    expect(rest.queue.counts.available).toBe(2);
  });

  test("goes by the body where the queue says so, and shows the hash as the id", () => {
    const queue = new Lab().fifo({ ContentBasedDeduplication: "true" });
    queue.send({ body: "same", groupId: "a" });
    queue.send({ body: "same", groupId: "b" });

    expect(only(receive(queue, 10)).attributes.MessageDeduplicationId).toBe(
      "0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5",
    );
  });

  test("is forgotten by a purge", () => {
    const queue = new Lab().fifo();
    queue.send(message);
    queue.purge();
    queue.send(message);

    expect(queue.counts.available).toBe(1);
  });
});

test("sequence numbers have 20 digits and grow", () => {
  const queue = queueWith(new Lab(), []);
  const numbers = ["1", "2", "3"].map((body) => queue.send({ body, groupId: "g" }).sequenceNumber ?? "");

  expect(numbers.every((number) => /^\d{20}$/.test(number))).toBe(true);
  expect(numbers.toSorted()).toEqual(numbers);
  expect(new Set(numbers).size).toBe(3);
});

test("an expired receipt handle deletes nothing", () => {
  const { clock, queue } = labOf();
  queue.send({ body: "work", groupId: "g", deduplicationId: "1" });
  const { receiptHandle } = only(receive(queue, 1, 1));
  clock.advance(1000);

  expect(() => queue.delete(receiptHandle, { by: "client" })).toThrow(
    `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
  );
  expect(queue.counts.available).toBe(1);
});

test("a change of the queue's delay counts for what already waits", () => {
  const lab = new Lab();
  const queue = queueWith(lab, ["g1-m1", "g1-m2"], { DelaySeconds: "60" });
  lab.set(queue, { DelaySeconds: "10" });
  lab.clock.advance(10_000);

  expect(bodies(receive(queue, 10))).toEqual(["g1-m1", "g1-m2"]);
});

describe("a receive attempt", () => {
  test("that is repeated gets the same messages with the same handles, hidden anew", () => {
    const { clock, queue } = labOf();
    queue.send({ body: "work", groupId: "g", deduplicationId: "1" });
    const attempt = { max: 1, receiver: "client", attemptId: "a", visibilityTimeoutSeconds: 30 };
    const first = queue.receive(attempt);
    clock.advance(20_000);
    expect(queue.receive(attempt)).toBe(first);
    clock.advance(20_000);

    expect(queue.counts.inFlight).toBe(1);
  });

  test("starts anew when a message of it was deleted", () => {
    const { queue } = labOf();
    queue.send({ body: "work", groupId: "g", deduplicationId: "1" });
    const attempt = { max: 1, receiver: "client", attemptId: "a" };
    const first = queue.receive(attempt);
    if (Array.isArray(first)) queue.delete(only(first).receiptHandle, { by: "client" });

    expect(queue.receive(attempt)).toEqual([]);
  });
});

function labOf(): { readonly clock: Lab["clock"]; readonly queue: Queue } {
  const lab = new Lab();
  return { clock: lab.clock, queue: lab.fifo() };
}
