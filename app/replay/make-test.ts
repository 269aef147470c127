import path from "node:path";
import type { Capture } from "../../events/capture/index.ts";
import type { ComparableRun } from "../../events/replay/index.ts";
import { VirtualClock } from "../../runtime/core/virtual-clock.ts";
import { startInProcess } from "../in-process.ts";
import { type RunPart, type SavedTest, savedTest, type SavedTestInput } from "./saved-test.ts";

interface TestInput extends Pick<SavedTestInput, "capture" | "projectPath" | "cassetteName" | "runner"> {
  /** Absolute. */
  readonly configFile: string | undefined;
  /** Absolute. */
  readonly projectFolder: string;
}

/** A test of a capture: runs it twice to know what to expect, and what is another thing each time. */
export async function makeTest(input: TestInput): Promise<SavedTest & { readonly notes: readonly string[] }> {
  const { capture, configFile, projectFolder } = input;
  const first = await freshRun(capture, configFile, projectFolder);
  const second = await freshRun(capture, configFile, projectFolder);
  const test = savedTest({
    ...input,
    run: first.run,
    unsteady: unsteadyParts(first.run, second.run),
    configPath: configFile === undefined ? undefined : path.basename(configFile),
  });
  return { ...test, notes: first.notes };
}

interface FreshRun {
  readonly run: ComparableRun;
  readonly notes: readonly string[];
}

/** What the test will see: the function in this process, in a runtime with nothing in it but what the config declares. */
async function freshRun(capture: Capture, config: string | undefined, cwd: string): Promise<FreshRun> {
  const runtime = await startInProcess({
    cwd,
    config: config ?? false,
    handlers: new Map(),
    clock: new VirtualClock(),
    listen: false,
    seed: "saved test",
    ordered: true,
  });
  try {
    const { run, notes, isChanged } = await runtime.runs.replay({
      capture: capture as Parameters<typeof runtime.runs.replay>[0]["capture"],
    });
    const changed = isChanged
      ? [
          "In a fresh runtime the function does something else than when it was captured; the test expects what it does there.",
        ]
      : [];
    return { run, notes: [...notes, ...changed] };
  } finally {
    await runtime.stop();
  }
}

const PARTS: readonly RunPart[] = ["outcome", "result", "error", "stdout", "stderr", "calls"];

function unsteadyParts(first: ComparableRun, second: ComparableRun): ReadonlySet<RunPart> {
  return new Set(PARTS.filter((part) => JSON.stringify(first[part]) !== JSON.stringify(second[part])));
}
