import type { Animal } from "./animal.ts";
import { effectsAre, failures, inGroup, mustBe, order, orderIn } from "./animal.ts";

const POISON = { body: "{ no JSON" };

/** Bugs in what becomes of a batch, in its order and in what comes in it. */
export const BATCHES: readonly Animal[] = [
  {
    name: "reports failures under the wrong key of an item, so that all of them come back",
    messages: [order("a"), order("b")],
    reportsFailures: true,
    prepare: ({ store }) => void store.failNext("ship b"),
    async handler({ Records }, { store }) {
      const failed: object[] = [];
      for (const record of Records) {
        const { id } = orderIn(record);
        await store.effect(`ship ${id}`).catch(() => failed.push({ id: record.messageId }));
      }
      return { batchItemFailures: failed };
    },
    check: (world) => effectsAre(world, ["ship a", "ship b"]),
  },
  {
    name: "reports its own ids instead of the messages'",
    messages: [order("a"), order("b")],
    reportsFailures: true,
    prepare: ({ store }) => void store.failNext("ship b"),
    async handler({ Records }, { store }) {
      const batchItemFailures: object[] = [];
      for (const record of Records) {
        const { id } = orderIn(record);
        await store.effect(`ship ${id}`).catch(() => batchItemFailures.push({ itemIdentifier: id }));
      }
      return { batchItemFailures };
    },
    check: (world) => effectsAre(world, ["ship a", "ship b"]),
  },
  {
    name: "answers the shape of another framework",
    messages: [order("a")],
    reportsFailures: true,
    async handler({ Records }, { store }) {
      for (const record of Records) await store.effect(`ship ${orderIn(record).id}`);
      return { statusCode: 200 };
    },
    check: (world) => effectsAre(world, ["ship a"]),
  },
  {
    name: "reports failures to a mapping that does not read them",
    messages: [order("a"), order("b")],
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
    name: "catches everything and calls it a success",
    messages: [order("a")],
    prepare: ({ store }) => void store.failNext("ship a"),
    async handler({ Records }, { store }) {
      for (const record of Records) {
        try {
          await store.effectOnce(record.messageId, `ship ${orderIn(record).id}`);
        } catch {
          // It was logged, nobody reads it.
        }
      }
    },
    check: (world) => effectsAre(world, ["ship a"]),
  },
  {
    name: "does not await what it does",
    messages: [order("a")],
    prepare: ({ store }) => void store.failNext("ship a"),
    async handler({ Records }, { store }) {
      for (const record of Records) {
        void store.effectOnce(record.messageId, `ship ${orderIn(record).id}`).catch(() => undefined);
      }
      return Promise.resolve();
    },
    check: (world) => effectsAre(world, ["ship a"]),
  },
  {
    name: "lets one bad message repeat the good ones",
    messages: [order("a"), POISON],
    maxReceiveCount: 3,
    async handler({ Records }, { store }) {
      for (const record of Records) await store.effect(`ship ${orderIn(record).id}`);
    },
    check: (world) => effectsAre(world, ["ship a"]),
  },
  {
    name: "lets a poison pill turn for ever",
    messages: [POISON],
    maxReceiveCount: 0,
    handler: ({ Records }) => Promise.resolve(Records.map(orderIn)),
    check({ runtime }) {
      if (runtime.invocations().length > 10) throw new Error("the same message comes again and again");
    },
  },
  {
    name: "lets a poison pill stop its group",
    fifo: true,
    maxReceiveCount: 0,
    batchSize: 1,
    messages: [inGroup("g", "{ no JSON"), inGroup("g", order("a"))],
    async handler({ Records }, { store }) {
      for (const record of Records) await store.effectOnce(record.messageId, `ship ${orderIn(record).id}`);
    },
    check: (world) => effectsAre(world, ["ship a"]),
  },
  {
    name: "works on the first record of a batch only",
    messages: [order("a"), order("b")],
    async handler({ Records: [record] }, { store }) {
      if (record !== undefined) await store.effectOnce(record.messageId, `ship ${orderIn(record).id}`);
    },
    check: (world) => effectsAre(world, ["ship a", "ship b"]),
  },
  {
    name: "takes the last message that comes for the newest",
    brokenBy: /reverse order/,
    messages: [order("a", 1, 1), order("a", 2, 2)],
    async handler({ Records }, { store }) {
      for (const record of Records) await store.put("a", orderIn(record));
    },
    check: ({ store }) => mustBe(store.value("a"), order("a", 2, 2), "the newest order"),
  },
  {
    name: "works on a FIFO group all at once",
    brokenBy: /at a pause, these go on: 1 /,
    fifo: true,
    messages: [inGroup("g", order("1")), inGroup("g", order("2")), inGroup("g", order("3"))],
    async handler({ Records }, { store }) {
      await Promise.all(Records.map((record) => store.effectOnce(record.messageId, orderIn(record).id)));
    },
    check: ({ store }) => mustBe(store.effects, ["1", "2", "3"], "the order of the group"),
  },
  {
    name: "goes on in a FIFO group behind a failure",
    fifo: true,
    reportsFailures: true,
    messages: [inGroup("g", order("1")), inGroup("g", order("2"))],
    prepare: ({ store }) => void store.failNext("1"),
    async handler({ Records }, { store }) {
      const failed: typeof Records = [];
      for (const record of Records) {
        await store.effectOnce(record.messageId, orderIn(record).id).catch(() => void failed.push(record));
      }
      return failures(failed);
    },
    check: ({ store }) => mustBe(store.effects, ["1", "2"], "the order of the group"),
  },
  {
    name: "stops at a failure in a FIFO group, and reports only that one",
    fifo: true,
    reportsFailures: true,
    messages: [inGroup("g", order("1")), inGroup("g", order("2"))],
    prepare: ({ store }) => void store.failNext("1"),
    async handler({ Records }, { store }) {
      for (const record of Records) {
        try {
          await store.effectOnce(record.messageId, orderIn(record).id);
        } catch {
          return failures([record]);
        }
      }
      return failures([]);
    },
    check: ({ store }) => mustBe(store.effects, ["1", "2"], "the order of the group"),
  },
  {
    name: "has no time for a whole batch, and begins again each time",
    messages: Array.from({ length: 10 }, (_, at) => order(String(at))),
    async handler({ Records }, { store }) {
      for (const record of Records) {
        // oxlint-disable-next-line no-restricted-globals -- the handler's own time, which is virtual
        await new Promise((resolve) => setTimeout(resolve, 4000));
        await store.effectOnce(record.messageId, `render ${orderIn(record).id}`);
      }
    },
    check: ({ runtime }) => mustBe(runtime.queue("dead").received().length, 0, "the number of dead letters"),
  },
  {
    name: "looks for the key of an upload as it stands in the event",
    messages: [{ body: { Records: [{ s3: { object: { key: "a+b.txt" } } }] } }],
    prepare: ({ store }) => void store.putIfAbsent("a b.txt", "content"),
    async handler({ Records }, { store }) {
      for (const { body } of Records) {
        const upload = JSON.parse(body) as { Records: [{ s3: { object: { key: string } } }] };
        if ((await store.get(upload.Records[0].s3.object.key)) === undefined) throw new Error("NoSuchKey");
      }
    },
    check: ({ runtime }) => mustBe(runtime.queue("dead").received().length, 0, "the number of dead letters"),
  },
  {
    name: "does not expect S3's test event",
    messages: [{ body: { Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "uploads" } }],
    handler: ({ Records }) =>
      Promise.resolve(Records.map(({ body }) => (JSON.parse(body) as { Records: unknown[] }).Records.length)),
    check: ({ runtime }) => mustBe(runtime.queue("dead").received().length, 0, "the number of dead letters"),
  },
  {
    name: "takes SNS's envelope for the message",
    messages: [{ body: { Type: "Notification", Message: JSON.stringify(order("a")) } }],
    async handler({ Records }, { store }) {
      for (const record of Records) await store.effectOnce(record.messageId, `ship ${orderIn(record).id}`);
    },
    check: (world) => effectsAre(world, ["ship a"]),
  },
  {
    name: "writes into the queue that it reads",
    messages: [order("a")],
    async handler({ Records }, { runtime }) {
      for (const { body } of Records) runtime.queue("jobs").send(body, { delaySeconds: 30 });
      return Promise.resolve();
    },
    check({ runtime }) {
      if (runtime.invocations().length > 10) throw new Error("it feeds itself");
    },
  },
];
