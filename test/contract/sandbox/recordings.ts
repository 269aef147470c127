import { readFileSync } from "node:fs";

const FOLDER = new URL("../../fixtures/aws-recordings/lambda/", import.meta.url);

/** What AWS answered: the part of a recorded file at this path of keys. */
export function recorded(file: string, ...keys: readonly string[]): unknown {
  const parsed: unknown = JSON.parse(readFileSync(new URL(`${file}.json`, FOLDER), "utf8"));
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], parsed);
}
