import { readFileSync } from "node:fs";
import type { ServiceHead, ServiceModel } from "./wire-model.ts";

/**
 * All services' wire models. Together they are larger than the rest of the runtime, and a run asks few of the services: what is
 * known of each from the start is its head, and its model is read when it is first looked at.
 */
export class ServiceModels {
  readonly #folder: URL;
  readonly #heads: ReadonlyMap<string, ServiceHead>;
  readonly #read = new Map<string, ServiceModel>();

  /** @param folder holds each service's `<name>.model.json`; published, they are beside the bundle */
  constructor(folder: URL, heads: readonly ServiceHead[]) {
    this.#folder = folder;
    this.#heads = new Map(heads.map((head) => [head.name, head]));
  }

  /** @param name short, as in `SERVICES` of `scripts/generate-models.mjs`: `sqs` */
  head(name: string): ServiceHead | undefined {
    return this.#heads.get(name);
  }

  get(name: string): ServiceModel | undefined {
    if (!this.#heads.has(name)) return undefined;
    let model = this.#read.get(name);
    if (model === undefined) {
      model = JSON.parse(readFileSync(new URL(`${name}.model.json`, this.#folder), "utf8")) as ServiceModel;
      this.#read.set(name, model);
    }
    return model;
  }

  /** Every one of them, read now. */
  *values(): Generator<ServiceModel, void> {
    for (const name of this.#heads.keys()) {
      const model = this.get(name);
      if (model !== undefined) yield model;
    }
  }
}
