import type { Scope } from "../core/arn.ts";
import type { JournalEntry } from "../core/journal.ts";
import { isReserved, type LogGroup } from "./log-group.ts";
import type { LogGroups } from "./log-groups.ts";
import type { LogStream } from "./log-stream.ts";

type LoggedEntry = Extract<JournalEntry, { kind: "lambda.logged" }>;

/**
 * Writes what functions print into their log groups. A group and a stream are made by their first line, as Lambda makes them.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
 */
export class LambdaLines {
  readonly #groups: LogGroups;
  readonly #homeScope: Scope;

  constructor(groups: LogGroups, homeScope: Scope) {
    this.#groups = groups;
    this.#homeScope = homeScope;
  }

  /** A journal's listener. */
  note(entry: JournalEntry): void {
    if (entry.kind === "lambda.logged") this.#write(entry);
  }

  #write(entry: LoggedEntry): void {
    const { logGroup = `/aws/lambda/${entry.functionName}`, logStream, scope = this.#homeScope, line, at } = entry;
    // A sandbox that names no stream has no line in CloudWatch.
    if (logStream === undefined) return;
    // "If you create a custom log group beginning with aws/, Lambda won't be able to create the log group. As a result, your function's
    // logs won't be sent to CloudWatch." https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
    if (isReserved(logGroup)) return;
    const group = this.#groups.find(logGroup, scope) ?? this.#groups.create({ name: logGroup, scope });
    // A line feed ends every event of Lambda (recorded 2025-11-25, lambda_runtimes--TestCloudwatchLogs.multi_line_prints.json).
    this.#groups.write(group, streamOf(group, logStream, at), { timestamp: at, message: `${line}\n` });
  }
}

function streamOf(group: LogGroup, name: string, now: number): LogStream {
  return group.streams.get(name) ?? group.createStream(name, now, true);
}
