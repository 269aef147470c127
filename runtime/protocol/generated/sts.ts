// Made by scripts/generate-models.mjs from models/sts.json (Amazon.com, Inc., Apache-2.0). Do not edit.
import type { RequestContext } from "../service.ts";

/** What the STS service can be asked. Timestamps are epoch milliseconds. */
export interface StsOperations {
  AssumeRole(input: AssumeRoleRequest, context: RequestContext): AssumeRoleResponse | Promise<AssumeRoleResponse>;
  AssumeRoleWithSAML(input: AssumeRoleWithSAMLRequest, context: RequestContext): AssumeRoleWithSAMLResponse | Promise<AssumeRoleWithSAMLResponse>;
  AssumeRoleWithWebIdentity(input: AssumeRoleWithWebIdentityRequest, context: RequestContext): AssumeRoleWithWebIdentityResponse | Promise<AssumeRoleWithWebIdentityResponse>;
  AssumeRoot(input: AssumeRootRequest, context: RequestContext): AssumeRootResponse | Promise<AssumeRootResponse>;
  DecodeAuthorizationMessage(input: DecodeAuthorizationMessageRequest, context: RequestContext): DecodeAuthorizationMessageResponse | Promise<DecodeAuthorizationMessageResponse>;
  GetAccessKeyInfo(input: GetAccessKeyInfoRequest, context: RequestContext): GetAccessKeyInfoResponse | Promise<GetAccessKeyInfoResponse>;
  GetCallerIdentity(input: GetCallerIdentityRequest, context: RequestContext): GetCallerIdentityResponse | Promise<GetCallerIdentityResponse>;
  GetDelegatedAccessToken(input: GetDelegatedAccessTokenRequest, context: RequestContext): GetDelegatedAccessTokenResponse | Promise<GetDelegatedAccessTokenResponse>;
  GetFederationToken(input: GetFederationTokenRequest, context: RequestContext): GetFederationTokenResponse | Promise<GetFederationTokenResponse>;
  GetScopedCredentials(input: GetScopedCredentialsRequest, context: RequestContext): GetScopedCredentialsResponse | Promise<GetScopedCredentialsResponse>;
  GetSessionToken(input: GetSessionTokenRequest, context: RequestContext): GetSessionTokenResponse | Promise<GetSessionTokenResponse>;
  GetWebIdentityToken(input: GetWebIdentityTokenRequest, context: RequestContext): GetWebIdentityTokenResponse | Promise<GetWebIdentityTokenResponse>;
}

/** The names of the service's modelled errors. */
export type StsErrorCode =
  | "ExpiredTokenException"
  | "ExpiredTradeInTokenException"
  | "IDPCommunicationErrorException"
  | "IDPRejectedClaimException"
  | "InsufficientSessionLifetimeException"
  | "InvalidAuthorizationMessageException"
  | "InvalidContextAssertionException"
  | "InvalidIdentityTokenException"
  | "InvalidSubjectCredentialsException"
  | "JWTPayloadSizeExceededException"
  | "MalformedPolicyDocumentException"
  | "OutboundWebIdentityFederationDisabledException"
  | "PackedPolicyTooLargeException"
  | "RegionDisabledException"
  | "SessionDurationEscalationException";

export interface AssumeRoleRequest {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined;
  readonly Policy?: string | undefined;
  readonly DurationSeconds?: number | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly TransitiveTagKeys?: readonly string[] | undefined;
  readonly ExternalId?: string | undefined;
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
  readonly SourceIdentity?: string | undefined;
  readonly ProvidedContexts?: readonly ProvidedContext[] | undefined;
  readonly MinimumSessionTokenSize?: number | undefined;
}

export interface AssumeRoleResponse {
  readonly Credentials?: Credentials | undefined;
  readonly AssumedRoleUser?: AssumedRoleUser | undefined;
  readonly PackedPolicySize?: number | undefined;
  readonly SourceIdentity?: string | undefined;
  readonly SessionTokenUtilization?: number | undefined;
  readonly SessionTokenSize?: number | undefined;
}

export interface AssumeRoleWithSAMLRequest {
  readonly RoleArn: string;
  readonly PrincipalArn: string;
  readonly SAMLAssertion: string;
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined;
  readonly Policy?: string | undefined;
  readonly DurationSeconds?: number | undefined;
  readonly MinimumSessionTokenSize?: number | undefined;
}

export interface AssumeRoleWithSAMLResponse {
  readonly Credentials?: Credentials | undefined;
  readonly AssumedRoleUser?: AssumedRoleUser | undefined;
  readonly PackedPolicySize?: number | undefined;
  readonly Subject?: string | undefined;
  readonly SubjectType?: string | undefined;
  readonly Issuer?: string | undefined;
  readonly Audience?: string | undefined;
  readonly NameQualifier?: string | undefined;
  readonly SourceIdentity?: string | undefined;
  readonly SessionTokenUtilization?: number | undefined;
  readonly SessionTokenSize?: number | undefined;
  readonly TrustedIdentityPropagationContext?: TrustedIdentityPropagationContext | undefined;
}

export interface AssumeRoleWithWebIdentityRequest {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly WebIdentityToken: string;
  readonly ProviderId?: string | undefined;
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined;
  readonly Policy?: string | undefined;
  readonly DurationSeconds?: number | undefined;
  readonly MinimumSessionTokenSize?: number | undefined;
}

