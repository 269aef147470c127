import type { Tags } from "./tags.ts";

export interface PolicyVersion {
  readonly id: string;
  /** As it was sent. `undefined` of AWS's own policies where we do not know it. */
  readonly document: string | undefined;
  /** Epoch milliseconds, whole seconds. */
  readonly createdAt: number;
}

/** A managed policy: one that roles can share. */
export interface Policy {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly description: string | undefined;
  readonly createdAt: number;
  updatedAt: number;
  readonly tags: Tags;
  /** Oldest first. */
  versions: readonly PolicyVersion[];
  defaultVersionId: string;
  /** Version numbers are never used again. */
  lastVersion: number;
  readonly isAwsManaged: boolean;
}
