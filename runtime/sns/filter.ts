import type { SnsProtocol } from "../core/deliver.ts";
import type { Pattern } from "../core/pattern/compile.ts";
import type { FilterPolicyScope } from "../core/pattern/filter-policy.ts";
import type { MessageAttributes } from "./message-attributes.ts";

/** A subscription's filter policy, compiled. */
export interface SubscriptionFilter {
  readonly scope: FilterPolicyScope;
  readonly pattern: Pattern;
}

/** Whose text of a message is meant. */
export interface MessageTarget {
  readonly protocol: SnsProtocol;
  readonly endpoint: string;
}

/** What a filter asks of a message. */
interface Filterable {
  attributesDocument(): object;
  bodyDocument(target: MessageTarget): object | undefined;
}

/**
 * Why a subscription does not get a message, in one sentence; `undefined` when it does.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
 */
export function refusal(filter: SubscriptionFilter, message: Filterable, target: MessageTarget): string | undefined {
  const { scope, pattern } = filter;
  const document = scope === "MessageAttributes" ? message.attributesDocument() : message.bodyDocument(target);
  if (document === undefined) return "the message is not a JSON object";
  return pattern.matches(document) ? undefined : pattern.refusal(document);
}

/**
 * Attributes as a policy compares them: a Number is a number, a `String.Array` its members; Binary ones are ignored.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
 */
export function attributesDocument(attributes: MessageAttributes): object {
  const document: Record<string, unknown> = {};
  for (const [name, { dataType, value }] of Object.entries(attributes)) {
    if (dataType.startsWith("Binary")) continue;
    document[name] = valueOf(dataType, value);
  }
  return document;
}

function valueOf(dataType: string, value: string): unknown {
  if (dataType.startsWith("Number")) return Number(value);
  if (dataType !== "String.Array") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    // Not an array: AWS compares nothing with it. An empty list says the same to the matcher.
    return [];
  }
}
