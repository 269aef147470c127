import type { LoggingConfiguration } from "../core/function-definition.ts";
import type { LoggingConfig } from "../protocol/generated/lambda.ts";
import { invalidParameterValue } from "./errors.ts";

/** A function's logging, with its log group filled in. */
export type FunctionLogging = LoggingConfiguration & { readonly logGroup: string };

export function newLogging(functionName: string): FunctionLogging {
  return { format: "Text", logGroup: `/aws/lambda/${functionName}` };
}

/**
 * Applies a request's `LoggingConfig`: members that it does not have stay, and with format Text the levels go (recorded 2025-11-25,
 * lambda_api--TestLoggingConfig).
 *
 * @throws {AwsError} `InvalidParameterValueException` for levels with format Text
 */
export function withLogging(before: FunctionLogging, change: LoggingConfig = {}): FunctionLogging {
  const { LogFormat: format = before.format, LogGroup: logGroup = before.logGroup } = change;
  if (format !== "JSON") {
    refuseLevels(change);
    return { format: "Text", logGroup };
  }
  const { ApplicationLogLevel: application = before.applicationLogLevel ?? "INFO" } = change;
  const { SystemLogLevel: system = before.systemLogLevel ?? "INFO" } = change;
  return {
    format: "JSON",
    logGroup,
    applicationLogLevel: application as NonNullable<FunctionLogging["applicationLogLevel"]>,
    systemLogLevel: system as NonNullable<FunctionLogging["systemLogLevel"]>,
  };
}

/** AWS's sentence, as https://github.com/aws/aws-cdk/pull/28045 quotes it. */
function refuseLevels({ ApplicationLogLevel: application, SystemLogLevel: system }: LoggingConfig): void {
  if (application === undefined && system === undefined) return;
  throw invalidParameterValue(
    'LogLevel is not supported when LogFormat is set to "Text". Remove LogLevel from your request or change the LogFormat to "Json" and try again.',
  );
}

export function shownLogging(logging: FunctionLogging): LoggingConfig {
  return {
    LogFormat: logging.format,
    ApplicationLogLevel: logging.applicationLogLevel,
    SystemLogLevel: logging.systemLogLevel,
    LogGroup: logging.logGroup,
  };
}
