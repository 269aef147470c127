import type { Random } from "../core/random.ts";
import type { AliasRoutingConfiguration } from "../protocol/generated/lambda.ts";
import type { Alias } from "./alias.ts";
import { functionNotFound, invalidParameterValue, invalidParameterValueUntyped } from "./errors.ts";
import type { FunctionRecord } from "./function-record.ts";
import { LATEST } from "./function-reference.ts";

/**
 * Checks where an alias points to. Sentences recorded 2025-11-25, lambda_api--TestLambdaAlias.notfound_and_invalid_routingconfigs.
 *
 * @returns its weights; absent when it has none
 * @throws {AwsError} `InvalidParameterValueException`, `ResourceNotFoundException`
 */
export function checkRouting(
  record: FunctionRecord,
  functionVersion: string,
  routing: AliasRoutingConfiguration | undefined,
): Alias["additionalVersionWeights"] {
  const weights = routing?.AdditionalVersionWeights ?? {};
  const [additional, ...more] = Object.keys(weights);
  if (more.length > 0) {
    throw invalidParameterValue("Number of items in AdditionalVersionWeights cannot be greater than 1");
  }
  if (record.version(functionVersion) === undefined) throw functionNotFound(record.arnOf(functionVersion));
  if (additional === undefined) return undefined;
  if (additional === functionVersion) {
    throw invalidParameterValue(
      `Invalid function version ${additional}. Function version ${additional} is already included in routing configuration.`,
    );
  }
  if (functionVersion === LATEST) {
    throw invalidParameterValueUntyped("$LATEST is not supported for an alias pointing to more than 1 version");
  }
  if (record.version(additional) === undefined) throw functionNotFound(record.arnOf(additional));
  return weights;
}

/** The version that one invocation of the alias runs. https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html */
export function routedVersion({ functionVersion, additionalVersionWeights = {} }: Alias, random: Random): string {
  for (const [version, weight] of Object.entries(additionalVersionWeights)) {
    if (random.float() < weight) return version;
  }
  return functionVersion;
}
