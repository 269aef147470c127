import { createFunctionHost, createProcessSandbox, type FunctionHost } from "../../../handlers/index.ts";
import type { Sandbox } from "../../../handlers/sandbox/execution-environment.ts";
import { systemClock } from "../../../runtime/core/clock.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { invokeLatest } from "../../unit/handlers/host-calls.ts";
import { createProject, type Project } from "../../unit/handlers/project.ts";

/** A project on disk with a host that watches it. */
export interface Bench {
  readonly project: Project;
  readonly journal: Journal;
  readonly host: FunctionHost;
  invoke(functionName?: string, payload?: string): Promise<InvokeOutcome>;
  dispose(): Promise<void>;
}

export interface BenchOptions {
  readonly sandbox?: Sandbox;
  readonly watch?: boolean;
  readonly accountConcurrency?: number;
}

export function createBench(files: Readonly<Record<string, string>>, options: BenchOptions = {}): Bench {
  const project = createProject(files);
  const random = seededRandom("handlers");
  const journal = new Journal(systemClock);
  const host = createFunctionHost({
    clock: systemClock,
    random,
    journal,
    sandbox: options.sandbox ?? createProcessSandbox({ clock: systemClock, random }),
    projectFolder: project.folder,
    endpointUrl: () => "http://127.0.0.1:4566",
    region: "us-east-1",
    accountId: "000000000000",
    watch: options.watch ?? true,
    ...(options.accountConcurrency === undefined ? {} : { accountConcurrency: options.accountConcurrency }),
  });
  return {
    project,
    journal,
    host,
    invoke: (functionName = "orders", payload = "{}") => invokeLatest(host, functionName, payload),
    async dispose() {
      await host.stop();
      project.dispose();
    },
  };
}
