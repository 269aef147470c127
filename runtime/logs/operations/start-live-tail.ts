import type { StartLiveTailRequest, StartLiveTailResponse } from "../../protocol/generated/logs.ts";
import { invalidParameter } from "../errors.ts";
import type { Condition } from "../filter-pattern/compound.ts";
import { parseFilterPattern } from "../filter-pattern/parse.ts";
import { FilterPatternError } from "../filter-pattern/pattern-error.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartLiveTail.html */
export const startLiveTail: Operation<StartLiveTailRequest, StartLiveTailResponse> = (
  { groups, liveTails },
  request,
  context,
) => {
  const { logGroupIdentifiers, logStreamNames = [], logStreamNamePrefixes = [], logEventFilterPattern = "" } = request;
  checkRequest(request);
  const chosen = new Set(logGroupIdentifiers.map((arn) => groups.byArn(arn, context)));
  const isChosen = streamFilter(logStreamNames, logStreamNamePrefixes);
  const matches = conditionOf(logEventFilterPattern);
  const start = {
    requestId: context.requestId,
    sessionId: liveTails.newSessionId(),
    logGroupIdentifiers,
    logStreamNames,
    logStreamNamePrefixes,
    logEventFilterPattern,
  };
  const responseStream = liveTails.open({
    start,
    signal: context.signal,
    accepts: (group, { stream, message }) => chosen.has(group) && isChosen(stream.name) && matches(message),
  });
  return { responseStream };
};

/** The rules are the model's, the sentences ours. */
function checkRequest(request: StartLiveTailRequest): void {
  const { logGroupIdentifiers, logStreamNames, logStreamNamePrefixes } = request;
  if (logGroupIdentifiers.some((identifier) => !identifier.startsWith("arn:"))) {
    throw invalidParameter("Log groups of a live tail must be given by their ARNs.");
  }
  if (logStreamNames !== undefined && logStreamNamePrefixes !== undefined) {
    throw invalidParameter("logStreamNames and logStreamNamePrefixes are mutually exclusive parameters.");
  }
  const namesStreams = logStreamNames !== undefined || logStreamNamePrefixes !== undefined;
  if (namesStreams && logGroupIdentifiers.length > 1) {
    throw invalidParameter("Log streams can be chosen in a single log group only.");
  }
}

function streamFilter(names: readonly string[], prefixes: readonly string[]): (name: string) => boolean {
  if (names.length === 0 && prefixes.length === 0) return () => true;
  const exact = new Set(names);
  return (name) => exact.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
}

/** Reported in public: DefangLabs/defang#1008. */
function conditionOf(pattern: string): Condition<string> {
  try {
    return parseFilterPattern(pattern);
  } catch (error) {
    if (!(error instanceof FilterPatternError)) throw error;
    throw invalidParameter(`Invalid filter pattern: ${error.message}`);
  }
}
