import type { Scope } from "../core/arn.ts";
import type {
  CreateFunctionRequest,
  FileSystemConfig,
  UpdateFunctionConfigurationRequest,
  VpcConfig,
} from "../protocol/generated/lambda.ts";
import { checkEnvironment } from "./environment.ts";
import { invalidParameterValue, notModelled, validationException } from "./errors.ts";
import { resolveLayers } from "./function-layers.ts";
import type { FunctionSettings } from "./function-settings.ts";
import type { LayerLookup } from "./layer-version.ts";
import { MEMORY_SIZE_MAXIMUM, TIMEOUT_MAXIMUM } from "./limits.ts";
import { newLogging, withLogging } from "./logging-config.ts";
import { checkRuntime } from "./runtimes.ts";

/** What both CreateFunction and UpdateFunctionConfiguration can set. */
type Requested = { readonly [Name in keyof CreateFunctionRequest]?: CreateFunctionRequest[Name] | undefined } & Omit<
  UpdateFunctionConfigurationRequest,
  "FunctionName"
>;

/** Which function, and where its layers are found. */
export interface SettingsTarget {
  /** Bare. */
  readonly functionName: string;
  readonly scope: Scope;
  readonly layer: LayerLookup;
}

/**
 * The settings that CreateFunction asks for, with AWS's defaults.
 *
 * @throws {AwsError} `InvalidParameterValueException`
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
export function createSettings(request: CreateFunctionRequest, target: SettingsTarget): FunctionSettings {
  refuseUnmodelled(request);
  const { Runtime: runtime, Handler: handler } = request;
  // AWS's sentence for an archive without them, known from public reports.
  if (runtime === undefined || handler === undefined) {
    throw invalidParameterValue(
      "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
    );
  }
  const defaults: FunctionSettings = {
    role: request.Role,
    runtime: checkRuntime(runtime),
    handler,
    description: "",
    timeout: 3,
    memorySize: 128,
    tracingMode: "PassThrough",
    layers: [],
    fileSystemConfigs: [],
    architectures: ["x86_64"],
    ephemeralStorageSize: 512,
    snapStartApplyOn: "None",
    logging: newLogging(target.functionName),
    bundle: { external: [], mode: "code" },
  };
  return changeSettings(defaults, request, target);
}

/**
 * Settings with those that a request has replaced.
 *
 * @throws {AwsError} `InvalidParameterValueException`
 */
export function changeSettings(before: FunctionSettings, request: Requested, target: SettingsTarget): FunctionSettings {
  refuseUnmodelled(request);
  checkMemorySize(request.MemorySize);
  checkTimeout(request.Timeout);
  const { Role: role, Handler: handler, Description: description, Timeout: timeout, MemorySize: memorySize } = request;
  const settings: FunctionSettings = {
    ...before,
    ...given({ role, handler, description, timeout, memorySize }),
    ...given({
      runtime: request.Runtime === undefined ? undefined : checkRuntime(request.Runtime),
      layers: request.Layers === undefined ? undefined : resolveLayers(request.Layers, target.scope, target.layer),
      environment:
        request.Environment === undefined ? undefined : checkEnvironment(request.Environment.Variables ?? {}),
    }),
    ...given({
      tracingMode: request.TracingConfig?.Mode,
      architectures: request.Architectures,
      ephemeralStorageSize: request.EphemeralStorage?.Size,
      snapStartApplyOn: request.SnapStart?.ApplyOn,
    }),
    logging: withLogging(before.logging, request.LoggingConfig),
    ...changedConnections(before, request),
  };
  checkSnapStart(settings);
  return settings;
}

/** Of the runtimes that run here; the sentence is the one that a public AWS-validated suite has recorded. */
function checkSnapStart({ snapStartApplyOn, runtime }: FunctionSettings): void {
  if (snapStartApplyOn !== "PublishedVersions" || /^python3\.1[2-9]$/.test(runtime)) return;
  throw invalidParameterValue(`${runtime} is not supported for SnapStart enabled functions.`);
}

/** Only the members that a request has. */
function given<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}

type Connections = Pick<FunctionSettings, "kmsKeyArn" | "deadLetterTargetArn" | "fileSystemConfigs" | "vpc">;

/** What a function is connected to; an empty value ends the connection. */
function changedConnections(before: FunctionSettings, request: Requested): Connections {
  const { KMSKeyArn: key, DeadLetterConfig: deadLetter, FileSystemConfigs: fileSystems, VpcConfig: vpc } = request;
  return {
    kmsKeyArn: key === undefined ? before.kmsKeyArn : emptyToAbsent(key),
    deadLetterTargetArn:
      deadLetter === undefined
        ? before.deadLetterTargetArn
        : checkDeadLetterTarget(emptyToAbsent(deadLetter.TargetArn)),
    fileSystemConfigs: fileSystems === undefined ? before.fileSystemConfigs : checkFileSystems(fileSystems),
    vpc: vpc === undefined ? before.vpc : toVpc(vpc),
  };
}

function emptyToAbsent(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq; the sentence is ours. */
function checkDeadLetterTarget(arn: string | undefined): string | undefined {
  if (arn === undefined || /^arn:[^:]+:(?:sqs|sns):/.test(arn)) return arn;
  throw invalidParameterValue(`The dead-letter target ${arn} is neither an Amazon SQS queue nor an Amazon SNS topic.`);
}

function checkFileSystems(configs: readonly FileSystemConfig[]): readonly FileSystemConfig[] {
  if (configs.length > 0) throw notModelled("FileSystemConfigs");
  return configs;
}

function toVpc({
  SubnetIds = [],
  SecurityGroupIds = [],
  Ipv6AllowedForDualStack = false,
}: VpcConfig): FunctionSettings["vpc"] {
  return { subnetIds: SubnetIds, securityGroupIds: SecurityGroupIds, ipv6AllowedForDualStack: Ipv6AllowedForDualStack };
}

/** AWS's words for accounts with a smaller limit (public reports name 3008); here it is the documented quota. */
function checkMemorySize(memorySize: number | undefined): void {
  if (memorySize === undefined || memorySize <= MEMORY_SIZE_MAXIMUM) return;
  throw invalidParameterValue(
    `'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to ${MEMORY_SIZE_MAXIMUM}`,
  );
}

/**
 * The model allows managed instances more. Others are still refused beyond 900 (tried at AWS for
 * https://github.com/aws-cloudformation/cfn-lint/pull/4685); the sentence is the one of the time before
 * (https://github.com/covidatlas/li/pull/575).
 */
function checkTimeout(timeout: number | undefined): void {
  if (timeout === undefined || timeout <= TIMEOUT_MAXIMUM) return;
  throw validationException(
    `1 validation error detected: Value '${timeout}' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to ${TIMEOUT_MAXIMUM}`,
  );
}

const UNMODELLED: readonly (keyof Requested)[] = [
  "CapacityProviderConfig",
  "DurableConfig",
  "ImageConfig",
  "PublishTo",
  "TenancyConfig",
];

function refuseUnmodelled(request: Requested): void {
  const name = UNMODELLED.find((member) => request[member] !== undefined);
  if (name !== undefined) throw notModelled(name);
  if (request.PackageType === "Image") throw notModelled("A function from a container image (PackageType Image)");
}
