import type { EventRouter } from "../events/index.ts";
import type { CodeHost } from "./code-host.ts";
import type { Scope } from "../runtime/core/arn.ts";
import type { Clock } from "../runtime/core/clock.ts";
import { AwsError } from "../runtime/core/errors.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type { InvokeOutcome } from "../runtime/core/ports.ts";
import type { WireRequest, WireResponse } from "../runtime/core/wire.ts";
import type { Guard } from "../runtime/http/guard.ts";
import type { Route } from "../runtime/http/routes.ts";
import { listFunctions } from "./listed-functions.ts";
import type { Services } from "./services.ts";
import { version } from "./version.ts";

export interface ControlDependencies {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly host: CodeHost;
  readonly services: Services;
  readonly router: EventRouter;
  readonly scope: Scope;
  readonly guard: Guard;
}

/** Lambda's limit of a synchronous event. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_EVENT_BYTES = 6 * 1024 * 1024;

/** What the command line and tests ask a running instance: its health, its inbox, and to invoke a function. */
export function controlRoutes(dependencies: ControlDependencies): Route[] {
  const { clock, guard } = dependencies;
  const startedMs = clock.monotonicMs();
  return [
    { method: "GET", pattern: "/_lambdaloop/health", guard, handler: () => health(dependencies, startedMs) },
    {
      method: "GET",
      pattern: "/_lambdaloop/functions",
      guard,
      handler: () => json(200, listFunctions(dependencies)),
    },
    {
      method: "POST",
      pattern: "/_lambdaloop/functions/*",
      guard,
      maxBodyBytes: MAX_EVENT_BYTES,
      handler: (request) => invokeFunction(dependencies, request),
    },
    {
      method: "GET",
      pattern: "/_lambdaloop/inbox",
      guard,
      handler: () => json(200, dependencies.services.inbox.list()),
    },
    { method: "DELETE", pattern: "/_lambdaloop/inbox", guard, handler: () => clearInbox(dependencies) },
    { method: "*", pattern: "/_lambdaloop/*", guard, handler: () => json(404, { message: "There is no such page." }) },
  ];
}

function health({ clock, services, scope }: ControlDependencies, startedMs: number): WireResponse {
  const uptimeSeconds = Math.floor((clock.monotonicMs() - startedMs) / 1000);
  return json(200, { status: "ok", version, services: services.list.map(({ name }) => name), ...scope, uptimeSeconds });
}

function clearInbox({ services }: ControlDependencies): WireResponse {
  services.inbox.clear();
  return json(200, []);
}

async function invokeFunction(dependencies: ControlDependencies, request: WireRequest): Promise<WireResponse> {
  const [, encodedName] = /^\/_lambdaloop\/functions\/([^/?]+)\/invocations$/.exec(request.url) ?? [];
  const functionName = encodedName === undefined ? undefined : decoded(encodedName);
  if (functionName === undefined) return json(404, { message: "There is no such page." });
  const payload = request.body.length === 0 ? "{}" : request.body.toString("utf8");
  if (!isJson(payload)) return json(400, { message: "The event is not JSON." });
  const { journal } = dependencies;
  const { lambda } = dependencies.services;
  const logs: { requestId: string | undefined; line: string }[] = [];
  const unsubscribe = journal.subscribe((entry) => {
    if (entry.kind === "lambda.logged") logs.push({ requestId: entry.requestId, line: entry.line });
  });
  try {
    const outcome = await lambda.invoke({ functionName, payload, causeId: undefined });
    return json(200, { ...outcome, logs: linesOf(logs, outcome) });
  } catch (error) {
    if (error instanceof AwsError) {
      const functions = lambda.list().map((one) => one.functionName);
      return json(error.status ?? 400, { code: error.code, message: error.message, functions });
    }
    throw error;
  } finally {
    unsubscribe();
  }
}

function linesOf(logs: readonly { requestId: string | undefined; line: string }[], outcome: InvokeOutcome): string[] {
  return logs.filter(({ requestId }) => requestId === outcome.requestId).map(({ line }) => line);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function json(status: number, value: unknown): WireResponse {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
}
