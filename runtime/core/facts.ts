import type { CaptureFact, ReplayFact } from "./capture-facts.ts";
import type { Scope } from "./arn.ts";
import type { EventSourceMappingFact } from "./event-source-mapping-facts.ts";
import type { EventBridgeFact, S3NotificationFact } from "./s3-notification-facts.ts";
import type { S3Fact } from "./s3-facts.ts";
import type { SnsFact } from "./sns-facts.ts";

/**
 * Every kind of fact the journal knows. A fact says what happened, never what should happen next.
 *
 * Names are `<part>.<past participle>`; instants are epoch milliseconds (`At`, `until`), durations end in `Ms`, sizes in `Bytes`.
 * Facts carry ids, sizes and reasons, not message bodies: the journal must stay small.
 */
export type Fact =
  | RuntimeFact
  | HttpFact
  | SqsFact
  | SnsFact
  | S3Fact
  | S3NotificationFact
  | EventBridgeFact
  | HandlerFact
  | LambdaFact
  | EventSourceMappingFact
  | InboxFact
  | CaptureFact
  | ReplayFact;

export type RuntimeFact =
  | {
      readonly kind: "runtime.started";
      readonly endpoint: string;
      readonly seed: string;
      readonly readyMs: number;
      /** Where the first function's inspector is, when a debugger may attach: `127.0.0.1:9229`. */
      readonly inspector?: string;
    }
  | { readonly kind: "runtime.stopping"; readonly reason: string }
  | {
      readonly kind: "config.loaded";
      readonly file: string;
      readonly functions: number;
      readonly queues: number;
      /** What it declares, for showing. */
      readonly declared?: DeclaredSummary;
      /** What a changed config changed, one sentence each; absent at start. */
      readonly changes?: readonly string[];
    }
  | { readonly kind: "config.rejected"; readonly file: string; readonly message: string }
  | { readonly kind: "internal.failed"; readonly where: string; readonly message: string; readonly stack: string };

/** What a config declares, as short as it can be shown. */
export interface DeclaredSummary {
  readonly functions: readonly {
    readonly functionName: string;
    readonly handler: string;
    readonly runtime: string;
    /** Seconds. */
    readonly timeout: number;
  }[];
  readonly queues: readonly {
    readonly queueName: string;
    readonly deadLetterQueueName?: string;
    readonly maxReceiveCount?: number;
  }[];
  readonly subscriptions: readonly {
    readonly topicName: string;
    readonly protocol: string;
    /** A name for queues and functions. */
    readonly endpoint: string;
    /** The attributes that are set: `FilterPolicy`, `RawMessageDelivery`, ... */
    readonly attributes: readonly string[];
  }[];
  readonly mappings: readonly {
    readonly eventSourceName: string;
    readonly functionName: string;
    readonly batchSize: number;
    readonly functionResponseTypes: readonly string[];
  }[];
}

export type HttpFact =
  /** One answered AWS request. Recorded for mutating and failing calls, not for every empty receive. */
  | {
      readonly kind: "http.answered";
      readonly service: string;
      readonly operation: string;
      readonly requestId: string;
      readonly status: number;
      readonly errorCode?: string;
      readonly errorMessage?: string;
    }
  /** The guard refused a request before anything looked at it. */
  | { readonly kind: "http.refused"; readonly reason: string; readonly method: string; readonly path: string };

export type SqsFact =
  | { readonly kind: "sqs.queueCreated"; readonly queueArn: string }
  | { readonly kind: "sqs.queueDeleted"; readonly queueArn: string; readonly messages: number }
  | { readonly kind: "sqs.queuePurged"; readonly queueArn: string; readonly messages: number }
  | {
      readonly kind: "sqs.queueAttributesSet";
      readonly queueArn: string;
      readonly attributes: readonly string[];
      /** When it is among them: on a FIFO queue it moves the end of every delay. */
      readonly delaySeconds?: number;
    }
  | {
      readonly kind: "sqs.messageSent";
      readonly queueArn: string;
      readonly messageId: string;
      readonly bodyBytes: number;
      /** When it can first be received; later than the fact's own instant when it is delayed. */
      readonly availableAt: number;
      /** On a FIFO queue. */
      readonly messageGroupId?: string;
    }
  /** A FIFO queue had a message with this deduplication id within five minutes: accepted, and not a new message. */
  | {
      readonly kind: "sqs.messageDeduplicated";
      readonly queueArn: string;
      /** The first one's. */
      readonly messageId: string;
      readonly messageDeduplicationId: string;
    }
  | {
      readonly kind: "sqs.messageReceived";
      readonly queueArn: string;
      readonly messageId: string;
      readonly receiveCount: number;
      /** The queue's limit before the dead-letter queue, when it has one. */
      readonly maxReceiveCount?: number;
      readonly invisibleUntil: number;
      /** `client`, or the event source mapping's UUID. */
      readonly receiver: string;
    }
  | {
      readonly kind: "sqs.messageVisibilityChanged";
      readonly queueArn: string;
      readonly messageId: string;
      readonly invisibleUntil: number;
    }
  /** Its visibility timeout passed (or was set to 0) without a delete: it can be received again. */
  | {
      readonly kind: "sqs.messageReturned";
      readonly queueArn: string;
      readonly messageId: string;
      readonly receiveCount: number;
    }
  | { readonly kind: "sqs.messageDeleted"; readonly queueArn: string; readonly messageId: string; readonly by: string }
  | {
      readonly kind: "sqs.messageMovedToDeadLetterQueue";
      readonly queueArn: string;
      readonly deadLetterQueueArn: string;
      readonly messageId: string;
      readonly receiveCount: number;
      readonly maxReceiveCount: number;
    }
  /** A message move task sent it to another queue, as a new message. */
  | {
      readonly kind: "sqs.messageRedriven";
      readonly queueArn: string;
      readonly destinationQueueArn: string;
      readonly messageId: string;
      readonly newMessageId: string;
    }
  /** Its retention period ended. */
  | {
      readonly kind: "sqs.messageExpired";
      readonly queueArn: string;
      readonly messageId: string;
      readonly sentAt: number;
    };

