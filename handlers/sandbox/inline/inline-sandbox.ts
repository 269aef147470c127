import type { Clock } from "../../../runtime/core/clock.ts";
import type { Random } from "../../../runtime/core/random.ts";
import { logStreamName } from "../log-stream-name.ts";
import type { EnvironmentSpec, Sandbox } from "../execution-environment.ts";
import type { InlineHandler } from "./handler-call.ts";
import { InlineEnvironment, type InlineWatch } from "./inline-environment.ts";
import { importHandler } from "./load-handler.ts";

export interface InlineSandboxOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Handlers that are there already; those of which it answers `undefined` are imported from their task root. */
  readonly load?: ((spec: EnvironmentSpec) => InlineHandler | Promise<InlineHandler> | undefined) | undefined;
  /** What `Date`, `setTimeout`, `setInterval` and `performance.now` follow in what a handler runs; absent: the machine's time. */
  readonly handlerClock?: Clock | undefined;
  /** Asked at the begin of every invocation. */
  readonly watch?: (() => InlineWatch) | undefined;
}

/**
 * Runs handlers in the caller's own process, for unit tests: coverage, breakpoints and mocks are the test's own.
 * Nothing can be killed or measured here, and every reload of a file leaks its module.
 */
export function createInlineSandbox(options: InlineSandboxOptions): Sandbox {
  const { clock, random, load = () => undefined, handlerClock, watch } = options;
  return {
    create(spec) {
      const own = { ...spec, logStream: logStreamName(clock, random, spec) };
      const handler = async (): Promise<InlineHandler> => (await load(own)) ?? importHandler(own);
      return new InlineEnvironment({ id: random.hex(8), spec: own, clock, load: handler, handlerClock, watch });
    },
    standby: () => undefined,
  };
}
