import type { FunctionRunner } from "../core/function-runner.ts";
import type { FunctionConfiguration } from "../protocol/generated/lambda.ts";
import type { FunctionRecord } from "./function-record.ts";
import { type FunctionVersion, isLatest } from "./function-version.ts";
import { shownLogging } from "./logging-config.ts";
import { runtimeVersionArn } from "./runtimes.ts";
import { lastModifiedText } from "./timestamps.ts";

/** The digest and the size of a version's code, as AWS shows them. */
export interface ShownCode {
  readonly CodeSha256?: string | undefined;
  readonly CodeSize?: number | undefined;
}

/**
 * What GetFunctionConfiguration answers.
 *
 * @param functionArn as the answer names it: with the qualifier only when the request had one
 */
export function shownConfiguration(
  record: FunctionRecord,
  version: FunctionVersion,
  functionArn: string,
  code: ShownCode,
): FunctionConfiguration {
  return {
    ...listedConfiguration(record, version, functionArn, code),
    RuntimeVersionConfig: { RuntimeVersionArn: runtimeVersionArn(version.settings.runtime, record.scope) },
    ...shownState(version),
  };
}

/** What the lists answer: without the state and the runtime's version (recorded 2025-11-25, lambda_api--TestLambdaFunction.list_functions). */
export function listedConfiguration(
  record: FunctionRecord,
  version: FunctionVersion,
  functionArn: string,
  code: ShownCode,
): FunctionConfiguration {
  const { settings } = version;
  return {
    FunctionName: record.functionName,
    FunctionArn: functionArn,
    Runtime: settings.runtime,
    Role: settings.role,
    Handler: settings.handler,
    CodeSize: code.CodeSize,
    Description: settings.description,
    Timeout: settings.timeout,
    MemorySize: settings.memorySize,
    LastModified: lastModifiedText(version.lastModifiedAt),
    CodeSha256: code.CodeSha256,
    Version: version.version,
    ...shownConnections(version),
    TracingConfig: { Mode: settings.tracingMode },
    RevisionId: version.revisionId,
    PackageType: "Zip",
    Architectures: settings.architectures,
    EphemeralStorage: { Size: settings.ephemeralStorageSize },
    SnapStart: { ApplyOn: settings.snapStartApplyOn, OptimizationStatus: isOptimized(version) ? "On" : "Off" },
    LoggingConfig: shownLogging(settings.logging),
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html */
function isOptimized(version: FunctionVersion): boolean {
  return version.settings.snapStartApplyOn === "PublishedVersions" && !isLatest(version);
}

/** Shown only when they were set. */
function shownConnections({ settings }: FunctionVersion): Partial<FunctionConfiguration> {
  const { environment, deadLetterTargetArn, kmsKeyArn, layers, vpc } = settings;
  return {
    ...(vpc === undefined ? undefined : { VpcConfig: shownVpc(vpc) }),
    ...(deadLetterTargetArn === undefined ? undefined : { DeadLetterConfig: { TargetArn: deadLetterTargetArn } }),
    ...(environment === undefined ? undefined : { Environment: { Variables: environment } }),
    ...(kmsKeyArn === undefined ? undefined : { KMSKeyArn: kmsKeyArn }),
    ...(layers.length === 0
      ? undefined
      : { Layers: layers.map(({ arn, codeSize }) => ({ Arn: arn, CodeSize: codeSize })) }),
  };
}

/** There are no networks here; a function with subnets shows an id for theirs that is ours. */
function shownVpc(vpc: NonNullable<FunctionVersion["settings"]["vpc"]>): FunctionConfiguration["VpcConfig"] {
  return {
    SubnetIds: vpc.subnetIds,
    SecurityGroupIds: vpc.securityGroupIds,
    VpcId: vpc.subnetIds.length === 0 ? "" : "vpc-00000000",
    Ipv6AllowedForDualStack: vpc.ipv6AllowedForDualStack,
  };
}

const CREATING = "The function is being created.";

/** Recorded 2025-11-25, lambda_api--TestLambdaFunction.function_lifecycle; an update has the reason of a creation there, too. */
function shownState({ state }: FunctionVersion): Partial<FunctionConfiguration> {
  if (state === "creating") return { State: "Pending", StateReason: CREATING, StateReasonCode: "Creating" };
  if (state === "active") return { State: "Active", LastUpdateStatus: "Successful" };
  return {
    State: "Active",
    LastUpdateStatus: "InProgress",
    LastUpdateStatusReason: CREATING,
    LastUpdateStatusReasonCode: "Creating",
  };
}

/** The version's code; of sources that are being built, as soon as they are, and nothing when they cannot be built. */
export async function shownCode(
  runner: FunctionRunner,
  record: FunctionRecord,
  { code, version }: FunctionVersion,
): Promise<ShownCode> {
  if (code.kind === "archive") return { CodeSha256: code.archive.codeSha256, CodeSize: code.archive.codeSize };
  try {
    const { codeSha256, codeSize } = await runner.codeOf(record.arn, version);
    return { CodeSha256: codeSha256, CodeSize: codeSize };
  } catch {
    // Sources that do not build have no code yet; the build's error is the runner's to tell.
    return {};
  }
}
