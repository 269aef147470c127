import { pause } from "../../runtime/core/clock.ts";
import { UserError } from "../../runtime/core/errors.ts";
import { type Capture, CaptureLibrary } from "../../events/capture/index.ts";
import { healthOf } from "../instance-health.ts";
import { type CaptureChoice, chosenFrom } from "../replay/captured-runs.ts";
import { REPLAYS_PATH, type ReplayAnswer, type ReplayRequest } from "../replay/replay-request.ts";
import type { RunningRuntime } from "../running-runtime.ts";
import { start } from "../start.ts";
import { folderOf as captureParent, type ProjectOptions } from "./capture.ts";
import type { InstanceOptions } from "./instance.ts";
import { endpointOf } from "./instance.ts";

/** Where replays run: in the running instance, or in a runtime that is started for them. */
export interface ReplayDoor {
  choose(choice: CaptureChoice): Promise<Capture>;
  replay(request: ReplayRequest): Promise<ReplayAnswer>;
  /** Resolves when the function has new code. */
  swapped(functionName: string): Promise<void>;
  close(): Promise<void>;
}

/** @throws {UserError} `NOT_RUNNING` when nothing answers at the port or the endpoint that was named */
export async function openReplayDoor(
  options: InstanceOptions & ProjectOptions & { readonly watch?: boolean },
): Promise<ReplayDoor> {
  const endpoint = endpointOf(options);
  if ((await healthOf(endpoint)) !== undefined) return remoteDoor(endpoint, options.watch ?? false);
  if (options.endpoint !== undefined || options.port !== undefined) {
    throw new UserError("NOT_RUNNING", `Nothing of lambdaloop answers at ${endpoint}.`);
  }
  return localDoor(options);
}

function localDoor({ config, watch = false }: ProjectOptions & { readonly watch?: boolean }): ReplayDoor {
  let started: Promise<RunningRuntime> | undefined;
  const runtime = (): Promise<RunningRuntime> => {
    if (started === undefined)
      process.stderr.write("No instance is running: the functions run for this replay only.\n");
    started ??= start({ cwd: process.cwd(), config, port: 0, watch });
    return started;
  };
  return {
    choose: async (choice) =>
      chosenFrom(await CaptureLibrary.open(captureParent(config === undefined ? {} : { config })), choice),
    replay: async (request) => (await runtime()).runs.replay(request),
    async swapped(functionName) {
      const { journal } = await runtime();
      await new Promise<void>((resolve) => {
        const unsubscribe = journal.subscribe((entry) => {
          if (entry.kind !== "handler.swapped" || entry.functionName !== functionName) return;
          unsubscribe();
          resolve();
        });
      });
    },
    close: async () => (await started)?.stop(),
  };
}

/** Between two looks for new code, milliseconds. */
const LOOK_MS = 200;

const SWAPS = "/_lambdaloop/api/facts?kind=handler.swapped&since=";

async function remoteDoor(endpoint: string, watch: boolean): Promise<ReplayDoor> {
  // Code that is new while an event is replayed counts too.
  let { next } = watch ? await ask<Facts>(endpoint, `${SWAPS}0`) : { next: 0 };
  return {
    choose: (choice) => ask(endpoint, `/_lambdaloop/api/captures/${encodeURIComponent(nameOf(choice))}`),
    replay: (request) => ask(endpoint, REPLAYS_PATH, request),
    async swapped(functionName) {
      for (;;) {
        await pause(LOOK_MS);
        const found = await ask<Facts>(endpoint, `${SWAPS}${next}`);
        ({ next } = found);
        if (found.facts.some((fact) => fact.functionName === functionName)) return;
      }
    },
    close: () => Promise.resolve(),
  };
}

interface Facts {
  readonly facts: readonly { readonly functionName?: string }[];
  readonly next: number;
}

function nameOf(choice: CaptureChoice): string {
  if ("id" in choice) return choice.id;
  return choice.failed === true ? "last-failed" : "last";
}

async function ask<Answer>(endpoint: string, path: string, body?: unknown): Promise<Answer> {
  const post = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${endpoint}${path}`, body === undefined ? {} : post);
  const answer = (await response.json()) as Answer & { code?: string; message?: string; advice?: string };
  if (response.ok) return answer;
  const { code = "REFUSED", message = `The instance answered ${response.status}.`, advice } = answer;
  throw new UserError(code, message, advice === undefined ? {} : { advice });
}
