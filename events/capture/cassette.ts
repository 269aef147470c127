import * as z from "zod/mini";
import type { Capture } from "./capture.ts";

/** What the first line of a cassette says, so that any later version knows what it reads. */
const CASSETTE_FORMAT = "lambdaloop-cassette";
const CASSETTE_VERSION = 1;

/** Captures in a file of their own, to be kept with the project; see docs/cassettes.md. */
export interface Cassette {
  /** In the order in which they happened. */
  readonly captures: readonly Capture[];
}

/** One thing that is wrong in a cassette. */
export interface CassetteProblem {
  /** Keys and list indexes from the top. */
  readonly path: readonly PropertyKey[];
  /** What was expected and what was found, and what to do about it. */
  readonly message: string;
}

export type ReadCassette =
  | { readonly kind: "cassette"; readonly cassette: Cassette }
  | { readonly kind: "invalid"; readonly problems: readonly CassetteProblem[] };

const KEY_ORDER: readonly (keyof Capture)[] = [
  "id",
  "at",
  "functionName",
  "requestId",
  "outcome",
  "durationMs",
  "source",
  "error",
  "event",
  "eventText",
  "eventOmittedBytes",
  "result",
  "resultText",
  "resultOmittedBytes",
  "context",
  "environmentNames",
  "code",
  "seed",
  "logs",
  "causes",
  "effects",
  "omitted",
];

/** The text of a cassette: JSON, one member a line, in an order that never changes, so that differences can be read. */
export function cassetteText(captures: readonly Capture[]): string {
  const ordered = captures.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))).map(inOrder);
  const document = { format: CASSETTE_FORMAT, version: CASSETTE_VERSION, captures: ordered };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function inOrder(capture: Capture): object {
  return Object.fromEntries(KEY_ORDER.filter((key) => capture[key] !== undefined).map((key) => [key, capture[key]]));
}

/** Makes a document of one version into one of the next. */
type Upgrade = (document: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** By the version that they start from. A new version adds one and never changes another, so that every old cassette can be read. */
const UPGRADES: Readonly<Record<number, Upgrade>> = {};

/** Whether a text means to be a cassette, of any version. */
export function isCassette(text: string): boolean {
  return text.slice(0, LONGEST_HEAD).includes(`"${CASSETTE_FORMAT}"`);
}

const LONGEST_HEAD = 200;

/** Reads a cassette of this version or an earlier one. */
export function readCassette(text: string): ReadCassette {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return invalid([], `expected JSON, but ${reason}; a conflict of a merge leaves such a file`);
  }
  const head = headSchema.safeParse(document, REPORT);
  if (!head.success) return invalidBy(head.error.issues);
  const { version } = head.data;
  if (version > CASSETTE_VERSION) {
    return invalid(
      ["version"],
      `expected a version up to ${CASSETTE_VERSION}, found ${version}: a newer lambdaloop wrote it; update lambdaloop, or record it again`,
    );
  }
  const checked = cassetteSchema.safeParse(upgraded(head.data, version, UPGRADES), REPORT);
  if (!checked.success) return invalidBy(checked.error.issues);
  return { kind: "cassette", cassette: { captures: checked.data.captures as unknown as readonly Capture[] } };
}

/** @param upgrades every one from `version` on is applied, in order */
export function upgraded(
  document: Readonly<Record<string, unknown>>,
  version: number,
  upgrades: Readonly<Record<number, Upgrade>>,
): Readonly<Record<string, unknown>> {
  let current = document;
  for (let at = version, upgrade = upgrades[at]; upgrade !== undefined; upgrade = upgrades[++at]) {
    current = { ...upgrade(current), version: at + 1 };
  }
  return current;
}

function invalid(path: readonly PropertyKey[], message: string): ReadCassette {
  return { kind: "invalid", problems: [{ path, message }] };
}

function invalidBy(issues: readonly z.core.$ZodIssue[]): ReadCassette {
  const problems = issues.flatMap((issue): CassetteProblem[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: [...issue.path, key], message: `unknown key "${key}"; remove it` }));
    }
    return [{ path: issue.path, message: `expected ${issue.message}, found ${describe(issue.input)}` }];
  });
  return { kind: "invalid", problems };
}

/** Problems say what was found. */
const REPORT = { reportInput: true };
const LONGEST_FOUND = 60;

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length <= LONGEST_FOUND ? text : `${text.slice(0, LONGEST_FOUND - 1)}…`;
}

const text = z.string({ error: "a string" });
const number = z.number({ error: "a number" });
const texts = z.array(text, { error: "a list of strings" });
const fact = z.looseObject({ kind: text }, { error: "a fact: an object with a kind" });

const headSchema = z.looseObject(
  {
    format: z.literal(CASSETTE_FORMAT, { error: `"${CASSETTE_FORMAT}" (is this a cassette?)` }),
    version: z.int({ error: "the version: a whole number" }).check(z.gte(1, { error: "a version from 1 on" })),
  },
  { error: "a cassette: an object" },
);

/** One capture of a cassette. */
export const captureSchema = z
  .strictObject(
    {
      id: z
        .string({ error: "an id: eight letters and digits" })
        .check(z.regex(/^[a-z0-9]{8}$/, { error: "an id: eight letters and digits" })),
      at: z.iso.datetime({ error: "an instant, like 2026-01-31T12:00:00.000Z" }),
      functionName: text,
      requestId: text,
      outcome: z.enum(["returned", "threw", "timedOut", "crashed", "throttled", "refused", "imported"], {
        error: 'an outcome: "returned", "threw", "timedOut", "crashed", "throttled", "refused" or "imported"',
      }),
      durationMs: z.optional(number),
      source: text,
      error: z.optional(z.strictObject({ type: z.optional(text), message: z.optional(text), at: z.optional(text) })),
      event: z.optional(z.unknown()),
      eventText: z.optional(text),
      eventOmittedBytes: z.optional(number),
      result: z.optional(z.unknown()),
      resultText: z.optional(text),
      resultOmittedBytes: z.optional(number),
      context: z.strictObject(
        {
          invokedFunctionArn: z.optional(text),
          version: z.optional(text),
          handler: z.optional(text),
          runtime: z.optional(text),
          timeout: z.optional(number),
          memorySize: z.optional(number),
          deadlineAt: z.optional(number),
          traceHeader: z.optional(text),
          clientContext: z.optional(text),
        },
        { error: "an object" },
      ),
      environmentNames: z.optional(texts),
      code: z.optional(z.strictObject({ generation: number, environmentId: text })),
      seed: z.optional(text),
      logs: z.array(
        z.strictObject({
          source: z.enum(["platform", "stdout", "stderr"], { error: '"platform", "stdout" or "stderr"' }),
          line: text,
        }),
        { error: "a list of log lines" },
      ),
      causes: z.array(fact, { error: "a list of facts" }),
      effects: z.array(fact, { error: "a list of facts" }),
      omitted: z.optional(texts),
    },
    { error: "a capture: an object" },
  )
  .check(
    z.refine((capture) => countOf(capture, ["event", "eventText", "eventOmittedBytes"]) === 1, {
      error: 'exactly one of "event", "eventText" and "eventOmittedBytes"',
    }),
  );

function countOf(capture: object, names: readonly string[]): number {
  return names.filter((name) => name in capture).length;
}

const cassetteSchema = z.strictObject({
  format: text,
  version: number,
  captures: z.array(captureSchema, { error: "a list of captures" }),
});
