import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION } from "../runtime/core/arn.ts";

/** What a running instance says of itself. */
export interface InstanceHealth {
  readonly region: string;
  readonly accountId: string;
}

/** What listens there may be another program, which need not answer at all. */
const LONGEST_WAIT_MS = 2000;

/** `undefined` when nothing of ours answers. */
export async function healthOf(endpoint: string): Promise<InstanceHealth | undefined> {
  try {
    const signal = AbortSignal.timeout(LONGEST_WAIT_MS);
    const response = await fetch(`${endpoint}/_lambdaloop/health`, { signal });
    const health = (await response.json()) as { region?: unknown; accountId?: unknown };
    if (!response.ok) return undefined;
    return {
      region: typeof health.region === "string" ? health.region : DEFAULT_REGION,
      accountId: typeof health.accountId === "string" ? health.accountId : DEFAULT_ACCOUNT_ID,
    };
  } catch {
    return undefined;
  }
}
