import type { FunctionCode } from "./function-code.ts";
import { LATEST } from "./function-reference.ts";
import type { FunctionSettings } from "./function-settings.ts";

/**
 * Where a version is on its way to run its newest code; AWS shows it as `State` and `LastUpdateStatus`.
 * https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html
 */
export type VersionState = "creating" | "active" | "updating";

/** `$LATEST` or a published version, whose settings and code never change. */
export interface FunctionVersion {
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly settings: FunctionSettings;
  readonly code: FunctionCode;
  readonly state: VersionState;
  /** A new one with every change. */
  readonly revisionId: string;
  /** Epoch milliseconds. */
  readonly lastModifiedAt: number;
}

export function isLatest({ version }: FunctionVersion): boolean {
  return version === LATEST;
}
