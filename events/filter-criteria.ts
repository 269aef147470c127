import { compilePattern, type Pattern } from "../runtime/core/pattern/compile.ts";
import { EVENT_SOURCE_MAPPING } from "../runtime/core/pattern/dialect.ts";
import type { FilterCriteria } from "./definition.ts";
import { invalidParameterValue, tooLong } from "./errors.ts";
import { type SqsEventOrigin, toSqsRecord } from "./payloads/sqs.ts";
import type { QueueMessage } from "./sources/queue-source.ts";

/** The filters of a mapping, compiled. */
export interface MessageFilter {
  /** Why the message is filtered out, in one sentence; `undefined` when a filter matches it. */
  refusal(message: QueueMessage): string | undefined;
}

/**
 * "You can define up to five different filters for a single event source mapping."
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
const MAX_FILTERS = 5;
/** Characters. https://docs.aws.amazon.com/lambda/latest/api/API_Filter.html */
const MAX_PATTERN_LENGTH = 4096;

/**
 * Compiles the filters of an SQS mapping: a message passes when one of them matches its record.
 *
 * A message whose body is JSON is compared by what its body contains, any other by its text; a filter for the other kind of body
 * never matches. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 *
 * @throws {AwsError} `InvalidParameterValueException` when a pattern is not one
 */
export function compileFilters(
  criteria: FilterCriteria | undefined,
  origin: SqsEventOrigin,
): MessageFilter | undefined {
  const filters = criteria?.filters ?? [];
  // An empty list is no filter (lambda_api--TestLambdaEventSourceMappings.create_event_filter_criteria_validation).
  if (filters.length === 0) return undefined;
  if (filters.length > MAX_FILTERS) {
    // AWS's own sentence is not known to us.
    throw invalidParameterValue(`The number of filters exceeds the limit of ${MAX_FILTERS}.`);
  }
  const compiled = filters.map(({ pattern }, index) => compileFilter(pattern, index));
  return {
    refusal(message) {
      const document = toDocument(message, origin);
      const reasons: string[] = [];
      for (const filter of compiled) {
        const reason = refusalOf(filter, document);
        if (reason === undefined) return undefined;
        reasons.push(reason);
      }
      if (reasons.length === 1) return reasons[0];
      return `no filter matches: ${reasons.map((reason, index) => `filter ${index + 1}: ${reason}`).join("; ")}`;
    },
  };
}

type BodyKind = "json" | "text";

/** One filter, once for each kind of body; `undefined` where it cannot match. */
type Filter = Readonly<Record<BodyKind, Pattern | undefined>>;

interface Document {
  readonly kind: BodyKind;
  readonly record: object;
}

function compileFilter(text: string, index: number): Filter {
  if (text.length > MAX_PATTERN_LENGTH) {
    throw tooLong(text, `filterCriteria.filters.${index + 1}.member.pattern`, MAX_PATTERN_LENGTH);
  }
  const pattern = parsePattern(text);
  // The whole pattern is checked once, then what can match each kind of body is compiled from it.
  toPattern(pattern);
  return { json: toPattern(partFor("json", pattern)), text: toPattern(partFor("text", pattern)) };
}

function parsePattern(text: string): object {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw invalidPattern();
  }
  if (!isObject(pattern)) throw invalidPattern();
  return pattern;
}

function toPattern(pattern: object | undefined): Pattern | undefined {
  if (pattern === undefined) return undefined;
  const compiled = compilePattern(pattern, EVENT_SOURCE_MAPPING);
  if (compiled.kind === "invalid") throw invalidPattern();
  return compiled.pattern;
}

/** Recorded 2025-11-25, for any defect: esm_dynamodbstreams--TestDynamoDBEventSourceMapping.dynamodb_invalid_event_filter.json */
function invalidPattern(): Error {
  return invalidParameterValue("Invalid filter pattern definition.");
}

/** The pattern without the alternatives that ask for the other kind of body; `undefined` when nothing is left. */
function partFor(kind: BodyKind, pattern: object): object | undefined {
  const kept: [string, unknown][] = [];
  for (const [key, value] of Object.entries(pattern)) {
    if (key === "body" && (isObject(value) ? "json" : "text") !== kind) return undefined;
    if (key === "$or" && isObjects(value)) {
      const alternatives = value.map((one) => partFor(kind, one)).filter((one) => one !== undefined);
      if (alternatives.length === 0) return undefined;
      // One that is left is no alternative any more: the operator needs two.
      const [only] = alternatives;
      kept.push([key, alternatives.length === 1 ? [only, only] : alternatives]);
    } else kept.push([key, value]);
  }
  return Object.fromEntries(kept);
}

function refusalOf(filter: Filter, { kind, record }: Document): string | undefined {
  const pattern = filter[kind];
  if (pattern !== undefined) return pattern.refusal(record);
  return kind === "json"
    ? "`body` is JSON, the filter wants plain text"
    : "`body` is plain text, the filter wants JSON";
}

function toDocument(message: QueueMessage, origin: SqsEventOrigin): Document {
  const record = toSqsRecord(message, origin);
  const body = parseJsonBody(record.body);
  return body === undefined ? { kind: "text", record } : { kind: "json", record: { ...record, body } };
}

/** AWS does not tell whether `42` is JSON or text to it; we take objects and lists for JSON. */
function parseJsonBody(body: string): object | undefined {
  if (!/^\s*[[{]/.test(body)) return undefined;
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isObjects(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.every(isObject);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
