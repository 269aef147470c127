import { parseArn } from "../runtime/core/arn.ts";
import type { BuildFailure, BuiltCode } from "./build/code-builder.ts";
import { summarizeError } from "./error-document.ts";
import type { FunctionDefinition } from "../runtime/core/function-definition.ts";
import type { EnvironmentSpec, InitError } from "./sandbox/execution-environment.ts";

/** What an environment takes from the function's definition; region and account are its ARN's. */
export function declaredSpec(
  definition: FunctionDefinition,
  functionArn: string,
): Omit<EnvironmentSpec, "onLog" | "handler" | "taskRoot" | "endpointUrl"> {
  const { functionName, version = "$LATEST", runtime, memorySize, timeout, environment } = definition;
  const { region = "", accountId = "" } = parseArn(functionArn) ?? {};
  return {
    functionName,
    functionArn,
    version,
    region,
    accountId,
    runtime,
    memorySizeMB: memorySize,
    timeoutMs: timeout * 1000,
    variables: environment,
  };
}

/**
 * Whether a failed init shows that the code is no new version but a half-written save: it does not parse, or its handler is missing.
 * Whatever else fails at init is what Lambda would run, and fail with, too.
 */
export function brokenCode(error: InitError, code: BuiltCode, projectFolder: string): BuildFailure | undefined {
  const isOwn = (file: string): boolean => code.sources.has(file);
  const {
    errorType,
    errorMessage: message = error.message,
    errorAt,
  } = summarizeError(error.payload, projectFolder, isOwn);
  if (errorType !== "Runtime.HandlerNotFound" && errorType !== "Runtime.UserCodeSyntaxError") return undefined;
  return { errorType, message, frame: message, ...(errorAt === undefined ? {} : { at: errorAt }) };
}
