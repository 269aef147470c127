import type { LambdaOperations } from "../protocol/generated/lambda.ts";
import type { Service } from "../protocol/service.ts";
import { constraintError } from "./constraint-error.ts";
import { bindOperations } from "./operations.ts";
import { createParts, type LambdaOptions } from "./service.ts";

export type { LambdaOptions } from "./service.ts";

/** AWS Lambda: its operations for clients, its functions for the other rooms. */
export interface Lambda {
  readonly service: Service<LambdaOperations>;
}

export function createLambdaService(options: LambdaOptions): Lambda {
  const parts = createParts(options);
  return {
    service: { name: "lambda", operations: bindOperations(parts), constraintError },
  };
}
