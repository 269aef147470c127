import { spawn, type ChildProcess } from "node:child_process";

/**
 * Ends every child, with its process group if it leads one, when this program ends without doing so itself, SIGKILL included: a handler in an endless
 * loop would notice nothing. One small shell reads the groups from a pipe and kills them when the pipe closes.
 */
export interface Reaper {
  /** @param child its process id, which is its group's; negative for a child that leads no group */
  add(child: number): void;
  remove(child: number): void;
}

const SCRIPT = `
trap '' HUP INT TERM
groups=' '
while read -r verb group; do
  case $verb in
    add) groups="$groups$group " ;;
    remove) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -s KILL -- "$group" 2>/dev/null; done
`;

/** Starts its shell with the first group; does nothing on Windows, which has no process groups. */
export function createReaper(): Reaper {
  let shell: ChildProcess | undefined;
  const tell = (verb: string, child: number): void => {
    if (process.platform === "win32") return;
    shell ??= startShell();
    // `kill` takes a negative number for a group.
    shell.stdin?.write(`${verb} ${-child}\n`);
  };
  return { add: (child) => tell("add", child), remove: (child) => tell("remove", child) };
}

function startShell(): ChildProcess {
  const shell = spawn("/bin/sh", ["-c", SCRIPT], { detached: true, stdio: ["pipe", "ignore", "ignore"], env: {} });
  // Neither the shell nor its pipe may keep this program alive; without a shell the children are merely less well guarded.
  shell.on("error", () => undefined);
  shell.stdin?.on("error", () => undefined);
  shell.unref();
  if (shell.stdin !== null && "unref" in shell.stdin && typeof shell.stdin.unref === "function") shell.stdin.unref();
  return shell;
}
