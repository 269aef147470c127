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

/** What a policy that is set as a whole may speak of besides. */
const POLICY_ACTIONS: ReadonlySet<string> = new Set(
  [...ACTIONS, "GetDataProtectionPolicy", "ListTagsForResource", "PutDataProtectionPolicy"].map((name) =>
    name.toLowerCase(),
  ),
);

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

/**
 * Refuses what is no policy of a topic, in AWS's sentences as they are quoted in public. AWS says `null` for what it cannot read, also
 * for a statement without principal (cloud-custodian issue 1779, cloudposse/terraform-aws-sns-topic pull request 44).
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
 */
export function checkPolicy(text: string, refuse: (reason: string) => Error): void {
  const statements = statementsOf(parseObject(text) ?? {});
  if (statements.length === 0 || !statements.every(hasPrincipal)) throw refuse("Policy Error: null");
  // terraform issue 12740.
  if (statements.flatMap(actionsOf).some((action) => !isTopicAction(action))) {
    throw refuse("Policy statement action out of service scope!");
  }
  // Bayer-Group/cloudformation-template-generator issue 138: also two statements without any.
  if (new Set(statements.map(({ Sid: id }) => id ?? "")).size < statements.length) {
    throw refuse("Every policy statement must have a unique ID.");
  }
  // terraform issue 31538. Nobody knows here which accounts there are, but which there cannot be.
  if (statements.flatMap(awsPrincipalsOf).some((principal) => !PRINCIPAL.test(principal))) {
    throw refuse("Policy Error: PrincipalNotFound");
  }
}

/** Everybody, an account, something of an account, or the id of a user or role. */
const PRINCIPAL = /^(?:\*|\d{12}|arn:[a-z-]+:(?:iam|sts)::\d{12}:.+|A[A-Z0-9]{15,})$/;

function hasPrincipal(statement: Statement): boolean {
  return statement["Principal"] !== undefined || statement["NotPrincipal"] !== undefined;
}

function actionsOf({ Action: action }: Statement): readonly string[] {
  return textsOf(action);
}

function awsPrincipalsOf({ Principal: principal }: Statement): readonly string[] {
  return isObject(principal) ? textsOf(principal["AWS"]) : [];
}

function textsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((text) => typeof text === "string");
}

/** `SNS:Publish` in any case; patterns such as `sns:*` are let through. */
function isTopicAction(action: string): boolean {
  const [service, name = ""] = action.toLowerCase().split(":");
  return action === "*" || (service === "sns" && (name.includes("*") || POLICY_ACTIONS.has(name)));
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

type Statement = Readonly<Record<string, unknown>>;

function statementsOf(policy: Readonly<Record<string, unknown>>): readonly Statement[] {
  const { Statement: statements } = policy;
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
  return list.filter((statement) => isObject(statement));
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] ?? "") : values;
}
