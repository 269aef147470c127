import type { Scope } from "../../core/arn.ts";
import type { GetAccountSettingsRequest, GetAccountSettingsResponse } from "../../protocol/generated/lambda.ts";
import type { FunctionCode } from "../function-code.ts";
import type { Functions } from "../functions.ts";
import { UNZIPPED_BYTES, ZIPPED_BYTES } from "../limits.ts";
import type { Operation } from "./service-parts.ts";

/** Of all functions and layers of a region: 75 GB. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const TOTAL_CODE_BYTES = 80_530_636_800;

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html */
export const getAccountSettings: Operation<GetAccountSettingsRequest, GetAccountSettingsResponse> = (
  { functions, layers, quota, accountConcurrency },
  _request,
  context,
) => {
  return {
    AccountLimit: {
      TotalCodeSize: TOTAL_CODE_BYTES,
      CodeSizeUnzipped: UNZIPPED_BYTES,
      CodeSizeZipped: ZIPPED_BYTES,
      ConcurrentExecutions: accountConcurrency,
      UnreservedConcurrentExecutions: quota.unreserved(context),
    },
    AccountUsage: {
      TotalCodeSize: functionCodeSize(functions, context) + layers.codeSizeOf(context),
      FunctionCount: functions.of(context).length,
    },
  };
};

/**
 * Every version counts its archive, also when two have the same one (recorded:
 * lambda_api--TestLambdaAccountSettings.account_settings_total_code_size_config_update). The project's sources are not uploaded code.
 */
function functionCodeSize(functions: Functions, scope: Scope): number {
  return functions
    .of(scope)
    .flatMap((record) => record.versions())
    .reduce((sum, { code }) => sum + bytesOf(code), 0);
}

function bytesOf(code: FunctionCode): number {
  return code.kind === "archive" ? code.archive.codeSize : 0;
}
