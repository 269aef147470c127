/** The names that `wanted` may have meant, best first: at most `limit`, about as near as the best, which differs in a third of its letters at most. */
export function nearest(wanted: string, names: Iterable<string>, limit = 3): string[] {
  const tolerance = Math.max(2, Math.floor(wanted.length / 3));
  const found = [...new Set(names)]
    .map((name) => ({ name, distance: editDistance(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance }) => distance <= tolerance)
    .toSorted((a, b) => a.distance - b.distance || a.name.localeCompare(b.name));
  const best = found[0]?.distance ?? 0;
  return found
    .filter(({ distance }) => distance <= best + 1)
    .slice(0, limit)
    .map(({ name }) => name);
}

/** `"a", "b" or "c"`, for a sentence. */
export function orList(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
