import { created, type LambdaCaller, newFunction, ROLE, textOf, zip } from "./lambda-caller.ts";
import type { Answer, Replays, Steps } from "./replay.ts";

const configuration = (aws: LambdaCaller, FunctionName: string): Promise<Answer> =>
  aws.record("GetFunctionConfiguration", { FunctionName });
const get = (aws: LambdaCaller, FunctionName: string, Qualifier?: string): Promise<Answer> =>
  aws.record("GetFunction", { FunctionName, Qualifier });

async function updated(aws: LambdaCaller, answer: Promise<Answer>): Promise<Answer> {
  const given = await answer;
  await aws.settle();
  return given;
}

/** Operations by the names that the recording tests' client has for them. */
type Method = (aws: LambdaCaller, FunctionName: string, Qualifier?: string) => Promise<Answer>;
const METHODS: Readonly<Record<string, Method>> = {
  delete_function: (aws, FunctionName, Qualifier) => aws.record("DeleteFunction", { FunctionName, Qualifier }),
  get_function: get,
  get_function_configuration: (aws, FunctionName, Qualifier) =>
    aws.record("GetFunctionConfiguration", { FunctionName, Qualifier }),
  get_function_url_config: (aws, FunctionName, Qualifier) =>
    aws.record("GetFunctionUrlConfig", { FunctionName, Qualifier }),
  get_function_event_invoke_config: (aws, FunctionName, Qualifier) =>
    aws.record("GetFunctionEventInvokeConfig", { FunctionName, Qualifier }),
  get_function_concurrency: (aws, FunctionName) => aws.record("GetFunctionConcurrency", { FunctionName }),
  invoke: (aws, FunctionName, Qualifier) => aws.record("Invoke", { FunctionName, Qualifier }),
};

function methodOf(variant: string): Method {
  const method = METHODS[variant];
  if (method === undefined) throw new Error(`no method ${variant}`);
  return method;
}

