import { AwsError } from "../../../runtime/core/errors.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { createIamService } from "../../../runtime/iam/index.ts";
import type { IamOperations } from "../../../runtime/protocol/generated/iam.ts";
import type { RequestContext } from "../../../runtime/protocol/service.ts";

export const NOW = 1_767_225_600_000;
export const BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
export const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
export const DOCUMENT = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
});
export const OWN = "arn:aws:iam::123456789012:policy";

type Inputs = { readonly [Name in keyof IamOperations]: Parameters<IamOperations[Name]>[0] };
type Outputs = { readonly [Name in keyof IamOperations]: Awaited<ReturnType<IamOperations[Name]>> };

/** An IAM of its own, asked without wires. */
export function iam(seed = "iam") {
  const clock = new VirtualClock(NOW);
  const { service } = createIamService({ clock, random: seededRandom(seed) });
  /** An operation's output: none of IAM's needs to wait. */
  function call<Name extends keyof IamOperations>(name: Name, input: Inputs[Name], accountId = "123456789012") {
    const operation = service.operations[name] as
      | ((input: Inputs[Name], context: RequestContext) => unknown)
      | undefined;
    if (operation === undefined) throw new Error(`There is no ${name}`);
    return operation(input, { accountId, region: "us-east-1" } as RequestContext) as Outputs[Name];
  }
  function refusal<Name extends keyof IamOperations>(name: Name, input: Inputs[Name]): string {
    try {
      call(name, input);
      return "done";
    } catch (error) {
      if (error instanceof AwsError) return `${error.code}: ${error.message}`;
      throw error;
    }
  }
  const role = (RoleName: string, more: Partial<Inputs["CreateRole"]> = {}) =>
    call("CreateRole", { RoleName, AssumeRolePolicyDocument: TRUST, ...more }).Role;
  const policy = (PolicyName: string, more: Partial<Inputs["CreatePolicy"]> = {}) =>
    call("CreatePolicy", { PolicyName, PolicyDocument: DOCUMENT, ...more }).Policy;
  return { clock, call, refusal, role, policy };
}

/** A document of so many characters. */
export function sized(characters: number): string {
  const statement = { Effect: "Allow", Action: "*", Resource: "*", Sid: "" };
  const empty = JSON.stringify({ Version: "2012-10-17", Statement: statement });
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: { ...statement, Sid: "x".repeat(characters - empty.length) },
  });
}
