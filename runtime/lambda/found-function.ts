import type { CodeStatus, FunctionRunner } from "../core/function-runner.ts";
import { functionUrlText } from "./function-url-config.ts";
import type { FunctionOrigin, FunctionRecord } from "./function-record.ts";
import { LATEST, type FunctionReference } from "./function-reference.ts";
import type { Functions } from "./functions.ts";
import type { FunctionSettings } from "./function-settings.ts";
import type { VersionState } from "./function-version.ts";

/** A function as those need it who send it events. */
export interface FoundFunction {
  /** Unqualified. */
  readonly functionArn: string;
  readonly functionName: string;
  /** What was asked for, when a version or an alias was. */
  readonly qualifier?: string | undefined;
  /** Seconds. */
  readonly timeout: number;
  /** `$LATEST` or a number; of an alias its main one. */
  readonly version: string;
}

/** A function as the command line lists it. */
export interface ListedFunction {
  readonly functionArn: string;
  readonly functionName: string;
  readonly origin: FunctionOrigin;
  readonly settings: FunctionSettings;
  readonly state: VersionState;
  /** Of `$LATEST`. */
  readonly code: CodeStatus | undefined;
  /** Numbers of the published versions, oldest first. */
  readonly versions: readonly string[];
  readonly aliases: readonly string[];
  readonly reservedConcurrency: number | undefined;
  /** Of the function and its aliases. */
  readonly urls: readonly string[];
}

export function foundFunction(functions: Functions, reference: FunctionReference): FoundFunction | undefined {
  const record = functions.find(reference);
  const version = record?.versionOf(reference.qualifier);
  if (record === undefined || version === undefined) return undefined;
  return {
    functionArn: record.arn,
    functionName: record.functionName,
    qualifier: reference.qualifier,
    timeout: version.settings.timeout,
    version: version.version,
  };
}

export function listedFunction(
  { runner, endpointUrl }: { readonly runner: FunctionRunner; readonly endpointUrl: () => string },
  record: FunctionRecord,
): ListedFunction {
  return {
    functionArn: record.arn,
    functionName: record.functionName,
    origin: record.origin,
    settings: record.latest.settings,
    state: record.latest.state,
    code: runner.status(record.arn, LATEST),
    versions: [...record.published.keys()],
    aliases: [...record.aliases.keys()],
    reservedConcurrency: record.reservedConcurrency,
    urls: [...record.urls.values()].map(({ urlId }) => functionUrlText(urlId, endpointUrl())),
  };
}
