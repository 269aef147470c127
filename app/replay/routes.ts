import { AwsError, UserError } from "../../runtime/core/errors.ts";
import type { WireRequest, WireResponse } from "../../runtime/core/wire.ts";
import type { Guard } from "../../runtime/http/guard.ts";
import type { Route } from "../../runtime/http/routes.ts";
import type { CapturedRuns } from "./captured-runs.ts";
import { type ReplayAnswer, replaySchema } from "./replay-request.ts";

export const REPLAYS_PATH = "/_lambdaloop/api/replays";

/** The part of the control API that runs captured events again. */
export function replayRoutes(runs: CapturedRuns, guard: Guard): Route[] {
  return [
    { method: "POST", pattern: REPLAYS_PATH, guard, handler: (request) => answered(() => replay(runs, request)) },
  ];
}

async function replay(runs: CapturedRuns, request: WireRequest): Promise<ReplayAnswer> {
  return runs.replay(replaySchema.parse(JSON.parse(request.body.toString("utf8"))));
}

async function answered(run: () => Promise<unknown>): Promise<WireResponse> {
  try {
    return json(200, await run());
  } catch (error) {
    if (error instanceof UserError) {
      const { code, message, advice } = error;
      return json(code.startsWith("UNKNOWN_") ? 404 : 400, { code, message, advice });
    }
    if (error instanceof AwsError) return json(error.status ?? 400, { code: error.code, message: error.message });
    throw error;
  }
}

function json(status: number, value: unknown): WireResponse {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
}
