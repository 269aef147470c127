/** Stored, not acted upon: environments are started when they are needed. */
export interface ProvisionedConcurrency {
  readonly requested: number;
  /** Epoch milliseconds. */
  readonly lastModifiedAt: number;
  readonly status: "IN_PROGRESS" | "READY";
}
