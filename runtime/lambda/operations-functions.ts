import type { LambdaOperations } from "../protocol/generated/lambda.ts";
import { createFunction } from "./operations/create-function.ts";
import { deleteFunction } from "./operations/delete-function.ts";
import { getFunctionConcurrency } from "./operations/get-function-concurrency.ts";
import { getFunction, getFunctionConfiguration } from "./operations/get-function.ts";
import { listFunctions, listVersionsByFunction } from "./operations/list-functions.ts";
import { publishVersion } from "./operations/publish-version.ts";
import type { Bind } from "./operations/service-parts.ts";
import { updateFunctionCode, updateFunctionConfiguration } from "./operations/update-function.ts";

/** Functions, versions, aliases, permissions, concurrency, invocations. */
export function bindFunctionOperations(bind: Bind): Partial<LambdaOperations> {
  return {
    CreateFunction: bind(createFunction),
    DeleteFunction: bind(deleteFunction),
    GetFunction: bind(getFunction),
    GetFunctionConcurrency: bind(getFunctionConcurrency),
    GetFunctionConfiguration: bind(getFunctionConfiguration),
    ListFunctions: bind(listFunctions),
    ListVersionsByFunction: bind(listVersionsByFunction),
    PublishVersion: bind(publishVersion),
    UpdateFunctionCode: bind(updateFunctionCode),
    UpdateFunctionConfiguration: bind(updateFunctionConfiguration),
  };
}
