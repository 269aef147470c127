import type {
  SendMessageBatchRequest,
  SendMessageBatchRequestEntry,
  SendMessageBatchResult,
  SendMessageBatchResultEntry,
} from "../../protocol/generated/sqs.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { checkBatch, runBatch } from "../batch.ts";
import { batchRequestTooLong, invalidParameterValue, missingDeduplicationId, missingParameter } from "../errors.ts";
import { BATCH_BYTES } from "../limits.ts";
import { attributesBytes } from "../message-attributes.ts";
import { md5HexOfEach } from "../md5.ts";
import type { MessageDraft } from "../message-draft.ts";
import { isPlainRequest } from "../plain-request.ts";
import type { Queue } from "../queue.ts";
import { fromWireAttributes } from "../wire-attributes.ts";
import type { Operation, Unchecked } from "./service-parts.ts";

type Entry = Unchecked<SendMessageBatchRequestEntry>;

/** What is known beside an entry. */
interface Known {
  readonly context: RequestContext;
  readonly isPlain: boolean;
  readonly md5OfBody: string | undefined;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const sendMessageBatch: Operation<SendMessageBatchRequest, SendMessageBatchResult> = (
  { queues },
  request,
  context,
) => {
  const queue = queues.ofRequest(request.QueueUrl, context);
  const entries = checkBatch<Entry>(request.Entries, "SendMessageBatchRequestEntry");
  checkSize(entries);
  if (queue.isFifo) checkFifoEntries(queue, entries);
  const digests = md5HexOfEach(entries.map(({ MessageBody: body = "" }) => body));
  const isPlain = isPlainRequest(context);
  return runBatch(entries, (entry, index) => send(queue, entry, { context, isPlain, md5OfBody: digests[index] }));
};

function send(queue: Queue, entry: Entry & { readonly Id: string }, known: Known): SendMessageBatchResultEntry {
  const sent = queue.send(draftOf(entry, known));
  return {
    Id: entry.Id,
    MessageId: sent.messageId,
    MD5OfMessageBody: sent.md5OfBody,
    MD5OfMessageAttributes: sent.md5OfMessageAttributes,
    MD5OfMessageSystemAttributes: sent.md5OfMessageSystemAttributes,
    SequenceNumber: sent.sequenceNumber,
  };
}

function draftOf(entry: Entry, { context, isPlain, md5OfBody }: Known): MessageDraft {
  if (entry.MessageBody === undefined) throw missingParameter("MessageBody");
  return {
    body: entry.MessageBody,
    isPlain,
    md5OfBody,
    delaySeconds: entry.DelaySeconds,
    attributes: fromWireAttributes(entry.MessageAttributes),
    systemAttributes: fromWireAttributes(entry.MessageSystemAttributes),
    traceHeader: context.traceHeader,
    groupId: entry.MessageGroupId,
    deduplicationId: entry.MessageDeduplicationId,
    causeId: context.causeId,
  };
}

function checkSize(entries: readonly Entry[]): void {
  let bytes = 0;
  for (const { MessageBody: body = "", MessageAttributes: attributes } of entries) {
    bytes += Buffer.byteLength(body);
    if (attributes !== undefined) bytes += attributesBytes(fromWireAttributes(attributes) ?? {});
  }
  if (bytes > BATCH_BYTES) throw batchRequestTooLong(BATCH_BYTES, bytes);
}

/** Recorded: one entry without its group or deduplication id fails the whole request, and with this code. */
function checkFifoEntries(queue: Queue, entries: readonly Entry[]): void {
  for (const { MessageGroupId: groupId, MessageDeduplicationId: deduplicationId } of entries) {
    if (groupId === undefined) {
      throw invalidParameterValue("The request must contain the parameter MessageGroupId.");
    }
    if (deduplicationId === undefined && !queue.settings.contentBasedDeduplication) throw missingDeduplicationId();
  }
}