/** Replays about functions. */
export const functionReplays: Replays = {
  async "TestLambdaFunction.function_lifecycle"(aws) {
    const name = aws.newName();
    const create = await aws.create(name, { MemorySize: 256, Timeout: 5 });
    const first = await get(aws, name);
    const changed = aws.record("UpdateFunctionConfiguration", {
      FunctionName: name,
      Runtime: "python3.11",
      Description: "Changed-Description",
      MemorySize: 512,
      Timeout: 10,
      Environment: { Variables: { ENV_A: "a" } },
    });
    const update = await updated(aws, changed);
    const afterUpdate = await get(aws, name);
    const code = await zip("version");
    const codeUpdate = await updated(aws, aws.record("UpdateFunctionCode", { FunctionName: name, ZipFile: code }));
    const afterCode = await get(aws, name);
    return {
      create_response: created(create),
      get_function_response: first,
      update_func_conf_response: update,
      get_function_response_postupdate: afterUpdate,
      update_code_response: codeUpdate,
      get_function_response_postcodeupdate: afterCode,
      delete_response: await aws.record("DeleteFunction", { FunctionName: name }),
      delete_postdelete: await aws.record("DeleteFunction", { FunctionName: name }),
    };
  },

  async "TestLambdaFunction.redundant_updates"(aws) {
    const name = aws.newName();
    const create = await aws.create(name, { Description: "Initial description" });
    const describe = (): Promise<Answer> =>
      updated(
        aws,
        aws.record("UpdateFunctionConfiguration", { FunctionName: name, Description: "1st update description" }),
      );
    return {
      create_response: created(create),
      first_update_result: await describe(),
      get_fn_config_result: await configuration(aws, name),
      get_fn_result: await get(aws, name),
      redundant_update_result: await describe(),
      get_fn_result_after_redundant_update: await get(aws, name),
    };
  },

  async "TestLambdaFunction.list_functions"(aws) {
    const first = await aws.create("list-fn-1", { Publish: true });
    const second = await aws.create("list-fn-2");
    return {
      create_response_1: created(first),
      create_response_2: created(second),
      list_functions_invalid_functionversion: await aws.record("ListFunctions", { FunctionVersion: "invalid" }),
      list_all: await allFunctions(aws, "ALL"),
      list_default: await allFunctions(aws),
    };
  },

  async "TestLambdaFunction.function_arns"(aws) {
    const { region, accountId } = aws.place;
    const arn = (name: string, place = aws.place): string =>
      `arn:aws:lambda:${place.region}:${place.accountId}:function:${name}`;
    const create = async (name: string): Promise<Answer> => aws.record("CreateFunction", await newFunction(name));
    const longest = arn("").length;
    return {
      "create-function-arn-response": created(await aws.create(arn("test-function-arn"))),
      "create-function-partial-arn-response": created(await aws.create(`${accountId}:function:test-partial-arn`)),
      invalid_function_name_exc: await create("invalid:function:name"),
      long_function_name_exc: await create("a".repeat(65)),
      long_function_arn_exc: await create(arn("a".repeat(141 - longest))),
      function_arn_other_region_exc: await create(arn("elsewhere", { region: "ap-southeast-1", accountId })),
      function_arn_other_account_exc: await create(arn("elsewhere", { region, accountId: "123456789012" })),
    };
  },

  async "TestLambdaFunction.create_lambda_exceptions"(aws) {
    const name = aws.newName();
    const refused = async (extra: Parameters<typeof newFunction>[1]): Promise<Answer> =>
      aws.record("CreateFunction", await newFunction(name, extra));
    const noZip = Buffer.from("this is not a zipfile, just a random string");
    return {
      invalid_role_arn_exc: await refused({ Role: "r1" }),
      invalid_runtime_exc: await refused({ Runtime: "non-existent-runtime" }),
      uppercase_runtime_exc: await refused({ Runtime: "PYTHON3.9" }),
      multiple_architectures: await refused({ Architectures: ["x86_64", "arm64"] }),
      uppercase_architecture: await refused({ Architectures: ["X86_64"] }),
      invalid_zip_exc: await refused({ Code: { ZipFile: noZip } }),
    };
  },

  async "TestLambdaFunction.update_lambda_exceptions"(aws) {
    const FunctionName = aws.newName();
    await aws.create(FunctionName);
    return {
      invalid_role_arn_exc: await aws.record("UpdateFunctionConfiguration", { FunctionName, Role: "r1" }),
      invalid_runtime_exc: await aws.record("UpdateFunctionConfiguration", {
        FunctionName,
        Runtime: "non-existent-runtime",
      }),
      uppercase_runtime_exc: await aws.record("UpdateFunctionConfiguration", { FunctionName, Runtime: "PYTHON3.9" }),
    };
  },

  async "TestLambdaFunction.lambda_code_location_zipfile"(aws) {
    return codeLocation(aws, "zip-file", async (content) => ({ ZipFile: await zip(content) }));
  },

  async "TestLambdaFunction.lambda_code_location_s3"(aws) {
    return codeLocation(aws, "s3", async (content) => {
      aws.objects.set("bucket/code.zip", await zip(content));
      return { S3Bucket: "bucket", S3Key: "code.zip" };
    });
  },

  async "TestLambdaFunction.lambda_code_location_s3_errors"(aws) {
    aws.objects.set("bucket/code.zip", await zip("code"));
    const wrongBucket = { S3Bucket: "some-random-non-existent-bucket", S3Key: "code.zip" };
    const wrongKey = { S3Bucket: "bucket", S3Key: "non-existent.zip" };
    const name = aws.newName();
    await aws.create(name);
    const create = async (Code: typeof wrongBucket): Promise<Answer> =>
      aws.record("CreateFunction", await newFunction("other", { Code }));
    return {
      "create-error-wrong-bucket": await create(wrongBucket),
      "create-error-wrong-key": await create(wrongKey),
      "update-error-wrong-bucket": await aws.record("UpdateFunctionCode", { FunctionName: name, ...wrongBucket }),
      "update-error-wrong-key": await aws.record("UpdateFunctionCode", { FunctionName: name, ...wrongKey }),
    };
  },

  async "TestLambdaFunction.lambda_concurrent_code_updates"(aws) {
    const name = aws.newName();
    const create = await aws.create(name, { Timeout: undefined, Environment: undefined });
    await aws.call("UpdateFunctionCode", { FunctionName: name, ZipFile: await zip("one") });
    const ZipFile = await zip("two");
    return {
      "create-function-response": create,
      "update-during-in-progress-update-exc": await aws.record("UpdateFunctionCode", { FunctionName: name, ZipFile }),
    };
  },

  async "TestLambdaFunction.lambda_concurrent_config_updates"(aws) {
    const name = aws.newName();
    const create = await aws.create(name);
    const update = { FunctionName: name, Description: "new" };
    await aws.call("UpdateFunctionConfiguration", update);
    return {
      "create-function-response": created(create),
      "update-during-in-progress-update-exc": await aws.record("UpdateFunctionConfiguration", update),
    };
  },

  async "TestLambdaFunction.ops_with_arn_qualifier_mismatch"(aws, variant) {
    const arn = `arn:aws:lambda:${aws.place.region}:${aws.place.accountId}:function:some-function`;
    return {
      not_match_exception: await methodOf(variant)(aws, `${arn}:1`, "$LATEST"),
      match_exception: await methodOf(variant)(aws, `${arn}:$LATEST`, "$LATEST"),
    };
  },

  async "TestLambdaFunction.ops_on_nonexisting_version"(aws, variant) {
    await aws.create("i-exist");
    return { version_not_found_exception: await methodOf(variant)(aws, "i-exist", "1221") };
  },

  async "TestLambdaFunction.ops_on_nonexisting_fn"(aws, variant) {
    return { not_found_exception: await methodOf(variant)(aws, "i-dont-exist") };
  },

  async "TestLambdaFunction.get_function_wrong_region"(aws, variant) {
    await aws.create("i-exist");
    const arn = `arn:aws:lambda:eu-central-1:${aws.place.accountId}:function:i-exist`;
    return { wrong_region_exception: await methodOf(variant)(aws, arn) };
  },

  async "TestLambdaFunction.delete_on_nonexisting_version"(aws) {
    const FunctionName = "i-exist";
    await aws.create(FunctionName);
    await aws.call("DeleteFunction", { FunctionName, Qualifier: "1233" });
    await aws.call("DeleteFunction", { FunctionName, Qualifier: "1233" });
    await aws.call("DeleteFunction", { FunctionName });
    return {
      delete_function_response_non_existent: await aws.record("DeleteFunction", { FunctionName }),
      delete_function_response_non_existent_with_qualifier: await aws.record("DeleteFunction", {
        FunctionName,
        Qualifier: "1233",
      }),
    };
  },

  async "TestLambdaFunction.invalid_invoke"(aws) {
    const FunctionName = "arn:aws:lambda:us-east-1:123400000000@function:myfn";
    return {
      invoke_function_name_pattern_exc: await aws.record("Invoke", { FunctionName, Payload: Buffer.from("{}") }),
    };
  },
};

