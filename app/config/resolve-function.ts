import type { Scope } from "../../runtime/core/arn.ts";
import { formatArn } from "../../runtime/core/arn.ts";
import type {
  CreateFunctionUrlConfigRequest,
  PutFunctionEventInvokeConfigRequest,
} from "../../runtime/protocol/generated/lambda.ts";
import type { KeyPath } from "./locate-key.ts";
import { functionArn, pascalCase, queueArn, topicArn } from "./references.ts";
import type { CheckedDestination, CheckedFunction } from "./schema-function.ts";

/** What a function has besides its code and its settings, in the terms of Lambda's operations. */
export interface FunctionExtras {
  readonly functionName: string;
  /** `DeadLetterConfig`. */
  readonly deadLetterTargetArn?: string | undefined;
  readonly eventInvokeConfig?: Omit<PutFunctionEventInvokeConfigRequest, "FunctionName"> | undefined;
  readonly url?: Omit<CreateFunctionUrlConfigRequest, "FunctionName"> | undefined;
  readonly path: KeyPath;
}

export function toFunctionExtras(name: string, declared: CheckedFunction, scope: Scope): FunctionExtras {
  const { deadLetter, asyncInvocation, url } = declared;
  return {
    functionName: name,
    ...(deadLetter && { deadLetterTargetArn: destinationArn(deadLetter, scope) }),
    ...(asyncInvocation && { eventInvokeConfig: toEventInvokeConfig(asyncInvocation, scope) }),
    ...(url && { url: toUrl(url) }),
    path: ["functions", name],
  };
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
function toEventInvokeConfig(
  declared: NonNullable<CheckedFunction["asyncInvocation"]>,
  scope: Scope,
): FunctionExtras["eventInvokeConfig"] {
  const { maximumRetryAttempts, maximumEventAgeInSeconds, onSuccess, onFailure } = declared;
  return {
    MaximumRetryAttempts: maximumRetryAttempts,
    MaximumEventAgeInSeconds: maximumEventAgeInSeconds,
    DestinationConfig: {
      ...(onSuccess && { OnSuccess: { Destination: destinationArn(onSuccess, scope) } }),
      ...(onFailure && { OnFailure: { Destination: destinationArn(onFailure, scope) } }),
    },
  };
}

function destinationArn({ queue, topic, function: name, bucket, arn }: CheckedDestination, scope: Scope): string {
  if (queue !== undefined) return queueArn(queue, scope);
  if (topic !== undefined) return topicArn(topic, scope);
  if (name !== undefined) return functionArn(name, scope);
  if (bucket !== undefined) return formatArn("s3", { region: "", accountId: "" }, bucket);
  return arn ?? "";
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html */
function toUrl(declared: NonNullable<CheckedFunction["url"]>): FunctionExtras["url"] {
  const { authType = "NONE", invokeMode = "BUFFERED", cors } = declared;
  const Cors = cors && Object.fromEntries(Object.entries(cors).map(([key, value]) => [pascalCase(key), value]));
  return { AuthType: authType, InvokeMode: invokeMode, ...(Cors && { Cors }) };
}
