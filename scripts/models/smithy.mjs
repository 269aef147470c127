/**
 * The part of Smithy's JSON AST that the generator reads.
 * @see https://smithy.io/2.0/spec/json-ast.html
 *
 * @typedef {Record<string, unknown>} Traits
 * @typedef {{ target: string, traits?: Traits }} MemberAst
 * @typedef {{
 *   type: string,
 *   version?: string,
 *   traits?: Traits,
 *   members?: Record<string, MemberAst>,
 *   member?: MemberAst,
 *   key?: MemberAst,
 *   value?: MemberAst,
 *   input?: MemberAst,
 *   output?: MemberAst,
 *   errors?: MemberAst[],
 *   operations?: MemberAst[],
 *   collectionOperations?: MemberAst[],
 *   resources?: MemberAst[],
 *   create?: MemberAst, put?: MemberAst, read?: MemberAst, update?: MemberAst, delete?: MemberAst, list?: MemberAst,
 * }} ShapeAst
 * @typedef {Record<string, ShapeAst>} ShapesAst
 */

export const SMITHY = "smithy.api#";
export const PROTOCOLS = "aws.protocols#";
export const UNIT = "smithy.api#Unit";

/**
 * The name of a shape without its namespace.
 *
 * @param {string} shapeId `com.amazonaws.sqs#SendMessageRequest`
 */
export function shortName(shapeId) {
  return shapeId.slice(shapeId.indexOf("#") + 1);
}

/**
 * @param {ShapesAst} shapes
 * @returns {[string, ShapeAst]} id and shape of the one service
 */
export function serviceOf(shapes) {
  const found = Object.entries(shapes).find(([, shape]) => shape.type === "service");
  if (found === undefined) throw new Error("The model has no service shape.");
  return found;
}

/**
 * The ids of all operations, those of resources included, in order of their names.
 *
 * @param {ShapesAst} shapes
 * @returns {string[]}
 */
export function operationIds(shapes) {
  const [, service] = serviceOf(shapes);
  /** @type {Set<string>} */
  const ids = new Set();
  /** @param {ShapeAst} owner */
  const visit = (owner) => {
    const lifecycle = [owner.create, owner.put, owner.read, owner.update, owner.delete, owner.list];
    for (const member of [...lifecycle, ...(owner.operations ?? []), ...(owner.collectionOperations ?? [])]) {
      if (member !== undefined) ids.add(member.target);
    }
    for (const { target } of owner.resources ?? []) visit(shapeOf(shapes, target));
  };
  visit(service);
  return [...ids].toSorted((a, b) => (shortName(a) < shortName(b) ? -1 : 1));
}

/** Smithy's built-in shapes that a model may target without defining them. */
const PRELUDE = new Map([
  ["String", "string"],
  ["Boolean", "boolean"],
  ["PrimitiveBoolean", "boolean"],
  ["Blob", "blob"],
  ["Timestamp", "timestamp"],
  ["Document", "document"],
  ["Byte", "byte"],
  ["Short", "short"],
  ["Integer", "integer"],
  ["PrimitiveInteger", "integer"],
  ["Long", "long"],
  ["PrimitiveLong", "long"],
  ["Float", "float"],
  ["PrimitiveFloat", "float"],
  ["Double", "double"],
  ["PrimitiveDouble", "double"],
  ["BigInteger", "bigInteger"],
  ["BigDecimal", "bigDecimal"],
]);

/**
 * @param {ShapesAst} shapes
 * @param {string} shapeId
 * @returns {ShapeAst}
 */
export function shapeOf(shapes, shapeId) {
  const own = shapes[shapeId];
  if (own !== undefined) return own;
  const type = shapeId.startsWith(SMITHY) ? PRELUDE.get(shortName(shapeId)) : undefined;
  if (type === undefined) throw new Error(`The model targets ${shapeId}, which it does not define.`);
  return { type };
}
