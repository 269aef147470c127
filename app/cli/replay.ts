import { existsSync } from "node:fs";
import path from "node:path";
import { type Capture, isCassette } from "../../events/capture/index.ts";
import { pause } from "../../runtime/core/clock.ts";
import { UserError } from "../../runtime/core/errors.ts";
import type { ReplayAnswer, ReplayRequest } from "../replay/replay-request.ts";
import { loadCassette } from "./capture.ts";
import type { InstanceOptions } from "./instance.ts";
import { describeReplay } from "./render/replay-lines.ts";
import { openReplayDoor, type ReplayDoor } from "./replay-door.ts";
import { readTextArgument } from "./standard-input.ts";

export interface ReplayCommandOptions extends InstanceOptions {
  readonly config?: string;
  readonly last?: boolean;
  readonly lastFailed?: boolean;
  readonly function?: string;
  readonly rawEvent?: boolean;
  readonly json?: boolean;
  /** One after the other instead of at the recorded distances. */
  readonly fast?: boolean;
  readonly edit?: boolean;
  readonly watch?: boolean;
  readonly remote?: boolean;
  readonly region?: string;
  readonly profile?: string;
}

/**
 * Runs captured events once more and prints what has changed.
 *
 * @param wanted an id, a beginning of one, a request id, or a cassette
 * @returns the exit code: 1 when the code does something else now
 */
export async function replay(wanted: string | undefined, options: ReplayCommandOptions): Promise<number> {
  const door = await openReplayDoor(options);
  try {
    const captures = await Promise.all((await chosen(wanted, options, door)).map((one) => edited(one, options)));
    const exitCode = await replayAll(captures, options, door);
    const functionName = options.function ?? captures[0]?.functionName;
    if (options.watch !== true || functionName === undefined) return exitCode;
    for (;;) {
      process.stderr.write("waiting for new code; Ctrl-C ends\n");
      await door.swapped(functionName);
      await replayAll(captures, options, door);
    }
  } finally {
    await door.close();
  }
}

async function chosen(
  wanted: string | undefined,
  { last, lastFailed }: ReplayCommandOptions,
  door: ReplayDoor,
): Promise<readonly Capture[]> {
  const given = [wanted !== undefined, last, lastFailed].filter((one) => one === true);
  if (given.length !== 1) {
    throw new UserError("NO_CAPTURE_NAMED", "Name one capture", {
      advice: "Give its id (see `lambdaloop capture list`), a cassette, --last or --last-failed.",
    });
  }
  if (wanted === undefined) return [await door.choose({ last: true, failed: lastFailed ?? false })];
  return isFile(wanted) ? capturesIn(wanted) : [await door.choose({ id: wanted })];
}

async function edited(capture: Capture, { edit }: ReplayCommandOptions): Promise<Capture> {
  return edit === true ? (await import("./edit-event.ts")).editEvent(capture) : capture;
}

async function replayAll(
  captures: readonly Capture[],
  options: ReplayCommandOptions,
  door: ReplayDoor,
): Promise<number> {
  let exitCode = 0;
  const show = (answer: ReplayAnswer): void => {
    process.stdout.write(options.json === true ? `${JSON.stringify(answer)}\n` : describeReplay(answer));
    if (isBad(answer)) exitCode = 1;
  };
  if (options.fast === true) {
    for (const capture of captures) show(await replayOne(capture, options, door));
    return exitCode;
  }
  // What overlapped then may overlap now.
  const running = captures.map(async (capture) => {
    await pause(Math.max(0, instantOf(capture) - instantOf(captures[0] ?? capture)));
    return replayOne(capture, options, door);
  });
  for (const answer of running) show(await answer);
  return exitCode;
}

async function replayOne(capture: Capture, options: ReplayCommandOptions, door: ReplayDoor): Promise<ReplayAnswer> {
  if (options.remote === true) return (await import("./replay-remote.ts")).replayRemote(capture, options);
  return door.replay({
    capture: capture as ReplayRequest["capture"],
    functionName: options.function,
    rawEvent: options.rawEvent,
  });
}

function instantOf({ at }: Capture): number {
  // oxlint-disable-next-line no-restricted-globals -- reads an instant that was written down
  return Date.parse(at);
}

/** It does something else than it did, or fails where nothing is known of before. */
function isBad({ isChanged, recorded, replayed }: ReplayAnswer): boolean {
  return isChanged || (recorded.outcome === "imported" && replayed.outcome !== "returned");
}

function isFile(wanted: string): boolean {
  return wanted === "-" || wanted.endsWith(".json") || (wanted.includes(path.sep) && existsSync(wanted));
}

function capturesIn(file: string): readonly Capture[] {
  if (isCassette(readTextArgument(file))) return loadCassette(file);
  throw new UserError("NO_CASSETTE", `${file} is no cassette.`, {
    advice: "Bring an event of elsewhere in with `lambdaloop capture import`.",
  });
}
