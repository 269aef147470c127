import { describe, expect, test } from "vitest";
import type { Queue } from "../../../runtime/sqs/index.ts";
import { bodies, Lab, only, receive } from "./lab.ts";

describe("visibility", () => {
  test("a received message is hidden until its visibility timeout has passed", () => {
    const { clock, queue } = prepare({ VisibilityTimeout: "30" });
    receive(queue);

    clock.advance(29_999);
    expect(receive(queue)).toEqual([]);
    clock.advance(1);
    expect(receive(queue)).toHaveLength(1);
  });

  test("a receive's own visibility timeout comes before the queue's", () => {
    const { clock, queue } = prepare({ VisibilityTimeout: "30" });
    receive(queue, 1, 5);

    clock.advance(5000);

    expect(receive(queue)).toHaveLength(1);
  });

  test("with a timeout of 0 the message can be received again at once, but not twice by one receive", () => {
    const { queue } = prepare();

    expect(receive(queue, 10, 0)).toHaveLength(1);
    expect(only(receive(queue)).attributes.ApproximateReceiveCount).toBe("2");
  });

  test("a change of visibility counts from now and does not add to what was left", () => {
    const { clock, queue } = prepare({ VisibilityTimeout: "30" });
    const { receiptHandle } = only(receive(queue));
    clock.advance(20_000);
    queue.changeVisibility(receiptHandle, 15);

    clock.advance(14_999);
    expect(receive(queue)).toEqual([]);
    clock.advance(1);
    expect(receive(queue)).toHaveLength(1);
  });

  test("a change of visibility to 0 gives the message back at once", () => {
    const { queue } = prepare();
    queue.changeVisibility(only(receive(queue)).receiptHandle, 0);

    expect(queue.counts).toEqual({ available: 1, inFlight: 0, delayed: 0 });
  });

  test("a message cannot be hidden for more than 12 hours after it was received", () => {
    const { clock, queue } = prepare();
    const { receiptHandle } = only(receive(queue, 1, 43_200));
    clock.advance(1000);

    expect(() => queue.changeVisibility(receiptHandle, 43_200)).toThrow(
      "Value 43200 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [43200 seconds]",
    );
  });

  test("the visibility of a deleted message cannot be changed", () => {
    const { queue } = prepare();
    const { receiptHandle } = only(receive(queue));
    queue.delete(receiptHandle, { by: "client" });

    expect(() => queue.changeVisibility(receiptHandle, 42)).toThrow(
      `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    );
  });

  test("a message that came back takes its old place before later ones", () => {
    const { clock, queue } = prepare({ VisibilityTimeout: "3" });
    receive(queue);
    clock.advance(1500);
    queue.send({ body: "later" });
    clock.advance(3000);

    expect(bodies(receive(queue, 10))).toEqual(["first", "later"]);
  });
});

describe("receipt handles", () => {
  test("every receive has another handle, and an old one still deletes", () => {
    const { queue } = prepare();
    const first = only(receive(queue, 1, 0));
    const second = only(receive(queue));
    expect(second.receiptHandle).not.toBe(first.receiptHandle);

    queue.delete(first.receiptHandle, { by: "client" });

    expect(queue.counts).toEqual({ available: 0, inFlight: 0, delayed: 0 });
  });

  test("a handle deletes after its visibility timeout has passed", () => {
    const { clock, queue } = prepare({ VisibilityTimeout: "1" });
    const { receiptHandle } = only(receive(queue));
    clock.advance(2000);

    queue.delete(receiptHandle, { by: "client" });

    expect(receive(queue)).toEqual([]);
    expect(queue.counts.available).toBe(0);
  });

  test("deleting again does nothing", () => {
    const { queue } = prepare();
    const { receiptHandle } = only(receive(queue));
    queue.delete(receiptHandle, { by: "client" });

    expect(() => queue.delete(receiptHandle, { by: "client" })).not.toThrow();
  });

  test("garbage is no receipt handle", () => {
    const { queue } = prepare();

    expect(() => queue.delete("garbage", { by: "client" })).toThrow(
      'The input receipt handle "garbage" is not a valid receipt handle.',
    );
  });

  test("another queue's handle is no receipt handle here", () => {
    const lab = new Lab();
    const other = lab.queue({}, "other");
    other.send({ body: "elsewhere" });
    const { receiptHandle } = only(receive(other));

    expect(() => lab.queue().delete(receiptHandle, { by: "client" })).toThrow("is not a valid receipt handle.");
  });
});

describe("delay", () => {
  test("a message waits for the queue's delay", () => {
    const { clock, queue } = prepare({ DelaySeconds: "10" });

    expect(queue.counts).toEqual({ available: 0, inFlight: 0, delayed: 1 });
    clock.advance(9999);
    expect(receive(queue)).toEqual([]);
    clock.advance(1);
    expect(receive(queue)).toHaveLength(1);
  });

  test("a message's own delay comes before the queue's, also when it is 0", () => {
    const queue = new Lab().queue({ DelaySeconds: "10" });
    queue.send({ body: "now", delaySeconds: 0 });

    expect(bodies(receive(queue))).toEqual(["now"]);
  });

  test("a change of the queue's delay leaves waiting messages as they were", () => {
    const { lab, queue } = prepare({ DelaySeconds: "10" });
    lab.set(queue, { DelaySeconds: "0" });

    expect(queue.counts.delayed).toBe(1);
  });
});

describe("retention", () => {
  test("a message is gone when its retention period has passed", () => {
    const { clock, queue } = prepare({ MessageRetentionPeriod: "60" });

    clock.advance(59_999);
    expect(queue.counts.available).toBe(1);
    clock.advance(1);
    expect(queue.counts.available).toBe(0);
    expect(receive(queue)).toEqual([]);
  });

  test("a message in flight expires too, and its handle then deletes nothing", () => {
    const { lab, clock, queue } = prepare({ MessageRetentionPeriod: "60" });
    const { receiptHandle } = only(receive(queue, 1, 300));
    clock.advance(60_000);

    queue.delete(receiptHandle, { by: "client" });

    expect(queue.counts.inFlight).toBe(0);
    expect(lab.kinds().filter((kind) => kind === "sqs.messageExpired")).toHaveLength(1);
    expect(lab.kinds()).not.toContain("sqs.messageDeleted");
  });

  test("a shorter period counts for what already waits", () => {
    const { lab, clock, queue } = prepare();
    clock.advance(61_000);
    lab.set(queue, { MessageRetentionPeriod: "60" });

    expect(queue.counts.available).toBe(0);
  });
});

describe("limits", () => {
  test("a short poll is told when too many messages are in flight, a long poll is not", () => {
    const { queue } = prepare();
    queue.send({ body: "second" });
    queue.inFlightLimit = 1;
    receive(queue);

    expect(() => receive(queue)).toThrow(expect.objectContaining({ code: "OverLimit" }));
    expect(queue.receive({ max: 1, waitMs: 1000, receiver: "client" })).toBeInstanceOf(Promise);
  });

  test("a receive stops at the limit", () => {
    const { queue } = prepare();
    queue.send({ body: "second" });
    queue.inFlightLimit = 1;

    expect(receive(queue, 10)).toHaveLength(1);
  });
});

describe("purge", () => {
  test("removes messages in every state", () => {
    const { clock, queue } = prepare();
    queue.send({ body: "second" });
    queue.send({ body: "third", delaySeconds: 5 });
    receive(queue);

    queue.purge();

    expect(queue.counts).toEqual({ available: 0, inFlight: 0, delayed: 0 });
    clock.advance(60_000);
    expect(receive(queue, 10)).toEqual([]);
  });

  test("is refused within 60 seconds of the last one", () => {
    const { clock, queue } = prepare();
    queue.purge();

    clock.advance(59_999);
    expect(() => queue.purge()).toThrow("Only one PurgeQueue operation on orders is allowed every 60 seconds.");
    clock.advance(1);
    expect(() => queue.purge()).not.toThrow();
  });
});

describe("order", () => {
  test("is the order of sending when that was asked for", () => {
    const queue = new Lab({ ordered: true }).queue();
    const sent = Array.from({ length: 1000 }, (_, index) => String(index));
    for (const body of sent) queue.send({ body });

    expect(bodies(receive(queue, 1000))).toEqual(sent);
  });

  test("is the order of sending for a few messages", () => {
    const queue = new Lab({ ordered: false }).queue();
    const sent = Array.from({ length: 64 }, (_, index) => String(index));
    for (const body of sent) queue.send({ body });

    expect(bodies(receive(queue, 64))).toEqual(sent);
  });

  test("is best effort otherwise: all messages come, some of them early, the same ones for the same seed", () => {
    const receiveAll = (): string[] => {
      const queue = new Lab({ ordered: false }).queue();
      for (let index = 0; index < 1000; index++) queue.send({ body: String(index) });
      return bodies(receive(queue, 1000));
    };
    const received = receiveAll();
    const numbers = received.map(Number);

    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
    expect(numbers.filter((number, index) => number > index).length).toBeGreaterThan(50);
    expect(numbers.every((number, index) => number - index < 16)).toBe(true);
    expect(receiveAll()).toEqual(received);
  });

  test("is fair between message groups: a long backlog of one does not hold up another", () => {
    const queue = new Lab().queue();
    for (let index = 0; index < 100; index++) queue.send({ body: `noisy ${index}`, groupId: "noisy" });
    queue.send({ body: "quiet", groupId: "quiet" });

    expect(bodies(receive(queue, 2))).toEqual(["noisy 0", "quiet"]);
  });
});

test("with duplicates asked for, a message can be received while somebody has it", () => {
  const queue = new Lab({ duplicates: 1 }).queue();
  queue.send({ body: "once or more" });

  expect(receive(queue)).toHaveLength(1);
  expect(receive(queue)).toHaveLength(1);
});

interface Prepared {
  readonly lab: Lab;
  readonly clock: Lab["clock"];
  readonly queue: Queue;
}

/** A queue with one message, "first". */
function prepare(attributes: Readonly<Record<string, string>> = {}): Prepared {
  const lab = new Lab();
  const queue = lab.queue(attributes);
  queue.send({ body: "first" });
  return { lab, clock: lab.clock, queue };
}
