import type {
  FunctionConfiguration,
  ListFunctionsRequest,
  ListFunctionsResponse,
  ListVersionsByFunctionRequest,
  ListVersionsByFunctionResponse,
} from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { parseFunctionReference } from "../function-reference.ts";
import type { FunctionRecord } from "../function-record.ts";
import type { FunctionVersion } from "../function-version.ts";
import { listedConfiguration, shownCode } from "../function-view.ts";
import { pageOf } from "../paging.ts";
import type { LambdaParts } from "./service-parts.ts";

interface Listed {
  readonly record: FunctionRecord;
  readonly version: FunctionVersion;
  readonly functionArn: string;
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export async function listFunctions(
  parts: LambdaParts,
  request: ListFunctionsRequest,
  context: RequestContext,
): Promise<ListFunctionsResponse> {
  const records = parts.functions.of(context);
  const items =
    request.FunctionVersion === "ALL"
      ? records.flatMap(qualifiedVersions)
      : records.map((record) => ({ record, version: record.latest, functionArn: record.arn }));
  const page = pageOf(items, keyOf, request);
  return { Functions: await shown(parts, page.items), NextMarker: page.nextMarker };
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html */
export async function listVersionsByFunction(
  parts: LambdaParts,
  request: ListVersionsByFunctionRequest,
  context: RequestContext,
): Promise<ListVersionsByFunctionResponse> {
  const record = parts.functions.require(parseFunctionReference(request.FunctionName, undefined, context));
  const page = pageOf(qualifiedVersions(record), keyOf, request);
  return { Versions: await shown(parts, page.items), NextMarker: page.nextMarker };
}

function qualifiedVersions(record: FunctionRecord): Listed[] {
  return record.versions().map((version) => ({ record, version, functionArn: record.arnOf(version.version) }));
}

/** Rises in the list's order: `$` is before every digit, and numbers of versions are compared by their length first. */
function keyOf({ record, version: { version } }: Listed): string {
  return `${record.functionName} ${String(version.length).padStart(2, version.startsWith("$") ? " " : "0")} ${version}`;
}

function shown({ runner }: LambdaParts, items: readonly Listed[]): Promise<FunctionConfiguration[]> {
  return Promise.all(
    items.map(async ({ record, version, functionArn }) =>
      listedConfiguration(record, version, functionArn, await shownCode(runner, record, version)),
    ),
  );
}
