// Made by scripts/generate-models.mjs from models/iam.json (Amazon.com, Inc., Apache-2.0). Do not edit.
import type { RequestContext } from "../service.ts";

/** What the IAM service can be asked. Timestamps are epoch milliseconds. */
export interface IamOperations {
  AcceptDelegationRequest(input: AcceptDelegationRequestRequest, context: RequestContext): void | Promise<void>;
  AcquireRole(input: AcquireRoleRequest, context: RequestContext): AcquireRoleResponse | Promise<AcquireRoleResponse>;
  AddClientIDToOpenIDConnectProvider(input: AddClientIDToOpenIDConnectProviderRequest, context: RequestContext): void | Promise<void>;
  AddRoleToInstanceProfile(input: AddRoleToInstanceProfileRequest, context: RequestContext): void | Promise<void>;
  AddUserToGroup(input: AddUserToGroupRequest, context: RequestContext): void | Promise<void>;
  AssociateDelegationRequest(input: AssociateDelegationRequestRequest, context: RequestContext): void | Promise<void>;
  AttachGroupPolicy(input: AttachGroupPolicyRequest, context: RequestContext): void | Promise<void>;
  AttachRolePolicy(input: AttachRolePolicyRequest, context: RequestContext): void | Promise<void>;
  AttachUserPolicy(input: AttachUserPolicyRequest, context: RequestContext): void | Promise<void>;
  ChangePassword(input: ChangePasswordRequest, context: RequestContext): void | Promise<void>;
  CreateAccessKey(input: CreateAccessKeyRequest, context: RequestContext): CreateAccessKeyResponse | Promise<CreateAccessKeyResponse>;
  CreateAccountAlias(input: CreateAccountAliasRequest, context: RequestContext): void | Promise<void>;
  CreateDelegationRequest(input: CreateDelegationRequestRequest, context: RequestContext): CreateDelegationRequestResponse | Promise<CreateDelegationRequestResponse>;
  CreateGroup(input: CreateGroupRequest, context: RequestContext): CreateGroupResponse | Promise<CreateGroupResponse>;
  CreateInstanceProfile(input: CreateInstanceProfileRequest, context: RequestContext): CreateInstanceProfileResponse | Promise<CreateInstanceProfileResponse>;
  CreateLoginProfile(input: CreateLoginProfileRequest, context: RequestContext): CreateLoginProfileResponse | Promise<CreateLoginProfileResponse>;
  CreateOpenIDConnectProvider(input: CreateOpenIDConnectProviderRequest, context: RequestContext): CreateOpenIDConnectProviderResponse | Promise<CreateOpenIDConnectProviderResponse>;
  CreatePolicy(input: CreatePolicyRequest, context: RequestContext): CreatePolicyResponse | Promise<CreatePolicyResponse>;
  CreatePolicyVersion(input: CreatePolicyVersionRequest, context: RequestContext): CreatePolicyVersionResponse | Promise<CreatePolicyVersionResponse>;
  CreateRole(input: CreateRoleRequest, context: RequestContext): CreateRoleResponse | Promise<CreateRoleResponse>;
  CreateSAMLProvider(input: CreateSAMLProviderRequest, context: RequestContext): CreateSAMLProviderResponse | Promise<CreateSAMLProviderResponse>;
  CreateServiceLinkedRole(input: CreateServiceLinkedRoleRequest, context: RequestContext): CreateServiceLinkedRoleResponse | Promise<CreateServiceLinkedRoleResponse>;
  CreateServiceSpecificCredential(input: CreateServiceSpecificCredentialRequest, context: RequestContext): CreateServiceSpecificCredentialResponse | Promise<CreateServiceSpecificCredentialResponse>;
  CreateUser(input: CreateUserRequest, context: RequestContext): CreateUserResponse | Promise<CreateUserResponse>;
  CreateVirtualMFADevice(input: CreateVirtualMFADeviceRequest, context: RequestContext): CreateVirtualMFADeviceResponse | Promise<CreateVirtualMFADeviceResponse>;
  DeactivateMFADevice(input: DeactivateMFADeviceRequest, context: RequestContext): void | Promise<void>;
  DeleteAccessKey(input: DeleteAccessKeyRequest, context: RequestContext): void | Promise<void>;
  DeleteAccountAlias(input: DeleteAccountAliasRequest, context: RequestContext): void | Promise<void>;
  DeleteAccountPasswordPolicy(input: Record<string, never>, context: RequestContext): void | Promise<void>;
  DeleteGroup(input: DeleteGroupRequest, context: RequestContext): void | Promise<void>;
  DeleteGroupPolicy(input: DeleteGroupPolicyRequest, context: RequestContext): void | Promise<void>;
  DeleteInstanceProfile(input: DeleteInstanceProfileRequest, context: RequestContext): void | Promise<void>;
  DeleteLoginProfile(input: DeleteLoginProfileRequest, context: RequestContext): void | Promise<void>;
  DeleteOpenIDConnectProvider(input: DeleteOpenIDConnectProviderRequest, context: RequestContext): void | Promise<void>;
  DeletePolicy(input: DeletePolicyRequest, context: RequestContext): void | Promise<void>;
  DeletePolicyVersion(input: DeletePolicyVersionRequest, context: RequestContext): void | Promise<void>;
  DeleteRole(input: DeleteRoleRequest, context: RequestContext): void | Promise<void>;
  DeleteRolePermissionsBoundary(input: DeleteRolePermissionsBoundaryRequest, context: RequestContext): void | Promise<void>;
  DeleteRolePolicy(input: DeleteRolePolicyRequest, context: RequestContext): void | Promise<void>;
  DeleteSAMLProvider(input: DeleteSAMLProviderRequest, context: RequestContext): void | Promise<void>;
  DeleteSSHPublicKey(input: DeleteSSHPublicKeyRequest, context: RequestContext): void | Promise<void>;
  DeleteServerCertificate(input: DeleteServerCertificateRequest, context: RequestContext): void | Promise<void>;
  DeleteServiceLinkedRole(input: DeleteServiceLinkedRoleRequest, context: RequestContext): DeleteServiceLinkedRoleResponse | Promise<DeleteServiceLinkedRoleResponse>;
  DeleteServiceSpecificCredential(input: DeleteServiceSpecificCredentialRequest, context: RequestContext): void | Promise<void>;
  DeleteSigningCertificate(input: DeleteSigningCertificateRequest, context: RequestContext): void | Promise<void>;
  DeleteUser(input: DeleteUserRequest, context: RequestContext): void | Promise<void>;
  DeleteUserPermissionsBoundary(input: DeleteUserPermissionsBoundaryRequest, context: RequestContext): void | Promise<void>;
  DeleteUserPolicy(input: DeleteUserPolicyRequest, context: RequestContext): void | Promise<void>;
  DeleteVirtualMFADevice(input: DeleteVirtualMFADeviceRequest, context: RequestContext): void | Promise<void>;
  DetachGroupPolicy(input: DetachGroupPolicyRequest, context: RequestContext): void | Promise<void>;
  DetachRolePolicy(input: DetachRolePolicyRequest, context: RequestContext): void | Promise<void>;
  DetachUserPolicy(input: DetachUserPolicyRequest, context: RequestContext): void | Promise<void>;
  DisableOrganizationsRootCredentialsManagement(input: DisableOrganizationsRootCredentialsManagementRequest, context: RequestContext): DisableOrganizationsRootCredentialsManagementResponse | Promise<DisableOrganizationsRootCredentialsManagementResponse>;
  DisableOrganizationsRootSessions(input: DisableOrganizationsRootSessionsRequest, context: RequestContext): DisableOrganizationsRootSessionsResponse | Promise<DisableOrganizationsRootSessionsResponse>;
  DisableOutboundWebIdentityFederation(input: Record<string, never>, context: RequestContext): void | Promise<void>;
  EnableMFADevice(input: EnableMFADeviceRequest, context: RequestContext): void | Promise<void>;
  EnableOrganizationsRootCredentialsManagement(input: EnableOrganizationsRootCredentialsManagementRequest, context: RequestContext): EnableOrganizationsRootCredentialsManagementResponse | Promise<EnableOrganizationsRootCredentialsManagementResponse>;
  EnableOrganizationsRootSessions(input: EnableOrganizationsRootSessionsRequest, context: RequestContext): EnableOrganizationsRootSessionsResponse | Promise<EnableOrganizationsRootSessionsResponse>;
  EnableOutboundWebIdentityFederation(input: Record<string, never>, context: RequestContext): EnableOutboundWebIdentityFederationResponse | Promise<EnableOutboundWebIdentityFederationResponse>;
  GenerateCredentialReport(input: Record<string, never>, context: RequestContext): GenerateCredentialReportResponse | Promise<GenerateCredentialReportResponse>;
  GenerateOrganizationsAccessReport(input: GenerateOrganizationsAccessReportRequest, context: RequestContext): GenerateOrganizationsAccessReportResponse | Promise<GenerateOrganizationsAccessReportResponse>;
  GenerateServiceLastAccessedDetails(input: GenerateServiceLastAccessedDetailsRequest, context: RequestContext): GenerateServiceLastAccessedDetailsResponse | Promise<GenerateServiceLastAccessedDetailsResponse>;
  GetAccessKeyLastUsed(input: GetAccessKeyLastUsedRequest, context: RequestContext): GetAccessKeyLastUsedResponse | Promise<GetAccessKeyLastUsedResponse>;
  GetAccountAuthorizationDetails(input: GetAccountAuthorizationDetailsRequest, context: RequestContext): GetAccountAuthorizationDetailsResponse | Promise<GetAccountAuthorizationDetailsResponse>;
  GetAccountPasswordPolicy(input: Record<string, never>, context: RequestContext): GetAccountPasswordPolicyResponse | Promise<GetAccountPasswordPolicyResponse>;
  GetAccountProperties(input: GetAccountPropertiesRequest, context: RequestContext): GetAccountPropertiesResponse | Promise<GetAccountPropertiesResponse>;
  GetAccountSummary(input: Record<string, never>, context: RequestContext): GetAccountSummaryResponse | Promise<GetAccountSummaryResponse>;
  GetContextKeysForCustomPolicy(input: GetContextKeysForCustomPolicyRequest, context: RequestContext): GetContextKeysForPolicyResponse | Promise<GetContextKeysForPolicyResponse>;
  GetContextKeysForPrincipalPolicy(input: GetContextKeysForPrincipalPolicyRequest, context: RequestContext): GetContextKeysForPolicyResponse | Promise<GetContextKeysForPolicyResponse>;
  GetCredentialReport(input: Record<string, never>, context: RequestContext): GetCredentialReportResponse | Promise<GetCredentialReportResponse>;
  GetDelegationRequest(input: GetDelegationRequestRequest, context: RequestContext): GetDelegationRequestResponse | Promise<GetDelegationRequestResponse>;
  GetGroup(input: GetGroupRequest, context: RequestContext): GetGroupResponse | Promise<GetGroupResponse>;
  GetGroupPolicy(input: GetGroupPolicyRequest, context: RequestContext): GetGroupPolicyResponse | Promise<GetGroupPolicyResponse>;
  GetHumanReadableSummary(input: GetHumanReadableSummaryRequest, context: RequestContext): GetHumanReadableSummaryResponse | Promise<GetHumanReadableSummaryResponse>;
  GetInstanceProfile(input: GetInstanceProfileRequest, context: RequestContext): GetInstanceProfileResponse | Promise<GetInstanceProfileResponse>;
  GetLoginProfile(input: GetLoginProfileRequest, context: RequestContext): GetLoginProfileResponse | Promise<GetLoginProfileResponse>;
  GetMFADevice(input: GetMFADeviceRequest, context: RequestContext): GetMFADeviceResponse | Promise<GetMFADeviceResponse>;
  GetOpenIDConnectProvider(input: GetOpenIDConnectProviderRequest, context: RequestContext): GetOpenIDConnectProviderResponse | Promise<GetOpenIDConnectProviderResponse>;
  GetOrganizationsAccessReport(input: GetOrganizationsAccessReportRequest, context: RequestContext): GetOrganizationsAccessReportResponse | Promise<GetOrganizationsAccessReportResponse>;
  GetOutboundWebIdentityFederationInfo(input: Record<string, never>, context: RequestContext): GetOutboundWebIdentityFederationInfoResponse | Promise<GetOutboundWebIdentityFederationInfoResponse>;
  GetPolicy(input: GetPolicyRequest, context: RequestContext): GetPolicyResponse | Promise<GetPolicyResponse>;
  GetPolicyVersion(input: GetPolicyVersionRequest, context: RequestContext): GetPolicyVersionResponse | Promise<GetPolicyVersionResponse>;
  GetRole(input: GetRoleRequest, context: RequestContext): GetRoleResponse | Promise<GetRoleResponse>;
  GetRolePolicy(input: GetRolePolicyRequest, context: RequestContext): GetRolePolicyResponse | Promise<GetRolePolicyResponse>;
  GetRoleTemplateVersion(input: GetRoleTemplateVersionRequest, context: RequestContext): GetRoleTemplateVersionResponse | Promise<GetRoleTemplateVersionResponse>;
  GetSAMLProvider(input: GetSAMLProviderRequest, context: RequestContext): GetSAMLProviderResponse | Promise<GetSAMLProviderResponse>;
  GetSSHPublicKey(input: GetSSHPublicKeyRequest, context: RequestContext): GetSSHPublicKeyResponse | Promise<GetSSHPublicKeyResponse>;
  GetServerCertificate(input: GetServerCertificateRequest, context: RequestContext): GetServerCertificateResponse | Promise<GetServerCertificateResponse>;
  GetServiceLastAccessedDetails(input: GetServiceLastAccessedDetailsRequest, context: RequestContext): GetServiceLastAccessedDetailsResponse | Promise<GetServiceLastAccessedDetailsResponse>;
  GetServiceLastAccessedDetailsWithEntities(input: GetServiceLastAccessedDetailsWithEntitiesRequest, context: RequestContext): GetServiceLastAccessedDetailsWithEntitiesResponse | Promise<GetServiceLastAccessedDetailsWithEntitiesResponse>;
  GetServiceLinkedRoleDeletionStatus(input: GetServiceLinkedRoleDeletionStatusRequest, context: RequestContext): GetServiceLinkedRoleDeletionStatusResponse | Promise<GetServiceLinkedRoleDeletionStatusResponse>;
  GetUser(input: GetUserRequest, context: RequestContext): GetUserResponse | Promise<GetUserResponse>;
  GetUserPolicy(input: GetUserPolicyRequest, context: RequestContext): GetUserPolicyResponse | Promise<GetUserPolicyResponse>;
  ListAccessKeys(input: ListAccessKeysRequest, context: RequestContext): ListAccessKeysResponse | Promise<ListAccessKeysResponse>;
  ListAccountAliases(input: ListAccountAliasesRequest, context: RequestContext): ListAccountAliasesResponse | Promise<ListAccountAliasesResponse>;
  ListAttachedGroupPolicies(input: ListAttachedGroupPoliciesRequest, context: RequestContext): ListAttachedGroupPoliciesResponse | Promise<ListAttachedGroupPoliciesResponse>;
  ListAttachedRolePolicies(input: ListAttachedRolePoliciesRequest, context: RequestContext): ListAttachedRolePoliciesResponse | Promise<ListAttachedRolePoliciesResponse>;
  ListAttachedUserPolicies(input: ListAttachedUserPoliciesRequest, context: RequestContext): ListAttachedUserPoliciesResponse | Promise<ListAttachedUserPoliciesResponse>;
  ListDelegationRequests(input: ListDelegationRequestsRequest, context: RequestContext): ListDelegationRequestsResponse | Promise<ListDelegationRequestsResponse>;
  ListEntitiesForPolicy(input: ListEntitiesForPolicyRequest, context: RequestContext): ListEntitiesForPolicyResponse | Promise<ListEntitiesForPolicyResponse>;
  ListGroupPolicies(input: ListGroupPoliciesRequest, context: RequestContext): ListGroupPoliciesResponse | Promise<ListGroupPoliciesResponse>;
  ListGroups(input: ListGroupsRequest, context: RequestContext): ListGroupsResponse | Promise<ListGroupsResponse>;
  ListGroupsForUser(input: ListGroupsForUserRequest, context: RequestContext): ListGroupsForUserResponse | Promise<ListGroupsForUserResponse>;
  ListInstanceProfileTags(input: ListInstanceProfileTagsRequest, context: RequestContext): ListInstanceProfileTagsResponse | Promise<ListInstanceProfileTagsResponse>;
  ListInstanceProfiles(input: ListInstanceProfilesRequest, context: RequestContext): ListInstanceProfilesResponse | Promise<ListInstanceProfilesResponse>;
  ListInstanceProfilesForRole(input: ListInstanceProfilesForRoleRequest, context: RequestContext): ListInstanceProfilesForRoleResponse | Promise<ListInstanceProfilesForRoleResponse>;
  ListMFADeviceTags(input: ListMFADeviceTagsRequest, context: RequestContext): ListMFADeviceTagsResponse | Promise<ListMFADeviceTagsResponse>;
  ListMFADevices(input: ListMFADevicesRequest, context: RequestContext): ListMFADevicesResponse | Promise<ListMFADevicesResponse>;
  ListOpenIDConnectProviderTags(input: ListOpenIDConnectProviderTagsRequest, context: RequestContext): ListOpenIDConnectProviderTagsResponse | Promise<ListOpenIDConnectProviderTagsResponse>;
  ListOpenIDConnectProviders(input: ListOpenIDConnectProvidersRequest, context: RequestContext): ListOpenIDConnectProvidersResponse | Promise<ListOpenIDConnectProvidersResponse>;
  ListOrganizationsFeatures(input: ListOrganizationsFeaturesRequest, context: RequestContext): ListOrganizationsFeaturesResponse | Promise<ListOrganizationsFeaturesResponse>;
  ListPolicies(input: ListPoliciesRequest, context: RequestContext): ListPoliciesResponse | Promise<ListPoliciesResponse>;
  ListPoliciesGrantingServiceAccess(input: ListPoliciesGrantingServiceAccessRequest, context: RequestContext): ListPoliciesGrantingServiceAccessResponse | Promise<ListPoliciesGrantingServiceAccessResponse>;
  ListPolicyTags(input: ListPolicyTagsRequest, context: RequestContext): ListPolicyTagsResponse | Promise<ListPolicyTagsResponse>;
  ListPolicyVersions(input: ListPolicyVersionsRequest, context: RequestContext): ListPolicyVersionsResponse | Promise<ListPolicyVersionsResponse>;
  ListRolePolicies(input: ListRolePoliciesRequest, context: RequestContext): ListRolePoliciesResponse | Promise<ListRolePoliciesResponse>;
  ListRoleTags(input: ListRoleTagsRequest, context: RequestContext): ListRoleTagsResponse | Promise<ListRoleTagsResponse>;
  ListRoles(input: ListRolesRequest, context: RequestContext): ListRolesResponse | Promise<ListRolesResponse>;
  ListSAMLProviderTags(input: ListSAMLProviderTagsRequest, context: RequestContext): ListSAMLProviderTagsResponse | Promise<ListSAMLProviderTagsResponse>;
  ListSAMLProviders(input: ListSAMLProvidersRequest, context: RequestContext): ListSAMLProvidersResponse | Promise<ListSAMLProvidersResponse>;
  ListSSHPublicKeys(input: ListSSHPublicKeysRequest, context: RequestContext): ListSSHPublicKeysResponse | Promise<ListSSHPublicKeysResponse>;
  ListServerCertificateTags(input: ListServerCertificateTagsRequest, context: RequestContext): ListServerCertificateTagsResponse | Promise<ListServerCertificateTagsResponse>;
  ListServerCertificates(input: ListServerCertificatesRequest, context: RequestContext): ListServerCertificatesResponse | Promise<ListServerCertificatesResponse>;
  ListServiceSpecificCredentials(input: ListServiceSpecificCredentialsRequest, context: RequestContext): ListServiceSpecificCredentialsResponse | Promise<ListServiceSpecificCredentialsResponse>;
  ListSigningCertificates(input: ListSigningCertificatesRequest, context: RequestContext): ListSigningCertificatesResponse | Promise<ListSigningCertificatesResponse>;
  ListUserPolicies(input: ListUserPoliciesRequest, context: RequestContext): ListUserPoliciesResponse | Promise<ListUserPoliciesResponse>;
  ListUserTags(input: ListUserTagsRequest, context: RequestContext): ListUserTagsResponse | Promise<ListUserTagsResponse>;
  ListUsers(input: ListUsersRequest, context: RequestContext): ListUsersResponse | Promise<ListUsersResponse>;
  ListVirtualMFADevices(input: ListVirtualMFADevicesRequest, context: RequestContext): ListVirtualMFADevicesResponse | Promise<ListVirtualMFADevicesResponse>;
  PutAccountProperties(input: PutAccountPropertiesRequest, context: RequestContext): PutAccountPropertiesResponse | Promise<PutAccountPropertiesResponse>;
  PutGroupPolicy(input: PutGroupPolicyRequest, context: RequestContext): void | Promise<void>;
  PutRolePermissionsBoundary(input: PutRolePermissionsBoundaryRequest, context: RequestContext): void | Promise<void>;
  PutRolePolicy(input: PutRolePolicyRequest, context: RequestContext): void | Promise<void>;
  PutUserPermissionsBoundary(input: PutUserPermissionsBoundaryRequest, context: RequestContext): void | Promise<void>;
  PutUserPolicy(input: PutUserPolicyRequest, context: RequestContext): void | Promise<void>;
  RejectDelegationRequest(input: RejectDelegationRequestRequest, context: RequestContext): void | Promise<void>;
  RemoveClientIDFromOpenIDConnectProvider(input: RemoveClientIDFromOpenIDConnectProviderRequest, context: RequestContext): void | Promise<void>;
  RemoveRoleFromInstanceProfile(input: RemoveRoleFromInstanceProfileRequest, context: RequestContext): void | Promise<void>;
  RemoveUserFromGroup(input: RemoveUserFromGroupRequest, context: RequestContext): void | Promise<void>;
  ResetServiceSpecificCredential(input: ResetServiceSpecificCredentialRequest, context: RequestContext): ResetServiceSpecificCredentialResponse | Promise<ResetServiceSpecificCredentialResponse>;
  ResyncMFADevice(input: ResyncMFADeviceRequest, context: RequestContext): void | Promise<void>;
  SendDelegationToken(input: SendDelegationTokenRequest, context: RequestContext): void | Promise<void>;
  SetDefaultPolicyVersion(input: SetDefaultPolicyVersionRequest, context: RequestContext): void | Promise<void>;
  SetSecurityTokenServicePreferences(input: SetSecurityTokenServicePreferencesRequest, context: RequestContext): void | Promise<void>;
  SimulateCustomPolicy(input: SimulateCustomPolicyRequest, context: RequestContext): SimulatePolicyResponse | Promise<SimulatePolicyResponse>;
  SimulatePrincipalPolicy(input: SimulatePrincipalPolicyRequest, context: RequestContext): SimulatePolicyResponse | Promise<SimulatePolicyResponse>;
  TagInstanceProfile(input: TagInstanceProfileRequest, context: RequestContext): void | Promise<void>;
  TagMFADevice(input: TagMFADeviceRequest, context: RequestContext): void | Promise<void>;
  TagOpenIDConnectProvider(input: TagOpenIDConnectProviderRequest, context: RequestContext): void | Promise<void>;
  TagPolicy(input: TagPolicyRequest, context: RequestContext): void | Promise<void>;
  TagRole(input: TagRoleRequest, context: RequestContext): void | Promise<void>;
  TagSAMLProvider(input: TagSAMLProviderRequest, context: RequestContext): void | Promise<void>;
  TagServerCertificate(input: TagServerCertificateRequest, context: RequestContext): void | Promise<void>;
  TagUser(input: TagUserRequest, context: RequestContext): void | Promise<void>;
  UntagInstanceProfile(input: UntagInstanceProfileRequest, context: RequestContext): void | Promise<void>;
  UntagMFADevice(input: UntagMFADeviceRequest, context: RequestContext): void | Promise<void>;
  UntagOpenIDConnectProvider(input: UntagOpenIDConnectProviderRequest, context: RequestContext): void | Promise<void>;
  UntagPolicy(input: UntagPolicyRequest, context: RequestContext): void | Promise<void>;
  UntagRole(input: UntagRoleRequest, context: RequestContext): void | Promise<void>;
  UntagSAMLProvider(input: UntagSAMLProviderRequest, context: RequestContext): void | Promise<void>;
  UntagServerCertificate(input: UntagServerCertificateRequest, context: RequestContext): void | Promise<void>;
  UntagUser(input: UntagUserRequest, context: RequestContext): void | Promise<void>;
  UpdateAccessKey(input: UpdateAccessKeyRequest, context: RequestContext): void | Promise<void>;
  UpdateAccountPasswordPolicy(input: UpdateAccountPasswordPolicyRequest, context: RequestContext): void | Promise<void>;
  UpdateAssumeRolePolicy(input: UpdateAssumeRolePolicyRequest, context: RequestContext): void | Promise<void>;
  UpdateDelegationRequest(input: UpdateDelegationRequestRequest, context: RequestContext): void | Promise<void>;
  UpdateGroup(input: UpdateGroupRequest, context: RequestContext): void | Promise<void>;
  UpdateLoginProfile(input: UpdateLoginProfileRequest, context: RequestContext): void | Promise<void>;
  UpdateOpenIDConnectProviderThumbprint(input: UpdateOpenIDConnectProviderThumbprintRequest, context: RequestContext): void | Promise<void>;
  UpdateRole(input: UpdateRoleRequest, context: RequestContext): UpdateRoleResponse | Promise<UpdateRoleResponse>;
  UpdateRoleDescription(input: UpdateRoleDescriptionRequest, context: RequestContext): UpdateRoleDescriptionResponse | Promise<UpdateRoleDescriptionResponse>;
  UpdateSAMLProvider(input: UpdateSAMLProviderRequest, context: RequestContext): UpdateSAMLProviderResponse | Promise<UpdateSAMLProviderResponse>;
  UpdateSSHPublicKey(input: UpdateSSHPublicKeyRequest, context: RequestContext): void | Promise<void>;
  UpdateServerCertificate(input: UpdateServerCertificateRequest, context: RequestContext): void | Promise<void>;
  UpdateServiceSpecificCredential(input: UpdateServiceSpecificCredentialRequest, context: RequestContext): void | Promise<void>;
  UpdateSigningCertificate(input: UpdateSigningCertificateRequest, context: RequestContext): void | Promise<void>;
  UpdateUser(input: UpdateUserRequest, context: RequestContext): void | Promise<void>;
  UploadSSHPublicKey(input: UploadSSHPublicKeyRequest, context: RequestContext): UploadSSHPublicKeyResponse | Promise<UploadSSHPublicKeyResponse>;
  UploadServerCertificate(input: UploadServerCertificateRequest, context: RequestContext): UploadServerCertificateResponse | Promise<UploadServerCertificateResponse>;
  UploadSigningCertificate(input: UploadSigningCertificateRequest, context: RequestContext): UploadSigningCertificateResponse | Promise<UploadSigningCertificateResponse>;
}

