import type { LambdaOperations } from "../protocol/generated/lambda.ts";
import { getFunctionConcurrency } from "./operations/get-function-concurrency.ts";
import type { Bind } from "./operations/service-parts.ts";

/** Functions, versions, aliases, permissions, concurrency, invocations. */
export function bindFunctionOperations(bind: Bind): Partial<LambdaOperations> {
  return {
    GetFunctionConcurrency: bind(getFunctionConcurrency),
  };
}
