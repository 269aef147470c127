import { FUNCTION_SECRET, FUNCTION_SESSION_TOKEN } from "../../../runtime/core/function-credentials.ts";
import type { EnvironmentSpec } from "../execution-environment.ts";

/** Variables of one process or another, as `child_process` takes them. */
export type Variables = Readonly<Record<string, string>>;

export interface LambdaEnvironmentOptions {
  readonly spec: EnvironmentSpec;
  /** `host:port` of the Runtime API. */
  readonly runtimeApi: string;
  /** The variables of this program; only an allow-list of them passes. */
  readonly host: Readonly<Record<string, string | undefined>>;
  /** Where the function finds its layers: `/opt`, or the folder itself where nothing can be mounted there. */
  readonly optFolder: string;
  /** A debugger waits: its variables pass too. */
  readonly debug: boolean;
}

/**
 * The variables that a handler sees: Lambda's own (recorded per runtime in
 * lambda_common--TestLambdaRuntimesCommon.introspection_invoke.json), the user's, and what keeps AWS clients at home.
 *
 * Built from nothing, so the developer's credentials, profiles, `NODE_OPTIONS` and `NODE_EXTRA_CA_CERTS` stay outside.
 * The user's variables win, except over those that Lambda reserves.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function lambdaEnvironment(options: LambdaEnvironmentOptions): Record<string, string> {
  return {
    ...passing(options),
    ...defaults(options),
    ...options.spec.variables,
    ...reserved(options),
    // The bootstrap takes it out again.
    ...(options.debug ? { LAMBDALOOP_INSPECT: "1" } : {}),
  };
}

/** What a handler in the test's own process sees beside the process's own variables, PATH and the like among them. */
export function inlineVariables(spec: EnvironmentSpec): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: spec.endpointUrl,
    AWS_EC2_METADATA_DISABLED: "true",
    ...spec.variables,
    ...reserved({ spec, runtimeApi: "" }),
  };
}

/** What a standby runs under that knows nothing about its function yet. */
export function hostVariables(host: LambdaEnvironmentOptions["host"]): Record<string, string> {
  return { ...passing({ host, debug: false }), LANG: "en_US.UTF-8", TZ: ":UTC", HOME: LAMBDA_HOME };
}

/** Names that the user cannot set; CreateFunction refuses them. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
export function isReservedVariable(name: string): boolean {
  return RESERVED.has(name);
}

/**
 * Whether a process that runs under `started` can become one that runs under `wanted`: only the names of `PER_GENERATION` differ.
 * Others may have been read by a package, or by Node, when it started.
 */
export function canBecome(started: Variables, wanted: Variables): boolean {
  const names = new Set([...Object.keys(started), ...Object.keys(wanted)]);
  for (const name of names) if (started[name] !== wanted[name] && !PER_GENERATION.has(name)) return false;
  return true;
}

/** Read by Node, libuv or the loader when a process starts, so they cannot be set later. */
export function isReadAtStart(name: string): boolean {
  return /^(?:NODE_|UV_|LD_|DYLD_|SSL_|OPENSSL_)/.test(name) && !PER_GENERATION.has(name);
}

/** What changes with every build or environment and is read late. */
const PER_GENERATION: ReadonlySet<string> = new Set([
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDALOOP_STANDBY",
  "LAMBDA_TASK_ROOT",
  "LD_LIBRARY_PATH",
  "NODE_PATH",
  "PWD",
  "_HANDLER",
]);

const RESERVED: ReadonlySet<string> = new Set([
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
]);

/** Without these nothing starts: programs are found on PATH; Windows opens no socket without SystemRoot. */
const PASSING = ["PATH", "SystemRoot"];
const PASSING_TO_DEBUG = ["NODE_OPTIONS", "VSCODE_INSPECTOR_OPTIONS"];

