import type {
  GetAccountSummaryResponse,
  GetUserRequest,
  GetUserResponse,
  ListAccountAliasesRequest,
  ListAccountAliasesResponse,
} from "../../protocol/generated/iam.ts";
import { userNotFound } from "../errors.ts";
import { QUOTAS } from "../limits.ts";
import type { Operation } from "./service-parts.ts";

/**
 * Whoever asks is the root user of its account here, as GetCallerIdentity says; other users there are none.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html
 */
export const getUser: Operation<GetUserRequest, GetUserResponse> = ({ id, arn, createdAt }, { UserName }) => {
  if (UserName !== undefined) throw userNotFound(UserName);
  // AWS leaves the root user's name and path out, although its model requires them.
  const User = { UserId: id, Arn: `${arn}:root`, CreateDate: createdAt };
  return { User: User as GetUserResponse["User"] };
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccountAliases.html */
export const listAccountAliases: Operation<ListAccountAliasesRequest, ListAccountAliasesResponse> = () => ({
  AccountAliases: [],
  IsTruncated: false,
});

/** Quotas and counts as recorded in February 2026 (LocalStack, TestGetAccountSummary). */
export const getAccountSummary: Operation<unknown, GetAccountSummaryResponse> = ({ roles, policies }) => {
  const own = policies.own();
  return {
    SummaryMap: {
      AccessKeysPerUserQuota: 2,
      AccountAccessKeysPresent: 0,
      AccountMFAEnabled: 0,
      AccountPasswordPresent: 1,
      AccountSigningCertificatesPresent: 0,
      AssumeRolePolicySizeQuota: QUOTAS.assumeRolePolicySize,
      AttachedPoliciesPerGroupQuota: 10,
      AttachedPoliciesPerRoleQuota: QUOTAS.attachedPoliciesPerRole,
      AttachedPoliciesPerUserQuota: 10,
      GlobalEndpointTokenVersion: 1,
      GroupPolicySizeQuota: 5120,
      Groups: 0,
      GroupsPerUserQuota: 10,
      GroupsQuota: 300,
      InstanceProfiles: 0,
      InstanceProfilesQuota: 1000,
      MFADevices: 0,
      MFADevicesInUse: 0,
      Policies: own.length,
      PoliciesQuota: QUOTAS.policies,
      PolicySizeQuota: QUOTAS.policySize,
      PolicyVersionsInUse: own.reduce((sum, { versions }) => sum + versions.length, 0),
      PolicyVersionsInUseQuota: 10_000,
      Providers: 0,
      RolePolicySizeQuota: QUOTAS.rolePolicySize,
      Roles: roles.all().length,
      RolesQuota: QUOTAS.roles,
      ServerCertificates: 0,
      ServerCertificatesQuota: 20,
      SigningCertificatesPerUserQuota: 2,
      UserPolicySizeQuota: 2048,
      Users: 0,
      UsersQuota: 5000,
      VersionsPerPolicyQuota: QUOTAS.versionsPerPolicy,
    },
  };
};
