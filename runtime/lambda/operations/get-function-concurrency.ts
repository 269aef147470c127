import type { GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse } from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { parseFunctionReference } from "../function-reference.ts";
import type { LambdaParts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html */
export function getFunctionConcurrency(
  { functions }: LambdaParts,
  { FunctionName }: GetFunctionConcurrencyRequest,
  context: RequestContext,
): GetFunctionConcurrencyResponse {
  const record = functions.require(parseFunctionReference(FunctionName, undefined, context));
  return { ReservedConcurrentExecutions: record.reservedConcurrency };
}
