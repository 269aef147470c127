import type { Scope } from "../core/arn.ts";
import { invalidParameterValue, invalidParameterValueUntyped } from "./errors.ts";
import type { FunctionRecord } from "./function-record.ts";
import type { Functions } from "./functions.ts";
import { minimumUnreserved } from "./limits.ts";

/** What the functions of one account and region have of its concurrency. */
export class ConcurrencyQuota {
  readonly #functions: Functions;
  readonly #accountConcurrency: number;
  readonly #minimumUnreserved: number;

  constructor(functions: Functions, accountConcurrency: number, least = minimumUnreserved(accountConcurrency)) {
    this.#functions = functions;
    this.#accountConcurrency = accountConcurrency;
    this.#minimumUnreserved = least;
  }

  /** Left for functions that reserve nothing. @param except a function that does not count */
  unreserved(scope: Scope, except?: FunctionRecord): number {
    const others = this.#functions.of(scope).filter((record) => record !== except);
    return this.#accountConcurrency - others.reduce((total, record) => total + takenBy(record), 0);
  }

  /**
   * @throws {AwsError} `InvalidParameterValueException` with the sentences recorded 2025-11-25,
   *   lambda_api--TestLambdaReservedConcurrency.function_concurrency_limits, lambda--TestLambdaConcurrency.reserved_provisioned_overlap
   */
  checkReserved(record: FunctionRecord, executions: number): void {
    const provisioned = provisionedOf(record);
    if (executions < provisioned && provisioned > 0) {
      throw invalidParameterValueUntyped(
        ` ReservedConcurrentExecutions  ${executions} should not be lower than function's total provisioned concurrency [${provisioned}].`,
      );
    }
    const minimum = this.#minimumUnreserved;
    if (executions > 0 && this.unreserved(record.scope, record) - executions < minimum) {
      throw invalidParameterValueUntyped(
        `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`,
      );
    }
  }

  /**
   * @param qualifier whose provisioned concurrency is set, in the place of what it had
   * @throws {AwsError} `InvalidParameterValueException` with the sentences recorded 2025-11-25,
   *   lambda_api--TestLambdaProvisionedConcurrency.provisioned_concurrency_limits
   */
  checkProvisioned(record: FunctionRecord, qualifier: string, executions: number): void {
    const others = provisionedOf(record) - (record.provisionedConcurrency.get(qualifier)?.requested ?? 0);
    if (record.reservedConcurrency !== undefined) {
      if (others + executions <= record.reservedConcurrency) return;
      throw invalidParameterValue(
        "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function",
      );
    }
    const unreserved = this.unreserved(record.scope, record) - others;
    if (executions > unreserved) {
      throw invalidParameterValueUntyped(
        `Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${unreserved}].`,
      );
    }
    const minimum = this.#minimumUnreserved;
    if (unreserved - executions < minimum) {
      throw invalidParameterValueUntyped(
        `Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`,
      );
    }
  }
}

function takenBy(record: FunctionRecord): number {
  return record.reservedConcurrency ?? provisionedOf(record);
}

/** Of all versions and aliases together. */
export function provisionedOf({ provisionedConcurrency }: FunctionRecord): number {
  let total = 0;
  for (const { requested } of provisionedConcurrency.values()) total += requested;
  return total;
}
