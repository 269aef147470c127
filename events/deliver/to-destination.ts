import { parseArn } from "../../runtime/core/arn.ts";
import type { DeliveryOutcome } from "../../runtime/core/deliver.ts";
import type { FactId, Journal } from "../../runtime/core/journal.ts";
import type { InvokeAsync } from "../../runtime/core/ports.ts";
import type { Random } from "../../runtime/core/random.ts";
import type { Sqs } from "../../runtime/sqs/index.ts";
import { unqualifiedFunctionName } from "../mappings/function-name.ts";
import {
  deadLetterAttributes,
  type FinishedInvocation,
  invocationRecordKey,
  toEventBridgeInvocationResult,
  toInvocationRecordText,
} from "../payloads/invocation-record.ts";
import { clientError, refusedBy } from "./outcomes.ts";

/** The doors of the services to which records of asynchronous invocations go. */
export interface DestinationDoors {
  readonly sqs: Pick<Sqs, "queueByArn">;
  readonly publishToTopic: PublishRecord;
  readonly putObject: PutRecord;
}

/**
 * Publishes as SNS's own Publish does.
 *
 * @returns when the first attempts are over, if they are not yet; `undefined` when there is no such topic
 * @throws {AwsError} Publish's
 */
export type PublishRecord = (
  topicArn: string,
  message: {
    readonly message: string;
    readonly messageAttributes?: Readonly<Record<string, { readonly dataType: string; readonly stringValue: string }>>;
    readonly causeId: FactId;
    readonly traceHeader: string | undefined;
  },
) => { readonly underWay?: Promise<unknown> } | undefined;

/** Stores an object as S3's own PutObject does. @throws {AwsError} PutObject's, `NoSuchBucket` among them */
export type PutRecord = (object: {
  readonly bucketName: string;
  readonly key: string;
  readonly text: string;
  readonly causeId: FactId;
}) => Promise<void>;

/** One record on its way. */
export interface RecordDelivery {
  /** The event itself goes to a dead-letter queue, its record to the others. */
  readonly role: "onSuccess" | "onFailure" | "deadLetterQueue";
  readonly destinationArn: string;
  readonly invocation: FinishedInvocation;
  readonly traceHeader: string;
  readonly causeId: FactId;
}

export interface DestinationDependencies extends DestinationDoors {
  readonly journal: Journal;
  readonly random: Random;
  readonly invokeAsync: InvokeAsync;
}

/** Brings a record to its destination. Rejects only for a bug of ours. */
export async function deliverRecord(
  doors: DestinationDependencies,
  delivery: RecordDelivery,
): Promise<DeliveryOutcome> {
  const service = parseArn(delivery.destinationArn)?.service ?? "";
  const bring = (delivery.role === "deadLetterQueue" ? DEAD_LETTER_TARGETS : DESTINATIONS).get(service);
  if (bring === undefined) return clientError(`${delivery.destinationArn} is no ${ROLES[delivery.role]}.`);
  try {
    return await bring(doors, delivery);
  } catch (error) {
    return refusedBy(error);
  }
}

const ROLES = {
  onSuccess: "destination for successful invocations",
  onFailure: "destination for failed invocations",
  deadLetterQueue: "dead-letter queue",
} as const;

const DELIVERED: DeliveryOutcome = { kind: "delivered" };
/** Bytes. SNS's own limit, see `toTopic`. */
const SNS_MESSAGE_BYTES = 262_144;

type Bring = (doors: DestinationDependencies, delivery: RecordDelivery) => DeliveryOutcome | Promise<DeliveryOutcome>;

/** "your configuration includes an unsupported destination type, such as an Amazon SQS FIFO queue or an Amazon SNS FIFO topic" (the guide): not delivered. */
const FIFO = /\.fifo$/;

