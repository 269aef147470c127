import type { SNSEvent } from "aws-lambda";
import { formatArn } from "../../../runtime/core/arn.ts";
import type { SnsMessageAttribute } from "../../../runtime/core/deliver.ts";
import { FifoSequence } from "../../../runtime/sns/fifo-sequence.ts";
import { contentDeduplicationId, draftMessage, type WireMessage } from "../../../runtime/sns/message-draft.ts";
import { SnsUrls } from "../../deliver/sns-urls.ts";
import { envelopeText, type PublishedMessage, type SnsSignature, toSnsEnvelope } from "../sns-envelope.ts";
import { toSnsEventText } from "../sns-lambda.ts";
import type { CarriedMessage } from "./message.ts";
import { type BuiltEvent, builtFrom, type Scene } from "./scene.ts";

/** The topic that a message goes through, and its subscription; what is absent is made up from the scene. */
export interface SnsInput {
  /** One that ends in `.fifo` is a FIFO topic, with content-based deduplication. */
  readonly topicArn?: string | undefined;
  readonly subscriptionArn?: string | undefined;
  /** `RawMessageDelivery` of the subscription; for queues only. */
  readonly raw?: boolean | undefined;
  readonly signatureVersion?: "1" | "2" | undefined;
  readonly messageId?: string | undefined;
  /** Of a FIFO topic. */
  readonly sequenceNumber?: string | undefined;
  /** Epoch milliseconds; the scene's now by default. */
  readonly publishedAt?: number | undefined;
  /** Base64. A made-up one is no signature: nothing can verify it. */
  readonly signature?: string | undefined;
  readonly signingCertUrl?: string | undefined;
  readonly unsubscribeUrl?: string | undefined;
}

/**
 * A message as a queue gets it from a topic: the envelope, or with `raw` the message itself with its attributes.
 *
 * @throws {AwsError} Publish's: `InvalidParameter`, `ParameterValueInvalid`
 */
export function throughSns(message: CarriedMessage, input: SnsInput, scene: Scene): CarriedMessage {
  const publish = publishOf(message, input, scene);
  const { published, topicArn, unsubscribeUrl, signature } = publish;
  const { fifo, messageGroupId, traceHeader } = published;
  const carried = {
    messageGroupId: fifo?.messageGroupId ?? messageGroupId,
    messageDeduplicationId: fifo?.messageDeduplicationId,
    traceHeader,
    from: fifo === undefined ? "sns" : "snsFifo",
  } as const;
  if (input.raw === true) {
    return { ...carried, text: published.message, attributes: published.messageAttributes };
  }
  const envelope = toSnsEnvelope(topicArn, published, fifo === undefined ? signature : undefined);
  return { ...carried, text: envelopeText(envelope, unsubscribeUrl) };
}

/**
 * A message as a function gets it from a topic.
 *
 * @throws {AwsError} as `throughSns`
 */
export function snsEvent(message: CarriedMessage, input: Omit<SnsInput, "raw">, scene: Scene): BuiltEvent<SNSEvent> {
  const { published, topicArn, subscriptionArn, unsubscribeUrl, signature } = publishOf(message, input, scene);
  return builtFrom(toSnsEventText(published, { topicArn, subscriptionArn, unsubscribeUrl }, signature));
}

interface Publish {
  readonly published: PublishedMessage;
  readonly topicArn: string;
  readonly subscriptionArn: string;
  readonly unsubscribeUrl: string;
  readonly signature: SnsSignature;
}

function publishOf(message: CarriedMessage, input: SnsInput, scene: Scene): Publish {
  const random = scene.random.fork("sns");
  const topicArn = input.topicArn ?? formatArn("sns", scene, "topic");
  const messageId = random.uuid();
  const subscriptionArn = input.subscriptionArn ?? `${topicArn}:${random.uuid()}`;
  const published: PublishedMessage = {
    type: "Notification",
    messageId: input.messageId ?? messageId,
    message: message.text,
    subject: message.subject,
    messageAttributes: message.attributes ?? {},
    publishedAt: input.publishedAt ?? scene.clock.now(),
    ...groupOf(message, topicArn, input.sequenceNumber),
    ...(message.traceHeader === undefined ? {} : { traceHeader: message.traceHeader }),
  };
  const signature: SnsSignature = {
    version: input.signatureVersion ?? "1",
    signature: input.signature ?? Buffer.from(random.hex(256), "hex").toString("base64"),
    signingCertUrl:
      input.signingCertUrl ?? URLS.signingCert(topicArn, `SimpleNotificationService-${random.hex(16)}.pem`),
  };
  const unsubscribeUrl = input.unsubscribeUrl ?? URLS.unsubscribe(topicArn, subscriptionArn);
  return { published, topicArn, subscriptionArn, unsubscribeUrl, signature };
}

const URLS = new SnsUrls({ endpointUrl: () => "", awsHosts: true });

function groupOf(
  message: CarriedMessage,
  topicArn: string,
  sequenceNumber: string | undefined,
): Pick<PublishedMessage, "fifo" | "messageGroupId"> {
  const draft = draftMessage(wireOf(message), "messageAttributes");
  const { messageGroupId, messageDeduplicationId } = draft;
  if (!topicArn.endsWith(".fifo")) return messageGroupId === undefined ? {} : { messageGroupId };
  return {
    fifo: {
      messageGroupId: messageGroupId ?? DEFAULT_GROUP_ID,
      messageDeduplicationId: messageDeduplicationId ?? contentDeduplicationId(draft),
      sequenceNumber: sequenceNumber ?? new FifoSequence().next(),
    },
  };
}

/** A FIFO topic takes nothing without one. */
export const DEFAULT_GROUP_ID = "group-1";

/** As a client publishes it, so that Publish's checks can be done. */
function wireOf({ text, subject, attributes = {}, ...message }: CarriedMessage): WireMessage {
  return {
    Message: text,
    Subject: subject,
    MessageGroupId: message.messageGroupId,
    MessageDeduplicationId: message.messageDeduplicationId,
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, attribute]) => [name, wireAttribute(attribute)]),
    ),
  };
}

function wireAttribute({
  dataType,
  value,
}: SnsMessageAttribute): NonNullable<WireMessage["MessageAttributes"]>[string] {
  if (dataType.startsWith("Binary")) return { DataType: dataType, BinaryValue: Buffer.from(value, "base64") };
  return { DataType: dataType, StringValue: value };
}
