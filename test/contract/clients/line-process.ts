import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A child process that answers each line with one line. */
export interface LineProcess {
  ask(line: string): Promise<string>;
  stop(): Promise<void>;
}

export function startLineProcess(args: readonly string[], env: Readonly<Record<string, string>>): LineProcess {
  const child = spawn("/usr/bin/python3", args, { stdio: ["pipe", "pipe", "inherit"], env });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const answer = await answers.next();
      if (answer.done === true) throw new Error(`${args[0]} ended`);
      return answer.value;
    },
    async stop() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}
