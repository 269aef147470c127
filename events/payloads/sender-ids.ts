import { parseArn } from "../../runtime/core/arn.ts";

/** Which service put a message into a queue. */
export type SendingService = "s3" | "sns" | "snsFifo" | "eventBridge";

/**
 * The `SenderId` of what a service sends to a queue: one user or role's session per region, wherever the queue is. Regions that are not known
 * to us get that of us-east-1.
 *
 * @param arn of the queue for S3's messages, of the topic or rule for the others'
 */
export function senderIdOf(service: SendingService, arn: string): string {
  const ids = SENDER_IDS[service];
  return ids[parseArn(arn)?.region ?? ""] ?? ids["us-east-1"];
}

type SenderIds = Readonly<Record<string, string>> & { readonly "us-east-1": string };

const SENDER_IDS: Readonly<Record<SendingService, SenderIds>> = {
  // From public captures of 2023 to 2025.
  s3: {
    "eu-west-2": "AROA5LVVW55647YN4KVPZ:S3-PROD-END",
    "us-east-1": "AROA4R74ZO52XAB5OD7T4:S3-PROD-END",
    "us-west-2": "AROAUWHQT37XQVCB4XU5S:S3-PROD-END",
  },
  // From real deliveries, whose body's MD5 fits.
  sns: {
    "eu-west-1": "AIDAISMY7JYY5F7RTT6AO",
    "eu-west-2": "AIDAIVEA3AGEU7NF6DRAG",
    "us-east-1": "AIDAIT2UOQQY3AUEKVGXU",
    "us-west-2": "AIDAIYLAVTDLUXBIEIX46",
  },
  // test/fixtures/aws-recordings/chains/sample--powertools-python--snsSqsFifoEvent.json
  snsFifo: { "us-east-1": "AIDAWYJAWPFU7SUQGUJC6" },
  // From public captures of 2023 and 2024.
  eventBridge: { "us-east-1": "AIDAJXNJGGKNS7OSV23OI" },
};
