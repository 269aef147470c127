import type {
  FunctionConfiguration,
  UpdateFunctionCodeRequest,
  UpdateFunctionConfigurationRequest,
} from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { checkRequestSize } from "../archive.ts";
import { checkSettled } from "../deployments.ts";
import { notModelled, preconditionFailed } from "../errors.ts";
import type { FunctionRecord } from "../function-record.ts";
import { parseFunctionReference } from "../function-reference.ts";
import { shownCode, shownConfiguration } from "../function-view.ts";
import { publish } from "../publishing.ts";
import { takeCode } from "../requested-code.ts";
import { changeSettings } from "../requested-settings.ts";
import type { LambdaParts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
export async function updateFunctionConfiguration(
  parts: LambdaParts,
  request: UpdateFunctionConfigurationRequest,
  context: RequestContext,
): Promise<FunctionConfiguration> {
  const record = parts.functions.require(parseFunctionReference(request.FunctionName, undefined, context));
  const settings = changeSettings(record.latest.settings, request, {
    functionName: record.functionName,
    scope: record.scope,
    layer: parts.layer,
  });
  checkChangeable(record, request.RevisionId);
  const updated = parts.deployments.update(record, { settings });
  return shownConfiguration(record, updated, record.arn, await shownCode(parts.runner, record, updated));
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html */
export async function updateFunctionCode(
  parts: LambdaParts,
  request: UpdateFunctionCodeRequest,
  context: RequestContext,
): Promise<FunctionConfiguration> {
  const { deployments, functions, runner } = parts;
  checkRequestSize(request.ZipFile, context, "UpdateFunctionCode");
  if (request.PublishTo !== undefined) throw notModelled("PublishTo");
  const record = functions.require(parseFunctionReference(request.FunctionName, undefined, context));
  checkChangeable(record, request.RevisionId);
  const code = await takeCode(parts, request);
  const settings = {
    ...record.latest.settings,
    architectures: request.Architectures ?? record.latest.settings.architectures,
  };
  if (request.DryRun === true) {
    const tried = { ...record.latest, settings, code };
    return shownConfiguration(record, tried, record.arn, await shownCode(runner, record, tried));
  }
  // Another update may have begun while the code was unpacked.
  checkChangeable(record, request.RevisionId);
  const updated = deployments.update(record, { settings, code });
  if (request.Publish !== true)
    return shownConfiguration(record, updated, record.arn, await shownCode(runner, record, updated));
  const version = await publish(parts, record, { state: "creating" });
  return shownConfiguration(record, version, record.arnOf(version.version), await shownCode(runner, record, version));
}

/** @throws {AwsError} `PreconditionFailedException`, `ResourceConflictException` */
export function checkChangeable(record: FunctionRecord, revisionId: string | undefined): void {
  if (revisionId !== undefined && revisionId !== record.latest.revisionId)
    throw preconditionFailed("GetFunction/GetAlias");
  checkSettled(record);
}
