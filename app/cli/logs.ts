import { parseArn } from "../../runtime/core/arn.ts";
import { pause, systemClock } from "../../runtime/core/clock.ts";
import { UserError } from "../../runtime/core/errors.ts";
import type { ListedFunction } from "../listed-functions.ts";
import { functionsOf } from "./functions.ts";
import { findInstance, type Instance, type InstanceOptions, otherNames } from "./instance.ts";
import { LineWriter } from "./line-writer.ts";
import { createLogRenderer, type LogEvent } from "./render/log-event.ts";
import { sinceOf } from "./since.ts";

export interface LogsOptions extends InstanceOptions {
  readonly follow?: boolean;
  /** A time span (`10m`) or an instant. */
  readonly since?: string;
  /** A filter pattern of CloudWatch Logs. */
  readonly filter?: string;
  readonly json?: boolean;
}

/** Between two questions of `--follow`, milliseconds. */
const FOLLOW_MS = 200;

/** Prints what a function has written, over the CloudWatch Logs protocol; with `follow` until Ctrl-C, or the end of the instance. */
export async function logs(functionName: string, options: LogsOptions): Promise<void> {
  const startTime = sinceOf(options.since ?? "10m", systemClock.now());
  const instance = await findInstance(options);
  const log = new FunctionLog(instance, await functionOf(instance, functionName), options.filter);
  const writer = new LineWriter(process.stdout);
  const render = options.json === true ? (event: LogEvent) => JSON.stringify(event) : createLogRenderer();
  const print = (events: readonly LogEvent[]): void => {
    for (const event of events) writer.line(render(event));
  };
  print(await log.newSince(startTime));
  writer.flush();
  if (options.follow !== true) return;
  // The reader of a pipe has gone: nobody is left to tell.
  process.stdout.on("error", () => process.exit(0));
  for (;;) {
    await pause(FOLLOW_MS);
    try {
      print(await log.newSince(startTime));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      // What fetch throws when nobody listens any more.
      writer.flush();
      process.stderr.write("The instance has stopped.\n");
      return;
    }
  }
}

async function functionOf(instance: Instance, functionName: string): Promise<ListedFunction> {
  const all = await functionsOf(instance);
  const found = all.find((one) => one.functionName === functionName || one.functionArn === functionName);
  if (found !== undefined) return found;
  const names = all.map((one) => one.functionName);
  throw new UserError("NO_SUCH_FUNCTION", `There is no function ${functionName}.`, {
    advice: otherNames(functionName, names),
  });
}

/** A function's log group, read on and on: every event is given once. */
class FunctionLog {
  readonly #instance: Instance;
  readonly #function: ListedFunction;
  readonly #filterPattern: string | undefined;
  /** The newest instant that was seen, and the events of it. */
  #newest = 0;
  #seen = new Set<string>();

  constructor(instance: Instance, listed: ListedFunction, filterPattern: string | undefined) {
    this.#instance = instance;
    this.#function = listed;
    this.#filterPattern = filterPattern;
  }

  /** @param startTime epoch milliseconds */
  async newSince(startTime: number): Promise<readonly LogEvent[]> {
    const fresh: LogEvent[] = [];
    let nextToken: string | undefined;
    do {
      const page = await this.#page(Math.max(startTime, this.#newest), nextToken);
      for (const event of page.events ?? []) if (this.#isNew(event) && this.#isOurs(event)) fresh.push(event);
      ({ nextToken } = page);
    } while (nextToken !== undefined);
    return fresh;
  }

  #isNew({ timestamp, eventId }: LogEvent): boolean {
    if (timestamp > this.#newest) {
      this.#newest = timestamp;
      this.#seen = new Set();
    }
    if (this.#seen.has(eventId)) return false;
    this.#seen.add(eventId);
    return true;
  }

  /** In a log group that functions may share, their streams have their names. */
  #isOurs({ logStreamName }: LogEvent): boolean {
    const { logGroup, functionName } = this.#function;
    return logGroup === `/aws/lambda/${functionName}` || logStreamName.includes(`/${functionName}[`);
  }

  async #page(startTime: number, nextToken: string | undefined): Promise<FilterAnswer> {
    const { endpoint } = this.#instance;
    const { logGroup, functionArn } = this.#function;
    const { region = "", accountId = "" } = parseArn(functionArn) ?? {};
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "Logs_20140328.FilterLogEvents",
        authorization: `AWS4-HMAC-SHA256 Credential=${accountId}/20260101/${region}/logs/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify({ logGroupName: logGroup, startTime, nextToken, filterPattern: this.#filterPattern }),
    });
    const answer = (await response.json()) as FilterAnswer;
    if (response.ok) return answer;
    // The group comes with the first line.
    if (answer["__type"]?.endsWith("ResourceNotFoundException") === true) return {};
    throw new UserError("REFUSED", answer.message ?? `The instance answered ${response.status}.`);
  }
}

interface FilterAnswer {
  readonly events?: readonly LogEvent[];
  readonly nextToken?: string;
  readonly __type?: string;
  readonly message?: string;
}
