const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const ISO_TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z/g;
const ROOT = /Root=1-[0-9a-f]{8}-[0-9a-f]{24}/g;

/** Members whose values are never the same twice. */
const MASKS: readonly [names: RegExp, mask: string][] = [
  [/^receiptHandle$/i, "<receipt handle>"],
  [/^(startedAt|endedAt|sentAt|at|time|eventTime|timeEpoch|requestTimeEpoch|requestTime|Timestamp)$/, "<time>"],
  [/(Timestamp|At|Until)$/, "<time>"],
  [/^(x-amz-request-id|x-amz-id-2|sequencer|principalId|eTag|versionId|Signature|SequenceNumber)$/, "<id>"],
  [/^(SigningCertU(RL|rl)|UnsubscribeU(RL|rl))$/, "<url>"],
  [/^(logStreamName|environmentId)$/, "<id>"],
];

interface Numbering {
  next: number;
  readonly ids: Map<string, string>;
}

/** A copy without what differs from run to run: ids become `<id 1>`, `<id 2>`, ... in the order in which they appear. */
export function masked(value: unknown): unknown {
  return maskedValue(value, "", { next: 1, ids: new Map() });
}

function maskedValue(value: unknown, name: string, numbering: Numbering): unknown {
  if (typeof value === "string" || typeof value === "number") return maskedLeaf(value, name, numbering);
  if (Array.isArray(value)) return value.map((each) => maskedValue(each, name, numbering));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, maskedValue(member, key, numbering)]));
}

function maskedLeaf(value: string | number, name: string, numbering: Numbering): string | number {
  const mask = MASKS.find(([names]) => names.test(name))?.[1];
  if (mask !== undefined && value !== "") return mask;
  if (typeof value === "number") return value;
  return value
    .replaceAll(UUID, (id) => numbered(id, numbering))
    .replaceAll(ISO_TIME, "<time>")
    .replaceAll(ROOT, "Root=<id>");
}

function numbered(id: string, numbering: Numbering): string {
  const known = numbering.ids.get(id);
  if (known !== undefined) return known;
  const text = `<id ${numbering.next++}>`;
  numbering.ids.set(id, text);
  return text;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

type Printer = (value: unknown, ...around: unknown[]) => string;

/** For `expect.addSnapshotSerializer` of vitest and jest. */
export const snapshotSerializer = {
  test(value: unknown): boolean {
    if (!isPlain(value) && !Array.isArray(value)) return false;
    return JSON.stringify(masked(value)) !== JSON.stringify(value);
  },
  serialize(value: unknown, ...around: unknown[]): string {
    const print = around.pop() as Printer;
    return print(masked(value), ...around);
  },
};
