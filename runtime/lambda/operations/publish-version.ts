import type { FunctionConfiguration, PublishVersionRequest } from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { invalidParameterValue, notModelled } from "../errors.ts";
import { parseFunctionReference } from "../function-reference.ts";
import { shownCode, shownConfiguration } from "../function-view.ts";
import { publish } from "../publishing.ts";
import type { LambdaParts } from "./service-parts.ts";
import { checkChangeable } from "./update-function.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html */
export async function publishVersion(
  parts: LambdaParts,
  request: PublishVersionRequest,
  context: RequestContext,
): Promise<FunctionConfiguration> {
  const { functions, runner } = parts;
  if (request.PublishTo !== undefined) throw notModelled("PublishTo");
  const record = functions.require(parseFunctionReference(request.FunctionName, undefined, context));
  checkChangeable(record, request.RevisionId);
  const { CodeSha256: current = "" } = await shownCode(runner, record, record.latest);
  if (request.CodeSha256 !== undefined && request.CodeSha256 !== "" && request.CodeSha256 !== current) {
    // Recorded 2025-11-25, lambda_api--TestLambdaVersions.publish_with_wrong_sha256.
    throw invalidParameterValue(
      `CodeSHA256 (${request.CodeSha256}) is different from current CodeSHA256 in $LATEST (${current}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  }
  const version = await publish(parts, record, { description: emptyToAbsent(request.Description), state: "active" });
  return shownConfiguration(record, version, record.arnOf(version.version), await shownCode(runner, record, version));
}

function emptyToAbsent(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
