/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const QUOTAS = {
  roles: 1000,
  policies: 1500,
  attachedPoliciesPerRole: 10,
  versionsPerPolicy: 5,
  tags: 50,
  /** Characters of a document without white space. */
  assumeRolePolicySize: 2048,
  /** Characters of all of a role's inline policies together, without white space. */
  rolePolicySize: 10_240,
  /** Characters of one version without white space. */
  policySize: 6144,
} as const;

/** Entries of a page when the request does not say how many. */
export const PAGE_SIZE = 100;
