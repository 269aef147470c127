import { type Capture, type CaptureFilter, CaptureLibrary, type CaptureRecorder } from "../../events/capture/index.ts";
import { UserError } from "../../runtime/core/errors.ts";
import type { ReplayAnswer, ReplayRequest } from "./replay-request.ts";
import type { Replayer } from "./replayer.ts";

/** Which capture is meant: by an id, a beginning of one or a request id; or the newest, or the newest that failed. */
export type CaptureChoice = { readonly id: string } | { readonly last: true; readonly failed?: boolean | undefined };

interface CapturedRunsParts {
  /** `.lambdaloop` of the project, absolute. */
  readonly folder: string;
  /** What keeps this instance's invocations, when it keeps any. */
  readonly recorder: Pick<CaptureRecorder, "flush"> | undefined;
  readonly replayer: Replayer;
}

/** The captures of a project, those of this moment included, and their replays. */
export class CapturedRuns {
  readonly #parts: CapturedRunsParts;

  constructor(parts: CapturedRunsParts) {
    this.#parts = parts;
  }

  /** Newest first. */
  async list(filter: CaptureFilter = {}): Promise<readonly Capture[]> {
    return (await this.#library()).list(filter);
  }

  /** @throws {UserError} `UNKNOWN_CAPTURE`, `AMBIGUOUS_CAPTURE` */
  async choose(choice: CaptureChoice): Promise<Capture> {
    return chosenFrom(await this.#library(), choice);
  }

  /** @throws as `choose` and `Replayer.replay` */
  async replay({ id, failed, capture, functionName, rawEvent }: ReplayRequest): Promise<ReplayAnswer> {
    const given = capture as Capture | undefined;
    const recorded = given ?? (await this.choose(id === undefined ? { last: true, failed } : { id }));
    return { ...(await this.#parts.replayer.replay(recorded, { functionName, rawEvent })), recorded };
  }

  async #library(): Promise<CaptureLibrary> {
    // What has just ended waits in memory for the next batch.
    await this.#parts.recorder?.flush();
    return CaptureLibrary.open(this.#parts.folder);
  }
}

/** @throws {UserError} `UNKNOWN_CAPTURE`, `AMBIGUOUS_CAPTURE` */
export function chosenFrom(library: CaptureLibrary, choice: CaptureChoice): Capture {
  if ("last" in choice) {
    const capture = library.last(choice.failed === true ? { failed: true } : {});
    if (capture !== undefined) return capture;
    const what = choice.failed === true ? "capture of an invocation that failed" : "capture";
    throw new UserError("UNKNOWN_CAPTURE", `There is no ${what} yet.`, {
      advice: "`lambdaloop dev` keeps every invocation.",
    });
  }
  const found = library.find(choice.id);
  if (found.kind === "found") return found.capture;
  if (found.kind === "ambiguous") {
    throw new UserError("AMBIGUOUS_CAPTURE", `"${choice.id}" is the beginning of ${found.ids.join(", ")}.`);
  }
  throw new UserError("UNKNOWN_CAPTURE", `There is no capture "${choice.id}".`, {
    advice: "See `lambdaloop capture list`.",
  });
}
