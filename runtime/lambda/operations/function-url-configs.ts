import type {
  Cors,
  CreateFunctionUrlConfigRequest,
  CreateFunctionUrlConfigResponse,
  DeleteFunctionUrlConfigRequest,
  FunctionUrlConfig,
  GetFunctionUrlConfigRequest,
  ListFunctionUrlConfigsRequest,
  ListFunctionUrlConfigsResponse,
  UpdateFunctionUrlConfigRequest,
  UpdateFunctionUrlConfigResponse,
} from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { resourceConflict, resourceDoesNotExist, resourceNotFound } from "../errors.ts";
import type { FunctionRecord } from "../function-record.ts";
import { LATEST, parseFunctionReference } from "../function-reference.ts";
import { functionUrlText, type FunctionUrlSettings, newUrlId } from "../function-url-config.ts";
import type { Functions } from "../functions.ts";
import { pageOf } from "../paging.ts";
import { isoText } from "../timestamps.ts";
import type { LambdaParts, Operation } from "./service-parts.ts";

/**
 * The sentences of this family, and which members are shown where, are recorded 2025-11-25, lambda_api--TestLambdaUrl.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html
 */
export const createFunctionUrlConfig: Operation<CreateFunctionUrlConfigRequest, CreateFunctionUrlConfigResponse> = (
  parts,
  request,
  context,
) => {
  const { record, qualifier } = requireTarget(parts.functions, request, context);
  if (record.urls.has(qualifier)) {
    throw resourceConflict(
      `Failed to create function url config for [functionArn = ${shownArn(record, qualifier)}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    );
  }
  const now = parts.clock.now();
  const settings: FunctionUrlSettings = {
    urlId: newUrlId(parts.random),
    authType: request.AuthType,
    invokeMode: request.InvokeMode,
    cors: emptyToAbsent(request.Cors),
    createdAt: now,
    lastModifiedAt: now,
  };
  record.urls.set(qualifier, settings);
  const { LastModifiedTime: _, ...view } = toView(parts, { record, qualifier }, settings);
  return view;
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionUrlConfig.html */
export const getFunctionUrlConfig: Operation<GetFunctionUrlConfigRequest, FunctionUrlConfig> = (
  parts,
  request,
  context,
) => {
  const { settings, ...target } = requireSettings(parts.functions, request, context);
  return { ...toView(parts, target, settings), InvokeMode: settings.invokeMode ?? "BUFFERED" };
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionUrlConfig.html */
export const updateFunctionUrlConfig: Operation<UpdateFunctionUrlConfigRequest, UpdateFunctionUrlConfigResponse> = (
  parts,
  request,
  context,
) => {
  requireTarget(parts.functions, request, context);
  const { settings: before, ...target } = requireSettings(parts.functions, request, context);
  const settings: FunctionUrlSettings = {
    ...before,
    authType: request.AuthType ?? before.authType,
    invokeMode: request.InvokeMode ?? before.invokeMode,
    cors: request.Cors === undefined ? before.cors : emptyToAbsent(request.Cors),
    lastModifiedAt: parts.clock.now(),
  };
  target.record.urls.set(target.qualifier, settings);
  return toView(parts, target, settings);
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionUrlConfig.html */
export const deleteFunctionUrlConfig: Operation<DeleteFunctionUrlConfigRequest, void> = (
  { functions },
  request,
  context,
) => {
  const { record, qualifier } = requireSettings(functions, request, context);
  record.urls.delete(qualifier);
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionUrlConfigs.html */
export const listFunctionUrlConfigs: Operation<ListFunctionUrlConfigsRequest, ListFunctionUrlConfigsResponse> = (
  parts,
  request,
  context,
) => {
  const record = parts.functions.find(parseFunctionReference(request.FunctionName, undefined, context));
  if (record === undefined) throw functionDoesNotExist();
  const urls = [...record.urls].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const { items, nextMarker } = pageOf(urls, ([qualifier]) => qualifier, request);
  return {
    FunctionUrlConfigs: items.map(([qualifier, settings]) => ({
      ...toView(parts, { record, qualifier }, settings),
      InvokeMode: settings.invokeMode ?? "BUFFERED",
    })),
    NextMarker: nextMarker,
  };
};

interface Target {
  readonly record: FunctionRecord;
  /** `$LATEST` or an alias. */
  readonly qualifier: string;
}

function functionDoesNotExist(): Error {
  return resourceNotFound("Function does not exist");
}

/** Create and Update say that the function, or its alias, is missing. */
function requireTarget(functions: Functions, request: GetFunctionUrlConfigRequest, context: RequestContext): Target {
  const { record, qualifier } = findTarget(functions, request, context);
  if (record?.versionOf(qualifier) === undefined) throw functionDoesNotExist();
  return { record, qualifier };
}

/** The others say only that something is. */
function requireSettings(
  functions: Functions,
  request: GetFunctionUrlConfigRequest,
  context: RequestContext,
): Target & { readonly settings: FunctionUrlSettings } {
  const { record, qualifier } = findTarget(functions, request, context);
  const settings = record?.urls.get(qualifier);
  if (record === undefined || settings === undefined) throw resourceDoesNotExist();
  return { record, qualifier, settings };
}

function findTarget(
  functions: Functions,
  request: GetFunctionUrlConfigRequest,
  context: RequestContext,
): { readonly record: FunctionRecord | undefined; readonly qualifier: string } {
  const reference = parseFunctionReference(request.FunctionName, request.Qualifier, context);
  return { record: functions.find(reference), qualifier: reference.qualifier ?? LATEST };
}

/** Without a qualifier for `$LATEST`. */
function shownArn(record: FunctionRecord, qualifier: string): string {
  return record.arnOf(qualifier === LATEST ? undefined : qualifier);
}

function emptyToAbsent(cors: Cors | undefined): Cors | undefined {
  const isEmpty = cors === undefined || Object.values(cors).every((value) => value === undefined);
  return isEmpty ? undefined : cors;
}

function toView(
  { endpointUrl }: Pick<LambdaParts, "endpointUrl">,
  { record, qualifier }: Target,
  settings: FunctionUrlSettings,
): FunctionUrlConfig {
  return {
    FunctionUrl: functionUrlText(settings.urlId, endpointUrl()),
    FunctionArn: shownArn(record, qualifier),
    AuthType: settings.authType,
    Cors: settings.cors,
    CreationTime: isoText(settings.createdAt),
    LastModifiedTime: isoText(settings.lastModifiedAt),
    InvokeMode: settings.invokeMode,
  };
}
