import type { Scope } from "../../../runtime/core/arn.ts";
import type { Clock } from "../../../runtime/core/clock.ts";
import type { Random } from "../../../runtime/core/random.ts";

/** Where and when built events happen, and what their ids are drawn from: the same scene twice gives the same events. */
export interface Scene extends Scope {
  readonly random: Random;
  readonly clock: Pick<Clock, "now">;
}

/** An event as the handler's runtime reads it (`text`, byte for byte) and as the handler gets it. */
export interface BuiltEvent<Event> {
  readonly text: string;
  readonly event: Event;
}

/** @param text of a builder that makes such events */
export function builtFrom<Event>(text: string): BuiltEvent<Event> {
  return { text, event: JSON.parse(text) as Event };
}

/** An event whose text is its compact JSON. */
export function built<Event>(event: Event): BuiltEvent<Event> {
  return { text: JSON.stringify(event), event };
}

/** The same place and time with ids of its own, for one of several. */
export function nthScene(scene: Scene, index: number): Scene {
  return { ...scene, random: scene.random.fork(String(index)) };
}
