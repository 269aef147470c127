import type {
  AddPermissionRequest,
  AddPermissionResponse,
  GetPolicyRequest,
  GetPolicyResponse,
  RemovePermissionRequest,
} from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { replaceVersion } from "../deployments.ts";
import {
  aliasNotFound,
  invalidParameterValue,
  policyLengthExceeded,
  preconditionFailed,
  resourceConflict,
  resourceDoesNotExist,
  resourceNotFound,
} from "../errors.ts";
import type { FunctionRecord } from "../function-record.ts";
import { functionArn, LATEST, parseFunctionReference, type FunctionReference } from "../function-reference.ts";
import { POLICY_BYTES } from "../limits.ts";
import { statementOf } from "../permission-statement.ts";
import type { PolicyStatement } from "../policy.ts";
import { isAliasName, requireQualified } from "../versions-and-aliases.ts";
import type { LambdaParts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export function addPermission(
  parts: LambdaParts,
  request: AddPermissionRequest,
  context: RequestContext,
): AddPermissionResponse {
  const reference = parseFunctionReference(request.FunctionName, request.Qualifier, context);
  const { qualifier } = reference;
  if (qualifier === LATEST) throw invalidParameterValue("We currently do not support adding policies for $LATEST.");
  const record = requireQualified(parts.functions, reference);
  checkRevision(record, qualifier, request.RevisionId);
  const statements = record.policies.get(qualifier ?? LATEST)?.statements ?? [];
  if (statements.some(({ Sid }) => Sid === request.StatementId)) {
    throw resourceConflict(
      `The statement id (${request.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  }
  const statement = statementOf(request, record.arnOf(qualifier), context.region);
  replacePolicy(parts, record, qualifier, [...statements, statement]);
  return { Statement: JSON.stringify(statement) };
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html */
export function removePermission(parts: LambdaParts, request: RemovePermissionRequest, context: RequestContext): void {
  const reference = parseFunctionReference(request.FunctionName, request.Qualifier, context);
  const { qualifier } = reference;
  const record = functionWithPolicy(parts, reference);
  const policy = record.policies.get(qualifier ?? LATEST);
  if (policy === undefined) throw resourceNotFound("No policy is associated with the given resource.");
  const left = policy.statements.filter(({ Sid }) => Sid !== request.StatementId);
  if (left.length === policy.statements.length) {
    throw resourceNotFound(`Statement ${request.StatementId} is not found in resource policy.`);
  }
  checkRevision(record, qualifier, request.RevisionId);
  replacePolicy(parts, record, qualifier, left);
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html */
export function getPolicy(
  { functions }: LambdaParts,
  { FunctionName, Qualifier }: GetPolicyRequest,
  context: RequestContext,
): GetPolicyResponse {
  const reference = parseFunctionReference(FunctionName, Qualifier, context);
  const policy = functions.find(reference)?.policies.get(reference.qualifier ?? LATEST);
  if (policy === undefined) throw resourceDoesNotExist();
  return { Policy: documentOf(policy.statements), RevisionId: policy.revisionId };
}

/** Sentences recorded 2025-11-25, lambda_api--TestLambdaPermissions.permission_exceptions. */
function functionWithPolicy({ functions }: LambdaParts, reference: FunctionReference): FunctionRecord {
  const { qualifier } = reference;
  const record = functions.find(reference);
  if (record === undefined) throw resourceNotFound(`No policy found for: ${functionArn(reference, qualifier)}`);
  if (qualifier !== undefined && isAliasName(qualifier) && !record.aliases.has(qualifier)) {
    throw aliasNotFound(record.arnOf(qualifier));
  }
  return record;
}

/** What a request must name: the policy's revision; before there is a policy, the one of the function, version or alias. */
function checkRevision(record: FunctionRecord, qualifier = LATEST, revisionId?: string): void {
  if (revisionId === undefined) return;
  const target = record.aliases.get(qualifier) ?? record.version(qualifier);
  const current = record.policies.get(qualifier)?.revisionId ?? target?.revisionId;
  if (revisionId !== current) throw preconditionFailed("GetPolicy");
}

/** The function, version or alias gets the policy's new revision, too (in a public AWS-validated suite, function_revisions_permissions). */
function replacePolicy(
  { deployments }: LambdaParts,
  record: FunctionRecord,
  qualifier: string | undefined,
  statements: readonly PolicyStatement[],
): void {
  const bytes = Buffer.byteLength(documentOf(statements));
  if (bytes > POLICY_BYTES) throw policyLengthExceeded(bytes, POLICY_BYTES);
  const key = qualifier ?? LATEST;
  const revisionId = deployments.revisionId();
  if (statements.length === 0) record.policies.delete(key);
  else record.policies.set(key, { statements, revisionId });
  const alias = record.aliases.get(key);
  const version = record.version(key);
  if (alias !== undefined) record.aliases.set(key, { ...alias, revisionId });
  else if (version !== undefined) replaceVersion(record, { ...version, revisionId });
}

function documentOf(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: statements });
}
