import type {
  DeleteFunctionCodeSigningConfigRequest,
  GetFunctionCodeSigningConfigRequest,
  GetFunctionCodeSigningConfigResponse,
  ListFunctionsByCodeSigningConfigRequest,
  ListFunctionsByCodeSigningConfigResponse,
  PutFunctionCodeSigningConfigRequest,
  PutFunctionCodeSigningConfigResponse,
} from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import type { FunctionRecord } from "../function-record.ts";
import { parseFunctionReference } from "../function-reference.ts";
import type { Functions } from "../functions.ts";
import { pageOf } from "../paging.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionCodeSigningConfig.html */
export const putFunctionCodeSigningConfig: Operation<
  PutFunctionCodeSigningConfigRequest,
  PutFunctionCodeSigningConfigResponse
> = ({ functions, codeSigning }, request, context) => {
  const { CodeSigningConfigArn } = request;
  codeSigning.check(CodeSigningConfigArn);
  const record = requireFunction(functions, request.FunctionName, context);
  codeSigning.attach(record, CodeSigningConfigArn);
  return { CodeSigningConfigArn, FunctionName: record.functionName };
};

/** Empty for a function without one. @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionCodeSigningConfig.html */
export const getFunctionCodeSigningConfig: Operation<
  GetFunctionCodeSigningConfigRequest,
  GetFunctionCodeSigningConfigResponse
> = ({ functions, codeSigning }, request, context) => {
  const record = requireFunction(functions, request.FunctionName, context);
  const CodeSigningConfigArn = codeSigning.arnOf(record);
  // The model requires both members, and AWS answers without.
  if (CodeSigningConfigArn === undefined) return {} as GetFunctionCodeSigningConfigResponse;
  return { CodeSigningConfigArn, FunctionName: record.functionName };
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionCodeSigningConfig.html */
export const deleteFunctionCodeSigningConfig: Operation<DeleteFunctionCodeSigningConfigRequest, void> = (
  { functions, codeSigning },
  request,
  context,
) => codeSigning.detach(requireFunction(functions, request.FunctionName, context));

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionsByCodeSigningConfig.html */
export const listFunctionsByCodeSigningConfig: Operation<
  ListFunctionsByCodeSigningConfigRequest,
  ListFunctionsByCodeSigningConfigResponse
> = ({ functions, codeSigning }, request, context) => {
  const { CodeSigningConfigArn } = codeSigning.require(request.CodeSigningConfigArn);
  const records = functions.of(context).filter((record) => codeSigning.arnOf(record) === CodeSigningConfigArn);
  const { items, nextMarker } = pageOf(records, ({ functionName }) => functionName, request);
  return { FunctionArns: items.map(({ arn }) => arn), NextMarker: nextMarker };
};

function requireFunction(functions: Functions, functionName: string, context: RequestContext): FunctionRecord {
  return functions.require(parseFunctionReference(functionName, undefined, context));
}
