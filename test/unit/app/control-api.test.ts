import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { TRACE, WHY } from "../../../app/api/answers.ts";
import { ExplainWorld } from "./explain-world.ts";

let world: ExplainWorld;

beforeEach(async () => {
  world = new ExplainWorld();
  await world.start({
    queues: { orders: { visibilityTimeout: 30 }, waiting: {} },
    functions: { work: { handler: "work.handler", timeout: 10, eventSourceMappings: [{ queue: "orders" }] } },
  });
});
afterEach(() => world.stop());

async function get(path: string): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const { status, json } = await world.control(`/_lambdaloop/api/${path}`);
  return { status, body: json as Record<string, unknown> };
}

describe("the control API", () => {
  test("traces a message by its id, by a beginning of it, by its receipt handle and as the last", async () => {
    const id = world.send("waiting");
    const [{ receiptHandle } = { receiptHandle: "" }] = world.receive("waiting");

    for (const name of [id, id.slice(0, 8), receiptHandle, "last"]) {
      const { status, body } = await get(`trace?id=${encodeURIComponent(name)}`);
      const trace = z.parse(TRACE, body);
      expect(status).toBe(200);
      expect(trace.subject.id).toBe(id);
      expect(trace.root.children.map(({ verb }) => verb)).toEqual(["received"]);
      expect(trace.reason.code).toBe("message.inFlightWithClient");
    }
  });

  test("says why, with the path", async () => {
    const id = world.send("waiting");
    const why = z.parse(WHY, (await get("why")).body);

    expect(why.path.map((subject) => subject.id)).toEqual([id]);
    expect(why.reason).toMatchObject({ code: "message.noReceiver", outcome: "waiting", values: { queue: "waiting" } });
    expect(why.reason.sentence).toContain("no event source mapping reads the queue");
  });

  test("an unknown id is told with what ids look like", async () => {
    const { status, body } = await get("why?id=nobody");

    expect(status).toBe(404);
    expect(body).toMatchObject({ code: "NOT_IN_JOURNAL", advice: expect.stringContaining("bucket/key") });
  });

  test("before the first request there is nothing to ask about", async () => {
    const { status, body } = await get("why");

    expect(status).toBe(404);
    expect(body).toMatchObject({ message: "Nothing was sent, published, stored or invoked yet." });
  });

  test("facts come in pages, each beginning after the last", async () => {
    for (let number = 0; number < 3; number++) world.send("waiting");
    const first = await get("facts?kind=sqs.messageSent&limit=2");
    const second = await get(`facts?kind=sqs.messageSent&since=${Number(first.body["next"])}`);

    expect(first.body["facts"]).toHaveLength(2);
    expect(second.body["facts"]).toHaveLength(1);
    expect((await get("facts?since=x")).status).toBe(400);
  });

  test("queues, mappings and the clock are as they are", async () => {
    world.send("waiting");
    const queues = await get("queues");
    const mappings = await get("mappings");

    expect(queues.body).toContainEqual(
      expect.objectContaining({ queueName: "waiting", available: 1, inFlight: 0, delayed: 0 }),
    );
    expect(mappings.body).toEqual([expect.objectContaining({ state: "Enabled", inFlight: 0 })]);
    expect((await get("clock")).body).toMatchObject({ now: world.clock.now(), kind: "virtual" });
  });

  test("its description has every schema that it refers to", async () => {
    const { body } = await get("openapi.json");
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    const { schemas } = body["components"] as { schemas: Record<string, unknown> };

    expect(references.length).toBeGreaterThan(0);
    for (const [, name = ""] of references) expect(schemas).toHaveProperty(name);
    expect(JSON.stringify(body)).not.toContain("#/$defs");
    expect(Object.keys(schemas).filter((name) => name.startsWith("__"))).toEqual([]);
  });

  test("what is not there is not found, and an event that is no JSON is refused", async () => {
    expect((await get("nothing")).status).toBe(404);
    const invocationsOf = (functionName: string): string => `/_lambdaloop/functions/${functionName}/invocations`;
    expect((await world.control(invocationsOf("work"), "POST", "{")).status).toBe(400);
    const unknown = await world.control(invocationsOf("nobody"), "POST");
    expect(unknown.status).toBe(404);
    expect(unknown.json).toMatchObject({ functions: ["work"] });
  });
});
