import { partitionOf } from "../core/arn.ts";
import type { Clock } from "../core/clock.ts";
import type { Random } from "../core/random.ts";
import type { RequestContext } from "../protocol/service.ts";
import { Policies, wholeSeconds } from "./policies.ts";
import { Roles } from "./roles.ts";

/** What one account has. IAM is global: the same in every region of a partition. */
export interface Account {
  readonly id: string;
  /** `arn:aws:iam::123456789012`. */
  readonly arn: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly roles: Roles;
  readonly policies: Policies;
}

export class Accounts {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #accounts = new Map<string, Account>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** The caller's account. */
  of({ accountId, region }: Pick<RequestContext, "accountId" | "region">): Account {
    const arn = `arn:${partitionOf(region)}:iam::${accountId}`;
    let account = this.#accounts.get(arn);
    if (account === undefined) {
      const random = this.#random.fork(arn);
      account = {
        id: accountId,
        arn,
        createdAt: wholeSeconds(this.#clock.now()),
        roles: new Roles(this.#clock, random, arn),
        policies: new Policies(this.#clock, random, arn),
      };
      this.#accounts.set(arn, account);
    }
    return account;
  }
}
