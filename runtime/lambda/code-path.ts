import type { FunctionRecord } from "./function-record.ts";
import type { FunctionVersion } from "./function-version.ts";

/** Below it the archives of the functions' code are downloaded; AWS gives a presigned URL of a bucket of its own. */
export const CODE_PATH = "/_lambdaloop/lambda/code/";

/** Where a version's code is downloaded. */
export function codePath({ arn }: FunctionRecord, { version }: FunctionVersion): string {
  return `${CODE_PATH}${encodeURIComponent(arn)}/${encodeURIComponent(version)}`;
}

/** The version that such a path means; `undefined` when it is another path. */
export function versionOfCodePath(
  path: string,
): { readonly functionArn: string; readonly version: string } | undefined {
  if (!path.startsWith(CODE_PATH)) return undefined;
  const [functionArn, version, ...rest] = path.slice(CODE_PATH.length).split("/").map(decoded);
  if (functionArn === undefined || version === undefined || rest.length > 0) return undefined;
  return { functionArn, version };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
