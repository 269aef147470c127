import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { createLogsService } from "../../../runtime/logs/index.ts";
import type { LogsOperations } from "../../../runtime/protocol/generated/logs.ts";
import type { RequestContext } from "../../../runtime/protocol/service.ts";

const SCOPE = { region: "us-east-1", accountId: "000000000000" };

type Name = keyof LogsOperations;
type Output<N extends Name> = Exclude<ReturnType<LogsOperations[N]>, Promise<unknown>>;

/** CloudWatch Logs on a clock of its own, called without the wire. */
export class Lab {
  readonly clock = new VirtualClock();
  readonly journal = new Journal(this.clock);
  readonly logs = createLogsService({
    clock: this.clock,
    journal: this.journal,
    random: seededRandom("logs"),
    homeScope: SCOPE,
  });

  call<N extends Name>(name: N, input: Parameters<LogsOperations[N]>[0], context: Partial<RequestContext> = {}) {
    const operation = this.logs.service.operations[name] as
      | ((input: unknown, context: Partial<RequestContext>) => Output<N>)
      | undefined;
    if (operation === undefined) throw new Error(`${name} is not modelled`);
    const { signal } = new AbortController();
    return operation(input, { ...SCOPE, requestId: "request", signal, ...context });
  }

  /** What the operation is refused with: `Code: sentence`. */
  refusal<N extends Name>(name: N, input: Parameters<LogsOperations[N]>[0]): string {
    try {
      this.call(name, input);
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      return `${code}: ${message}`;
    }
    return "accepted";
  }

  stream(logGroupName: string, logStreamName: string): void {
    if (!this.groupNames().includes(logGroupName)) this.call("CreateLogGroup", { logGroupName });
    this.call("CreateLogStream", { logGroupName, logStreamName });
  }

  put(logGroupName: string, logStreamName: string, ...messages: readonly string[]): void {
    const timestamp = this.clock.now();
    const logEvents = messages.map((message) => ({ timestamp, message }));
    this.call("PutLogEvents", { logGroupName, logStreamName, logEvents });
  }

  groupNames(): (string | undefined)[] {
    return (this.call("DescribeLogGroups", {}).logGroups ?? []).map(({ logGroupName }) => logGroupName);
  }

  /** What a function prints. */
  print(line: string, more: Partial<Extract<JournalEntry, { kind: "lambda.logged" }>> = {}): void {
    this.journal.record({
      kind: "lambda.logged",
      functionName: "orders",
      environmentId: "environment",
      source: "stdout",
      line,
      logStream: "2026/01/01/[$LATEST]0a",
      ...more,
    });
  }
}
