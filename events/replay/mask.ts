/** What stands for ids and instants of one run: equal on both sides of a comparison. */
export interface Mask {
  (value: unknown): unknown;
}

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const TRACE_ID = /\b1-[0-9a-f]{8}-[0-9a-f]{24}\b/g;
const LOG_STREAM = /\b\d{4}\/\d\d\/\d\d\/(?:[\w-]+)?\[[\w$]+\][0-9a-f]{32}\b/g;
const ISO_TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?/g;
const HTTP_TIME = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\b/g;
const DURATION = /\b\d+(?:\.\d+)? ?(?:ms|µs|us|ns|milliseconds|seconds|secs?|s)\b/g;
/** Seconds with or without a fraction, or milliseconds. */
const EPOCH = /(?<![\d.])\d{10}(?:\d{3})?(?:\.\d{1,6})?(?![\d.])/g;

/** Names whose values are another run's in another run. */
const ID_NAMES =
  /^(?:x-amz-request-id|x-amz-id-2|x-amzn-requestid|x-amzn-trace-id|sequencer|versionId|sequenceNumber)$/i;
const HANDLE_NAME = /^receiptHandle$/i;
const DURATION_NAMES =
  /(?:duration|elapsed|latency|took|uptime)(?:In)?(?:_?(?:ms|millis|milliseconds|s|sec|seconds))?$/i;

/** A number this near to the run is one of its instants. */
const NEAR_MS = 7 * 24 * 3_600_000;

/**
 * Takes ids and instants out of a run's values. What is in the recorded event stays: it is the same in both runs, and means something.
 *
 * @param eventText JSON text of the recorded event
 * @param at epoch milliseconds of the run
 * @param known of a replay: its event's own texts, each with the recorded one, which takes its place
 */
export function createMask(eventText: string, at: number, known: ReadonlyMap<string, string> = new Map()): Mask {
  const replacements = [...known].toSorted(([a], [b]) => b.length - a.length);
  const keepOr = (stand: string) => (found: string) => (eventText.includes(found) ? found : stand);
  const text = (given: string): string => {
    let masked = given;
    for (const [own, recorded] of replacements) masked = masked.replaceAll(own, recorded);
    return masked
      .replaceAll(LOG_STREAM, "<log stream>")
      .replaceAll(UUID, keepOr("<id>"))
      .replaceAll(TRACE_ID, keepOr("<id>"))
      .replaceAll(ISO_TIME, keepOr("<time>"))
      .replaceAll(HTTP_TIME, keepOr("<time>"))
      .replaceAll(DURATION, keepOr("<duration>"))
      .replaceAll(EPOCH, (found) => (isNear(Number(found), at) ? keepOr("<time>")(found) : found));
  };
  const number = (given: number): unknown => {
    const recorded = known.get(String(given));
    if (recorded !== undefined) return Number(recorded);
    return isNear(given, at) && !eventText.includes(String(given)) ? "<time>" : given;
  };
  const named = (name: string, value: unknown): unknown => {
    if (typeof value === "number" && DURATION_NAMES.test(name)) return "<duration>";
    if (typeof value === "string" && value !== "") {
      if (HANDLE_NAME.test(name)) return keepOr("<receipt handle>")(known.get(value) ?? value);
      if (ID_NAMES.test(name)) return keepOr("<id>")(known.get(value) ?? value);
    }
    return mask(value);
  };
  const mask = (value: unknown): unknown => {
    if (typeof value === "string") return text(value);
    if (typeof value === "number") return number(value);
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [text(name), named(name, member)]));
  };
  return mask;
}

function isNear(value: number, at: number): boolean {
  return Math.abs(value - at) < NEAR_MS || Math.abs(value * 1000 - at) < NEAR_MS;
}

/** Shorter text than an id or an instant is too likely to be something else elsewhere. */
const SHORTEST_OWN = 8;

/**
 * The text of a replay's event that differs from the recorded event's, with what is in its place there: a message that is put into a queue again
 * has another id, receipt handle and instant.
 */
export function recordedTexts(recorded: unknown, replayed: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (one: unknown, other: unknown): void => {
    if (typeof one === "string" && typeof other === "string") {
      if (one !== other && Math.min(one.length, other.length) >= SHORTEST_OWN) found.set(other, one);
    } else if (typeof one === "object" && typeof other === "object" && one !== null && other !== null) {
      const others = other as Readonly<Record<string, unknown>>;
      for (const [name, value] of Object.entries(one)) walk(value, others[name]);
    }
  };
  walk(recorded, replayed);
  return found;
}
