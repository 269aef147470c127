import type { Tags } from "./tags.ts";

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  /** Epoch milliseconds, whole seconds. */
  readonly createdAt: number;
  /** Who may take it on; as it was sent. */
  assumeRolePolicyDocument: string;
  description: string | undefined;
  /** Seconds. */
  maxSessionDuration: number;
  permissionsBoundary: string | undefined;
  readonly tags: Tags;
  /** Documents by name. */
  readonly inlinePolicies: Map<string, string>;
  /** ARNs in the order in which they were attached. */
  readonly attachedPolicies: Set<string>;
}

/** Roles that AWS's services make for themselves and only they may change. */
export function isServiceLinked({ path }: Role): boolean {
  return path.startsWith("/aws-service-role/");
}
