import type { Scope } from "../core/arn.ts";
import type { Clock } from "../core/clock.ts";
import type { FunctionRunner } from "../core/function-runner.ts";
import type { Journal } from "../core/journal.ts";
import type { EventSourceMappings, InvokeAsync } from "../core/ports.ts";
import type { Random } from "../core/random.ts";
import { CodeSigningConfigs } from "./code-signing.ts";
import { ConcurrencyQuota } from "./concurrency-quota.ts";
import { Deployments } from "./deployments.ts";
import { Functions } from "./functions.ts";
import { Invocations } from "./invocations.ts";
import { Layers } from "./layers.ts";
import type { LambdaParts } from "./operations/service-parts.ts";

export interface LambdaOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  /** Where the config's functions live, and functions that are named without region and account. */
  readonly homeScope: Scope;
  readonly runner: FunctionRunner;
  /** Known later than this service. */
  readonly invokeAsync: () => InvokeAsync;
  /** Known later than this service. */
  readonly mappings: () => EventSourceMappings;
  /** An object of S3, for code and layers; `undefined` when there is none. */
  readonly readObject: (bucket: string, key: string, versionId?: string) => Promise<Uint8Array | undefined>;
  /** Concurrent executions of all functions together. */
  readonly accountConcurrency: number;
  /** What clients must leave unreserved; AWS's 100 (or all of a smaller account) when not given. */
  readonly minimumUnreservedConcurrency?: number | undefined;
  /** Where downloads are offered: `http://127.0.0.1:4566`, no trailing slash. */
  readonly endpointUrl: () => string;
}

/** The service's parts, each given those that it needs. */
export function createParts(options: LambdaOptions): LambdaParts {
  const random = options.random.fork("lambda");
  const functions = new Functions();
  const layers = new Layers();
  return {
    ...options,
    random,
    functions,
    deployments: new Deployments({ ...options, random, functions }),
    invocations: new Invocations({ ...options, random, functions }),
    quota: new ConcurrencyQuota(functions, options.accountConcurrency, options.minimumUnreservedConcurrency),
    mappingTags: new Map(),
    layers,
    layer: layers.content,
    codeSigning: new CodeSigningConfigs(random),
  };
}
