import type { FunctionSettings } from "./function-settings.ts";

/** What the newest published version was made of, so that publishing the same again gives the same version. */
export interface PublishedFrom {
  readonly version: string;
  readonly settings: FunctionSettings;
  readonly codeSha256: string;
}
