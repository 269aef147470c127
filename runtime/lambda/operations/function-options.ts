import type {
  GetFunctionRecursionConfigRequest,
  GetFunctionRecursionConfigResponse,
  GetRuntimeManagementConfigRequest,
  GetRuntimeManagementConfigResponse,
  PutFunctionRecursionConfigRequest,
  PutFunctionRecursionConfigResponse,
  PutRuntimeManagementConfigRequest,
  PutRuntimeManagementConfigResponse,
} from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { invalidParameterValue, notModelled } from "../errors.ts";
import { parseFunctionReference } from "../function-reference.ts";
import { runtimeVersionArn } from "../runtimes.ts";
import type { LambdaParts } from "./service-parts.ts";

/**
 * Stored and answered: a runtime here is the program that is installed, which nobody updates.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_PutRuntimeManagementConfig.html
 */
export function putRuntimeManagementConfig(
  { functions }: LambdaParts,
  request: PutRuntimeManagementConfigRequest,
  context: RequestContext,
): PutRuntimeManagementConfigResponse {
  const { UpdateRuntimeOn, RuntimeVersionArn } = request;
  const reference = parseFunctionReference(request.FunctionName, request.Qualifier, context);
  const { record, version } = functions.requireVersion(reference);
  // The sentences are ours; AWS wants the ARN with Manual, and only then.
  if (UpdateRuntimeOn === "Manual" && RuntimeVersionArn === undefined) {
    throw invalidParameterValue("RuntimeVersionArn is required when UpdateRuntimeOn is Manual.");
  }
  if (
    RuntimeVersionArn !== undefined &&
    RuntimeVersionArn !== runtimeVersionArn(version.settings.runtime, record.scope)
  ) {
    throw notModelled(`The runtime version ${RuntimeVersionArn}`);
  }
  record.runtimeManagement.set(version.version, {
    updateRuntimeOn: UpdateRuntimeOn,
    runtimeVersionArn: RuntimeVersionArn,
  });
  return { FunctionArn: record.arnOf(version.version), UpdateRuntimeOn, RuntimeVersionArn };
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetRuntimeManagementConfig.html */
export function getRuntimeManagementConfig(
  { functions }: LambdaParts,
  { FunctionName, Qualifier }: GetRuntimeManagementConfigRequest,
  context: RequestContext,
): GetRuntimeManagementConfigResponse {
  const { record, version } = functions.requireVersion(parseFunctionReference(FunctionName, Qualifier, context));
  const stored = record.runtimeManagement.get(version.version);
  return {
    FunctionArn: record.arnOf(version.version),
    UpdateRuntimeOn: stored?.updateRuntimeOn ?? "Auto",
    RuntimeVersionArn: stored?.runtimeVersionArn,
  };
}

/**
 * Stored and answered; loops are not looked for here.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionRecursionConfig.html
 */
export function putFunctionRecursionConfig(
  { functions }: LambdaParts,
  { FunctionName, RecursiveLoop }: PutFunctionRecursionConfigRequest,
  context: RequestContext,
): PutFunctionRecursionConfigResponse {
  const record = functions.require(parseFunctionReference(FunctionName, undefined, context));
  record.recursiveLoop = RecursiveLoop;
  return { RecursiveLoop };
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionRecursionConfig.html */
export function getFunctionRecursionConfig(
  { functions }: LambdaParts,
  { FunctionName }: GetFunctionRecursionConfigRequest,
  context: RequestContext,
): GetFunctionRecursionConfigResponse {
  const record = functions.require(parseFunctionReference(FunctionName, undefined, context));
  return { RecursiveLoop: record.recursiveLoop };
}
