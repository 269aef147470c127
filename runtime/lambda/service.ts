import type { Scope } from "../core/arn.ts";
import type { Clock } from "../core/clock.ts";
import type { AwsError } from "../core/errors.ts";
import type { FunctionRunner } from "../core/function-runner.ts";
import type { Journal } from "../core/journal.ts";
import type { EventSourceMappings, InvokeAsync } from "../core/ports.ts";
import type { Random } from "../core/random.ts";
import type { ConstraintViolation } from "../protocol/service.ts";
import { validationException } from "./errors.ts";
import { Functions } from "./functions.ts";
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
  /** Where downloads are offered: `http://127.0.0.1:4566`, no trailing slash. */
  readonly endpointUrl: () => string;
}

/** The service's parts, each given those that it needs. */
export function createParts(options: LambdaOptions): LambdaParts {
  return {
    ...options,
    random: options.random.fork("lambda"),
    functions: new Functions(),
    layer: () => undefined,
  };
}

/** AWS's front end: every broken rule in one sentence (recorded, lambda_api--TestLambdaFunction.function_name_and_qualifier_validation). */
export function constraintError(violations: readonly [ConstraintViolation, ...ConstraintViolation[]]): AwsError {
  const count = violations.length;
  const sentences = violations.map(
    ({ path, value, rule }) => `Value ${shown(value)} at '${path}' failed to satisfy constraint: ${rule}`,
  );
  return validationException(`${count} validation error${count === 1 ? "" : "s"} detected: ${sentences.join("; ")}`);
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "null";
  return `'${typeof value === "string" ? value : JSON.stringify(value)}'`;
}
