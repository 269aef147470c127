import { operationIds, PROTOCOLS, serviceOf, shapeOf, shortName, SMITHY, UNIT } from "./smithy.mjs";

/**
 * @typedef {import("./smithy.mjs").ShapeAst} ShapeAst
 * @typedef {import("./smithy.mjs").MemberAst} MemberAst
 * @typedef {import("./smithy.mjs").ShapesAst} ShapesAst
 * @typedef {import("./smithy.mjs").Traits} Traits
 * @typedef {import("../../runtime/protocol/wire-model.ts").ServiceModel} ServiceModel
 * @typedef {import("../../runtime/protocol/wire-model.ts").OperationModel} OperationModel
 * @typedef {import("../../runtime/protocol/wire-model.ts").ShapeModel} ShapeModel
 * @typedef {import("../../runtime/protocol/wire-model.ts").MemberModel} MemberModel
 * @typedef {import("../../runtime/protocol/wire-model.ts").ScalarType} ScalarType
 */

/** Smithy's scalar types and ours: sizes of integers do not show on the wire. @type {Map<string, ScalarType>} */
const SCALARS = new Map([
  ["string", "string"],
  ["boolean", "boolean"],
  ["blob", "blob"],
  ["timestamp", "timestamp"],
  ["document", "document"],
  ["byte", "integer"],
  ["short", "integer"],
  ["integer", "integer"],
  ["intEnum", "integer"],
  ["long", "long"],
  ["float", "double"],
  ["double", "double"],
  ["number", "double"],
  ["bigInteger", "bigInteger"],
  ["bigDecimal", "bigDecimal"],
]);

/** Traits that become a flag. @type {readonly string[]} */
const FLAGS = [
  "required",
  "xmlFlattened",
  "xmlAttribute",
  "httpLabel",
  "httpPayload",
  "httpQueryParams",
  "httpResponseCode",
  "idempotencyToken",
  "streaming",
  "sparse",
  "sensitive",
  "eventPayload",
  "eventHeader",
  "hostLabel",
];

/** Traits whose text is kept. @type {readonly string[]} */
const TEXTS = [
  "pattern",
  "xmlName",
  "jsonName",
  "httpHeader",
  "httpQuery",
  "httpPrefixHeaders",
  "timestampFormat",
  "mediaType",
];

/**
 * The compact wire model of one service: only what a codec, a router and a validator need.
 *
 * @param {ShapesAst} shapes
 * @param {{ name: string, xmlNamespace?: string }} options `xmlNamespace` where the model has none
 * @returns {ServiceModel}
 */
export function toWireModel(shapes, options) {
  const [serviceId, service] = serviceOf(shapes);
  const traits = service.traits ?? {};
  const builder = new ModelBuilder(shapes);
  /** @type {Record<string, OperationModel>} */
  const operations = {};
  for (const id of operationIds(shapes)) operations[shortName(id)] = builder.operation(shapeOf(shapes, id));
  const errors = Object.entries(shapes)
    .filter(([, shape]) => shape.traits?.[`${SMITHY}error`] !== undefined)
    .map(([id]) => builder.named(id))
    .toSorted();
  const queryCompatible = `${PROTOCOLS}awsQueryCompatible` in traits;
  const xmlNamespace = text(traits[`${SMITHY}xmlNamespace`], "uri") ?? options.xmlNamespace;
  return {
    name: options.name,
    serviceId: text(traits["aws.api#service"], "sdkId") ?? options.name,
    namespace: serviceId.slice(0, serviceId.indexOf("#")),
    targetPrefix: shortName(serviceId),
    version: service.version ?? "",
    protocols: protocolsOf(traits, queryCompatible),
    ...(queryCompatible ? { queryCompatible } : {}),
    ...(xmlNamespace === undefined ? {} : { xmlNamespace }),
    operations,
    errors,
    shapes: builder.shapes(),
  };
}

class ModelBuilder {
  /** @type {ShapesAst} */
  #ast;
  /** @type {Map<string, ShapeModel>} */
  #built = new Map();
  /** @type {Map<string, string>} */
  #owners = new Map();

  /** @param {ShapesAst} ast */
  constructor(ast) {
    this.#ast = ast;
  }

