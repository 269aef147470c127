import type { Scope } from "../core/arn.ts";
import type { Clock } from "../core/clock.ts";
import type { Journal } from "../core/journal.ts";
import type { Random } from "../core/random.ts";
import type { LogsOperations } from "../protocol/generated/logs.ts";
import type { Service } from "../protocol/service.ts";
import { constraintError } from "./errors.ts";
import { LambdaLines } from "./lambda-lines.ts";
import { LiveTails } from "./live-tails.ts";
import { LogGroups } from "./log-groups.ts";
import { bindOperations } from "./operations.ts";

export interface LogsOptions {
  readonly clock: Clock;
  /** Where `lambda.logged` facts come from. */
  readonly journal: Journal;
  readonly random: Random;
  /** Region and account of functions whose facts name none. */
  readonly homeScope: Scope;
}

/** Amazon CloudWatch Logs, and in it what functions print. */
export interface Logs {
  readonly service: Service<LogsOperations>;
  /** Ends live tails and stops listening to the journal; nothing is left on the clock. */
  stop(): void;
}

export function createLogsService({ clock, journal, random, homeScope }: LogsOptions): Logs {
  const groups = new LogGroups(clock);
  const liveTails = new LiveTails(clock, random.fork("logs"), groups);
  const lambdaLines = new LambdaLines(groups, homeScope);
  const unsubscribe = journal.subscribe((entry) => lambdaLines.note(entry));
  return {
    service: {
      name: "logs",
      operations: bindOperations({ clock, groups, liveTails }),
      constraintError,
      selfReported: READS,
    },
    stop() {
      unsubscribe();
      liveTails.stop();
    },
  };
}

/** These change nothing, and tools that follow a log call them all the time. */
const READS: readonly (keyof LogsOperations)[] = [
  "DescribeLogGroups",
  "DescribeLogStreams",
  "DescribeMetricFilters",
  "DescribeSubscriptionFilters",
  "FilterLogEvents",
  "GetLogEvents",
  "ListLogGroups",
  "ListTagsForResource",
  "ListTagsLogGroup",
  "StartLiveTail",
];
