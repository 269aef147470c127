import { AwsError } from "../../../runtime/core/errors.ts";
import type { FunctionDefinition } from "../../../runtime/core/function-definition.ts";
import { LambdaCaller } from "../../conformance/lambda/lambda-caller.ts";

/** A function of a config. */
export function defined(functionName: string, extra: Partial<FunctionDefinition> = {}): FunctionDefinition {
  return {
    functionName,
    handler: "src/orders.handler",
    runtime: "nodejs22.x",
    timeout: 3,
    memorySize: 128,
    environment: {},
    bundle: { external: [], mode: "code" },
    ...extra,
  };
}

export function lambdaWorld(accountConcurrency?: number, minimumUnreservedConcurrency?: number): LambdaCaller {
  return new LambdaCaller(accountConcurrency, minimumUnreservedConcurrency);
}

/** The refusal that a call must end with. */
export async function refusal(call: Promise<unknown>): Promise<{ readonly code: string; readonly message: string }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof AwsError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("it was not refused");
}
