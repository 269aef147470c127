import type { CaptureRecorder } from "../events/capture/index.ts";
import type { EventRouter } from "../events/index.ts";
import type { Scope } from "../runtime/core/arn.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type { InvokeOutcome } from "../runtime/core/ports.ts";
import type { WireRequest, WireResponse } from "../runtime/core/wire.ts";
import type { Route } from "../runtime/http/routes.ts";
import { RouteTable } from "../runtime/http/routes.ts";
import type { HttpServer } from "../runtime/http/server.ts";
import type { CodeHost } from "./code-host.ts";
import type { CapturedRuns } from "./replay/captured-runs.ts";
import type { Services } from "./services.ts";

export interface RuntimeParts {
  readonly seed: string;
  readonly journal: Journal;
  /** Absent when no port is open. */
  readonly server: HttpServer | undefined;
  readonly endpoint: string;
  /** Where the config's resources are. */
  readonly scope: Scope;
  readonly routes: readonly Route[];
  readonly host: CodeHost;
  readonly router: EventRouter;
  readonly services: Services;
  /** What keeps the invocations; absent when the config, or the caller, wants none kept. */
  readonly recorder: CaptureRecorder | undefined;
  readonly runs: CapturedRuns;
}

/** A started runtime. */
export class RunningRuntime {
  readonly seed: string;
  readonly endpoint: string;
  readonly scope: Scope;
  /** 0 when no port is open. */
  readonly port: number;
  readonly journal: Journal;
  readonly services: Services;
  readonly router: EventRouter;
  /** What was captured, and its replays. */
  readonly runs: CapturedRuns;
  readonly #parts: RuntimeParts;
  readonly #routes: RouteTable;
  #stopped: Promise<void> | undefined;

  constructor(parts: RuntimeParts) {
    this.seed = parts.seed;
    this.endpoint = parts.endpoint;
    this.scope = parts.scope;
    this.port = parts.server?.port ?? 0;
    this.journal = parts.journal;
    this.services = parts.services;
    this.router = parts.router;
    this.runs = parts.runs;
    this.#parts = parts;
    this.#routes = new RouteTable(parts.routes);
  }

  /** @throws {AwsError} `ResourceNotFoundException` */
  invoke(functionName: string, event: unknown): Promise<InvokeOutcome> {
    const payload = JSON.stringify(event ?? {});
    return this.services.lambda.invoke({ functionName, payload, causeId: undefined });
  }

  /** Answers a request without a socket. The caller is this process, so the guard has nothing to ask. */
  async handle(request: WireRequest): Promise<WireResponse> {
    const route = this.#routes.find(request.method, request.url);
    if (route === undefined) return { status: 404, headers: {}, body: "" };
    return route.handler(request);
  }

  stop(reason = "stop was called"): Promise<void> {
    this.#stopped ??= this.#stop(reason);
    return this.#stopped;
  }

  async #stop(reason: string): Promise<void> {
    const { journal, server, host, router, services, recorder } = this.#parts;
    journal.record({ kind: "runtime.stopping", reason });
    // What a handler works on now stays in its queue as it is: the queue ends with this process.
    const servicesStopped = router.stop({ abandon: true }).then(() => services.stop());
    await Promise.all([servicesStopped, server?.stop(), host.stop()]);
    await recorder?.stop();
  }
}
