/** Stored, not acted upon: environments are started when they are needed. */
export interface ProvisionedConcurrency {
  readonly requested: number;
  /** AWS tells it apart from what is available; here both are the same. */
  readonly allocated: number;
  /** Epoch milliseconds. */
  readonly lastModifiedAt: number;
  readonly status: "IN_PROGRESS" | "READY";
}
