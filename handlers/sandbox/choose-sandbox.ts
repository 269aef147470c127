import type { SandboxKind } from "../../runtime/core/function-definition.ts";
import type { Sandbox } from "./execution-environment.ts";

/** One sandbox out of several: every function runs in the kind that it names, `process` when it names none. */
export function chooseSandbox(kinds: Readonly<Record<SandboxKind, Sandbox>>): Sandbox {
  const { inspecting } = kinds.process;
  return {
    ...(inspecting === undefined ? {} : { inspecting }),
    create: (spec) => kinds[spec.sandbox ?? "process"].create(spec),
    standby: (wish) => kinds[wish.likely?.sandbox ?? "process"].standby(wish),
  };
}