export type HandlerFact =
  | { readonly kind: "handler.buildStarted"; readonly functionName: string; readonly changed: readonly string[] }
  | {
      readonly kind: "handler.built";
      readonly functionName: string;
      readonly generation: number;
      readonly buildMs: number;
      readonly files: number;
    }
  /** The last good code stays. `frame` is esbuild's formatted message with its code frame. */
  | {
      readonly kind: "handler.buildFailed";
      readonly functionName: string;
      readonly message: string;
      readonly frame: string;
    }
  /** From now on invocations run this generation of the code. */
  | {
      readonly kind: "handler.swapped";
      readonly functionName: string;
      readonly generation: number;
      /** From the file's change to the first environment of the new code being ready; 0 at start. */
      readonly sinceChangeMs: number;
    };

export type LambdaFact =
  | {
      readonly kind: "lambda.environmentStarted";
      readonly functionName: string;
      readonly environmentId: string;
      readonly generation: number;
      readonly initMs: number;
    }
  | {
      readonly kind: "lambda.environmentStopped";
      readonly functionName: string;
      readonly environmentId: string;
      readonly reason: string;
    }
  | {
      readonly kind: "lambda.invocationStarted";
      readonly functionName: string;
      readonly requestId: string;
      readonly environmentId: string;
      readonly generation: number;
      readonly payloadBytes: number;
      readonly deadlineAt: number;
    }
  /** One line of a function's log, START/END/REPORT included. `requestId` is absent during init. */
  | {
      readonly kind: "lambda.logged";
      readonly functionName: string;
      readonly environmentId: string;
      readonly requestId?: string;
      readonly source: "platform" | "stdout" | "stderr";
      readonly line: string;
      /** The function's log group, `/aws/lambda/<name>` unless it has one of its own. */
      readonly logGroup?: string;
      /** Its environment's `context.logStreamName`. */
      readonly logStream?: string;
      /** The function's, which is its log group's too. */
      readonly scope?: Scope;
    }
  | {
      readonly kind: "lambda.invocationEnded";
      readonly functionName: string;
      readonly requestId: string;
      readonly outcome: "returned" | "threw" | "timedOut" | "crashed" | "throttled";
      readonly durationMs: number;
      readonly errorType?: string;
      readonly errorMessage?: string;
      /** First frame in the user's own source, `src/orders.ts:27:11`. */
      readonly errorAt?: string;
    }
  /** An event that nobody waits for (Invoke of type `Event`, SNS) was accepted; its first attempt follows at once. */
  | {
      readonly kind: "lambda.asyncInvocationQueued";
      readonly functionName: string;
      readonly requestId: string;
      readonly payloadBytes: number;
    }
  /** An attempt failed, or was throttled; the next one has the same request id. */
  | {
      readonly kind: "lambda.asyncInvocationRetried";
      readonly functionName: string;
      readonly requestId: string;
      readonly retryAt: number;
      readonly reason: string;
      /** Lambda's to the last attempt, as its record has it: 200 after an error of the function, 404 when that is gone, 429 when throttled. */
      readonly statusCode?: number;
    }
  | {
      readonly kind: "lambda.asyncInvocationDropped";
      readonly functionName: string;
      readonly requestId: string;
      readonly condition: "RetriesExhausted" | "EventAgeExceeded" | "ZeroReservedConcurrency";
      readonly reason: string;
      /** As in `asyncInvocationRetried`; absent when there was no attempt. */
      readonly statusCode?: number;
    }
  /** The record of an asynchronous invocation, or for a dead-letter queue its event, is on its way; what the destination makes of it follows. */
  | ({ readonly kind: "lambda.destinationSent" } & AsyncDestination)
  | ({ readonly kind: "lambda.destinationFailed"; readonly reason: string } & AsyncDestination);

interface AsyncDestination {
  readonly functionName: string;
  readonly requestId: string;
  readonly condition: "Success" | "RetriesExhausted" | "EventAgeExceeded" | "ZeroReservedConcurrency";
  readonly role: "onSuccess" | "onFailure" | "deadLetterQueue";
  readonly destinationArn: string;
}

/** What AWS would have sent to a person or a device was put into the inbox. */
export interface InboxFact {
  readonly kind: "inbox.received";
  /** The item's number in the inbox. */
  readonly number: number;
  /** SNS's: `email`, `email-json`, `sms`, `application`. */
  readonly protocol: string;
  readonly endpoint: string;
  readonly topicArn: string;
  readonly messageId: string;
  readonly textBytes: number;
}
