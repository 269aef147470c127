import type { EnvironmentSpec } from "../execution-environment.ts";
import type { Command } from "./runtime-process.ts";

type Program = Pick<Command, "file" | "args">;

/** Where Lambda has what lies elsewhere here. */
interface Folders {
  readonly taskRoot: string;
  readonly optFolder: string;
}

export function hasWrapper({ runtime, variables }: Pick<EnvironmentSpec, "runtime" | "variables">): boolean {
  return !runtime.startsWith("provided") && (variables["AWS_LAMBDA_EXEC_WRAPPER"] ?? "") !== "";
}

/**
 * Starts the runtime through the function's wrapper script, which gets the runtime's own command line; managed runtimes only.
 * A shell becomes the wrapper, as on Lambda, so that one that is not there is an exit with status 127 (recorded 2025-11-24,
 * lambda--TestLambdaErrors.lambda_runtime_wrapper_not_found.json).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html#runtime-wrapper
 */
export function wrapped(program: Program, spec: EnvironmentSpec, { taskRoot, optFolder }: Folders): Program {
  if (!hasWrapper(spec)) return program;
  const wrapper = (spec.variables["AWS_LAMBDA_EXEC_WRAPPER"] ?? "")
    .replace(/^\/var\/task\//, `${taskRoot}/`)
    .replace(/^\/opt\//, `${optFolder}/`);
  return { file: "/bin/sh", args: ["-c", 'exec "$0" "$@"', wrapper, program.file, ...program.args] };
}
