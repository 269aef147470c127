import { execFile } from "node:child_process";
import { realpathSync } from "node:fs";
import { promisify } from "node:util";
import type { Command } from "./runtime-process.ts";

const run = promisify(execFile);

/**
 * Whether this machine lets a process of its own user see layers under `/opt` itself, through a mount namespace. Asked once.
 *
 * Not on macOS and Windows, nor where user namespaces are forbidden (some distributions, containers without the right), nor where the
 * programs that are needed lie in `/opt` themselves: there the layers' folders are on the search paths, and absolute paths below `/opt`
 * in the user's own code do not find them.
 */
export class OptMount {
  #possible: Promise<boolean> | undefined;

  possible(): Promise<boolean> {
    this.#possible ??= probe();
    return this.#possible;
  }

  /** The same program, in 10 ms more, with `folder` as its `/opt`. */
  within(command: Pick<Command, "file" | "args">, folder: string): Pick<Command, "file" | "args"> {
    return { file: "unshare", args: [...namespace(folder), command.file, ...command.args] };
  }
}

/** Enters a mount namespace as root of a user namespace, mounts, and becomes the user again: the process stays the same one. */
function namespace(folder: string): string[] {
  const user = `--map-user=${process.getuid?.() ?? 0} --map-group=${process.getgid?.() ?? 0}`;
  const script = `mount --bind "$0" /opt && exec unshare --user ${user} -- "$@"`;
  return ["--user", "--map-root-user", "--mount", "--", "/bin/sh", "-c", script, folder];
}

async function probe(): Promise<boolean> {
  if (process.platform !== "linux" || realpathSync(process.execPath).startsWith("/opt/")) return false;
  try {
    const { stdout } = await run("unshare", [...namespace("/usr"), "/bin/sh", "-c", "test -d /opt/bin && id -u"]);
    return stdout.trim() === String(process.getuid?.());
  } catch {
    return false;
  }
}
