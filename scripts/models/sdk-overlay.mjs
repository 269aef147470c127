import { PROTOCOLS, SMITHY, serviceOf, UNIT } from "./smithy.mjs";

/**
 * @typedef {import("./smithy.mjs").ShapeAst} ShapeAst
 * @typedef {import("./smithy.mjs").MemberAst} MemberAst
 * @typedef {import("./smithy.mjs").ShapesAst} ShapesAst
 * @typedef {import("./smithy.mjs").Traits} Traits
 */

/** First elements of the AWS SDK's schema tuples. @see node_modules/@smithy/types, `schema/static-schemas` */
const KIND = { simple: 0, list: 1, map: 2, structure: 3, error: -3, union: 4, operation: 9 };
const LIST_OF = 64;
const MAP_OF = 128;

/** The SDK's numbers for simple schemas. Its generic number does not tell integers from floats. @type {Map<number, ShapeAst>} */
const SIMPLE = new Map([
  [0, { type: "string" }],
  [1, { type: "number" }],
  [2, { type: "boolean" }],
  [4, { type: "timestamp" }],
  [5, { type: "timestamp", traits: { [`${SMITHY}timestampFormat`]: "date-time" } }],
  [6, { type: "timestamp", traits: { [`${SMITHY}timestampFormat`]: "http-date" } }],
  [7, { type: "timestamp", traits: { [`${SMITHY}timestampFormat`]: "epoch-seconds" } }],
  [15, { type: "document" }],
  [17, { type: "bigInteger" }],
  [19, { type: "bigDecimal" }],
  [21, { type: "blob" }],
  [42, { type: "blob", traits: { [`${SMITHY}streaming`]: {} } }],
]);

/** The SDK packs marker traits into the bits of one number, in this order. */
const TRAIT_BITS = [
  "httpLabel",
  "idempotent",
  "idempotencyToken",
  "sensitive",
  "httpPayload",
  "httpResponseCode",
  "httpQueryParams",
];

/**
 * Adds to `shapes` what the newest SDK client knows and the model does not: operations, shapes, members.
 * What the model has already stays as it is, because the SDK drops every constraint but `required`.
 *
 * @param {ShapesAst} shapes changed in place
 * @param {Record<string, unknown>} sdk the SDK package's exports
 */
export function overlaySdk(shapes, sdk) {
  const schemas = Object.entries(sdk)
    .filter(([name, value]) => name.endsWith("$") && Array.isArray(value))
    .map(([, value]) => /** @type {unknown[]} */ (value))
    .filter((schema) => !String(schema[1]).startsWith("smithy.ts"));
  const overlay = new Overlay(shapes);
  for (const schema of schemas) {
    if (schema[0] === KIND.operation) overlay.addOperation(schema);
    else overlay.idOf(schema);
  }
}

class Overlay {
  /** @type {ShapesAst} */
  #shapes;
  /** @type {Set<string>} */
  #visited = new Set();

  /** @param {ShapesAst} shapes */
  constructor(shapes) {
    this.#shapes = shapes;
  }

