import type {
  FunctionConfiguration,
  GetFunctionConfigurationRequest,
  GetFunctionRequest,
  GetFunctionResponse,
} from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { codePath } from "../code-path.ts";
import { parseFunctionReference } from "../function-reference.ts";
import { shownCode, shownConfiguration } from "../function-view.ts";
import type { LambdaParts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
export async function getFunction(
  parts: LambdaParts,
  { FunctionName: name, Qualifier: qualifier }: GetFunctionRequest,
  context: RequestContext,
): Promise<GetFunctionResponse> {
  const reference = parseFunctionReference(name, qualifier, context);
  const { record, version } = parts.functions.requireVersion(reference);
  const { reservedConcurrency, tags } = record;
  return {
    Configuration: await getFunctionConfiguration(parts, { FunctionName: name, Qualifier: qualifier }, context),
    Code: { RepositoryType: "S3", Location: `${context.endpoint}${codePath(record, version)}` },
    ...(tags.size === 0 ? undefined : { Tags: Object.fromEntries(tags) }),
    ...(reservedConcurrency === undefined
      ? undefined
      : { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } }),
  };
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export async function getFunctionConfiguration(
  { functions, runner }: LambdaParts,
  { FunctionName: name, Qualifier: qualifier }: GetFunctionConfigurationRequest,
  context: RequestContext,
): Promise<FunctionConfiguration> {
  const reference = parseFunctionReference(name, qualifier, context);
  const { record, version } = functions.requireVersion(reference);
  const code = await shownCode(runner, record, version);
  return shownConfiguration(record, version, record.arnOf(reference.qualifier), code);
}
