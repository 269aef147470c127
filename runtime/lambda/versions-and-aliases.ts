import { aliasNotFound, functionNotFound } from "./errors.ts";
import { functionArn, isVersionNumber, type FunctionReference } from "./function-reference.ts";
import type { FunctionRecord } from "./function-record.ts";
import type { Functions } from "./functions.ts";

/**
 * The function of a request whose qualifier must exist. AWS then tells a missing alias and a missing version apart, also where there
 * is no such function (recorded 2025-11-25, lambda_api--TestLambdaProvisionedConcurrency.provisioned_concurrency_exceptions).
 *
 * @throws {AwsError} `ResourceNotFoundException`
 */
export function requireQualified(functions: Functions, reference: FunctionReference): FunctionRecord {
  const record = functions.find(reference);
  const { qualifier } = reference;
  if (record?.versionOf(qualifier) !== undefined) return record;
  const arn = functionArn(reference, qualifier);
  throw qualifier !== undefined && isAliasName(qualifier) ? aliasNotFound(arn) : functionNotFound(arn);
}

/** An alias has letters; what has other characters (`$latest`) is neither alias nor version. */
export function isAliasName(qualifier: string): boolean {
  return !isVersionNumber(qualifier) && /^[a-zA-Z0-9-_]+$/.test(qualifier);
}
