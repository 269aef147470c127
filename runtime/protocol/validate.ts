/**
 * The model's constraints, checked on a decoded input. How a service words a broken one is the service's matter.
 */
import type { Members } from "./json-codec.ts";
import type { Member, StructureShape } from "./schema.ts";
import type { ConstraintViolation } from "./service.ts";
import type { Traits } from "./wire-model.ts";

/** Lists what an input breaks, in order of the model's members; `undefined` when nothing, which is cheap to tell. */
export type Validator = (input: Readonly<Members>) => ConstraintViolation[] | undefined;

type Kind = ConstraintViolation["kind"];
/** Where a value is: the name of its member, and its path in AWS's style. */
interface Where {
  readonly member: string;
  readonly path: string;
}
type Check = (value: unknown, where: Where, found: ConstraintViolation[]) => void;

/**
 * Works out once which members have constraints at all, so that a call touches only those.
 *
 * @param unchecked kinds that the service does not enforce at the door
 */
export function createValidator(shape: StructureShape, unchecked: readonly Kind[] = []): Validator {
  const planner = new Planner(new Set(unchecked));
  const check = planner.structure(shape);
  if (check === undefined) return () => undefined;
  return (input) => {
    const found: ConstraintViolation[] = [];
    check(input, { member: "", path: "" }, found);
    return found.length === 0 ? undefined : found;
  };
}

class Planner {
  readonly #unchecked: ReadonlySet<Kind>;
  readonly #planned = new Map<StructureShape, Check>();

  constructor(unchecked: ReadonlySet<Kind>) {
    this.#unchecked = unchecked;
  }

  /** `undefined` when nothing in the structure is constrained. */
  structure(shape: StructureShape): Check | undefined {
    const known = this.#planned.get(shape);
    if (known !== undefined) return known;
    const checks: Check[] = [];
    const check: Check = (value, where, found) => {
      for (const each of checks) each(value, where, found);
    };
    this.#planned.set(shape, check);
    for (const member of shape.members) {
      const required = member.traits.required === true && !this.#unchecked.has("required");
      const content = this.#member(member);
      if (required || content !== undefined) checks.push(memberCheck(member.name, required, content));
    }
    return checks.length === 0 ? undefined : check;
  }

  #member(member: Member): Check | undefined {
    const checks = [...this.#own(member), this.#inner(member)].filter((check) => check !== undefined);
    if (checks.length === 0) return undefined;
    return (value, where, found) => {
      for (const check of checks) check(value, where, found);
    };
  }

  #own(member: Member): Check[] {
    const traits: Traits =
      member.kind === "list" || member.kind === "map" ? { ...member.target.traits, ...member.traits } : member.traits;
    const checks: Check[] = [];
    if (traits.length !== undefined && !this.#unchecked.has("length")) checks.push(lengthCheck(traits.length));
    if (traits.range !== undefined && !this.#unchecked.has("range")) checks.push(rangeCheck(traits.range));
    if (traits.pattern !== undefined && !this.#unchecked.has("pattern")) checks.push(...patternCheck(traits.pattern));
    if (member.kind === "enum" && !this.#unchecked.has("enum")) checks.push(enumCheck(member.target.values));
    return checks;
  }

  #inner(member: Member): Check | undefined {
    if (member.kind === "structure") return this.structure(member.target);
    if (member.kind === "list") return listCheck(this.#member(member.target.element));
    if (member.kind === "map") return mapCheck(this.#member(member.target.key), this.#member(member.target.value));
    return undefined;
  }
}

function memberCheck(name: string, required: boolean, content: Check | undefined): Check {
  const tail = name.charAt(0).toLowerCase() + name.slice(1);
  return (structure, where, found) => {
    const value = (structure as Members)[name];
    if (value !== undefined && content === undefined) return;
    const place = { member: name, path: where.path === "" ? tail : `${where.path}.${tail}` };
    if (value !== undefined) content?.(value, place, found);
    else if (required) found.push({ kind: "required", ...place, value: null, rule: "Member must not be null" });
  };
}

function listCheck(element: Check | undefined): Check | undefined {
  if (element === undefined) return undefined;
  return (list, { member, path }, found) => {
    for (const [index, value] of (list as unknown[]).entries()) {
      if (value !== null) element(value, { member, path: `${path}.${index + 1}.member` }, found);
    }
  };
}

function mapCheck(key: Check | undefined, value: Check | undefined): Check | undefined {
  if (key === undefined && value === undefined) return undefined;
  return (map, { member, path }, found) => {
    for (const [name, content] of Object.entries(map as Members)) {
      key?.(name, { member, path: `${path}.key` }, found);
      if (content !== null) value?.(content, { member, path: `${path}.${name}.member` }, found);
    }
  };
}

type Bounds = NonNullable<Traits["length"]>;

function lengthCheck(bounds: Bounds): Check {
  return boundsCheck("length", bounds, sizeOf, "length");
}

function rangeCheck(bounds: Bounds): Check {
  return boundsCheck("range", bounds, Number, "value");
}

function boundsCheck(kind: Kind, { min, max }: Bounds, measure: (value: unknown) => number, noun: string): Check {
  return (value, where, found) => {
    const size = measure(value);
    if (min !== undefined && size < min) {
      found.push({ kind, ...where, value, rule: `Member must have ${noun} greater than or equal to ${min}` });
    }
    if (max !== undefined && size > max) {
      found.push({ kind, ...where, value, rule: `Member must have ${noun} less than or equal to ${max}` });
    }
  };
}

/** Code points of a text, bytes of a blob, elements of a list, entries of a map: Smithy's length. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return lengthInCodePoints(value);
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length;
  return Object.keys(value as object).length;
}

function lengthInCodePoints(text: string): number {
  let pairs = 0;
  for (let index = 0; index < text.length - 1; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit < 0xdc00) {
      const next = text.charCodeAt(index + 1);
      if (next >= 0xdc00 && next < 0xe000) pairs++;
    }
  }
  return text.length - pairs;
}

/** A pattern that JavaScript cannot read is not checked; a test makes sure that there is none. */
function patternCheck(pattern: string): Check[] {
  const expression = toRegExp(pattern);
  if (expression === undefined) return [];
  const rule = `Member must satisfy regular expression pattern: ${pattern}`;
  return [
    (value, where, found) => {
      if (!expression.test(String(value))) found.push({ kind: "pattern", ...where, value, rule });
    },
  ];
}

/** Smithy's patterns match anywhere unless anchored; AWS's framework matches the whole text. `undefined` when unreadable. */
export function toRegExp(pattern: string): RegExp | undefined {
  for (const flags of ["su", "s"]) {
    try {
      return new RegExp(`^(?:${pattern})$`, flags);
    } catch {
      // The next flags may read it: some patterns escape characters that Unicode mode does not let one escape.
    }
  }
  return undefined;
}

function enumCheck(values: readonly string[]): Check {
  const known = new Set(values);
  const rule = `Member must satisfy enum value set: [${values.join(", ")}]`;
  return (value, where, found) => {
    if (!known.has(String(value))) found.push({ kind: "enum", ...where, value, rule });
  };
}
