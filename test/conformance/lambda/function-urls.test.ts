import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  type CreateFunctionUrlConfigCommandInput,
  DeleteAliasCommand,
  PublishVersionCommand,
} from "@aws-sdk/client-lambda";
import type { LambdaFunctionURLEvent } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeHandler, type LambdaEndpoint, startLambdaEndpoint } from "../../support/lambda-endpoint.ts";
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
const RECORDED = "lambda/lambda--TestLambdaURL";

type UrlConfig = Partial<CreateFunctionUrlConfigCommandInput>;

/** The function of a recorded test; what stands in for its code. */
async function recordedTest(file: string, handler: FakeHandler, variant = ""): Promise<RecordedSteps> {
  const steps = new RecordedSteps(endpoint.url, file, variant);
  await createFunction(endpoint, steps);
  endpoint.handlers.set(NAME, handler);
  return steps;
}

const createUrl = (config: UrlConfig = {}) =>
  new CreateFunctionUrlConfigCommand({ FunctionName: NAME, AuthType: "NONE", ...config });

const addPermission = (Qualifier?: string) =>
  new AddPermissionCommand({
    FunctionName: NAME,
    Qualifier,
    StatementId: "urlPermission",
    Action: "lambda:InvokeFunctionUrl",
    Principal: "*",
    FunctionUrlAuthType: "NONE",
  });

async function urlOf(creation: Promise<Readonly<Record<string, unknown>>>): Promise<string> {
  return String((await creation)["FunctionUrl"]);
}

const returning =
  (value: unknown): FakeHandler =>
  (_event, { requestId = "" }) => ({ kind: "returned", requestId, payload: JSON.stringify(value) });

/** As the function of the recorded echo tests. */
const echo =
  (trimXHeaders: boolean): FakeHandler =>
  (input, invocation) => {
    const event = input as LambdaFunctionURLEvent;
    const headers = Object.entries(event.headers).filter(([name]) => !trimXHeaders || !name.startsWith("x-"));
    return returning({
      args: event.queryStringParameters ?? {},
      data: event.isBase64Encoded ? event.body : JSON.parse(event.body ?? "null"),
      domain: event.requestContext.domainName,
      headers: Object.fromEntries(headers),
      method: event.requestContext.http.method,
      origin: event.requestContext.http.sourceIp,
      path: event.rawPath,
    })(input, invocation);
  };

/** fetch sends some headers that the recorded client did not. */
function withoutFetchHeaders(echoed: { readonly headers: Record<string, string> }): object {
  const { "accept-language": _, "sec-fetch-mode": __, ...headers } = echoed.headers;
  return { ...echoed, headers };
}

describe("invocations of function URLs answer what AWS has answered", () => {
  it.each([
    ["default", "pa2%Fth/1?q=query&multiQuery=foo&multiQuery=%2Fbar", false],
    ["trim_x_headers", "path/1?q=query", true],
  ])("to an echo: %s", async (name, target, trimXHeaders) => {
    const steps = await recordedTest(`${RECORDED}.lambda_url_echo_http_fixture_${name}`, echo(trimXHeaders));
    const url = await urlOf(steps.arrange(createUrl()));
    await steps.arrange(addPermission());
    const response = await fetch(`${url}${target}`, {
      method: "POST",
      headers: {
        accept: "*/*",
        "accept-encoding": "gzip, deflate",
        "content-type": "application/json",
        "ExTrA-HeadErs": "With WeiRd CapS",
        "user-agent": "test/echo",
      },
      // As long as the recorded body.
      body: '{"foo": "bar"}',
    });
    steps.compare("url_response", withoutFetchHeaders((await response.json()) as { headers: Record<string, string> }));
    expect(steps.differences).toEqual([]);
  });

  it.each(["None", "BUFFERED", "RESPONSE_STREAM"])("to configs and permissions: %s", async (variant) => {
    const steps = await recordedTest(`${RECORDED}.lambda_url_echo_invoke`, returning("ok"), variant);
    const InvokeMode = variant === "None" ? undefined : (variant as "BUFFERED");
    await steps.step("create_lambda_url_config", createUrl({ InvokeMode }));
    await steps.step("add_permission", addPermission());
    expect(steps.differences).toEqual([]);
  });

  it("to a function that fails", async () => {
    const steps = await recordedTest(`${RECORDED}.lambda_url_invocation_exception`, () => ({
      kind: "threw",
      requestId: "1",
      payload: '{"errorMessage":"bad"}',
    }));
    const url = await urlOf(steps.step("create_lambda_url_config", createUrl()));
    await steps.step("add_permission", addPermission());
    expect((await fetch(url, { method: "POST", body: "{}" })).status).toBe(502);
    expect(steps.differences).toEqual([]);
  });

  it("with the invocation's request id", async () => {
    const steps = await recordedTest("lambda/lambda--TestRequestIdHandling.request_id_invoke_url", returning("hi"));
    const url = await urlOf(steps.step("create_lambda_url_config", createUrl()));
    await steps.step("add_permission", addPermission());
    const response = await fetch(url);
    steps.compare("lambda_url_invocation", {
      statuscode: response.status,
      headers: { "x-amzn-RequestId": response.headers.get("x-amzn-requestid") },
      content: await response.text(),
    });
    expect(steps.differences).toEqual([]);
  });

  it("to a function that streams", async () => {
    const file = `${RECORDED}.function_url_with_response_streaming`;
    const steps = await recordedTest(file, (_event, { requestId = "", onResponse }) => {
      onResponse?.start("application/octet-stream");
      onResponse?.write(Buffer.from("Hello, world!"));
      return { kind: "returned", requestId, payload: "" };
    });
    const url = await urlOf(steps.arrange(createUrl({ InvokeMode: "RESPONSE_STREAM" })));
    await steps.arrange(addPermission());
    const response = await fetch(url);
    steps.compare("response_status", response.status);
    steps.compare("response_data", await response.text());
    expect(steps.differences).toEqual([]);
  });

  it("without a permission", async () => {
    const file = "lambda/lambda--TestLambdaPermissions.lambda_permission_url_invocation";
    const steps = await recordedTest(file, returning("ok"));
    const url = await urlOf(steps.arrange(createUrl()));
    const response = await fetch(url, { method: "POST", body: "text" });
    expect(response.status).toBe(403);
    steps.compare("lambda_url_invocation_missing_permission", await response.text());
    expect(steps.differences).toEqual([]);
  });

  it("when the URL's alias is gone", async () => {
    const steps = await recordedTest(`${RECORDED}.lambda_url_persists_after_alias_delete`, returning("ok"));
    await steps.arrange(new PublishVersionCommand({ FunctionName: NAME }));
    await steps.arrange(new CreateAliasCommand({ FunctionName: NAME, Name: "live", FunctionVersion: "1" }));
    const { FunctionUrl } = await steps.arrange(createUrl({ InvokeMode: "BUFFERED", Qualifier: "live" }));
    await steps.arrange(addPermission("live"));
    steps.compare("invoke_aliased_url_response", { status_code: (await fetch(String(FunctionUrl))).status });
    await steps.step("delete_alias_resp", new DeleteAliasCommand({ FunctionName: NAME, Name: "live" }));
    const response = await fetch(String(FunctionUrl));
    steps.compare("invoke_deleted_alias_url_response_delayed", {
      status_code: response.status,
      headers: { "x-amzn-ErrorType": response.headers.get("x-amzn-errortype") },
      content: await response.json(),
    });
    expect(steps.differences).toEqual([]);
  });
});
