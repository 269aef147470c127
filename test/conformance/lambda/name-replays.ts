import type { LambdaCaller } from "./lambda-caller.ts";
import { newFunction } from "./lambda-caller.ts";
import type { Answer, Replays } from "./replay.ts";

const ARN = "arn:aws:lambda:us-east-1:000000000000:function:my-function";
const ELSEWHERE = "arn:aws:lambda:invalid-region:000000000000:function:my-function";
const LONG = "a".repeat(170);
const TOO_LONG = "a".repeat(129);

/** Function name and qualifier of each recorded case. */
const CASES: Readonly<Record<string, readonly [name: string, qualifier?: string]>> = {
  function_name_is_single_invalid: ["*"],
  invalid_characters_in_function_name: ["my-function!"],
  invalid_characters_in_qualifier: ["my-function", "invalid!"],
  qualifier_too_long0: ["my-function", TOO_LONG],
  qualifier_too_long: ["my-function", TOO_LONG],
  qualifier_too_long1: ["my-function", "a".repeat(65)],
  function_name_and_qualifier_too_long: ["my-function", "a".repeat(65)],
  invalid_account_id_in_partial_arn: ["invalid-account:function:my-function"],
  invalid_region_in_arn: [ELSEWHERE],
  non_lambda_arn: ["arn:aws:ec2:us-east-1:000000000000:instance:i-1234567890abcdef0"],
  function_name_too_long: ["a".repeat(65)],
  function_name_too_long_and_invalid_region: [`${ELSEWHERE}${LONG}`],
  full_arn_and_qualifier_too_long_and_invalid_region: [`${ELSEWHERE}-${LONG}`, TOO_LONG],
  full_arn_with_multiple_qualifiers: [`${ARN}:1:2`],
  incomplete_arn: ["arn:aws:lambda:us-east-1:000000000000:function"],
  partial_arn_with_extra_qualifier: ["function:my-function:$LATEST:extra"],
  latest_version_with_additional_qualifier: [`${ARN}:$LATEST`, "1"],
  lowercase_latest_qualifier: [ARN, "$latest"],
  missing_region_in_arn: ["arn:aws:lambda::000000000000:function:my-function"],
  missing_account_id_in_arn: ["arn:aws:lambda:us-east-1::function:my-function"],
  misspelled_latest_in_arn: [`${ARN}:$LATES`],
};

/** CreateFunction has no qualifier: there it is part of the name. */
async function create(aws: LambdaCaller, name: string, qualifier?: string): Promise<Answer> {
  const whole = qualifier === undefined ? name : `${name}:${qualifier}`;
  return aws.record("CreateFunction", await newFunction(whole));
}

/** The recording test took apart what was broken. */
function takenApart(answer: Answer): Answer {
  const { Code, Message } = answer["Error"] as { readonly Code: string; readonly Message: string };
  const [, count, sentences] = /^(\d+) validation errors? detected: (.*)$/s.exec(Message) ?? [];
  if (sentences === undefined) return { Code, Message };
  return { Code, Count: Number(count), Errors: sentences.split("; ") };
}

/** Replays about every form of a function's name, right and wrong. */
export const nameReplays: Replays = {
  async "TestLambdaFunction.function_name_and_qualifier_validation"(aws, variant) {
    const [, name = "", operation = ""] = /^(.*)-([a-z_]+)$/.exec(variant) ?? [];
    const [FunctionName, Qualifier] = CASES[name] ?? [""];
    const answers: Readonly<Record<string, () => Promise<Answer>>> = {
      create_function: () => create(aws, FunctionName, Qualifier),
      delete_function: () => aws.record("DeleteFunction", { FunctionName, Qualifier }),
      get_function: () => aws.record("GetFunction", { FunctionName, Qualifier }),
      invoke: () => aws.record("Invoke", { FunctionName, Qualifier }),
    };
    const answer = await answers[operation]?.();
    return { [`${operation}_exception`]: takenApart(answer ?? {}) };
  },
};