export interface AssumeRoleWithWebIdentityResponse {
  readonly Credentials?: Credentials | undefined;
  readonly SubjectFromWebIdentityToken?: string | undefined;
  readonly AssumedRoleUser?: AssumedRoleUser | undefined;
  readonly PackedPolicySize?: number | undefined;
  readonly Provider?: string | undefined;
  readonly Audience?: string | undefined;
  readonly SourceIdentity?: string | undefined;
  readonly SessionTokenUtilization?: number | undefined;
  readonly SessionTokenSize?: number | undefined;
  readonly TrustedIdentityPropagationContext?: TrustedIdentityPropagationContext | undefined;
}

export interface AssumeRootRequest {
  readonly TargetPrincipal: string;
  readonly TaskPolicyArn: PolicyDescriptorType;
  readonly DurationSeconds?: number | undefined;
  readonly MinimumSessionTokenSize?: number | undefined;
}

export interface AssumeRootResponse {
  readonly Credentials?: Credentials | undefined;
  readonly SourceIdentity?: string | undefined;
  readonly SessionTokenUtilization?: number | undefined;
  readonly SessionTokenSize?: number | undefined;
}

export interface AssumedRoleUser {
  readonly AssumedRoleId: string;
  readonly Arn: string;
}

export interface Credentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: number;
}

export interface DecodeAuthorizationMessageRequest {
  readonly EncodedMessage: string;
}

export interface DecodeAuthorizationMessageResponse {
  readonly DecodedMessage?: string | undefined;
}

export interface FederatedUser {
  readonly FederatedUserId: string;
  readonly Arn: string;
}

export interface GetAccessKeyInfoRequest {
  readonly AccessKeyId: string;
}

export interface GetAccessKeyInfoResponse {
  readonly Account?: string | undefined;
}

export interface GetCallerIdentityRequest {
}

export interface GetCallerIdentityResponse {
  readonly UserId?: string | undefined;
  readonly Account?: string | undefined;
  readonly Arn?: string | undefined;
}

export interface GetDelegatedAccessTokenRequest {
  readonly TradeInToken: string;
}

export interface GetDelegatedAccessTokenResponse {
  readonly Credentials?: Credentials | undefined;
  readonly PackedPolicySize?: number | undefined;
  readonly AssumedPrincipal?: string | undefined;
}

export interface GetFederationTokenRequest {
  readonly Name: string;
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined;
  readonly DurationSeconds?: number | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly MinimumSessionTokenSize?: number | undefined;
}

export interface GetFederationTokenResponse {
  readonly Credentials?: Credentials | undefined;
  readonly FederatedUser?: FederatedUser | undefined;
  readonly PackedPolicySize?: number | undefined;
  readonly SessionTokenUtilization?: number | undefined;
  readonly SessionTokenSize?: number | undefined;
}

export interface GetScopedCredentialsRequest {
  readonly Policy?: string | undefined;
  readonly DurationSeconds?: number | undefined;
  readonly MinimumSessionTokenSize?: number | undefined;
  readonly ScopedSessionDescription?: string | undefined;
}

export interface GetScopedCredentialsResponse {
  readonly Credentials?: Credentials | undefined;
  readonly SessionInfo?: ScopedSession | undefined;
  readonly SessionTokenUtilization?: number | undefined;
  readonly SessionTokenSize?: number | undefined;
  readonly ScopedPoliciesCount?: number | undefined;
  readonly SourceIdentity?: string | undefined;
}

export interface GetSessionTokenRequest {
  readonly DurationSeconds?: number | undefined;
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
  readonly MinimumSessionTokenSize?: number | undefined;
}

export interface GetSessionTokenResponse {
  readonly Credentials?: Credentials | undefined;
  readonly SessionTokenUtilization?: number | undefined;
  readonly SessionTokenSize?: number | undefined;
}

export interface GetWebIdentityTokenRequest {
  readonly Audience: readonly string[];
  readonly DurationSeconds?: number | undefined;
  readonly SigningAlgorithm: string;
  readonly Tags?: readonly Tag[] | undefined;
  readonly Scope?: string | undefined;
  readonly SubjectMode?: string | undefined;
}

export interface GetWebIdentityTokenResponse {
  readonly WebIdentityToken?: string | undefined;
  readonly Expiration?: number | undefined;
}

export interface OriginIdentity {
  readonly Subject?: string | undefined;
  readonly SubjectType?: string | undefined;
  readonly Issuer?: string | undefined;
  readonly FederatedProviderArn?: string | undefined;
}

export interface PolicyDescriptorType {
  readonly arn?: string | undefined;
}

export interface ProvidedContext {
  readonly ProviderArn?: string | undefined;
  readonly ContextAssertion?: string | undefined;
}

export interface ScopedSession {
  readonly ScopedSessionId: string;
  readonly Arn: string;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface TransactionContext {
  readonly IdentityProvider?: Readonly<Record<string, string>> | undefined;
}

export interface TrustedIdentityPropagationContext {
  readonly OriginIdentity?: OriginIdentity | undefined;
  readonly TransactionContext?: TransactionContext | undefined;
}
