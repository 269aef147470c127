import type { LambdaOperations } from "../protocol/generated/lambda.ts";
import { bindAroundOperations } from "./operations-around.ts";
import { bindFunctionOperations } from "./operations-functions.ts";
import type { Bind, LambdaParts } from "./operations/service-parts.ts";

/** The operations that are modelled, bound to one service's parts; the others are refused by name. */
export function bindOperations(parts: LambdaParts): Partial<LambdaOperations> {
  const bind: Bind = (operation) => (input, context) => operation(parts, input, context);
  return { ...bindFunctionOperations(bind), ...bindAroundOperations(bind) };
}
