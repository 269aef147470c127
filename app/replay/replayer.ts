import {
  type Capture,
  captureOfLine,
  CaptureRecorder,
  eventTextOf,
  type Redactor,
  redactedValues,
} from "../../events/capture/index.ts";
import type { EventRouter } from "../../events/index.ts";
import {
  type ComparableRun,
  comparableRun,
  compareRuns,
  type Comparison,
  redeliver,
  type Settlement,
  sqsEventOf,
} from "../../events/replay/index.ts";
import { formatArn, parseArn, type Scope } from "../../runtime/core/arn.ts";
import type { Clock } from "../../runtime/core/clock.ts";
import { systemClock } from "../../runtime/core/clock.ts";
import { AwsError, UserError } from "../../runtime/core/errors.ts";
import { tapped } from "../../runtime/core/invocation-tap.ts";
import type { FactId, Journal } from "../../runtime/core/journal.ts";
import type { Invoke } from "../../runtime/core/ports.ts";
import type { Queue } from "../../runtime/sqs/index.ts";
import type { Services } from "../services.ts";

export interface ReplayerParts {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly services: Pick<Services, "lambda" | "sqs">;
  readonly router: Pick<EventRouter, "settingsOf">;
  /** Where the config's resources are. */
  readonly scope: Scope;
  /** The one that the recorded runs went through: placeholders are the same then. */
  readonly redactor: () => Promise<Redactor>;
}

export interface ReplayOptions {
  /** Another function than the recorded one. */
  readonly functionName?: string | undefined;
  /** The event's bytes as recorded: an SQS event's receipt handles lead nowhere then. */
  readonly rawEvent?: boolean | undefined;
}

/** An event that was run once more. */
export interface Replay extends Comparison {
  readonly replayed: Capture;
  /** The replayed run without its own ids and times. */
  readonly run: ComparableRun;
  /** What became of an SQS event's messages. */
  readonly settlement?: (Settlement & { readonly queueName: string }) | undefined;
}

interface Run {
  readonly functionName: string;
  readonly payload: string;
  readonly clientContext: string | undefined;
  readonly causeId: FactId;
  readonly rawEvent: boolean;
}

interface Ran {
  readonly settlement?: Replay["settlement"];
  readonly notes: readonly string[];
}

/** Runs captured events once more, with the code as it is now, and compares. */
export class Replayer {
  readonly #parts: ReplayerParts;

  constructor(parts: ReplayerParts) {
    this.#parts = parts;
  }

  /**
   * @throws {UserError} `EVENT_NOT_KEPT`
   * @throws {AwsError} `ResourceNotFoundException` when there is no such function
   */
  async replay(capture: Capture, options: ReplayOptions = {}): Promise<Replay> {
    const payload = replayableEvent(capture);
    const functionName = options.functionName ?? capture.functionName;
    const { journal, services } = this.#parts;
    if (services.lambda.find(functionName) === undefined) throw unknownFunction(functionName);
    const causeId = journal.record({ kind: "replay.started", captureId: capture.id, functionName });
    const { clientContext } = capture.context;
    const asked: Run = { functionName, payload, clientContext, causeId, rawEvent: options.rawEvent ?? false };
    const { replayed, ran } = await this.#captured((invoke) => this.#run(asked, invoke));
    const comparison = compareRuns(capture, replayed);
    const notes = [...redactionNotes(payload), ...ran.notes, ...comparison.notes];
    const run = comparableRun(capture, replayed);
    return { ...comparison, notes, replayed, run, settlement: ran.settlement };
  }

  async #run(run: Run, invoke: Invoke): Promise<Ran> {
    const event = run.rawEvent ? undefined : sqsEventOf(run.payload);
    if (event === undefined) return invokeOnly(run, invoke);
    const arn = event.Records[0]?.eventSourceARN ?? "";
    const queue = this.#queueFor(arn);
    if (queue === undefined) {
      return invokeOnly(
        run,
        invoke,
        `There is no queue ${arn} here: receipt handles lead nowhere, and nothing is settled.`,
      );
    }
    try {
      const { journal, clock, router } = this.#parts;
      const mapping = await router.settingsOf(queue.arn, run.functionName);
      const settlement = await redeliver(event, run.causeId, { clock, journal, invoke, queue, mapping });
      return { settlement: { ...settlement, queueName: queue.name }, notes: [] };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return invokeOnly(run, invoke, `${error.message} So receipt handles lead nowhere, and nothing is settled.`);
    }
  }

  /** The event's own, or the one of the same name: what was recorded in an account is replayed here. */
  #queueFor(arn: string): Queue | undefined {
    const { services, scope } = this.#parts;
    return (
      services.sqs.queueByArn(arn) ?? services.sqs.queueByArn(formatArn("sqs", scope, parseArn(arn)?.resource ?? ""))
    );
  }

  /** What an invocation did, as it would be kept. */
  async #captured(run: (invoke: Invoke) => Promise<Ran>): Promise<{ readonly replayed: Capture; readonly ran: Ran }> {
    const { clock, journal, services, redactor } = this.#parts;
    const lines: string[] = [];
    const recorder = new CaptureRecorder({
      clock,
      batchClock: systemClock,
      journal,
      folder: { append: async (more) => void lines.push(...more), abandonCurrent: () => undefined },
      redactor,
      describe: () => undefined,
    });
    let ran: Ran;
    try {
      ran = await run(tapped(services.lambda.invoke, recorder, rethrow));
    } finally {
      await recorder.stop();
    }
    // A batch that was throttled was tried more than once.
    const replayed = captureOfLine(lines.at(-1) ?? "");
    if (replayed === undefined) throw new Error("The replayed invocation left no capture.");
    return { replayed, ran };
  }
}

function unknownFunction(functionName: string): UserError {
  return new UserError("UNKNOWN_FUNCTION", `There is no function ${functionName} here.`, {
    advice: "Another one can be named with --function.",
  });
}

async function invokeOnly(run: Run, invoke: Invoke, note?: string): Promise<Ran> {
  const { functionName, payload, causeId, clientContext } = run;
  await invoke({ functionName, payload, causeId, ...(clientContext === undefined ? {} : { clientContext }) });
  return { notes: note === undefined ? [] : [note] };
}

function rethrow(error: unknown): never {
  throw error;
}

/** @throws {UserError} `EVENT_NOT_KEPT` */
export function replayableEvent(capture: Capture): string {
  const payload = eventTextOf(capture);
  if (payload !== undefined) return payload;
  const bytes = capture.eventOmittedBytes ?? 0;
  throw new UserError("EVENT_NOT_KEPT", `The event of ${capture.id} was too large to be kept: ${bytes} bytes.`);
}

const MOST_PLACEHOLDERS = 3;

function redactionNotes(payload: string): string[] {
  const found = redactedValues(payload);
  if (found.length === 0) return [];
  const shown = found.slice(0, MOST_PLACEHOLDERS).join(", ");
  const values = found.length === 1 ? "1 redacted value" : `${found.length} redacted values`;
  return [`The event has ${values}; the handler gets what stands there instead: ${shown}.`];
}
