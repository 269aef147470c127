/** The face of the handlers room: user code, built, watched, reloaded and run. */
export {
  createFunctionHost,
  type FunctionHost,
  type FunctionHostOptions,
  type FunctionStatus,
} from "./function-host.ts";
export type { BundleOptions, FunctionDefinition, LambdaRuntime } from "./function-definition.ts";
export { createProcessSandbox, type ProcessSandboxOptions } from "./sandbox/process/process-sandbox.ts";
export type { Sandbox } from "./sandbox/execution-environment.ts";
