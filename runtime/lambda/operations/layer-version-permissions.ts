import type { Scope } from "../../core/arn.ts";
import { AwsError } from "../../core/errors.ts";
import type {
  AddLayerVersionPermissionRequest,
  AddLayerVersionPermissionResponse,
  GetLayerVersionPolicyRequest,
  GetLayerVersionPolicyResponse,
  RemoveLayerVersionPermissionRequest,
} from "../../protocol/generated/lambda.ts";
import { invalidParameterValue, resourceConflict, resourceNotFound } from "../errors.ts";
import { layerArn, type LayerPolicy, type Layers, type LayerVersion, parseLayerReference } from "../layers.ts";
import type { PolicyStatement } from "../policy.ts";
import type { Operation } from "./service-parts.ts";

/**
 * Permissions of a layer version: stored and answered. IAM is not enforced here: whoever uses this runtime may use its layers.
 * The sentences are those that a public AWS-validated suite has recorded.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html
 */
export const addLayerVersionPermission: Operation<
  AddLayerVersionPermissionRequest,
  AddLayerVersionPermissionResponse
> = ({ layers, random }, request, context) => {
  const version = requireVersion(layers, request, context);
  const { StatementId: sid } = request;
  const statements = version.policy?.statements ?? [];
  if (statements.some(({ Sid }) => Sid === sid)) {
    throw resourceConflict(
      `The statement id (${sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  }
  checkRevision(version.policy, request.RevisionId);
  const statement = toStatement(request, version);
  const policy = { statements: [...statements, statement], revisionId: random.uuid() };
  version.policy = policy;
  return { Statement: JSON.stringify(statement), RevisionId: policy.revisionId };
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_RemoveLayerVersionPermission.html */
export const removeLayerVersionPermission: Operation<RemoveLayerVersionPermissionRequest, void> = (
  { layers, random },
  request,
  context,
) => {
  const version = requireVersion(layers, request, context);
  checkRevision(version.policy, request.RevisionId);
  const { StatementId: sid } = request;
  const statements = version.policy?.statements ?? [];
  const rest = statements.filter(({ Sid }) => Sid !== sid);
  if (rest.length === statements.length) throw resourceNotFound(`Statement ${sid} is not found in resource policy.`);
  version.policy = { statements: rest, revisionId: random.uuid() };
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionPolicy.html */
export const getLayerVersionPolicy: Operation<GetLayerVersionPolicyRequest, GetLayerVersionPolicyResponse> = (
  { layers },
  request,
  context,
) => {
  const { policy } = requireVersion(layers, request, context);
  if (policy === undefined) throw resourceNotFound("No policy is associated with the given resource.");
  const document = { Version: "2012-10-17", Id: "default", Statement: policy.statements };
  return { Policy: JSON.stringify(document), RevisionId: policy.revisionId };
};

function requireVersion(layers: Layers, request: GetLayerVersionPolicyRequest, caller: Scope): LayerVersion {
  const { LayerName: layerName, VersionNumber: number } = request;
  const version = layers.version(parseLayerReference(layerName, caller), number);
  if (version !== undefined) return version;
  // AWS puts what the request calls `LayerName` into its sentence, an ARN too.
  const { region, accountId } = caller;
  throw resourceNotFound(
    `Layer version ${layerArn({ layerName, scope: { region, accountId } })}:${number} does not exist.`,
  );
}

function checkRevision(policy: LayerPolicy | undefined, revisionId: string | undefined): void {
  if (revisionId === undefined || revisionId === policy?.revisionId) return;
  const sentence =
    "The Revision Id provided does not match the latest Revision Id. Call the GetLayerPolicy API to retrieve the latest Revision Id";
  throw new AwsError("PreconditionFailedException", sentence, { status: 412, members: { Type: "User" } });
}

function toStatement(request: AddLayerVersionPermissionRequest, { arn }: LayerVersion): PolicyStatement {
  const { StatementId: sid, Action: action, Principal: principal, OrganizationId: organization } = request;
  // The rule is documented, the sentence is ours.
  if (organization !== undefined && principal !== "*") {
    throw invalidParameterValue("OrganizationId needs the Principal *.");
  }
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: principalOf(principal),
    Action: action,
    Resource: arn,
    ...(organization === undefined ? {} : { Condition: { StringEquals: { "aws:PrincipalOrgID": organization } } }),
  };
}

/** An account's number is written as its root, as in the examples of AWS's guide. */
function principalOf(principal: string): PolicyStatement["Principal"] {
  if (principal === "*") return principal;
  return { AWS: /^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal };
}
