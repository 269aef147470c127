import type {
  AliasConfiguration,
  CreateAliasRequest,
  DeleteAliasRequest,
  GetAliasRequest,
  ListAliasesRequest,
  ListAliasesResponse,
  UpdateAliasRequest,
} from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { checkRouting } from "../alias-weights.ts";
import type { Alias } from "../alias.ts";
import { aliasNotFound, functionNotFound, preconditionFailed, resourceConflict, resourceNotFound } from "../errors.ts";
import type { FunctionRecord } from "../function-record.ts";
import { functionArn, parseFunctionReference } from "../function-reference.ts";
import { pageOf } from "../paging.ts";
import { provision } from "../provisioned-concurrency.ts";
import type { LambdaParts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html */
export function createAlias(
  { functions, deployments }: LambdaParts,
  request: CreateAliasRequest,
  context: RequestContext,
): AliasConfiguration {
  const reference = parseFunctionReference(request.FunctionName, undefined, context);
  const record = functions.find(reference);
  if (record === undefined) throw functionNotFound(functionArn(reference, request.FunctionVersion));
  const weights = checkRouting(record, request.FunctionVersion, request.RoutingConfig);
  if (record.aliases.has(request.Name)) {
    throw resourceConflict(`Alias already exists: ${record.arnOf(request.Name)}`);
  }
  return put(record, {
    name: request.Name,
    description: request.Description ?? "",
    functionVersion: request.FunctionVersion,
    additionalVersionWeights: weights,
    revisionId: deployments.revisionId(),
  });
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateAlias.html */
export function updateAlias(
  parts: LambdaParts,
  request: UpdateAliasRequest,
  context: RequestContext,
): AliasConfiguration {
  const { functions, deployments } = parts;
  const record = functions.require(parseFunctionReference(request.FunctionName, undefined, context));
  const alias = record.aliases.get(request.Name);
  // Recorded 2025-11-25, lambda_api--TestLambdaAlias.non_existent_alias_update.
  if (alias === undefined) throw resourceNotFound(`Alias not found: ${record.arnOf(request.Name)}`);
  if (request.RevisionId !== undefined && request.RevisionId !== alias.revisionId) {
    throw preconditionFailed("GetFunction/GetAlias");
  }
  const functionVersion = request.FunctionVersion ?? alias.functionVersion;
  const routing = request.RoutingConfig ?? { AdditionalVersionWeights: alias.additionalVersionWeights };
  const provisioned = record.provisionedConcurrency.get(alias.name);
  const shownAlias = put(record, {
    name: alias.name,
    description: request.Description ?? alias.description,
    functionVersion,
    additionalVersionWeights: checkRouting(record, functionVersion, routing),
    // Also when nothing changes (recorded 2025-11-25, lambda_api--TestLambdaAlias.alias_lifecycle).
    revisionId: deployments.revisionId(),
  });
  if (provisioned !== undefined && functionVersion !== alias.functionVersion) {
    provision(parts, record, alias.name, provisioned.requested);
  }
  return shownAlias;
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetAlias.html */
export function getAlias(
  { functions }: LambdaParts,
  { FunctionName, Name }: GetAliasRequest,
  context: RequestContext,
): AliasConfiguration {
  const reference = parseFunctionReference(FunctionName, undefined, context);
  const record = functions.find(reference);
  const alias = record?.aliases.get(Name);
  if (record === undefined || alias === undefined) throw aliasNotFound(functionArn(reference, Name));
  return shown(record, alias);
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListAliases.html */
export function listAliases(
  { functions }: LambdaParts,
  request: ListAliasesRequest,
  context: RequestContext,
): ListAliasesResponse {
  const record = functions.require(parseFunctionReference(request.FunctionName, undefined, context));
  const aliases = [...record.aliases.values()]
    .filter(
      ({ functionVersion }) => request.FunctionVersion === undefined || functionVersion === request.FunctionVersion,
    )
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const page = pageOf(aliases, ({ name }) => name, request);
  return { Aliases: page.items.map((alias) => shown(record, alias)), NextMarker: page.nextMarker };
}

/**
 * An alias that does not exist is deleted already (recorded 2025-11-25, lambda_api--TestLambdaAlias.non_existent_alias_deletion).
 * Its function URL stays (recorded, lambda--TestLambdaURL.lambda_url_persists_after_alias_delete).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteAlias.html
 */
export function deleteAlias(
  { functions }: LambdaParts,
  { FunctionName, Name }: DeleteAliasRequest,
  context: RequestContext,
): void {
  const record = functions.require(parseFunctionReference(FunctionName, undefined, context));
  record.aliases.delete(Name);
  record.policies.delete(Name);
  record.provisionedConcurrency.delete(Name);
  record.eventInvokeConfigs.delete(Name);
}

function put(record: FunctionRecord, alias: Alias): AliasConfiguration {
  record.aliases.set(alias.name, alias);
  return shown(record, alias);
}

function shown(record: FunctionRecord, alias: Alias): AliasConfiguration {
  const { additionalVersionWeights: weights } = alias;
  return {
    AliasArn: record.arnOf(alias.name),
    Name: alias.name,
    FunctionVersion: alias.functionVersion,
    Description: alias.description,
    ...(weights === undefined ? undefined : { RoutingConfig: { AdditionalVersionWeights: weights } }),
    RevisionId: alias.revisionId,
  };
}
