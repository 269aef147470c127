import { parseArn } from "../core/arn.ts";
import type { DestinationConfig } from "../protocol/generated/lambda.ts";
import { invalidParameterValue } from "./errors.ts";
import type { FunctionRecord } from "./function-record.ts";
import type { Functions } from "./functions.ts";

/** ARNs; absent where there is none. */
export interface Destinations {
  readonly onSuccess?: string | undefined;
  readonly onFailure?: string | undefined;
}

/**
 * Checks where records of asynchronous invocations are to go. The sentences are recorded 2025-11-25,
 * lambda_api--TestLambdaEventInvokeConfig.lambda_eventinvokeconfig_exceptions.
 *
 * Whether a queue, topic, bus or bucket exists shows at the first delivery, as at AWS, which looks at the execution role only.
 *
 * @throws {AwsError} `InvalidParameterValueException`
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function checkDestinations(
  config: DestinationConfig,
  record: FunctionRecord,
  functions: Functions,
): Destinations {
  const onSuccess = emptyToAbsent(config.OnSuccess?.Destination);
  const onFailure = emptyToAbsent(config.OnFailure?.Destination);
  const areKnown = isDestination(onFailure, FAILURE_SERVICES) && isDestination(onSuccess, SUCCESS_SERVICES);
  for (const arn of [onFailure, onSuccess]) checkFunction(arn, record, functions);
  if (areKnown) return { onSuccess, onFailure };
  throw invalidParameterValue(
    `The provided destination config DestinationConfig(onSuccess=${shown("OnSuccess", onSuccess)}, onFailure=${shown("OnFailure", onFailure)}) is invalid.`,
  );
}

const SUCCESS_SERVICES: ReadonlySet<string> = new Set(["lambda", "sns", "sqs", "events"]);
/** S3 takes records of failures only. */
const FAILURE_SERVICES: ReadonlySet<string> = new Set([...SUCCESS_SERVICES, "s3"]);

/** The model takes an empty text, which is none. */
function emptyToAbsent(arn: string | undefined): string | undefined {
  return arn === "" ? undefined : arn;
}

function isDestination(arn: string | undefined, services: ReadonlySet<string>): boolean {
  return arn === undefined || services.has(parseArn(arn)?.service ?? "");
}

function checkFunction(arn: string | undefined, record: FunctionRecord, functions: Functions): void {
  const parsed = arn === undefined ? undefined : parseArn(arn);
  if (arn === undefined || parsed?.service !== "lambda") return;
  const [kind, name, qualifier] = parsed.resource.split(":");
  const unqualified = qualifier === undefined ? arn : arn.slice(0, -qualifier.length - 1);
  const target = kind === "function" ? functions.byArn(unqualified) : undefined;
  if (target === undefined || name === undefined || target.versionOf(qualifier) === undefined) {
    throw invalidParameterValue(`The destination ARN ${arn} is invalid.`);
  }
  if (target === record) throw invalidParameterValue("You can't specify the function as a destination for itself.");
}

/** How a Java class writes itself down, which AWS's sentence quotes. */
function shown(className: string, arn: string | undefined): string {
  return arn === undefined ? "null" : `${className}(destination=${arn})`;
}
