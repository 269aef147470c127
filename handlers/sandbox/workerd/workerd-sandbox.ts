import type * as MiniflareModule from "miniflare";
import type { Clock } from "../../../runtime/core/clock.ts";
import { UserError } from "../../../runtime/core/errors.ts";
import type { Random } from "../../../runtime/core/random.ts";
import type { EnvironmentSpec, Sandbox } from "../execution-environment.ts";
import { logStreamName } from "../log-stream-name.ts";
import { createReaper } from "../process/reaper.ts";
import { WorkerdEnvironment } from "./workerd-environment.ts";

export interface WorkerdSandboxOptions {
  /** Drives the deadlines (10 seconds of initialization, the function's timeout) and the durations in REPORT lines. */
  readonly clock: Clock;
  readonly random: Random;
  /** Imports the optional package; called when the first function needs it. */
  readonly load: () => Promise<typeof MiniflareModule>;
}

/**
 * Runs every execution environment in a workerd process that sees no file of this machine and no network but the runtime: for tests that
 * must not depend on anything else, and for handlers that must also run where there is no Node.js.
 * For Node.js functions without layers; `docs/sandboxes.md` tells how it differs from a process.
 */
export function createWorkerdSandbox({ clock, random, load }: WorkerdSandboxOptions): Sandbox {
  const reaper = createReaper();
  const streams = random.fork("log streams");
  let loading: Promise<typeof MiniflareModule> | undefined;
  const loadOnce = (): Promise<typeof MiniflareModule> => (loading ??= loaded(load));
  return {
    create(given) {
      const spec = { ...given, logStream: logStreamName(clock, streams, given) };
      const refusal = refusalOf(given);
      const loadFor = refusal === undefined ? loadOnce : () => Promise.reject(refusal);
      return new WorkerdEnvironment({ id: random.uuid(), spec, clock, reaper, load: loadFor });
    },
    // A process that waits could not be given code later: workerd takes it when it starts.
    standby: () => undefined,
  };
}

/** @throws {UserError} `SANDBOX_UNAVAILABLE` */
async function loaded(load: WorkerdSandboxOptions["load"]): Promise<typeof MiniflareModule> {
  try {
    return await load();
  } catch (cause) {
    throw new UserError(
      "SANDBOX_UNAVAILABLE",
      `The workerd sandbox needs the package "miniflare": ${wordsOf(cause)}.`,
      {
        advice: 'Install it with "npm install --save-dev miniflare", or take "sandbox" out of the function.',
        cause,
      },
    );
  }
}

function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.message.split("\n")[0]?.replace(/\.$/, "") ?? "";
}

/** `NOT_IN_WORKERD`; `undefined` for what can run there. */
function refusalOf({ functionName, runtime, layersFolder }: EnvironmentSpec): UserError | undefined {
  const reason = !runtime.startsWith("nodejs")
    ? `it runs on ${runtime}, and workerd runs JavaScript only`
    : layersFolder === undefined
      ? undefined
      : "it has layers, and there are no files in workerd";
  if (reason === undefined) return undefined;
  return new UserError("NOT_IN_WORKERD", `Function ${functionName} cannot run in the workerd sandbox: ${reason}.`, {
    advice: 'Take "sandbox" out of the function: the default, "process", runs it.',
  });
}
