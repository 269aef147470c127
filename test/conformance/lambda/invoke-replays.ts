import { type LambdaCaller, newFunction, textOf, zip } from "./lambda-caller.ts";
import { returned } from "../../unit/lambda/fake-runner.ts";
import type { Answer, Replays, Steps } from "./replay.ts";

/** As the recording tests create a function by hand. */
const BY_HAND = { Timeout: undefined, Environment: undefined };
const QUOTED = { foo: "bar with 'quotes\"" };

function invoke(aws: LambdaCaller, FunctionName: string, extra: object = {}): Promise<Answer> {
  return aws.record("Invoke", { FunctionName, Payload: Buffer.from("{}"), ...extra });
}

async function publish(aws: LambdaCaller, FunctionName: string, Description?: string): Promise<Answer> {
  return aws.record("PublishVersion", { FunctionName, Description });
}

async function updateCode(aws: LambdaCaller, FunctionName: string, content: string, Publish = false): Promise<Answer> {
  const answer = await aws.record("UpdateFunctionCode", { FunctionName, ZipFile: await zip(content), Publish });
  await aws.settle();
  return answer;
}

/** The code tells its own version, what it was invoked as and which version the context has. */
async function runVersions(aws: LambdaCaller, ...contents: string[]): Promise<void> {
  const labels = new Map<string, string>();
  for (const content of contents) labels.set((await aws.runner.store(await zip(content))).folder, content);
  aws.runner.code = ({ requestId, invokedFunctionArn, version }, { code }) =>
    returned(requestId, {
      version_id: labels.get(code?.folder ?? ""),
      invoked_arn: invokedFunctionArn,
      version_from_ctx: version,
    });
}

/** The code answers its event and the context that it has. */
function runContext(aws: LambdaCaller, memory = "128"): void {
  aws.runner.code = ({ requestId, invokedFunctionArn, version, payload }, { functionName }) =>
    returned(requestId, {
      event: JSON.parse(payload),
      context: {
        invoked_function_arn: invokedFunctionArn,
        function_version: version,
        function_name: functionName,
        memory_limit_in_mb: memory,
        aws_request_id: requestId,
        log_group_name: `/aws/lambda/${functionName}`,
        log_stream_name: "2026/01/01/[$LATEST]stream",
        client_context: null,
      },
    });
}

/** What a function logs goes into the journal. */
function logging(aws: LambdaCaller, lines: (requestId: string, version: string) => readonly string[]): void {
  const run = aws.runner.code;
  aws.runner.code = (request, definition) => {
    const { requestId = "", version } = request;
    for (const line of lines(requestId, version)) {
      aws.journal.record({
        kind: "lambda.logged",
        functionName: definition.functionName,
        environmentId: "e1",
        requestId,
        source: "stdout",
        line,
      });
    }
    return run(request, definition);
  };
}

