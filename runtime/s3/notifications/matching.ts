import type { S3Event } from "../events.ts";
import { keyFilterOf, type Notification } from "./configuration.ts";
import { eventTypeMatches } from "./event-names.ts";

export type MatchedEvent = Pick<S3Event, "name" | "key">;

export function matches(notification: Notification, event: MatchedEvent): boolean {
  return whyNot(notification, event) === undefined;
}

/** What an event lacks for a notification, and one clause for people. */
export interface Mismatch {
  readonly on: "eventType" | "prefix" | "suffix";
  readonly clause: string;
}

/** @returns `undefined` when it matches */
export function whyNot(notification: Notification, { name, key }: MatchedEvent): Mismatch | undefined {
  const { id, eventTypes } = notification;
  if (!eventTypes.some((eventType) => eventTypeMatches(eventType, name))) {
    return { on: "eventType", clause: `${id} wants ${eventTypes.join(", ")}` };
  }
  const { prefix, suffix } = keyFilterOf(notification);
  if (!key.startsWith(prefix)) return { on: "prefix", clause: `${id} wants keys that begin with "${prefix}"` };
  if (!key.endsWith(suffix)) return { on: "suffix", clause: `${id} wants keys that end with "${suffix}"` };
  return undefined;
}
