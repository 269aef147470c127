/**
 * What AWS refuses in the document of a permissions policy. The order of checks and all sentences are those that LocalStack's tests
 * recorded in February 2026 (TestPolicyDocumentValidity) for the documents in moto's tests.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { malformedPolicyDocument } from "./errors.ts";
import { actionProblem, resourceProblem } from "./policy-names.ts";
import { conditionFault } from "./policy-conditions.ts";

type Json = Readonly<Record<string, unknown>>;

const VERSION = "2012-10-17";
const DOCUMENT_KEYS = new Set(["Version", "Id", "Statement"]);
const STATEMENT_KEYS = new Set(["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"]);
const PRINCIPAL_KEYS = ["Principal", "NotPrincipal"];

/** @throws {AwsError} `MalformedPolicyDocument` */
export function checkPolicyDocument(text: string): void {
  const problem = policyDocumentProblem(text);
  if (problem !== undefined) throw malformedPolicyDocument(problem);
}

/** A document's length as AWS counts it against its quotas. */
export function sizeOf(document: string): number {
  return document.replaceAll(/\s/g, "").length;
}

function policyDocumentProblem(text: string): string | undefined {
  const document = parseObject(text);
  const statements = document && statementsOf(document);
  if (document === undefined || statements === undefined) return "Syntax errors in policy.";
  // From public reports of AWS's answers.
  if (statements.some(hasPrincipal)) return "Policy document should not specify a principal.";
  if (!statements.every(isStatement)) return "Syntax errors in policy.";
  if (document["Version"] !== VERSION) return "Policy document must be version 2012-10-17 or greater.";
  return contentProblem(statements);
}

function contentProblem(statements: readonly Json[]): string | undefined {
  const resources = statements.flatMap((statement) => [
    ...texts(statement["Resource"]),
    ...texts(statement["NotResource"]),
  ]);
  const resource = resources.map(resourceProblem).find((problem) => problem !== undefined);
  if (resource === LEGACY || statements.some(failsLegacyParsing)) return LEGACY;
  const ids = statements.flatMap(({ Sid }) => (Sid === undefined ? [] : [Sid]));
  if (new Set(ids).size < ids.length) return "Statement IDs (SID) in a single policy must be unique.";
  if (statements.some((statement) => isEmpty(statement, "Action"))) return "Policy statement must contain actions.";
  if (statements.some((statement) => isEmpty(statement, "Resource"))) return "Policy statement must contain resources.";
  if (resource !== undefined) return resource;
  const actions = statements.flatMap((statement) => [...texts(statement["Action"]), ...texts(statement["NotAction"])]);
  return actions.map(actionProblem).find((problem) => problem !== undefined);
}

/** What AWS's older parser says, which looks at letters of effects, dates of conditions and fields of ARNs. */
const LEGACY = "The policy failed legacy parsing";

function failsLegacyParsing({ Effect, Condition }: Json): boolean {
  return (Effect !== "Allow" && Effect !== "Deny") || conditionFault(Condition) === "date";
}

function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `undefined` when the document around its statements is wrong. */
function statementsOf(document: Json): Json[] | undefined {
  if (Object.keys(document).some((key) => !DOCUMENT_KEYS.has(key))) return undefined;
  const { Version, Id, Statement } = document;
  if (Version !== undefined && Version !== VERSION && Version !== "2008-10-17") return undefined;
  if (Id !== undefined && typeof Id !== "string") return undefined;
  const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  if (statements.length === 0 || !statements.every(isObject)) return undefined;
  return [...statements];
}

function hasPrincipal(statement: Json): boolean {
  return PRINCIPAL_KEYS.some((key) => Object.hasOwn(statement, key));
}

function isStatement(statement: Json): boolean {
  if (Object.keys(statement).some((key) => !STATEMENT_KEYS.has(key))) return false;
  const { Sid, Effect, Condition } = statement;
  if (Sid !== undefined && typeof Sid !== "string") return false;
  if (typeof Effect !== "string" || !/^(?:allow|deny)$/i.test(Effect)) return false;
  if (!isEither(statement, "Action") || !isEither(statement, "Resource")) return false;
  return conditionFault(Condition) !== "syntax";
}

/** One of `Action` and `NotAction`, or neither: a text or a list of texts. */
function isEither(statement: Json, name: "Action" | "Resource"): boolean {
  const values = [statement[name], statement[`Not${name}`]].filter((value) => value !== undefined);
  return (
    values.length < 2 && values.every((value) => texts(value).length === (Array.isArray(value) ? value.length : 1))
  );
}

function isEmpty(statement: Json, name: "Action" | "Resource"): boolean {
  return texts(statement[name]).length === 0 && texts(statement[`Not${name}`]).length === 0;
}

/** The texts in a text or a list; what is no text is left out. */
function texts(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((each) => typeof each === "string");
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