/** The names of the service's modelled errors. */
export type IamErrorCode =
  | "AccountNotManagementOrDelegatedAdministratorException"
  | "CallerIsNotManagementAccountException"
  | "ConcurrentModificationException"
  | "CredentialReportExpiredException"
  | "CredentialReportNotPresentException"
  | "CredentialReportNotReadyException"
  | "DeleteConflictException"
  | "DuplicateCertificateException"
  | "DuplicateSSHPublicKeyException"
  | "EntityAlreadyExistsException"
  | "EntityTemporarilyUnmodifiableException"
  | "FeatureDisabledException"
  | "FeatureEnabledException"
  | "InvalidAuthenticationCodeException"
  | "InvalidCertificateException"
  | "InvalidInputException"
  | "InvalidPublicKeyException"
  | "InvalidUserTypeException"
  | "KeyPairMismatchException"
  | "LimitExceededException"
  | "MalformedCertificateException"
  | "MalformedPolicyDocumentException"
  | "NameConflictException"
  | "NoSuchEntityException"
  | "OpenIdIdpCommunicationErrorException"
  | "OrganizationNotFoundException"
  | "OrganizationNotInAllFeaturesModeException"
  | "PasswordPolicyViolationException"
  | "PolicyEvaluationException"
  | "PolicyNotAttachableException"
  | "ReportGenerationLimitExceededException"
  | "RoleModifiedException"
  | "RoleTemplateDisabledException"
  | "ServiceAccessNotEnabledException"
  | "ServiceFailureException"
  | "ServiceNotSupportedException"
  | "UnmodifiableEntityException"
  | "UnrecognizedPublicKeyEncodingException";

