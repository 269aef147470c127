import type { PublishInput, PublishResponse } from "../../protocol/generated/sns.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { isPhoneNumber } from "../endpoints.ts";
import { endpointDisabled, invalidParameter, platformApplicationDisabled } from "../errors.ts";
import { draftMessage } from "../message-draft.ts";
import { isEnabled, type PlatformApplications, type PlatformEndpoint } from "../platform-applications.ts";
import type { PublishReceipt } from "../publisher.ts";
import type { Operation, SnsParts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const publish: Operation<PublishInput, PublishResponse | Promise<PublishResponse>> = (
  parts,
  request,
  context,
) => {
  const { messageId, sequenceNumber, underWay } = send(parts, request, context);
  const response = { MessageId: messageId, SequenceNumber: sequenceNumber };
  return underWay === undefined ? response : underWay.then(() => response);
};

function send(
  { topics, publisher, platforms }: SnsParts,
  request: PublishInput,
  context: RequestContext,
): PublishReceipt {
  const { PhoneNumber: phoneNumber, TargetArn: targetArn, TopicArn: topicArn } = request;
  checkPhoneNumber(phoneNumber);
  if (topicArn === undefined && targetArn?.includes(":endpoint/") === true) {
    // The endpoint before the message: AWS-validated by others (moto, test_publish_to_disabled_platform_endpoint).
    const endpoint = endpointOf(platforms, targetArn);
    const draft = draftMessage(request, "messageAttributes", endpoint.application.platform);
    return publisher.publishToEndpoint(endpoint, draft, context);
  }
  const draft = draftMessage(request, "messageAttributes");
  if (phoneNumber !== undefined) return publisher.publishToPhone(context, phoneNumber, draft, context);
  // SNS takes a topic's ARN for a target as well (recorded: publish_message_by_target_arn).
  const arn = topicArn ?? targetArn;
  if (arn === undefined) throw invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
  // Quoted in public: "Invalid parameter: TargetArn" (bluesentry/bucket-antivirus-function issue 99).
  const parameter = topicArn === undefined ? "TargetArn" : "TopicArn";
  return publisher.publish(topics.ofRequest(arn, context, parameter), draft, context);
}

function endpointOf(platforms: PlatformApplications, arn: string): PlatformEndpoint {
  const endpoint = platforms.endpoint(arn);
  if (endpoint === undefined) {
    throw invalidParameter("TargetArn Reason: No endpoint found for the target arn specified");
  }
  if (!isEnabled(endpoint)) throw endpointDisabled();
  if (!isEnabled(endpoint.application)) throw platformApplicationDisabled();
  return endpoint;
}

function checkPhoneNumber(phoneNumber: string | undefined): void {
  if (phoneNumber === undefined || isPhoneNumber(phoneNumber)) return;
  throw invalidParameter(`PhoneNumber Reason: ${phoneNumber} is not valid to publish to`);
}
