import type { JournalEntry } from "../../../runtime/core/journal.ts";
import { functionLabel, layOut, milliseconds } from "./layout.ts";
import type { RenderState } from "./render-state.ts";

type EntryOf<Kind extends JournalEntry["kind"]> = Extract<JournalEntry, { kind: Kind }>;

/** The same mistake is told once: an editor that saves in two steps, or often, would repeat it. */
export function renderBuildFailed(
  { at, functionName, frame, message }: EntryOf<"handler.buildFailed">,
  state: RenderState,
): string | undefined {
  const text = (frame || message).trimEnd();
  const before = state.builds.get(functionName);
  if (before?.brokenBy === text) return undefined;
  const runs = before?.runs ?? false;
  state.builds.set(functionName, { runs, brokenBy: text });
  const detail = `the build failed; ${runs ? "the last good code stays" : "invocations fail until it is mended"}`;
  return `${layOut({ at, name: functionLabel(functionName), verb: "broken", format: "red", detail }, state)}\n${text}`;
}

export function renderSwapped(
  { at, functionName, generation, sinceChangeMs }: EntryOf<"handler.swapped">,
  state: RenderState,
): string | undefined {
  state.builds.set(functionName, { runs: true, brokenBy: undefined });
  if (sinceChangeMs === 0) return undefined;
  const detail = `${milliseconds(sinceChangeMs)} after the change, generation ${generation}`;
  return layOut({ at, name: functionLabel(functionName), verb: "reloaded", format: "magenta", detail }, state);
}
