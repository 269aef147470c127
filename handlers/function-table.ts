import type { ManagedFunction } from "./managed-function.ts";

/** Functions by unqualified ARN, and of each its versions. */
export class FunctionTable {
  readonly #functions = new Map<string, Map<string, ManagedFunction>>();

  get(functionArn: string, version: string): ManagedFunction | undefined {
    return this.#functions.get(functionArn)?.get(version);
  }

  set(functionArn: string, version: string, one: ManagedFunction): void {
    const versions = this.#functions.get(functionArn);
    if (versions === undefined) this.#functions.set(functionArn, new Map([[version, one]]));
    else versions.set(version, one);
  }

  /** Takes out one version, or all, and gives them back. */
  take(functionArn: string, version?: string): ManagedFunction[] {
    const versions = this.#functions.get(functionArn);
    if (versions === undefined) return [];
    const taken =
      version === undefined ? [...versions.values()] : [versions.get(version)].filter((one) => one !== undefined);
    if (version !== undefined) versions.delete(version);
    if (version === undefined || versions.size === 0) this.#functions.delete(functionArn);
    return taken;
  }

  has(functionArn: string): boolean {
    return this.#functions.has(functionArn);
  }

  *all(): Iterable<ManagedFunction> {
    for (const versions of this.#functions.values()) yield* versions.values();
  }
}
