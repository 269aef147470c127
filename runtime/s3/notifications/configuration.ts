/** A bucket's notifications, in the order of the configuration that was put. */
export interface NotificationConfiguration {
  readonly notifications: readonly Notification[];
  /** Whether every event goes to EventBridge too; there it is not filtered. */
  readonly eventBridge: boolean;
}

/** Who gets which events of a bucket. */
export interface Notification {
  /** `configurationId` of its records. */
  readonly id: string;
  readonly destination: NotificationDestination;
  /** With `s3:`, as given: `s3:ObjectCreated:*`. */
  readonly eventTypes: readonly string[];
  /** Absent when none was given; an empty one is kept as one. */
  readonly filterRules?: readonly FilterRule[] | undefined;
}

export interface NotificationDestination {
  readonly kind: DestinationKind;
  readonly arn: string;
}

export type DestinationKind = "topic" | "queue" | "function";

export interface FilterRule {
  readonly name: "Prefix" | "Suffix";
  /** May be empty. Compared with the key as it is, not as events spell it. */
  readonly value: string;
}

/** What a notification's rules ask of a key; an absent rule asks nothing. */
export interface KeyFilter {
  readonly prefix: string;
  readonly suffix: string;
}

export function keyFilterOf({ filterRules = [] }: Notification): KeyFilter {
  const valueOf = (wanted: FilterRule["name"]): string => filterRules.find(({ name }) => name === wanted)?.value ?? "";
  return { prefix: valueOf("Prefix"), suffix: valueOf("Suffix") };
}
