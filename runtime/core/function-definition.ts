import type { Scope } from "./arn.ts";

/** One version of a function, checked and with its defaults filled in: everything that is needed to run it. AWS's terms. */
export interface FunctionDefinition {
  /** 1 to 64 letters, digits, hyphens and underscores. */
  readonly functionName: string;
  /** Region and account of its ARN; absent: where the config's functions live. */
  readonly scope?: Scope;
  /** `$LATEST` when absent, or the number of a published version, whose definition and code never change. */
  readonly version?: string;
  /** Where its code is; absent: the project's own sources, which are built and watched. */
  readonly code?: DeployedCode;
  /**
   * Code from the project: path from the project folder without extension, a dot, and the export (`src/orders.handler`).
   * Deployed code: the same, from the code's own root (`index.handler`).
   */
  readonly handler: string;
  readonly runtime: LambdaRuntime;
  /** Seconds, 1 to 900. https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
  readonly timeout: number;
  /** MB, 128 to 10 240. */
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Concurrent executions kept for this function (all of its versions together), and its limit; absent: the account's pool. */
  readonly reservedConcurrentExecutions?: number;
  readonly bundle: BundleOptions;
  /** What its environments are; default `process`. */
  readonly sandbox?: SandboxKind;
  /** Absolute folders of unpacked layers, first to last; a later one wins where both have a file. */
  readonly layers?: readonly string[];
  /** Absent: text. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
  readonly logging?: LoggingConfiguration;
}

/** Code that runs as it is: an unpacked archive, or a folder of the user's. */
export interface DeployedCode {
  /** Absolute; the function's `LAMBDA_TASK_ROOT`. */
  readonly folder: string;
  /** Whether the folder is the user's and a save in it is live at once (`S3Bucket=hot-reload`). */
  readonly watch: boolean;
}

export interface LoggingConfiguration {
  readonly format: "Text" | "JSON";
  /** With JSON only; default INFO. */
  readonly applicationLogLevel?: "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL";
  /** With JSON only; default INFO. */
  readonly systemLogLevel?: "DEBUG" | "INFO" | "WARN";
  /** Default `/aws/lambda/<function name>`. */
  readonly logGroup?: string;
}

/** `process`: a child process each. `workerd`: an isolate each without files or network, for Node.js functions of the config. */
export type SandboxKind = "process" | "workerd";

/** Identifiers of the runtimes that run here. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
export type LambdaRuntime = `nodejs${number}.x` | `python3.${number}` | "provided.al2" | "provided.al2023";

export interface BundleOptions {
  /** Packages never bundled, also not from the workspace. */
  readonly external: readonly string[];
  /** `code`: packages in node_modules stay where they are (reload in milliseconds). `all`: one file with everything in it. */
  readonly mode: "code" | "all";
  /** The module system of the built file; by default the nearest package.json's. */
  readonly format?: "esm" | "cjs";
}
