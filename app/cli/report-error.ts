import { ConfigError } from "../config/config-error.ts";
import { UserError } from "../../runtime/core/errors.ts";

/**
 * Says on standard error what went wrong: one line for what the user can mend (and esbuild's frame where there is one),
 * the stack for what is our bug.
 *
 * @returns the exit code
 */
export function reportError(error: unknown): number {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.frame ?? error.message}\n`);
    return 2;
  }
  if (error instanceof UserError) {
    process.stderr.write(`error: ${withAdvice(error)}\n`);
    return 2;
  }
  process.stderr.write(`This is a bug in lambdaloop: ${error instanceof Error ? error.stack : String(error)}\n`);
  return 70;
}

/** AWS's sentences stay as they are, unless another follows. */
function withAdvice({ message, advice }: UserError): string {
  if (advice === undefined) return message;
  return `${message}${/[.?!]$/.test(message) ? "" : "."} ${advice}`;
}
