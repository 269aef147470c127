import { formatArn, type Scope } from "../core/arn.ts";
import { invalidParameterValue, resourceNotFound, validationException } from "./errors.ts";

/** The unpublished version of a function. https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html */
export const LATEST = "$LATEST";

/** Which function a request means, and which version or alias of it, when it names one. */
export interface FunctionReference {
  readonly functionName: string;
  /** The ARN's account, else the caller's; the region is always the caller's. */
  readonly scope: Scope;
  /** `$LATEST`, a version's number or an alias; absent when the request names none. */
  readonly qualifier?: string | undefined;
}

/** AWS's own pattern of `FunctionName` (recorded 2025-11-25), with groups for its parts. */
const FUNCTION_NAME =
  /^(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?(?:(?<region>(?:eusc-)?[a-z]{2}(?:(?:-gov)|(?:-iso(?:[a-z]?)))?-[a-z]+-\d):)?(?:(?<accountId>\d{12}):)?(?:function:)?(?<name>[a-zA-Z0-9-_.]+)(?::(?<qualifier>\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$/;

const PATTERN_SENTENCE =
  "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";

/**
 * Reads every form of AWS's `FunctionName`: a name, a partial ARN (`123456789012:function:x`), a full ARN, each with or without a
 * qualifier, which must agree with a `Qualifier` given beside it.
 *
 * @param caller region and account of the request
 * @throws {AwsError} `ValidationException` for what is no function name, `ResourceNotFoundException` for a function of another region,
 *   `InvalidParameterValueException` when the two qualifiers differ
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function parseFunctionReference(
  functionName: string,
  qualifier: string | undefined,
  caller: Scope,
): FunctionReference {
  const parts = FUNCTION_NAME.exec(functionName)?.groups;
  if (parts === undefined) {
    throw validationException(
      `1 validation error detected: Value '${functionName}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${PATTERN_SENTENCE}`,
    );
  }
  const { region = caller.region, accountId = caller.accountId, name = "", qualifier: derived } = parts;
  // Recorded 2025-11-25, lambda_api--TestLambdaFunction.get_function_wrong_region.
  if (region !== caller.region) {
    throw resourceNotFound(`Functions from '${region}' are not reachable in this region ('${caller.region}')`);
  }
  if (derived !== undefined && qualifier !== undefined && derived !== qualifier) {
    // Recorded 2025-11-25, lambda_api--TestLambdaFunction.ops_with_arn_qualifier_mismatch.
    throw invalidParameterValue("The derived qualifier from the function name does not match the specified qualifier.");
  }
  return { functionName: name, scope: { region, accountId }, qualifier: qualifier ?? derived };
}

/** The function's ARN, with the qualifier when there is one. */
export function functionArn({ functionName, scope }: FunctionReference, qualifier?: string): string {
  const suffix = qualifier === undefined ? "" : `:${qualifier}`;
  return formatArn("lambda", scope, `function:${functionName}${suffix}`);
}

/** Whether a qualifier names a version; everything else but `$LATEST` is an alias. */
export function isVersionNumber(qualifier: string): boolean {
  return /^\d+$/.test(qualifier);
}
