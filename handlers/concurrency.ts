import { UserError } from "../runtime/core/errors.ts";
import type { ThrottleReason } from "../runtime/core/ports.ts";
import type { FunctionDefinition } from "../runtime/core/function-definition.ts";

/** The quota of a new AWS account; here each concurrent execution is a process. */
export const DEFAULT_ACCOUNT_CONCURRENCY = 10;

/**
 * Counts running invocations against the account's and the functions' limits.
 *
 * Reserved concurrency is taken out of the account's and is the function's own limit at the same time; the others share the rest.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export class ConcurrencyLimits {
  readonly #accountConcurrency: number;
  readonly #running = new Map<string, number>();
  readonly #reserved = new Map<string, number>();
  #unreserved: number;
  #unreservedRunning = 0;

  constructor(accountConcurrency: number) {
    this.#accountConcurrency = accountConcurrency;
    this.#unreserved = accountConcurrency;
  }

  /** @throws {UserError} `RESERVED_CONCURRENCY_TOO_HIGH` when the account has not that much */
  configure(definitions: readonly FunctionDefinition[]): void {
    const reserved = reservations(definitions);
    checkReservations(reserved, definitions, this.#accountConcurrency);
    this.#reserved.clear();
    for (const [name, limit] of reserved) this.#reserved.set(name, limit);
    this.#unreserved = this.#accountConcurrency - sum(reserved);
    this.#unreservedRunning = [...this.#running]
      .filter(([name]) => !this.#reserved.has(name))
      .reduce((total, [, running]) => total + running, 0);
  }

  /** Counts one more running invocation of the function, or tells which limit forbids it. */
  tryAcquire(functionName: string): ThrottleReason | undefined {
    const running = this.#running.get(functionName) ?? 0;
    const reserved = this.#reserved.get(functionName);
    if (reserved !== undefined && running >= reserved) return "ReservedFunctionConcurrentInvocationLimitExceeded";
    if (reserved === undefined) {
      if (this.#unreservedRunning >= this.#unreserved) return "ConcurrentInvocationLimitExceeded";
      this.#unreservedRunning++;
    }
    this.#running.set(functionName, running + 1);
    return undefined;
  }

  release(functionName: string): void {
    const running = (this.#running.get(functionName) ?? 1) - 1;
    if (running === 0) this.#running.delete(functionName);
    else this.#running.set(functionName, running);
    if (!this.#reserved.has(functionName)) this.#unreservedRunning--;
  }
}

function reservations(definitions: readonly FunctionDefinition[]): Map<string, number> {
  return new Map(
    definitions.flatMap(({ functionName, reservedConcurrentExecutions }) =>
      reservedConcurrentExecutions === undefined ? [] : [[functionName, reservedConcurrentExecutions] as const],
    ),
  );
}

function checkReservations(
  reserved: ReadonlyMap<string, number>,
  definitions: readonly FunctionDefinition[],
  accountConcurrency: number,
): void {
  const left = accountConcurrency - sum(reserved);
  if (left > 0 || (left === 0 && reserved.size === definitions.length)) return;
  throw new UserError(
    "RESERVED_CONCURRENCY_TOO_HIGH",
    `The functions reserve ${sum(reserved)} concurrent executions; the account has ${accountConcurrency}.`,
    {
      advice: "Reserve less, or raise the account's concurrency: functions without a reservation need at least 1.",
    },
  );
}

function sum(reserved: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const limit of reserved.values()) total += limit;
  return total;
}
