import type { Clock } from "../runtime/core/clock.ts";
import type { FunctionDefinition } from "../runtime/core/function-definition.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type { Activity } from "./activity.ts";
import type { BuildFolder } from "./build/generation-folders.ts";
import type { MergedLayers } from "./layers.ts";
import type { Sandbox } from "./sandbox/execution-environment.ts";

/** What all functions of a host share. */
export interface FunctionSurroundings {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly sandbox: Sandbox;
  readonly projectFolder: string;
  readonly buildFolder: BuildFolder;
  readonly layers: MergedLayers;
  readonly endpointUrl: () => string;
  readonly watching: boolean;
  /** Whether a function that was idle for long may lose its last environment. */
  readonly mayCool: () => boolean;
  readonly activity: Activity;
  /** Of a definition, unqualified. */
  readonly functionArn: (definition: FunctionDefinition) => string;
  /** A function's `watched` files are others now; `sinceNs` is the file system's time before they were read. */
  readonly onWatchChanged: (sinceNs: bigint) => void;
}
