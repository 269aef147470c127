import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import { IAM } from "@aws-sdk/client-iam";
import { Lambda, waitUntilFunctionActiveV2, waitUntilFunctionUpdatedV2 } from "@aws-sdk/client-lambda";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { start } from "../../../app/start.ts";
import type { RunningRuntime } from "../../../app/running-runtime.ts";
import { pack } from "../../../handlers/archives/pack.ts";

/**
 * The calls that Terraform's hashicorp/aws provider makes for a function and what stands around it: create, read, refresh, update,
 * destroy (its internal/service/lambda, iam and logs packages). A plan is empty when what is read is what was read before.
 */
const SCOPE = "us-east-1:000000000000";
const FUNCTION_ARN = `arn:aws:lambda:${SCOPE}:function:worker`;
const QUEUE_ARN = `arn:aws:sqs:${SCOPE}:jobs`;
const LOG_GROUP = "/aws/lambda/worker";
const ROLE = "worker-role";
const BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
const POLICY_ARN = "arn:aws:iam::000000000000:policy/worker-policy";
const FunctionName = "worker";
const ALIAS = { FunctionName, Qualifier: "live" };

let cwd: string;
let runtime: RunningRuntime;
let lambda: Lambda;
let iam: IAM;
let logs: CloudWatchLogs;
let sqs: SQS;
/** Of the event source mapping. */
let UUID = "";

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "terraform-"));
  runtime = await start({ cwd, port: 0, watch: false, config: { accountConcurrency: 200 } });
  const options = {
    endpoint: runtime.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  };
  lambda = new Lambda(options);
  iam = new IAM(options);
  logs = new CloudWatchLogs(options);
  sqs = new SQS(options);
});
afterAll(async () => {
  for (const client of [lambda, iam, logs, sqs]) client.destroy();
  await runtime.stop();
  await rm(cwd, { recursive: true, force: true });
});

const zip = (answer: string): Promise<Uint8Array> =>
  pack([{ path: "index.js", contents: Buffer.from(`exports.handler = async () => ${JSON.stringify(answer)};`) }]);
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64");
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" } }],
});
const policy = (Action: string): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
const WAIT = { maxWaitTime: 20, minDelay: 1 };

