// Made by scripts/generate-models.mjs from models/sns.json (Amazon.com, Inc., Apache-2.0). Do not edit.
import type { RequestContext } from "../service.ts";

/** What the SNS service can be asked. Timestamps are epoch milliseconds. */
export interface SnsOperations {
  AddPermission(input: AddPermissionInput, context: RequestContext): void | Promise<void>;
  CheckIfPhoneNumberIsOptedOut(input: CheckIfPhoneNumberIsOptedOutInput, context: RequestContext): CheckIfPhoneNumberIsOptedOutResponse | Promise<CheckIfPhoneNumberIsOptedOutResponse>;
  ConfirmSubscription(input: ConfirmSubscriptionInput, context: RequestContext): ConfirmSubscriptionResponse | Promise<ConfirmSubscriptionResponse>;
  CreatePlatformApplication(input: CreatePlatformApplicationInput, context: RequestContext): CreatePlatformApplicationResponse | Promise<CreatePlatformApplicationResponse>;
  CreatePlatformEndpoint(input: CreatePlatformEndpointInput, context: RequestContext): CreateEndpointResponse | Promise<CreateEndpointResponse>;
  CreateSMSSandboxPhoneNumber(input: CreateSMSSandboxPhoneNumberInput, context: RequestContext): CreateSMSSandboxPhoneNumberResult | Promise<CreateSMSSandboxPhoneNumberResult>;
  CreateTopic(input: CreateTopicInput, context: RequestContext): CreateTopicResponse | Promise<CreateTopicResponse>;
  DeleteEndpoint(input: DeleteEndpointInput, context: RequestContext): void | Promise<void>;
  DeletePlatformApplication(input: DeletePlatformApplicationInput, context: RequestContext): void | Promise<void>;
  DeleteSMSSandboxPhoneNumber(input: DeleteSMSSandboxPhoneNumberInput, context: RequestContext): DeleteSMSSandboxPhoneNumberResult | Promise<DeleteSMSSandboxPhoneNumberResult>;
  DeleteTopic(input: DeleteTopicInput, context: RequestContext): void | Promise<void>;
  GetDataProtectionPolicy(input: GetDataProtectionPolicyInput, context: RequestContext): GetDataProtectionPolicyResponse | Promise<GetDataProtectionPolicyResponse>;
  GetEndpointAttributes(input: GetEndpointAttributesInput, context: RequestContext): GetEndpointAttributesResponse | Promise<GetEndpointAttributesResponse>;
  GetPlatformApplicationAttributes(input: GetPlatformApplicationAttributesInput, context: RequestContext): GetPlatformApplicationAttributesResponse | Promise<GetPlatformApplicationAttributesResponse>;
  GetSMSAttributes(input: GetSMSAttributesInput, context: RequestContext): GetSMSAttributesResponse | Promise<GetSMSAttributesResponse>;
  GetSMSSandboxAccountStatus(input: GetSMSSandboxAccountStatusInput, context: RequestContext): GetSMSSandboxAccountStatusResult | Promise<GetSMSSandboxAccountStatusResult>;
  GetSubscriptionAttributes(input: GetSubscriptionAttributesInput, context: RequestContext): GetSubscriptionAttributesResponse | Promise<GetSubscriptionAttributesResponse>;
  GetTopicAttributes(input: GetTopicAttributesInput, context: RequestContext): GetTopicAttributesResponse | Promise<GetTopicAttributesResponse>;
  ListEndpointsByPlatformApplication(input: ListEndpointsByPlatformApplicationInput, context: RequestContext): ListEndpointsByPlatformApplicationResponse | Promise<ListEndpointsByPlatformApplicationResponse>;
  ListOriginationNumbers(input: ListOriginationNumbersRequest, context: RequestContext): ListOriginationNumbersResult | Promise<ListOriginationNumbersResult>;
  ListPhoneNumbersOptedOut(input: ListPhoneNumbersOptedOutInput, context: RequestContext): ListPhoneNumbersOptedOutResponse | Promise<ListPhoneNumbersOptedOutResponse>;
  ListPlatformApplications(input: ListPlatformApplicationsInput, context: RequestContext): ListPlatformApplicationsResponse | Promise<ListPlatformApplicationsResponse>;
  ListSMSSandboxPhoneNumbers(input: ListSMSSandboxPhoneNumbersInput, context: RequestContext): ListSMSSandboxPhoneNumbersResult | Promise<ListSMSSandboxPhoneNumbersResult>;
  ListSubscriptions(input: ListSubscriptionsInput, context: RequestContext): ListSubscriptionsResponse | Promise<ListSubscriptionsResponse>;
  ListSubscriptionsByTopic(input: ListSubscriptionsByTopicInput, context: RequestContext): ListSubscriptionsByTopicResponse | Promise<ListSubscriptionsByTopicResponse>;
  ListTagsForResource(input: ListTagsForResourceRequest, context: RequestContext): ListTagsForResourceResponse | Promise<ListTagsForResourceResponse>;
  ListTopics(input: ListTopicsInput, context: RequestContext): ListTopicsResponse | Promise<ListTopicsResponse>;
  OptInPhoneNumber(input: OptInPhoneNumberInput, context: RequestContext): OptInPhoneNumberResponse | Promise<OptInPhoneNumberResponse>;
  Publish(input: PublishInput, context: RequestContext): PublishResponse | Promise<PublishResponse>;
  PublishBatch(input: PublishBatchInput, context: RequestContext): PublishBatchResponse | Promise<PublishBatchResponse>;
  PutDataProtectionPolicy(input: PutDataProtectionPolicyInput, context: RequestContext): void | Promise<void>;
  RemovePermission(input: RemovePermissionInput, context: RequestContext): void | Promise<void>;
  SetEndpointAttributes(input: SetEndpointAttributesInput, context: RequestContext): void | Promise<void>;
  SetPlatformApplicationAttributes(input: SetPlatformApplicationAttributesInput, context: RequestContext): void | Promise<void>;
  SetSMSAttributes(input: SetSMSAttributesInput, context: RequestContext): SetSMSAttributesResponse | Promise<SetSMSAttributesResponse>;
  SetSubscriptionAttributes(input: SetSubscriptionAttributesInput, context: RequestContext): void | Promise<void>;
  SetTopicAttributes(input: SetTopicAttributesInput, context: RequestContext): void | Promise<void>;
  Subscribe(input: SubscribeInput, context: RequestContext): SubscribeResponse | Promise<SubscribeResponse>;
  TagResource(input: TagResourceRequest, context: RequestContext): TagResourceResponse | Promise<TagResourceResponse>;
  Unsubscribe(input: UnsubscribeInput, context: RequestContext): void | Promise<void>;
  UntagResource(input: UntagResourceRequest, context: RequestContext): UntagResourceResponse | Promise<UntagResourceResponse>;
  VerifySMSSandboxPhoneNumber(input: VerifySMSSandboxPhoneNumberInput, context: RequestContext): VerifySMSSandboxPhoneNumberResult | Promise<VerifySMSSandboxPhoneNumberResult>;
}

