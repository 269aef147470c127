import type { Clock } from "../core/clock.ts";
import type { Random } from "../core/random.ts";
import type { Tag } from "../protocol/generated/iam.ts";
import {
  mustDeletePoliciesFirst,
  mustDetachPoliciesFirst,
  protectedRole,
  quotaExceeded,
  roleAlreadyExists,
  roleNotFound,
  rolePoliciesTooLarge,
} from "./errors.ts";
import { uniqueId } from "./ids.ts";
import { QUOTAS } from "./limits.ts";
import { wholeSeconds } from "./policies.ts";
import { checkPolicyDocument, sizeOf } from "./policy-document.ts";
import { isServiceLinked } from "./role.ts";
import type { Role } from "./role.ts";
import { ROLE_TAGS, Tags } from "./tags.ts";
import { checkTrustPolicy } from "./trust-policy.ts";

export interface NewRole {
  readonly name: string;
  readonly path: string;
  readonly assumeRolePolicyDocument: string;
  readonly description: string | undefined;
  /** Seconds. */
  readonly maxSessionDuration: number;
  readonly permissionsBoundary: string | undefined;
  readonly tags: readonly Tag[];
}

/** One account's roles. */
export class Roles {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #accountArn: string;
  readonly #roles = new Map<string, Role>();

  constructor(clock: Clock, random: Random, accountArn: string) {
    this.#clock = clock;
    this.#random = random;
    this.#accountArn = accountArn;
  }

  /**
   * Names are distinguished by case only when a role is asked for, not when one is made.
   *
   * @throws {AwsError} `EntityAlreadyExists`, `MalformedPolicyDocument`, `LimitExceeded`, `InvalidInput`
   */
  create({ name, path, tags, ...settings }: NewRole): Role {
    const ownTags = new Tags(ROLE_TAGS, tags);
    checkTrustPolicy(settings.assumeRolePolicyDocument);
    if (this.has(name)) throw roleAlreadyExists(name);
    if (this.#roles.size >= QUOTAS.roles) throw quotaExceeded("RolesPerAccount", QUOTAS.roles);
    const role: Role = {
      id: uniqueId("AROA", this.#random),
      name,
      path,
      arn: `${this.#accountArn}:role${path}${name}`,
      createdAt: wholeSeconds(this.#clock.now()),
      ...settings,
      tags: ownTags,
      inlinePolicies: new Map(),
      attachedPolicies: new Set(),
    };
    this.#roles.set(name, role);
    return role;
  }

  /** In any case. */
  has(name: string): boolean {
    const folded = name.toLowerCase();
    return [...this.#roles.keys()].some((known) => known.toLowerCase() === folded);
  }

  /** @throws {AwsError} `NoSuchEntity` */
  get(name: string): Role {
    const role = this.#roles.get(name);
    if (role === undefined) throw roleNotFound(name);
    return role;
  }

  /** One that its owner may change. @throws {AwsError} `NoSuchEntity`, `UnmodifiableEntity` */
  getOwn(name: string): Role {
    const role = this.get(name);
    if (isServiceLinked(role)) throw protectedRole(name);
    return role;
  }

  all(): Role[] {
    return [...this.#roles.values()];
  }

  /** @throws {AwsError} `DeleteConflict` while it has policies */
  delete(role: Role): void {
    if (role.attachedPolicies.size > 0) throw mustDetachPoliciesFirst();
    if (role.inlinePolicies.size > 0) throw mustDeletePoliciesFirst();
    this.#roles.delete(role.name);
  }
}

/** @throws {AwsError} `MalformedPolicyDocument`, `LimitExceeded` */
export function putInlinePolicy(role: Role, name: string, document: string): void {
  checkPolicyDocument(document);
  let size = sizeOf(document);
  for (const [other, content] of role.inlinePolicies) if (other !== name) size += sizeOf(content);
  if (size > QUOTAS.rolePolicySize) throw rolePoliciesTooLarge(QUOTAS.rolePolicySize, role.name);
  role.inlinePolicies.set(name, document);
}

/** Attaching it again changes nothing. @throws {AwsError} `LimitExceeded` */
export function attachPolicy(role: Role, arn: string): void {
  if (!role.attachedPolicies.has(arn) && role.attachedPolicies.size >= QUOTAS.attachedPoliciesPerRole) {
    throw quotaExceeded("PoliciesPerRole", QUOTAS.attachedPoliciesPerRole);
  }
  role.attachedPolicies.add(arn);
}
