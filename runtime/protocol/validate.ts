/**
 * The model's constraints, checked on a decoded input. How a service words a broken one is the service's matter.
 */
import { NOT_NULL, rulesOf, valueText } from "./constraint-rules.ts";
import type { Rule } from "./constraint-rules.ts";
import type { Members } from "./json-codec.ts";
import type { Member, StructureShape } from "./schema.ts";
import type { ConstraintViolation } from "./service.ts";

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
      const content = all([this.#own(member), this.#inner(member)]);
      if (required || content !== undefined) checks.push(memberCheck(member.name, required, content));
    }
    return checks.length === 0 ? undefined : check;
  }

  #rules(member: Member): Rule[] {
    return rulesOf(member).filter(({ kind }) => !this.#unchecked.has(kind));
  }

  #own(member: Member): Check | undefined {
    const rules = this.#rules(member);
    if (rules.length === 0) return undefined;
    return (value, where, found) => {
      for (const { kind, sentence, isKept } of rules) {
        if (isKept(value)) continue;
        found.push({ kind, ...where, value, rule: sentence, valueText: valueText(member, value) });
      }
    };
  }

  #inner(member: Member): Check | undefined {
    if (member.kind === "structure") return this.structure(member.target);
    if (member.kind === "list") {
      const { element } = member.target;
      const each = this.#inner(element);
      return all([this.#elements(member, this.#rules(element)), each && elementsCheck(each)]);
    }
    if (member.kind === "map") {
      const { key, value } = member.target;
      const each = this.#inner(value);
      return all([
        this.#keys(member, this.#rules(key)),
        this.#values(member, this.#rules(value)),
        each && valuesCheck(each),
      ]);
    }
    return undefined;
  }

  /** Of a list's elements AWS says all rules at once, and shows the whole list. */
  #elements(list: Member, rules: readonly Rule[]): Check | undefined {
    return collectionCheck(list, rules, {
      rule: `Member must satisfy constraint: [${sentences(rules)}, ${NOT_NULL}]`,
      parts: (value) => value as readonly unknown[],
    });
  }

  #keys(map: Member, rules: readonly Rule[]): Check | undefined {
    return collectionCheck(map, rules, {
      rule: `Map keys must satisfy constraint: [${sentences(rules)}]`,
      parts: (value) => Object.keys(value as object),
    });
  }

  #values(map: Member, rules: readonly Rule[]): Check | undefined {
    return collectionCheck(map, rules, {
      rule: `Map value must satisfy constraint: [${sentences(rules)}, ${NOT_NULL}]`,
      parts: (value) => Object.values(value as object),
    });
  }
}

function sentences(rules: readonly Rule[]): string {
  return rules.map(({ sentence }) => sentence).join(", ");
}

/** One check of several; `undefined` when there are none. */
function all(given: readonly (Check | undefined)[]): Check | undefined {
  const checks = given.filter((check) => check !== undefined);
  if (checks.length < 2) return checks[0];
  return (value, where, found) => {
    for (const check of checks) check(value, where, found);
  };
}

function memberCheck(name: string, required: boolean, content: Check | undefined): Check {
  const tail = name.charAt(0).toLowerCase() + name.slice(1);
  return (structure, where, found) => {
    const value = (structure as Members)[name];
    if (value !== undefined && content === undefined) return;
    const place = { member: name, path: where.path === "" ? tail : `${where.path}.${tail}` };
    if (value !== undefined) content?.(value, place, found);
    else if (required) found.push({ kind: "required", ...place, value: null, rule: NOT_NULL, valueText: "null" });
  };
}

interface Collection {
  readonly rule: string;
  readonly parts: (value: unknown) => readonly unknown[];
}

function collectionCheck(member: Member, rules: readonly Rule[], { rule, parts }: Collection): Check | undefined {
  if (rules.length === 0) return undefined;
  return (value, where, found) => {
    const broken = rules.find(({ isKept }) => parts(value).some((part) => part !== null && !isKept(part)));
    if (broken === undefined) return;
    found.push({ kind: broken.kind, ...where, value, rule, valueText: valueText(member, value) });
  };
}

function elementsCheck(element: Check): Check {
  return (list, { member, path }, found) => {
    for (const [index, value] of (list as unknown[]).entries()) {
      if (value !== null) element(value, { member, path: `${path}.${index + 1}.member` }, found);
    }
  };
}

function valuesCheck(content: Check): Check {
  return (map, { member, path }, found) => {
    for (const [name, value] of Object.entries(map as Members)) {
      if (value !== null) content(value, { member, path: `${path}.${name}.member` }, found);
    }
  };
}
