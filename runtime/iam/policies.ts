import type { Clock } from "../core/clock.ts";
import type { Random } from "../core/random.ts";
import { notImplemented } from "../protocol/errors.ts";
import type { Tag } from "../protocol/generated/iam.ts";
import {
  boundaryNotAttachable,
  cannotDeleteDefaultVersion,
  invalidBoundaryArn,
  managedByAws,
  policyAlreadyExists,
  policyNotFound,
  policyVersionNotFound,
  quotaExceeded,
  tooManyVersions,
} from "./errors.ts";
import { uniqueId } from "./ids.ts";
import { QUOTAS } from "./limits.ts";
import { MANAGED_POLICIES } from "./managed-policies.ts";
import type { ManagedPolicy } from "./managed-policies.ts";
import { checkPolicyDocument, sizeOf } from "./policy-document.ts";
import { checkPolicyArn, isPolicyArn } from "./policy-arn.ts";
import type { Policy, PolicyVersion } from "./policy.ts";
import { POLICY_TAGS, Tags } from "./tags.ts";

export interface NewPolicy {
  readonly name: string;
  readonly path: string;
  readonly document: string;
  readonly description: string | undefined;
  readonly tags: readonly Tag[];
}

/** When the first of AWS's policies for Lambda were made; of the others the day is not known here. */
const AWS_POLICIES_CREATED_AT = 1_428_591_823_000;

/** The managed policies that one account sees: its own and AWS's. */
export class Policies {
  readonly #clock: Clock;
  readonly #random: Random;
  /** `arn:aws:iam::123456789012`. */
  readonly #accountArn: string;
  readonly #own = new Map<string, Policy>();
  /** Those of AWS's that have been looked at. */
  readonly #awsManaged = new Map<string, Policy>();

  constructor(clock: Clock, random: Random, accountArn: string) {
    this.#clock = clock;
    this.#random = random;
    this.#accountArn = accountArn;
  }

  /** @throws {AwsError} `EntityAlreadyExists`, `MalformedPolicyDocument`, `LimitExceeded`, `InvalidInput` */
  create({ name, path, document, description, tags }: NewPolicy): Policy {
    const ownTags = new Tags(POLICY_TAGS, tags);
    checkVersion(document);
    const folded = name.toLowerCase();
    if (this.own().some((policy) => policy.name.toLowerCase() === folded)) throw policyAlreadyExists(name);
    if (this.#own.size >= QUOTAS.policies) throw quotaExceeded("PoliciesPerAccount", QUOTAS.policies);
    const createdAt = wholeSeconds(this.#clock.now());
    const policy: Policy = {
      id: uniqueId("ANPA", this.#random),
      name,
      path,
      arn: `${this.#accountArn}:policy${path}${name}`,
      description,
      createdAt,
      updatedAt: createdAt,
      tags: ownTags,
      versions: [{ id: "v1", document, createdAt }],
      defaultVersionId: "v1",
      lastVersion: 1,
      isAwsManaged: false,
    };
    this.#own.set(policy.arn, policy);
    return policy;
  }

  /** `undefined` when there is none. @throws {AwsError} `NotImplemented` for one of AWS's that is not known here */
  find(arn: string): Policy | undefined {
    const path = /^arn:[\w-]+:iam::aws:policy(\/.+)$/.exec(arn)?.[1];
    return path === undefined ? this.#own.get(arn) : this.#awsPolicy(arn, path);
  }

  /** @throws {AwsError} `ValidationError` for what is no policy's ARN, `NoSuchEntity`, `NotImplemented` */
  get(arn: string): Policy {
    checkPolicyArn(arn);
    const policy = this.find(arn);
    if (policy === undefined) throw policyNotFound(arn);
    return policy;
  }

  /** One that the account may change. @throws {AwsError} `NoSuchEntity`, `AccessDenied` */
  getOwn(arn: string): Policy {
    const policy = this.get(arn);
    if (policy.isAwsManaged) throw managedByAws(arn);
    return policy;
  }

  /** The ARN of a policy that can be a permissions boundary. @throws {AwsError} `InvalidInput`, `NoSuchEntity` */
  boundary(arn: string): string {
    if (!isPolicyArn(arn)) throw invalidBoundaryArn(arn);
    if (this.find(arn) === undefined) throw boundaryNotAttachable(arn);
    return arn;
  }

  own(): Policy[] {
    return [...this.#own.values()];
  }

  /** All of AWS's that are known here. */
  awsManaged(): Policy[] {
    const partition = this.#accountArn.split(":", 2).join(":");
    return [...MANAGED_POLICIES.keys()].map((path) => this.#awsPolicy(`${partition}:iam::aws:policy${path}`, path));
  }

  delete(policy: Policy): void {
    this.#own.delete(policy.arn);
  }

  /** @throws {AwsError} `MalformedPolicyDocument`, `LimitExceeded` */
  addVersion(policy: Policy, document: string, isDefault: boolean): PolicyVersion {
    checkVersion(document);
    if (policy.versions.length >= QUOTAS.versionsPerPolicy) throw tooManyVersions(QUOTAS.versionsPerPolicy);
    policy.lastVersion += 1;
    const version = { id: `v${policy.lastVersion}`, document, createdAt: wholeSeconds(this.#clock.now()) };
    policy.versions = [...policy.versions, version];
    policy.updatedAt = version.createdAt;
    if (isDefault) policy.defaultVersionId = version.id;
    return version;
  }

  setDefaultVersion(policy: Policy, version: PolicyVersion): void {
    policy.defaultVersionId = version.id;
    policy.updatedAt = wholeSeconds(this.#clock.now());
  }

  /** @throws {AwsError} `DeleteConflict` for the default version */
  deleteVersion(policy: Policy, version: PolicyVersion): void {
    if (version.id === policy.defaultVersionId) throw cannotDeleteDefaultVersion();
    policy.versions = policy.versions.filter(({ id }) => id !== version.id);
  }

  #awsPolicy(arn: string, path: string): Policy {
    let policy = this.#awsManaged.get(arn);
    if (policy === undefined) {
      const known = MANAGED_POLICIES.get(path);
      if (known === undefined) throw notImplemented(`the AWS managed policy ${arn}`);
      policy = toPolicy(known, arn, this.#random.fork(arn));
      this.#awsManaged.set(arn, policy);
    }
    return policy;
  }
}

/** @throws {AwsError} `NoSuchEntity` */
export function versionOf(policy: Policy, versionId: string): PolicyVersion {
  const version = policy.versions.find(({ id }) => id === versionId);
  if (version === undefined) throw policyVersionNotFound(policy.arn, versionId);
  return version;
}

/** IAM's instants have no milliseconds. */
export function wholeSeconds(epochMs: number): number {
  return Math.floor(epochMs / 1000) * 1000;
}

function checkVersion(document: string): void {
  checkPolicyDocument(document);
  if (sizeOf(document) > QUOTAS.policySize) throw quotaExceeded("PolicySize", QUOTAS.policySize);
}

function toPolicy({ name, path, description, document, defaultVersionId }: ManagedPolicy, arn: string, random: Random) {
  const createdAt = AWS_POLICIES_CREATED_AT;
  return {
    id: uniqueId("ANPA", random),
    name,
    path,
    arn,
    description,
    createdAt,
    updatedAt: createdAt,
    tags: new Tags(POLICY_TAGS),
    versions: [{ id: defaultVersionId, document, createdAt }],
    defaultVersionId,
    lastVersion: 1,
    isAwsManaged: true,
  };
}
