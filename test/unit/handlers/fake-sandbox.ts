import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import type {
  EnvironmentInvocation,
  EnvironmentSpec,
  ExecutionEnvironment,
  InitError,
  Sandbox,
  Standby,
} from "../../../handlers/sandbox/execution-environment.ts";

type StandbyOptions = Parameters<Sandbox["standby"]>[0];

/** A sandbox whose environments do what the test says and remember what was asked of them. */
export class FakeSandbox implements Sandbox {
  readonly environments: FakeEnvironment[] = [];
  readonly standbys: FakeStandby[] = [];
  /** Failures of the next inits, first come first. */
  readonly initFailures: InitError[] = [];
  /** How an invocation ends; by default it returns at once. */
  onInvoke: (invocation: EnvironmentInvocation, environment: FakeEnvironment) => Promise<InvokeOutcome> = ({
    requestId,
  }) => Promise.resolve({ kind: "returned", requestId, payload: "null" });
  onStandby: (standby: FakeStandby) => void = () => {};
  /** Waited for by every init. */
  beforeInit: () => Promise<void> = () => Promise.resolve();

  create(spec: EnvironmentSpec): FakeEnvironment {
    return new FakeEnvironment(this, spec, false);
  }

  standby(options: StandbyOptions): FakeStandby {
    const standby = new FakeStandby(this, options);
    this.onStandby(standby);
    return standby;
  }

  /** Resolves with the next standby that is asked for. */
  nextStandby(): Promise<FakeStandby> {
    return new Promise((resolve) => {
      this.onStandby = resolve;
    });
  }

  get running(): FakeEnvironment[] {
    return this.environments.filter(({ state }) => state === "running");
  }
}

export class FakeStandby implements Standby {
  readonly ready = Promise.resolve();
  readonly options: StandbyOptions;
  readonly #sandbox: FakeSandbox;
  state: "waiting" | "assigned" | "stopped" = "waiting";

  constructor(sandbox: FakeSandbox, options: StandbyOptions) {
    this.#sandbox = sandbox;
    this.options = options;
    sandbox.standbys.push(this);
  }

  assign(spec: EnvironmentSpec): FakeEnvironment {
    this.state = "assigned";
    return new FakeEnvironment(this.#sandbox, spec, true);
  }

  stop(): Promise<void> {
    this.state = "stopped";
    return Promise.resolve();
  }
}

export class FakeEnvironment implements ExecutionEnvironment {
  readonly id: string;
  readonly spec: EnvironmentSpec;
  readonly fromStandby: boolean;
  readonly invocations: EnvironmentInvocation[] = [];
  readonly #sandbox: FakeSandbox;
  state: "created" | "running" | "failed" | "stopped" = "created";
  dead = false;
  /** How many invocations run now; more than one is a broken promise of the pool. */
  concurrent = 0;

  constructor(sandbox: FakeSandbox, spec: EnvironmentSpec, fromStandby: boolean) {
    this.#sandbox = sandbox;
    this.spec = spec;
    this.fromStandby = fromStandby;
    this.id = `environment-${sandbox.environments.length + 1}`;
    sandbox.environments.push(this);
  }

  async init(signal?: AbortSignal): Promise<{ initMs: number }> {
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener("abort", () => reject(new Error("aborted")));
    });
    await Promise.race([this.#sandbox.beforeInit(), aborted]);
    const failure = this.#sandbox.initFailures.shift();
    if (failure !== undefined) {
      this.state = "failed";
      this.dead = true;
      throw failure;
    }
    this.state = "running";
    return { initMs: 1 };
  }

  async invoke(invocation: EnvironmentInvocation): Promise<InvokeOutcome> {
    this.invocations.push(invocation);
    this.concurrent++;
    if (this.concurrent > 1 || this.state !== "running")
      throw new Error("one invocation at a time, in a live environment");
    try {
      return await this.#sandbox.onInvoke(invocation, this);
    } finally {
      this.concurrent--;
    }
  }

  stop(): Promise<void> {
    this.state = "stopped";
    return Promise.resolve();
  }
}
