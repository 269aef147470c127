import { isoTimestamp, jsonText } from "./json-text.ts";
import { attributeJson, type PublishedMessage, type SnsSignature } from "./sns-envelope.ts";

/** What an event says of the subscription that brought it. */
export interface SnsEventOrigin {
  readonly topicArn: string;
  readonly subscriptionArn: string;
  readonly unsubscribeUrl: string;
}

/**
 * The event that a function gets for a published message: one record, with the envelope's members in their Lambda spelling.
 *
 * `SignatureVersion` is `1` whatever the topic's is, and the signature is the topic's: AWS-validated by others
 * (localstack, test_publish_lambda_verify_signature: "Lambda always returns SignatureVersion=1 in messages").
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export function toSnsEventText(message: PublishedMessage, origin: SnsEventOrigin, signature: SnsSignature): string {
  const { messageId, subject, publishedAt } = message;
  const attributes = Object.entries(message.messageAttributes).map(
    ([name, attribute]) => `${jsonText(name)}:${attributeJson(attribute)}`,
  );
  const sns = [
    '"Type":"Notification"',
    `"MessageId":${jsonText(messageId)}`,
    `"TopicArn":${jsonText(origin.topicArn)}`,
    `"Subject":${subject === undefined ? "null" : jsonText(subject)}`,
    `"Message":${jsonText(message.message)}`,
    `"Timestamp":"${isoTimestamp(publishedAt)}"`,
    '"SignatureVersion":"1"',
    `"Signature":${jsonText(signature.signature)}`,
    `"SigningCertUrl":${jsonText(signature.signingCertUrl)}`,
    `"UnsubscribeUrl":${jsonText(origin.unsubscribeUrl)}`,
    `"MessageAttributes":{${attributes.join(",")}}`,
  ].join(",");
  const subscription = jsonText(origin.subscriptionArn);
  return `{"Records":[{"EventSource":"aws:sns","EventVersion":"1.0","EventSubscriptionArn":${subscription},"Sns":{${sns}}}]}`;
}
