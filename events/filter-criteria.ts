import type { FilterCriteria } from "./event-source-mapping.ts";
import type { QueueMessage } from "./sources/queue-source.ts";

/** The filters of a mapping, compiled. */
export interface MessageFilter {
  /** Why the message is filtered out, in one sentence; `undefined` when a filter matches it. */
  refusal(message: QueueMessage): string | undefined;
}

export function compileFilters(_criteria: FilterCriteria | undefined): MessageFilter | undefined {
  return undefined;
}
