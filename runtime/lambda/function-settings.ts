import type { BundleOptions, LambdaRuntime, SandboxKind } from "../core/function-definition.ts";
import type { Architecture, FileSystemConfig, SnapStartApplyOn, TracingMode } from "../protocol/generated/lambda.ts";
import type { LayerVersionContent } from "./layer-version.ts";
import type { FunctionLogging } from "./logging-config.ts";

/** What CreateFunction and UpdateFunctionConfiguration set, with defaults filled in; a published version keeps its own. */
export interface FunctionSettings {
  /** ARN; any well-formed one, for IAM is never enforced here. */
  readonly role: string;
  readonly runtime: LambdaRuntime;
  readonly handler: string;
  readonly description: string;
  /** Seconds. */
  readonly timeout: number;
  /** MB. */
  readonly memorySize: number;
  /** Absent when it was never set: then AWS does not show it at all. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly kmsKeyArn?: string | undefined;
  readonly deadLetterTargetArn?: string | undefined;
  readonly tracingMode: TracingMode;
  readonly layers: readonly LayerVersionContent[];
  readonly fileSystemConfigs: readonly FileSystemConfig[];
  readonly architectures: readonly Architecture[];
  /** MB. */
  readonly ephemeralStorageSize: number;
  /** Stored and shown: a version here starts as fast as ever. */
  readonly snapStartApplyOn: SnapStartApplyOn;
  readonly logging: FunctionLogging;
  /** Stored and shown; nothing here is in a network of its own. */
  readonly vpc?:
    | {
        readonly subnetIds: readonly string[];
        readonly securityGroupIds: readonly string[];
        readonly ipv6AllowedForDualStack: boolean;
      }
    | undefined;
  /** Of project sources. */
  readonly bundle: BundleOptions;
  /** Of the config's functions; absent: a process. */
  readonly sandbox?: SandboxKind | undefined;
}
