import { describe, expect, test } from "vitest";
import { payloadOf, environmentOf, invocationOf, run, sandboxUnderTest, type SpecOverrides } from "./harness.ts";
import { recorded } from "./recordings.ts";

type Variables = Record<string, string>;

const SOURCE = `export const handler = async () => process.env;`;

async function variablesOf(overrides: SpecOverrides = {}): Promise<Variables> {
  return payloadOf((await run(SOURCE, {}, overrides)).outcome) as Variables;
}

/** What the developer's own shell may hold and no handler may see. */
const HOST = {
  PATH: process.env["PATH"],
  AWS_ACCESS_KEY_ID: "AKIAREAL",
  AWS_SECRET_ACCESS_KEY: "real-secret",
  AWS_SESSION_TOKEN: "real-token",
  AWS_PROFILE: "production",
  AWS_DEFAULT_PROFILE: "production",
  AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.2/",
  AWS_WEB_IDENTITY_TOKEN_FILE: "/token",
  AWS_SHARED_CREDENTIALS_FILE: "/root/.aws/credentials",
  HOME: "/root",
  NODE_OPTIONS: "--no-warnings",
  NODE_EXTRA_CA_CERTS: "/ca.pem",
  VSCODE_INSPECTOR_OPTIONS: "{}",
  GITHUB_TOKEN: "ghp_real",
};

describe("a handler's environment variables", () => {
  test.each(["nodejs20.x", "nodejs22.x", "nodejs24.x"] as const)(
    "have every name that AWS sets on %s",
    async (runtime) => {
      const file = "lambda_common--TestLambdaRuntimesCommon.introspection_invoke";
      const expected = recorded(
        file,
        "variants",
        runtime,
        "content",
        "invocation_result_payload",
        "environment",
      ) as Variables;
      const actual = await variablesOf({ runtime, variables: { TEST_KEY: "TEST_VAL" }, memorySizeMB: 1024 });
      const ours = [
        "AWS_CONFIG_FILE",
        "AWS_EC2_METADATA_DISABLED",
        "AWS_ENDPOINT_URL",
        "AWS_SHARED_CREDENTIALS_FILE",
        "HOME",
      ];
      expect(Object.keys(actual).toSorted()).toEqual([...Object.keys(expected), ...ours].toSorted());
      const same = [
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_XRAY_CONTEXT_MISSING",
        "LAMBDA_RUNTIME_DIR",
        "LANG",
        "SHLVL",
        "TEST_KEY",
        "TZ",
      ];
      const pick = (from: Variables): unknown => Object.fromEntries(same.map((name) => [name, from[name]]));
      expect(pick(actual)).toEqual(pick(expected));
    },
  );

  test("lead AWS clients home, into the function's own account", async () => {
    const variables = await variablesOf({ accountId: "123456789012", region: "eu-central-1" });
    expect(variables).toMatchObject({
      AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
      AWS_ACCESS_KEY_ID: "123456789012",
      AWS_REGION: "eu-central-1",
      AWS_DEFAULT_REGION: "eu-central-1",
      AWS_EC2_METADATA_DISABLED: "true",
    });
  });

  test("hold nothing of the developer's own", async () => {
    const sandbox = sandboxUnderTest({ hostEnvironment: HOST });
    const { environment } = await environmentOf({ "index.mjs": SOURCE }, {}, sandbox);
    await environment.init();
    const variables = payloadOf(await environment.invoke(invocationOf({}))) as Variables;
    expect(variables["PATH"]).toBe(HOST.PATH);
    const { PATH: _path, ...secrets } = HOST;
    for (const secret of Object.values(secrets)) expect(Object.values(variables)).not.toContain(secret);
    for (const name of ["AWS_PROFILE", "NODE_OPTIONS", "NODE_EXTRA_CA_CERTS", "GITHUB_TOKEN"]) {
      expect(variables).not.toHaveProperty(name);
    }
  });

  test("let a debugger through in debug mode only", async () => {
    const sandbox = sandboxUnderTest({ hostEnvironment: HOST, inspect: { port: 19_329 } });
    const { environment } = await environmentOf({ "index.mjs": SOURCE }, {}, sandbox);
    await environment.init();
    const variables = payloadOf(await environment.invoke(invocationOf({}))) as Variables;
    expect(variables).toMatchObject({ NODE_OPTIONS: "--no-warnings", VSCODE_INSPECTOR_OPTIONS: "{}" });
    expect(variables).not.toHaveProperty("NODE_EXTRA_CA_CERTS");
  });

  test("of the user win, except over those that Lambda reserves", async () => {
    const variables = {
      TZ: "Europe/Berlin",
      STAGE: "dev",
      AWS_REGION: "mars-1",
      _HANDLER: "x",
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
    };
    expect(await variablesOf({ variables })).toMatchObject({
      TZ: "Europe/Berlin",
      STAGE: "dev",
      AWS_REGION: "us-east-1",
      _HANDLER: "index.handler",
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
    });
  });

  test("too large for the system are an error of the start, not of ours", async () => {
    const { environment } = await environmentOf(
      { "index.mjs": SOURCE },
      { variables: { HUGE: "x".repeat(3_000_000) } },
    );
    await expect(environment.init()).rejects.toMatchObject({
      name: "InitError",
      message: expect.stringContaining("E2BIG") as string,
    });
    expect(environment.dead).toBe(true);
  });

  test("put the process into the task's folder, in UTC, with a home that is not the developer's", async () => {
    const source = `import { homedir } from "node:os"; export const handler = async () => ({
      cwd: process.cwd(), home: homedir(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone });`;
    const { outcome, taskRoot } = await run(source);
    expect(payloadOf(outcome)).toEqual({ cwd: taskRoot, home: "/home/sbx_user1051", zone: "UTC" });
  });
});