function toQueue({ sqs }: DestinationDependencies, delivery: RecordDelivery): DeliveryOutcome {
  const { destinationArn, invocation, role, traceHeader, causeId } = delivery;
  if (FIFO.test(destinationArn)) return clientError("A FIFO queue cannot be a destination.");
  const queue = sqs.queueByArn(destinationArn);
  if (queue === undefined) return clientError("The specified queue does not exist.");
  const content =
    role === "deadLetterQueue"
      ? { body: invocation.payload, attributes: deadLetterAttributes(invocation) }
      : { body: toInvocationRecordText(invocation) };
  queue.send({ ...content, traceHeader, senderId: senderId(invocation), causeId });
  return DELIVERED;
}

async function toTopic(doors: DestinationDependencies, delivery: RecordDelivery): Promise<DeliveryOutcome> {
  const { destinationArn, invocation, role, traceHeader, causeId } = delivery;
  if (FIFO.test(destinationArn)) return clientError("A FIFO topic cannot be a destination.");
  const origin = { causeId, traceHeader };
  const published = doors.publishToTopic(
    destinationArn,
    role === "deadLetterQueue"
      ? { message: invocation.payload, messageAttributes: deadLetterAttributes(invocation), ...origin }
      : { message: recordForTopic(invocation), ...origin },
  );
  if (published === undefined) return clientError("The topic does not exist.");
  await published.underWay;
  return DELIVERED;
}

/**
 * "Amazon SNS destinations have a message size limit of 256 KB. If the combined size of the function request and response payload exceeds
 * the limit, Lambda will drop the payload when sending OnFailure event to the destination."
 * https://docs.aws.amazon.com/lambda/latest/api/API_OnFailure.html
 */
function recordForTopic(invocation: FinishedInvocation): string {
  const text = toInvocationRecordText(invocation);
  return Buffer.byteLength(text) <= SNS_MESSAGE_BYTES ? text : toInvocationRecordText(invocation, false);
}

function toFunction({ invokeAsync }: DestinationDependencies, delivery: RecordDelivery): DeliveryOutcome {
  const { destinationArn, invocation, traceHeader, causeId } = delivery;
  invokeAsync({ functionName: destinationArn, payload: toInvocationRecordText(invocation), causeId, traceHeader });
  return DELIVERED;
}

/** No bus is modelled: that EventBridge was offered the event is all that happens. */
function toEventBus({ journal, random }: DestinationDependencies, delivery: RecordDelivery): DeliveryOutcome {
  const { destinationArn, invocation, causeId } = delivery;
  const event = toEventBridgeInvocationResult(invocation, { arn: destinationArn, id: random.uuid() });
  const { source, "detail-type": detailType, resources, detail, ...rest } = event;
  const envelope = JSON.stringify({ ...rest, "detail-type": detailType, source, resources, detail: 0 });
  const eventBytes = Buffer.byteLength(envelope) - 1 + Buffer.byteLength(detail);
  journal.record({ kind: "eventbridge.eventOffered", source, detailType, resources, eventBytes }, causeId);
  return DELIVERED;
}

async function toBucket(
  { putObject, random }: DestinationDependencies,
  delivery: RecordDelivery,
): Promise<DeliveryOutcome> {
  const { destinationArn, invocation, role, causeId } = delivery;
  if (role === "onSuccess") return clientError("A bucket can be a destination for failed invocations only.");
  await putObject({
    bucketName: parseArn(destinationArn)?.resource ?? "",
    key: invocationRecordKey(invocation, random.uuid()),
    text: toInvocationRecordText(invocation),
    causeId,
  });
  return DELIVERED;
}

const DEAD_LETTER_TARGETS: ReadonlyMap<string, Bring> = new Map<string, Bring>([
  ["sqs", toQueue],
  ["sns", toTopic],
]);

const DESTINATIONS: ReadonlyMap<string, Bring> = new Map<string, Bring>([
  ...DEAD_LETTER_TARGETS,
  ["lambda", toFunction],
  ["events", toEventBus],
  ["s3", toBucket],
]);

/** The sender is a session of the function's role, named like the function. */
function senderId({ qualifiedArn }: FinishedInvocation): string {
  return `AROALAMBDALOOPLOCAL23:${unqualifiedFunctionName(qualifiedArn)}`;
}
