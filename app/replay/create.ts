import type { CaptureRecorder, Redactor } from "../../events/capture/index.ts";
import type { EventRouter } from "../../events/index.ts";
import { systemClock } from "../../runtime/core/clock.ts";
import type { Basics } from "../basics.ts";
import { captureFolder, projectFilesFolder, redactorOf, redactorWith } from "../capture.ts";
import type { ConfigKeeper } from "../config-keeper.ts";
import type { Services } from "../services.ts";
import { CapturedRuns } from "./captured-runs.ts";
import { Replayer } from "./replayer.ts";

interface Parts extends Basics {
  readonly services: Services;
  readonly router: EventRouter;
  readonly recorder: CaptureRecorder | undefined;
}

/** The captures of a runtime's project, and what runs them again in it. */
export function createCapturedRuns({ folder, settings, scope }: ConfigKeeper, parts: Parts): CapturedRuns {
  let redactor: Promise<Redactor> | undefined;
  // Without captures nothing is written, not even a salt.
  const makeRedactor = async (): Promise<Redactor> =>
    parts.recorder === undefined
      ? redactorWith("", settings.capture)
      : redactorOf(captureFolder(folder, settings.capture, systemClock), settings.capture);
  return new CapturedRuns({
    folder: projectFilesFolder(folder),
    recorder: parts.recorder,
    replayer: new Replayer({
      ...parts,
      scope,
      redactor: () => (redactor ??= makeRedactor()),
    }),
  });
}