/** The names of the service's modelled errors. */
export type SnsErrorCode =
  | "AuthorizationErrorException"
  | "BatchEntryIdsNotDistinctException"
  | "BatchRequestTooLongException"
  | "ConcurrentAccessException"
  | "EmptyBatchRequestException"
  | "EndpointDisabledException"
  | "FilterPolicyLimitExceededException"
  | "InternalErrorException"
  | "InvalidBatchEntryIdException"
  | "InvalidParameterException"
  | "InvalidParameterValueException"
  | "InvalidSecurityException"
  | "InvalidStateException"
  | "KMSAccessDeniedException"
  | "KMSDisabledException"
  | "KMSInvalidStateException"
  | "KMSNotFoundException"
  | "KMSOptInRequired"
  | "KMSThrottlingException"
  | "NotFoundException"
  | "OptedOutException"
  | "PlatformApplicationDisabledException"
  | "ReplayLimitExceededException"
  | "ResourceNotFoundException"
  | "StaleTagException"
  | "SubscriptionLimitExceededException"
  | "TagLimitExceededException"
  | "TagPolicyException"
  | "ThrottledException"
  | "TooManyEntriesInBatchRequestException"
  | "TopicLimitExceededException"
  | "UserErrorException"
  | "ValidationException"
  | "VerificationException";

