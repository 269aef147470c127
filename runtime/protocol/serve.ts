import { serviceModels } from "./generated/index.ts";
import { linkModel } from "./schema.ts";
import type { ServedOperation, ServedService } from "./served.ts";
import type { Service } from "./service.ts";
import { createValidator } from "./validate.ts";
import type { Validator } from "./validate.ts";

/** Operations whose success changes nothing, by AWS's verbs. */
const READ_ONLY = /^(?:Get|List|Receive|Describe|Head|Lookup|Batch(?:Get|Describe))/;

/** A service with its wire model and its operations, ready to be asked. */
export function serve(service: Service): ServedService {
  const model = serviceModels.get(service.name);
  if (model === undefined) throw new Error(`runtime/protocol/generated has no model of ${service.name}`);
  const schema = linkModel(model);
  const operations = new Map<string, ServedOperation>();
  const owner: ServedService = { service, schema, operations };
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
  return owner;
}

/** Most of a service's operations are never called in a run. */
function onFirstUse(make: () => Validator): Validator {
  let validate: Validator | undefined;
  return (input) => {
    validate ??= make();
    return validate(input);
  };
}