async function allFunctions(aws: LambdaCaller, FunctionVersion?: "ALL"): Promise<Steps> {
  const functions: unknown[] = [];
  let marker: string | undefined;
  do {
    const page: Answer = await aws.call("ListFunctions", { FunctionVersion, MaxItems: 1, Marker: marker });
    functions.push(...(page["Functions"] as unknown[]));
    marker = page["NextMarker"] as string | undefined;
  } while (marker !== undefined);
  return { Functions: functions };
}

type Code = Parameters<typeof newFunction>[1] extends infer Extra
  ? NonNullable<NonNullable<Extra>["Code" & keyof NonNullable<Extra>]>
  : never;

async function codeLocation(
  aws: LambdaCaller,
  source: "s3" | "zip-file",
  codeOf: (content: string) => Promise<Code>,
): Promise<Steps> {
  const name = aws.newName();
  const create = await aws.create(name, {
    Code: await codeOf("one"),
    Handler: "index.handler",
    Timeout: undefined,
    Environment: undefined,
    Role: ROLE,
  });
  const first = await get(aws, name);
  const update = await aws.record("UpdateFunctionCode", { FunctionName: name, ...(await codeOf("two")) });
  const path = new URL(textOf(first, "Code", "Location")).pathname;
  const archive = await aws.lambda.codeArchive(path);
  const digest = textOf(update, "CodeSha256");
  if (archive?.codeSha256 !== digest) throw new Error("the location leads to other code");
  return {
    [source === "s3" ? "create_response_s3" : "create-response-zip-file"]: create,
    "get-function-response": first,
    "update-function-response": update,
    "get-function-response-updated": await get(aws, name),
  };
}
