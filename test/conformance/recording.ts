import { readFileSync } from "node:fs";

/** What AWS answered, by the name of the step, for each variant (protocol, parameter) of one recorded test. */
export type Recording = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

interface RecordingFile {
  readonly recording?: Record<string, unknown>;
  readonly variants?: Record<string, { readonly content?: Record<string, unknown>; readonly same_as?: string }>;
}

/** @param file below test/fixtures/aws-recordings, without `.json` */
export function readRecording(file: string): Recording {
  const url = new URL(`../fixtures/aws-recordings/${file}.json`, import.meta.url);
  const { recording, variants = {} } = JSON.parse(readFileSync(url, "utf8")) as RecordingFile;
  const contents = new Map<string, Record<string, unknown>>();
  if (recording !== undefined) contents.set("", recording);
  for (const [name, { content, same_as: other }] of Object.entries(variants)) {
    const steps = content ?? variants[other ?? ""]?.content;
    if (steps === undefined) throw new Error(`${file}: variant ${name} has no content`);
    contents.set(name, steps);
  }
  return contents;
}

/** What the recorder's fixed tokens stand for here. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
}

/**
 * Compares answers with a recording, whose volatile values are placeholders: `<uuid:1>` is one value wherever it appears,
 * `timestamp` any instant. Use one for all steps of a test.
 */
export class RecordingMatcher {
  readonly #place: Place;
  readonly #values = new Map<string, string>();

  constructor(place: Place) {
    this.#place = place;
  }

  /** Every difference in one line each; none when `actual` is what was recorded. */
  differences(expected: unknown, actual: unknown, path = "answer"): string[] {
    if (isBytes(expected)) return this.#compareBytes(expected, actual, path);
    if (typeof expected === "string") return this.#compareText(expected, actual, path);
    if (Array.isArray(expected)) return this.#compareList(expected, actual, path);
    if (typeof expected === "object" && expected !== null) return this.#compareObject(expected, actual, path);
    return Object.is(expected, actual) ? [] : [difference(path, expected, actual)];
  }

  #compareObject(expected: object, actual: unknown, path: string): string[] {
    // The recorder parsed strings of JSON, one level deep.
    const value: unknown = typeof actual === "string" ? JSON.parse(actual) : actual;
    if (typeof value !== "object" || value === null) return [difference(path, expected, actual)];
    const given = Object.entries(value).filter(([, member]) => member !== undefined);
    const wanted = new Map(Object.entries(expected));
    const found = new Map(given);
    const extra = given.filter(([key]) => !wanted.has(key)).map(([key]) => `${path}.${key}: not recorded`);
    const inside = [...wanted].flatMap(([key, member]) => {
      if (!found.has(key)) return [`${path}.${key}: recorded, but missing`];
      return this.differences(member, found.get(key), `${path}.${key}`);
    });
    return [...extra, ...inside];
  }

  #compareList(expected: readonly unknown[], actual: unknown, path: string): string[] {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [difference(path, expected, actual)];
    return expected.flatMap((item, index) => this.differences(item, actual[index], `${path}[${index}]`));
  }

  #compareText(expected: string, actual: unknown, path: string): string[] {
    if (expected === "timestamp") {
      return /^\d{10,13}$/.test(String(actual)) ? [] : [difference(path, expected, actual)];
    }
    const text = typeof actual === "number" ? String(actual) : actual;
    if (typeof text !== "string") return [difference(path, expected, actual)];
    const names: string[] = [];
    const pattern = expected.split(/(<[a-z-]+(?::\d+)?>|111111111111)/).map((part) => this.#pattern(part, names));
    const match = new RegExp(`^${pattern.join("")}$`, "s").exec(text);
    if (match === null) return [difference(path, expected, actual)];
    for (const [index, name] of names.entries()) this.#values.set(name, match[index + 1] ?? "");
    return [];
  }

  #pattern(part: string, names: string[]): string {
    if (part === "<region>") return escape(this.#place.region);
    if (part === "<partition>") return "aws";
    if (part === "111111111111") return this.#place.accountId;
    if (!/^<[a-z-]+(?::\d+)?>$/.test(part)) return escape(part);
    const known = this.#values.get(part);
    if (known !== undefined) return escape(known);
    names.push(part);
    return "(.+?)";
  }

  #compareBytes(expected: string, actual: unknown, path: string): string[] {
    const bytes = expected
      .slice(2, -1)
      .replaceAll(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    const isEqual = actual instanceof Uint8Array && Buffer.from(actual).toString("latin1") === bytes;
    return isEqual ? [] : [difference(path, expected, actual)];
  }
}

/** Python's way to write bytes: `b'\x1e'`. */
function isBytes(value: unknown): value is string {
  return typeof value === "string" && value.startsWith("b'") && value.endsWith("'");
}

function difference(path: string, expected: unknown, actual: unknown): string {
  return `${path}: recorded ${JSON.stringify(expected)}, was ${JSON.stringify(actual)}`;
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
