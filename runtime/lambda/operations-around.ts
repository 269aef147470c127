import type { LambdaOperations } from "../protocol/generated/lambda.ts";
import type { Bind } from "./operations/service-parts.ts";

/** Layers, function URLs, event invoke configs, event source mappings, account settings. */
export function bindAroundOperations(_bind: Bind): Partial<LambdaOperations> {
  return {};
}
