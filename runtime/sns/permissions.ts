import { formatArn } from "../core/arn.ts";
import { invalidParameter } from "./errors.ts";
import { isObject, parseObject } from "./json.ts";

/** What a topic's policy may speak of. Recorded (add_permission_errors): others are "out of service scope". */
const ACTIONS: ReadonlySet<string> = new Set([
  "GetTopicAttributes",
  "SetTopicAttributes",
  "AddPermission",
  "RemovePermission",
  "DeleteTopic",
  "Subscribe",
  "ListSubscriptionsByTopic",
  "Publish",
  "Receive",
]);

const OWNER_ACTIONS: readonly string[] = [
  "SNS:GetTopicAttributes",
  "SNS:SetTopicAttributes",
  "SNS:AddPermission",
  "SNS:RemovePermission",
  "SNS:DeleteTopic",
  "SNS:Subscribe",
  "SNS:ListSubscriptionsByTopic",
  "SNS:Publish",
];

export interface Permission {
  readonly label: string;
  readonly accountIds: readonly string[];
  readonly actions: readonly string[];
}

/** The policy of a topic that was given none (recorded). */
export function defaultPolicy(topicArn: string, accountId: string): string {
  return JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: OWNER_ACTIONS,
        Resource: topicArn,
        Condition: { StringEquals: { "AWS:SourceOwner": accountId } },
      },
    ],
  });
}

/** Gives `text` back when it is a policy document. AWS says `null` for what it cannot read. */
export function checkPolicy(text: string, refuse: (reason: string) => Error): string {
  const policy = parseObject(text);
  if (policy === undefined || statementsOf(policy).length === 0) throw refuse("Policy Error: null");
  return text;
}

/** The policy with one more statement, in the form in which AWS writes it (recorded). */
export function addPermission(policy: string, topicArn: string, { label, accountIds, actions }: Permission): string {
  const document = parseObject(policy) ?? {};
  const statements = statementsOf(document);
  if (statements.some((statement) => statement["Sid"] === label)) {
    throw invalidParameter("Statement already exists");
  }
  if (actions.some((action) => !ACTIONS.has(action))) {
    throw invalidParameter("Policy statement action out of service scope!");
  }
  const principals = accountIds.map((accountId) => formatArn("iam", { region: "", accountId }, "root"));
  const statement = {
    Sid: label,
    Effect: "Allow",
    Principal: { AWS: oneOrMany(principals) },
    Action: oneOrMany(actions.map((action) => `SNS:${action}`)),
    Resource: topicArn,
  };
  return JSON.stringify({ ...document, Statement: [...statements, statement] });
}

/** The policy without the statement `label`; AWS does not mind when there is none. */
export function removePermission(policy: string, label: string): string {
  const document = parseObject(policy) ?? {};
  const left = statementsOf(document).filter((statement) => statement["Sid"] !== label);
  return JSON.stringify({ ...document, Statement: left });
}

function statementsOf(policy: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  const { Statement: statements } = policy;
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
  return list.filter((statement) => isObject(statement));
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] ?? "") : values;
}
