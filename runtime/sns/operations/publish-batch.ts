import type {
  PublishBatchInput,
  PublishBatchRequestEntry,
  PublishBatchResponse,
  PublishBatchResultEntry,
} from "../../protocol/generated/sns.ts";
import {
  batchEntryIdsNotDistinct,
  batchRequestTooLong,
  emptyBatchRequest,
  invalidBatchEntryId,
  tooManyEntriesInBatchRequest,
} from "../errors.ts";
import { BATCH_ENTRIES, BATCH_ENTRY_ID_LENGTH } from "../limits.ts";
import { draftMessage } from "../message-draft.ts";
import { checkForTopic } from "../publisher.ts";
import type { Operation } from "./service-parts.ts";

/**
 * A malformed entry fails the whole request at AWS, with the sentence of a single Publish; `Failed` is there and empty (recorded).
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
 */
export const publishBatch: Operation<PublishBatchInput, PublishBatchResponse | Promise<PublishBatchResponse>> = (
  { topics, publisher },
  request,
  context,
) => {
  const { PublishBatchRequestEntries: entries } = request;
  if (entries.length === 0) throw emptyBatchRequest();
  if (entries.length > BATCH_ENTRIES) throw tooManyEntriesInBatchRequest();
  const topic = topics.ofRequest(request.TopicArn, context);
  checkIds(entries);
  const drafts = entries.map((entry, index) => {
    const draft = draftMessage(entry, `publishBatchRequestEntries.${index + 1}.member.messageAttributes`);
    checkForTopic(topic, draft);
    return { id: entry.Id, draft };
  });
  const bytes = drafts.reduce((sum, { draft }) => sum + draft.bytes, 0);
  if (bytes > topic.messageBytesLimit) throw batchRequestTooLong();
  const underWay: Promise<unknown>[] = [];
  const successful = drafts.map(({ id, draft }): PublishBatchResultEntry => {
    const receipt = publisher.take(topic, draft, context);
    if (receipt.underWay !== undefined) underWay.push(receipt.underWay);
    return { Id: id, MessageId: receipt.messageId, SequenceNumber: receipt.sequenceNumber };
  });
  const response: PublishBatchResponse = { Successful: successful, Failed: [] };
  return underWay.length === 0 ? response : Promise.all(underWay).then(() => response);
};

const ENTRY_ID = /^[A-Za-z0-9_-]+$/;

/** Recorded (publish_batch_invalid_entry_id): the sentences name the id. */
function checkIds(entries: readonly PublishBatchRequestEntry[]): void {
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) throw batchEntryIdsNotDistinct();
  for (const { Id: id } of entries) {
    if (id.length > BATCH_ENTRY_ID_LENGTH) {
      throw invalidBatchEntryId(`The Id of a batch entry in the batch request is too long: ${id}`);
    }
    if (!ENTRY_ID.test(id)) {
      throw invalidBatchEntryId(
        `The Id of a batch entry in the batch request contains an impermissible character: ${id}`,
      );
    }
  }
}
