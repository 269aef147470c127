import { invalidParameterValue } from "./errors.ts";
import { ENVIRONMENT_BYTES } from "./limits.ts";

/** Set by Lambda; nobody else may. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const RESERVED: ReadonlySet<string> = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
]);

const CANNOT =
  "Lambda was unable to configure your environment variables because the environment variables you have provided";

/** @throws {AwsError} `InvalidParameterValueException`; the first sentence is recorded, lambda_api--TestLambdaSizeLimits.large_environment_variables_fails */
export function checkEnvironment(variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const measured = JSON.stringify(variables);
  if (Buffer.byteLength(measured) > ENVIRONMENT_BYTES) {
    throw invalidParameterValue(`${CANNOT} exceeded the 4KB limit. String measured: ${measured}`);
  }
  const reserved = Object.keys(variables).filter((name) => RESERVED.has(name));
  // Widely quoted in public.
  if (reserved.length > 0) {
    throw invalidParameterValue(
      `${CANNOT} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(", ")}`,
    );
  }
  return variables;
}
