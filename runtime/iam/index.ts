import type { Clock } from "../core/clock.ts";
import type { Random } from "../core/random.ts";
import type { IamOperations } from "../protocol/generated/iam.ts";
import type { Service } from "../protocol/service.ts";
import { Accounts } from "./accounts.ts";
import { constraintError } from "./errors.ts";
import { bindOperations } from "./operations.ts";

export interface IamOptions {
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Identity and Access Management, as far as it is asked around a Lambda function: roles and policies are accepted, kept and
 * answered, and never enforced. Accounts come from access keys, as everywhere.
 */
export interface Iam {
  readonly service: Service<IamOperations>;
}

export function createIamService({ clock, random }: IamOptions): Iam {
  const accounts = new Accounts(clock, random.fork("iam"));
  return { service: { name: "iam", operations: bindOperations(accounts), constraintError } };
}