export interface AcceptDelegationRequestRequest {
  readonly DelegationRequestId: string;
}

export type AccessAdvisorUsageGranularityType =
  | "SERVICE_LEVEL"
  | "ACTION_LEVEL"
  | (string & {});

export interface AccessDetail {
  readonly ServiceName: string;
  readonly ServiceNamespace: string;
  readonly Region?: string | undefined;
  readonly EntityPath?: string | undefined;
  readonly LastAuthenticatedTime?: number | undefined;
  readonly TotalAuthenticatedEntities?: number | undefined;
}

export interface AccessKey {
  readonly UserName: string;
  readonly AccessKeyId: string;
  readonly Status: statusType;
  readonly SecretAccessKey: string;
  readonly CreateDate?: number | undefined;
}

export interface AccessKeyLastUsed {
  readonly LastUsedDate?: number | undefined;
  readonly ServiceName: string;
  readonly Region: string;
}

export interface AccessKeyMetadata {
  readonly UserName?: string | undefined;
  readonly AccessKeyId?: string | undefined;
  readonly Status?: statusType | undefined;
  readonly CreateDate?: number | undefined;
}

export interface AcquireRoleRequest {
  readonly TemplateArn: string;
  readonly TemplateMinorVersion?: number | undefined;
  readonly ReplacementValues?: Readonly<Record<string, ReplacementValueEntry>> | undefined;
}

export interface AcquireRoleResponse {
  readonly Role: Role;
}

export interface AddClientIDToOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string;
  readonly ClientID: string;
}

export interface AddRoleToInstanceProfileRequest {
  readonly InstanceProfileName: string;
  readonly RoleName: string;
}

export interface AddUserToGroupRequest {
  readonly GroupName: string;
  readonly UserName: string;
}

export interface AssociateDelegationRequestRequest {
  readonly DelegationRequestId: string;
}

export interface AttachGroupPolicyRequest {
  readonly GroupName: string;
  readonly PolicyArn: string;
}

