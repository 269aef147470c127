import type { ExploreRun } from "../../../testkit/explore/explore.ts";

/** A database as handlers see one: every call takes a moment, in which others may go on; one call is one transaction. */
export class Store {
  readonly #run: ExploreRun;
  readonly #values = new Map<string, unknown>();
  /** Every effect outside: a card charged, a parcel sent. */
  readonly effects: string[] = [];
  readonly #failing = new Map<string, number>();

  constructor(run: ExploreRun) {
    this.#run = run;
  }

  /** The next `times` effects of this name fail. */
  failNext(name: string, times = 1): this {
    this.#failing.set(name, times);
    return this;
  }

  async get(key: string): Promise<unknown> {
    await this.#run.pause();
    return this.#values.get(key);
  }

  async put(key: string, value: unknown): Promise<void> {
    await this.#run.pause();
    this.#values.set(key, value);
  }

  async delete(key: string): Promise<void> {
    await this.#run.pause();
    this.#values.delete(key);
  }

  /** Whether it was the first to put this key. */
  async putIfAbsent(key: string, value: unknown = true): Promise<boolean> {
    await this.#run.pause();
    if (this.#values.has(key)) return false;
    this.#values.set(key, value);
    return true;
  }

  /** Puts the value when the stored version is older. */
  async putIfNewer(key: string, value: { readonly version: number }): Promise<void> {
    await this.#run.pause();
    const known = this.#values.get(key) as { readonly version: number } | undefined;
    if (known === undefined || known.version < value.version) this.#values.set(key, value);
  }

  async add(key: string, amount: number): Promise<void> {
    await this.#run.pause();
    this.#values.set(key, this.number(key) + amount);
  }

  /** Adds once for each id, in one transaction. */
  async addOnce(id: string, key: string, amount: number): Promise<void> {
    await this.#run.pause();
    if (this.#values.has(id)) return;
    this.#values.set(id, true);
    this.#values.set(key, this.number(key) + amount);
  }

  /** Something outside that cannot be taken back. */
  async effect(name: string): Promise<void> {
    await this.#run.pause();
    const failures = this.#failing.get(name) ?? 0;
    this.#failing.set(name, failures - 1);
    if (failures > 0) throw new Error(`${name} is not available`);
    this.effects.push(name);
  }

  /** An effect whose service knows each id and does it once. */
  async effectOnce(id: string, name: string): Promise<void> {
    await this.#run.pause();
    const failures = this.#failing.get(name) ?? 0;
    this.#failing.set(name, failures - 1);
    if (failures > 0) throw new Error(`${name} is not available`);
    if (this.#values.has(`effect ${id}`)) return;
    this.#values.set(`effect ${id}`, true);
    this.effects.push(name);
  }

  /** As it is now, for assertions. */
  value(key: string): unknown {
    return this.#values.get(key);
  }

  number(key: string): number {
    return Number(this.#values.get(key) ?? 0);
  }
}
