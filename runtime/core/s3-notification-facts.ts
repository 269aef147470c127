export type S3NotificationFact =
  /** A bucket's notification matched (or is being tried, `TestEvent`); what its destination makes of it follows. */
  | {
      readonly kind: "s3.notificationSent";
      readonly bucketName: string;
      /** Absent for `TestEvent`. */
      readonly key?: string;
      /** Without `s3:`, as in the record. */
      readonly eventName: string;
      readonly configurationId: string;
      readonly destinationArn: string;
    }
  | {
      readonly kind: "s3.notificationFailed";
      readonly bucketName: string;
      readonly key?: string;
      readonly eventName: string;
      readonly configurationId: string;
      readonly destinationArn: string;
      readonly reason: string;
    }
  /** The bucket has notifications, but none for this event. */
  | {
      readonly kind: "s3.notificationNotMatched";
      readonly bucketName: string;
      readonly key: string;
      readonly eventName: string;
      /** What each of them wants instead. */
      readonly reason: string;
      /** On what the one that came closest failed. */
      readonly mismatch?: "eventType" | "prefix" | "suffix";
    };

/** An event was given to EventBridge. No bus is modelled yet: nothing follows from it. */
export interface EventBridgeFact {
  readonly kind: "eventbridge.eventOffered";
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  /** Of the whole event as JSON. */
  readonly eventBytes: number;
  /** The whole event as JSON, of what S3 offers. */
  readonly eventText?: string;
}
