import type { Animal } from "./animal.ts";
import { effectsAre, failures, inGroup, mustBe, order, orderIn } from "./animal.ts";

/** Handlers that are right: nothing that AWS may do to them breaks them. */
export const HEALTHY: readonly Animal[] = [
  {
    name: "an effect whose service knows the message's id",
    messages: [order("a"), order("b")],
    async handler({ Records }, { store }) {
      for (const record of Records) await store.effectOnce(record.messageId, `charge ${orderIn(record).id}`);
    },
    check: (world) => effectsAre(world, ["charge a", "charge b"]),
  },
  {
    name: "a sum and its mark in one transaction",
    messages: [order("a", 10), order("b", 5)],
    batchSize: 1,
    async handler({ Records }, { store }) {
      for (const record of Records) await store.addOnce(record.messageId, "total", orderIn(record).amount);
    },
    check: ({ store }) => mustBe(store.number("total"), 15, "the total"),
  },
  {
    name: "partial failures by message id",
    messages: [order("a"), order("b")],
    reportsFailures: true,
    prepare: ({ store }) => void store.failNext("ship b"),
    async handler({ Records }, { store }) {
      const failed: typeof Records = [];
      for (const record of Records) {
        await store.effectOnce(record.messageId, `ship ${orderIn(record).id}`).catch(() => void failed.push(record));
      }
      return failures(failed);
    },
    check: (world) => effectsAre(world, ["ship a", "ship b"]),
  },
  {
    name: "all of a batch at once on a standard queue",
    messages: [order("a"), order("b"), order("c")],
    async handler({ Records }, { store }) {
      await Promise.all(Records.map((record) => store.effectOnce(record.messageId, `ship ${orderIn(record).id}`)));
    },
    check: (world) => effectsAre(world, ["ship a", "ship b", "ship c"]),
  },
  {
    name: "a version that only grows",
    messages: [order("a", 1, 1), order("a", 2, 2)],
    async handler({ Records }, { store }) {
      for (const record of Records) await store.putIfNewer("a", orderIn(record));
    },
    check: ({ store }) => mustBe(store.value("a"), order("a", 2, 2), "the newest order"),
  },
  {
    name: "a FIFO group one after the other",
    fifo: true,
    messages: [inGroup("g", order("1")), inGroup("g", order("2")), inGroup("h", order("3"))],
    async handler({ Records }, { store }) {
      for (const record of Records) await store.effectOnce(record.messageId, orderIn(record).id);
    },
    check({ store }) {
      const ofGroup = store.effects.filter((id) => id !== "3");
      mustBe(ofGroup, ["1", "2"], "the order of the group");
    },
  },
  {
    name: "a FIFO group that stops at a failure and reports all that follows",
    fifo: true,
    reportsFailures: true,
    messages: [inGroup("g", order("1")), inGroup("g", order("2"))],
    prepare: ({ store }) => void store.failNext("1"),
    async handler({ Records }, { store }) {
      for (const [at, record] of Records.entries()) {
        try {
          await store.effectOnce(record.messageId, orderIn(record).id);
        } catch {
          return failures(Records.slice(at));
        }
      }
      return failures([]);
    },
    check: ({ store }) => mustBe(store.effects, ["1", "2"], "the order of the group"),
  },
  {
    name: "bad messages to the dead-letter queue, good ones once",
    messages: [order("a"), { body: "{ no JSON" }],
    reportsFailures: true,
    async handler({ Records }, { store }) {
      const failed: typeof Records = [];
      for (const record of Records) {
        try {
          await store.effectOnce(record.messageId, `ship ${orderIn(record).id}`);
        } catch {
          failed.push(record);
        }
      }
      return failures(failed);
    },
    check(world) {
      effectsAre(world, ["ship a"]);
      mustBe(world.runtime.queue("dead").received().length, 1, "the number of dead letters");
    },
  },
  {
    name: "a lock that it gives back whatever happens",
    messages: [order("a")],
    prepare: ({ store }) => void store.failNext("ship a"),
    async handler({ Records }, { store }) {
      for (const record of Records) {
        const { id } = orderIn(record);
        if (!(await store.putIfAbsent(`lock ${id}`))) throw new Error("somebody else is at it: later again");
        try {
          await store.effectOnce(record.messageId, `ship ${id}`);
        } finally {
          await store.delete(`lock ${id}`);
        }
      }
    },
    check: (world) => effectsAre(world, ["ship a"]),
  },
  {
    name: "an upload's key, decoded, and S3's test event let through",
    messages: [
      { body: { Records: [{ s3: { object: { key: "a+b.txt" } } }] } },
      { body: { Service: "Amazon S3", Event: "s3:TestEvent" } },
    ],
    async handler({ Records }, { store }) {
      for (const { body } of Records) {
        const upload = JSON.parse(body) as { Records?: { s3: { object: { key: string } } }[] };
        for (const { s3 } of upload.Records ?? []) {
          await store.putIfAbsent(decodeURIComponent(s3.object.key.replaceAll("+", " ")));
        }
      }
    },
    check: ({ store }) => mustBe(store.value("a b.txt"), true, "the upload"),
  },
];
