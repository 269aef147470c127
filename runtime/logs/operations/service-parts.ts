import type { Clock } from "../../core/clock.ts";
import type { RequestContext } from "../../protocol/service.ts";
import type { LiveTails } from "../live-tails.ts";
import type { LogGroups } from "../log-groups.ts";

/** What operations work with. */
export interface LogsParts {
  readonly clock: Clock;
  readonly groups: LogGroups;
  readonly liveTails: LiveTails;
}

/** How every operation looks from inside: the parts are given first, once. */
export type Operation<Input, Output> = (parts: LogsParts, input: Input, context: RequestContext) => Output;
