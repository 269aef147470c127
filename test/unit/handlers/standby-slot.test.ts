import { expect, test } from "vitest";
import { Activity } from "../../../handlers/activity.ts";
import { StandbySlot } from "../../../handlers/standby-slot.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { FakeSandbox } from "./fake-sandbox.ts";

const options = { runtime: "nodejs22.x", memorySizeMB: 128, fromFolder: "/app", modules: [] } as const;

function slot() {
  const clock = new VirtualClock();
  const sandbox = new FakeSandbox();
  const failed = (error: unknown): void => {
    throw error;
  };
  return { clock, sandbox, standby: new StandbySlot({ clock, sandbox, activity: new Activity(failed) }) };
}

test("a standby starts 75 ms after it was asked for, once, and is taken once", () => {
  const { clock, sandbox, standby } = slot();
  standby.schedule(() => options);
  clock.advance(74);
  expect(standby.take()).toBeUndefined();
  clock.advance(1);
  standby.schedule(() => options);
  clock.advance(75);
  expect(sandbox.standbys).toHaveLength(1);
  expect(standby.take()).toBeTypeOf("function");
  expect(standby.take()).toBeUndefined();
});

test("a standby that is not wanted any more is stopped, and none starts later", () => {
  const { clock, sandbox, standby } = slot();
  standby.schedule(() => options);
  clock.advance(75);
  standby.schedule(() => options);
  standby.discard();
  clock.advance(1000);
  expect(sandbox.standbys.map(({ state }) => state)).toEqual(["stopped"]);
  expect(standby.take()).toBeUndefined();
});
