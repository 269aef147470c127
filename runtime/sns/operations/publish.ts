import type { PublishInput, PublishResponse } from "../../protocol/generated/sns.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { isPhoneNumber } from "../endpoints.ts";
import { endpointDisabled, invalidParameter, platformApplicationDisabled } from "../errors.ts";
import { draftMessage, type MessageDraft } from "../message-draft.ts";
import { isEnabled, type PlatformApplications, type PlatformEndpoint } from "../platform-applications.ts";
import type { PublishReceipt } from "../publisher.ts";
import type { Operation, SnsParts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const publish: Operation<PublishInput, PublishResponse | Promise<PublishResponse>> = (
  parts,
  request,
  context,
) => {
  const { PhoneNumber: phoneNumber, TargetArn: targetArn, TopicArn: topicArn } = request;
  checkPhoneNumber(phoneNumber);
  // SNS takes a topic's ARN for a target as well (recorded: publish_message_by_target_arn).
  const arn = topicArn ?? targetArn;
  const isEndpoint = topicArn === undefined && targetArn?.includes(":endpoint/") === true;
  const draft = draftMessage(request, "messageAttributes", isEndpoint ? platformOf(arn) : undefined);
  const { messageId, sequenceNumber, underWay } = send(parts, { arn, isEndpoint, phoneNumber }, draft, context);
  const response = { MessageId: messageId, SequenceNumber: sequenceNumber };
  return underWay === undefined ? response : underWay.then(() => response);
};

/** `GCM` of `arn:aws:sns:...:endpoint/GCM/app/id`. */
function platformOf(endpointArn: string | undefined): string | undefined {
  return endpointArn?.split("/")[1];
}

interface Target {
  readonly arn: string | undefined;
  readonly isEndpoint: boolean;
  readonly phoneNumber: string | undefined;
}

function send(parts: SnsParts, target: Target, draft: MessageDraft, context: RequestContext): PublishReceipt {
  const { topics, publisher, platforms } = parts;
  if (target.phoneNumber !== undefined) return publisher.publishToPhone(context, target.phoneNumber, draft, context);
  if (target.arn === undefined) {
    throw invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
  }
  if (target.isEndpoint) return publisher.publishToEndpoint(endpointOf(platforms, target.arn), draft, context);
  return publisher.publish(topics.ofRequest(target.arn, context), draft, context);
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
