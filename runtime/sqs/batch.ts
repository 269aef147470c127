import { AwsError } from "../core/errors.ts";
import type { BatchResultErrorEntry } from "../protocol/generated/sqs.ts";
import {
  batchEntryIdsNotDistinct,
  emptyBatchRequest,
  entryMessage,
  invalidBatchEntryId,
  tooManyEntriesInBatchRequest,
} from "./errors.ts";
import { BATCH_ENTRIES } from "./limits.ts";

const ENTRY_ID = /^[A-Za-z0-9_-]{1,80}$/;

/** An entry as it arrives, with everything optional. */
export interface BatchEntry {
  readonly Id?: string | undefined;
}

/** What can be wrong with a batch as a whole; then no entry is looked at. Gives the entries back, with ids. */
export function checkBatch<Entry extends BatchEntry>(
  entries: readonly Entry[] | undefined,
  entryType: string,
): readonly (Entry & { readonly Id: string })[] {
  if (entries === undefined || entries.length === 0) throw emptyBatchRequest(entryType);
  if (entries.length > BATCH_ENTRIES) throw tooManyEntriesInBatchRequest(BATCH_ENTRIES, entries.length);
  const ids = new Set<string>();
  for (const { Id: id } of entries) {
    if (id === undefined || !ENTRY_ID.test(id)) throw invalidBatchEntryId();
    if (ids.has(id)) throw batchEntryIdsNotDistinct(id);
    ids.add(id);
  }
  return entries as readonly (Entry & { readonly Id: string })[];
}

export interface BatchResult<Entry> {
  readonly Successful: readonly Entry[];
  readonly Failed: readonly BatchResultErrorEntry[];
}

/** Does `run` for every entry; an entry that AWS would refuse fails alone. */
export function runBatch<Request extends { readonly Id: string }, Entry>(
  entries: readonly Request[],
  run: (entry: Request, index: number) => Entry,
): BatchResult<Entry> {
  const successful: Entry[] = [];
  const failed: BatchResultErrorEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    try {
      successful.push(run(entry, index));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: entryMessage(error.message) });
    }
  }
  // An empty list is left out (recorded for `Failed`), although the model requires both.
  return {
    ...(successful.length > 0 ? { Successful: successful } : undefined),
    ...(failed.length > 0 ? { Failed: failed } : undefined),
  } as BatchResult<Entry>;
}
