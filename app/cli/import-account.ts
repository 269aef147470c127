import { createInterface } from "node:readline/promises";
import { systemClock } from "../../runtime/core/clock.ts";
import { UserError } from "../../runtime/core/errors.ts";
import { sinceOf } from "./since.ts";

export interface AccountOptions {
  /** URL of a dead-letter queue, or of an on-failure destination. */
  readonly queue?: string;
  readonly logGroup?: string;
  /** Of a log group: a filter pattern. */
  readonly filter?: string;
  /** Of a log group. */
  readonly since?: string;
  /** Messages or log events at most. */
  readonly limit?: number;
  readonly region?: string;
  readonly profile?: string;
  /** Do not ask. */
  readonly yes?: boolean;
}

const DEFAULT_LIMIT = 10;
const DEFAULT_SINCE = "1h";

/** Seconds: long enough that the next call gives others, short enough that nobody misses them. */
const HIDDEN_SECONDS = 10;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const MOST_MESSAGES = 10;

/**
 * What a queue or a log group of an account holds, as text that can be imported. Tells which calls it makes and asks before it makes them.
 *
 * @throws {UserError} `NOT_CONFIRMED`, and `REFUSED` with what AWS or the SDK says
 */
export async function readFromAccount(options: AccountOptions): Promise<string> {
  const { queue, logGroup } = options;
  if (queue !== undefined) return readQueue(queue, options);
  if (logGroup !== undefined) return readLogGroup(logGroup, options);
  throw new TypeError("Neither a queue nor a log group was named.");
}

async function readQueue(queueUrl: string, options: AccountOptions): Promise<string> {
  const { limit = DEFAULT_LIMIT } = options;
  const { SQSClient, ReceiveMessageCommand } = await import("@aws-sdk/client-sqs");
  const client = new SQSClient(clientConfig(options));
  const messages: object[] = [];
  try {
    const times = Math.ceil(limit / MOST_MESSAGES);
    await confirm(
      [
        `sqs:ReceiveMessage  ${queueUrl}  up to ${times === 1 ? "once" : `${times} times`}, VisibilityTimeout ${HIDDEN_SECONDS}`,
        `Nothing is deleted. The messages are hidden for ${HIDDEN_SECONDS} seconds, and their receive count goes up by one: a queue that has a dead-letter queue of its own may move them there.`,
      ],
      options,
    );
    while (messages.length < limit) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: Math.min(MOST_MESSAGES, limit - messages.length),
          VisibilityTimeout: HIDDEN_SECONDS,
          MessageSystemAttributeNames: ["All"],
          MessageAttributeNames: ["All"],
        }),
      );
      if (Messages.length === 0) break;
      messages.push(...Messages);
    }
    return JSON.stringify({ Messages: messages }, bytesAsBase64);
  } catch (error) {
    return refused(error);
  } finally {
    client.destroy();
  }
}

async function readLogGroup(logGroup: string, options: AccountOptions): Promise<string> {
  const { limit = DEFAULT_LIMIT, filter, since = DEFAULT_SINCE } = options;
  const { CloudWatchLogsClient, FilterLogEventsCommand } = await import("@aws-sdk/client-cloudwatch-logs");
  const client = new CloudWatchLogsClient(clientConfig(options));
  const startTime = sinceOf(since, systemClock.now());
  const events: object[] = [];
  try {
    const matching = filter === undefined ? "" : `, those that match ${filter}`;
    await confirm([`logs:FilterLogEvents  ${logGroup}  since ${since}, at most ${limit} events${matching}`], options);
    let nextToken: string | undefined;
    do {
      const answer = await client.send(
        new FilterLogEventsCommand({
          logGroupName: logGroup,
          startTime,
          limit: limit - events.length,
          ...(filter !== undefined && { filterPattern: filter }),
          ...(nextToken !== undefined && { nextToken }),
        }),
      );
      events.push(...(answer.events ?? []));
      ({ nextToken } = answer);
    } while (nextToken !== undefined && events.length < limit);
    return JSON.stringify({ logGroup, events });
  } catch (error) {
    return refused(error);
  } finally {
    client.destroy();
  }
}

function clientConfig({ region, profile }: AccountOptions): object {
  return { ...(region && { region }), ...(profile && { profile }) };
}

/** @throws {UserError} `NOT_CONFIRMED` */
async function confirm(calls: readonly string[], { yes, region, profile }: AccountOptions): Promise<void> {
  const where = process.env["AWS_ENDPOINT_URL"] ?? "AWS";
  const as = profile ?? process.env["AWS_PROFILE"];
  const place = [where, region ?? process.env["AWS_REGION"], as && `profile ${as}`].filter(Boolean).join(", ");
  process.stderr.write(`Calls to ${place}:\n${calls.map((call) => `  ${call}\n`).join("")}`);
  if (yes === true) return;
  if (!process.stdin.isTTY) {
    throw new UserError("NOT_CONFIRMED", "Nobody can confirm these calls.", { advice: "Add --yes to make them." });
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question("Make them? [y/N] ");
  prompt.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new UserError("NOT_CONFIRMED", "Nothing was called.");
}

/** As the AWS CLI prints bytes. */
function bytesAsBase64(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}

function refused(error: unknown): never {
  if (error instanceof UserError || !(error instanceof Error)) throw error;
  throw new UserError("REFUSED", `${error.name}: ${error.message}`, {
    advice: "It was asked with the credentials and the region of your environment; see --region and --profile.",
    cause: error,
  });
}
