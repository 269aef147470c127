import type { Condition } from "./condition.ts";
import { joinMemberships, type Leaf, type Leaves, type Membership } from "./flatten.ts";

const ANYWHERE: Membership = new Map();
const VALUES_SHOWN = 5;
const VALUE_LENGTH_SHOWN = 60;

/**
 * Whether all conditions hold at once. Values that lie in arrays of objects must come from the same elements:
 * `{"Records": {"name": ["a"], "size": [1]}}` wants one record that has both.
 */
export function matchesLeaves(conditions: readonly Condition[], leaves: Leaves): boolean {
  // First each on its own: cheap, and it decides nearly always.
  return (
    conditions.every((condition) => solve([condition], 0, leaves, ANYWHERE)) && solve(conditions, 0, leaves, ANYWHERE)
  );
}

/** Finds, condition by condition, values that fit together; goes back when a choice of elements leads nowhere. */
function solve(conditions: readonly Condition[], from: number, leaves: Leaves, chosen: Membership): boolean {
  const condition = conditions[from];
  if (condition === undefined) return true;
  if (condition.kind === "or") {
    const rest = conditions.slice(from + 1);
    return condition.alternatives.some((alternative) => solve([...alternative, ...rest], 0, leaves, chosen));
  }
  const found = leaves.get(condition.path);
  if (found === undefined) {
    return condition.tests.some((test) => test.holdsWhenAbsent) && solve(conditions, from + 1, leaves, chosen);
  }
  const tried = new Set<Membership>();
  return found.some((leaf) => {
    if (tried.has(leaf.membership) || !condition.tests.some((test) => test.holds(leaf.value))) return false;
    tried.add(leaf.membership);
    const joined = joinMemberships(chosen, leaf.membership);
    return joined !== undefined && solve(conditions, from + 1, leaves, joined);
  });
}

/** Why the conditions do not hold, in one sentence; `undefined` when they do. */
export function explain(conditions: readonly Condition[], leaves: Leaves): string | undefined {
  if (matchesLeaves(conditions, leaves)) return undefined;
  const failing = conditions.find((condition) => !matchesLeaves([condition], leaves));
  if (failing === undefined) {
    const keys = [...new Set(conditions.flatMap(pathsOf))].map((path) => `\`${path}\``).join(" and ");
    return `no single array element satisfies ${keys} together`;
  }
  return failing.kind === "or" ? explainOr(failing.alternatives, leaves) : explainKey(failing, leaves);
}

function explainKey(condition: Extract<Condition, { kind: "key" }>, leaves: Leaves): string {
  const wants = condition.tests.map((test) => test.wants).join(" or ");
  const found = leaves.get(condition.path);
  const is = found === undefined ? "is missing" : `is ${describeValues(found)}`;
  return `\`${condition.path}\` ${is}, wants ${wants}`;
}

function explainOr(alternatives: readonly (readonly Condition[])[], leaves: Leaves): string {
  const reasons = new Set(alternatives.map((alternative) => explain(alternative, leaves) ?? ""));
  return reasons.size === 1 ? [...reasons].join("") : `no alternative holds: ${[...reasons].join("; ")}`;
}

function describeValues(leaves: readonly Leaf[]): string {
  const shown = leaves.slice(0, VALUES_SHOWN).map(({ value }) => shorten(JSON.stringify(value)));
  const more = leaves.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

function shorten(text: string): string {
  return text.length <= VALUE_LENGTH_SHOWN ? text : `${text.slice(0, VALUE_LENGTH_SHOWN)}…`;
}

function pathsOf(condition: Condition): readonly string[] {
  return condition.kind === "key" ? [condition.path] : condition.alternatives.flatMap((one) => one.flatMap(pathsOf));
}
