/** Captures could not be kept. Invocations are not disturbed by it. */
export interface CaptureFact {
  readonly kind: "capture.failed";
  /** One sentence. */
  readonly reason: string;
  /** How many captures are not there because of it. */
  readonly lost: number;
}

/** A captured event is run once more; what comes of it has this as its first cause. */
export interface ReplayFact {
  readonly kind: "replay.started";
  readonly captureId: string;
  readonly functionName: string;
}