  /** @param {unknown[]} schema */
  addOperation(schema) {
    const [, , , traits, input, output] = schema;
    const id = idOfNamed(schema);
    const targets = { input: { target: this.idOf(input) }, output: { target: this.idOf(output) } };
    if (this.#shapes[id] !== undefined) return;
    this.#shapes[id] = { type: "operation", ...targets, errors: [], traits: traitsOf(traits) };
    (serviceOf(this.#shapes)[1].operations ??= []).push({ target: id });
  }

  /**
   * The shape id of a schema; the shape is added when the model lacks it.
   *
   * @param {unknown} reference a schema, a simple schema's number, or a function that returns one
   * @returns {string}
   */
  idOf(reference) {
    const schema = resolve(reference);
    if (schema === "unit") return UNIT;
    if (typeof schema === "number") return this.#simpleId(schema);
    if (!Array.isArray(schema)) throw new Error(`Unknown SDK schema ${String(schema)}`);
    const id = idOfNamed(schema);
    if (schema[0] === KIND.structure || schema[0] === KIND.error || schema[0] === KIND.union)
      this.#mergeMembers(id, schema);
    else if (this.#shapes[id] === undefined) this.#addNamed(id, schema);
    return id;
  }

  /** @param {number} code */
  #simpleId(code) {
    const id = `sdk#Simple${code}`;
    const known = this.#shapes[id];
    if (known !== undefined) return id;
    const simple = SIMPLE.get(code);
    if (simple !== undefined) this.#shapes[id] = simple;
    else if (code >= MAP_OF) {
      this.#shapes[id] = {
        type: "map",
        key: { target: `${SMITHY}String` },
        value: { target: this.#simpleId(code - MAP_OF) },
      };
    } else this.#shapes[id] = { type: "list", member: { target: this.#simpleId(code - LIST_OF) } };
    return id;
  }

  /**
   * @param {string} id
   * @param {unknown[]} schema a named list, map or simple schema
   */
  #addNamed(id, schema) {
    const traits = traitsOf(schema[3]);
    if (schema[0] === KIND.list) {
      /** @type {ShapeAst} */
      const list = (this.#shapes[id] = { type: "list", traits });
      list.member = this.#member(schema[4]);
    } else if (schema[0] === KIND.map) {
      /** @type {ShapeAst} */
      const map = (this.#shapes[id] = { type: "map", traits });
      map.key = this.#member(schema[4]);
      map.value = this.#member(schema[5]);
    } else {
      const base = this.#shapes[this.idOf(schema[4])];
      this.#shapes[id] = { type: base?.type ?? "string", traits: { ...base?.traits, ...traits } };
    }
  }

  /**
   * @param {string} id
   * @param {unknown[]} schema a structure: `[kind, namespace, name, traits, member names, member schemas, required count]`
   */
  #mergeMembers(id, schema) {
    if (this.#visited.has(id)) return;
    this.#visited.add(id);
    const type = schema[0] === KIND.union ? "union" : "structure";
    const shape = (this.#shapes[id] ??= { type, traits: traitsOf(schema[3]) });
    const members = (shape.members ??= {});
    const names = /** @type {string[]} */ (schema[4]);
    const references = /** @type {unknown[]} */ (schema[5]);
    const requiredCount = Number(schema[6] ?? 0);
    for (const [index, name] of names.entries()) {
      const member = this.#member(references[index]);
      if (index < requiredCount) member.traits = { ...member.traits, [`${SMITHY}required`]: {} };
      members[name] ??= member;
    }
  }

  /**
   * @param {unknown} reference a schema, or a pair of a schema and traits
   * @returns {MemberAst}
   */
  #member(reference) {
    const schema = resolve(reference);
    if (Array.isArray(schema) && schema.length === 2)
      return { target: this.idOf(schema[0]), traits: traitsOf(schema[1]) };
    return { target: this.idOf(schema) };
  }
}

/** @param {unknown} reference */
function resolve(reference) {
  return typeof reference === "function" ? /** @type {unknown} */ (reference()) : reference;
}

/**
 * @param {unknown} packed the SDK's traits: bits of a number, or an object
 * @returns {Traits}
 */
function traitsOf(packed) {
  const value = resolve(packed);
  if (typeof value === "number") {
    const names = TRAIT_BITS.filter((_, bit) => ((value >> bit) & 1) === 1);
    return Object.fromEntries(names.map((name) => [`${SMITHY}${name}`, {}]));
  }
  return Object.fromEntries(Object.entries(value ?? {}).map(([name, content]) => traitOf(name, content)));
}

/**
 * @param {string} name
 * @param {unknown} content
 * @returns {[string, unknown]}
 */
function traitOf(name, content) {
  const parts = Array.isArray(content) ? content : [];
  if (name === "awsQueryError") return [`${PROTOCOLS}${name}`, { code: parts[0], httpResponseCode: parts[1] }];
  if (name === "http") return [`${SMITHY}${name}`, { method: parts[0], uri: parts[1], code: parts[2] }];
  if (name === "xmlNamespace") return [`${SMITHY}${name}`, { prefix: parts[0], uri: parts[1] }];
  if (name === "endpoint") return [`${SMITHY}${name}`, { hostPrefix: parts[0] }];
  return [`${SMITHY}${name}`, content === 1 ? {} : content];
}

/** @param {unknown[]} schema `[kind, namespace, name, ...]` */
function idOfNamed(schema) {
  return `${String(schema[1])}#${String(schema[2])}`;
}
