import { parseInstant } from "./instants.ts";
import type { TimestampFormat } from "./instants.ts";
import type { Member } from "./schema.ts";

const INTEGER_LIMIT = 2 ** 31;

/** XML Schema's spellings; clients write them in any case. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

/**
 * A scalar from its text in XML, in a header or in a query.
 *
 * @param instantFormat where the model says none
 * @returns `undefined` when the text is no value of the member's type
 */
export function readScalarText({ kind, traits }: Member, text: string, instantFormat: TimestampFormat): unknown {
  if (kind === "boolean") return BOOLEANS.get(text.toLowerCase());
  if (kind === "integer") return readWhole(text, INTEGER_LIMIT);
  if (kind === "long") return readWhole(text, Infinity);
  if (kind === "double") return text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
  if (kind === "timestamp") return parseInstant(traits.timestampFormat ?? instantFormat, text);
  return kind === "blob" ? Buffer.from(text, "base64") : text;
}

/** @param limit what it must be below, and as a negative number not below */
function readWhole(text: string, limit: number): number | undefined {
  if (!/^[+-]?\d{1,19}$/.test(text)) return undefined;
  const value = Number(text);
  return value < limit && value >= -limit ? value : undefined;
}
