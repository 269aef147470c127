import { parseArn } from "../core/arn.ts";
import type { SnsProtocol } from "../core/deliver.ts";
import { invalidParameter, invalidParameterSentence } from "./errors.ts";

const PROTOCOLS: ReadonlySet<string> = new Set<SnsProtocol>([
  "http",
  "https",
  "email",
  "email-json",
  "sms",
  "sqs",
  "application",
  "lambda",
  "firehose",
]);

/** Digits with an optional plus; separators alone between digits. AWS takes "+12/34-567.890" and refuses "+15--551234567". */
const PHONE_NUMBER = /^\+?\d(?:[-./ ]?\d){1,19}$/;

export function isPhoneNumber(text: string): boolean {
  return PHONE_NUMBER.test(text);
}

export function isProtocol(text: string): text is SnsProtocol {
  return PROTOCOLS.has(text);
}

/** Refuses an endpoint that its protocol cannot have. Sentences as AWS clients report them, the ones for queues are recorded. */
export function checkEndpoint(protocol: SnsProtocol, endpoint: string): void {
  CHECKS[protocol](endpoint, protocol);
}

type Check = (endpoint: string, protocol: SnsProtocol) => void;

const isUrl: Check = (endpoint, protocol) => {
  if (!endpoint.toLowerCase().startsWith(`${protocol}://`)) {
    throw invalidParameter("Endpoint must match the specified protocol");
  }
  if (!URL.canParse(endpoint)) throw invalidParameter(`${protocol.toUpperCase()} Reason: Endpoint must be a valid URL`);
};

const isEmail: Check = (endpoint) => {
  if (!/^[^\s@]+@[^\s@]+$/.test(endpoint)) throw invalidParameter("Email address");
};

function isArnOf(service: string, name: string): Check {
  return (endpoint) => {
    if (parseArn(endpoint)?.service !== service) throw invalidParameter(`${name} ARN`);
  };
}

const CHECKS: Readonly<Record<SnsProtocol, Check>> = {
  http: isUrl,
  https: isUrl,
  email: isEmail,
  "email-json": isEmail,
  sms(endpoint) {
    if (!isPhoneNumber(endpoint)) throw invalidParameterSentence(`Invalid SMS endpoint: ${endpoint}`);
  },
  sqs: isArnOf("sqs", "SQS endpoint"),
  lambda: isArnOf("lambda", "Lambda endpoint"),
  application: isArnOf("sns", "ApplicationEndpoint"),
  firehose: isArnOf("firehose", "Firehose endpoint"),
};

/** What a topic can have for an endpoint by its type. https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html */
export function checkTopicTakes(topic: { readonly isFifo: boolean }, protocol: SnsProtocol, endpoint: string): void {
  if (topic.isFifo) {
    if (protocol !== "sqs") throw invalidParameter("Invalid parameter: Endpoint Reason: Please use FIFO SQS queue");
  } else if (protocol === "sqs" && endpoint.endsWith(".fifo")) {
    throw invalidParameter(
      "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
    );
  }
}

const CONFIRMED_BY_THEIR_OWNER: ReadonlySet<SnsProtocol> = new Set<SnsProtocol>([
  "http",
  "https",
  "email",
  "email-json",
]);

/**
 * Whether a subscription must be confirmed: all but those whose endpoint is in the caller's own account, or cannot confirm anything.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export function needsConfirmation(protocol: SnsProtocol, endpoint: string, callerId: string): boolean {
  if (protocol === "sqs" || protocol === "lambda") return parseArn(endpoint)?.accountId !== callerId;
  return CONFIRMED_BY_THEIR_OWNER.has(protocol);
}
