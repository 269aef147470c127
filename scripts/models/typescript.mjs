/**
 * @typedef {import("../../runtime/protocol/wire-model.ts").ServiceModel} ServiceModel
 * @typedef {import("../../runtime/protocol/wire-model.ts").MemberModel} MemberModel
 * @typedef {import("../../runtime/protocol/wire-model.ts").ShapeModel} ShapeModel
 */

/** How the runtime holds each scalar. Instants are epoch milliseconds everywhere in the runtime, so a timestamp is a number. */
const SCALAR_TYPES = {
  string: "string",
  boolean: "boolean",
  integer: "number",
  long: "number",
  double: "number",
  blob: "Uint8Array",
  timestamp: "number",
  document: "unknown",
  bigInteger: "bigint",
  bigDecimal: "string",
};

/**
 * TypeScript declarations of a model: every structure under its Smithy name, the map of operations, the union of error codes.
 *
 * @param {ServiceModel} model
 * @returns {string}
 */
export function toTypeScript(model) {
  const prefix = pascalCase(model.name);
  const shapes = Object.entries(model.shapes).map(([name, shape]) => declaration(model, name, shape));
  const operations = Object.entries(model.operations).map(([name, operation]) => {
    const input = operation.input ?? "Record<string, never>";
    const output = operation.output ?? "void";
    return `  ${name}(input: ${input}, context: RequestContext): ${output} | Promise<${output}>;\n`;
  });
  const codes = model.errors.map((name) => `  | ${JSON.stringify(name)}\n`);
  const bodies = [
    Object.values(model.operations).some(({ output }) => hasBody(model, output)) ? ["BodyContent"] : [],
    Object.values(model.operations).some(({ input }) => hasBody(model, input)) ? ["BodyStream"] : [],
  ].flat();
  return [
    `// Made by scripts/generate-models.mjs from models/${model.name}.json (Amazon.com, Inc., Apache-2.0). Do not edit.\n`,
    bodies.length > 0 ? `import type { ${bodies.join(", ")} } from "../../core/body-stream.ts";\n` : "",
    `import type { RequestContext } from "../service.ts";\n\n`,
    `/** What the ${model.serviceId} service can be asked. Timestamps are epoch milliseconds. */\n`,
    `export interface ${prefix}Operations {\n${operations.join("")}}\n\n`,
    `/** The names of the service's modelled errors. */\nexport type ${prefix}ErrorCode =\n${codes.join("").trimEnd()};\n`,
    ...shapes,
  ].join("");
}

/**
 * @param {ServiceModel} model
 * @param {string} name
 * @param {ShapeModel} shape
 */
function declaration(model, name, shape) {
  if (shape.type === "structure" && (shape.error === undefined || isEvent(model, name))) {
    const isOutput = Object.values(model.operations).some(({ output }) => output === name);
    const members = Object.entries(shape.members).map(([key, member]) =>
      isBody(member) ? bodyLine(key, isOutput) : memberLine(model, key, member),
    );
    return `\nexport interface ${name} {\n${members.join("")}}\n`;
  }
  if (shape.type === "union") {
    const variants = Object.entries(shape.members).map(
      ([key, member]) => `  | { readonly ${key}: ${typeOf(model, member)} }\n`,
    );
    return `\nexport type ${name} =\n${variants.join("").trimEnd()};\n`;
  }
  if (shape.type === "enum") {
    const values = shape.values.map((value) => `  | ${JSON.stringify(value)}\n`);
    // Clients newer than the model send values that it does not know; text keeps them, the union keeps completion.
    return `\nexport type ${name} =\n${values.join("")}  | (string & {});\n`;
  }
  return "";
}

/**
 * @param {ServiceModel} model
 * @param {string} name
 * @param {MemberModel} member
 */
function memberLine(model, name, member) {
  const type = isEventStream(model, member) ? `AsyncIterable<${typeOf(model, member)}>` : typeOf(model, member);
  if (member.required === true) return `  readonly ${name}: ${type};\n`;
  return `  readonly ${name}?: ${type} | undefined;\n`;
}

/**
 * A streaming body: there is always one on input, empty when the request has none.
 *
 * @param {string} name
 * @param {boolean} isOutput
 */
function bodyLine(name, isOutput) {
  if (isOutput) return `  readonly ${name}?: BodyContent | undefined;\n`;
  return `  readonly ${name}: BodyStream;\n`;
}

/** @param {MemberModel} member */
function isBody(member) {
  return member.type === "blob" && member.streaming === true;
}

/**
 * A union whose values come one after another; each reaches the client as soon as it is there.
 *
 * @param {ServiceModel} model
 * @param {MemberModel} member
 */
function isEventStream(model, member) {
  const shape = member.shape === undefined ? undefined : model.shapes[member.shape];
  return shape?.type === "union" && shape.streaming === true;
}

/**
 * Errors are thrown, but an event stream carries them as events.
 *
 * @param {ServiceModel} model
 * @param {string} name
 */
function isEvent(model, name) {
  return Object.values(model.shapes).some(
    (shape) => shape.type === "union" && Object.values(shape.members).some((member) => member.shape === name),
  );
}

/**
 * @param {ServiceModel} model
 * @param {string | undefined} name a structure's
 */
function hasBody(model, name) {
  const shape = name === undefined ? undefined : model.shapes[name];
  return shape?.type === "structure" && Object.values(shape.members).some(isBody);
}

/**
 * @param {ServiceModel} model
 * @param {MemberModel} member
 * @returns {string}
 */
function typeOf(model, member) {
  if (member.type !== undefined) return SCALAR_TYPES[member.type];
  const shape = model.shapes[member.shape];
  if (shape === undefined) throw new Error(`Unknown shape ${member.shape}`);
  if (shape.type === "list") return `readonly ${listElement(typeOf(model, shape.member))}[]`;
  if (shape.type === "map") return `Readonly<Record<string, ${typeOf(model, shape.value)}>>`;
  return member.shape;
}

/** @param {string} type */
function listElement(type) {
  return type.startsWith("readonly ") ? `(${type})` : type;
}

/** @param {string} name */
function pascalCase(name) {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter) => String(letter).toUpperCase());
}
