import { UserError } from "../../runtime/core/errors.ts";
import type { Instance, InstanceOptions } from "./instance.ts";
import { findInstance, otherNames } from "./instance.ts";
import { readTextArgument } from "./standard-input.ts";

export interface SendOptions extends InstanceOptions {
  readonly attribute?: readonly string[];
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** Seconds. */
  readonly delay?: number;
  /** How many times; default 1. */
  readonly count?: number;
}

/** Sends a message over the SQS protocol, as any client would, and prints its id; with `count` that many messages. */
export async function send(queue: string, body: string, options: SendOptions): Promise<void> {
  const instance = await findInstance(options);
  const QueueUrl = await queueUrlOf(instance, queue);
  const message = {
    QueueUrl,
    MessageBody: body === "-" ? readTextArgument("-") : body,
    MessageAttributes: toMessageAttributes(options.attribute ?? []),
    MessageGroupId: options.groupId,
    MessageDeduplicationId: options.deduplicationId,
    DelaySeconds: options.delay,
  };
  for (let sent = 0; sent < (options.count ?? 1); sent++) {
    const { MessageId } = await call(instance, "SendMessage", message);
    process.stdout.write(`${String(MessageId)}\n`);
  }
}

async function queueUrlOf(instance: Instance, queue: string): Promise<unknown> {
  try {
    return (await call(instance, "GetQueueUrl", { QueueName: queue }))["QueueUrl"];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { QueueUrls = [] } = (await call(instance, "ListQueues", {})) as { QueueUrls?: string[] };
    const names = QueueUrls.map((url) => url.slice(url.lastIndexOf("/") + 1));
    throw new UserError(error.code, error.message, { advice: otherNames(queue, names), cause: error });
  }
}

/** `NAME=VALUE` is a String, `NAME:TYPE=VALUE` says its type. */
export function toMessageAttributes(
  attributes: readonly string[],
): Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }> | undefined {
  if (attributes.length === 0) return undefined;
  return Object.fromEntries(
    attributes.map((attribute) => {
      const match = /^([^=:]+)(?::([^=]+))?=(.*)$/s.exec(attribute);
      if (match === null) {
        throw new UserError("BAD_ATTRIBUTE", `The attribute "${attribute}" is not NAME=VALUE or NAME:TYPE=VALUE.`);
      }
      const [, name = "", type = "String", value = ""] = match;
      const member = type.startsWith("Binary") ? { BinaryValue: btoa(value) } : { StringValue: value };
      return [name, { DataType: type, ...member }];
    }),
  );
}

async function call(instance: Instance, operation: string, input: object): Promise<Record<string, unknown>> {
  const response = await fetch(instance.endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `AmazonSQS.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=${instance.accountId}/20260101/${instance.region}/sqs/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (response.ok) return answer;
  const type = String(answer["__type"]).replace(/^.*#/, "");
  throw new UserError("REFUSED", `${operation}: ${type}: ${String(answer["message"] ?? answer["Message"])}`);
}
