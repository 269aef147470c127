import {
  CreateAliasCommand,
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionEventInvokeConfigCommand,
  ListFunctionEventInvokeConfigsCommand,
  PublishVersionCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionEventInvokeConfigCommand,
} from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LambdaEndpoint, startLambdaEndpoint } from "../../support/lambda-endpoint.ts";
import { RecordedSteps } from "./recorded-steps.ts";
import { createFunction } from "./some-function.ts";

let endpoint: LambdaEndpoint;

beforeEach(async () => {
  endpoint = await startLambdaEndpoint();
});

afterEach(async () => {
  await endpoint.stop();
});

const NAME = "some-function";
const ARN = `arn:aws:lambda:us-east-1:000000000000:function:${NAME}`;
const OTHER_ARN = "arn:aws:lambda:us-east-1:000000000000:function:other-function";
const ALIAS = "eventinvokealias";
const RECORDED = "lambda/lambda_api--TestLambdaEventInvokeConfig";

const put = (input: ConstructorParameters<typeof PutFunctionEventInvokeConfigCommand>[0]) =>
  new PutFunctionEventInvokeConfigCommand(input);
const update = (input: ConstructorParameters<typeof UpdateFunctionEventInvokeConfigCommand>[0]) =>
  new UpdateFunctionEventInvokeConfigCommand(input);
const get = (input: ConstructorParameters<typeof GetFunctionEventInvokeConfigCommand>[0]) =>
  new GetFunctionEventInvokeConfigCommand(input);
const remove = (input: ConstructorParameters<typeof DeleteFunctionEventInvokeConfigCommand>[0]) =>
  new DeleteFunctionEventInvokeConfigCommand(input);
const list = (input: ConstructorParameters<typeof ListFunctionEventInvokeConfigsCommand>[0]) =>
  new ListFunctionEventInvokeConfigsCommand(input);

/** A function with version 1, an alias of it, and another function. */
async function recordedExceptions(): Promise<RecordedSteps> {
  const steps = new RecordedSteps(endpoint.url, `${RECORDED}.lambda_eventinvokeconfig_exceptions`);
  const python = { Runtime: "python3.12", Handler: "handler.handler", Timeout: 30 } as const;
  await createFunction(endpoint, steps, python);
  await createFunction(endpoint, steps, { ...python, FunctionName: "other-function" });
  await steps.arrange(new PublishVersionCommand({ FunctionName: NAME }));
  await steps.step(
    "fn_alias_result",
    new CreateAliasCommand({ FunctionName: NAME, FunctionVersion: "1", Name: ALIAS }),
  );
  return steps;
}

