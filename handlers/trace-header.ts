import type { Clock } from "../runtime/core/clock.ts";
import type { Random } from "../runtime/core/random.ts";

/**
 * The trace of one invocation: a new, unsampled one, or the caller's, whose root and sampling decision it joins with a segment of its own.
 * It joins the AWS calls of the handler to the invocation.
 *
 * @param caller the caller's header; one without a root is as good as none
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function newTraceHeader(clock: Clock, random: Random, caller?: string): string {
  const joined = caller === undefined ? undefined : field(caller, "Root");
  const sampled = caller !== undefined && field(caller, "Sampled") === "1" ? 1 : 0;
  return `Root=${joined ?? newRoot(clock, random)};Parent=${random.hex(8)};Sampled=${joined === undefined ? 0 : sampled}`;
}

function newRoot(clock: Clock, random: Random): string {
  const seconds = Math.floor(clock.now() / 1000)
    .toString(16)
    .padStart(8, "0");
  return `1-${seconds}-${random.hex(12)}`;
}

function field(header: string, name: string): string | undefined {
  return new RegExp(`(?:^|;)\\s*${name}=([^;]+)`).exec(header)?.[1];
}
