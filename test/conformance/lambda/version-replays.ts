import { created, type LambdaCaller, newFunction, textOf, zip } from "./lambda-caller.ts";
import type { Answer, Replays } from "./replay.ts";

const get = (aws: LambdaCaller, FunctionName: string, Qualifier?: string): Promise<Answer> =>
  aws.record("GetFunction", { FunctionName, Qualifier });
const versions = (aws: LambdaCaller, FunctionName: string): Promise<Answer> =>
  aws.record("ListVersionsByFunction", { FunctionName });
const publish = (aws: LambdaCaller, FunctionName: string, extra: object = {}): Promise<Answer> =>
  aws.record("PublishVersion", { FunctionName, ...extra });

/** As the recording tests create a function by hand. */
const BY_HAND = { Handler: "index.handler", Timeout: undefined, Environment: undefined };

async function describe(aws: LambdaCaller, FunctionName: string, Description: string): Promise<Answer> {
  const answer = await aws.record("UpdateFunctionConfiguration", { FunctionName, Description });
  await aws.settle();
  return answer;
}

/** Replays about versions and revisions. */
export const versionReplays: Replays = {
  async "TestLambdaVersions.publish_version_on_create"(aws) {
    const name = aws.newName();
    const create = await aws.create(name, { ...BY_HAND, Publish: true });
    return {
      create_response: create,
      get_function_result: await get(aws, name),
      get_function_version_result: await get(aws, name, "1"),
      get_function_latest_result: await get(aws, name, "$LATEST"),
      list_versions_result: await versions(aws, name),
      repeated_publish_response: await publish(aws, name, { Description: "Repeated version description :)" }),
      list_versions_result_after_publish: await versions(aws, name),
    };
  },

  async "TestLambdaVersions.version_lifecycle"(aws) {
    const name = aws.newName();
    const steps: Record<string, Answer> = {};
    steps["create_response"] = await aws.create(name, { ...BY_HAND, Description: "No version :(" });
    steps["get_function_result"] = await get(aws, name);
    steps["list_versions_result"] = await versions(aws, name);
    steps["first_update_response"] = await describe(aws, name, "First version :)");
    steps["first_update_get_function"] = await get(aws, name);
    const description = { Description: "First version description :)" };
    steps["first_publish_response"] = await publish(aws, name, description);
    steps["first_publish_get_function"] = await get(aws, name, "1");
    steps["first_publish_get_function_config"] = await aws.record("GetFunctionConfiguration", {
      FunctionName: name,
      Qualifier: "1",
    });
    steps["second_update_response"] = await describe(aws, name, "Second version :))");
    steps["first_publish_get_function_after_update"] = await get(aws, name, "1");
    steps["second_publish_response"] = await publish(aws, name);
    steps["third_publish_response"] = await publish(aws, name, { Description: "Third version description :)))" });
    steps["list_versions_result_after_third_publish"] = await versions(aws, name);
    await aws.call("DeleteFunction", { FunctionName: name, Qualifier: "1" });
    steps["list_versions_result_after_deletion_of_first_version"] = await versions(aws, name);
    return steps;
  },

  async "TestLambdaVersions.publish_with_wrong_sha256"(aws) {
    const name = aws.newName();
    const create = await aws.create(name, BY_HAND);
    const found = await get(aws, name);
    const CodeSha256 = textOf(found, "Configuration", "CodeSha256");
    return {
      create_response: create,
      get_fn_response: found,
      publish_wrong_sha256_exc: await publish(aws, name, { CodeSha256: "somenonexistentsha256" }),
      publish_result: await publish(aws, name, { CodeSha256 }),
    };
  },

  async "TestLambdaVersions.publish_with_update"(aws) {
    const name = aws.newName();
    const create = await aws.create(name, BY_HAND);
    const first = await get(aws, name);
    const ZipFile = await zip("version");
    return {
      create_response: create,
      get_function_result: first,
      update_function_code_result: await aws.record("UpdateFunctionCode", {
        FunctionName: name,
        ZipFile,
        Publish: true,
      }),
      get_function_version_result: await get(aws, name, "1"),
      get_function_latest_result: await get(aws, name, "$LATEST"),
    };
  },

  async "TestLambdaRevisions.function_revisions_basic"(aws) {
    const FunctionName = aws.newName();
    const create = await aws.create(FunctionName, { Handler: "index.handler" });
    const second = await get(aws, FunctionName);
    const ZipFile = await zip("echo");
    const code = async (RevisionId: string): Promise<Answer> =>
      aws.record("UpdateFunctionCode", { FunctionName, ZipFile, RevisionId });
    const runtime = (RevisionId: string): Promise<Answer> =>
      aws.record("UpdateFunctionConfiguration", { FunctionName, Runtime: "python3.8", RevisionId });
    const wrongCode = await code("wrong");
    const third = await code(textOf(second, "Configuration", "RevisionId"));
    await aws.settle();
    const fourth = await get(aws, FunctionName);
    const wrongRuntime = await runtime("wrong");
    const fifth = await runtime(textOf(fourth, "Configuration", "RevisionId"));
    await aws.settle();
    return {
      create_function_response_rev1: created(create),
      get_function_response_rev2: second,
      update_function_revision_exception: wrongCode,
      update_function_code_response_rev3: third,
      get_function_response_rev4: fourth,
      update_function_configuration_revision_exception: wrongRuntime,
      update_function_configuration_response_rev5: fifth,
      get_function_response_rev6: await get(aws, FunctionName),
    };
  },

  async "TestLambdaRevisions.function_revisions_version_and_alias"(aws) {
    const FunctionName = aws.newName();
    const Name = "revision_alias";
    const create = await aws.create(FunctionName);
    const active = await get(aws, FunctionName);
    const wrong = await publish(aws, FunctionName, { RevisionId: "wrong" });
    const version = await publish(aws, FunctionName, { RevisionId: textOf(active, "Configuration", "RevisionId") });
    const published = await get(aws, FunctionName, "1");
    const latest = await get(aws, FunctionName);
    const alias = await aws.record("CreateAlias", { FunctionName, Name, FunctionVersion: "1" });
    const update = { FunctionName, Name, Description: "something changed", RevisionId: textOf(alias, "RevisionId") };
    return {
      create_function_response_rev1: created(create),
      get_function_active_rev2: active,
      publish_version_revision_exception: wrong,
      publish_version_response_rev_v1: version,
      get_function_published_version_rev_v2: published,
      get_function_latest_rev3: latest,
      create_alias_response_rev_a1: alias,
      get_function_latest_rev4: await get(aws, FunctionName),
      get_function_published_version_rev_v3: await get(aws, FunctionName, "1"),
      update_alias_revision_exception: await aws.record("UpdateAlias", { FunctionName, Name, RevisionId: "wrong" }),
      update_alias_response_rev_a2: await aws.record("UpdateAlias", update),
    };
  },

  async "TestLambdaRevisions.function_revisions_permissions"(aws) {
    const FunctionName = aws.newName();
    await aws.create(FunctionName);
    return {
      add_permission_revision_exception: await aws.record("AddPermission", {
        FunctionName,
        StatementId: "s3",
        Action: "lambda:InvokeFunction",
        Principal: "s3.amazonaws.com",
        RevisionId: "wrong",
      }),
    };
  },

  async "TestLambdaSizeLimits.large_lambda"(aws) {
    const ZipFile = await zip("echo");
    aws.objects.set("bucket/code.zip", ZipFile);
    const Code = { S3Bucket: "bucket", S3Key: "code.zip" };
    const extra = { Code, Timeout: 10, Environment: undefined };
    return { create_function_large_zip: await aws.record("CreateFunction", await newFunction("large", extra)) };
  },

  async "TestLambdaSizeLimits.oversized_request_create_lambda"(aws) {
    const header = (name: string): string | undefined => (name === "content-length" ? "71000000" : undefined);
    return { invalid_param_exc: await aws.record("CreateFunction", await newFunction("large"), { header }) };
  },

  async "TestLambdaSizeLimits.oversized_zipped_create_lambda"(aws) {
    const Code = { ZipFile: Buffer.alloc(52_428_801) };
    return { invalid_param_exc: await aws.record("CreateFunction", await newFunction("large", { Code })) };
  },

  async "TestLambdaSizeLimits.oversized_unzipped_lambda"(aws) {
    aws.objects.set("bucket/code.zip", await claiming(262_144_001));
    const Code = { S3Bucket: "bucket", S3Key: "code.zip" };
    return { invalid_param_exc: await aws.record("CreateFunction", await newFunction("large", { Code })) };
  },

  async "TestLambdaSizeLimits.lambda_envvars_near_limit_succeeds"(aws) {
    const answer = await aws.create("large-envvar-lambda", withEnvironment({ LARGE_VAR: "x".repeat(4080) }));
    return { successful_create_fn_result: created(answer) };
  },

  async "TestLambdaSizeLimits.large_environment_variables_fails"(aws) {
    const Environment = withEnvironment({ LARGE_VAR: "x".repeat(4081) });
    const answer = await aws.record("CreateFunction", await newFunction("large-envvar-lambda", Environment));
    return { failed_create_fn_result: answer };
  },

  async "TestLambdaSizeLimits.large_environment_fails_multiple_keys"(aws) {
    const Environment = withEnvironment({ SMALL_VAR: "ok", LARGE_VAR: "x".repeat(4064) });
    const answer = await aws.record("CreateFunction", await newFunction("large-envvar-lambda", Environment));
    return { failured_create_fn_result_multi_key: answer };
  },
};

function withEnvironment(Variables: Readonly<Record<string, string>>) {
  return { Environment: { Variables } };
}

/** An archive whose directory says that its one file has `bytes` bytes. */
async function claiming(bytes: number): Promise<Uint8Array> {
  const archive = Buffer.from(await zip("small"));
  const entry = archive.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  archive.writeUInt32LE(bytes, entry + 24);
  return archive;
}
