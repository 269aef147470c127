/** Words of the recorder that stand for any value, and tokens that it wrote in its own way. */
const ANY: ReadonlySet<string> = new Set([
  "datetime",
  "date",
  "owner-id",
  "display-name",
  "i-d",
  "bucket",
  "id",
  "location",
  "etag",
  "copy-etag",
  "continuation-token",
  "next-continuation-token",
]);

/**
 * A recording in the matcher's own tokens: those of the recorder that are numbered otherwise, and one of its own for every bare word.
 *
 * @param opaque members that may have any value
 */
export function loosened(recorded: unknown, opaque: ReadonlySet<string>): unknown {
  let words = 0;
  const visit = (value: unknown): unknown => {
    if (typeof value === "string") {
      if (ANY.has(value)) return `<any:${++words}>`;
      return value.replaceAll(/<([A-Za-z_-]+)[:-]?(\d*)>/g, (_, name: string, number: string) => {
        if (name === "location-constraint" && number === "") return `<any:${++words}>`;
        if (name === "region" || name === "partition") return `<${name}>`;
        return `<${name.toLowerCase().replaceAll("_", "-")}:${number === "" ? "0" : number}>`;
      });
    }
    if (Array.isArray(value)) return value.map((item) => visit(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, opaque.has(key) ? `<any:${++words}>` : visit(member)]),
    );
  };
  return visit(recorded);
}
