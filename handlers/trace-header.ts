import type { Clock } from "../runtime/core/clock.ts";
import type { Random } from "../runtime/core/random.ts";

/**
 * A new, unsampled X-Ray trace for one invocation; its root joins the AWS calls of the handler to the invocation.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function newTraceHeader(clock: Clock, random: Random): string {
  const seconds = Math.floor(clock.now() / 1000)
    .toString(16)
    .padStart(8, "0");
  return `Root=1-${seconds}-${random.hex(12)};Parent=${random.hex(8)};Sampled=0`;
}
