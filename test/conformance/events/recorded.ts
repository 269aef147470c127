import { readdirSync, readFileSync } from "node:fs";
import type { Scene } from "../../../events/payloads/factories/index.ts";
import { seededRandom } from "../../../runtime/core/random.ts";

const recordings = new URL("../../fixtures/aws-recordings/", import.meta.url);

export interface Recorded<Value> {
  readonly name: string;
  readonly value: Value;
}

/** Every value in the recordings of these areas that `isWanted` knows, wherever it is. */
export function recorded<Value>(
  areas: readonly string[],
  isWanted: (node: Readonly<Record<string, unknown>>) => unknown,
): Recorded<Value>[] {
  const found: Recorded<Value>[] = [];
  const visit = (node: unknown, name: string): void => {
    if (typeof node !== "object" || node === null) return;
    if (isWanted(node as Record<string, unknown>) === true) {
      found.push({ name, value: node as Value });
      return;
    }
    for (const [key, member] of Object.entries(node)) visit(member, `${name} ${key}`);
  };
  for (const area of areas) {
    for (const file of readdirSync(new URL(area, recordings))) visit(readRecorded(`${area}/${file}`), file);
  }
  return found;
}

/** @param file below test/fixtures/aws-recordings */
export function readRecorded(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, recordings), "utf8"));
}

export const AT = Date.UTC(2024, 6, 11, 12, 30, 15);

export function scene(place: Partial<Scene> = {}): Scene {
  return {
    region: "eu-west-1",
    accountId: "111122223333",
    random: seededRandom("factories"),
    clock: { now: () => AT },
    ...place,
  };
}

/** Fixed words of the recorder as they are here. */
export function filledIn<Value>(value: Value, { region, accountId } = scene()): Value {
  const text = JSON.stringify(value)
    .replaceAll("<partition>", "aws")
    .replaceAll("<region>", region)
    .replaceAll("111111111111", accountId)
    .replaceAll('"time":"date"', '"time":"2024-07-11T12:30:15Z"');
  return JSON.parse(text) as Value;
}
