import type { EventBridgeFact, S3NotificationFact } from "../../../runtime/core/s3-notification-facts.ts";
import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { layOut, nameOf, plural } from "./layout.ts";
import type { RenderState } from "./render-state.ts";

type NotificationFact = S3NotificationFact | EventBridgeFact;
type EntryOf<Kind extends NotificationFact["kind"]> = Extract<JournalEntry, { kind: Kind }>;
type Renderers = {
  readonly [Kind in NotificationFact["kind"]]: (entry: EntryOf<Kind>, state: RenderState) => string | undefined;
};

/** Lines about a bucket's notifications. */
export const NOTIFICATION_RENDERERS: Renderers = {
  "s3.notificationSent": ({ at, bucketName, key, eventName, destinationArn }, state) =>
    layOut(
      { at, name: bucketName, verb: "notified", detail: `${nameOf(destinationArn)}: ${whatOf(eventName, key)}` },
      state,
    ),
  "s3.notificationFailed": ({ at, bucketName, key, eventName, destinationArn, reason }, state) => {
    const detail = `to ${nameOf(destinationArn)}: ${whatOf(eventName, key)}: ${reason}`;
    return layOut({ at, name: bucketName, verb: "failed", format: "red", detail }, state);
  },
  "s3.notificationNotMatched": ({ at, bucketName, key, eventName, reason }, state) =>
    layOut(
      { at, name: bucketName, verb: "ignored", format: "yellow", detail: `${whatOf(eventName, key)}: ${reason}` },
      state,
    ),
  "eventbridge.eventOffered": ({ at, resources, detailType, eventBytes }, state) => {
    const detail = `to EventBridge: ${detailType}, ${plural(eventBytes, "byte")}; buses are not modelled yet`;
    return layOut({ at, name: nameOf(resources[0] ?? ""), verb: "offered", detail }, state);
  },
};

function whatOf(eventName: string, key: string | undefined): string {
  return key === undefined ? eventName : `${eventName} ${key}`;
}
