/** Captures could not be kept. Invocations are not disturbed by it. */
export interface CaptureFact {
  readonly kind: "capture.failed";
  /** One sentence. */
  readonly reason: string;
  /** How many captures are not there because of it. */
  readonly lost: number;
}
