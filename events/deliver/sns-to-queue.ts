import type { DeliveryOutcome, SnsDelivery } from "../../runtime/core/deliver.ts";
import type { MessageDraft, Queue, Sqs } from "../../runtime/sqs/index.ts";
import { envelopeText, type PublishedMessage, type SnsEnvelope } from "../payloads/sns-envelope.ts";
import { senderIdOf } from "../payloads/sender-ids.ts";
import { toSqsMessageAttributes } from "../payloads/sns-raw.ts";
import { clientError, refusedBy } from "./outcomes.ts";
import type { SnsDocuments } from "./sns-documents.ts";
import type { SnsUrls } from "./sns-urls.ts";

export interface QueueDoor {
  readonly sqs: Pick<Sqs, "queueByArn">;
  readonly documents: SnsDocuments;
  readonly urls: SnsUrls;
}

/** Sends a published message to a queue: the envelope, or with raw delivery the message itself and its attributes. */
export function deliverToQueue(
  door: QueueDoor,
  delivery: SnsDelivery,
  message: PublishedMessage,
): DeliveryOutcome | Promise<DeliveryOutcome> {
  const { topic, subscription } = delivery;
  if (subscription.rawMessageDelivery) {
    return send(door, delivery, message, {
      body: message.message,
      attributes: toSqsMessageAttributes(message.messageAttributes),
    });
  }
  const sendIn = (envelope: SnsEnvelope): DeliveryOutcome =>
    send(door, delivery, message, {
      body: envelopeText(envelope, door.urls.unsubscribe(topic.topicArn, subscription.subscriptionArn)),
    });
  const envelope = door.documents.envelope(topic, message);
  return envelope instanceof Promise ? envelope.then(sendIn) : sendIn(envelope);
}

function send(
  { sqs }: QueueDoor,
  { topic, subscription, causeId }: SnsDelivery,
  message: PublishedMessage,
  content: Pick<MessageDraft, "body" | "attributes">,
): DeliveryOutcome {
  const queue = sqs.queueByArn(subscription.endpoint);
  if (queue === undefined) return clientError("The specified queue does not exist.", 400);
  const { body, attributes } = content;
  const { groupId, deduplicationId, traceHeader } = whatIsCarried(queue, message);
  try {
    queue.send({
      body,
      attributes,
      groupId,
      deduplicationId,
      traceHeader,
      senderId: senderIdOf(topic.isFifo ? "snsFifo" : "sns", topic.topicArn),
      causeId,
    });
    return DELIVERED;
  } catch (error) {
    return refusedBy(error);
  }
}

const DELIVERED: DeliveryOutcome = { kind: "delivered", statusCode: 200 };

/**
 * A standard topic's group goes to queues of both kinds (fair queues); a FIFO topic's ids go to FIFO queues only. AWS-validated by others
 * in August 2025 (localstack, test_publish_message_group_id and test_fifo_topic_to_regular_sqs).
 */
function whatIsCarried(
  queue: Queue,
  { fifo, messageGroupId, traceHeader }: PublishedMessage,
): Pick<MessageDraft, "groupId" | "deduplicationId" | "traceHeader"> {
  if (fifo === undefined) return { groupId: messageGroupId, traceHeader };
  if (!queue.isFifo) return { traceHeader };
  return { groupId: fifo.messageGroupId, deduplicationId: fifo.messageDeduplicationId, traceHeader };
}
