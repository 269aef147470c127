import { existsSync } from "node:fs";
import path from "node:path";
import { type Capture, isCassette } from "../../events/capture/index.ts";
import { UserError } from "../../runtime/core/errors.ts";
import { healthOf } from "../instance-health.ts";
import { REPLAYS_PATH, type ReplayAnswer, type ReplayRequest } from "../replay/replay-request.ts";
import { start } from "../start.ts";
import { loadCassette } from "./capture.ts";
import type { InstanceOptions } from "./instance.ts";
import { endpointOf } from "./instance.ts";
import { describeReplay } from "./render/replay-lines.ts";
import { readTextArgument } from "./standard-input.ts";

export interface ReplayCommandOptions extends InstanceOptions {
  readonly config?: string;
  readonly last?: boolean;
  readonly lastFailed?: boolean;
  readonly function?: string;
  readonly rawEvent?: boolean;
  readonly json?: boolean;
}

/**
 * Runs captured events once more and prints what has changed.
 *
 * @param wanted an id, a beginning of one, a request id, or a cassette
 * @returns the exit code: 1 when the code does something else now
 */
export async function replay(wanted: string | undefined, options: ReplayCommandOptions): Promise<number> {
  const choices = choicesOf(wanted, options);
  const door = await openDoor(options);
  try {
    let exitCode = 0;
    for (const choice of choices) {
      const { functionName, rawEvent } = { functionName: options.function, rawEvent: options.rawEvent };
      const answer = await door.replay({ ...choice, functionName, rawEvent });
      process.stdout.write(options.json === true ? `${JSON.stringify(answer)}\n` : describeReplay(answer));
      if (isBad(answer)) exitCode = 1;
    }
    return exitCode;
  } finally {
    await door.close();
  }
}

/** It does something else than it did, or fails where nothing is known of before. */
function isBad({ isChanged, recorded, replayed }: ReplayAnswer): boolean {
  return isChanged || (recorded.outcome === "imported" && replayed.outcome !== "returned");
}

function choicesOf(wanted: string | undefined, { last, lastFailed }: ReplayCommandOptions): ReplayRequest[] {
  const given = [wanted !== undefined, last, lastFailed].filter((one) => one === true);
  if (given.length !== 1) {
    throw new UserError("NO_CAPTURE_NAMED", "Name one capture", {
      advice: "Give its id (see `lambdaloop capture list`), a cassette, --last or --last-failed.",
    });
  }
  if (lastFailed === true) return [{ last: true, failed: true }];
  if (wanted === undefined) return [{ last: true }];
  if (!isFile(wanted)) return [{ id: wanted }];
  return capturesIn(wanted).map((capture) => ({ capture: capture as ReplayRequest["capture"] }));
}

function isFile(wanted: string): boolean {
  return wanted === "-" || wanted.endsWith(".json") || (wanted.includes(path.sep) && existsSync(wanted));
}

function capturesIn(file: string): readonly Capture[] {
  const text = readTextArgument(file);
  if (isCassette(text)) return loadCassette(file);
  throw new UserError("NO_CASSETTE", `${file} is no cassette.`, {
    advice: "Bring an event of elsewhere in with `lambdaloop capture import`.",
  });
}

/** Where replays run: in the running instance, or in a runtime that is started for them. */
interface Door {
  replay(request: ReplayRequest): Promise<ReplayAnswer>;
  close(): Promise<void>;
}

async function openDoor(options: ReplayCommandOptions): Promise<Door> {
  const endpoint = endpointOf(options);
  if ((await healthOf(endpoint)) !== undefined) {
    return { replay: (request) => ask(endpoint, request), close: () => Promise.resolve() };
  }
  if (options.endpoint !== undefined || options.port !== undefined) {
    throw new UserError("NOT_RUNNING", `Nothing of lambdaloop answers at ${endpoint}.`);
  }
  process.stderr.write("No instance is running: the functions run for this replay only.\n");
  const runtime = await start({ cwd: process.cwd(), config: options.config, port: 0, watch: false });
  return {
    replay: (request) => runtime.runs.replay(request),
    close: () => runtime.stop(),
  };
}

async function ask(endpoint: string, request: ReplayRequest): Promise<ReplayAnswer> {
  const response = await fetch(`${endpoint}${REPLAYS_PATH}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  const answer = (await response.json()) as ReplayAnswer & { code?: string; message?: string; advice?: string };
  if (response.ok) return answer;
  const { code = "REFUSED", message = `The instance answered ${response.status}.`, advice } = answer;
  throw new UserError(code, message, advice === undefined ? {} : { advice });
}
