import {
  CreateFunctionUrlConfigCommand,
  DeleteFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  ListFunctionUrlConfigsCommand,
  UpdateFunctionUrlConfigCommand,
} from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LambdaEndpoint, startLambdaEndpoint } from "../../support/lambda-endpoint.ts";
import { RecordedSteps } from "./recorded-steps.ts";
import { createFunction, publishAs } from "./some-function.ts";

let endpoint: LambdaEndpoint;

beforeEach(async () => {
  endpoint = await startLambdaEndpoint();
});

afterEach(async () => {
  await endpoint.stop();
});

const NAME = "some-function";
const ARN = `arn:aws:lambda:us-east-1:000000000000:function:${NAME}`;
const RECORDED = "lambda/lambda_api--TestLambdaUrl";

describe("function URL configs answer what AWS has answered", () => {
  it("over a config's life", async () => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.url_config_lifecycle`);
    await createFunction(endpoint, steps);
    await steps.step("url_creation", new CreateFunctionUrlConfigCommand({ FunctionName: NAME, AuthType: "NONE" }));
    await steps.step(
      "failed_duplication",
      new CreateFunctionUrlConfigCommand({ FunctionName: NAME, AuthType: "NONE" }),
    );
    await steps.step("get_url_config", new GetFunctionUrlConfigCommand({ FunctionName: NAME }));
    await steps.step(
      "updated_url_config",
      new UpdateFunctionUrlConfigCommand({ FunctionName: NAME, AuthType: "AWS_IAM" }),
    );
    await steps.arrange(new DeleteFunctionUrlConfigCommand({ FunctionName: NAME }));
    await steps.step("failed_getter", new GetFunctionUrlConfigCommand({ FunctionName: NAME }));
    expect(steps.differences).toEqual([]);
  });

  it("when one of two is deleted", async () => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.url_config_deletion_without_qualifier`);
    await createFunction(endpoint, steps);
    await publishAs("test-alias", steps);
    const ofFunction = { FunctionName: NAME };
    const ofAlias = { FunctionName: NAME, Qualifier: "test-alias" };
    await steps.step("url_creation", new CreateFunctionUrlConfigCommand({ ...ofFunction, AuthType: "NONE" }));
    await steps.step("url_with_alias_creation", new CreateFunctionUrlConfigCommand({ ...ofAlias, AuthType: "NONE" }));
    await steps.step("get_url_config", new GetFunctionUrlConfigCommand(ofFunction));
    await steps.step("get_url_config_with_alias", new GetFunctionUrlConfigCommand(ofAlias));
    await steps.step("delete_function_url_config", new DeleteFunctionUrlConfigCommand(ofFunction));
    await steps.step("get_url_config_after_deletion", new GetFunctionUrlConfigCommand(ofFunction));
    await steps.step("get_url_config_with_alias_after_deletion", new GetFunctionUrlConfigCommand(ofAlias));
    expect(steps.differences).toEqual([]);
  });

  it("in lists and their pages", async () => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.url_config_list_paging`);
    await createFunction(endpoint, steps);
    await publishAs("urlalias", steps);
    await steps.step("list_function_notfound", new ListFunctionUrlConfigsCommand({ FunctionName: "doesnotexist" }));
    await steps.step("list_all_empty", new ListFunctionUrlConfigsCommand({ FunctionName: NAME }));
    const config = { FunctionName: NAME, AuthType: "NONE" } as const;
    await steps.step("url_config_fn", new CreateFunctionUrlConfigCommand(config));
    await steps.step("url_config_alias", new CreateFunctionUrlConfigCommand({ ...config, Qualifier: "urlalias" }));
    await steps.step("list_all", new ListFunctionUrlConfigsCommand({ FunctionName: NAME }));
    const first = await steps.arrange(new ListFunctionUrlConfigsCommand({ FunctionName: NAME, MaxItems: 1 }));
    const second = await steps.arrange(
      new ListFunctionUrlConfigsCommand({ FunctionName: NAME, MaxItems: 1, Marker: String(first["NextMarker"]) }),
    );
    const arns = [first, second].map(
      (page) => (page["FunctionUrlConfigs"] as { FunctionArn: string }[])[0]?.FunctionArn,
    );
    expect(arns).toEqual([ARN, `${ARN}:urlalias`]);
    expect(second).not.toHaveProperty("NextMarker");
    expect(steps.differences).toEqual([]);
  });

  it("when the invoke mode changes", async () => {
    const steps = new RecordedSteps(endpoint.url, "lambda/lambda--TestLambdaURL.lambda_update_function_url_config");
    await createFunction(endpoint, steps);
    const get = new GetFunctionUrlConfigCommand({ FunctionName: NAME });
    await steps.step(
      "create_lambda_url_config",
      new CreateFunctionUrlConfigCommand({ FunctionName: NAME, AuthType: "NONE", InvokeMode: "BUFFERED" }),
    );
    await steps.step("get_url_config", get);
    await steps.step(
      "modify_lambda_url_config",
      new UpdateFunctionUrlConfigCommand({ FunctionName: NAME, InvokeMode: "RESPONSE_STREAM" }),
    );
    await steps.step("get_url_config_2", get);
    await steps.step("modify_lambda_url_config_none", new UpdateFunctionUrlConfigCommand({ FunctionName: NAME }));
    await steps.step("get_url_config_3", get);
    expect(steps.differences).toEqual([]);
  });

  it("to an invoke mode that is none", async () => {
    const steps = new RecordedSteps(endpoint.url, "lambda/lambda--TestLambdaURL.lambda_url_invalid_invoke_mode");
    await createFunction(endpoint, steps);
    await steps.step(
      "invoke_function_invalid_invoke_type",
      new CreateFunctionUrlConfigCommand({ FunctionName: NAME, AuthType: "NONE", InvokeMode: "UNKNOWN" as "BUFFERED" }),
    );
    expect(steps.differences).toEqual([]);
  });
});

/** What each step of `url_config_exceptions` names; one that AWS answered with an internal failure is not done again. */
const TARGETS = {
  name_doesnotexist: { FunctionName: "doesnotexist" },
  arn_doesnotexist: { FunctionName: "arn:aws:lambda:us-east-1:000000000000:function:doesnotexist" },
  name_doesnotexist_qualifier: { FunctionName: "doesnotexist", Qualifier: "1" },
  qualifier_version: { FunctionName: NAME, Qualifier: "1" },
  qualifier_version_doesnotexist: { FunctionName: NAME, Qualifier: "2" },
  qualifier_alias_doesnotexist: { FunctionName: NAME, Qualifier: "doesnotexist" },
  qualifier_alias_doesnotmatch_arn: { FunctionName: `${ARN}:urlalias`, Qualifier: "doesnotexist" },
  qualifier_latest: { FunctionName: NAME, Qualifier: "$LATEST" },
} as const;

const OPERATIONS = {
  create: (target: { FunctionName: string }) => new CreateFunctionUrlConfigCommand({ ...target, AuthType: "NONE" }),
  get: (target: { FunctionName: string }) => new GetFunctionUrlConfigCommand(target),
  delete: (target: { FunctionName: string }) => new DeleteFunctionUrlConfigCommand(target),
  update: (target: { FunctionName: string }) => new UpdateFunctionUrlConfigCommand({ ...target, AuthType: "AWS_IAM" }),
};

describe("function URL configs refuse what AWS has refused", () => {
  const cases = Object.entries(OPERATIONS).flatMap(([verb, command]) => [
    ...Object.entries(TARGETS).map(([what, target]) => ({
      step: `${verb}_function_url_config_${what}`,
      command: command(target),
    })),
    ...(verb === "create"
      ? []
      : [{ step: `${verb}_function_url_config_config_doesnotexist`, command: command({ FunctionName: NAME }) }]),
  ]);

  it.each(cases.filter(({ step }) => step !== "delete_function_url_config_qualifier_alias_doesnotmatch_arn"))(
    "$step",
    async ({ step, command }) => {
      const steps = new RecordedSteps(endpoint.url, `${RECORDED}.url_config_exceptions`);
      await createFunction(endpoint, steps);
      await publishAs("urlalias", steps);
      await steps.step(step, command);
      expect(steps.differences).toEqual([]);
    },
  );
});
