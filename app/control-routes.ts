import * as z from "zod/mini";
import type { EventRouter } from "../events/index.ts";
import type { Scope } from "../runtime/core/arn.ts";
import type { Clock } from "../runtime/core/clock.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type { Guard } from "../runtime/http/guard.ts";
import type { Route } from "../runtime/http/routes.ts";
import { type AnyEndpoint, endpoint, json, routesOf } from "./api/endpoint.ts";
import { explainEndpoints } from "./api/explain-endpoints.ts";
import { invokeEndpoints } from "./api/invoke-endpoints.ts";
import { openApiOf } from "./api/openapi.ts";
import { replayEndpoints } from "./api/replay-endpoints.ts";
import { stateEndpoints } from "./api/state-endpoints.ts";
import type { CodeHost } from "./code-host.ts";
import type { CapturedRuns } from "./replay/captured-runs.ts";
import type { SaveTest } from "./replay/saved-test.ts";
import type { Services } from "./services.ts";

export interface ControlDependencies {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly host: CodeHost;
  readonly services: Services;
  readonly router: EventRouter;
  readonly runs: CapturedRuns;
  readonly saveTest?: SaveTest | undefined;
  readonly scope: Scope;
  readonly guard: Guard;
}

/** What the command line, the console and tests ask a running instance. */
export function controlRoutes(dependencies: ControlDependencies): Route[] {
  const { guard } = dependencies;
  return [
    ...routesOf(controlEndpoints(dependencies), guard),
    { method: "*", pattern: "/_lambdaloop/*", guard, handler: () => json(404, { message: "There is no such page." }) },
  ];
}

/** All endpoints, with the one that documents them. */
export function controlEndpoints(dependencies: Omit<ControlDependencies, "guard">): AnyEndpoint[] {
  const { clock, journal, router, runs, saveTest } = dependencies;
  const { sqs } = dependencies.services;
  const endpoints: AnyEndpoint[] = [
    ...stateEndpoints(dependencies),
    ...invokeEndpoints(dependencies),
    ...explainEndpoints({ clock, journal, sqs, router }),
    ...replayEndpoints(runs, saveTest),
    endpoint({
      method: "GET",
      path: "/_lambdaloop/api/openapi.json",
      summary: "This description of the control API.",
      answer: z.looseObject({ openapi: z.string() }),
      run: () => ({ openapi: "3.1.0", ...openApiOf(endpoints) }),
    }),
  ];
  return endpoints;
}
