import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { asParsed, type Capture } from "../../events/capture/index.ts";
import { UserError } from "../../runtime/core/errors.ts";
import { replayableEvent } from "../replay/replayer.ts";

/**
 * The capture with its event as the user's editor leaves it.
 *
 * @throws {UserError} `NO_EDITOR`, `NO_JSON`
 */
export function editEvent(capture: Capture): Capture {
  const folder = mkdtempSync(path.join(tmpdir(), "lambdaloop-event-"));
  try {
    const file = path.join(folder, `${capture.id}.json`);
    writeFileSync(file, pretty(replayableEvent(capture)), { mode: 0o600 });
    runEditor(file);
    const { event: _event, eventText: _text, ...rest } = capture;
    const parsed = asParsed(compact(readFileSync(file, "utf8")));
    return "value" in parsed ? { ...rest, event: parsed.value } : { ...rest, eventText: parsed.text };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runEditor(file: string): void {
  const editor = process.env["VISUAL"] ?? process.env["EDITOR"] ?? "vi";
  // Through a shell: the variable may have arguments, `code --wait`.
  const { status, error } = spawnSync("/bin/sh", ["-c", `${editor} "$1"`, "sh", file], { stdio: "inherit" });
  if (error === undefined && status === 0) return;
  throw new UserError("NO_EDITOR", `The editor ${editor} did not end well.`, {
    advice: "Set VISUAL or EDITOR to one that waits until the file is closed.",
  });
}

function pretty(text: string): string {
  try {
    return `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`;
  } catch {
    return text;
  }
}

function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch (error) {
    throw new UserError("NO_JSON", `The edited event is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
}