/** Replays about invocations; the code is played by the test, what becomes of its answer is the service's. */
export const invokeReplays: Replays = {
  async "TestLambdaAliases.alias_routingconfig"(aws) {
    const FunctionName = aws.newName();
    await aws.create(FunctionName);
    await publish(aws, FunctionName);
    await updateCode(aws, FunctionName, "two", true);
    const RoutingConfig = { AdditionalVersionWeights: { "2": 0.5 } };
    const alias = { FunctionName, Name: "alias1", FunctionVersion: "1", RoutingConfig };
    return { create_alias_response: await aws.record("CreateAlias", alias) };
  },

  async "TestLambdaAliases.lambda_alias_moving"(aws) {
    const FunctionName = aws.newName();
    await runVersions(aws, "version1", "version2");
    const code = { Code: { ZipFile: await zip("version1") } };
    const steps: Record<string, Answer> = {};
    steps["create_response"] = await aws.create(FunctionName, { ...BY_HAND, ...code, Description: "No version :(" });
    await publish(aws, FunctionName, "First version description :)");
    const alias = { FunctionName, Name: "alias1" };
    steps["create_alias_response"] = await aws.record("CreateAlias", { ...alias, FunctionVersion: "1" });
    const arn = textOf(steps["create_alias_response"], "AliasArn");
    const Qualifier = alias.Name;
    steps["invocation_result_qualifier_v1"] = await invoke(aws, FunctionName, { Qualifier });
    steps["invocation_result_qualifier_v1_arn"] = await invoke(aws, arn);
    steps["update_lambda_response"] = await updateCode(aws, FunctionName, "version2");
    steps["invocation_result_qualifier_v1_after_update"] = await invoke(aws, FunctionName, { Qualifier });
    steps["second_publish_response"] = await publish(aws, FunctionName, "Second version description :)");
    steps["invocation_result_qualifier_v1_after_publish"] = await invoke(aws, FunctionName, { Qualifier });
    steps["update_alias_response"] = await aws.record("UpdateAlias", { ...alias, FunctionVersion: "2" });
    steps["invocation_result_qualifier_v2"] = await invoke(aws, FunctionName, { Qualifier });
    steps["invocation_exc_not_existent"] = await invoke(aws, FunctionName, { Qualifier: "non-existent-alias" });
    return steps;
  },

  async "TestLambdaBaseFeatures.function_state"(aws) {
    const FunctionName = aws.newName();
    const create = await aws.create(FunctionName, BY_HAND);
    return {
      "create-fn-response": create,
      "get-fn-response": await aws.record("GetFunction", { FunctionName }),
    };
  },

  async "TestLambdaBaseFeatures.lambda_different_iam_keys_environment"(aws) {
    const answer = await aws.create();
    return { "create-result": { CreateEventSourceMappingResponse: null, CreateFunctionResponse: answer } };
  },

  async "TestLambdaVersions.function_update_during_invoke"(aws) {
    const FunctionName = aws.newName();
    let finish: () => void = () => {};
    aws.runner.code = async ({ requestId, version }, { environment }) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return returned(requestId, {
        function_version: version,
        request_id: requestId,
        request_prefix: "1-sleep",
        function_variant: environment["FUNCTION_VARIANT"],
      });
    };
    const variant = (FUNCTION_VARIANT: string) => ({ Environment: { Variables: { FUNCTION_VARIANT } } });
    await aws.create(FunctionName, variant("variant-1"));
    const before = invoke(aws, FunctionName);
    await aws.call("UpdateFunctionConfiguration", { FunctionName, ...variant("variant-2") });
    await aws.settle();
    finish();
    return { invoke_response_before: await before };
  },

  async "TestLambdaCleanup.recreate_function"(aws) {
    const name = aws.newName();
    const wrap = (answer: Answer): Steps => ({
      CreateEventSourceMappingResponse: null,
      CreateFunctionResponse: answer,
    });
    const create = (): Promise<Answer> => aws.create(name, { Handler: "lambda_echo.handler" });
    const first = await create();
    await aws.call("DeleteFunction", { FunctionName: name });
    return { create_function_response_one: wrap(first), create_function_response_two: wrap(await create()) };
  },

  async "TestLambdaConcurrency.reserved_concurrency_async_queue"(aws) {
    const FunctionName = aws.newName();
    await aws.create(FunctionName);
    const fn = await aws.record("GetFunctionConfiguration", { FunctionName, Qualifier: "$LATEST" });
    const put = await aws.record("PutFunctionConcurrency", { FunctionName, ReservedConcurrentExecutions: 1 });
    // Its one execution is busy with an event.
    aws.runner.reserved.set(textOf(fn, "FunctionArn").replace(":$LATEST", ""), 0);
    return { fn, put_fn_concurrency: put, too_many_requests_exc: await invoke(aws, FunctionName) };
  },

  async "TestLambdaVersions.lambda_handler_update"(aws) {
    const FunctionName = aws.newName();
    aws.runner.code = ({ requestId }, { handler }) => returned(requestId, { handler: handler.split(".")[1] });
    await aws.create(FunctionName);
    const first = await invoke(aws, FunctionName);
    const Handler = "handler.handler_two";
    const update = await aws.record("UpdateFunctionConfiguration", { FunctionName, Handler });
    await aws.settle();
    const get = await aws.record("GetFunction", { FunctionName });
    const second = await invoke(aws, FunctionName);
    await publish(aws, FunctionName);
    return {
      invoke_result_handler_one: first,
      update_function_configuration_result: update,
      get_function_result: get,
      invoke_result_handler_two: second,
      invoke_result_handler_two_postpublish: await invoke(aws, FunctionName),
    };
  },

  async "TestLambdaVersions.lambda_versions_with_code_changes"(aws) {
    const name = aws.newName();
    await runVersions(aws, "version1", "version2", "version3");
    const code = { Code: { ZipFile: await zip("version1") } };
    const steps: Record<string, Answer> = {};
    steps["create_response"] = await aws.create(name, { ...BY_HAND, ...code, Description: "No version :(" });
    steps["first_publish_response"] = await publish(aws, name, "First version description :)");
    steps["update_lambda_response"] = await updateCode(aws, name, "version2");
    steps["invocation_result_latest"] = await invoke(aws, name);
    steps["invocation_result_v1"] = await invoke(aws, name, { Qualifier: "1" });
    steps["second_publish_response"] = await publish(aws, name, "Second version description :)");
    steps["invocation_result_v2"] = await invoke(aws, name, { Qualifier: "2" });
    steps["update_lambda_response_with_publish"] = await updateCode(aws, name, "version3", true);
    steps["invocation_result_v3"] = await invoke(aws, name, { Qualifier: "3" });
    steps["invocation_result_latest_end"] = await invoke(aws, name);
    steps["invocation_result_v2_end"] = await invoke(aws, name, { Qualifier: "2" });
    steps["invocation_result_v1_end"] = await invoke(aws, name, { Qualifier: "1" });
    return steps;
  },

  async "TestLambdaFeatures.invocation_type_dry_run"(aws) {
    return { "invoke-result": await typed(aws, "DryRun") };
  },

  async "TestLambdaFeatures.invocation_type_event"(aws) {
    return { "invoke-result": await typed(aws, "Event") };
  },

  async "TestLambdaFeatures.invocation_type_request_response"(aws) {
    return { "invoke-result": await typed(aws, "RequestResponse") };
  },

  async "TestLambdaFeatures.invocation_type_no_return_payload"(aws, variant) {
    aws.runner.code = ({ requestId }) => returned(requestId, null);
    return { "invoke-result": await typed(aws, variant.split("-")[1] ?? "") };
  },

  async "TestLambdaFeatures.invocation_with_logs"(aws, variant) {
    const line = variant.startsWith("python") ? "{}" : "date\t<request-id>\tINFO\t{}";
    logging(aws, (requestId, version) => [
      `START RequestId: ${requestId} Version: ${version}`,
      line.replace("<request-id>", requestId),
      `END RequestId: ${requestId}`,
      `REPORT RequestId: ${requestId}\tDuration: 1 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\tInit Duration: 1 ms\t`,
    ]);
    const name = aws.newName();
    await aws.create(name);
    const answer = await invoke(aws, name, { LogType: "Tail" });
    const logs = Buffer.from(textOf(answer, "LogResult"), "base64").toString();
    return { invoke: answer, logs: { logs: logs.split(/(?<=\n)/) } };
  },

  async "TestLambdaFeatures.invocation_with_qualifier"(aws) {
    runContext(aws);
    logging(aws, (requestId, version) => [
      `START RequestId: ${requestId} Version: ${version}`,
      "Lambda log message - print function",
      `[INFO]\tdate\t${requestId}\tLambda log message - logging module`,
      `END RequestId: ${requestId}`,
    ]);
    const FunctionName = aws.newName();
    const create = await aws.create(FunctionName, { ...BY_HAND, Timeout: 10, Publish: true });
    const Payload = Buffer.from(JSON.stringify(QUOTED));
    const answer = await invoke(aws, FunctionName, { Qualifier: "1", LogType: "Tail", Payload });
    const log = Buffer.from(textOf(answer, "LogResult"), "base64").toString();
    return {
      "creation-response": create,
      log_result: { log_result: log.trimEnd().split("\n") },
      "invocation-response": answer,
    };
  },

  async "TestLambdaFeatures.upload_lambda_from_s3"(aws) {
    runContext(aws);
    aws.objects.set("bucket/lambda.zip", await zip("code"));
    const FunctionName = aws.newName();
    const Code = { S3Bucket: "bucket", S3Key: "lambda.zip" };
    const create = await aws.create(FunctionName, { ...BY_HAND, Timeout: 10, Code });
    const Payload = Buffer.from(JSON.stringify(QUOTED));
    return { "creation-response": create, "invocation-response": await invoke(aws, FunctionName, { Payload }) };
  },

  async "TestLambdaErrors.lambda_invoke_payload_encoding_error"(aws, variant) {
    const [, kind = "", bytes = ""] = /^(body|message)-(.*)$/s.exec(variant) ?? [];
    const FunctionName = aws.newName();
    await aws.create(FunctionName);
    const text = bytes.replaceAll(/\\x([0-9a-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    const Payload = Buffer.from(text, "latin1");
    return { [`invoke_function_invalid_payload_${kind}`]: await aws.record("Invoke", { FunctionName, Payload }) };
  },
};

/** An invocation of this type; an answer without a payload has an empty one for its client. */
async function typed(aws: LambdaCaller, InvocationType: string): Promise<Answer> {
  const FunctionName = aws.newName();
  await aws.record("CreateFunction", await newFunction(FunctionName));
  await aws.settle();
  return { Payload: "", ...(await invoke(aws, FunctionName, { InvocationType })) };
}
