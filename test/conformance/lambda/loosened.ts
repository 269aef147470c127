/** Values that the recorder replaced without numbers: any text will do. */
const ANYTHING: ReadonlySet<string> = new Set([
  "date",
  "datetime",
  "<code-size>",
  "<location>",
  "<log-result:1>",
  "code-sha256",
  "log-result",
]);

/** A recording whose unnumbered replacements match anything, each for itself; `<a:len(65)>` is that many letters. */
export function loosened(expected: unknown): unknown {
  let replaced = 0;
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") {
      if (ANYTHING.has(value)) return `<any:${++replaced}>`;
      return namedWithLetters(value).replaceAll(/<a:len\((\d+)\)>/g, (_, length: string) => "a".repeat(Number(length)));
    }
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        name === "ResponseMetadata" ? status(member) : walk(member),
      ]),
    );
  };
  return walk(expected);
}

/** One recording kept what the others dropped. */
function status(metadata: unknown): unknown {
  return { HTTPHeaders: {}, HTTPStatusCode: (metadata as { readonly HTTPStatusCode: number }).HTTPStatusCode };
}

/** The matcher's placeholders have neither digits nor underscores in their names. */
function namedWithLetters(text: string): string {
  return text
    .replaceAll("<code-sha256:", "<code-digest:")
    .replaceAll(/<[a-z]+(?:_[a-z]+)+>/g, (name) => name.replaceAll("_", "-"));
}
