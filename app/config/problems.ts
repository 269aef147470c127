import type { core } from "zod/mini";
import { nearest, orList } from "../../handlers/nearest.ts";
import type { ConfigProblem } from "./config-error.ts";
import type { KeyPath } from "./locate-key.ts";
import { locateKey } from "./locate-key.ts";
import { KNOWN_KEYS } from "./schema-parts.ts";

/** Knows where in the user's file a key is. `undefined` source: the config came as an object. */
export interface ConfigSource {
  /** As shown to the user: relative to the project's folder. */
  readonly file: string;
  readonly source: string | undefined;
}

/** The problem at `path`, with the line of its deepest key that the source spells out. */
export function problemAt(config: ConfigSource, path: KeyPath, message: string): ConfigProblem {
  const place = config.source === undefined ? undefined : locateKey(config.source, path);
  const key = formatPath(path);
  return {
    message,
    place: {
      file: config.file,
      ...(place === undefined ? {} : { line: place.line, column: place.column }),
      ...(key === "" ? {} : { key }),
    },
  };
}

/** What zod found, in our words. */
export function problemsOf(config: ConfigSource, issues: readonly core.$ZodIssue[]): ConfigProblem[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      const known = issue.message.slice(KNOWN_KEYS.length).split(" ");
      return issue.keys.map((key) => problemAt(config, [...issue.path, key], unknownKey(key, known)));
    }
    const expected = issue.code === "invalid_key" ? (issue.issues[0]?.message ?? issue.message) : issue.message;
    const found = issue.input === undefined ? "nothing" : describe(issue.input);
    return [problemAt(config, issue.path, `expected ${expected}, found ${found}`)];
  });
}

/** `functions.orders.eventSourceMappings[0].queue`; names that are no identifiers are quoted. */
function formatPath(path: KeyPath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = /^[\w$-]+$/.test(String(key)) ? String(key) : JSON.stringify(String(key));
    return text === "" ? name : `${text}.${name}`;
  }, "");
}

function unknownKey(key: string, known: readonly string[]): string {
  const suggestion = didYouMean(key, known);
  return `unknown key "${key}"${suggestion === "" ? `; expected one of ${known.join(", ")}` : suggestion}`;
}

/** `; did you mean "timeout"?`, or nothing when no name is close. */
export function didYouMean(text: string, names: Iterable<string>): string {
  const similar = nearest(text, names);
  return similar.length === 0 ? "" : `; did you mean ${orList(similar)}?`;
}

const LONGEST_FOUND = 60;

function describe(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  if (typeof value === "number") return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= LONGEST_FOUND ? text : `${text.slice(0, LONGEST_FOUND - 1)}…`;
}
