import type { JournalEntry } from "../../../runtime/core/journal.ts";
import type { S3Fact } from "../../../runtime/core/s3-facts.ts";
import { layOut, plural } from "./layout.ts";
import type { RenderState } from "./render-state.ts";

type EntryOf<Kind extends S3Fact["kind"]> = Extract<JournalEntry, { kind: Kind }>;
type Renderers = {
  readonly [Kind in S3Fact["kind"]]: (entry: EntryOf<Kind>, state: RenderState) => string | undefined;
};

const silent = (): undefined => undefined;

/** Lines about buckets and their objects. */
export const BUCKET_RENDERERS: Renderers = {
  "s3.bucketCreated": silent,
  "s3.bucketDeleted": ({ at, bucketName }, state) =>
    layOut({ at, name: bucketName, verb: "deleted", detail: "the bucket" }, state),
  "s3.bucketConfigured": ({ at, bucketName, resource, change }, state) =>
    layOut(
      { at, name: bucketName, verb: "changed", detail: change === "put" ? resource : `${resource} removed` },
      state,
    ),
  "s3.objectCreated": ({ at, bucketName, key, sizeBytes, by }, state) =>
    layOut(
      {
        at,
        name: bucketName,
        verb: by === "Copy" ? "copied" : "stored",
        detail: `${key}, ${plural(sizeBytes, "byte")}`,
      },
      state,
    ),
  "s3.objectRemoved": ({ at, bucketName, key, change, by }, state) => {
    const what = change === "DeleteMarkerCreated" ? `${key}, a delete marker` : key;
    const who = by === "lifecycle" ? ", by its lifecycle" : "";
    return layOut({ at, name: bucketName, verb: "removed", detail: `${what}${who}` }, state);
  },
  "s3.objectConfigured": ({ at, bucketName, key, resource, change }, state) =>
    layOut(
      {
        at,
        name: bucketName,
        verb: "changed",
        detail: change === "put" ? `${key}: ${resource}` : `${key}: ${resource} removed`,
      },
      state,
    ),
  "s3.objectRestoreStarted": ({ at, bucketName, key, completesAt }, state) =>
    layOut({ at, name: bucketName, verb: "restoring", detail: `${key}, until ${state.timeOf(completesAt)}` }, state),
  "s3.objectRestored": ({ at, bucketName, key }, state) =>
    layOut({ at, name: bucketName, verb: "restored", detail: key }, state),
  "s3.objectRestoreExpired": ({ at, bucketName, key }, state) =>
    layOut({ at, name: bucketName, verb: "archived", detail: `${key}: its restored copy expired` }, state),
  "s3.multipartUploadCreated": silent,
  "s3.multipartUploadAborted": ({ at, bucketName, key, by }, state) =>
    layOut(
      {
        at,
        name: bucketName,
        verb: "aborted",
        detail: `the upload of ${key}${by === "lifecycle" ? ", by its lifecycle" : ""}`,
      },
      state,
    ),
};
