import type { SendMessageRequest, SendMessageResult } from "../../protocol/generated/sqs.ts";
import { missingParameter } from "../errors.ts";
import { isPlainRequest } from "../plain-request.ts";
import { fromWireAttributes } from "../wire-attributes.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const sendMessage: Operation<SendMessageRequest, SendMessageResult> = ({ queues }, request, context) => {
  const queue = queues.ofRequest(request.QueueUrl, context);
  if (request.MessageBody === undefined) throw missingParameter("MessageBody");
  const sent = queue.send({
    body: request.MessageBody,
    isPlain: isPlainRequest(context),
    delaySeconds: request.DelaySeconds,
    attributes: fromWireAttributes(request.MessageAttributes),
    systemAttributes: fromWireAttributes(request.MessageSystemAttributes),
    traceHeader: context.traceHeader,
    groupId: request.MessageGroupId,
    deduplicationId: request.MessageDeduplicationId,
    causeId: context.causeId,
  });
  return {
    MD5OfMessageBody: sent.md5OfBody,
    MD5OfMessageAttributes: sent.md5OfMessageAttributes,
    MD5OfMessageSystemAttributes: sent.md5OfMessageSystemAttributes,
    MessageId: sent.messageId,
    SequenceNumber: sent.sequenceNumber,
  };
};
