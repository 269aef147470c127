import type { ThrottleReason } from "../runtime/core/ports.ts";

/** The quota of a new AWS account; here each concurrent execution is a process. */
export const DEFAULT_ACCOUNT_CONCURRENCY = 10;

/** What runs in one account's region outside of any reservation, and how much of the account is reserved. */
interface Account {
  reserved: number;
  unreservedRunning: number;
}

/**
 * Counts running invocations against the accounts' and the functions' limits; all versions of a function count together.
 *
 * Reserved concurrency is taken out of the account's and is the function's own limit at the same time; the others share the rest.
 * Functions are named by their unqualified ARNs, whose account and region have the quota.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export class ConcurrencyLimits {
  readonly #accountConcurrency: number;
  readonly #accounts = new Map<string, Account>();
  readonly #running = new Map<string, number>();
  readonly #reserved = new Map<string, number>();

  constructor(accountConcurrency: number) {
    this.#accountConcurrency = accountConcurrency;
  }

  /** Holds from the next invocation on; what runs stays counted. `undefined` gives the reservation back. */
  reserve(functionArn: string, executions: number | undefined): void {
    const before = this.#reserved.get(functionArn);
    if (before === executions) return;
    const account = this.#account(functionArn);
    const running = this.#running.get(functionArn) ?? 0;
    account.reserved += (executions ?? 0) - (before ?? 0);
    if (before === undefined) account.unreservedRunning -= running;
    if (executions === undefined) {
      account.unreservedRunning += running;
      this.#reserved.delete(functionArn);
    } else this.#reserved.set(functionArn, executions);
  }

  /** Counts one more running invocation of the function, or tells which limit forbids it. */
  tryAcquire(functionArn: string): ThrottleReason | undefined {
    const running = this.#running.get(functionArn) ?? 0;
    const reserved = this.#reserved.get(functionArn);
    if (reserved !== undefined && running >= reserved) return "ReservedFunctionConcurrentInvocationLimitExceeded";
    if (reserved === undefined) {
      const account = this.#account(functionArn);
      if (account.unreservedRunning >= this.#accountConcurrency - account.reserved)
        return "ConcurrentInvocationLimitExceeded";
      account.unreservedRunning++;
    }
    this.#running.set(functionArn, running + 1);
    return undefined;
  }

  release(functionArn: string): void {
    const running = (this.#running.get(functionArn) ?? 1) - 1;
    if (running === 0) this.#running.delete(functionArn);
    else this.#running.set(functionArn, running);
    if (!this.#reserved.has(functionArn)) this.#account(functionArn).unreservedRunning--;
  }

  #account(functionArn: string): Account {
    const scope = functionArn.slice(0, functionArn.indexOf(":function:"));
    let account = this.#accounts.get(scope);
    if (account === undefined) {
      account = { reserved: 0, unreservedRunning: 0 };
      this.#accounts.set(scope, account);
    }
    return account;
  }
}
