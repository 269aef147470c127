import type { Animal } from "./animal.ts";
import { effectsAre, failures, mustBe, order, orderIn } from "./animal.ts";

/** Bugs that show when a message comes more than once: at least once is all that a standard queue promises. */
export const ONCE_ONLY: readonly Animal[] = [
  {
    name: "charges again what comes again",
    brokenBy: /second time/,
    messages: [order("a")],
    async handler({ Records }, { store }) {
      for (const record of Records) await store.effect(`charge ${orderIn(record).id}`);
    },
    check: (world) => effectsAre(world, ["charge a"]),
  },
  {
    name: "adds again what comes again",
    brokenBy: /second time/,
    messages: [order("a", 10), order("b", 5)],
    async handler({ Records }, { store }) {
      for (const record of Records) await store.add("total", orderIn(record).amount);
    },
    check: ({ store }) => mustBe(store.number("total"), 15, "the total"),
  },
  {
    name: "looks first and marks later, while another one looks",
    brokenBy: /second time/,
    messages: [order("a")],
    async handler({ Records }, { store }) {
      for (const record of Records) {
        const { id } = orderIn(record);
        if ((await store.get(id)) === undefined) {
          await store.effect(`charge ${id}`);
          await store.put(id, "done");
        }
      }
    },
    check: (world) => effectsAre(world, ["charge a"]),
  },
  {
    name: "marks as done before it is done",
    messages: [order("a")],
    prepare: ({ store }) => void store.failNext("charge a"),
    async handler({ Records }, { store }) {
      for (const record of Records) {
        const { id } = orderIn(record);
        if (await store.putIfAbsent(id)) await store.effect(`charge ${id}`);
      }
    },
    check: (world) => effectsAre(world, ["charge a"]),
  },
  {
    name: "knows messages by their receipt handles, which are new at every receive",
    brokenBy: /second time/,
    messages: [order("a")],
    async handler({ Records }, { store }) {
      for (const record of Records) {
        await store.effectOnce(record.receiptHandle, `charge ${orderIn(record).id}`);
      }
    },
    check: (world) => effectsAre(world, ["charge a"]),
  },
  {
    name: "takes a second order that looks the same for the same",
    messages: [{ body: { sku: "tea" } }, { body: { sku: "tea" } }],
    async handler({ Records }, { store }) {
      for (const { body } of Records) await store.effectOnce(body, "ship");
    },
    check: (world) => effectsAre(world, ["ship", "ship"]),
  },
  {
    name: "works on first receives only, and forgets the rest",
    brokenBy: /0 of its records/,
    messages: [order("a")],
    async handler({ Records }, { store }) {
      for (const record of Records) {
        if (record.attributes.ApproximateReceiveCount !== "1") continue;
        await store.effectOnce(record.messageId, `ship ${orderIn(record).id}`);
      }
    },
    check: (world) => effectsAre(world, ["ship a"]),
  },
  {
    name: "gives up on the second receive without telling anybody",
    messages: [order("a")],
    prepare: ({ store }) => void store.failNext("ship a", 2),
    async handler({ Records }, { store }) {
      for (const record of Records) {
        if (Number(record.attributes.ApproximateReceiveCount) > 2) continue;
        await store.effectOnce(record.messageId, `ship ${orderIn(record).id}`);
      }
    },
    check: (world) => effectsAre(world, ["ship a"]),
  },
  {
    name: "tells the next queue again, without a deduplication of its own",
    brokenBy: /second time/,
    messages: [order("a")],
    async handler({ Records }, { store, runtime }) {
      for (const record of Records) {
        await store.put(record.messageId, "seen");
        runtime.queue("out").send(record.body);
      }
    },
    check: ({ runtime }) =>
      mustBe(runtime.queue("out").received().length, 1, "the number of messages in the next queue"),
  },
  {
    name: "reads, adds and writes, while another one does the same",
    messages: [order("a", 1), order("b", 2)],
    batchSize: 1,
    async handler({ Records }, { store }) {
      for (const record of Records) {
        const { id, amount } = orderIn(record);
        if ((await store.get(id)) !== undefined) continue;
        const total = Number((await store.get("total")) ?? 0);
        await store.put("total", total + amount);
        await store.putIfAbsent(id);
      }
    },
    check: ({ store }) => mustBe(store.number("total"), 3, "the total"),
  },
  {
    name: "takes longer than its messages stay invisible when it begins late",
    faults: ["delay"],
    brokenBy: /invocation 1: it begins 5 seconds late/,
    messages: [order("a")],
    async handler({ Records }, { store }) {
      for (const record of Records) {
        // oxlint-disable-next-line no-restricted-globals -- the handler's own time, which is virtual
        await new Promise((resolve) => setTimeout(resolve, 28_000));
        await store.effect(`render ${orderIn(record).id}`);
      }
    },
    check: (world) => effectsAre(world, ["render a"]),
  },
  {
    name: "leaves its lock behind when it fails",
    messages: [order("a")],
    prepare: ({ store }) => void store.failNext("ship a"),
    async handler({ Records }, { store }) {
      for (const record of Records) {
        const { id } = orderIn(record);
        // Somebody else is at it, they will see to it.
        if (!(await store.putIfAbsent(`lock ${id}`))) continue;
        await store.effectOnce(record.messageId, `ship ${id}`);
        await store.delete(`lock ${id}`);
      }
    },
    check: (world) => effectsAre(world, ["ship a"]),
  },
  {
    name: "debits again when only the credit failed",
    messages: [order("a", 10)],
    prepare: ({ store }) => void store.failNext("credit a"),
    async handler({ Records }, { store }) {
      for (const record of Records) {
        const { id, amount } = orderIn(record);
        await store.add("debit", amount);
        await store.effectOnce(record.messageId, `credit ${id}`);
      }
    },
    check: ({ store }) => mustBe(store.number("debit"), 10, "the debit"),
  },
  {
    name: "collects in a variable of the environment, and writes all of it each time",
    messages: [order("a", 1), order("b", 2)],
    batchSize: 1,
    async handler({ Records }, { store, memory }) {
      const kept = (memory.get("orders") ?? []) as ReturnType<typeof orderIn>[];
      memory.set("orders", kept);
      kept.push(...Records.map(orderIn));
      for (const { id } of kept.slice()) await store.effect(`charge ${id}`);
    },
    check: (world) => effectsAre(world, ["charge a", "charge b"]),
  },
  {
    name: "remembers how far it came in the last batch, and goes on there in this one",
    messages: [order("a"), order("b")],
    prepare: ({ store }) => void store.failNext("ship b"),
    async handler({ Records }, { store, memory }) {
      for (let at = Number(memory.get("at") ?? 0); at < Records.length; at++) {
        const record = Records[at];
        if (record === undefined) return;
        memory.set("at", at + 1);
        await store.effectOnce(record.messageId, `ship ${orderIn(record).id}`);
      }
      memory.set("at", 0);
    },
    check: (world) => effectsAre(world, ["ship a", "ship b"]),
  },
  {
    name: "asks the receive count whether a failure is the last, one too early",
    messages: [order("a")],
    reportsFailures: true,
    maxReceiveCount: 3,
    prepare: ({ store }) => void store.failNext("ship a", 3),
    async handler({ Records }, { store }) {
      const failed = [];
      for (const record of Records) {
        try {
          await store.effectOnce(record.messageId, `ship ${orderIn(record).id}`);
        } catch {
          if (Number(record.attributes.ApproximateReceiveCount) < 2) failed.push(record);
        }
      }
      return failures(failed);
    },
    check({ store, runtime }) {
      const kept = store.effects.length + runtime.queue("dead").received().length;
      mustBe(kept, 1, "the number of places that have the order");
    },
  },
];
