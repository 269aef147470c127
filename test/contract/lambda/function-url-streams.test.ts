import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import { FunctionUrlWorld, NAME, returning } from "./function-url-world.ts";

let world: FunctionUrlWorld;

beforeEach(async () => {
  world = await FunctionUrlWorld.start();
});

afterEach(async () => {
  await world.stop();
});

/** Something to wait for until the test says so. */
function newGate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe("a function URL that streams", () => {
  const INTEGRATION = "application/vnd.awslambda.http-integration-response";
  const done = (requestId = ""): InvokeOutcome => ({ kind: "returned", requestId, payload: "" });

  it("passes pieces on while the handler writes them", async () => {
    const gate = newGate();
    const url = await world.publicUrl(
      async (_event, { onResponse, requestId }) => {
        onResponse?.start("application/octet-stream");
        onResponse?.write(Buffer.from("Hello, "));
        await gate.opened;
        onResponse?.write(Buffer.from("world!"));
        return done(requestId);
      },
      { InvokeMode: "RESPONSE_STREAM" },
    );
    const response = await fetch(url);
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(Buffer.from(first?.value ?? []).toString()).toBe("Hello, ");
    gate.open();
    const second = await reader?.read();
    expect(Buffer.from(second?.value ?? []).toString()).toBe("world!");
    expect((await reader?.read())?.done).toBe(true);
  });

  it("takes status, headers and cookies from the prelude, in however many pieces it comes", async () => {
    const prelude = JSON.stringify({
      statusCode: 418,
      headers: { "Content-Type": "text/plain" },
      cookies: ["a=1", "b=2"],
    });
    const bytes = Buffer.concat([Buffer.from(prelude), Buffer.alloc(8), Buffer.from("short and stout")]);
    const url = await world.publicUrl(
      (_event, { onResponse, requestId }) => {
        onResponse?.start(INTEGRATION);
        for (let at = 0; at < bytes.length; at += 7) onResponse?.write(bytes.subarray(at, at + 7));
        return done(requestId);
      },
      { InvokeMode: "RESPONSE_STREAM" },
    );
    const response = await fetch(url);
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
      418,
      "text/plain",
      "short and stout",
    ]);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  it("passes the answer of a handler that does not stream on as it is, its status not read", async () => {
    const payload = '{"statusCode":418,"body":"text"}';
    const response = await fetch(await world.publicUrl(returning(payload), { InvokeMode: "RESPONSE_STREAM" }));
    expect([response.status, await response.text()]).toEqual([200, payload]);
  });

  it("answers 502 for an error before the first piece, and cuts the answer after it", async () => {
    const threw: InvokeOutcome = { kind: "threw", requestId: "1", payload: "{}" };
    const early = await fetch(await world.publicUrl(() => threw, { InvokeMode: "RESPONSE_STREAM" }));
    expect([early.status, await early.text()]).toEqual([502, "Internal Server Error"]);
    const gate = newGate();
    world.endpoint.handlers.set(NAME, async (_event, { onResponse }) => {
      onResponse?.start("application/octet-stream");
      onResponse?.write(Buffer.from("half"));
      await gate.opened;
      return threw;
    });
    const late = await fetch(early.url);
    gate.open();
    await expect(late.text()).rejects.toThrow("terminated");
    expect(world.endpoint.journal.entries().some(({ kind }) => kind === "internal.failed")).toBe(false);
  });
});
