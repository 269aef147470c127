import { SMITHY } from "./smithy.mjs";

/**
 * @typedef {import("./smithy.mjs").ShapesAst} ShapesAst
 * @typedef {{
 *   readonly enumOrder?: Readonly<Record<string, readonly string[]>>,
 *   readonly patterns?: Readonly<Record<string, string>>,
 * }} Correction
 */

/**
 * Where AWS's recorded answers show constraints that the published models have otherwise, by service and shape.
 * Enums are listed in AWS's messages in the order in which its own hash tables keep them.
 *
 * @type {Readonly<Record<string, Correction>>}
 */
const CORRECTIONS = {
  lambda: {
    enumOrder: {
      // TestLambdaURL.lambda_url_invalid_invoke_mode
      InvokeMode: ["RESPONSE_STREAM", "BUFFERED"],
      // TestLambdaEventSourceMappings.create_event_source_validation_kinesis
      EventSourcePosition: ["LATEST", "AT_TIMESTAMP", "TRIM_HORIZON"],
    },
    patterns: {
      // TestLambdaTag.tag_exceptions
      TaggableResource: String.raw`^arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:(function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)$`,
    },
  },
};

/**
 * @param {ShapesAst} shapes changed in place
 * @param {string} service
 */
export function correct(shapes, service) {
  const { enumOrder = {}, patterns = {} } = CORRECTIONS[service] ?? {};
  for (const [name, values] of Object.entries(enumOrder)) {
    const shape = shapeCalled(shapes, name);
    const members = Object.entries(shape.members ?? {});
    const byValue = new Map(members.map((entry) => [entry[1].traits?.[`${SMITHY}enumValue`] ?? entry[0], entry]));
    const ordered = values.flatMap((value) => {
      const entry = byValue.get(value);
      return entry === undefined ? [] : [entry];
    });
    shape.members = Object.fromEntries([...ordered, ...members.filter((entry) => !ordered.includes(entry))]);
  }
  for (const [name, pattern] of Object.entries(patterns)) {
    const shape = shapeCalled(shapes, name);
    shape.traits = { ...shape.traits, [`${SMITHY}pattern`]: pattern };
  }
}

/**
 * @param {ShapesAst} shapes
 * @param {string} name
 */
function shapeCalled(shapes, name) {
  const found = Object.entries(shapes).find(([id]) => id.endsWith(`#${name}`));
  if (found === undefined) throw new Error(`There is no shape ${name} to correct.`);
  return found[1];
}
