import type { AnyEndpoint } from "../../../app/api/endpoint.ts";
import { openApiOf } from "../../../app/api/openapi.ts";
import { OBJECT_REASONS, PUBLISHED_REASONS } from "../../../app/explain/delivery-reasons.ts";
import {
  GONE_REASONS,
  IN_FLIGHT_REASONS,
  KEPT_REASONS,
  WAITING_REASONS,
} from "../../../app/explain/message-reasons.ts";
import { REASONS } from "../../../app/explain/reasons.ts";
import { EVENT_REASONS, INVOCATION_REASONS, REQUEST_REASONS } from "../../../app/explain/request-reasons.ts";

const UPDATE = "`npx vitest run test/unit/app/reference-pages.test.ts -u`";

type Table = Readonly<Record<string, { readonly outcome: string; readonly sentence: string; readonly advice: string }>>;

const SECTIONS: readonly (readonly [string, Table])[] = [
  ["A message that waits in its queue", WAITING_REASONS],
  ["A message in flight", IN_FLIGHT_REASONS],
  ["A message that was kept after its batch, and comes back", KEPT_REASONS],
  ["A message that is gone", GONE_REASONS],
  ["What was published to SNS", PUBLISHED_REASONS],
  ["What changed in a bucket", OBJECT_REASONS],
  ["An event for a function that nobody waits for", EVENT_REASONS],
  ["An invocation that somebody waits for", INVOCATION_REASONS],
  ["Any other request", REQUEST_REASONS],
];

/** docs/reasons.md */
export function reasonsPage(): string {
  return [
    "# Reasons",
    "",
    `Made from the code by ${UPDATE}; do not edit.`,
    "",
    `\`lambdaloop why\` and \`lambdaloop trace\` end with one of these ${Object.keys(REASONS).length} reasons. Every message has exactly one at any time, and so has everything`,
    "that was published, stored, queued or asked. The list is closed: a reason that is not here is never given.",
    "",
    "Each has an outcome: **done** (it went well, and is over), **underWay** (something happens by itself, soon), **waiting** (something is in the",
    "way), **stopped** (it did not get where it should). `why` follows what came of a request to the first that stopped, else to the first that",
    "waits, else to the first that is under way.",
    ...SECTIONS.flatMap(([title, table]) => ["", `## ${title}`, ...Object.entries(table).flatMap(reasonLines)]),
    "",
  ].join("\n");
}

function reasonLines([code, { outcome, sentence, advice }]: [string, Table[string]]): string[] {
  return ["", `### \`${code}\` (${outcome})`, "", withCode(sentence), "", `What to do: ${withCode(advice)}`];
}

/** Placeholders and JSON as code, so that Markdown leaves them alone. */
function withCode(text: string): string {
  return text.replaceAll(/\{\w+\}|\{ "[^}]*\}|\[\{ "[^\]]*\]|<\w+>/g, (match) => `\`${match}\``);
}

interface Operation {
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
}

/** docs/control-api.md */
export function controlApiPage(endpoints: readonly AnyEndpoint[]): string {
  const { paths } = openApiOf(endpoints) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  const rows = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => operationLines(method, path, operation)),
  );
  return [
    "# Control API",
    "",
    `Made from the code by ${UPDATE}; do not edit.`,
    "",
    "A running `lambdaloop dev` answers these besides AWS's own APIs. They are what its command line asks. Only programs on the same machine may",
    "ask: Host and Origin are checked, as everywhere. Answers are JSON and instants epoch milliseconds; what cannot be answered has a status of",
    "400 or more, a `code`, a `message` and often `advice`. `GET /_lambdaloop/api/openapi.json` has the schemas of all, as OpenAPI 3.1.",
    "",
    "```sh",
    "curl -s http://127.0.0.1:4566/_lambdaloop/api/why?id=last",
    "```",
    ...rows,
    "",
  ].join("\n");
}

function operationLines(method: string, path: string, { summary, parameters = [] }: Operation): string[] {
  const names = parameters.map(({ name, in: place }) => `\`${name}\` (${place})`);
  return [
    "",
    `## \`${method.toUpperCase()} ${path}\``,
    "",
    summary,
    ...(names.length === 0 ? [] : ["", `Parameters: ${names.join(", ")}.`]),
  ];
}
