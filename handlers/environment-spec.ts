import { parseArn } from "../runtime/core/arn.ts";
import type { BuildFailure, BuiltCode } from "./build/code-builder.ts";
import { summarizeError, type Whereabouts } from "./error-document.ts";
import type { FunctionDefinition } from "../runtime/core/function-definition.ts";
import type { FunctionSurroundings } from "./function-surroundings.ts";
import type { EnvironmentSpec, InitError } from "./sandbox/execution-environment.ts";

/** What all environments of one generation of code share. */
export type PoolSpec = Omit<EnvironmentSpec, "onLog">;

/** What an environment of this code takes from its function's definition; region and account are its ARN's. */
export async function specOf(
  definition: FunctionDefinition,
  code: BuiltCode,
  taskRoot: string,
  around: Pick<FunctionSurroundings, "functionArn" | "endpointUrl" | "layers">,
): Promise<PoolSpec> {
  const {
    functionName,
    version = "$LATEST",
    runtime,
    memorySize,
    timeout,
    environment,
    logging,
    layers,
    sandbox,
  } = definition;
  const functionArn = around.functionArn(definition);
  const { region = "", accountId = "" } = parseArn(functionArn) ?? {};
  return {
    functionName,
    functionArn,
    version,
    region,
    accountId,
    runtime,
    handler: code.handler,
    taskRoot,
    memorySizeMB: memorySize,
    timeoutMs: timeout * 1000,
    variables: environment,
    endpointUrl: around.endpointUrl(),
    ...(sandbox === undefined ? {} : { sandbox }),
    ...(layers === undefined || layers.length === 0 ? {} : { layersFolder: await around.layers.folderOf(layers) }),
    ...(logging === undefined ? {} : { logging }),
    ...(logging?.logGroup === undefined ? {} : { logGroup: logging.logGroup }),
  };
}

/**
 * Whether a failed init shows that the code is no new version but a half-written save: it does not parse, or its handler is missing.
 * Whatever else fails at init is what Lambda would run, and fail with, too.
 */
export function brokenCode(
  error: InitError,
  code: BuiltCode,
  where: Pick<Whereabouts, "projectFolder" | "taskRoot">,
): BuildFailure | undefined {
  const isOwnSource = (file: string): boolean => code.sources.has(file);
  const {
    errorType,
    errorMessage: message = error.message,
    errorAt,
  } = summarizeError(error.payload, { ...where, isOwnSource });
  if (errorType !== "Runtime.HandlerNotFound" && errorType !== "Runtime.UserCodeSyntaxError") return undefined;
  return { errorType, message, frame: message, ...(errorAt === undefined ? {} : { at: errorAt }) };
}