export interface AddPermissionInput {
  readonly TopicArn: string;
  readonly Label: string;
  readonly AWSAccountId: readonly string[];
  readonly ActionName: readonly string[];
}

export interface BatchResultErrorEntry {
  readonly Id: string;
  readonly Code: string;
  readonly Message?: string | undefined;
  readonly SenderFault: boolean;
}

export interface CheckIfPhoneNumberIsOptedOutInput {
  readonly phoneNumber: string;
}

export interface CheckIfPhoneNumberIsOptedOutResponse {
  readonly isOptedOut?: boolean | undefined;
}

export interface ConfirmSubscriptionInput {
  readonly TopicArn: string;
  readonly Token: string;
  readonly AuthenticateOnUnsubscribe?: string | undefined;
}

export interface ConfirmSubscriptionResponse {
  readonly SubscriptionArn?: string | undefined;
}

export interface CreateEndpointResponse {
  readonly EndpointArn?: string | undefined;
}

export interface CreatePlatformApplicationInput {
  readonly Name: string;
  readonly Platform: string;
  readonly Attributes: Readonly<Record<string, string>>;
}

export interface CreatePlatformApplicationResponse {
  readonly PlatformApplicationArn?: string | undefined;
}

export interface CreatePlatformEndpointInput {
  readonly PlatformApplicationArn: string;
  readonly Token: string;
  readonly CustomUserData?: string | undefined;
  readonly Attributes?: Readonly<Record<string, string>> | undefined;
}

export interface CreateSMSSandboxPhoneNumberInput {
  readonly PhoneNumber: string;
  readonly LanguageCode?: LanguageCodeString | undefined;
}

export interface CreateSMSSandboxPhoneNumberResult {
}

export interface CreateTopicInput {
  readonly Name: string;
  readonly Attributes?: Readonly<Record<string, string>> | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly DataProtectionPolicy?: string | undefined;
}

export interface CreateTopicResponse {
  readonly TopicArn?: string | undefined;
}

export interface DeleteEndpointInput {
  readonly EndpointArn: string;
}

export interface DeletePlatformApplicationInput {
  readonly PlatformApplicationArn: string;
}

export interface DeleteSMSSandboxPhoneNumberInput {
  readonly PhoneNumber: string;
}

export interface DeleteSMSSandboxPhoneNumberResult {
}

export interface DeleteTopicInput {
  readonly TopicArn: string;
}

export interface Endpoint {
  readonly EndpointArn?: string | undefined;
  readonly Attributes?: Readonly<Record<string, string>> | undefined;
}

export interface GetDataProtectionPolicyInput {
  readonly ResourceArn: string;
}

export interface GetDataProtectionPolicyResponse {
  readonly DataProtectionPolicy?: string | undefined;
}

export interface GetEndpointAttributesInput {
  readonly EndpointArn: string;
}

export interface GetEndpointAttributesResponse {
  readonly Attributes?: Readonly<Record<string, string>> | undefined;
}

export interface GetPlatformApplicationAttributesInput {
  readonly PlatformApplicationArn: string;
}

export interface GetPlatformApplicationAttributesResponse {
  readonly Attributes?: Readonly<Record<string, string>> | undefined;
}

export interface GetSMSAttributesInput {
  readonly attributes?: readonly string[] | undefined;
}

