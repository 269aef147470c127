/** What happens to event source mappings and their batches. Names and units as in `facts.ts`. */
export type EventSourceMappingFact =
  | {
      readonly kind: "esm.created";
      readonly uuid: string;
      readonly functionName: string;
      readonly eventSourceArn: string;
    }
  | {
      readonly kind: "esm.deleted";
      readonly uuid: string;
      readonly functionName: string;
      readonly eventSourceArn: string;
    }
  /** `Creating`, `Enabled`, `Disabling`, ...: a mapping's state as GetEventSourceMapping shows it. */
  | {
      readonly kind: "esm.stateChanged";
      readonly uuid: string;
      readonly functionName: string;
      readonly eventSourceArn: string;
      readonly state: string;
      readonly reason: string;
    }
  /** The mapping's filter criteria did not match: the message is deleted, as Lambda does. */
  | {
      readonly kind: "esm.messageFiltered";
      readonly uuid: string;
      readonly eventSourceArn: string;
      readonly messageId: string;
      readonly reason: string;
    }
  /** The queue could not be read; the poller waits and tries again. */
  | {
      readonly kind: "esm.pollFailed";
      readonly uuid: string;
      readonly eventSourceArn: string;
      readonly reason: string;
      /** When it reads again; absent when something else than reading failed. */
      readonly retryAt?: number;
    }
  | {
      readonly kind: "esm.batchFormed";
      readonly uuid: string;
      readonly functionName: string;
      readonly eventSourceArn: string;
      readonly messageIds: readonly string[];
      /** The `sqs.messageReceived` facts of its messages, in their order: each is a cause, not only the one that `causeId` names. */
      readonly receivedFactIds?: readonly number[];
      /** Why the batch closed: it is full, its window ended, the next record would pass 6 MB, or nothing else waited. */
      readonly closedBy: "batchSize" | "window" | "payloadSize" | "noMoreMessages";
    }
  /** The function had no concurrency left, so the handler did not run. */
  | {
      readonly kind: "esm.batchThrottled";
      readonly uuid: string;
      readonly functionName: string;
      readonly eventSourceArn: string;
      readonly messageIds: readonly string[];
      readonly reason: string;
      /** When it is tried again; absent when the messages' visibility timeout ends first. */
      readonly retryAt?: number;
    }
  /** Received, but left to their visibility timeout without an invocation. */
  | {
      readonly kind: "esm.messagesLeft";
      readonly uuid: string;
      readonly functionName: string;
      readonly eventSourceArn: string;
      readonly messageIds: readonly string[];
      readonly reason: string;
    }
  /** A message went to the dead-letter queue although this mapping's handler never ran for it: all of its receives were throttled. */
  | {
      readonly kind: "esm.messageNeverHandled";
      readonly uuid: string;
      readonly functionName: string;
      readonly eventSourceArn: string;
      readonly messageId: string;
      readonly deadLetterQueueArn: string;
      readonly reason: string;
    }
  | {
      readonly kind: "esm.batchSettled";
      readonly uuid: string;
      readonly functionName: string;
      readonly eventSourceArn: string;
      readonly deleted: readonly string[];
      /** Left to their visibility timeout. */
      readonly kept: readonly string[];
      /** One sentence: why these were kept, or that the handler succeeded. */
      readonly reason: string;
      /** The same as one of a closed list. */
      readonly verdict?: BatchVerdictCode;
      /** Of those kept: the handler succeeded, but the queue did not let them be deleted. */
      readonly deleteFailed?: readonly string[];
    };

/**
 * What came of a batch: its handler succeeded, reported some messages, or how it, or its answer, failed the whole batch.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export type BatchVerdictCode =
  | "succeeded"
  | "itemsReported"
  | "threw"
  | "timedOut"
  | "crashed"
  | "throttled"
  | "notInvoked"
  | MalformedAnswerCode;

/** What is wrong with an answer that should have reported batch item failures. */
export type MalformedAnswerCode =
  | "answerNotJson"
  | "answerNotAnObject"
  | "noBatchItemFailures"
  | "batchItemFailuresNotAList"
  | "itemNotAnObject"
  | "noItemIdentifier"
  | "itemIdentifierNotText"
  | "itemIdentifierEmpty"
  | "unknownItemIdentifier";
