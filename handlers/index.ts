/** The face of the handlers room: user code, built, watched, reloaded and run. */
export {
  createFunctionHost,
  type FunctionHost,
  type FunctionHostOptions,
  type FunctionStatus,
} from "./function-host.ts";
export type { BundleOptions, FunctionDefinition, LambdaRuntime } from "./function-definition.ts";
