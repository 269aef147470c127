import {
  GetAccountSettingsCommand,
  PublishLayerVersionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LambdaEndpoint, startLambdaEndpoint } from "../../support/lambda-endpoint.ts";
import type { AnyCommand } from "./recorded-client.ts";
import { RecordedSteps } from "./recorded-steps.ts";
import { createFunction } from "./some-function.ts";

let endpoint: LambdaEndpoint;

beforeEach(async () => {
  endpoint = await startLambdaEndpoint();
});

afterEach(async () => {
  await endpoint.stop();
});

const RECORDED = "lambda/lambda_api--TestLambdaAccountSettings";
const FUNCTION = { FunctionName: "some-function" };

/** An archive of no files, made as long as a recorded one by its comment. */
function archiveOf(bytes: number): Buffer {
  const archive = Buffer.alloc(bytes);
  archive.write("PK\u0005\u0006", "latin1");
  archive.writeUInt16LE(bytes - 22, 20);
  return archive;
}

async function codeSize(steps: RecordedSteps): Promise<number> {
  const { AccountUsage } = await steps.arrange(new GetAccountSettingsCommand({}));
  return (AccountUsage as { TotalCodeSize: number }).TotalCodeSize;
}

/** What a call adds to the account's code. */
async function growthBy(steps: RecordedSteps, command: AnyCommand): Promise<number> {
  const before = await codeSize(steps);
  await steps.arrange(command);
  endpoint.clock.advance(10_000);
  return (await codeSize(steps)) - before;
}

describe("account settings", () => {
  it("have the members that AWS has", async () => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.account_settings`);
    const { AccountLimit, AccountUsage, ResponseMetadata } = await steps.arrange(new GetAccountSettingsCommand({}));
    steps.compare("acc_settings_modded", {
      AccountLimit: Object.keys(AccountLimit as object).toSorted(),
      AccountUsage: Object.keys(AccountUsage as object).toSorted(),
      ResponseMetadata,
    });
    expect(steps.differences).toEqual([]);
  });

  it("count the code of functions and of every version of a layer", async () => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.account_settings_total_code_size`);
    const before = await codeSize(steps);
    await createFunction(endpoint, steps, { Code: { ZipFile: archiveOf(276) } });
    steps.compare("total_code_size_diff_create_function", (await codeSize(steps)) - before);
    const larger = new UpdateFunctionCodeCommand({ ...FUNCTION, ZipFile: archiveOf(552) });
    steps.compare("total_code_size_diff_update_function", await growthBy(steps, larger));
    const layer = { LayerName: "some-layer", Content: { ZipFile: archiveOf(169) } };
    const publish = new PublishLayerVersionCommand(layer);
    steps.compare("total_code_size_diff_publish_layer", await growthBy(steps, publish));
    steps.compare("total_code_size_diff_publish_layer_version", await growthBy(steps, publish));
    expect(steps.differences).toEqual([]);
  });

  it("count a published version's code again, and a change of settings not at all", async () => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.account_settings_total_code_size_config_update`);
    const before = await codeSize(steps);
    await createFunction(endpoint, steps, { Code: { ZipFile: archiveOf(276) } });
    steps.compare("is_total_code_size_diff_create_function_more_than_200", (await codeSize(steps)) - before > 200);
    const change = new UpdateFunctionConfigurationCommand({ ...FUNCTION, Runtime: "nodejs22.x" });
    steps.compare("total_code_size_diff_update_function_configuration", await growthBy(steps, change));
    const grown = await growthBy(steps, new PublishVersionCommand(FUNCTION));
    steps.compare("is_total_code_size_diff_publish_version_after_config_update_more_than_200", grown > 200);
    expect(steps.differences).toEqual([]);
  });

  it("tell what reserved and provisioned concurrency leave", async () => {
    const steps = new RecordedSteps(endpoint.url, `${RECORDED}.account_settings`);
    await createFunction(endpoint, steps);
    await steps.arrange(new PutFunctionConcurrencyCommand({ ...FUNCTION, ReservedConcurrentExecutions: 100 }));
    const other = { FunctionName: "other-function" };
    await createFunction(endpoint, steps, other);
    await steps.arrange(new PublishVersionCommand(other));
    await steps.arrange(
      new PutProvisionedConcurrencyConfigCommand({ ...other, Qualifier: "1", ProvisionedConcurrentExecutions: 50 }),
    );
    expect(await steps.arrange(new GetAccountSettingsCommand({}))).toMatchObject({
      AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 850 },
      AccountUsage: { FunctionCount: 2 },
    });
  });
});
