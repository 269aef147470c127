import type { Clock } from "../../core/clock.ts";
import type { FunctionRunner } from "../../core/function-runner.ts";
import type { Journal } from "../../core/journal.ts";
import type { EventSourceMappings, InvokeAsync } from "../../core/ports.ts";
import type { Random } from "../../core/random.ts";
import type { RequestContext } from "../../protocol/service.ts";
import type { CodeSigningConfigs } from "../code-signing.ts";
import type { ConcurrencyQuota } from "../concurrency-quota.ts";
import type { Deployments } from "../deployments.ts";
import type { Functions } from "../functions.ts";
import type { Invocations } from "../invocations.ts";
import type { LayerLookup } from "../layer-version.ts";
import type { Layers } from "../layers.ts";

/** What operations work with. */
export interface LambdaParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly functions: Functions;
  readonly runner: FunctionRunner;
  readonly deployments: Deployments;
  readonly invocations: Invocations;
  readonly quota: ConcurrencyQuota;
  /** Tags of event source mappings, by ARN. */
  readonly mappingTags: Map<string, Map<string, string>>;
  readonly layers: Layers;
  readonly layer: LayerLookup;
  readonly codeSigning: CodeSigningConfigs;
  readonly invokeAsync: () => InvokeAsync;
  readonly mappings: () => EventSourceMappings;
  /** An object of S3, for code and layers; `undefined` when there is none. */
  readonly readObject: (bucket: string, key: string, versionId?: string) => Promise<Uint8Array | undefined>;
  readonly accountConcurrency: number;
  /** Where downloads are offered: `http://127.0.0.1:4566`, no trailing slash. */
  readonly endpointUrl: () => string;
}

/** How every operation looks from inside: the parts are given first, once. */
export type Operation<Input, Output> = (
  parts: LambdaParts,
  input: Input,
  context: RequestContext,
) => Output | Promise<Output>;

/** Gives an operation the parts of one service. */
export type Bind = <Input, Output>(
  operation: Operation<Input, Output>,
) => (input: Input, context: RequestContext) => Output | Promise<Output>;
