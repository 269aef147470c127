import type { FunctionHost } from "../../../handlers/index.ts";
import type { FunctionDefinition } from "../../../runtime/core/function-definition.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";

export function deployAll(host: FunctionHost, definitions: readonly FunctionDefinition[]): void {
  for (const definition of definitions) host.deploy(definition);
}

/** Runs `$LATEST` of one of the host's functions once. */
export function invokeLatest(host: FunctionHost, functionName: string, payload = "{}"): Promise<InvokeOutcome> {
  const functionArn = arnOf(host, functionName);
  return host.run({ functionArn, version: "$LATEST", invokedFunctionArn: functionArn, payload, causeId: undefined });
}

/** @throws {Error} when the host has no such function */
export function arnOf(host: FunctionHost, functionName: string): string {
  const found = host.list().find(({ definition }) => definition.functionName === functionName);
  if (found === undefined) throw new Error(`The host has no function ${functionName}.`);
  return found.functionArn;
}
