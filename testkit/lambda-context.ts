import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION, formatArn } from "../runtime/core/arn.ts";
import { seededRandom } from "../runtime/core/random.ts";

export interface ContextOptions {
  readonly functionName?: string | undefined;
  readonly functionVersion?: string | undefined;
  readonly awsRequestId?: string | undefined;
  /** MB. */
  readonly memorySize?: number | undefined;
  /** What `getRemainingTimeInMillis` answers; by default 3,000. */
  readonly remainingMs?: number | (() => number) | undefined;
  readonly region?: string | undefined;
  readonly accountId?: string | undefined;
}

/** A handler's second argument, for tests that call a handler themselves. `invoke` and the runtime make their own. */
export function lambdaContext(options: ContextOptions = {}) {
  const { functionName = "function", functionVersion = "$LATEST", memorySize = 128, remainingMs = 3000 } = options;
  const { region = DEFAULT_REGION, accountId = DEFAULT_ACCOUNT_ID } = options;
  const random = seededRandom(JSON.stringify(options));
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion,
    invokedFunctionArn: formatArn("lambda", { region, accountId }, `function:${functionName}`),
    memoryLimitInMB: String(memorySize),
    awsRequestId: options.awsRequestId ?? random.uuid(),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: `2026/01/01/[${functionVersion}]${random.hex(16)}`,
    identity: undefined,
    clientContext: undefined,
    getRemainingTimeInMillis: () => (typeof remainingMs === "number" ? remainingMs : remainingMs()),
    done: (): void => {},
    fail: (): void => {},
    succeed: (): void => {},
  };
}
