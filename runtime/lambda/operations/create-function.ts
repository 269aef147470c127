import type { CreateFunctionRequest, FunctionConfiguration } from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { checkRequestSize } from "../archive.ts";
import { accessDenied, invalidParameterValue, resourceConflict } from "../errors.ts";
import { FunctionRecord } from "../function-record.ts";
import { LATEST, parseFunctionReference, type FunctionReference } from "../function-reference.ts";
import type { FunctionVersion } from "../function-version.ts";
import { shownCode, shownConfiguration } from "../function-view.ts";
import { publish } from "../publishing.ts";
import { takeCode } from "../requested-code.ts";
import { createSettings } from "../requested-settings.ts";
import { addTags } from "../tags.ts";
import type { LambdaParts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export async function createFunction(
  parts: LambdaParts,
  request: CreateFunctionRequest,
  context: RequestContext,
): Promise<FunctionConfiguration> {
  const { functions, deployments, runner, codeSigning } = parts;
  const { CodeSigningConfigArn: codeSigningConfigArn } = request;
  checkRequestSize(request.Code.ZipFile, context, "CreateFunction");
  const { functionName, scope } = newFunction(request.FunctionName, context);
  const settings = createSettings(request, { functionName, scope, layer: parts.layer });
  const tags = new Map<string, string>();
  addTags(tags, request.Tags ?? {});
  if (codeSigningConfigArn !== undefined) codeSigning.check(codeSigningConfigArn);
  checkNew(parts, { functionName, scope });
  const code = await takeCode(parts, request.Code);
  // Somebody may have been faster while the code was unpacked.
  checkNew(parts, { functionName, scope });
  const record = new FunctionRecord(
    { functionName, scope, origin: "api" },
    {
      version: LATEST,
      settings,
      code,
      state: "creating",
      revisionId: deployments.revisionId(),
      lastModifiedAt: deployments.now(),
    },
  );
  for (const [key, value] of tags) record.tags.set(key, value);
  deployments.deployRequested(record, record.latest);
  functions.add(record);
  if (codeSigningConfigArn !== undefined) codeSigning.attach(record, codeSigningConfigArn);
  deployments.settleCreated(record);
  const version = request.Publish === true ? await publishFirst(parts, record) : record.latest;
  // Recorded 2025-11-25, lambda_api--TestLambdaVersions.publish_version_on_create: unqualified also for a version.
  return shownConfiguration(record, version, record.arn, await shownCode(runner, record, version));
}

/** A function whose first version cannot be made is not made either. */
async function publishFirst(parts: LambdaParts, record: FunctionRecord): Promise<FunctionVersion> {
  try {
    return await publish(parts, record, { state: "creating" });
  } catch (error) {
    parts.functions.delete(record);
    parts.runner.remove(record.arn);
    throw error;
  }
}

/** AWS's limit of a bare name, which the model does not have (recorded 2025-11-25, lambda_api--TestLambdaFunction.function_arns). */
const LONGEST_NAME = 64;

function newFunction(name: string, context: RequestContext): FunctionReference {
  const { functionName, scope, qualifier } = parseFunctionReference(name, undefined, context);
  if (functionName.length > LONGEST_NAME) {
    throw invalidParameterValue(
      `1 validation error detected: Value '${functionName}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to ${LONGEST_NAME}`,
    );
  }
  if (scope.accountId !== context.accountId) throw accessDenied();
  // The sentence is ours: AWS's pattern lets a qualifier through, and a new function has no versions to name.
  if (qualifier !== undefined) throw invalidParameterValue("A function is created without a version or an alias.");
  return { functionName, scope };
}

function checkNew({ functions }: LambdaParts, reference: FunctionReference): void {
  if (functions.find(reference) === undefined) return;
  throw resourceConflict(`Function already exist: ${reference.functionName}`);
}