export interface AttachRolePolicyRequest {
  readonly RoleName: string;
  readonly PolicyArn: string;
}

export interface AttachUserPolicyRequest {
  readonly UserName: string;
  readonly PolicyArn: string;
}

export interface AttachedPermissionsBoundary {
  readonly PermissionsBoundaryType?: PermissionsBoundaryAttachmentType | undefined;
  readonly PermissionsBoundaryArn?: string | undefined;
}

export interface AttachedPolicy {
  readonly PolicyName?: string | undefined;
  readonly PolicyArn?: string | undefined;
}

export interface ChangePasswordRequest {
  readonly OldPassword: string;
  readonly NewPassword: string;
}

export interface ContextEntry {
  readonly ContextKeyName?: string | undefined;
  readonly ContextKeyValues?: readonly string[] | undefined;
  readonly ContextKeyType?: ContextKeyTypeEnum | undefined;
}

export type ContextKeyTypeEnum =
  | "string"
  | "stringList"
  | "numeric"
  | "numericList"
  | "boolean"
  | "booleanList"
  | "ip"
  | "ipList"
  | "binary"
  | "binaryList"
  | "date"
  | "dateList"
  | (string & {});

export interface CreateAccessKeyRequest {
  readonly UserName?: string | undefined;
}

export interface CreateAccessKeyResponse {
  readonly AccessKey: AccessKey;
}

export interface CreateAccountAliasRequest {
  readonly AccountAlias: string;
}

export interface CreateDelegationRequestRequest {
  readonly Description: string;
  readonly Permissions: DelegationPermission;
  readonly RequestorWorkflowId: string;
  readonly NotificationChannel: string;
  readonly SessionDuration: number;
  readonly OwnerAccountId?: string | undefined;
  readonly RequestMessage?: string | undefined;
  readonly RedirectUrl?: string | undefined;
  readonly OnlySendByOwner?: boolean | undefined;
}

export interface CreateDelegationRequestResponse {
  readonly ConsoleDeepLink?: string | undefined;
  readonly DelegationRequestId?: string | undefined;
}

export interface CreateGroupRequest {
  readonly Path?: string | undefined;
  readonly GroupName: string;
}

export interface CreateGroupResponse {
  readonly Group: Group;
}

