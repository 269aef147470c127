import { parseArn, type Scope } from "../core/arn.ts";
import type { Journal } from "../core/journal.ts";
import type { FunctionRunner, RunRequest } from "../core/function-runner.ts";
import type { InvokeOutcome } from "../core/ports.ts";
import type { Random } from "../core/random.ts";
import { throttled } from "../core/throttled.ts";
import { routedVersion } from "./alias-weights.ts";
import { provisionedOf } from "./concurrency-quota.ts";
import { functionNotFound } from "./errors.ts";
import type { FunctionRecord } from "./function-record.ts";
import { functionArn, LATEST, parseFunctionReference, type FunctionReference } from "./function-reference.ts";
import { checkRecursiveLoop } from "./recursive-loop.ts";
import type { Functions } from "./functions.ts";

/** What an invocation runs. */
export interface InvocationTarget {
  readonly record: FunctionRecord;
  /** `$LATEST` or a number; of an alias with weights, the one that this invocation got. */
  readonly version: string;
  /** What the caller named, when it named a version or an alias. */
  readonly qualifier: string | undefined;
}

export type Call = Omit<RunRequest, "functionArn" | "version" | "invokedFunctionArn">;

/** Decides which version of which function an invocation runs, and has it run. */
export class Invocations {
  readonly #functions: Functions;
  readonly #runner: FunctionRunner;
  readonly #random: Random;
  readonly #journal: Journal;

  constructor(parts: {
    readonly functions: Functions;
    readonly runner: FunctionRunner;
    readonly random: Random;
    readonly journal: Journal;
  }) {
    this.#functions = parts.functions;
    this.#runner = parts.runner;
    this.#random = parts.random.fork("invocations");
    this.#journal = parts.journal;
  }

  /** @throws {AwsError} `ResourceNotFoundException`; AWS names `$LATEST` there although the caller did not (recorded 2025-11-25) */
  target(reference: FunctionReference): InvocationTarget {
    const { qualifier } = reference;
    const record = this.#functions.find(reference);
    const alias = qualifier === undefined ? undefined : record?.aliases.get(qualifier);
    const version = alias === undefined ? (qualifier ?? LATEST) : routedVersion(alias, this.#random);
    if (record?.version(version) === undefined) throw functionNotFound(functionArn(reference, qualifier ?? LATEST));
    return { record, version, qualifier };
  }

  /** @throws {AwsError} `RecursiveInvocationException` */
  async run({ record, version, qualifier }: InvocationTarget, call: Call): Promise<InvokeOutcome> {
    checkRecursiveLoop(this.#journal, record, call.causeId);
    if (isTakenByProvisioned(record, version)) return this.#throttled(record, call);
    const outcome = await this.#runner.run({
      ...call,
      functionArn: record.arn,
      version,
      invokedFunctionArn: record.arnOf(qualifier),
    });
    return outcome.kind === "throttled" ? outcome : { ...outcome, executedVersion: version };
  }

  #throttled({ functionName }: FunctionRecord, { requestId = this.#random.uuid(), causeId }: Call): InvokeOutcome {
    const reason = "ReservedFunctionConcurrentInvocationLimitExceeded";
    return throttled(this.#journal, { functionName, requestId, reason, causeId });
  }
}

/**
 * Whether provisioned concurrency has all that the function reserves, which leaves nothing for its other versions (recorded 2025-11-24,
 * lambda--TestLambdaConcurrency.lambda_concurrency_block).
 */
function isTakenByProvisioned(record: FunctionRecord, version: string): boolean {
  const { reservedConcurrency, provisionedConcurrency } = record;
  if (reservedConcurrency === undefined || provisionedConcurrency.size === 0) return false;
  for (const qualifier of provisionedConcurrency.keys()) {
    if (record.versionOf(qualifier)?.version === version) return false;
  }
  return provisionedOf(record) >= reservedConcurrency;
}

/**
 * Reads a function name that comes from inside, where there is no caller: a full ARN says its own region and account.
 *
 * @throws {AwsError} as `parseFunctionReference`
 */
export function referenceFromInside(
  functionName: string,
  qualifier: string | undefined,
  home: Scope,
): FunctionReference {
  const arn = parseArn(functionName);
  return parseFunctionReference(functionName, qualifier, arn ?? home);
}