/** What a refresh reads, without what every answer has anew. */
async function refresh(): Promise<Record<string, unknown>> {
  const [layer] = (await lambda.listLayerVersions({ LayerName: "shared" })).LayerVersions ?? [];
  const read: Record<string, Promise<unknown>> = {
    aws_iam_role: iam.getRole({ RoleName: ROLE }),
    attachments: iam.listAttachedRolePolicies({ RoleName: ROLE }),
    inline: iam.listRolePolicies({ RoleName: ROLE }),
    aws_iam_policy: iam.getPolicy({ PolicyArn: POLICY_ARN }),
    policyVersions: iam.listPolicyVersions({ PolicyArn: POLICY_ARN }),
    aws_cloudwatch_log_group: logs.describeLogGroups({ logGroupNamePrefix: LOG_GROUP }),
    logTags: logs.listTagsForResource({ resourceArn: `arn:aws:logs:${SCOPE}:log-group:${LOG_GROUP}` }),
    aws_lambda_layer_version: lambda.getLayerVersion({ LayerName: "shared", VersionNumber: layer?.Version ?? 0 }),
    aws_lambda_function: lambda.getFunction({ FunctionName }),
    codeSigning: lambda.getFunctionCodeSigningConfig({ FunctionName }),
    versions: lambda.listVersionsByFunction({ FunctionName }),
    aws_lambda_alias: lambda.getAlias({ FunctionName, Name: "live" }),
    aws_lambda_permission: lambda.getPolicy(ALIAS),
    aws_lambda_event_source_mapping: lambda.getEventSourceMapping({ UUID }),
    mappingTags: lambda.listTags({ Resource: `arn:aws:lambda:${SCOPE}:event-source-mapping:${UUID}` }),
    aws_lambda_function_url: lambda.getFunctionUrlConfig(ALIAS),
    aws_lambda_function_event_invoke_config: lambda.getFunctionEventInvokeConfig(ALIAS),
    recursion: lambda.getFunctionRecursionConfig({ FunctionName }),
    runtimeManagement: lambda.getRuntimeManagementConfig({ FunctionName }),
  };
  const entries = Object.entries(read).map(async ([name, answer]) => {
    const { $metadata: _, ...members } = (await answer) as Record<string, unknown>;
    return [name, members] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

const mappingIs = (State: string): Promise<void> =>
  vi.waitFor(async () => expect(await lambda.getEventSourceMapping({ UUID })).toMatchObject({ State }), {
    timeout: 10_000,
    interval: 100,
  });

describe("a stack of Terraform", { timeout: 60_000 }, () => {
  test("is created, and read as it was asked for", async () => {
    await iam.createRole({ RoleName: ROLE, AssumeRolePolicyDocument: trust, Path: "/", MaxSessionDuration: 3600 });
    await iam.createPolicy({ PolicyName: "worker-policy", Path: "/", PolicyDocument: policy("s3:*") });
    await iam.attachRolePolicy({ RoleName: ROLE, PolicyArn: BASIC });
    await iam.attachRolePolicy({ RoleName: ROLE, PolicyArn: POLICY_ARN });
    await logs.createLogGroup({ logGroupName: LOG_GROUP, tags: { stage: "dev" }, logGroupClass: "STANDARD" });
    await logs.putRetentionPolicy({ logGroupName: LOG_GROUP, retentionInDays: 14 });
    await sqs.createQueue({ QueueName: "jobs" });
    const layer = await lambda.publishLayerVersion({
      LayerName: "shared",
      Description: "",
      Content: { ZipFile: await zip("layer") },
      CompatibleRuntimes: ["nodejs22.x"],
    });
    const ZipFile = await zip("one");
    await lambda.createFunction({
      FunctionName,
      Role: `arn:aws:iam::000000000000:role/${ROLE}`,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Code: { ZipFile },
      Description: "",
      Timeout: 3,
      MemorySize: 128,
      Publish: true,
      PackageType: "Zip",
      Architectures: ["x86_64"],
      EphemeralStorage: { Size: 512 },
      TracingConfig: { Mode: "PassThrough" },
      Environment: { Variables: { STAGE: "dev" } },
      Layers: [layer.LayerVersionArn ?? ""],
      LoggingConfig: { LogFormat: "JSON", LogGroup: LOG_GROUP },
      Tags: { stage: "dev" },
    });
    await waitUntilFunctionActiveV2({ client: lambda, ...WAIT }, { FunctionName });
    await lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions: 5 });
    await lambda.createAlias({ FunctionName, Name: "live", FunctionVersion: "1", Description: "" });
    const created = await lambda.createEventSourceMapping({
      FunctionName: FUNCTION_ARN,
      EventSourceArn: QUEUE_ARN,
      BatchSize: 10,
      Enabled: true,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ScalingConfig: { MaximumConcurrency: 2 },
      Tags: { stage: "dev" },
    });
    UUID = created.UUID ?? "";
    await mappingIs("Enabled");
    await lambda.createFunctionUrlConfig({ ...ALIAS, AuthType: "NONE", InvokeMode: "BUFFERED" });
    await lambda.addPermission({
      ...ALIAS,
      StatementId: "FunctionURLAllowPublicAccess",
      Action: "lambda:InvokeFunctionUrl",
      Principal: "*",
      FunctionUrlAuthType: "NONE",
    });
    await lambda.putFunctionEventInvokeConfig({
      ...ALIAS,
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: QUEUE_ARN } },
    });

    expect(await refresh()).toMatchObject({
      attachments: {
        AttachedPolicies: [{ PolicyName: "worker-policy" }, { PolicyName: "AWSLambdaBasicExecutionRole" }],
      },
      aws_cloudwatch_log_group: { logGroups: [{ retentionInDays: 14, logGroupClass: "STANDARD" }] },
      logTags: { tags: { stage: "dev" } },
      aws_lambda_function: {
        Configuration: {
          CodeSha256: sha256(ZipFile),
          State: "Active",
          LastUpdateStatus: "Successful",
          Environment: { Variables: { STAGE: "dev" } },
          LoggingConfig: {
            LogFormat: "JSON",
            ApplicationLogLevel: "INFO",
            SystemLogLevel: "INFO",
            LogGroup: LOG_GROUP,
          },
        },
        Concurrency: { ReservedConcurrentExecutions: 5 },
        Tags: { stage: "dev" },
      },
      versions: { Versions: [{ Version: "$LATEST" }, { Version: "1" }] },
      aws_lambda_event_source_mapping: { State: "Enabled", BatchSize: 10, ScalingConfig: { MaximumConcurrency: 2 } },
      mappingTags: { Tags: { stage: "dev" } },
      aws_lambda_function_url: { FunctionArn: `${FUNCTION_ARN}:live`, AuthType: "NONE", InvokeMode: "BUFFERED" },
      aws_lambda_function_event_invoke_config: { MaximumRetryAttempts: 0 },
    });
  });

  test("has an empty plan: what is read again is the same", async () => {
    const before = await refresh();
    expect(await refresh()).toEqual(before);
  });

  test("is updated in place, and read as it was asked for", async () => {
    await lambda.updateFunctionConfiguration({ FunctionName, Timeout: 10, Layers: [], Environment: { Variables: {} } });
    await waitUntilFunctionUpdatedV2({ client: lambda, ...WAIT }, { FunctionName });
    const ZipFile = await zip("two");
    await lambda.updateFunctionCode({ FunctionName, ZipFile, Architectures: ["x86_64"] });
    await waitUntilFunctionUpdatedV2({ client: lambda, ...WAIT }, { FunctionName });
    const { Version } = await lambda.publishVersion({ FunctionName });
    await lambda.updateAlias({
      FunctionName,
      Name: "live",
      FunctionVersion: Version,
      RoutingConfig: { AdditionalVersionWeights: { 1: 0.1 } },
    });
    await lambda.updateEventSourceMapping({ UUID, FunctionName: FUNCTION_ARN, BatchSize: 5, ScalingConfig: {} });
    await mappingIs("Enabled");
    await lambda.tagResource({ Resource: FUNCTION_ARN, Tags: { owner: "us" } });
    await lambda.untagResource({ Resource: FUNCTION_ARN, TagKeys: ["stage"] });
    await lambda.deleteFunctionConcurrency({ FunctionName });
    await iam.createPolicyVersion({ PolicyArn: POLICY_ARN, PolicyDocument: policy("s3:Get*"), SetAsDefault: true });
    await logs.deleteRetentionPolicy({ logGroupName: LOG_GROUP });

    const read = await refresh();

    expect(read).toMatchObject({
      aws_lambda_function: { Configuration: { Timeout: 10, CodeSha256: sha256(ZipFile) }, Tags: { owner: "us" } },
      aws_lambda_alias: { FunctionVersion: "2", RoutingConfig: { AdditionalVersionWeights: { 1: 0.1 } } },
      aws_lambda_event_source_mapping: { BatchSize: 5 },
      aws_iam_policy: { Policy: { DefaultVersionId: "v2" } },
    });
    expect(read["aws_lambda_function"]).not.toHaveProperty("Concurrency");
    expect(read).not.toHaveProperty("aws_lambda_function.Configuration.Layers");
    expect(read).not.toHaveProperty("aws_lambda_event_source_mapping.ScalingConfig");
    expect(read).not.toHaveProperty("aws_cloudwatch_log_group.logGroups.0.retentionInDays");
    expect(await refresh()).toEqual(read);
  });

  test("is destroyed; each read then says that it is gone, which is what the provider waits for", async () => {
    await lambda.deleteFunctionEventInvokeConfig(ALIAS);
    await lambda.deleteFunctionUrlConfig(ALIAS);
    await lambda.removePermission({ ...ALIAS, StatementId: "FunctionURLAllowPublicAccess" });
    await lambda.deleteEventSourceMapping({ UUID });
    await vi.waitFor(
      () => expect(lambda.getEventSourceMapping({ UUID })).rejects.toMatchObject({ name: "ResourceNotFoundException" }),
      { timeout: 10_000, interval: 100 },
    );
    await expect(lambda.getPolicy(ALIAS)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await expect(lambda.getFunctionUrlConfig(ALIAS)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await lambda.deleteAlias({ FunctionName, Name: "live" });
    await expect(lambda.getAlias({ FunctionName, Name: "live" })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
    await lambda.deleteFunction({ FunctionName });
    await expect(lambda.getFunction({ FunctionName })).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await lambda.deleteLayerVersion({ LayerName: "shared", VersionNumber: 1 });
    await logs.deleteLogGroup({ logGroupName: LOG_GROUP });
    await iam.detachRolePolicy({ RoleName: ROLE, PolicyArn: POLICY_ARN });
    await iam.detachRolePolicy({ RoleName: ROLE, PolicyArn: BASIC });
    await iam.deletePolicyVersion({ PolicyArn: POLICY_ARN, VersionId: "v1" });
    await iam.deletePolicy({ PolicyArn: POLICY_ARN });
    expect(await iam.listInstanceProfilesForRole({ RoleName: ROLE })).toMatchObject({ InstanceProfiles: [] });
    await iam.deleteRole({ RoleName: ROLE });
    await expect(iam.getRole({ RoleName: ROLE })).rejects.toMatchObject({ name: "NoSuchEntityException" });
  });
});
