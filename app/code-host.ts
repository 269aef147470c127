import type { FunctionHost, FunctionHostOptions } from "../handlers/index.ts";
import type { FunctionRunner } from "../runtime/core/function-runner.ts";

/** What a runtime needs of whatever runs its functions: child processes in `dev`, the test's own process in the test kit. */
export type CodeHost = FunctionRunner & Pick<FunctionHost, "list" | "watchFiles" | "settled" | "stop">;

/** Makes the host of one runtime's functions. */
export type CreateCodeHost = (options: CodeHostOptions) => CodeHost;

export type CodeHostOptions = Omit<FunctionHostOptions, "sandbox">;
