import { describe, expect, test } from "vitest";
import type { Queue, ReceivedMessage } from "../../../runtime/sqs/index.ts";
import { bodies, Lab, only, receive } from "./lab.ts";

function poll(
  queue: Queue,
  options: { max?: number; waitMs?: number; signal?: AbortSignal } = {},
): Promise<ReceivedMessage[]> {
  const { max = 10, waitMs = 20_000, signal } = options;
  return Promise.resolve(queue.receive({ max, waitMs, signal, receiver: "client" }));
}

describe("a long poll", () => {
  test("answers at once when a message is there", () => {
    const queue = new Lab().queue();
    queue.send({ body: "here" });

    expect(queue.receive({ max: 1, waitMs: 20_000, receiver: "client" })).toHaveLength(1);
  });

  test("wakes when a message is sent, without the clock moving", async () => {
    const queue = new Lab().queue();
    const polled = poll(queue);
    queue.send({ body: "new" });

    expect(bodies(await polled)).toEqual(["new"]);
  });

  test("gets all messages of one batch", async () => {
    const queue = new Lab().queue();
    const polled = poll(queue);
    for (const body of ["1", "2", "3"]) queue.send({ body });

    expect(bodies(await polled)).toEqual(["1", "2", "3"]);
  });

  test("wakes when a delay ends", async () => {
    const { lab, queue } = prepared();
    queue.send({ body: "late", delaySeconds: 5 });
    const polled = poll(queue);
    lab.clock.advance(5000);

    expect(bodies(await polled)).toEqual(["late"]);
  });

  test("wakes when a visibility timeout ends", async () => {
    const { lab, queue } = prepared();
    queue.send({ body: "again" });
    receive(queue, 1, 7);
    const polled = poll(queue);
    lab.clock.advance(7000);

    expect(bodies(await polled)).toEqual(["again"]);
  });

  test("wakes when a message is given back", async () => {
    const { queue } = prepared();
    queue.send({ body: "again" });
    const { receiptHandle } = only(receive(queue));
    const polled = poll(queue);
    queue.changeVisibility(receiptHandle, 0);

    expect(bodies(await polled)).toEqual(["again"]);
  });

  test("answers with nothing when its time is over", async () => {
    const { lab, queue } = prepared();
    const polled = poll(queue, { waitMs: 5000 });
    lab.clock.advance(5000);

    expect(await polled).toEqual([]);
    queue.send({ body: "too late" });
    expect(queue.counts.available).toBe(1);
  });

  test("takes nothing for a client that hung up", async () => {
    const { queue } = prepared();
    const hangUp = new AbortController();
    const polled = poll(queue, { signal: hangUp.signal });
    hangUp.abort();
    queue.send({ body: "for somebody else" });

    expect(await polled).toEqual([]);
    expect(queue.counts).toEqual({ available: 1, inFlight: 0, delayed: 0 });
  });

  test("is served in the order of coming", async () => {
    const { queue } = prepared();
    const first = poll(queue, { max: 1 });
    const second = poll(queue, { max: 1 });
    queue.send({ body: "1" });
    queue.send({ body: "2" });

    expect(bodies(await first)).toEqual(["1"]);
    expect(bodies(await second)).toEqual(["2"]);
  });

  test("ends with nothing when its queue is deleted, and the queue is gone for later calls", async () => {
    const { lab, queue } = prepared();
    const polled = poll(queue);
    lab.delete(queue);

    expect(await polled).toEqual([]);
    expect(() => receive(queue)).toThrow("The specified queue does not exist.");
  });

  test("leaves no timer behind", async () => {
    const { lab, queue } = prepared();
    const before = lab.clock.pending;
    const polled = poll(queue);
    queue.send({ body: "new" });
    queue.delete(only(await polled).receiptHandle, { by: "client" });
    lab.sqs.stop();

    expect(lab.clock.pending).toBe(before);
  });

  test("a thousand queues, each polled, cost one timer each and all wake", async () => {
    const lab = new Lab();
    const queues = Array.from({ length: 1000 }, (_, index) => lab.queue({}, `queue-${index}`));
    const polled = queues.map((queue) => poll(queue));
    expect(lab.clock.pending).toBe(1000);

    for (const queue of queues) queue.send({ body: "new" });

    expect((await Promise.all(polled)).every((messages) => messages.length === 1)).toBe(true);
  });
});

function prepared(): { readonly lab: Lab; readonly queue: Queue } {
  const lab = new Lab();
  return { lab, queue: lab.queue() };
}
