import type { DeleteFunctionRequest, DeleteFunctionResponse } from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { invalidParameterValue, resourceConflict } from "../errors.ts";
import type { FunctionRecord } from "../function-record.ts";
import { LATEST, parseFunctionReference } from "../function-reference.ts";
import { isAliasName } from "../versions-and-aliases.ts";
import type { LambdaParts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html */
export function deleteFunction(
  parts: LambdaParts,
  { FunctionName: name, Qualifier: given }: DeleteFunctionRequest,
  context: RequestContext,
): DeleteFunctionResponse {
  const { functions, runner } = parts;
  const reference = parseFunctionReference(name, given, context);
  const { qualifier } = reference;
  if (qualifier === LATEST) {
    // Recorded 2025-11-25, lambda_api--TestLambdaFunction.ops_with_arn_qualifier_mismatch.
    throw invalidParameterValue("$LATEST version cannot be deleted without deleting the function.");
  }
  if (qualifier !== undefined && isAliasName(qualifier)) {
    // Recorded 2025-11-25, lambda_api--TestLambdaFunction.function_name_and_qualifier_validation.
    throw invalidParameterValue("Deletion of aliases is not currently supported.");
  }
  const record = functions.require(reference);
  if (qualifier === undefined) {
    functions.delete(record);
    runner.remove(record.arn);
  } else deleteVersion(parts, record, qualifier);
  return { StatusCode: 204 };
}

/** A version that does not exist is deleted already (recorded 2025-11-25, lambda_api--TestLambdaFunction.delete_on_nonexisting_version). */
function deleteVersion({ runner }: LambdaParts, record: FunctionRecord, version: string): void {
  if (!record.published.has(version)) return;
  const aliases = [...record.aliases.values()].filter(
    ({ functionVersion, additionalVersionWeights = {} }) =>
      functionVersion === version || additionalVersionWeights[version] !== undefined,
  );
  // AWS's sentence, known from public tools that match it.
  if (aliases.length > 0) {
    throw resourceConflict(
      `Unable to delete version because the following aliases reference it: [${aliases.map((alias) => alias.name).join(", ")}]`,
    );
  }
  record.published.delete(version);
  record.policies.delete(version);
  record.eventInvokeConfigs.delete(version);
  record.provisionedConcurrency.delete(version);
  runner.remove(record.arn, version);
}
