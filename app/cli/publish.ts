import { UserError } from "../../runtime/core/errors.ts";
import type { InstanceOptions } from "./instance.ts";
import { findInstance } from "./instance.ts";
import { toMessageAttributes } from "./send.ts";
import { readTextArgument } from "./standard-input.ts";

export interface PublishOptions extends InstanceOptions {
  readonly attribute?: readonly string[];
  readonly subject?: string;
  readonly groupId?: string;
  readonly deduplicationId?: string;
}

/** Publishes one message over the SNS protocol, as any client would, and prints its id. */
export async function publish(topic: string, message: string, options: PublishOptions): Promise<void> {
  const { endpoint, accountId, region } = await findInstance(options);
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${accountId}/20260101/${region}/sns/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: toForm({
      Action: "Publish",
      Version: "2010-03-31",
      TopicArn: topic.startsWith("arn:") ? topic : `arn:aws:sns:${region}:${accountId}:${topic}`,
      Message: message === "-" ? readTextArgument("-") : message,
      Subject: options.subject,
      MessageGroupId: options.groupId,
      MessageDeduplicationId: options.deduplicationId,
      ...attributeFields(options.attribute ?? []),
    }),
  });
  const answer = await response.text();
  if (response.ok) return void process.stdout.write(`${textOf(answer, "MessageId")}\n`);
  throw new UserError("REFUSED", `Publish: ${textOf(answer, "Code")}: ${textOf(answer, "Message")}`);
}

function attributeFields(attributes: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {};
  Object.entries(toMessageAttributes(attributes) ?? {}).forEach(([name, value], index) => {
    const entry = `MessageAttributes.entry.${index + 1}`;
    fields[`${entry}.Name`] = name;
    for (const [member, text] of Object.entries(value)) fields[`${entry}.Value.${member}`] = text;
  });
  return fields;
}

function toForm(fields: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value);
  return form;
}

function textOf(xml: string, element: string): string {
  return new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1] ?? "";
}
