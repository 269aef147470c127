import type { SnsOperations } from "../protocol/generated/sns.ts";
import type { RequestContext } from "../protocol/service.ts";
import { addPermission } from "./operations/add-permission.ts";
import { checkIfPhoneNumberIsOptedOut } from "./operations/check-if-phone-number-is-opted-out.ts";
import { confirmSubscription } from "./operations/confirm-subscription.ts";
import { createPlatformApplication } from "./operations/create-platform-application.ts";
import { createPlatformEndpoint } from "./operations/create-platform-endpoint.ts";
import { createSmsSandboxPhoneNumber } from "./operations/create-sms-sandbox-phone-number.ts";
import { createTopic } from "./operations/create-topic.ts";
import { deleteEndpoint } from "./operations/delete-endpoint.ts";
import { deletePlatformApplication } from "./operations/delete-platform-application.ts";
import { deleteSmsSandboxPhoneNumber } from "./operations/delete-sms-sandbox-phone-number.ts";
import { deleteTopic } from "./operations/delete-topic.ts";
import { getDataProtectionPolicy } from "./operations/get-data-protection-policy.ts";
import { getEndpointAttributes } from "./operations/get-endpoint-attributes.ts";
import { getPlatformApplicationAttributes } from "./operations/get-platform-application-attributes.ts";
import { getSmsAttributes } from "./operations/get-sms-attributes.ts";
import { getSmsSandboxAccountStatus } from "./operations/get-sms-sandbox-account-status.ts";
import { getSubscriptionAttributes } from "./operations/get-subscription-attributes.ts";
import { getTopicAttributes } from "./operations/get-topic-attributes.ts";
import { listEndpointsByPlatformApplication } from "./operations/list-endpoints-by-platform-application.ts";
import { listOriginationNumbers } from "./operations/list-origination-numbers.ts";
import { listPhoneNumbersOptedOut } from "./operations/list-phone-numbers-opted-out.ts";
import { listPlatformApplications } from "./operations/list-platform-applications.ts";
import { listSmsSandboxPhoneNumbers } from "./operations/list-sms-sandbox-phone-numbers.ts";
import { listSubscriptionsByTopic } from "./operations/list-subscriptions-by-topic.ts";
import { listSubscriptions } from "./operations/list-subscriptions.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { listTopics } from "./operations/list-topics.ts";
import { optInPhoneNumber } from "./operations/opt-in-phone-number.ts";
import { publishBatch } from "./operations/publish-batch.ts";
import { publish } from "./operations/publish.ts";
import { putDataProtectionPolicy } from "./operations/put-data-protection-policy.ts";
import { removePermission } from "./operations/remove-permission.ts";
import { setEndpointAttributes } from "./operations/set-endpoint-attributes.ts";
import { setPlatformApplicationAttributes } from "./operations/set-platform-application-attributes.ts";
import { setSmsAttributes } from "./operations/set-sms-attributes.ts";
import { setSubscriptionAttributes } from "./operations/set-subscription-attributes.ts";
import { setTopicAttributes } from "./operations/set-topic-attributes.ts";
import { subscribe } from "./operations/subscribe.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { unsubscribe } from "./operations/unsubscribe.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { verifySmsSandboxPhoneNumber } from "./operations/verify-sms-sandbox-phone-number.ts";
import type { Operation, SnsParts } from "./operations/service-parts.ts";

/** Every operation of the model, bound to one service's parts. */
export function bindOperations(parts: SnsParts): SnsOperations {
  const bind = <Input, Output>(operation: Operation<Input, Output>) => {
    return (input: Input, context: RequestContext): Output => operation(parts, input, context);
  };
  return {
    AddPermission: bind(addPermission),
    CheckIfPhoneNumberIsOptedOut: bind(checkIfPhoneNumberIsOptedOut),
    ConfirmSubscription: bind(confirmSubscription),
    CreatePlatformApplication: bind(createPlatformApplication),
    CreatePlatformEndpoint: bind(createPlatformEndpoint),
    CreateSMSSandboxPhoneNumber: bind(createSmsSandboxPhoneNumber),
    CreateTopic: bind(createTopic),
    DeleteEndpoint: bind(deleteEndpoint),
    DeletePlatformApplication: bind(deletePlatformApplication),
    DeleteSMSSandboxPhoneNumber: bind(deleteSmsSandboxPhoneNumber),
    DeleteTopic: bind(deleteTopic),
    GetDataProtectionPolicy: bind(getDataProtectionPolicy),
    GetEndpointAttributes: bind(getEndpointAttributes),
    GetPlatformApplicationAttributes: bind(getPlatformApplicationAttributes),
    GetSMSAttributes: bind(getSmsAttributes),
    GetSMSSandboxAccountStatus: bind(getSmsSandboxAccountStatus),
    GetSubscriptionAttributes: bind(getSubscriptionAttributes),
    GetTopicAttributes: bind(getTopicAttributes),
    ListEndpointsByPlatformApplication: bind(listEndpointsByPlatformApplication),
    ListOriginationNumbers: bind(listOriginationNumbers),
    ListPhoneNumbersOptedOut: bind(listPhoneNumbersOptedOut),
    ListPlatformApplications: bind(listPlatformApplications),
    ListSMSSandboxPhoneNumbers: bind(listSmsSandboxPhoneNumbers),
    ListSubscriptions: bind(listSubscriptions),
    ListSubscriptionsByTopic: bind(listSubscriptionsByTopic),
    ListTagsForResource: bind(listTagsForResource),
    ListTopics: bind(listTopics),
    OptInPhoneNumber: bind(optInPhoneNumber),
    Publish: bind(publish),
    PublishBatch: bind(publishBatch),
    PutDataProtectionPolicy: bind(putDataProtectionPolicy),
    RemovePermission: bind(removePermission),
    SetEndpointAttributes: bind(setEndpointAttributes),
    SetPlatformApplicationAttributes: bind(setPlatformApplicationAttributes),
    SetSMSAttributes: bind(setSmsAttributes),
    SetSubscriptionAttributes: bind(setSubscriptionAttributes),
    SetTopicAttributes: bind(setTopicAttributes),
    Subscribe: bind(subscribe),
    TagResource: bind(tagResource),
    Unsubscribe: bind(unsubscribe),
    UntagResource: bind(untagResource),
    VerifySMSSandboxPhoneNumber: bind(verifySmsSandboxPhoneNumber),
  };
}