function passing({ host, debug }: Pick<LambdaEnvironmentOptions, "host" | "debug">): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const name of debug ? [...PASSING, ...PASSING_TO_DEBUG] : PASSING) {
    const value = host[name];
    if (value !== undefined) variables[name] = value;
  }
  return variables;
}

/** Lambda's unreserved variables, and where AWS's clients would look for the developer's account. */
function defaults({ spec, host, optFolder }: LambdaEnvironmentOptions): Record<string, string> {
  return {
    ...languageDefaults(spec, optFolder),
    ...(spec.layersFolder === undefined ? {} : { PATH: `${host["PATH"] ?? ""}:${optFolder}/bin` }),
    LANG: "en_US.UTF-8",
    // A node or python that lives outside the system's folders may need the host's own.
    LD_LIBRARY_PATH: [spec.taskRoot, `${spec.taskRoot}/lib`, `${optFolder}/lib`, host["LD_LIBRARY_PATH"]]
      .filter((folder) => folder !== undefined)
      .join(":"),
    TZ: ":UTC",
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:2000",
    _AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1",
    _AWS_XRAY_DAEMON_PORT: "2000",
    AWS_ENDPOINT_URL: spec.endpointUrl,
    AWS_EC2_METADATA_DISABLED: "true",
    // Files that do not exist: otherwise the clients read ~/.aws, which `os.homedir()` finds without HOME too.
    AWS_CONFIG_FILE: `${LAMBDA_HOME}/.aws/config`,
    AWS_SHARED_CREDENTIALS_FILE: `${LAMBDA_HOME}/.aws/credentials`,
    HOME: LAMBDA_HOME,
  };
}

/** The home folder of Lambda's own user; it exists neither there nor here. */
const LAMBDA_HOME = "/home/sbx_user1051";

function languageDefaults({ runtime, taskRoot }: EnvironmentSpec, optFolder: string): Record<string, string> {
  if (runtime.startsWith("provided")) return {};
  const shell = { PWD: taskRoot, SHLVL: "0" };
  if (runtime.startsWith("python")) return { ...shell, LC_CTYPE: "C.UTF-8", PYTHONPATH: "/var/runtime" };
  const major = /\d+/.exec(runtime)?.[0] ?? "";
  const folders = [
    `${optFolder}/nodejs/node${major}/node_modules`,
    `${optFolder}/nodejs/node_modules`,
    "/var/runtime/node_modules",
  ];
  return { ...shell, NODE_PATH: [...folders, "/var/runtime", taskRoot].join(":") };
}

/** Set for the JSON format only; read by the runtimes. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html */
function loggingVariables({ logging }: EnvironmentSpec): Record<string, string> {
  if (logging?.format !== "JSON") return {};
  return { AWS_LAMBDA_LOG_FORMAT: "JSON", AWS_LAMBDA_LOG_LEVEL: logging.applicationLogLevel ?? "INFO" };
}

function reserved({ spec, runtimeApi }: Pick<LambdaEnvironmentOptions, "spec" | "runtimeApi">): Record<string, string> {
  const managed = spec.runtime.startsWith("provided") ? {} : { AWS_EXECUTION_ENV: `AWS_Lambda_${spec.runtime}` };
  return {
    ...managed,
    ...loggingVariables(spec),
    // A 12-digit access key is the account: the handler's clients reach the function's own.
    AWS_ACCESS_KEY_ID: spec.accountId,
    AWS_SECRET_ACCESS_KEY: FUNCTION_SECRET,
    AWS_SESSION_TOKEN: FUNCTION_SESSION_TOKEN,
    AWS_REGION: spec.region,
    AWS_DEFAULT_REGION: spec.region,
    AWS_LAMBDA_FUNCTION_NAME: spec.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: spec.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memorySizeMB),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: spec.logGroup ?? `/aws/lambda/${spec.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: spec.logStream ?? "",
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    LAMBDA_TASK_ROOT: spec.taskRoot,
    _HANDLER: spec.handler,
  };
}
