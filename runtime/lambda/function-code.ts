import type { StoredArchive } from "../core/function-runner.ts";

/** Where the code of a version comes from. */
export type FunctionCode =
  /** The project's own sources, built and watched: a function of the config. */
  | { readonly kind: "project" }
  /** A folder of the user's that is live at once (`S3Bucket=hot-reload`). */
  | { readonly kind: "folder"; readonly folder: string }
  /** An uploaded archive, or what a published version kept of its sources. */
  | { readonly kind: "archive"; readonly archive: StoredArchive };
