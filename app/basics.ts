import type { Clock } from "../runtime/core/clock.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type { Random } from "../runtime/core/random.ts";

/** What every part is given. */
export interface Basics {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly random: Random;
}
