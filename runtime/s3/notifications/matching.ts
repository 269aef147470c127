import type { S3Event } from "../events.ts";
import { keyFilterOf, type Notification } from "./configuration.ts";
import { eventTypeMatches } from "./event-names.ts";

export type MatchedEvent = Pick<S3Event, "name" | "key">;

export function matches(notification: Notification, event: MatchedEvent): boolean {
  return whyNot(notification, event) === undefined;
}

/** @returns one clause for people, or `undefined` when it matches */
export function whyNot(notification: Notification, { name, key }: MatchedEvent): string | undefined {
  const { id, eventTypes } = notification;
  if (!eventTypes.some((eventType) => eventTypeMatches(eventType, name))) {
    return `${id} wants ${eventTypes.join(", ")}`;
  }
  const { prefix, suffix } = keyFilterOf(notification);
  if (!key.startsWith(prefix)) return `${id} wants keys that begin with "${prefix}"`;
  if (!key.endsWith(suffix)) return `${id} wants keys that end with "${suffix}"`;
  return undefined;
}
