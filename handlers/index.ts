/** The face of the handlers room: user code, built, watched, reloaded and run. */
export type { FunctionHost, FunctionHostOptions } from "./function-host.ts";
export { createFunctionHost } from "./host.ts";
export type { FunctionDefinition, LambdaRuntime } from "../runtime/core/function-definition.ts";
export { chooseSandbox } from "./sandbox/choose-sandbox.ts";
export { createProcessSandbox, type ProcessSandboxOptions } from "./sandbox/process/process-sandbox.ts";
export { createWorkerdSandbox } from "./sandbox/workerd/workerd-sandbox.ts";
