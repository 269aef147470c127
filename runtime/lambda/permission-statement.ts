import { partitionOf } from "../core/arn.ts";
import type { AddPermissionRequest } from "../protocol/generated/lambda.ts";
import { invalidParameterValue } from "./errors.ts";
import type { PolicyStatement } from "./policy.ts";

/**
 * The statement that AddPermission adds, members in AWS's order (recorded 2025-11-25,
 * lambda_api--TestLambdaPermissions.add_lambda_permission_fields).
 *
 * @param resource the function's ARN, with the qualifier when the request has one
 * @throws {AwsError} `InvalidParameterValueException` for a principal that cannot be one
 */
export function statementOf(request: AddPermissionRequest, resource: string, region: string): PolicyStatement {
  const condition = conditionOf(request);
  return {
    Sid: request.StatementId,
    Effect: "Allow",
    Principal: principalOf(request.Principal, region),
    Action: request.Action,
    Resource: resource,
    ...(Object.keys(condition).length === 0 ? undefined : { Condition: condition }),
  };
}

function principalOf(principal: string, region: string): PolicyStatement["Principal"] {
  if (principal === "*") return "*";
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:${partitionOf(region)}:iam::${principal}:root` };
  if (/^arn:[^:]+:(?:iam|sts)::\d{12}:./.test(principal)) return { AWS: principal };
  if (/^[a-z0-9.-]+\.amazon(?:aws)?\.com(?:\.cn)?$/.test(principal)) return { Service: principal };
  throw invalidParameterValue("The provided principal was invalid. Please check the principal and try again.");
}

function conditionOf(request: AddPermissionRequest): NonNullable<PolicyStatement["Condition"]> {
  const equals = present({
    "AWS:SourceAccount": request.SourceAccount,
    "lambda:FunctionUrlAuthType": request.FunctionUrlAuthType,
    "aws:PrincipalOrgID": request.PrincipalOrgID,
    "lambda:EventSourceToken": request.EventSourceToken,
  });
  const likes = present({ "AWS:SourceArn": request.SourceArn });
  const viaUrl = request.InvokedViaFunctionUrl;
  return {
    ...(Object.keys(equals).length === 0 ? undefined : { StringEquals: equals }),
    ...(Object.keys(likes).length === 0 ? undefined : { ArnLike: likes }),
    ...(viaUrl === undefined ? undefined : { Bool: { "lambda:InvokedViaFunctionUrl": String(viaUrl) } }),
  };
}

function present(members: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}
