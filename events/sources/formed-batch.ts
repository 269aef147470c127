import type { FactId } from "../../runtime/core/journal.ts";
import type { Batch } from "../batch.ts";
import type { QueueSource } from "./queue-source.ts";

/** A complete batch on its way to the function. */
export interface FormedBatch {
  readonly batch: Batch;
  /** Where its messages came from and are deleted. */
  readonly source: QueueSource;
  /** Epoch milliseconds of the first receive. */
  readonly receivedAt: number;
  /** The `esm.batchFormed` fact. */
  readonly causeId: FactId;
}
