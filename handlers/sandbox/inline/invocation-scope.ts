import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "../../../runtime/core/clock.ts";

/** What code sees that runs in an environment, as long as it and all that it has begun run. */
export interface InvocationScope {
  /** Before the process's own, which are seen where there is none here; `undefined`: deleted. */
  readonly variables: Variables;
  /** Absent: the machine's time. */
  readonly clock: Clock | undefined;
}

export type Variables = Record<string, string | undefined>;

const scopes = new AsyncLocalStorage<InvocationScope>();

/** Runs `act` so that `process.env`, and with a clock `Date` and the timers, are the scope's, also after its first `await`. */
export function inScope<Result>(scope: InvocationScope, act: () => Result): Result {
  installVariables();
  if (scope.clock !== undefined) installTime();
  return scopes.run(scope, act);
}

let hasVariables = false;

/** `process.env` itself stays what it is for all other code; only reads from inside a scope see the scope's. */
function installVariables(): void {
  if (hasVariables) return;
  hasVariables = true;
  const host = process.env;
  const own = (): Variables => scopes.getStore()?.variables ?? host;
  const read = (name: string): string | undefined => (Object.hasOwn(own(), name) ? own()[name] : host[name]);
  process.env = new Proxy(host, {
    get: (_host, name) => (typeof name === "string" ? read(name) : (Reflect.get(host, name) as unknown)),
    has: (_host, name) => (typeof name === "string" ? read(name) !== undefined : Reflect.has(host, name)),
    set(_host, name, value: unknown) {
      if (typeof name === "string") own()[name] = String(value);
      return true;
    },
    deleteProperty(_host, name) {
      const variables = own();
      if (variables === host) return Reflect.deleteProperty(host, name);
      if (typeof name === "string") variables[name] = undefined;
      return true;
    },
    ownKeys: () => {
      const names = new Set([...Object.keys(host), ...Object.keys(own())]);
      return [...names].filter((name) => read(name) !== undefined);
    },
    getOwnPropertyDescriptor(_host, name) {
      const value = typeof name === "string" ? read(name) : undefined;
      return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true };
    },
  });
}

let hasTime = false;

/** The globals that tell or wait for time; code outside of a scope with a clock gets the machine's. */
function installTime(): void {
  if (hasTime) return;
  hasTime = true;
  const clock = (): Clock | undefined => scopes.getStore()?.clock;
  installDate(clock);
  installTimers(clock);
  const { performance: stopwatch } = globalThis;
  const now = stopwatch.now.bind(stopwatch);
  stopwatch.now = () => clock()?.monotonicMs() ?? now();
}

function installDate(clock: () => Clock | undefined): void {
  const RealDate = globalThis.Date;
  const now = (): number => clock()?.now() ?? RealDate.now();
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: unknown[], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as object,
    apply: () => new RealDate(now()).toString(),
    get: (target, name, receiver) => (name === "now" ? now : (Reflect.get(target, name, receiver) as unknown)),
  });
}

type Callback = (...given: unknown[]) => void;

function installTimers(clock: () => Clock | undefined): void {
  const real = {
    setTimeout: globalThis.setTimeout,
    setInterval: globalThis.setInterval,
    clearTimeout: globalThis.clearTimeout,
    clearInterval: globalThis.clearInterval,
  };
  const start = (callback: Callback, delayMs: number, repeats: boolean): VirtualTimer | undefined => {
    const used = clock();
    return used === undefined ? undefined : new VirtualTimer(used, scopedCallback(callback), { delayMs, repeats });
  };
  const install = (name: "setTimeout" | "setInterval"): void => {
    const begin = (callback: Callback, delayMs?: number, ...given: unknown[]): unknown =>
      start(() => callback(...given), delayMs ?? 0, name === "setInterval") ?? real[name](callback, delayMs, ...given);
    Object.assign(globalThis, { [name]: Object.assign(begin, real[name]) });
  };
  const uninstall = (name: "clearTimeout" | "clearInterval"): void => {
    const clear = (timer: unknown): void => {
      if (timer instanceof VirtualTimer) timer.cancel();
      else real[name](timer as NodeJS.Timeout);
    };
    Object.assign(globalThis, { [name]: clear });
  };
  install("setTimeout");
  install("setInterval");
  uninstall("clearTimeout");
  uninstall("clearInterval");
}

/** The clock calls back from wherever it is moved; the handler's code goes on where it was. */
function scopedCallback(callback: () => void): () => void {
  return AsyncLocalStorage.bind(callback);
}

/** What `setTimeout` answers inside a scope, as far as programs use it. */
class VirtualTimer {
  readonly #clock: Clock;
  readonly #callback: () => void;
  readonly #options: { readonly delayMs: number; readonly repeats: boolean };
  #cancel: () => void = () => {};

  constructor(clock: Clock, callback: () => void, options: { readonly delayMs: number; readonly repeats: boolean }) {
    this.#clock = clock;
    this.#callback = callback;
    this.#options = options;
    this.refresh();
  }

  cancel(): void {
    this.#cancel();
  }

  close(): this {
    this.cancel();
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  refresh(): this {
    this.#cancel();
    // As Node: a delay below 1 is 1.
    this.#cancel = this.#clock.schedule(Math.max(1, this.#options.delayMs), () => {
      if (this.#options.repeats) this.refresh();
      this.#callback();
    });
    return this;
  }

  [Symbol.dispose](): void {
    this.cancel();
  }
}
