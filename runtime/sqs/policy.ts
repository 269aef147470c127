import { formatArn, type Scope } from "../core/arn.ts";
import { AwsError } from "../core/errors.ts";
import { invalidAttributeValue, invalidParameter } from "./errors.ts";
import { POLICY_ACTIONS, POLICY_STATEMENTS } from "./limits.ts";

interface Statement {
  readonly Sid?: string;
  readonly [member: string]: unknown;
}

interface Policy {
  readonly Version: string;
  readonly Id?: string;
  readonly Statement: Statement | readonly Statement[];
}

/** What may be granted to others; the rest is the owner's. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html */
const GRANTABLE: ReadonlySet<string> = new Set([
  "*",
  "ChangeMessageVisibility",
  "DeleteMessage",
  "GetQueueAttributes",
  "GetQueueUrl",
  "ListDeadLetterSourceQueues",
  "PurgeQueue",
  "ReceiveMessage",
  "SendMessage",
]);
const OWNER_ONLY: ReadonlySet<string> = new Set([
  "AddPermission",
  "CancelMessageMoveTask",
  "CreateQueue",
  "DeleteQueue",
  "ListMessageMoveTasks",
  "ListQueueTags",
  "ListQueues",
  "RemovePermission",
  "SetQueueAttributes",
  "StartMessageMoveTask",
  "TagQueue",
  "UntagQueue",
]);
const VERSIONS: ReadonlySet<unknown> = new Set(["2008-10-17", "2012-10-17"]);

/** Refuses what is no policy document; gives the text back as it was. */
export function checkPolicy(text: string): string {
  const policy = parsePolicy(text);
  if (policy === undefined) throw invalidAttributeValue("Policy");
  const statements = statementsOf(policy);
  if (statements.length > POLICY_STATEMENTS) throw tooManyStatements(statements.length);
  return text;
}

export interface Permission {
  readonly label: string;
  readonly accountIds: readonly string[];
  readonly actions: readonly string[];
}

/**
 * The policy with one more statement, in the form in which AWS writes it.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html
 */
export function addPermission(text: string | undefined, queueArn: string, permission: Permission): string {
  checkActions(permission.actions);
  const policy = (text === undefined ? undefined : parsePolicy(text)) ?? defaultPolicy(queueArn);
  const statements = statementsOf(policy);
  if (statements.some(({ Sid }) => Sid === permission.label)) {
    throw invalidParameter("Label", permission.label, "Already exists.");
  }
  if (statements.length >= POLICY_STATEMENTS) throw tooManyStatements(statements.length + 1);
  return JSON.stringify({ ...policy, Statement: [...statements, statementOf(queueArn, permission)] });
}

/** The policy without the statement `label`; `undefined` when it was the last. */
export function removePermission(text: string | undefined, label: string): string | undefined {
  const policy = text === undefined ? undefined : parsePolicy(text);
  const statements = policy === undefined ? [] : statementsOf(policy);
  if (!statements.some(({ Sid }) => Sid === label)) throw invalidParameter("Label", label, "can't find label.");
  const left = statements.filter(({ Sid }) => Sid !== label);
  return left.length === 0 ? undefined : JSON.stringify({ ...policy, Statement: left });
}

function checkActions(actions: readonly string[]): void {
  if (actions.length > POLICY_ACTIONS) {
    throw new AwsError("OverLimit", `${actions.length} Actions were found, maximum allowed is ${POLICY_ACTIONS}.`);
  }
  for (const action of actions) {
    if (OWNER_ONLY.has(action)) {
      throw invalidParameter("ActionName", `SQS:${action}`, "Only the queue owner is allowed to invoke this action.");
    }
    if (!GRANTABLE.has(action)) {
      throw invalidParameter(
        "ActionName",
        `SQS:${action}`,
        "Please refer to the appropriate WSDL for a list of valid actions.",
      );
    }
  }
}

function statementOf(queueArn: string, { label, accountIds, actions }: Permission): Statement {
  const principals = accountIds.map((accountId) => formatArn("iam", globalScope(accountId), "root"));
  return {
    Sid: label,
    Effect: "Allow",
    Principal: { AWS: oneOrMany(principals) },
    Action: oneOrMany(actions.map((action) => `SQS:${action}`)),
    Resource: queueArn,
  };
}

function globalScope(accountId: string): Scope {
  return { region: "", accountId };
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] ?? []) : values;
}

function defaultPolicy(queueArn: string): Policy {
  return { Version: "2008-10-17", Id: `${queueArn}/SQSDefaultPolicy`, Statement: [] };
}

function statementsOf({ Statement: statements }: Policy): readonly Statement[] {
  return Array.isArray(statements) ? (statements as readonly Statement[]) : [statements as Statement];
}

function tooManyStatements(count: number): AwsError {
  return new AwsError(
    "OverLimit",
    `${count} statements were found in the submitted policy, max allowed is ${POLICY_STATEMENTS}`,
  );
}

function parsePolicy(text: string): Policy | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { Version, Statement: statements } = value as Record<string, unknown>;
  if (Version !== undefined && !VERSIONS.has(Version)) return undefined;
  if (typeof statements !== "object" || statements === null) return undefined;
  return value as unknown as Policy;
}
