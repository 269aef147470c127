import type { EventRouter } from "../events/index.ts";
import type { FunctionHost } from "../handlers/index.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type { InvokeOutcome } from "../runtime/core/ports.ts";
import type { HttpServer } from "../runtime/http/server.ts";
import type { Services } from "./services.ts";

export interface RuntimeParts {
  readonly seed: string;
  readonly journal: Journal;
  readonly server: HttpServer;
  readonly host: FunctionHost;
  readonly router: EventRouter;
  readonly services: Services;
}

/** A started runtime. */
export class RunningRuntime {
  readonly seed: string;
  readonly endpoint: string;
  readonly port: number;
  readonly #parts: RuntimeParts;
  #stopped: Promise<void> | undefined;

  constructor(parts: RuntimeParts) {
    this.seed = parts.seed;
    this.endpoint = parts.server.endpoint;
    this.port = parts.server.port;
    this.#parts = parts;
  }

  /** @throws {AwsError} `ResourceNotFoundException` */
  invoke(functionName: string, event: unknown): Promise<InvokeOutcome> {
    const { lambda } = this.#parts.services;
    return lambda.invoke({ functionName, payload: JSON.stringify(event ?? {}), causeId: undefined });
  }

  stop(reason = "stop was called"): Promise<void> {
    this.#stopped ??= this.#stop(reason);
    return this.#stopped;
  }

  async #stop(reason: string): Promise<void> {
    const { journal, server, host, router, services } = this.#parts;
    journal.record({ kind: "runtime.stopping", reason });
    // What a handler works on now stays in its queue as it is: the queue ends with this process.
    const servicesStopped = router.stop({ abandon: true }).then(() => services.stop());
    await Promise.all([servicesStopped, server.stop(), host.stop()]);
  }
}