describe("event invoke configs answer what AWS has answered", () => {
  it("over a config's life", async () => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.lambda_eventinvokeconfig_lifecycle`);
    await createFunction(endpoint, steps);
    const target = { FunctionName: NAME };
    const published = { FunctionName: NAME, Qualifier: "1" };
    await steps.step("put_invokeconfig_retries_0", put({ ...target, MaximumRetryAttempts: 0 }));
    await steps.step("put_invokeconfig_eventage_60", put({ ...target, MaximumEventAgeInSeconds: 60 }));
    await steps.step("update_invokeconfig_eventage_nochange", update({ ...target, MaximumEventAgeInSeconds: 60 }));
    await steps.step("update_invokeconfig_retries", update({ ...target, MaximumRetryAttempts: 1 }));
    await steps.step("get_invokeconfig", get(target));
    await steps.step("get_invokeconfig_latest", get({ ...target, Qualifier: "$LATEST" }));
    await steps.step("list_single_invokeconfig", list(target));
    await steps.arrange(new PublishVersionCommand(target));
    await steps.step("get_invokeconfig_postpublish", get(published));
    await steps.step("put_published_invokeconfig", put({ ...published, MaximumEventAgeInSeconds: 120 }));
    await steps.step("get_published_invokeconfig", get(published));
    await steps.arrange(remove(target));
    await steps.step("list_paging_nolimit_postdelete", list(target));
    expect(steps.differences).toEqual([]);
  });

  it("page by page", async () => {
    const steps = await recordedExceptions();
    for (const Qualifier of ["$LATEST", "1", ALIAS]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await steps.arrange(put({ FunctionName: NAME, Qualifier, MaximumRetryAttempts: 1 }));
    }
    const first = await steps.arrange(list({ FunctionName: NAME, MaxItems: 2 }));
    const second = await steps.arrange(list({ FunctionName: NAME, Marker: String(first["NextMarker"]) }));
    const arns = [first, second].map((page) =>
      (page["FunctionEventInvokeConfigs"] as { FunctionArn: string }[]).map(({ FunctionArn }) => FunctionArn),
    );
    expect(arns).toEqual([[`${ARN}:$LATEST`, `${ARN}:1`], [`${ARN}:${ALIAS}`]]);
  });

  it("for every form of a qualifier, and to replacing and changing", async () => {
    const steps = await recordedExceptions();
    const once = { MaximumRetryAttempts: 1 };
    await steps.step("put_destination_latest", put({ FunctionName: NAME, ...once }));
    await steps.step(
      "put_destination_latest_explicit_qualifier",
      put({ FunctionName: NAME, Qualifier: "$LATEST", ...once }),
    );
    await steps.step("put_destination_version", put({ FunctionName: NAME, Qualifier: "1", ...once }));
    await steps.step("put_alias_functionname_qualifier", put({ FunctionName: NAME, Qualifier: ALIAS, ...once }));
    await steps.step("put_alias_doesnotexist", put({ FunctionName: NAME, Qualifier: "doesnotexist", ...once }));
    await steps.step("put_alias_qualifiedarn", put({ FunctionName: `${ARN}:${ALIAS}`, ...once }));
    await steps.step(
      "put_alias_qualifiedarn_qualifier",
      put({ FunctionName: `${ARN}:${ALIAS}`, Qualifier: ALIAS, ...once }),
    );
    await steps.step(
      "put_alias_qualifiedarn_qualifierconflict",
      put({ FunctionName: `${ARN}:${ALIAS}`, Qualifier: "doesnotexist", ...once }),
    );
    await steps.step("put_alias_shorthand", put({ FunctionName: `${NAME}:${ALIAS}`, ...once }));
    await steps.step(
      "put_alias_shorthand_qualifier",
      put({ FunctionName: `${NAME}:${ALIAS}`, Qualifier: ALIAS, ...once }),
    );
    await steps.step(
      "put_alias_shorthand_qualifierconflict",
      put({ FunctionName: `${NAME}:${ALIAS}`, Qualifier: "doesnotexist", ...once }),
    );
    await steps.step("put_version_shorthand", put({ FunctionName: `${NAME}:1`, ...once }));
    await steps.step(
      "put_shorthand_qualifier_match",
      put({ FunctionName: `${NAME}:$LATEST`, Qualifier: "$LATEST", ...once }),
    );
    await steps.step(
      "put_shorthand_qualifier_mismatch_1",
      put({ FunctionName: `${NAME}:$LATEST`, Qualifier: "1", ...once }),
    );
    await steps.step(
      "put_maxevent_maxvalue_result",
      put({ FunctionName: NAME, MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 21_600 }),
    );
    await steps.step(
      "put_pre_overwrite",
      put({ FunctionName: NAME, MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 60 }),
    );
    await steps.step("put_post_overwrite", put({ FunctionName: NAME, MaximumRetryAttempts: 0 }));
    await steps.step("second_overwrite_existing_response", put({ FunctionName: NAME, MaximumRetryAttempts: 0 }));
    await steps.step("get_post_overwrite", get({ FunctionName: NAME }));
    await steps.step(
      "pre_update_response",
      put({ FunctionName: NAME, MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 60 }),
    );
    await steps.step("update_response", update({ FunctionName: NAME, MaximumRetryAttempts: 0 }));
    await steps.step("update_response_existing", update({ FunctionName: NAME, MaximumRetryAttempts: 0 }));
    await steps.step("list_configs", list({ FunctionName: NAME }));
    await steps.step("delete_latest", remove({ FunctionName: NAME, Qualifier: "$LATEST" }));
    await steps.step("delete_version", remove({ FunctionName: NAME, Qualifier: "1" }));
    await steps.step("delete_alias", remove({ FunctionName: NAME, Qualifier: ALIAS }));
    await steps.step("list_configs_postdelete", list({ FunctionName: NAME }));
    await steps.step("delete_function_not_found", remove({ FunctionName: NAME }));
    expect(steps.differences).toEqual([]);
  });
});

describe("event invoke configs refuse what AWS has refused", () => {
  const once = { MaximumRetryAttempts: 1 };
  const absent = { FunctionName: "doesnotexist" };
  const onSuccess = (arn: string) => ({ FunctionName: NAME, DestinationConfig: { OnSuccess: { Destination: arn } } });
  const onFailure = (arn: string) => ({ FunctionName: NAME, DestinationConfig: { OnFailure: { Destination: arn } } });
  const cases = {
    put_functionname_name_notfound: put({ ...absent, ...once }),
    put_functionname_arn_notfound: put({ FunctionName: ARN.replace(NAME, "doesnotexist"), ...once }),
    put_functionname_nootherargs: put({ FunctionName: NAME }),
    put_destination_lambda_doesntexist: put(onSuccess(ARN.replace(NAME, "doesnotexist"))),
    put_destination_recursive: put(onSuccess(ARN)),
    put_destination_other_lambda: put(onSuccess(OTHER_ARN)),
    put_destination_invalid_service_arn: put(onSuccess(ARN.replace("lambda", "iam"))),
    put_destination_success_no_destination_arn: put({ FunctionName: NAME, DestinationConfig: { OnSuccess: {} } }),
    put_destination_failure_no_destination_arn: put({ FunctionName: NAME, DestinationConfig: { OnFailure: {} } }),
    put_destination_invalid_arn_pattern: put(onFailure(ARN.replace("lambda", "_-/!lambda"))),
    delete_function_doesnotexist: remove(absent),
    list_function_doesnotexist: list(absent),
    get_function_doesnotexist: get(absent),
    get_qualifier_doesnotexist: get({ FunctionName: NAME, Qualifier: "doesnotexist" }),
    update_eventinvokeconfig_function_doesnotexist: update({ ...absent, ...once }),
    get_eventinvokeconfig_doesnotexist: get({ FunctionName: NAME, Qualifier: ALIAS }),
    update_eventinvokeconfig_config_doesnotexist_with_qualifier: update({
      FunctionName: NAME,
      Qualifier: ALIAS,
      ...once,
    }),
    update_eventinvokeconfig_config_doesnotexist_without_qualifier: update({ FunctionName: NAME, ...once }),
  };

  it.each(Object.entries(cases).map(([step, command]) => ({ step, command })))("$step", async ({ step, command }) => {
    const steps = await recordedExceptions();
    await steps.step(step, command);
    expect(steps.differences).toEqual([]);
  });

  it("S3 buckets take records of failures, not of successes", async () => {
    const steps = await recordedExceptions();
    const bucket = "arn:aws:s3:::records";
    expect(await steps.arrange(put(onFailure(bucket)))).toMatchObject({
      DestinationConfig: { OnFailure: { Destination: bucket }, OnSuccess: {} },
    });
    expect(await steps.arrange(put(onSuccess(bucket)))).toMatchObject({
      Error: {
        Code: "InvalidParameterValueException",
        Message: `The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=${bucket}), onFailure=null) is invalid.`,
      },
    });
  });
});
