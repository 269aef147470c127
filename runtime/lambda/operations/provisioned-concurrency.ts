import type {
  DeleteProvisionedConcurrencyConfigRequest,
  GetProvisionedConcurrencyConfigRequest,
  GetProvisionedConcurrencyConfigResponse,
  ListProvisionedConcurrencyConfigsRequest,
  ListProvisionedConcurrencyConfigsResponse,
  PutProvisionedConcurrencyConfigRequest,
  PutProvisionedConcurrencyConfigResponse,
} from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { invalidParameterValue, provisionedConcurrencyNotFound, resourceConflict } from "../errors.ts";
import type { FunctionRecord } from "../function-record.ts";
import { LATEST, parseFunctionReference } from "../function-reference.ts";
import { pageOf } from "../paging.ts";
import type { ProvisionedConcurrency } from "../provisioned-concurrency-config.ts";
import { provision } from "../provisioned-concurrency.ts";
import { lastModifiedSeconds } from "../timestamps.ts";
import { requireQualified } from "../versions-and-aliases.ts";
import type { LambdaParts } from "./service-parts.ts";

interface Qualified {
  readonly FunctionName: string;
  readonly Qualifier: string;
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html */
export function putProvisionedConcurrencyConfig(
  parts: LambdaParts,
  request: PutProvisionedConcurrencyConfigRequest,
  context: RequestContext,
): PutProvisionedConcurrencyConfigResponse {
  const { Qualifier: qualifier, ProvisionedConcurrentExecutions: requested } = request;
  const unpublished = "Provisioned Concurrency Configs cannot be applied to unpublished function versions.";
  const record = target(parts, request, context, unpublished);
  checkNoOther(record, qualifier);
  parts.quota.checkProvisioned(record, qualifier, requested);
  return shown(provision(parts, record, qualifier, requested));
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetProvisionedConcurrencyConfig.html */
export function getProvisionedConcurrencyConfig(
  parts: LambdaParts,
  request: GetProvisionedConcurrencyConfigRequest,
  context: RequestContext,
): GetProvisionedConcurrencyConfigResponse {
  const record = target(parts, request, context, NOT_PUBLISHED);
  const provisioned = record.provisionedConcurrency.get(request.Qualifier);
  if (provisioned === undefined) throw provisionedConcurrencyNotFound();
  return shown(provisioned);
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteProvisionedConcurrencyConfig.html */
export function deleteProvisionedConcurrencyConfig(
  parts: LambdaParts,
  request: DeleteProvisionedConcurrencyConfigRequest,
  context: RequestContext,
): void {
  target(parts, request, context, NOT_PUBLISHED).provisionedConcurrency.delete(request.Qualifier);
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListProvisionedConcurrencyConfigs.html */
export function listProvisionedConcurrencyConfigs(
  { functions }: LambdaParts,
  request: ListProvisionedConcurrencyConfigsRequest,
  context: RequestContext,
): ListProvisionedConcurrencyConfigsResponse {
  const record = functions.require(parseFunctionReference(request.FunctionName, undefined, context));
  const all = [...record.provisionedConcurrency].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const page = pageOf(all, ([qualifier]) => qualifier, request);
  return {
    ProvisionedConcurrencyConfigs: page.items.map(([qualifier, provisioned]) => ({
      FunctionArn: record.arnOf(qualifier),
      ...shown(provisioned),
    })),
    NextMarker: page.nextMarker,
  };
}

const NOT_PUBLISHED = "The function resource provided must be an alias or a published version.";

/** Sentences recorded 2025-11-25, lambda_api--TestLambdaProvisionedConcurrency.provisioned_concurrency_exceptions. */
function target(
  { functions }: LambdaParts,
  { FunctionName, Qualifier }: Qualified,
  context: RequestContext,
  unpublished: string,
): FunctionRecord {
  if (Qualifier === LATEST) throw invalidParameterValue(unpublished);
  return requireQualified(functions, parseFunctionReference(FunctionName, Qualifier, context));
}

/** A version has it from itself or from one alias (recorded 2025-11-25, lambda_api--TestLambdaProvisionedConcurrency.lambda_provisioned_lifecycle). */
function checkNoOther(record: FunctionRecord, qualifier: string): void {
  const alias = record.aliases.get(qualifier);
  if (alias !== undefined) {
    if (!record.provisionedConcurrency.has(alias.functionVersion)) return;
    throw resourceConflict(
      "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
    );
  }
  for (const { name, functionVersion } of record.aliases.values()) {
    if (functionVersion === qualifier && record.provisionedConcurrency.has(name)) {
      throw resourceConflict("Version is pointed by a Provisioned Concurrency alias");
    }
  }
}

function shown(provisioned: ProvisionedConcurrency): GetProvisionedConcurrencyConfigResponse {
  return {
    RequestedProvisionedConcurrentExecutions: provisioned.requested,
    AvailableProvisionedConcurrentExecutions: provisioned.allocated,
    AllocatedProvisionedConcurrentExecutions: provisioned.allocated,
    Status: provisioned.status,
    LastModified: lastModifiedSeconds(provisioned.lastModifiedAt),
  };
}
