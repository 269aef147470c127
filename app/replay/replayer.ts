import {
  type Capture,
  captureOfLine,
  CaptureRecorder,
  eventTextOf,
  type Redactor,
  redactedValues,
} from "../../events/capture/index.ts";
import { compareRuns, type Comparison } from "../../events/replay/index.ts";
import type { Clock } from "../../runtime/core/clock.ts";
import { systemClock } from "../../runtime/core/clock.ts";
import { UserError } from "../../runtime/core/errors.ts";
import { tapped } from "../../runtime/core/invocation-tap.ts";
import type { Journal } from "../../runtime/core/journal.ts";
import type { Invoke } from "../../runtime/core/ports.ts";
import type { Services } from "../services.ts";

export interface ReplayerParts {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly services: Pick<Services, "lambda" | "sqs">;
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
    const { journal } = this.#parts;
    const causeId = journal.record({ kind: "replay.started", captureId: capture.id, functionName });
    const { clientContext } = capture.context;
    const replayed = await this.#captured((invoke) =>
      invoke({ functionName, payload, causeId, ...(clientContext === undefined ? {} : { clientContext }) }),
    );
    const comparison = compareRuns(capture, replayed);
    return { ...comparison, notes: [...redactionNotes(payload), ...comparison.notes], replayed };
  }

  /** What an invocation did, as it would be kept. */
  async #captured(run: (invoke: Invoke) => Promise<unknown>): Promise<Capture> {
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
    try {
      await run(tapped(services.lambda.invoke, recorder, rethrow));
    } finally {
      await recorder.stop();
    }
    // A batch that was throttled was tried more than once.
    const capture = captureOfLine(lines.at(-1) ?? "");
    if (capture === undefined) throw new Error("The replayed invocation left no capture.");
    return capture;
  }
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