export interface GetSMSAttributesResponse {
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

export interface GetSMSSandboxAccountStatusInput {
}

export interface GetSMSSandboxAccountStatusResult {
  readonly IsInSandbox: boolean;
}

export interface GetSubscriptionAttributesInput {
  readonly SubscriptionArn: string;
}

export interface GetSubscriptionAttributesResponse {
  readonly Attributes?: Readonly<Record<string, string>> | undefined;
}

export interface GetTopicAttributesInput {
  readonly TopicArn: string;
}

export interface GetTopicAttributesResponse {
  readonly Attributes?: Readonly<Record<string, string>> | undefined;
}

export type LanguageCodeString =
  | "en-US"
  | "en-GB"
  | "es-419"
  | "es-ES"
  | "de-DE"
  | "fr-CA"
  | "fr-FR"
  | "it-IT"
  | "ja-JP"
  | "pt-BR"
  | "kr-KR"
  | "zh-CN"
  | "zh-TW"
  | (string & {});

export interface ListEndpointsByPlatformApplicationInput {
  readonly PlatformApplicationArn: string;
  readonly NextToken?: string | undefined;
}

export interface ListEndpointsByPlatformApplicationResponse {
  readonly Endpoints?: readonly Endpoint[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListOriginationNumbersRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface ListOriginationNumbersResult {
  readonly NextToken?: string | undefined;
  readonly PhoneNumbers?: readonly PhoneNumberInformation[] | undefined;
}

export interface ListPhoneNumbersOptedOutInput {
  readonly nextToken?: string | undefined;
}

export interface ListPhoneNumbersOptedOutResponse {
  readonly phoneNumbers?: readonly string[] | undefined;
  readonly nextToken?: string | undefined;
}

export interface ListPlatformApplicationsInput {
  readonly NextToken?: string | undefined;
}

export interface ListPlatformApplicationsResponse {
  readonly PlatformApplications?: readonly PlatformApplication[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListSMSSandboxPhoneNumbersInput {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface ListSMSSandboxPhoneNumbersResult {
  readonly PhoneNumbers: readonly SMSSandboxPhoneNumber[];
  readonly NextToken?: string | undefined;
}

export interface ListSubscriptionsByTopicInput {
  readonly TopicArn: string;
  readonly NextToken?: string | undefined;
}

export interface ListSubscriptionsByTopicResponse {
  readonly Subscriptions?: readonly Subscription[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListSubscriptionsInput {
  readonly NextToken?: string | undefined;
}

export interface ListSubscriptionsResponse {
  readonly Subscriptions?: readonly Subscription[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface ListTagsForResourceRequest {
  readonly ResourceArn: string;
}

export interface ListTagsForResourceResponse {
  readonly Tags?: readonly Tag[] | undefined;
}

export interface ListTopicsInput {
  readonly NextToken?: string | undefined;
}

export interface ListTopicsResponse {
  readonly Topics?: readonly Topic[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface MessageAttributeValue {
  readonly DataType: string;
  readonly StringValue?: string | undefined;
  readonly BinaryValue?: Uint8Array | undefined;
}

export type NumberCapability =
  | "SMS"
  | "MMS"
  | "VOICE"
  | (string & {});

export interface OptInPhoneNumberInput {
  readonly phoneNumber: string;
}

export interface OptInPhoneNumberResponse {
}

export interface PhoneNumberInformation {
  readonly CreatedAt?: number | undefined;
  readonly PhoneNumber?: string | undefined;
  readonly Status?: string | undefined;
  readonly Iso2CountryCode?: string | undefined;
  readonly RouteType?: RouteType | undefined;
  readonly NumberCapabilities?: readonly NumberCapability[] | undefined;
}

export interface PlatformApplication {
  readonly PlatformApplicationArn?: string | undefined;
  readonly Attributes?: Readonly<Record<string, string>> | undefined;
}

export interface PublishBatchInput {
  readonly TopicArn: string;
  readonly PublishBatchRequestEntries: readonly PublishBatchRequestEntry[];
}

export interface PublishBatchRequestEntry {
  readonly Id: string;
  readonly Message: string;
  readonly Subject?: string | undefined;
  readonly MessageStructure?: string | undefined;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttributeValue>> | undefined;
  readonly MessageDeduplicationId?: string | undefined;
  readonly MessageGroupId?: string | undefined;
}

export interface PublishBatchResponse {
  readonly Successful?: readonly PublishBatchResultEntry[] | undefined;
  readonly Failed?: readonly BatchResultErrorEntry[] | undefined;
}

export interface PublishBatchResultEntry {
  readonly Id?: string | undefined;
  readonly MessageId?: string | undefined;
  readonly SequenceNumber?: string | undefined;
}

export interface PublishInput {
  readonly TopicArn?: string | undefined;
  readonly TargetArn?: string | undefined;
  readonly PhoneNumber?: string | undefined;
  readonly Message: string;
  readonly Subject?: string | undefined;
  readonly MessageStructure?: string | undefined;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttributeValue>> | undefined;
  readonly MessageDeduplicationId?: string | undefined;
  readonly MessageGroupId?: string | undefined;
}

export interface PublishResponse {
  readonly MessageId?: string | undefined;
  readonly SequenceNumber?: string | undefined;
}

export interface PutDataProtectionPolicyInput {
  readonly ResourceArn: string;
  readonly DataProtectionPolicy: string;
}

export interface RemovePermissionInput {
  readonly TopicArn: string;
  readonly Label: string;
}

export type RouteType =
  | "Transactional"
  | "Promotional"
  | "Premium"
  | (string & {});

export interface SMSSandboxPhoneNumber {
  readonly PhoneNumber?: string | undefined;
  readonly Status?: SMSSandboxPhoneNumberVerificationStatus | undefined;
}

export type SMSSandboxPhoneNumberVerificationStatus =
  | "Pending"
  | "Verified"
  | (string & {});

export interface SetEndpointAttributesInput {
  readonly EndpointArn: string;
  readonly Attributes: Readonly<Record<string, string>>;
}

export interface SetPlatformApplicationAttributesInput {
  readonly PlatformApplicationArn: string;
  readonly Attributes: Readonly<Record<string, string>>;
}

export interface SetSMSAttributesInput {
  readonly attributes: Readonly<Record<string, string>>;
}

export interface SetSMSAttributesResponse {
}

export interface SetSubscriptionAttributesInput {
  readonly SubscriptionArn: string;
  readonly AttributeName: string;
  readonly AttributeValue?: string | undefined;
}

export interface SetTopicAttributesInput {
  readonly TopicArn: string;
  readonly AttributeName: string;
  readonly AttributeValue?: string | undefined;
}

export interface SubscribeInput {
  readonly TopicArn: string;
  readonly Protocol: string;
  readonly Endpoint?: string | undefined;
  readonly Attributes?: Readonly<Record<string, string>> | undefined;
  readonly ReturnSubscriptionArn?: boolean | undefined;
}

export interface SubscribeResponse {
  readonly SubscriptionArn?: string | undefined;
}

export interface Subscription {
  readonly SubscriptionArn?: string | undefined;
  readonly Owner?: string | undefined;
  readonly Protocol?: string | undefined;
  readonly Endpoint?: string | undefined;
  readonly TopicArn?: string | undefined;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface TagResourceRequest {
  readonly ResourceArn: string;
  readonly Tags: readonly Tag[];
}

export interface TagResourceResponse {
}

export interface Topic {
  readonly TopicArn?: string | undefined;
}

export interface UnsubscribeInput {
  readonly SubscriptionArn: string;
}

export interface UntagResourceRequest {
  readonly ResourceArn: string;
  readonly TagKeys: readonly string[];
}

export interface UntagResourceResponse {
}

export interface VerifySMSSandboxPhoneNumberInput {
  readonly PhoneNumber: string;
  readonly OneTimePassword: string;
}

export interface VerifySMSSandboxPhoneNumberResult {
}