export interface CreateInstanceProfileRequest {
  readonly InstanceProfileName: string;
  readonly Path?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface CreateInstanceProfileResponse {
  readonly InstanceProfile: InstanceProfile;
}

export interface CreateLoginProfileRequest {
  readonly UserName?: string | undefined;
  readonly Password?: string | undefined;
  readonly PasswordResetRequired?: boolean | undefined;
}

export interface CreateLoginProfileResponse {
  readonly LoginProfile: LoginProfile;
}

export interface CreateOpenIDConnectProviderRequest {
  readonly Url: string;
  readonly ClientIDList?: readonly string[] | undefined;
  readonly ThumbprintList?: readonly string[] | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface CreateOpenIDConnectProviderResponse {
  readonly OpenIDConnectProviderArn?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface CreatePolicyRequest {
  readonly PolicyName: string;
  readonly Path?: string | undefined;
  readonly PolicyDocument: string;
  readonly Description?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface CreatePolicyResponse {
  readonly Policy?: Policy | undefined;
}

export interface CreatePolicyVersionRequest {
  readonly PolicyArn: string;
  readonly PolicyDocument: string;
  readonly SetAsDefault?: boolean | undefined;
}

export interface CreatePolicyVersionResponse {
  readonly PolicyVersion?: PolicyVersion | undefined;
}

export interface CreateRoleRequest {
  readonly Path?: string | undefined;
  readonly RoleName: string;
  readonly AssumeRolePolicyDocument: string;
  readonly Description?: string | undefined;
  readonly MaxSessionDuration?: number | undefined;
  readonly PermissionsBoundary?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface CreateRoleResponse {
  readonly Role: Role;
}

export interface CreateSAMLProviderRequest {
  readonly SAMLMetadataDocument: string;
  readonly Name: string;
  readonly Tags?: readonly Tag[] | undefined;
  readonly AssertionEncryptionMode?: assertionEncryptionModeType | undefined;
  readonly AddPrivateKey?: string | undefined;
}

export interface CreateSAMLProviderResponse {
  readonly SAMLProviderArn?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface CreateServiceLinkedRoleRequest {
  readonly AWSServiceName: string;
  readonly Description?: string | undefined;
  readonly CustomSuffix?: string | undefined;
}

export interface CreateServiceLinkedRoleResponse {
  readonly Role?: Role | undefined;
}

export interface CreateServiceSpecificCredentialRequest {
  readonly UserName: string;
  readonly ServiceName: string;
  readonly CredentialAgeDays?: number | undefined;
}

export interface CreateServiceSpecificCredentialResponse {
  readonly ServiceSpecificCredential?: ServiceSpecificCredential | undefined;
}

export interface CreateUserRequest {
  readonly Path?: string | undefined;
  readonly UserName: string;
  readonly PermissionsBoundary?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface CreateUserResponse {
  readonly User?: User | undefined;
}

export interface CreateVirtualMFADeviceRequest {
  readonly Path?: string | undefined;
  readonly VirtualMFADeviceName: string;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface CreateVirtualMFADeviceResponse {
  readonly VirtualMFADevice: VirtualMFADevice;
}

export interface DeactivateMFADeviceRequest {
  readonly UserName?: string | undefined;
  readonly SerialNumber: string;
}

export interface DelegationPermission {
  readonly PolicyTemplateArn?: string | undefined;
  readonly Parameters?: readonly PolicyParameter[] | undefined;
}

export interface DelegationRequest {
  readonly DelegationRequestId?: string | undefined;
  readonly OwnerAccountId?: string | undefined;
  readonly Description?: string | undefined;
  readonly RequestMessage?: string | undefined;
  readonly Permissions?: DelegationPermission | undefined;
  readonly PermissionPolicy?: string | undefined;
  readonly RolePermissionRestrictionArns?: readonly string[] | undefined;
  readonly OwnerId?: string | undefined;
  readonly ApproverId?: string | undefined;
  readonly State?: string | undefined;
  readonly ExpirationTime?: number | undefined;
  readonly RequestorId?: string | undefined;
  readonly RequestorName?: string | undefined;
  readonly CreateDate?: number | undefined;
  readonly SessionDuration?: number | undefined;
  readonly RedirectUrl?: string | undefined;
  readonly Notes?: string | undefined;
  readonly RejectionReason?: string | undefined;
  readonly OnlySendByOwner?: boolean | undefined;
  readonly UpdatedTime?: number | undefined;
}

export interface DeleteAccessKeyRequest {
  readonly UserName?: string | undefined;
  readonly AccessKeyId: string;
}

export interface DeleteAccountAliasRequest {
  readonly AccountAlias: string;
}

export interface DeleteGroupPolicyRequest {
  readonly GroupName: string;
  readonly PolicyName: string;
}

export interface DeleteGroupRequest {
  readonly GroupName: string;
}

export interface DeleteInstanceProfileRequest {
  readonly InstanceProfileName: string;
}

export interface DeleteLoginProfileRequest {
  readonly UserName?: string | undefined;
}

export interface DeleteOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string;
}

export interface DeletePolicyRequest {
  readonly PolicyArn: string;
}

export interface DeletePolicyVersionRequest {
  readonly PolicyArn: string;
  readonly VersionId: string;
}

export interface DeleteRolePermissionsBoundaryRequest {
  readonly RoleName: string;
}

export interface DeleteRolePolicyRequest {
  readonly RoleName: string;
  readonly PolicyName: string;
}

export interface DeleteRoleRequest {
  readonly RoleName: string;
}

export interface DeleteSAMLProviderRequest {
  readonly SAMLProviderArn: string;
}

export interface DeleteSSHPublicKeyRequest {
  readonly UserName: string;
  readonly SSHPublicKeyId: string;
}

export interface DeleteServerCertificateRequest {
  readonly ServerCertificateName: string;
}

export interface DeleteServiceLinkedRoleRequest {
  readonly RoleName: string;
}

export interface DeleteServiceLinkedRoleResponse {
  readonly DeletionTaskId: string;
}

export interface DeleteServiceSpecificCredentialRequest {
  readonly UserName?: string | undefined;
  readonly ServiceSpecificCredentialId: string;
}

export interface DeleteSigningCertificateRequest {
  readonly UserName?: string | undefined;
  readonly CertificateId: string;
}

export interface DeleteUserPermissionsBoundaryRequest {
  readonly UserName: string;
}

export interface DeleteUserPolicyRequest {
  readonly UserName: string;
  readonly PolicyName: string;
}

export interface DeleteUserRequest {
  readonly UserName: string;
}

export interface DeleteVirtualMFADeviceRequest {
  readonly SerialNumber: string;
}

export interface DeletionTaskFailureReasonType {
  readonly Reason?: string | undefined;
  readonly RoleUsageList?: readonly RoleUsageType[] | undefined;
}

export type DeletionTaskStatusType =
  | "SUCCEEDED"
  | "IN_PROGRESS"
  | "FAILED"
  | "NOT_STARTED"
  | (string & {});

export interface DetachGroupPolicyRequest {
  readonly GroupName: string;
  readonly PolicyArn: string;
}

export interface DetachRolePolicyRequest {
  readonly RoleName: string;
  readonly PolicyArn: string;
}

export interface DetachUserPolicyRequest {
  readonly UserName: string;
  readonly PolicyArn: string;
}

export interface DisableOrganizationsRootCredentialsManagementRequest {
}

export interface DisableOrganizationsRootCredentialsManagementResponse {
  readonly OrganizationId?: string | undefined;
  readonly EnabledFeatures?: readonly FeatureType[] | undefined;
}

export interface DisableOrganizationsRootSessionsRequest {
}

export interface DisableOrganizationsRootSessionsResponse {
  readonly OrganizationId?: string | undefined;
  readonly EnabledFeatures?: readonly FeatureType[] | undefined;
}

export interface EnableMFADeviceRequest {
  readonly UserName: string;
  readonly SerialNumber: string;
  readonly AuthenticationCode1: string;
  readonly AuthenticationCode2: string;
}

export interface EnableOrganizationsRootCredentialsManagementRequest {
}

export interface EnableOrganizationsRootCredentialsManagementResponse {
  readonly OrganizationId?: string | undefined;
  readonly EnabledFeatures?: readonly FeatureType[] | undefined;
}

export interface EnableOrganizationsRootSessionsRequest {
}

export interface EnableOrganizationsRootSessionsResponse {
  readonly OrganizationId?: string | undefined;
  readonly EnabledFeatures?: readonly FeatureType[] | undefined;
}

export interface EnableOutboundWebIdentityFederationResponse {
  readonly IssuerIdentifier?: string | undefined;
}

export interface EntityDetails {
  readonly EntityInfo: EntityInfo;
  readonly LastAuthenticated?: number | undefined;
}

export interface EntityInfo {
  readonly Arn: string;
  readonly Name: string;
  readonly Type: policyOwnerEntityType;
  readonly Id: string;
  readonly Path?: string | undefined;
}

export type EntityType =
  | "User"
  | "Role"
  | "Group"
  | "LocalManagedPolicy"
  | "AWSManagedPolicy"
  | (string & {});

export interface ErrorDetails {
  readonly Message: string;
  readonly Code: string;
}

export interface EvaluationResult {
  readonly EvalActionName: string;
  readonly EvalResourceName?: string | undefined;
  readonly EvalDecision: PolicyEvaluationDecisionType;
  readonly MatchedStatements?: readonly Statement[] | undefined;
  readonly MissingContextValues?: readonly string[] | undefined;
  readonly OrganizationsDecisionDetail?: OrganizationsDecisionDetail | undefined;
  readonly PermissionsBoundaryDecisionDetail?: PermissionsBoundaryDecisionDetail | undefined;
  readonly EvalDecisionDetails?: Readonly<Record<string, PolicyEvaluationDecisionType>> | undefined;
  readonly ResourceSpecificResults?: readonly ResourceSpecificResult[] | undefined;
}

export type FeatureType =
  | "RootCredentialsManagement"
  | "RootSessions"
  | (string & {});

export interface GenerateCredentialReportResponse {
  readonly State?: ReportStateType | undefined;
  readonly Description?: string | undefined;
}

export interface GenerateOrganizationsAccessReportRequest {
  readonly EntityPath: string;
  readonly OrganizationsPolicyId?: string | undefined;
}

export interface GenerateOrganizationsAccessReportResponse {
  readonly JobId?: string | undefined;
}

export interface GenerateServiceLastAccessedDetailsRequest {
  readonly Arn: string;
  readonly Granularity?: AccessAdvisorUsageGranularityType | undefined;
}

export interface GenerateServiceLastAccessedDetailsResponse {
  readonly JobId?: string | undefined;
}

export interface GetAccessKeyLastUsedRequest {
  readonly AccessKeyId: string;
}

export interface GetAccessKeyLastUsedResponse {
  readonly UserName?: string | undefined;
  readonly AccessKeyLastUsed?: AccessKeyLastUsed | undefined;
}

export interface GetAccountAuthorizationDetailsRequest {
  readonly Filter?: readonly EntityType[] | undefined;
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
}

export interface GetAccountAuthorizationDetailsResponse {
  readonly UserDetailList?: readonly UserDetail[] | undefined;
  readonly GroupDetailList?: readonly GroupDetail[] | undefined;
  readonly RoleDetailList?: readonly RoleDetail[] | undefined;
  readonly Policies?: readonly ManagedPolicyDetail[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface GetAccountPasswordPolicyResponse {
  readonly PasswordPolicy: PasswordPolicy;
}

export interface GetAccountPropertiesRequest {
}

export interface GetAccountPropertiesResponse {
  readonly Properties?: Readonly<Record<string, string>> | undefined;
}

export interface GetAccountSummaryResponse {
  readonly SummaryMap?: Readonly<Record<string, number>> | undefined;
}

export interface GetContextKeysForCustomPolicyRequest {
  readonly PolicyInputList: readonly string[];
}

export interface GetContextKeysForPolicyResponse {
  readonly ContextKeyNames?: readonly string[] | undefined;
}

export interface GetContextKeysForPrincipalPolicyRequest {
  readonly PolicySourceArn: string;
  readonly PolicyInputList?: readonly string[] | undefined;
}

export interface GetCredentialReportResponse {
  readonly Content?: Uint8Array | undefined;
  readonly ReportFormat?: ReportFormatType | undefined;
  readonly GeneratedTime?: number | undefined;
}

export interface GetDelegationRequestRequest {
  readonly DelegationRequestId: string;
  readonly DelegationPermissionCheck?: boolean | undefined;
}

export interface GetDelegationRequestResponse {
  readonly DelegationRequest?: DelegationRequest | undefined;
  readonly PermissionCheckStatus?: string | undefined;
  readonly PermissionCheckResult?: string | undefined;
}

export interface GetGroupPolicyRequest {
  readonly GroupName: string;
  readonly PolicyName: string;
}

export interface GetGroupPolicyResponse {
  readonly GroupName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}

export interface GetGroupRequest {
  readonly GroupName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface GetGroupResponse {
  readonly Group: Group;
  readonly Users: readonly User[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface GetHumanReadableSummaryRequest {
  readonly EntityArn: string;
  readonly Locale?: string | undefined;
}

export interface GetHumanReadableSummaryResponse {
  readonly SummaryContent?: string | undefined;
  readonly Locale?: string | undefined;
  readonly SummaryState?: string | undefined;
}

export interface GetInstanceProfileRequest {
  readonly InstanceProfileName: string;
}

export interface GetInstanceProfileResponse {
  readonly InstanceProfile: InstanceProfile;
}

export interface GetLoginProfileRequest {
  readonly UserName?: string | undefined;
}

export interface GetLoginProfileResponse {
  readonly LoginProfile: LoginProfile;
}

export interface GetMFADeviceRequest {
  readonly SerialNumber: string;
  readonly UserName?: string | undefined;
}

export interface GetMFADeviceResponse {
  readonly UserName?: string | undefined;
  readonly SerialNumber: string;
  readonly EnableDate?: number | undefined;
  readonly Certifications?: Readonly<Record<string, string>> | undefined;
}

export interface GetOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string;
}

export interface GetOpenIDConnectProviderResponse {
  readonly Url?: string | undefined;
  readonly ClientIDList?: readonly string[] | undefined;
  readonly ThumbprintList?: readonly string[] | undefined;
  readonly CreateDate?: number | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface GetOrganizationsAccessReportRequest {
  readonly JobId: string;
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
  readonly SortKey?: sortKeyType | undefined;
}

export interface GetOrganizationsAccessReportResponse {
  readonly JobStatus: jobStatusType;
  readonly JobCreationDate: number;
  readonly JobCompletionDate?: number | undefined;
  readonly NumberOfServicesAccessible?: number | undefined;
  readonly NumberOfServicesNotAccessed?: number | undefined;
  readonly AccessDetails?: readonly AccessDetail[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
  readonly ErrorDetails?: ErrorDetails | undefined;
}

export interface GetOutboundWebIdentityFederationInfoResponse {
  readonly IssuerIdentifier?: string | undefined;
  readonly JwtVendingEnabled?: boolean | undefined;
}

export interface GetPolicyRequest {
  readonly PolicyArn: string;
}

export interface GetPolicyResponse {
  readonly Policy?: Policy | undefined;
}

export interface GetPolicyVersionRequest {
  readonly PolicyArn: string;
  readonly VersionId: string;
}

export interface GetPolicyVersionResponse {
  readonly PolicyVersion?: PolicyVersion | undefined;
}

export interface GetRolePolicyRequest {
  readonly RoleName: string;
  readonly PolicyName: string;
}

export interface GetRolePolicyResponse {
  readonly RoleName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}

export interface GetRoleRequest {
  readonly RoleName: string;
}

export interface GetRoleResponse {
  readonly Role: Role;
}

export interface GetRoleTemplateVersionRequest {
  readonly TemplateArn: string;
  readonly MinorVersion?: number | undefined;
}

export interface GetRoleTemplateVersionResponse {
  readonly RoleTemplateVersion: RoleTemplateVersion;
}

export interface GetSAMLProviderRequest {
  readonly SAMLProviderArn: string;
}

export interface GetSAMLProviderResponse {
  readonly SAMLProviderUUID?: string | undefined;
  readonly SAMLMetadataDocument?: string | undefined;
  readonly CreateDate?: number | undefined;
  readonly ValidUntil?: number | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly AssertionEncryptionMode?: assertionEncryptionModeType | undefined;
  readonly PrivateKeyList?: readonly SAMLPrivateKey[] | undefined;
}

export interface GetSSHPublicKeyRequest {
  readonly UserName: string;
  readonly SSHPublicKeyId: string;
  readonly Encoding: encodingType;
}

export interface GetSSHPublicKeyResponse {
  readonly SSHPublicKey?: SSHPublicKey | undefined;
}

export interface GetServerCertificateRequest {
  readonly ServerCertificateName: string;
}

export interface GetServerCertificateResponse {
  readonly ServerCertificate: ServerCertificate;
}

export interface GetServiceLastAccessedDetailsRequest {
  readonly JobId: string;
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
}

export interface GetServiceLastAccessedDetailsResponse {
  readonly JobStatus: jobStatusType;
  readonly JobType?: AccessAdvisorUsageGranularityType | undefined;
  readonly JobCreationDate: number;
  readonly ServicesLastAccessed: readonly ServiceLastAccessed[];
  readonly JobCompletionDate: number;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
  readonly Error?: ErrorDetails | undefined;
}

export interface GetServiceLastAccessedDetailsWithEntitiesRequest {
  readonly JobId: string;
  readonly ServiceNamespace: string;
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
}

export interface GetServiceLastAccessedDetailsWithEntitiesResponse {
  readonly JobStatus: jobStatusType;
  readonly JobCreationDate: number;
  readonly JobCompletionDate: number;
  readonly EntityDetailsList: readonly EntityDetails[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
  readonly Error?: ErrorDetails | undefined;
}

export interface GetServiceLinkedRoleDeletionStatusRequest {
  readonly DeletionTaskId: string;
}

export interface GetServiceLinkedRoleDeletionStatusResponse {
  readonly Status: DeletionTaskStatusType;
  readonly Reason?: DeletionTaskFailureReasonType | undefined;
}

export interface GetUserPolicyRequest {
  readonly UserName: string;
  readonly PolicyName: string;
}

export interface GetUserPolicyResponse {
  readonly UserName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}

export interface GetUserRequest {
  readonly UserName?: string | undefined;
}

export interface GetUserResponse {
  readonly User: User;
}

export interface Group {
  readonly Path: string;
  readonly GroupName: string;
  readonly GroupId: string;
  readonly Arn: string;
  readonly CreateDate: number;
}

export interface GroupDetail {
  readonly Path?: string | undefined;
  readonly GroupName?: string | undefined;
  readonly GroupId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly CreateDate?: number | undefined;
  readonly GroupPolicyList?: readonly PolicyDetail[] | undefined;
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined;
}

export interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}

export interface InlinePolicyIdentifierType {
  readonly PolicyName: string;
  readonly AttachmentType: string;
  readonly AttachmentName: string;
}

export interface InstanceProfile {
  readonly Path: string;
  readonly InstanceProfileName: string;
  readonly InstanceProfileId: string;
  readonly Arn: string;
  readonly CreateDate: number;
  readonly Roles: readonly Role[];
  readonly Tags?: readonly Tag[] | undefined;
}

export interface ListAccessKeysRequest {
  readonly UserName?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListAccessKeysResponse {
  readonly AccessKeyMetadata: readonly AccessKeyMetadata[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListAccountAliasesRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListAccountAliasesResponse {
  readonly AccountAliases: readonly string[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListAttachedGroupPoliciesRequest {
  readonly GroupName: string;
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListAttachedGroupPoliciesResponse {
  readonly AttachedPolicies?: readonly AttachedPolicy[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListAttachedRolePoliciesRequest {
  readonly RoleName: string;
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListAttachedRolePoliciesResponse {
  readonly AttachedPolicies?: readonly AttachedPolicy[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListAttachedUserPoliciesRequest {
  readonly UserName: string;
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListAttachedUserPoliciesResponse {
  readonly AttachedPolicies?: readonly AttachedPolicy[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListDelegationRequestsRequest {
  readonly OwnerId?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListDelegationRequestsResponse {
  readonly DelegationRequests?: readonly DelegationRequest[] | undefined;
  readonly Marker?: string | undefined;
  readonly isTruncated?: boolean | undefined;
}

export interface ListEntitiesForPolicyRequest {
  readonly PolicyArn: string;
  readonly EntityFilter?: EntityType | undefined;
  readonly PathPrefix?: string | undefined;
  readonly PolicyUsageFilter?: PolicyUsageType | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListEntitiesForPolicyResponse {
  readonly PolicyGroups?: readonly PolicyGroup[] | undefined;
  readonly PolicyUsers?: readonly PolicyUser[] | undefined;
  readonly PolicyRoles?: readonly PolicyRole[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListGroupPoliciesRequest {
  readonly GroupName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListGroupPoliciesResponse {
  readonly PolicyNames: readonly string[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListGroupsForUserRequest {
  readonly UserName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListGroupsForUserResponse {
  readonly Groups: readonly Group[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListGroupsRequest {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListGroupsResponse {
  readonly Groups: readonly Group[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListInstanceProfileTagsRequest {
  readonly InstanceProfileName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListInstanceProfileTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListInstanceProfilesForRoleRequest {
  readonly RoleName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListInstanceProfilesForRoleResponse {
  readonly InstanceProfiles: readonly InstanceProfile[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListInstanceProfilesRequest {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListInstanceProfilesResponse {
  readonly InstanceProfiles: readonly InstanceProfile[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListMFADeviceTagsRequest {
  readonly SerialNumber: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListMFADeviceTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListMFADevicesRequest {
  readonly UserName?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListMFADevicesResponse {
  readonly MFADevices: readonly MFADevice[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListOpenIDConnectProviderTagsRequest {
  readonly OpenIDConnectProviderArn: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListOpenIDConnectProviderTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListOpenIDConnectProvidersRequest {
}

export interface ListOpenIDConnectProvidersResponse {
  readonly OpenIDConnectProviderList?: readonly OpenIDConnectProviderListEntry[] | undefined;
}

export interface ListOrganizationsFeaturesRequest {
}

export interface ListOrganizationsFeaturesResponse {
  readonly OrganizationId?: string | undefined;
  readonly EnabledFeatures?: readonly FeatureType[] | undefined;
}

export interface ListPoliciesGrantingServiceAccessEntry {
  readonly ServiceNamespace?: string | undefined;
  readonly Policies?: readonly PolicyGrantingServiceAccess[] | undefined;
}

export interface ListPoliciesGrantingServiceAccessRequest {
  readonly Marker?: string | undefined;
  readonly Arn: string;
  readonly ServiceNamespaces: readonly string[];
}

export interface ListPoliciesGrantingServiceAccessResponse {
  readonly PoliciesGrantingServiceAccess: readonly ListPoliciesGrantingServiceAccessEntry[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListPoliciesRequest {
  readonly Scope?: policyScopeType | undefined;
  readonly OnlyAttached?: boolean | undefined;
  readonly PathPrefix?: string | undefined;
  readonly PolicyUsageFilter?: PolicyUsageType | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListPoliciesResponse {
  readonly Policies?: readonly Policy[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListPolicyTagsRequest {
  readonly PolicyArn: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListPolicyTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListPolicyVersionsRequest {
  readonly PolicyArn: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListPolicyVersionsResponse {
  readonly Versions?: readonly PolicyVersion[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListRolePoliciesRequest {
  readonly RoleName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListRolePoliciesResponse {
  readonly PolicyNames: readonly string[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListRoleTagsRequest {
  readonly RoleName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListRoleTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListRolesRequest {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListRolesResponse {
  readonly Roles: readonly Role[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListSAMLProviderTagsRequest {
  readonly SAMLProviderArn: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListSAMLProviderTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListSAMLProvidersRequest {
}

export interface ListSAMLProvidersResponse {
  readonly SAMLProviderList?: readonly SAMLProviderListEntry[] | undefined;
}

export interface ListSSHPublicKeysRequest {
  readonly UserName?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListSSHPublicKeysResponse {
  readonly SSHPublicKeys?: readonly SSHPublicKeyMetadata[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListServerCertificateTagsRequest {
  readonly ServerCertificateName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListServerCertificateTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListServerCertificatesRequest {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListServerCertificatesResponse {
  readonly ServerCertificateMetadataList: readonly ServerCertificateMetadata[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListServiceSpecificCredentialsRequest {
  readonly UserName?: string | undefined;
  readonly ServiceName?: string | undefined;
  readonly AllUsers?: boolean | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListServiceSpecificCredentialsResponse {
  readonly ServiceSpecificCredentials?: readonly ServiceSpecificCredentialMetadata[] | undefined;
  readonly Marker?: string | undefined;
  readonly IsTruncated?: boolean | undefined;
}

export interface ListSigningCertificatesRequest {
  readonly UserName?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListSigningCertificatesResponse {
  readonly Certificates: readonly SigningCertificate[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListUserPoliciesRequest {
  readonly UserName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListUserPoliciesResponse {
  readonly PolicyNames: readonly string[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListUserTagsRequest {
  readonly UserName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListUserTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListUsersRequest {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListUsersResponse {
  readonly Users: readonly User[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface ListVirtualMFADevicesRequest {
  readonly AssignmentStatus?: assignmentStatusType | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface ListVirtualMFADevicesResponse {
  readonly VirtualMFADevices: readonly VirtualMFADevice[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface LoginProfile {
  readonly UserName: string;
  readonly CreateDate: number;
  readonly PasswordResetRequired?: boolean | undefined;
}

export interface MFADevice {
  readonly UserName: string;
  readonly SerialNumber: string;
  readonly EnableDate: number;
}

export interface ManagedPolicyDetail {
  readonly PolicyName?: string | undefined;
  readonly PolicyId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly Path?: string | undefined;
  readonly DefaultVersionId?: string | undefined;
  readonly AttachmentCount?: number | undefined;
  readonly PermissionsBoundaryUsageCount?: number | undefined;
  readonly IsAttachable?: boolean | undefined;
  readonly Description?: string | undefined;
  readonly CreateDate?: number | undefined;
  readonly UpdateDate?: number | undefined;
  readonly PolicyVersionList?: readonly PolicyVersion[] | undefined;
}

export interface OpenIDConnectProviderListEntry {
  readonly Arn?: string | undefined;
}

export interface OrderedOrganizationPolicyType {
  readonly ServiceControlPolicyInputList?: readonly string[] | undefined;
}

export interface OrganizationsDecisionDetail {
  readonly AllowedByOrganizations?: boolean | undefined;
}

export interface ParameterDefinition {
  readonly Name: string;
  readonly Type: string;
  readonly SubType?: string | undefined;
  readonly Description?: string | undefined;
  readonly IsRequired?: boolean | undefined;
  readonly DefaultValue?: string | undefined;
  readonly Immutable?: boolean | undefined;
}

export interface PasswordPolicy {
  readonly MinimumPasswordLength?: number | undefined;
  readonly RequireSymbols?: boolean | undefined;
  readonly RequireNumbers?: boolean | undefined;
  readonly RequireUppercaseCharacters?: boolean | undefined;
  readonly RequireLowercaseCharacters?: boolean | undefined;
  readonly AllowUsersToChangePassword?: boolean | undefined;
  readonly ExpirePasswords?: boolean | undefined;
  readonly MaxPasswordAge?: number | undefined;
  readonly PasswordReusePrevention?: number | undefined;
  readonly HardExpiry?: boolean | undefined;
}

export type PermissionsBoundaryAttachmentType =
  | "PermissionsBoundaryPolicy"
  | (string & {});

export interface PermissionsBoundaryDecisionDetail {
  readonly AllowedByPermissionsBoundary?: boolean | undefined;
}

export interface Policy {
  readonly PolicyName?: string | undefined;
  readonly PolicyId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly Path?: string | undefined;
  readonly DefaultVersionId?: string | undefined;
  readonly AttachmentCount?: number | undefined;
  readonly PermissionsBoundaryUsageCount?: number | undefined;
  readonly IsAttachable?: boolean | undefined;
  readonly Description?: string | undefined;
  readonly CreateDate?: number | undefined;
  readonly UpdateDate?: number | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface PolicyDetail {
  readonly PolicyName?: string | undefined;
  readonly PolicyDocument?: string | undefined;
}

export type PolicyEvaluationDecisionType =
  | "allowed"
  | "explicitDeny"
  | "implicitDeny"
  | (string & {});

export interface PolicyGrantingServiceAccess {
  readonly PolicyName: string;
  readonly PolicyType: policyType;
  readonly PolicyArn?: string | undefined;
  readonly EntityType?: policyOwnerEntityType | undefined;
  readonly EntityName?: string | undefined;
}

export interface PolicyGroup {
  readonly GroupName?: string | undefined;
  readonly GroupId?: string | undefined;
}

export type PolicyIdentifier =
  | { readonly PolicyType: string }
  | { readonly PolicyArn: string }
  | { readonly InlinePolicyIdentifier: InlinePolicyIdentifierType };

export interface PolicyParameter {
  readonly Name?: string | undefined;
  readonly Values?: readonly string[] | undefined;
  readonly Type?: string | undefined;
}

export interface PolicyRole {
  readonly RoleName?: string | undefined;
  readonly RoleId?: string | undefined;
}

export type PolicySourceType =
  | "user"
  | "group"
  | "role"
  | "aws-managed"
  | "user-managed"
  | "resource"
  | "none"
  | (string & {});

export type PolicyUsageType =
  | "PermissionsPolicy"
  | "PermissionsBoundary"
  | (string & {});

export interface PolicyUser {
  readonly UserName?: string | undefined;
  readonly UserId?: string | undefined;
}

export interface PolicyVersion {
  readonly Document?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly IsDefaultVersion?: boolean | undefined;
  readonly CreateDate?: number | undefined;
}

export interface Position {
  readonly Line?: number | undefined;
  readonly Column?: number | undefined;
}

export interface PutAccountPropertiesRequest {
  readonly Properties: Readonly<Record<string, string>>;
}

export interface PutAccountPropertiesResponse {
}

export interface PutGroupPolicyRequest {
  readonly GroupName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}

export interface PutRolePermissionsBoundaryRequest {
  readonly RoleName: string;
  readonly PermissionsBoundary: string;
}

export interface PutRolePolicyRequest {
  readonly RoleName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}

export interface PutUserPermissionsBoundaryRequest {
  readonly UserName: string;
  readonly PermissionsBoundary: string;
}

export interface PutUserPolicyRequest {
  readonly UserName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}

export interface RejectDelegationRequestRequest {
  readonly DelegationRequestId: string;
  readonly Notes?: string | undefined;
}

export interface RemoveClientIDFromOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string;
  readonly ClientID: string;
}

export interface RemoveRoleFromInstanceProfileRequest {
  readonly InstanceProfileName: string;
  readonly RoleName: string;
}

export interface RemoveUserFromGroupRequest {
  readonly GroupName: string;
  readonly UserName: string;
}

export interface ReplacementValueEntry {
  readonly Values: readonly string[];
}

export type ReportFormatType =
  | "text/csv"
  | (string & {});

export type ReportStateType =
  | "STARTED"
  | "INPROGRESS"
  | "COMPLETE"
  | (string & {});

export interface ResetServiceSpecificCredentialRequest {
  readonly UserName?: string | undefined;
  readonly ServiceSpecificCredentialId: string;
}

export interface ResetServiceSpecificCredentialResponse {
  readonly ServiceSpecificCredential?: ServiceSpecificCredential | undefined;
}

export interface ResourceSpecificResult {
  readonly EvalResourceName: string;
  readonly EvalResourceDecision: PolicyEvaluationDecisionType;
  readonly MatchedStatements?: readonly Statement[] | undefined;
  readonly MissingContextValues?: readonly string[] | undefined;
  readonly EvalDecisionDetails?: Readonly<Record<string, PolicyEvaluationDecisionType>> | undefined;
  readonly PermissionsBoundaryDecisionDetail?: PermissionsBoundaryDecisionDetail | undefined;
}

export interface ResyncMFADeviceRequest {
  readonly UserName: string;
  readonly SerialNumber: string;
  readonly AuthenticationCode1: string;
  readonly AuthenticationCode2: string;
}

export interface Role {
  readonly Path: string;
  readonly RoleName: string;
  readonly RoleId: string;
  readonly Arn: string;
  readonly CreateDate: number;
  readonly AssumeRolePolicyDocument?: string | undefined;
  readonly Description?: string | undefined;
  readonly MaxSessionDuration?: number | undefined;
  readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly RoleLastUsed?: RoleLastUsed | undefined;
  readonly SourceRoleTemplate?: SourceRoleTemplate | undefined;
}

export interface RoleDetail {
  readonly Path?: string | undefined;
  readonly RoleName?: string | undefined;
  readonly RoleId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly CreateDate?: number | undefined;
  readonly AssumeRolePolicyDocument?: string | undefined;
  readonly InstanceProfileList?: readonly InstanceProfile[] | undefined;
  readonly RolePolicyList?: readonly PolicyDetail[] | undefined;
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined;
  readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly RoleLastUsed?: RoleLastUsed | undefined;
}

export interface RoleLastUsed {
  readonly LastUsedDate?: number | undefined;
  readonly Region?: string | undefined;
}

export interface RoleTemplateVersion {
  readonly TemplateArn?: string | undefined;
  readonly TemplateName?: string | undefined;
  readonly TemplateVersionId?: string | undefined;
  readonly Description?: string | undefined;
  readonly MajorVersion?: number | undefined;
  readonly DefaultMinorVersion?: number | undefined;
  readonly ManagedByType?: string | undefined;
  readonly ManagedByValue?: string | undefined;
  readonly Enabled?: boolean | undefined;
  readonly MinorVersion?: number | undefined;
  readonly RoleNamePattern?: string | undefined;
  readonly RolePathPattern?: string | undefined;
  readonly RoleDescriptionPattern?: string | undefined;
  readonly AssumeRolePolicyDocumentTemplate?: string | undefined;
  readonly InlinePolicyTemplates?: readonly InlinePolicy[] | undefined;
  readonly ManagedPolicyArns?: readonly string[] | undefined;
  readonly PermissionBoundaryArn?: string | undefined;
  readonly ParametersDefinition?: readonly ParameterDefinition[] | undefined;
  readonly RoleTagsTemplate?: readonly TagTemplate[] | undefined;
  readonly MaxSessionDuration?: number | undefined;
  readonly VersionEnabled?: boolean | undefined;
  readonly CreateTimestamp?: number | undefined;
  readonly UpdateTimestamp?: number | undefined;
}

export interface RoleUsageType {
  readonly Region?: string | undefined;
  readonly Resources?: readonly string[] | undefined;
}

export interface SAMLPrivateKey {
  readonly KeyId?: string | undefined;
  readonly Timestamp?: number | undefined;
}

export interface SAMLProviderListEntry {
  readonly Arn?: string | undefined;
  readonly ValidUntil?: number | undefined;
  readonly CreateDate?: number | undefined;
}

export interface SSHPublicKey {
  readonly UserName: string;
  readonly SSHPublicKeyId: string;
  readonly Fingerprint: string;
  readonly SSHPublicKeyBody: string;
  readonly Status: statusType;
  readonly UploadDate?: number | undefined;
}

export interface SSHPublicKeyMetadata {
  readonly UserName: string;
  readonly SSHPublicKeyId: string;
  readonly Status: statusType;
  readonly UploadDate: number;
}

export interface SendDelegationTokenRequest {
  readonly DelegationRequestId: string;
}

export interface ServerCertificate {
  readonly ServerCertificateMetadata: ServerCertificateMetadata;
  readonly CertificateBody: string;
  readonly CertificateChain?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface ServerCertificateMetadata {
  readonly Path: string;
  readonly ServerCertificateName: string;
  readonly ServerCertificateId: string;
  readonly Arn: string;
  readonly UploadDate?: number | undefined;
  readonly Expiration?: number | undefined;
}

export interface ServiceLastAccessed {
  readonly ServiceName: string;
  readonly LastAuthenticated?: number | undefined;
  readonly ServiceNamespace: string;
  readonly LastAuthenticatedEntity?: string | undefined;
  readonly LastAuthenticatedRegion?: string | undefined;
  readonly TotalAuthenticatedEntities?: number | undefined;
  readonly TrackedActionsLastAccessed?: readonly TrackedActionLastAccessed[] | undefined;
}

export interface ServiceSpecificCredential {
  readonly CreateDate: number;
  readonly ExpirationDate?: number | undefined;
  readonly ServiceName: string;
  readonly ServiceUserName?: string | undefined;
  readonly ServicePassword?: string | undefined;
  readonly ServiceCredentialAlias?: string | undefined;
  readonly ServiceCredentialSecret?: string | undefined;
  readonly ServiceSpecificCredentialId: string;
  readonly UserName: string;
  readonly Status: statusType;
}

export interface ServiceSpecificCredentialMetadata {
  readonly UserName: string;
  readonly Status: statusType;
  readonly ServiceUserName?: string | undefined;
  readonly ServiceCredentialAlias?: string | undefined;
  readonly CreateDate: number;
  readonly ExpirationDate?: number | undefined;
  readonly ServiceSpecificCredentialId: string;
  readonly ServiceName: string;
}

export interface SetDefaultPolicyVersionRequest {
  readonly PolicyArn: string;
  readonly VersionId: string;
}

export interface SetSecurityTokenServicePreferencesRequest {
  readonly GlobalEndpointTokenVersion: globalEndpointTokenVersion;
}

export interface SigningCertificate {
  readonly UserName: string;
  readonly CertificateId: string;
  readonly CertificateBody: string;
  readonly Status: statusType;
  readonly UploadDate?: number | undefined;
}

export interface SimulateCustomPolicyRequest {
  readonly PolicyInputList: readonly string[];
  readonly PermissionsBoundaryPolicyInputList?: readonly string[] | undefined;
  readonly ActionNames: readonly string[];
  readonly ResourceArns?: readonly string[] | undefined;
  readonly ResourcePolicy?: string | undefined;
  readonly ResourceOwner?: string | undefined;
  readonly CallerArn?: string | undefined;
  readonly ContextEntries?: readonly ContextEntry[] | undefined;
  readonly ResourceHandlingOption?: string | undefined;
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
  readonly OrderedOrganizationPolicyInputList?: readonly OrderedOrganizationPolicyType[] | undefined;
}

export interface SimulatePolicyResponse {
  readonly EvaluationResults?: readonly EvaluationResult[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface SimulatePrincipalPolicyRequest {
  readonly PolicySourceArn: string;
  readonly PolicyInputList?: readonly string[] | undefined;
  readonly PermissionsBoundaryPolicyInputList?: readonly string[] | undefined;
  readonly ActionNames: readonly string[];
  readonly ResourceArns?: readonly string[] | undefined;
  readonly ResourcePolicy?: string | undefined;
  readonly ResourceOwner?: string | undefined;
  readonly CallerArn?: string | undefined;
  readonly ContextEntries?: readonly ContextEntry[] | undefined;
  readonly ResourceHandlingOption?: string | undefined;
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
  readonly PolicyExclusionList?: readonly PolicyIdentifier[] | undefined;
}

export interface SourceRoleTemplate {
  readonly TemplateArn: string;
  readonly TemplateMinorVersion: number;
}

export interface Statement {
  readonly SourcePolicyId?: string | undefined;
  readonly SourcePolicyType?: PolicySourceType | undefined;
  readonly StartPosition?: Position | undefined;
  readonly EndPosition?: Position | undefined;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface TagInstanceProfileRequest {
  readonly InstanceProfileName: string;
  readonly Tags: readonly Tag[];
}

export interface TagMFADeviceRequest {
  readonly SerialNumber: string;
  readonly Tags: readonly Tag[];
}

export interface TagOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string;
  readonly Tags: readonly Tag[];
}

export interface TagPolicyRequest {
  readonly PolicyArn: string;
  readonly Tags: readonly Tag[];
}

export interface TagRoleRequest {
  readonly RoleName: string;
  readonly Tags: readonly Tag[];
}

export interface TagSAMLProviderRequest {
  readonly SAMLProviderArn: string;
  readonly Tags: readonly Tag[];
}

export interface TagServerCertificateRequest {
  readonly ServerCertificateName: string;
  readonly Tags: readonly Tag[];
}

export interface TagTemplate {
  readonly Key: string;
  readonly Value: string;
}

export interface TagUserRequest {
  readonly UserName: string;
  readonly Tags: readonly Tag[];
}

export interface TrackedActionLastAccessed {
  readonly ActionName?: string | undefined;
  readonly LastAccessedEntity?: string | undefined;
  readonly LastAccessedTime?: number | undefined;
  readonly LastAccessedRegion?: string | undefined;
}

export interface UntagInstanceProfileRequest {
  readonly InstanceProfileName: string;
  readonly TagKeys: readonly string[];
}

export interface UntagMFADeviceRequest {
  readonly SerialNumber: string;
  readonly TagKeys: readonly string[];
}

export interface UntagOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string;
  readonly TagKeys: readonly string[];
}

export interface UntagPolicyRequest {
  readonly PolicyArn: string;
  readonly TagKeys: readonly string[];
}

export interface UntagRoleRequest {
  readonly RoleName: string;
  readonly TagKeys: readonly string[];
}

export interface UntagSAMLProviderRequest {
  readonly SAMLProviderArn: string;
  readonly TagKeys: readonly string[];
}

export interface UntagServerCertificateRequest {
  readonly ServerCertificateName: string;
  readonly TagKeys: readonly string[];
}

export interface UntagUserRequest {
  readonly UserName: string;
  readonly TagKeys: readonly string[];
}

export interface UpdateAccessKeyRequest {
  readonly UserName?: string | undefined;
  readonly AccessKeyId: string;
  readonly Status: statusType;
}

export interface UpdateAccountPasswordPolicyRequest {
  readonly MinimumPasswordLength?: number | undefined;
  readonly RequireSymbols?: boolean | undefined;
  readonly RequireNumbers?: boolean | undefined;
  readonly RequireUppercaseCharacters?: boolean | undefined;
  readonly RequireLowercaseCharacters?: boolean | undefined;
  readonly AllowUsersToChangePassword?: boolean | undefined;
  readonly MaxPasswordAge?: number | undefined;
  readonly PasswordReusePrevention?: number | undefined;
  readonly HardExpiry?: boolean | undefined;
}

export interface UpdateAssumeRolePolicyRequest {
  readonly RoleName: string;
  readonly PolicyDocument: string;
}

export interface UpdateDelegationRequestRequest {
  readonly DelegationRequestId: string;
  readonly Notes?: string | undefined;
}

export interface UpdateGroupRequest {
  readonly GroupName: string;
  readonly NewPath?: string | undefined;
  readonly NewGroupName?: string | undefined;
}

export interface UpdateLoginProfileRequest {
  readonly UserName: string;
  readonly Password?: string | undefined;
  readonly PasswordResetRequired?: boolean | undefined;
}

export interface UpdateOpenIDConnectProviderThumbprintRequest {
  readonly OpenIDConnectProviderArn: string;
  readonly ThumbprintList: readonly string[];
}

export interface UpdateRoleDescriptionRequest {
  readonly RoleName: string;
  readonly Description: string;
}

export interface UpdateRoleDescriptionResponse {
  readonly Role?: Role | undefined;
}

export interface UpdateRoleRequest {
  readonly RoleName: string;
  readonly Description?: string | undefined;
  readonly MaxSessionDuration?: number | undefined;
}

export interface UpdateRoleResponse {
}

export interface UpdateSAMLProviderRequest {
  readonly SAMLMetadataDocument?: string | undefined;
  readonly SAMLProviderArn: string;
  readonly AssertionEncryptionMode?: assertionEncryptionModeType | undefined;
  readonly AddPrivateKey?: string | undefined;
  readonly RemovePrivateKey?: string | undefined;
}

export interface UpdateSAMLProviderResponse {
  readonly SAMLProviderArn?: string | undefined;
}

export interface UpdateSSHPublicKeyRequest {
  readonly UserName: string;
  readonly SSHPublicKeyId: string;
  readonly Status: statusType;
}

export interface UpdateServerCertificateRequest {
  readonly ServerCertificateName: string;
  readonly NewPath?: string | undefined;
  readonly NewServerCertificateName?: string | undefined;
}

export interface UpdateServiceSpecificCredentialRequest {
  readonly UserName?: string | undefined;
  readonly ServiceSpecificCredentialId: string;
  readonly Status: statusType;
}

export interface UpdateSigningCertificateRequest {
  readonly UserName?: string | undefined;
  readonly CertificateId: string;
  readonly Status: statusType;
}

export interface UpdateUserRequest {
  readonly UserName: string;
  readonly NewPath?: string | undefined;
  readonly NewUserName?: string | undefined;
}

export interface UploadSSHPublicKeyRequest {
  readonly UserName: string;
  readonly SSHPublicKeyBody: string;
}

export interface UploadSSHPublicKeyResponse {
  readonly SSHPublicKey?: SSHPublicKey | undefined;
}

export interface UploadServerCertificateRequest {
  readonly Path?: string | undefined;
  readonly ServerCertificateName: string;
  readonly CertificateBody: string;
  readonly PrivateKey: string;
  readonly CertificateChain?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface UploadServerCertificateResponse {
  readonly ServerCertificateMetadata?: ServerCertificateMetadata | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface UploadSigningCertificateRequest {
  readonly UserName?: string | undefined;
  readonly CertificateBody: string;
}

export interface UploadSigningCertificateResponse {
  readonly Certificate: SigningCertificate;
}

export interface User {
  readonly Path: string;
  readonly UserName: string;
  readonly UserId: string;
  readonly Arn: string;
  readonly CreateDate: number;
  readonly PasswordLastUsed?: number | undefined;
  readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface UserDetail {
  readonly Path?: string | undefined;
  readonly UserName?: string | undefined;
  readonly UserId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly CreateDate?: number | undefined;
  readonly UserPolicyList?: readonly PolicyDetail[] | undefined;
  readonly GroupList?: readonly string[] | undefined;
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined;
  readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface VirtualMFADevice {
  readonly SerialNumber: string;
  readonly Base32StringSeed?: Uint8Array | undefined;
  readonly QRCodePNG?: Uint8Array | undefined;
  readonly User?: User | undefined;
  readonly EnableDate?: number | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export type assertionEncryptionModeType =
  | "Required"
  | "Allowed"
  | (string & {});

export type assignmentStatusType =
  | "Assigned"
  | "Unassigned"
  | "Any"
  | (string & {});

export type encodingType =
  | "SSH"
  | "PEM"
  | (string & {});

export type globalEndpointTokenVersion =
  | "v1Token"
  | "v2Token"
  | (string & {});

export type jobStatusType =
  | "IN_PROGRESS"
  | "COMPLETED"
  | "FAILED"
  | (string & {});

export type policyOwnerEntityType =
  | "USER"
  | "ROLE"
  | "GROUP"
  | (string & {});

export type policyScopeType =
  | "All"
  | "AWS"
  | "Local"
  | (string & {});

export type policyType =
  | "INLINE"
  | "MANAGED"
  | (string & {});

export type sortKeyType =
  | "SERVICE_NAMESPACE_ASCENDING"
  | "SERVICE_NAMESPACE_DESCENDING"
  | "LAST_AUTHENTICATED_TIME_ASCENDING"
  | "LAST_AUTHENTICATED_TIME_DESCENDING"
  | (string & {});

export type statusType =
  | "Active"
  | "Inactive"
  | "Expired"
  | (string & {});

export type summaryKeyType =
  | "Users"
  | "UsersQuota"
  | "Groups"
  | "GroupsQuota"
  | "ServerCertificates"
  | "ServerCertificatesQuota"
  | "UserPolicySizeQuota"
  | "GroupPolicySizeQuota"
  | "GroupsPerUserQuota"
  | "SigningCertificatesPerUserQuota"
  | "AccessKeysPerUserQuota"
  | "MFADevices"
  | "MFADevicesInUse"
  | "AccountMFAEnabled"
  | "AccountAccessKeysPresent"
  | "AccountPasswordPresent"
  | "AccountSigningCertificatesPresent"
  | "AttachedPoliciesPerGroupQuota"
  | "AttachedPoliciesPerRoleQuota"
  | "AttachedPoliciesPerUserQuota"
  | "Policies"
  | "PoliciesQuota"
  | "PolicySizeQuota"
  | "PolicyVersionsInUse"
  | "PolicyVersionsInUseQuota"
  | "VersionsPerPolicyQuota"
  | "GlobalEndpointTokenVersion"
  | (string & {});
