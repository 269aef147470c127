import { serviceModels } from "./generated/index.ts";
import { linkModel } from "./schema.ts";
import type { Schema } from "./schema.ts";
import type { ServedOperation, ServedService } from "./served.ts";
import type { Service } from "./service.ts";
import { createValidator } from "./validate.ts";
import type { Validator } from "./validate.ts";
import type { ServiceHead, ServiceModel } from "./wire-model.ts";

/** Operations whose success changes nothing, by AWS's verbs. */
const READ_ONLY = /^(?:Get|List|Receive|Describe|Head|Lookup|Batch(?:Get|Describe))/;

/** A service with its wire model and its operations, ready to be asked. */
export function serve(service: Service): ServedService {
  const head = serviceModels.head(service.name);
  if (head === undefined) throw new Error(`runtime/protocol/generated has no model of ${service.name}`);
  return new LazyService(service, head);
}

class LazyService implements ServedService {
  readonly service: Service;
  readonly head: ServiceHead;
  #schema: Schema | undefined;
  #operations: ReadonlyMap<string, ServedOperation> | undefined;

  constructor(service: Service, head: ServiceHead) {
    this.service = service;
    this.head = head;
  }

  get schema(): Schema {
    this.#schema ??= linkModel(serviceModels.get(this.service.name) as ServiceModel);
    return this.#schema;
  }

  get operations(): ReadonlyMap<string, ServedOperation> {
    this.#operations ??= serveOperations(this);
    return this.#operations;
  }
}

function serveOperations(owner: ServedService): ReadonlyMap<string, ServedOperation> {
  const { service, schema } = owner;
  const operations = new Map<string, ServedOperation>();
  const implemented = service.operations as Readonly<Record<string, ServedOperation["run"]>>;
  const quiet = new Set(service.selfReported);
  for (const [name, operation] of schema.operations) {
    operations.set(name, {
      owner,
      schema: operation,
      run: implemented[name]?.bind(implemented),
      validate: onFirstUse(() => createValidator(operation.input, service.unchecked)),
      recordsSuccess: !READ_ONLY.test(name) && !quiet.has(name),
    });
  }
  return operations;
}

/** Most of a service's operations are never called in a run. */
function onFirstUse(make: () => Validator): Validator {
  let validate: Validator | undefined;
  return (input) => {
    validate ??= make();
    return validate(input);
  };
}
