import type { JournalEntry } from "../../runtime/core/journal.ts";
import type { Engine } from "../engine.ts";
import type { TestInvocation } from "../seen-invocation.ts";
import { toTestInvocation } from "../seen-invocation.ts";

type BatchSettled = Extract<JournalEntry, { readonly kind: "esm.batchSettled" }>;

/** A function of the runtime, by its name. */
export class TestFunction {
  readonly name: string;
  readonly #owner: { readonly engine: Engine };

  constructor(owner: { readonly engine: Engine }, name: string) {
    this.name = name;
    this.#owner = owner;
  }

  get engine(): Engine {
    return this.#owner.engine;
  }

  /** Oldest first. */
  invocations(): TestInvocation[] {
    return this.engine.invocations.filter((seen) => seen.functionName === this.name).map(toTestInvocation);
  }

  /** What became of its batches, oldest first. */
  settledBatches(): readonly BatchSettled[] {
    return this.engine.facts.filter(
      (fact): fact is BatchSettled => fact.kind === "esm.batchSettled" && fact.functionName === this.name,
    );
  }
}