  /** @returns {Record<string, ShapeModel>} in order of name, so that output does not depend on the order of visits */
  shapes() {
    return Object.fromEntries([...this.#built].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  /**
   * @param {ShapeAst} operation
   * @returns {OperationModel}
   */
  operation(operation) {
    const { input, output } = operation;
    const traits = operation.traits ?? {};
    const http = /** @type {{ method: string, uri: string, code?: number } | undefined} */ (traits[`${SMITHY}http`]);
    const errors = (operation.errors ?? []).map(({ target }) => shortName(target));
    const checksum = traits[`${PROTOCOLS}httpChecksum`];
    return {
      ...(input === undefined || input.target === UNIT ? {} : { input: this.named(input.target) }),
      ...(output === undefined || output.target === UNIT ? {} : { output: this.named(output.target) }),
      ...(errors.length === 0 ? {} : { errors }),
      ...(http === undefined ? {} : { http: { method: http.method, uri: http.uri, status: http.code ?? 200 } }),
      ...(checksum === undefined ? {} : { checksum: /** @type {Record<string, unknown>} */ (checksum) }),
      ...("aws.customizations#s3UnwrappedXmlOutput" in traits ? { unwrappedOutput: true } : {}),
    };
  }

  /**
   * Builds an aggregate or enum shape once.
   *
   * @param {string} id
   * @returns {string} its name in the model
   */
  named(id) {
    const name = shortName(id);
    const owner = this.#owners.get(name);
    if (owner !== undefined && owner !== id) throw new Error(`Two shapes are called ${name}: ${owner} and ${id}`);
    if (owner === undefined) {
      this.#owners.set(name, id);
      this.#built.set(name, this.#shape(shapeOf(this.#ast, id)));
    }
    return name;
  }

  /**
   * @param {ShapeAst} shape
   * @returns {ShapeModel}
   */
  #shape(shape) {
    const traits = traitsOf(shape.traits);
    const { type } = shape;
    if (type === "structure" || type === "union") {
      const members = Object.entries(shape.members ?? {}).map(([name, member]) => [name, this.#member(member)]);
      return { type, ...traits, ...errorOf(shape), members: Object.fromEntries(members) };
    }
    if (type === "enum") return { type, ...traits, values: Object.entries(shape.members ?? {}).map(enumValue) };
    if (type === "map" && shape.key !== undefined && shape.value !== undefined) {
      return { type, ...traits, key: this.#member(shape.key), value: this.#member(shape.value) };
    }
    if ((type === "list" || type === "set") && shape.member !== undefined) {
      return { type: "list", ...traits, member: this.#member(shape.member) };
    }
    throw new Error(`Smithy's type ${type} is not an aggregate.`);
  }

  /**
   * A member carries a scalar's constraints itself, so that most shapes need no name.
   *
   * @param {MemberAst} member
   * @returns {MemberModel}
   */
  #member(member) {
    const target = shapeOf(this.#ast, member.target);
    const scalar = SCALARS.get(target.type);
    if (scalar === undefined) return { shape: this.named(member.target), ...traitsOf(member.traits) };
    const { xmlName: _, ...inherited } = traitsOf(target.traits);
    return { type: scalar, ...inherited, ...traitsOf(member.traits) };
  }
}

/** @param {[string, MemberAst]} member @returns {string} */
function enumValue([name, member]) {
  const value = member.traits?.[`${SMITHY}enumValue`];
  return typeof value === "string" ? value : name;
}

/**
 * @param {ShapeAst} shape
 * @returns {{ error?: import("../../runtime/protocol/wire-model.ts").ErrorModel }}
 */
function errorOf(shape) {
  const fault = shape.traits?.[`${SMITHY}error`];
  if (fault === undefined) return {};
  const status = Number(shape.traits?.[`${SMITHY}httpError`] ?? (fault === "client" ? 400 : 500));
  const query = /** @type {{ code: string, httpResponseCode: number } | undefined} */ (
    shape.traits?.[`${PROTOCOLS}awsQueryError`]
  );
  return {
    error: {
      fault: fault === "client" ? "Sender" : "Receiver",
      status,
      ...(query === undefined ? {} : { queryCode: query.code, queryStatus: query.httpResponseCode }),
    },
  };
}

/** @param {Traits | undefined} traits */
function traitsOf(traits = {}) {
  /** @type {Record<string, unknown>} */
  const kept = {};
  for (const name of FLAGS) if (`${SMITHY}${name}` in traits) kept[name] = true;
  for (const name of TEXTS) if (`${SMITHY}${name}` in traits) kept[name] = traits[`${SMITHY}${name}`];
  for (const name of ["length", "range"]) if (`${SMITHY}${name}` in traits) kept[name] = traits[`${SMITHY}${name}`];
  const namespace = traits[`${SMITHY}xmlNamespace`];
  if (namespace !== undefined) kept["xmlNamespace"] = namespace;
  return kept;
}

/**
 * @param {Traits} traits
 * @param {boolean} queryCompatible
 */
function protocolsOf(traits, queryCompatible) {
  const known = ["awsJson1_0", "awsJson1_1", "awsQuery", "restJson1", "restXml"];
  const stated = known.filter((protocol) => `${PROTOCOLS}${protocol}` in traits);
  if (queryCompatible && !stated.includes("awsQuery")) stated.push("awsQuery");
  return /** @type {import("../../runtime/protocol/wire-model.ts").WireProtocol[]} */ (stated);
}

/**
 * @param {unknown} trait
 * @param {string} key
 * @returns {string | undefined}
 */
function text(trait, key) {
  const value = trait !== null && typeof trait === "object" ? /** @type {Traits} */ (trait)[key] : undefined;
  return typeof value === "string" ? value : undefined;
}
