import { created, type LambdaCaller } from "./lambda-caller.ts";
import { textOf } from "./lambda-caller.ts";
import type { Answer, Replays } from "./replay.ts";

const Action = "lambda:InvokeFunction";
const SourceArn = "arn:aws:s3:::test-bucket";
const S3 = { Action, StatementId: "s3", Principal: "s3.amazonaws.com", SourceArn };

type Permission = Partial<Parameters<LambdaCaller["record"]>[1]> & object;

const add = (aws: LambdaCaller, FunctionName: string, permission: Permission): Promise<Answer> =>
  aws.record("AddPermission", { FunctionName, ...S3, ...permission } as never);
const policy = (aws: LambdaCaller, FunctionName: string, Qualifier?: string): Promise<Answer> =>
  aws.record("GetPolicy", { FunctionName, Qualifier });
const remove = (aws: LambdaCaller, FunctionName: string, StatementId: string, Qualifier?: string): Promise<Answer> =>
  aws.record("RemovePermission", { FunctionName, StatementId, Qualifier });

/** Replays about resource policies. */
export const permissionReplays: Replays = {
  async "TestLambdaPermissions.add_lambda_permission_aws"(aws) {
    const name = aws.newName();
    const create = await aws.create(name);
    return {
      create_lambda: created(create),
      add_permission: await add(aws, name, {}),
      get_policy: await policy(aws, name),
    };
  },

  async "TestLambdaPermissions.add_lambda_permission_fields"(aws) {
    const name = aws.newName();
    await aws.create(name);
    const SourceAccount = aws.place.accountId;
    const permit = (permission: Permission): Promise<Answer> => add(aws, name, { SourceArn: undefined, ...permission });
    const userArn = `arn:aws:iam::${aws.place.accountId}:user/somebody`;
    return {
      add_permission_principal_wildcard: await permit({ StatementId: "wilcard", Principal: "*", SourceAccount }),
      add_permission_principal_service: await permit({
        StatementId: "lambda",
        Principal: "lambda.amazonaws.com",
        SourceAccount,
      }),
      add_permission_principal_account: await permit({ StatementId: "account-id", Principal: SourceAccount }),
      add_permission_principal_arn: await permit({ StatementId: "user-arn", Principal: userArn, SourceAccount }),
      add_permission_optional_fields: await permit({
        StatementId: "urlPermission",
        Action: "lambda:InvokeFunctionUrl",
        Principal: "*",
        SourceArn,
        SourceAccount,
        PrincipalOrgID: "o-1234567890",
        FunctionUrlAuthType: "NONE",
      }),
      add_permission_alexa_skill: await permit({
        StatementId: "alexaSkill",
        Principal: "*",
        EventSourceToken: "amzn1.ask.skill.xxxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
      }),
    };
  },

  async "TestLambdaPermissions.create_multiple_lambda_permissions"(aws) {
    const name = aws.newName();
    await aws.create(name);
    const permit = (service: string): Promise<Answer> =>
      add(aws, name, {
        StatementId: service,
        Principal: `${service}.amazonaws.com`,
        SourceArn: undefined,
      });
    return {
      add_permission_response_1: await permit("logs"),
      add_permission_response_2: await permit("kinesis"),
      policy_after_2_add: await policy(aws, name),
    };
  },

  async "TestLambdaPermissions.lambda_permission_fn_versioning"(aws) {
    const name = aws.newName();
    await aws.create(name);
    const steps: Record<string, Answer> = {};
    steps["add_permission"] = await add(aws, name, {});
    steps["get_policy"] = await policy(aws, name);
    steps["publish_version_result"] = await aws.record("PublishVersion", { FunctionName: name });
    steps["get_function_result_after_publishing"] = await aws.record("GetFunction", { FunctionName: name });
    steps["get_policy_after_publishing_latest"] = await policy(aws, name);
    steps["get_policy_after_publishing_new_version"] = await policy(aws, name, "1");
    await add(aws, `${name}:1`, { Qualifier: "1" });
    steps["get_policy_version"] = await policy(aws, name, "1");
    const alias = { FunctionName: name, Name: "permission-alias" };
    steps["create_alias_response"] = await aws.record("CreateAlias", { ...alias, FunctionVersion: "1" });
    steps["get_alias"] = await aws.record("GetAlias", alias);
    const Qualifier = alias.Name;
    steps["add_permission_alias_revision_exception"] = await add(aws, name, { Qualifier, RevisionId: "wrong" });
    const RevisionId = textOf(steps["get_alias"], "RevisionId");
    await add(aws, `${name}:${Qualifier}`, { Qualifier, RevisionId });
    steps["get_policy_alias"] = await policy(aws, name, Qualifier);
    steps["get_policy_after_adding_to_new_version"] = await policy(aws, name);
    const revision = textOf(steps["get_policy_after_adding_to_new_version"], "RevisionId");
    await add(aws, name, { StatementId: "s3_2", RevisionId: revision });
    steps["get_policy_after_adding_2"] = await policy(aws, name);
    return steps;
  },

  async "TestLambdaPermissions.permission_exceptions"(aws) {
    const name = aws.newName();
    await aws.create(name);
    const invalid = { StatementId: "lambda", Principal: "invalid.nonaws.com", SourceAccount: aws.place.accountId };
    const before = {
      add_permission_invalid_statement_id: await add(aws, name, { StatementId: "example.com" }),
      add_permission_fn_qualifier_mismatch: await add(aws, `${name}:alias-not-42`, { Qualifier: "42" }),
      add_permission_fn_qualifier_latest: await add(aws, `${name}:$LATEST`, { Qualifier: "$LATEST" }),
      add_permission_principal_invalid: await add(aws, name, invalid),
      get_policy_fn_doesnotexist: await policy(aws, "doesnotexist"),
      get_policy_fn_version_doesnotexist: await policy(aws, name, "77"),
      add_permission_fn_doesnotexist: await add(aws, "doesnotexist", {}),
      remove_permission_policy_doesnotexist: await remove(aws, name, "s3"),
      add_permission_fn_alias_doesnotexist: await add(aws, `${name}:alias-doesnotexist`, {}),
      add_permission_fn_version_doesnotexist: await add(aws, name, { Qualifier: "42" }),
      add_permission_fn_qualifier_invalid: await add(aws, name, { Qualifier: "invalid-qualifier-with-?-char" }),
      add_permission_fn_qualifier_valid_doesnotexist: await add(aws, name, {
        Qualifier: "valid-with-$-but-doesnotexist",
      }),
    };
    await add(aws, name, {});
    return {
      ...before,
      add_permission_conflicting_statement_id: await add(aws, name, {}),
      remove_permission_fn_doesnotexist: await remove(aws, "doesnotexist", "s3"),
      remove_permission_fn_alias_doesnotexist: await remove(aws, name, "s3", "alias-doesnotexist"),
    };
  },

  async "TestLambdaPermissions.remove_multi_permissions"(aws) {
    const name = aws.newName();
    await aws.create(name);
    const first = await add(aws, name, { SourceArn: undefined });
    const second = await add(aws, name, { StatementId: "sqs", Principal: "sqs.amazonaws.com" });
    const both = await policy(aws, name);
    const missing = await remove(aws, name, "non-existent");
    await remove(aws, name, "sqs");
    const left = await policy(aws, name);
    const again = await policy(aws, name);
    await aws.call("RemovePermission", {
      FunctionName: name,
      StatementId: "s3",
      RevisionId: textOf(again, "RevisionId"),
    });
    return {
      add_permission_1: first,
      add_permission_2: second,
      policy_after_2_add: both,
      remove_permission_exception_nonexisting_sid: missing,
      policy_after_removal: left,
      policy_after_removal_attempt: again,
      get_policy_exception_removed_all: await policy(aws, name),
    };
  },
};
