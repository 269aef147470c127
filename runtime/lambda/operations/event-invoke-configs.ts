import type {
  DeleteFunctionEventInvokeConfigRequest,
  FunctionEventInvokeConfig,
  GetFunctionEventInvokeConfigRequest,
  ListFunctionEventInvokeConfigsRequest,
  ListFunctionEventInvokeConfigsResponse,
  PutFunctionEventInvokeConfigRequest,
} from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { invalidParameterValue, resourceNotFound } from "../errors.ts";
import { checkDestinations } from "../event-invoke-destinations.ts";
import type { EventInvokeConfig } from "../event-invoke-config.ts";
import type { FunctionRecord } from "../function-record.ts";
import { functionArn, LATEST, parseFunctionReference } from "../function-reference.ts";
import type { Functions } from "../functions.ts";
import { pageOf } from "../paging.ts";
import type { Operation } from "./service-parts.ts";

/**
 * What is not given is not kept. The sentences of this family are recorded 2025-11-25, lambda_api--TestLambdaEventInvokeConfig.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
 */
export const putFunctionEventInvokeConfig: Operation<PutFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig> = (
  { functions, clock },
  request,
  context,
) => {
  checkNotEmpty(request);
  const { record, qualifier } = requireTarget(functions, request, context);
  const config: EventInvokeConfig = {
    lastModifiedAt: clock.now(),
    maximumRetryAttempts: request.MaximumRetryAttempts,
    maximumEventAgeInSeconds: request.MaximumEventAgeInSeconds,
    ...(request.DestinationConfig && checkDestinations(request.DestinationConfig, record, functions)),
  };
  record.eventInvokeConfigs.set(qualifier, config);
  return toView(record, qualifier, config);
};

/** What is not given stays. @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionEventInvokeConfig.html */
export const updateFunctionEventInvokeConfig: Operation<
  PutFunctionEventInvokeConfigRequest,
  FunctionEventInvokeConfig
> = ({ functions, clock }, request, context) => {
  checkNotEmpty(request);
  const { record, qualifier } = requireTarget(functions, request, context);
  const before = requireConfig(functions, request, context);
  const config: EventInvokeConfig = {
    ...before,
    lastModifiedAt: clock.now(),
    maximumRetryAttempts: request.MaximumRetryAttempts ?? before.maximumRetryAttempts,
    maximumEventAgeInSeconds: request.MaximumEventAgeInSeconds ?? before.maximumEventAgeInSeconds,
    ...(request.DestinationConfig && checkDestinations(request.DestinationConfig, record, functions)),
  };
  record.eventInvokeConfigs.set(qualifier, config);
  return toView(record, qualifier, config);
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionEventInvokeConfig.html */
export const getFunctionEventInvokeConfig: Operation<GetFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig> = (
  { functions },
  request,
  context,
) => {
  const config = requireConfig(functions, request, context);
  const reference = parseFunctionReference(request.FunctionName, request.Qualifier, context);
  return toView(functions.require(reference), reference.qualifier ?? LATEST, config);
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionEventInvokeConfig.html */
export const deleteFunctionEventInvokeConfig: Operation<DeleteFunctionEventInvokeConfigRequest, void> = (
  { functions },
  request,
  context,
) => {
  requireConfig(functions, request, context);
  const reference = parseFunctionReference(request.FunctionName, request.Qualifier, context);
  functions.find(reference)?.eventInvokeConfigs.delete(reference.qualifier ?? LATEST);
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionEventInvokeConfigs.html */
export const listFunctionEventInvokeConfigs: Operation<
  ListFunctionEventInvokeConfigsRequest,
  ListFunctionEventInvokeConfigsResponse
> = ({ functions }, request, context) => {
  const record = functions.find(parseFunctionReference(request.FunctionName, undefined, context));
  if (record === undefined) throw functionDoesNotExist();
  const configs = [...record.eventInvokeConfigs].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const { items, nextMarker } = pageOf(configs, ([qualifier]) => qualifier, request);
  return {
    FunctionEventInvokeConfigs: items.map(([qualifier, config]) => toView(record, qualifier, config)),
    NextMarker: nextMarker,
  };
};

function functionDoesNotExist(): Error {
  return resourceNotFound("The function doesn't exist.");
}

function checkNotEmpty(request: PutFunctionEventInvokeConfigRequest): void {
  const { MaximumRetryAttempts: attempts, MaximumEventAgeInSeconds: age, DestinationConfig: destinations } = request;
  if (attempts !== undefined || age !== undefined || destinations !== undefined) return;
  throw invalidParameterValue("You must specify at least one of error handling or destination setting.");
}

interface Target {
  readonly record: FunctionRecord;
  readonly qualifier: string;
}

function requireTarget(
  functions: Functions,
  request: GetFunctionEventInvokeConfigRequest,
  context: RequestContext,
): Target {
  const reference = parseFunctionReference(request.FunctionName, request.Qualifier, context);
  const record = functions.find(reference);
  if (record?.versionOf(reference.qualifier) === undefined) throw functionDoesNotExist();
  return { record, qualifier: reference.qualifier ?? LATEST };
}

/** AWS does not say here that the function or its version is missing. */
function requireConfig(
  functions: Functions,
  request: GetFunctionEventInvokeConfigRequest,
  context: RequestContext,
): EventInvokeConfig {
  const reference = parseFunctionReference(request.FunctionName, request.Qualifier, context);
  const { qualifier = LATEST } = reference;
  const config = functions.find(reference)?.eventInvokeConfigs.get(qualifier);
  if (config !== undefined) return config;
  throw resourceNotFound(`The function ${functionArn(reference, qualifier)} doesn't have an EventInvokeConfig`);
}

function toView(record: FunctionRecord, qualifier: string, config: EventInvokeConfig): FunctionEventInvokeConfig {
  return {
    LastModified: config.lastModifiedAt,
    FunctionArn: record.arnOf(qualifier),
    MaximumRetryAttempts: config.maximumRetryAttempts,
    MaximumEventAgeInSeconds: config.maximumEventAgeInSeconds,
    DestinationConfig: {
      OnSuccess: config.onSuccess === undefined ? {} : { Destination: config.onSuccess },
      OnFailure: config.onFailure === undefined ? {} : { Destination: config.onFailure },
    },
  };
}
