/** What the journal does not say: how things are now. Plain data, so that reasons are functions of their arguments. */
export interface World {
  /** Epoch milliseconds. */
  readonly now: number;
  /** By ARN. */
  readonly queues: ReadonlyMap<string, QueueNow>;
  readonly mappings: readonly MappingNow[];
}

export interface QueueNow {
  readonly inFlight: number;
  readonly inFlightLimit: number;
  readonly maxReceiveCount: number | undefined;
  /** `undefined` also when the queue that the redrive policy names does not exist. */
  readonly deadLetterQueueArn: string | undefined;
}

export interface MappingNow {
  readonly uuid: string;
  readonly eventSourceArn: string;
  readonly functionName: string;
  readonly state: "Creating" | "Enabling" | "Enabled" | "Disabling" | "Disabled" | "Updating" | "Deleting";
  readonly inFlight: number;
  /** `undefined` while it does not read its queue. */
  readonly concurrencyLimit: number | undefined;
  /** Seconds. */
  readonly windowSeconds: number;
}
