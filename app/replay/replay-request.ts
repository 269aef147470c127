import * as z from "zod/mini";
import { type Capture, captureSchema } from "../../events/capture/index.ts";
import type { Replay } from "./replayer.ts";

export const REPLAYS_PATH = "/_lambdaloop/api/replays";

/** What a replay is asked with: one of `id`, `last` and `capture`. */
export const replaySchema = z.strictObject({
  /** An id, a beginning of one, or a request id. */
  id: z.optional(z.string()),
  /** The newest. */
  last: z.optional(z.literal(true)),
  /** With `last`: of those that failed. */
  failed: z.optional(z.boolean()),
  /** One that is not among the instance's: of a cassette, or edited. */
  capture: z.optional(captureSchema),
  /** Another function than the recorded one. */
  functionName: z.optional(z.string()),
  /** The event's bytes as recorded: an SQS event's receipt handles lead nowhere then. */
  rawEvent: z.optional(z.boolean()),
});

export type ReplayRequest = z.infer<typeof replaySchema>;

/** A replay, with the capture that it is of. */
export interface ReplayAnswer extends Replay {
  readonly recorded: Capture;
}
