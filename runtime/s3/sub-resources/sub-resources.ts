/** What is configured on a bucket and only read again, by the name of its part: `policy`, `website`, ... */
export class SubResources {
  readonly #values = new Map<string, unknown>();

  /** The configuration as it was put. Whoever reads a name knows the type that is put under it. */
  get<Value>(resource: SubResource<Value>): Value | undefined {
    return this.#values.get(resource.name) as Value | undefined;
  }

  set<Value>(resource: SubResource<Value>, value: Value): void {
    this.#values.set(resource.name, value);
  }

  delete(resource: SubResource<unknown>): void {
    this.#values.delete(resource.name);
  }
}

/** A part of a bucket's configuration: its name and, for the compiler, its type. */
export interface SubResource<Value> {
  readonly name: string;
  /** Never there; it ties the type to the name. */
  readonly type?: Value;
}
