import { created, type LambdaCaller } from "./lambda-caller.ts";
import type { Replays, Steps } from "./replay.ts";

interface Logging {
  readonly LogFormat?: "JSON" | "Text";
  readonly ApplicationLogLevel?: "DEBUG";
  readonly SystemLogLevel?: "DEBUG";
  readonly LogGroup?: string;
}

const PARTIAL: readonly Logging[] = [
  { LogFormat: "JSON" },
  { LogFormat: "JSON", ApplicationLogLevel: "DEBUG" },
  { LogFormat: "JSON", SystemLogLevel: "DEBUG" },
  { LogGroup: "cool_lambda" },
];

async function changed(aws: LambdaCaller, name: string, config: Logging, suffix = ""): Promise<Steps> {
  const update = await aws.record("UpdateFunctionConfiguration", { FunctionName: name, LoggingConfig: config });
  await aws.settle();
  return {
    [`updated_config${suffix}`]: update,
    [`received_config${suffix}`]: await aws.record("GetFunctionConfiguration", { FunctionName: name }),
  };
}

async function logging(aws: LambdaCaller, name: string, first: Logging | undefined): Promise<Steps> {
  const create = await aws.create(name, { MemorySize: 256, Timeout: 5, LoggingConfig: first });
  return {
    create_response: created(create),
    get_function_response: await aws.record("GetFunction", { FunctionName: name }),
    function_config: await aws.record("GetFunctionConfiguration", { FunctionName: name }),
  };
}

/** Replays about a function's logging. */
export const loggingReplays: Replays = {
  async "TestLoggingConfig.advanced_logging_configuration_format_switch"(aws) {
    const name = aws.newName();
    return {
      ...(await logging(aws, name, undefined)),
      ...(await changed(aws, name, { LogFormat: "JSON" })),
      ...(await changed(aws, name, { LogFormat: "Text" }, "_v2")),
    };
  },

  async "TestLoggingConfig.function_advanced_logging_configuration"(aws) {
    const name = aws.newName();
    return {
      ...(await logging(aws, name, { LogFormat: "JSON" })),
      ...(await changed(aws, name, { LogGroup: "cool_lambda" })),
    };
  },

  async "TestLoggingConfig.function_partial_advanced_logging_configuration_update"(aws, variant) {
    const name = aws.newName();
    const config = PARTIAL[Number(variant.at(-1))] ?? {};
    return { ...(await logging(aws, name, undefined)), ...(await changed(aws, name, config)) };
  },
};
