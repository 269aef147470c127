import { describe, expect, test } from "vitest";
import { eventText } from "../../../app/cli/event.ts";
import { EVENT_KINDS } from "../../../app/cli/event-kinds.ts";
import { createRedactor } from "../../../events/capture/index.ts";

const redactor = createRedactor({ salt: "test" });
const SEEDS = Array.from({ length: 40 }, (_, index) => `seed ${index}`);

describe("redaction leaves what AWS itself puts into events", () => {
  test.each(Object.keys(EVENT_KINDS))("%s, byte for byte, whatever its ids are", (name) => {
    const texts = SEEDS.flatMap((seed) => {
      const options = { seed, time: "2026-01-31T12:00:00.000Z" };
      const text = eventText(name, options);
      const isCarried = EVENT_KINDS[name]?.carried !== undefined;
      return isCarried ? [text, eventText(name, { ...options, via: ["sns", "sqs"], count: 2 })] : [text];
    });
    expect(texts.map((text) => redactor.text(text))).toEqual(texts);
  });
});
