import type {
  Concurrency,
  DeleteFunctionConcurrencyRequest,
  GetFunctionConcurrencyRequest,
  GetFunctionConcurrencyResponse,
  PutFunctionConcurrencyRequest,
} from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { functionNotFound, invalidParameterValue } from "../errors.ts";
import { functionArn, LATEST, parseFunctionReference } from "../function-reference.ts";
import type { LambdaParts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html */
export function putFunctionConcurrency(
  { functions, quota, runner }: LambdaParts,
  { FunctionName, ReservedConcurrentExecutions: executions }: PutFunctionConcurrencyRequest,
  context: RequestContext,
): Concurrency {
  const reference = parseFunctionReference(FunctionName, undefined, context);
  // Both recorded 2025-11-25, lambda_api--TestLambdaReservedConcurrency.function_concurrency_exceptions.
  if (reference.qualifier !== undefined) {
    throw invalidParameterValue(
      "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
    );
  }
  const record = functions.find(reference);
  if (record === undefined) throw functionNotFound(functionArn(reference, LATEST));
  quota.checkReserved(record, executions);
  record.reservedConcurrency = executions;
  runner.reserve(record.arn, executions);
  return { ReservedConcurrentExecutions: executions };
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html */
export function getFunctionConcurrency(
  { functions }: LambdaParts,
  { FunctionName }: GetFunctionConcurrencyRequest,
  context: RequestContext,
): GetFunctionConcurrencyResponse {
  const record = functions.require(parseFunctionReference(FunctionName, undefined, context));
  return { ReservedConcurrentExecutions: record.reservedConcurrency };
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html */
export function deleteFunctionConcurrency(
  { functions, runner }: LambdaParts,
  { FunctionName }: DeleteFunctionConcurrencyRequest,
  context: RequestContext,
): void {
  const record = functions.require(parseFunctionReference(FunctionName, undefined, context));
  record.reservedConcurrency = undefined;
  runner.reserve(record.arn, undefined);
}
