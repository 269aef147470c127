import type { Clock } from "../../runtime/core/clock.ts";
import type { Random } from "../../runtime/core/random.ts";
import type { EnvironmentSpec } from "./execution-environment.ts";
import { isoTime } from "./process/platform-lines.ts";

/**
 * `2026/01/01/[$LATEST]` and 32 hex digits; in a log group that functions may share, with the function's name before the version.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
 */
export function logStreamName(clock: Clock, random: Random, spec: EnvironmentSpec): string {
  const day = isoTime(clock.now()).slice(0, 10).replaceAll("-", "/");
  const ownGroup = `/aws/lambda/${spec.functionName}`;
  const name = (spec.logGroup ?? ownGroup) === ownGroup ? "" : spec.functionName;
  return `${day}/${name}[${spec.version}]${random.hex(16)}`;
}
