import { malformedPolicyDocument, quotaExceeded } from "./errors.ts";
import { QUOTAS } from "./limits.ts";
import { sizeOf } from "./policy-document.ts";

type Json = Readonly<Record<string, unknown>>;

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html */
const ASSUME_ROLE_ACTIONS = new Set([
  "sts:assumerole",
  "sts:assumerolewithsaml",
  "sts:assumerolewithwebidentity",
  "sts:tagsession",
  "sts:setsourceidentity",
  "sts:setcontext",
]);

/**
 * Checks the document that says who may take a role on. Whether its principals exist is not looked at: most are not of this runtime.
 * The sentences were recorded in February 2026 (LocalStack, TestRoleLifecycle.test_update_assume_role_policy_errors); that for a
 * missing principal is from public reports.
 *
 * @throws {AwsError} `MalformedPolicyDocument`, `LimitExceeded`
 */
export function checkTrustPolicy(text: string): void {
  const problem = trustPolicyProblem(text);
  if (problem !== undefined) throw malformedPolicyDocument(problem);
  if (sizeOf(text) > QUOTAS.assumeRolePolicySize) {
    throw quotaExceeded("ACLSizePerRole", QUOTAS.assumeRolePolicySize);
  }
}

function trustPolicyProblem(text: string): string | undefined {
  const statements = statementsIn(text);
  if (statements === undefined) return "This policy contains invalid Json";
  for (const statement of statements) {
    if (!("Effect" in statement)) return "Missing required field Effect";
    if ("Resource" in statement) return "Has prohibited field Resource";
    if (!("Principal" in statement) && !("NotPrincipal" in statement)) return "Missing required field Principal";
    if (!("Action" in statement)) return "Missing required field Action";
    if (!actionsIn(statement).every((action) => ASSUME_ROLE_ACTIONS.has(action.toLowerCase()))) {
      return "AssumeRole policy may only specify STS AssumeRole actions.";
    }
  }
  return undefined;
}

function statementsIn(text: string): readonly Json[] | undefined {
  try {
    const document: unknown = JSON.parse(text);
    if (!isObject(document)) return undefined;
    const { Statement } = document;
    const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
    return statements.length > 0 && statements.every(isObject) ? statements : undefined;
  } catch {
    return undefined;
  }
}

function actionsIn({ Action }: Json): string[] {
  const actions: readonly unknown[] = Array.isArray(Action) ? Action : [Action];
  return actions.map(String);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
