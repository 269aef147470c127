import { notImplemented } from "../../protocol/errors.ts";
import type {
  CreatePolicyVersionRequest,
  CreatePolicyVersionResponse,
  DeletePolicyVersionRequest,
  GetPolicyVersionRequest,
  GetPolicyVersionResponse,
  ListPolicyVersionsRequest,
  ListPolicyVersionsResponse,
  PolicyVersion as WireVersion,
  SetDefaultPolicyVersionRequest,
} from "../../protocol/generated/iam.ts";
import { encodedDocument } from "../encoded-document.ts";
import { policyVersionNotFound } from "../errors.ts";
import { pageOf } from "../paging.ts";
import { versionOf } from "../policies.ts";
import type { Policies } from "../policies.ts";
import type { Policy, PolicyVersion } from "../policy.ts";
import type { Operation } from "./service-parts.ts";

function toWireVersion(policy: Policy, version: PolicyVersion): WireVersion {
  return {
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersionId,
    CreateDate: version.createdAt,
  };
}

/** Recorded: of a policy that is not there AWS says that the version is not. */
function policyWithVersion(policies: Policies, arn: string, versionId: string): Policy {
  if (policies.find(arn) === undefined) throw policyVersionNotFound(arn, versionId);
  return policies.getOwn(arn);
}

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html */
export const createPolicyVersion: Operation<CreatePolicyVersionRequest, CreatePolicyVersionResponse> = (
  { policies },
  { PolicyArn, PolicyDocument, SetAsDefault = false },
) => {
  const policy = policies.getOwn(PolicyArn);
  return { PolicyVersion: toWireVersion(policy, policies.addVersion(policy, PolicyDocument, SetAsDefault)) };
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
export const getPolicyVersion: Operation<GetPolicyVersionRequest, GetPolicyVersionResponse> = (
  { policies },
  { PolicyArn, VersionId },
) => {
  const policy = policies.find(PolicyArn);
  if (policy === undefined) throw policyVersionNotFound(PolicyArn, VersionId);
  const version = versionOf(policy, VersionId);
  if (version.document === undefined) throw notImplemented(`the document of the AWS managed policy ${PolicyArn}`);
  return { PolicyVersion: { ...toWireVersion(policy, version), Document: encodedDocument(version.document) } };
};

/** Newest first (recorded). @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html */
export const listPolicyVersions: Operation<ListPolicyVersionsRequest, ListPolicyVersionsResponse> = (
  { policies },
  request,
) => {
  const policy = policies.get(request.PolicyArn);
  // Counted down, so that the order is that of texts as well.
  const keyOf = ({ id }: PolicyVersion): string => String(LAST_VERSION - Number(id.slice(1))).padStart(DIGITS, "0");
  const { items, end } = pageOf(policy.versions.toReversed(), keyOf, request);
  return { Versions: items.map((version) => toWireVersion(policy, version)), ...end };
};

const DIGITS = 9;
const LAST_VERSION = 10 ** DIGITS - 1;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html */
export const setDefaultPolicyVersion: Operation<SetDefaultPolicyVersionRequest, void> = (
  { policies },
  { PolicyArn, VersionId },
) => {
  const policy = policyWithVersion(policies, PolicyArn, VersionId);
  policies.setDefaultVersion(policy, versionOf(policy, VersionId));
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html */
export const deletePolicyVersion: Operation<DeletePolicyVersionRequest, void> = (
  { policies },
  { PolicyArn, VersionId },
) => {
  const policy = policyWithVersion(policies, PolicyArn, VersionId);
  policies.deleteVersion(policy, versionOf(policy, VersionId));
};
