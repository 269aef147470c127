import type { LambdaOperations } from "../protocol/generated/lambda.ts";
import { createAlias, deleteAlias, getAlias, listAliases, updateAlias } from "./operations/aliases.ts";
import { createFunction } from "./operations/create-function.ts";
import { deleteFunction } from "./operations/delete-function.ts";
import {
  deleteFunctionConcurrency,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from "./operations/function-concurrency.ts";
import {
  getFunctionRecursionConfig,
  getRuntimeManagementConfig,
  putFunctionRecursionConfig,
  putRuntimeManagementConfig,
} from "./operations/function-options.ts";
import { getFunction, getFunctionConfiguration } from "./operations/get-function.ts";
import { invokeWithResponseStream } from "./operations/invoke-with-response-stream.ts";
import { invoke, invokeAsync } from "./operations/invoke.ts";
import { listFunctions, listVersionsByFunction } from "./operations/list-functions.ts";
import { addPermission, getPolicy, removePermission } from "./operations/permissions.ts";
import {
  deleteProvisionedConcurrencyConfig,
  getProvisionedConcurrencyConfig,
  listProvisionedConcurrencyConfigs,
  putProvisionedConcurrencyConfig,
} from "./operations/provisioned-concurrency.ts";
import { publishVersion } from "./operations/publish-version.ts";
import type { Bind } from "./operations/service-parts.ts";
import { listTags, tagResource, untagResource } from "./operations/tags.ts";
import { updateFunctionCode, updateFunctionConfiguration } from "./operations/update-function.ts";

/** Functions, versions, aliases, permissions, tags, concurrency, invocations. */
export function bindFunctionOperations(bind: Bind): Partial<LambdaOperations> {
  return {
    AddPermission: bind(addPermission),
    CreateAlias: bind(createAlias),
    CreateFunction: bind(createFunction),
    DeleteAlias: bind(deleteAlias),
    DeleteFunction: bind(deleteFunction),
    DeleteFunctionConcurrency: bind(deleteFunctionConcurrency),
    DeleteProvisionedConcurrencyConfig: bind(deleteProvisionedConcurrencyConfig),
    GetAlias: bind(getAlias),
    GetFunction: bind(getFunction),
    GetFunctionConcurrency: bind(getFunctionConcurrency),
    GetFunctionConfiguration: bind(getFunctionConfiguration),
    GetFunctionRecursionConfig: bind(getFunctionRecursionConfig),
    GetPolicy: bind(getPolicy),
    GetProvisionedConcurrencyConfig: bind(getProvisionedConcurrencyConfig),
    GetRuntimeManagementConfig: bind(getRuntimeManagementConfig),
    Invoke: bind(invoke),
    InvokeAsync: bind(invokeAsync),
    InvokeWithResponseStream: bind(invokeWithResponseStream),
    ListAliases: bind(listAliases),
    ListFunctions: bind(listFunctions),
    ListProvisionedConcurrencyConfigs: bind(listProvisionedConcurrencyConfigs),
    ListTags: bind(listTags),
    ListVersionsByFunction: bind(listVersionsByFunction),
    PublishVersion: bind(publishVersion),
    PutFunctionConcurrency: bind(putFunctionConcurrency),
    PutFunctionRecursionConfig: bind(putFunctionRecursionConfig),
    PutProvisionedConcurrencyConfig: bind(putProvisionedConcurrencyConfig),
    PutRuntimeManagementConfig: bind(putRuntimeManagementConfig),
    RemovePermission: bind(removePermission),
    TagResource: bind(tagResource),
    UntagResource: bind(untagResource),
    UpdateAlias: bind(updateAlias),
    UpdateFunctionCode: bind(updateFunctionCode),
    UpdateFunctionConfiguration: bind(updateFunctionConfiguration),
  };
}
