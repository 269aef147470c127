import type { RequestContext } from "../../protocol/service.ts";
import type { MoveTasks } from "../move-tasks.ts";
import type { QueueRegistry } from "../queue-registry.ts";

/** What operations work on. */
export interface SqsParts {
  readonly queues: QueueRegistry;
  readonly moveTasks: MoveTasks;
}

/** A request as it arrives: SQS has its own sentences for what is missing, so operations check that and no one before them. */
export type Unchecked<Input> = { readonly [Member in keyof Input]?: Input[Member] | undefined };

/** How every operation looks from inside: the parts are given first, once. */
export type Operation<Input, Output> = (parts: SqsParts, input: Unchecked<Input>, context: RequestContext) => Output;
